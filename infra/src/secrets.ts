import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningKey, type ServiceName } from '@sunshine/platform';
import { StartRefusal } from './refusal.js';

type Room = ServiceName | 'gateway';

/** Variables whose secret is random bytes, and the rooms that get them. */
const RANDOM: Record<string, readonly Room[]> = {
  GATEWAY_SECRETS: ['directory', 'intake', 'case', 'supervision', 'gateway'],
  INTAKE_MASTER_KEYS: ['intake'],
  INTAKE_REPORT_KEYS: ['intake'],
  CASE_REPORT_KEYS: ['case'],
  INTAKE_INDEX_KEYS: ['intake'],
  INTAKE_CODE_KEYS: ['intake'],
};

/** Variables whose secret is a signing key: the room that signs holds it whole, the others its public half. */
const SIGNING: Record<string, Room> = { TOKEN_KEYS: 'directory', PASS_KEYS: 'intake' };

/** Production refuses secrets of such a name; no two lists share one, because the id alone tells which key it was. */
const idOf = (name: string) => `demo-${name.toLowerCase().replaceAll('_', '-')}-1`;

/**
 * Whether a secret is there; only one that does not exist may be made. A new key in the place of one that cannot be read would leave
 * everything sealed under it closed for ever.
 * @throws StartRefusal where it cannot be read, or is empty
 */
async function isKept(file: string): Promise<boolean> {
  try {
    if ((await readFile(file, 'utf8')).trim() !== '') return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    throw new StartRefusal(`The key ${file} cannot be read (${code}). Nothing was changed: let this user read it, or put it back.`);
  }
  throw new StartRefusal(`The key ${file} is empty. Put it back from where keys are kept; what it sealed opens with no other.`);
}

/** Secrets of a demo node: made once, kept in its folder, readable by its user alone. */
export class DemoSecrets {
  private constructor(private readonly files: ReadonlyMap<string, string>) {}

  static async of(folder: string): Promise<DemoSecrets> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const files = new Map<string, string>();
    const keep = async (name: string, make: () => Promise<string> | string) => {
      const file = join(folder, name);
      files.set(name, file);
      if (await isKept(file)) return;
      await writeFile(`${file}.new`, await make(), { mode: 0o600, flush: true });
      await rename(`${file}.new`, file);
    };
    const random = () => randomBytes(32).toString('base64url');
    for (const name of [...Object.keys(RANDOM), 'database-roles']) await keep(name, random);
    for (const name of Object.keys(SIGNING)) {
      await keep(name, async () => (await newSigningKey()).privateJwk);
      await keep(`${name}.public`, async () => {
        const { d: _secret, ...open } = JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, string>;
        return JSON.stringify(open);
      });
    }
    return new DemoSecrets(files);
  }

  /** Lists of `{id, source}` for one room, as its configuration reads them. */
  env(room: Room): Record<string, string> {
    const list = (name: string, file = name) => JSON.stringify([{ id: idOf(name), source: `file:${this.files.get(file)}` }]);
    return Object.fromEntries([
      ...Object.entries(RANDOM).flatMap(([name, rooms]) => (rooms.includes(room) ? [[name, list(name)]] : [])),
      ...Object.entries(SIGNING).map(([name, signer]) => [name, list(name, room === signer ? name : `${name}.public`)]),
    ]) as Record<string, string>;
  }

  /** The secret from which the passwords of the database roles are derived. */
  databaseRoles(): Promise<string> {
    return readFile(this.files.get('database-roles') as string, 'utf8');
  }
}
