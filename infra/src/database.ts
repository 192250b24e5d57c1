import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresRefusal, startPostgres, type Postgres, type PostgresOptions } from '@sunshine/postgres';
import pg from 'pg';

const NODE_LOCK = "hashtextextended('sunshine.node', 0)";
const WATCH_MS = 500;

/** A session that marks the folder as taken for as long as its process lives, however the process ends. */
async function take(url: string, folder: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the server went away: the watch brings it back and takes the folder again
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

/** The node's own PostgreSQL: one process a folder; brought back on the same port if it is killed. */
export class OwnDatabase {
  private stopping = false;
  private watching: Promise<void>;

  private constructor(
    private readonly options: PostgresOptions,
    private server: Postgres,
    private mark: pg.Client,
  ) {
    this.watching = this.watch();
  }

  /** @throws PostgresRefusal */
  static async start(options: PostgresOptions): Promise<OwnDatabase> {
    const server = await startPostgres(options);
    return new OwnDatabase(options, server, await take(server.adminUrl(), options.folder));
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
    await this.mark.end().catch(() => undefined);
    await this.server.stop();
  }

  private async watch(): Promise<void> {
    while (!this.stopping) {
      await sleep(WATCH_MS, undefined, { ref: false });
      if (this.stopping || lives(this.server.pid)) continue;
      this.options.progress?.('the database was killed: starting it again');
      try {
        this.server = await startPostgres({ ...this.options, port: this.server.port });
        this.mark = await take(this.server.adminUrl(), this.options.folder);
      } catch (error) {
        this.options.progress?.(error instanceof Error ? error.message : String(error));
      }
    }
  }
}
