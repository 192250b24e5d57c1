import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ServiceName } from '@sunshine/events';
import { newSigningKey } from '@sunshine/platform';
import { StartRefusal } from './refusal.js';

type Room = ServiceName | 'gateway';

/** Variables whose secret is random bytes, and the rooms that get them. */
const RANDOM: Record<string, readonly Room[]> = {
  GATEWAY_SECRETS: ['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange', 'gateway'],
  INTAKE_MASTER_KEYS: ['intake'],
  INTAKE_REPORT_KEYS: ['intake'],
  CASE_REPORT_KEYS: ['case'],
  HEARING_KEYS: ['hearing'],
  EXCHANGE_KEYS: ['exchange'],
  INTAKE_INDEX_KEYS: ['intake'],
  INTAKE_CODE_KEYS: ['intake'],
};

/** Variables whose secret is a signing key: the room that signs holds it whole, the others its public half. */
const SIGNING: Record<string, Room> = { TOKEN_KEYS: 'directory', PASS_KEYS: 'intake', HEARING_SIGNING_KEYS: 'hearing' };

/** The secret from which the passwords of the database roles are derived. */
export const DATABASE_ROLES = 'database-roles';

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

/** Variables that hold lists of keys, and the rooms that get them. */
export const KEY_VARIABLES: Readonly<Record<string, readonly Room[]>> = {
  ...RANDOM,
  ...Object.fromEntries(Object.entries(SIGNING).map(([name, room]) => [name, [room]])),
};

/** Where a node keeps the keys that it makes itself: `SECRETS_DIR`, else in its data folder. */
export const secretsFolder = (dataDir: string, env: NodeJS.ProcessEnv): string => resolve(env.SECRETS_DIR || join(dataDir, 'secrets'));

/** Password of the brokers' user: never made by the node, and read from the folder of keys where it lies there. */
export const KAFKA_PASSWORD = 'KAFKA_PASSWORD';

const exists = (path: string) =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

/**
 * Refuses to make keys for data that was sealed with others: those lie elsewhere.
 * @throws StartRefusal
 */
export async function refuseOtherKeys(dataDir: string, folder: string): Promise<void> {
  if (await exists(join(folder, DATABASE_ROLES))) return;
  const usual = join(dataDir, 'secrets');
  if (folder !== usual && (await exists(join(usual, DATABASE_ROLES))))
    throw new StartRefusal(
      `The keys of ${dataDir} lie in ${usual}, none in ${folder}. Stop the node and move them: mv ${usual}/* ${folder}/`,
    );
  if (await exists(join(dataDir, 'postgres', 'cluster')))
    throw new StartRefusal(
      `${dataDir} holds data, and its keys are not in ${folder}. Put them back there, or say where they are with SECRETS_DIR; new ones would open nothing.`,
    );
}

/** The password of the brokers' user as a room reads it, where it is asked for and lies with the keys and nothing else names it. */
export async function kafkaPassword(folder: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const file = join(folder, KAFKA_PASSWORD);
  if (!env['KAFKA_SASL'] || env[KAFKA_PASSWORD] || !(await exists(file))) return {};
  return { [KAFKA_PASSWORD]: JSON.stringify([{ id: 'kafka', source: `file:${file}` }]) };
}

/** Keys that a node makes for itself: once, readable by its user alone. */
export class DemoSecrets {
  private constructor(private readonly files: ReadonlyMap<string, string>) {}

  static async of(folder: string): Promise<DemoSecrets> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await stat(folder)).mode & 0o077)
      await chmod(folder, 0o700).catch((error: NodeJS.ErrnoException) => {
        // A folder of somebody else's, or one that cannot be changed: `check:keys` tells of it.
        if (!['EPERM', 'EROFS'].includes(error.code ?? '')) throw error;
      });
    const files = new Map<string, string>();
    const keep = async (name: string, make: () => Promise<string> | string) => {
      const file = join(folder, name);
      files.set(name, file);
      if (await isKept(file)) return;
      await writeFile(`${file}.new`, await make(), { mode: 0o600, flush: true });
      await rename(`${file}.new`, file);
    };
    const random = () => randomBytes(32).toString('base64url');
    for (const name of [...Object.keys(RANDOM), DATABASE_ROLES]) await keep(name, random);
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
    return readFile(this.files.get(DATABASE_ROLES) as string, 'utf8');
  }
}
