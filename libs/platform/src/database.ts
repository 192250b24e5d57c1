import type { Writable } from 'node:stream';
import pg from 'pg';
import { DataSource, type EntityManager, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { z } from 'zod';
import { loadConfig } from './config.js';
import { databaseAddress } from './database-address.js';
import { peerFault, PeerRefusal } from './peer.js';
import { rowsOf, type Statement } from './prepared.js';

// A date column is a legal day, never an instant: pg would make a midnight of the process's zone of it.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type MigrationClass = new () => MigrationInterface;

/** A statement for one id and one for many: for a single one PostgreSQL keeps its plan, for an array it plans each call. */
export interface ByIds {
  readonly one: Statement;
  readonly many: Statement;
}

/**
 * @param text with `$IDS` behind the column of the ids
 * @param param of the ids, or of the one: `$1`
 */
export const byIds = (name: string, text: string, param = '$1'): ByIds => ({
  one: { name: `${name}-one`, text: text.replace('$IDS', `= ${param}::uuid`) },
  many: { name, text: text.replace('$IDS', `= any(${param}::uuid[])`) },
});

/** The statement for these ids, and what is bound for them. */
export const forIds = ({ one, many }: ByIds, ids: readonly string[]): [Statement, unknown] =>
  ids.length === 1 ? [one, ids[0]] : [many, ids];

interface PgClient {
  query(query: string): Promise<{ readonly command: string }>;
  query(query: object): unknown;
  readonly connection?: { readonly stream: Writable };
}

const corked = new WeakSet<Writable>();

/** Statements that are sent in one turn of the event loop go out in one write: a write costs more than the statement it carries. */
function inOneWrite({ connection }: PgClient): void {
  const stream = connection?.stream;
  if (!stream || corked.has(stream)) return;
  corked.add(stream);
  stream.cork();
  process.nextTick(() => {
    corked.delete(stream);
    stream.uncork();
  });
}

/**
 * Sends more in the write of what this turn has begun to send, once all that has failed without waiting for the database is known to
 * have failed.
 */
async function inTheSameWrite<T>({ connection }: PgClient, send: () => T): Promise<T> {
  const stream = connection?.stream;
  stream?.cork();
  try {
    await new Promise<void>((done) => process.nextTick(done)); // after every promise that can be settled by now
    return send();
  } finally {
    stream?.uncork();
  }
}

/** A transaction begun by `transaction`. */
interface Open {
  readonly client: PgClient;
  /** Statements that are answered together with the commit, in the order in which they were sent. */
  readonly last: Promise<unknown>[];
  readonly committed: (() => void)[];
  /** Reads that are sent behind the commit. */
  readonly behind: ((tx: EntityManager) => Promise<void>)[];
  /** Why one of `last` has failed already; null while none has. */
  failed: { readonly error: unknown } | null;
  /** The commit or the rollback has been sent: a statement behind it would stand alone. */
  ended: boolean;
}

const opened = new WeakMap<EntityManager, Open>();

function openOf(tx: EntityManager): Open {
  const open = opened.get(tx);
  if (!open) throw new Error('this transaction was not begun by transaction()');
  return open;
}

/** Whether `tx` is a transaction of this module whose commit has not been sent. */
export const isOpen = (tx: EntityManager): boolean => opened.get(tx)?.ended === false;

/**
 * Runs a named prepared statement on the transaction's connection, or on the pool when `tx` is a DataSource's own manager. In a
 * `transaction` of this module it is on its way when this returns, so that what is sent without awaiting keeps its order.
 */
export async function sql<T>(tx: EntityManager, statement: Statement, values: unknown[]): Promise<T[]> {
  const open = opened.get(tx);
  if (open?.ended) throw new Error(`statement ${statement.name} comes after the end of its transaction`);
  try {
    if (open) return await sent<T>(open.client, statement, values);
    if (tx.queryRunner) return await sent<T>((await tx.queryRunner.connect()) as PgClient, statement, values);
    return await onPool<T>((tx.connection.driver as PostgresDriver).master as pg.Pool, statement, values);
  } catch (error) {
    Error.captureStackTrace(error as Error); // in place of the socket's: who asked
    throw error;
  }
}

function sent<T>(client: PgClient, statement: Statement, values: unknown[]): Promise<T[]> {
  inOneWrite(client);
  return rowsOf(client, statement, values) as Promise<T[]>;
}

/** As the pool's own `query`, which leaves no room for a query that knows its columns: a connection whose statement failed is given up. */
async function onPool<T>(pool: pg.Pool, statement: Statement, values: unknown[]): Promise<T[]> {
  const client = await pool.connect();
  client.on('error', toldByStatement);
  let failed: Error | undefined;
  try {
    return await sent<T>(client as unknown as PgClient, statement, values);
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    client.off('error', toldByStatement);
    client.release(failed);
  }
}

/** A connection that is lost fails its statements as well; without a listener it would end the process. */
const toldByStatement = (): void => undefined;

/**
 * An insert of the JSON rows in `param`, whose fields are columns of the table. It names the columns: one that a later release has added
 * gets its default, so that a release which does not know it goes on writing. Never `select *`: that writes null into it.
 */
export function insertRows(table: string, columns: readonly string[], param: string): string {
  const named = columns.join(', ');
  return `insert into ${table} (${named}) select ${named} from json_populate_recordset(null::${table}, ${param}::json)`;
}

/**
 * Lets a statement that has been sent, and that no other follows, travel together with the commit of its `transaction`, which fails
 * where it fails and with its error. What fails before it is sent, because its values cannot be made, keeps the commit from being sent.
 */
export function withCommit(tx: EntityManager, statement: Promise<unknown>): void {
  const open = openOf(tx);
  statement.catch((error: unknown) => (open.failed ??= { error })); // its failure is the commit's
  open.last.push(statement);
}

/**
 * Calls `work` once what `tx` wrote is known to be committed: never where it was rolled back, nor where the connection was lost before
 * the answer. `tx` belongs to a `transaction` of this module, or is a DataSource's own manager whose statement has been awaited.
 */
export function afterCommit(tx: EntityManager, work: () => void): void {
  if (tx.queryRunner) openOf(tx).committed.push(work);
  else work();
}

/**
 * Has `read` sent behind the commit of `tx`, in its write and on its connection: it sees what everybody sees from then on, and stands in
 * line for no other connection. It is awaited before the transaction answers, never run where the commit is not sent, and its failure
 * changes nothing: what it had to read is then simply not known.
 * @param read whose one statement goes through `sql` before it awaits anything
 */
export function behindCommit(tx: EntityManager, read: (tx: EntityManager) => Promise<void>): void {
  openOf(tx).behind.push(read);
}

/** Connections apart from the pool of a DataSource: whose transaction runs on one never stands in line with requests. */
export class Lane {
  private readonly pool: pg.Pool;

  /** @param size connections at most */
  constructor(db: DataSource, size: number) {
    const { options } = (db.driver as PostgresDriver).master as { readonly options: pg.PoolConfig };
    // pg hides the password from whoever copies its options.
    this.pool = new pg.Pool({ ...options, password: options.password, max: size });
    this.pool.on('error', () => undefined); // an idle connection is gone: the next one is new
  }

  /** Gives the runner a connection in place of one of its DataSource's pool. */
  async lend(runner: QueryRunner): Promise<void> {
    const client = await this.pool.connect();
    const lost = (error: Error) => void (runner as QueryRunner & Released).releasePostgresConnection(error);
    const releaseCallback = (error?: Error) => {
      client.removeListener('error', lost);
      client.release(error);
    };
    client.on('error', lost);
    Object.assign(runner, { databaseConnection: client, releaseCallback });
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** Of TypeORM's runner for PostgreSQL. */
interface Released {
  releasePostgresConnection(error: Error): Promise<void>;
}

/**
 * Runs `fn` in one transaction. Its begin travels with the first statement and its commit with those handed to `withCommit`,
 * because the connections are pipelined; nothing is answered before the commit is.
 * @param lane whose connection it takes; left out: one of the pool
 */
export async function transaction<T>(db: DataSource, fn: (tx: EntityManager) => Promise<T>, lane?: Lane): Promise<T> {
  const runner = db.createQueryRunner();
  await lane?.lend(runner);
  const tx = runner.manager;
  const client = (await runner.connect()) as PgClient;
  const open: Open = { client, last: [], committed: [], behind: [], failed: null, ended: false };
  opened.set(tx, open);
  try {
    inOneWrite(client);
    const begun = client.query('begin');
    Object.assign(runner, { isTransactionActive: true }); // TypeORM must not open another
    begun.catch(() => undefined); // then every statement behind it fails as well
    const answer = await fn(tx);
    const { committing, behind } = await inTheSameWrite(client, () => {
      if (open.failed) throw open.failed.error;
      const committing = [client.query('commit'), begun, ...open.last] as const;
      const behind = Promise.allSettled(open.behind.map((read) => read(tx)));
      open.ended = true;
      return { committing, behind };
    });
    // PostgreSQL makes a rollback of the commit of a failed transaction, and says so in its answer alone.
    const [{ command }] = await Promise.all(committing);
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    await behind;
    for (const work of open.committed) work();
    return answer;
  } catch (error) {
    open.ended = true;
    await client.query('rollback').catch(() => undefined); // a connection that is gone has rolled back by itself
    throw isAborted(error) ? ((await firstFailure(open.last)) ?? error) : error;
  } finally {
    Object.assign(runner, { isTransactionActive: false });
    await runner.release();
  }
}

/** A statement was not run because another of its transaction had failed before it. */
const isAborted = (error: unknown): boolean => stateOf(error) === '25P02';

async function firstFailure(statements: readonly Promise<unknown>[]): Promise<unknown> {
  const failed = (await Promise.allSettled(statements)).filter((outcome) => outcome.status === 'rejected');
  return failed.find(({ reason }) => !isAborted(reason))?.reason;
}

/**
 * Awaits statements that were sent together. All of them end before it does, whichever fails, so that nothing is sent behind a savepoint
 * that the failure is rolled back to. @throws the first failure
 */
export async function together(...statements: readonly Promise<unknown>[]): Promise<void> {
  const cause = await firstFailure(statements);
  if (cause !== undefined) throw cause as Error;
  await Promise.all(statements);
}

/** Variables by which a service finds its database. */
export const databaseShape = (env: NodeJS.ProcessEnv) => ({
  DATABASE_URL: databaseAddress(env),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
});

/** For so long a server that does not answer is asked again at the start of a service, milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Connects it. A server that takes the connection and answers too late is asked again for a minute: it is busy, and whoever gives up then
 * is started again into the same load. One that is away is told at once.
 * @throws PeerRefusal where the server will not have us, by password or certificate
 */
export async function connectedTo(db: DataSource): Promise<DataSource> {
  for (const until = performance.now() + PATIENCE_MS; ;) {
    try {
      return await db.initialize();
    } catch (error) {
      if (!isTooLate(error) || performance.now() > until) throw PeerRefusal.or('PostgreSQL', error);
    }
  }
}

/** The pool's own end of waiting for a connection; it has no code. */
const isTooLate = (error: unknown): boolean =>
  /due to connection timeout|timeout exceeded when trying to connect/.test(String((error as Failure | null)?.message ?? ''));

interface DatabaseUser {
  readonly name: string;
  readonly schema: string;
  readonly entities?: readonly Function[];
  readonly migrations: readonly MigrationClass[];
  /** Settings of its sessions that are not the role's own, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The service's DataSource, not yet connected. `DATABASE_URL` holds role and password; `DATABASE_POOL` the connections (10). */
export function dataSourceFor(def: DatabaseUser, env: NodeJS.ProcessEnv): DataSource {
  const config = loadConfig(z.object(databaseShape(env)), env);
  const settings = Object.entries(def.settings ?? {}).map(([name, value]) => `-c ${name}=${value}`);
  return new DataSource({
    type: 'postgres',
    url: config.DATABASE_URL,
    schema: def.schema,
    entities: [...(def.entities ?? [])],
    migrations: [...def.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    poolSize: config.DATABASE_POOL,
    applicationName: `sunshine-${def.name}`,
    extra: {
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      pipeline: true,
      ...(settings.length > 0 && { options: settings.join(' ') }),
    },
  });
}

interface Failure {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly driverError?: { readonly code?: unknown; readonly syscall?: unknown };
  readonly message?: unknown;
}

function stateOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as Failure;
  return String(driverError?.code ?? code ?? '');
}

/** Connection lost or refused, server going away, out of resources: worth another try later. */
export function isDatabaseFault(error: unknown): boolean {
  const state = stateOf(error);
  if (peerFault(error)) return true; // a password or certificate that was changed on one side
  if (/^(08|53|57P|58|XX)/.test(state) || /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_)/.test(state)) return true;
  // A server that is gone has taken its socket with it: ENOENT, which elsewhere is a missing file.
  const { syscall, driverError } = (error ?? {}) as Failure;
  if ((driverError?.syscall ?? syscall) === 'connect') return true;
  return /Connection terminated|not queryable|timeout exceeded when trying to connect/i.test(
    String((error as Failure | null)?.message ?? ''),
  );
}

/** The disk of the database or of the files has no room left. */
export function isStorageFull(error: unknown): boolean {
  return /^(53100|ENOSPC|EDQUOT)$/.test(stateOf(error));
}

/** Deadlock, serialization failure or a lock not granted in time: the transaction was undone, the same again may succeed. */
export function isDatabaseConflict(error: unknown): boolean {
  return /^(40|55P03)/.test(stateOf(error));
}
