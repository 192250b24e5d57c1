import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { directoryError } from '../domain/directory.errors.js';

const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

/** RFC 9106, second recommendation: 64 MiB, three passes. */
const ARGON2ID = { algorithm: Algorithm.Argon2id, memoryCost: 65_536, timeCost: 3, parallelism: 1 };

const AT_ONCE = 2;
const WAITING_MAX = 200;

/** Lets two callers in; at 64 MiB each, fifty at once would leave no memory and no processor for anybody else. */
class Gate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws SIGN_IN_BUSY when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside < AT_ONCE) this.inside += 1;
    else {
      if (this.waiting.length >= WAITING_MAX) throw directoryError('SIGN_IN_BUSY');
      await new Promise<void>((enter) => this.waiting.push(enter));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }
}

/** Hashes and checks passwords with argon2id. */
@Injectable()
export class Passwords {
  private readonly gate = new Gate();
  private nobody: Promise<string> | undefined;

  /** @throws PASSWORD_TOO_SHORT, SIGN_IN_BUSY */
  async hash(password: string): Promise<string> {
    if ([...password].length < PASSWORD_MIN) throw directoryError('PASSWORD_TOO_SHORT', { details: { length: PASSWORD_MIN } });
    if (password.length > PASSWORD_MAX)
      throw directoryError('DIRECTORY_INPUT_MALFORMED', { details: { field: 'password', reason: `不能超过${PASSWORD_MAX}个字符` } });
    return this.gate.run(() => hash(password, ARGON2ID));
  }

  /** Takes the same time where there is no hash to check against (null), and answers false then. @throws SIGN_IN_BUSY */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.dummy());
    const right = await this.gate.run(() => verify(against, password.slice(0, PASSWORD_MAX)));
    return right && stored !== null;
  }

  /** Made before the first sign-in, so that an unknown account never costs a hash more. */
  dummy(): Promise<string> {
    return (this.nobody ??= hash('nobody has this password', ARGON2ID));
  }
}
