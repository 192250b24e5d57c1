import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresRefusal, startPostgres, type Postgres, type PostgresOptions } from '@sunshine/postgres';
import pg from 'pg';
import { CALM_MS, type Parts } from './keeper.js';

const NODE_LOCK = "hashtextextended('sunshine.node', 0)";
const WATCH_MS = 500;

/**
 * A session that marks the folder as taken for as long as its process lives, however the process ends.
 * @param lost called when the session ends without us: the folder is then free for anybody
 */
async function take(url: string, folder: string, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${NODE_LOCK}) as free`);
  if (rows[0]?.free) return client;
  await client.end();
  throw new PostgresRefusal(
    `${dirname(folder)} is in use by another Sunshine process. Stop that one, or choose another folder with DATA_DIR.`,
  );
}

const lives = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export interface OwnDatabaseOptions extends PostgresOptions {
  /** Is told when the server is gone and when it answers again, as the part `database`. */
  parts?: Parts;
}

const PART = 'database';

/** The node's own PostgreSQL: one process a folder; brought back on the same port if it is killed. */
export class OwnDatabase {
  private stopping = false;
  private watching: Promise<void> = Promise.resolve();
  /** The session that marks the folder; null while it is not marked. */
  private mark: pg.Client | null = null;

  private startedAt = performance.now();
  private inARow = 0;
  /** When it was seen to be gone; null while it runs. */
  private goneSince: number | null = null;

  private constructor(
    private readonly options: OwnDatabaseOptions,
    private server: Postgres,
  ) {}

  /** @throws PostgresRefusal */
  static async start(options: OwnDatabaseOptions): Promise<OwnDatabase> {
    const database = new OwnDatabase(options, await startPostgres(options));
    await database.take();
    database.watching = database.watch();
    return database;
  }

  get adminUrl(): string {
    return this.server.adminUrl();
  }

  get pid(): number {
    return this.server.pid;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.watching;
    await this.mark?.end().catch(() => undefined);
    await this.server.stop();
  }

  private async take(): Promise<void> {
    const lost = () => {
      this.mark = null;
    };
    this.mark = await take(this.server.adminUrl(), this.options.folder, lost);
  }

  /** Brings the server back when it is gone, and marks the folder again whenever it is not marked, until both hold. */
  private async watch(): Promise<void> {
    for (let told = ''; !this.stopping;) {
      await sleep(WATCH_MS, undefined, { ref: false });
      const gone = !lives(this.server.pid);
      if (this.stopping || (!gone && this.mark)) continue;
      try {
        if (gone) {
          this.tellGone();
          this.server = await startPostgres({ ...this.options, port: this.server.port });
          this.tellBack();
        }
        await this.take();
        told = '';
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (message !== told) this.options.progress?.(message);
        told = message;
      }
    }
  }

  private tellGone(): void {
    if (this.goneSince !== null) return; // seen before, and not yet brought back
    this.goneSince = performance.now();
    this.inARow = this.goneSince - this.startedAt > CALM_MS ? 1 : this.inARow + 1;
    this.options.parts?.died(PART, { how: 'its process is gone', inARow: this.inARow, pauseMs: 0 });
  }

  private tellBack(): void {
    this.options.parts?.back(PART, performance.now() - (this.goneSince ?? performance.now()));
    this.startedAt = performance.now();
    this.goneSince = null;
  }
}
