import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { directoryError } from '../domain/directory.errors.js';
import { Turns, type Wants } from './turns.js';

const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

/** RFC 9106, second recommendation: 64 MiB, three passes. */
const ARGON2ID = { algorithm: Algorithm.Argon2id, memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** Simultaneous checks. At 64 MiB each, many would use up memory and processor. */
const AT_ONCE = 2;
/** A check takes about a tenth of a second, so the line of the others is at most two seconds long; known places wait only for each other. */
const WAITING_MAX = { known: 200, others: 40 } as const;

/** For a new password: its person has signed in before. */
const OF_THE_HOUSE: Wants = { from: '', known: true };

/** Hashes and checks passwords with argon2id. */
@Injectable()
export class Passwords {
  private readonly turns = new Turns(AT_ONCE, WAITING_MAX, () => directoryError('SIGN_IN_BUSY'));
  private nobody: Promise<string> | undefined;

  /** Runs a password check in turn. @throws SIGN_IN_BUSY when too many wait already */
  inTurn<T>(wants: Wants, work: () => Promise<T>): Promise<T> {
    return this.turns.run(wants, work);
  }

  /**
   * @param field its name in the input of the mutation
   * @throws PASSWORD_TOO_SHORT, DIRECTORY_INPUT_MALFORMED, SIGN_IN_BUSY
   */
  async hash(password: string, field = 'password'): Promise<string> {
    if ([...password].length < PASSWORD_MIN) throw directoryError('PASSWORD_TOO_SHORT', { details: { length: PASSWORD_MIN }, field });
    if (password.length > PASSWORD_MAX)
      throw directoryError('DIRECTORY_INPUT_MALFORMED', {
        details: { field, reason: `不能超过${PASSWORD_MAX}个字符` },
        field,
      });
    return this.turns.run(OF_THE_HOUSE, () => hash(password, ARGON2ID));
  }

  /** Only inside `inTurn`. Without a stored hash (null) it takes the same time and answers false. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.dummy());
    const right = await verify(against, password.slice(0, PASSWORD_MAX));
    return right && stored !== null;
  }

  /** Made before the first sign-in, so that an unknown account never takes longer than a wrong password. */
  dummy(): Promise<string> {
    return (this.nobody ??= hash('nobody has this password', ARGON2ID));
  }
}
