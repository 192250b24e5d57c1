import { createHmac, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { headsFolders } from '@sunshine/audit';
import type { ServiceName } from '@sunshine/events';
import { PeerRefusal } from '@sunshine/platform';
import { addressOf, keysDatabaseOf, loudSettings, migrate, roleOf } from '@sunshine/postgres';
import { OwnDatabase } from './database.js';
import type { Parts } from './keeper.js';
import { isWithin } from './places.js';
import { DemoSecrets, kafkaPassword, refuseOtherKeys, secretsFolder } from './secrets.js';
import { plans } from './services.js';

export interface PrepareOptions {
  /** Database, secrets and logs; without it the node is a throw-away and its folder goes when it closes. */
  dataDir?: string | undefined;
  /** A server of somebody else, as a role that may create roles and databases. */
  databaseUrl?: string | undefined;
  /** Name of the node's database (`sunshine`). */
  database?: string | undefined;
  /** Overrides for every room; KAFKA_BROKERS, BUS and NODE_NAME among them. */
  env?: NodeJS.ProcessEnv | undefined;
  /** `throwaway` leaves out what protects data from a crash of the machine; the default where there is no dataDir. */
  safety?: 'durable' | 'throwaway' | undefined;
  /** Server settings laid over our own, by name. */
  settings?: Record<string, string> | undefined;
  progress?: ((line: string) => void) | undefined;
  /** Is told of an own database that ends and is brought back, and of processes that do; nobody by default. */
  parts?: Parts | undefined;
}

/** Database and secrets of a node, with its tables at their newest shape. */
export interface Prepared {
  adminUrl: string;
  database: string;
  /** Address of the node's database as the role of a service. */
  serviceUrl(service: ServiceName): string;
  /** Environment of one room. */
  env(room: ServiceName | 'gateway'): NodeJS.ProcessEnv;
  /** Folders of the heads of the services' audits: the first, and the copies. */
  auditHeads: string[];
  /** The process of an own server; null where the server is somebody else's. */
  databasePid(): number | null;
  close(): Promise<void>;
}

const NODE_ID = 'node-id';

/**
 * Where a node keeps the heads of its audits: `AUDIT_HEADS_DIR`, by default in its folder, and `AUDIT_HEADS_COPY`, by default beside
 * the folder (`<folder>.heads/<id of the node>`), so that a folder put back as it was earlier is known by it. The id lies in the
 * folder: one that is made anew begins anew.
 */
export async function auditHeadsOf(
  folder: string,
  { throwaway, env }: { throwaway: boolean; env: NodeJS.ProcessEnv },
): Promise<{ AUDIT_HEADS_DIR: string; AUDIT_HEADS_COPY?: string }> {
  const AUDIT_HEADS_DIR = resolve(env.AUDIT_HEADS_DIR || join(folder, 'audit-heads'));
  if (env.AUDIT_HEADS_COPY) return { AUDIT_HEADS_DIR, AUDIT_HEADS_COPY: env.AUDIT_HEADS_COPY };
  if (throwaway) return { AUDIT_HEADS_DIR };
  const file = join(folder, NODE_ID);
  await writeFile(file, `${randomUUID()}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return { AUDIT_HEADS_DIR, AUDIT_HEADS_COPY: join(`${folder}.heads`, (await readFile(file, 'utf8')).trim()) };
}

/** The folders whose free space is watched; a database elsewhere is watched there. */
function volumesOf(folder: string, ownDatabase: boolean, env: NodeJS.ProcessEnv): string {
  const database = ownDatabase ? [`database=${join(folder, 'postgres')}`] : [];
  return [`data=${folder}`, `files=${env['FILES_DIR'] ?? join(folder, 'files')}`, ...database].join();
}

/** The demo city lives in one process or on one machine: its secrets are made here, once. */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const folder = options.dataDir ? resolve(options.dataDir) : await mkdtemp(join(tmpdir(), 'sunshine-node-'));
  await mkdir(folder, { recursive: true });
  const keys = secretsFolder(folder, options.env ?? {});
  await refuseOtherKeys(folder, keys);
  const secrets = await DemoSecrets.of(keys);
  if (options.dataDir && isWithin(keys, folder))
    options.progress?.(`the keys lie with the data, in ${keys}: whoever copies it opens everything. SECRETS_DIR, npm run check:keys`);
  const brokerPassword = await kafkaPassword(keys, options.env ?? {});
  const roles = await secrets.databaseRoles();
  const password = (role: string) => createHmac('sha256', roles).update(role).digest('hex');

  const own = options.databaseUrl
    ? null
    : await OwnDatabase.start({
        folder: join(folder, 'postgres'),
        safety: options.safety ?? (options.dataDir ? 'durable' : 'throwaway'),
        ...(options.settings ? { settings: options.settings } : {}),
        ...(options.progress ? { progress: options.progress } : {}),
        ...(options.parts ? { parts: options.parts } : {}),
      });
  const close = async () => {
    await own?.stop();
    if (!options.dataDir) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const adminUrl = options.databaseUrl ?? own?.adminUrl ?? '';
    const database = options.database ?? 'sunshine';
    const loud = options.databaseUrl
      ? await loudSettings(adminUrl).catch((error: unknown) => {
          throw PeerRefusal.or('PostgreSQL', error);
        })
      : [];
    if (loud.length > 0) options.progress?.(`the database server may log what people type (${loud.join(', ')}): docs/operations.md`);
    const heads = await auditHeadsOf(folder, { throwaway: !options.dataDir, env: options.env ?? {} });
    await migrate({ adminUrl, database, plans, password, ...(options.progress ? { progress: options.progress } : {}) });
    const urlOf = (room: ServiceName | 'gateway', name: string) => {
      const role = roleOf(plans.find((plan) => plan.name === room)!.schema);
      return addressOf(adminUrl, name, { role, password: password(role) });
    };
    return {
      adminUrl: addressOf(adminUrl, database),
      database,
      serviceUrl: (service) => urlOf(service, database),
      env: (room) => ({
        SUNSHINE_MODE: 'demo',
        ...secrets.env(room),
        ...brokerPassword,
        DATABASE_URL: urlOf(room, database),
        ...(room === 'intake' || room === 'case' ? { KEYS_DATABASE_URL: urlOf(room, keysDatabaseOf(database)) } : {}),
        ...(room === 'intake' || room === 'exchange' ? { FILES_DIR: join(folder, 'files') } : {}),
        ...(room === 'intake'
          ? {
              SPACE_VOLUMES: volumesOf(folder, own !== null, options.env ?? {}),
              // All citizens of the demo file from this machine, and do so again after a first start that was interrupted.
              FILINGS_PER_ADDRESS: '200',
            }
          : {}),
        ...options.env,
        ...(room === 'gateway' ? {} : heads),
      }),
      auditHeads: headsFolders(heads),
      databasePid: () => own?.pid ?? null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
