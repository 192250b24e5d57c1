import type { Envelope } from '@sunshine/events';
import { BusServer, allSources, busConfig, messagingMigrations, type Source } from '@sunshine/messaging';
import { Time, insertRows } from '@sunshine/platform';
import { DataSource } from 'typeorm';

const keep = { name: 'copy.keep', text: insertRows('copy', ['source', 'key', 'seq', 'data'], '$1') };

/** A reader that only keeps a copy of every event of its sources, as a small service would. */
class CopyReader {
  private constructor(
    readonly ds: DataSource,
    private readonly bus: BusServer,
  ) {}

  /**
   * Makes schema and tables where they are missing, and reads from the first event on.
   * @param url of a role that may create schemas and read the sources' outboxes
   */
  static async start(
    url: string,
    schema: string,
    sources: readonly Source[] = allSources,
    env: NodeJS.ProcessEnv = process.env,
  ): Promise<CopyReader> {
    const ds = await new DataSource({
      type: 'postgres',
      url,
      poolSize: 2,
      migrations: messagingMigrations,
      applicationName: schema,
      extra: { options: `-c search_path=${schema}`, pipeline: true },
    }).initialize();
    await ds.query(`create schema if not exists ${schema}`);
    await ds.runMigrations();
    await ds.query('create table if not exists copy (source text not null, key text not null, seq bigint not null, data json not null)');
    // Not unique: what was applied twice must be there twice.
    await ds.query('create index if not exists copy_key on copy (source, key, seq)');
    const bus = new BusServer({
      ds,
      self: { name: schema, schema },
      sources,
      config: busConfig(env),
      time: Time.shared,
      publishes: false,
      all: (event, { addRow }) => {
        const { source, key, seq } = event as Envelope;
        addRow(keep, { source, key, seq, data: event });
      },
    });
    await new Promise<void>((resolve, reject) => void bus.listen((error) => (error ? reject(error as Error) : resolve())));
    return new CopyReader(ds, bus);
  }

  /** Events copied so far. */
  async count(): Promise<number> {
    const [row] = (await this.ds.query('select count(*) n from copy')) as { n: string }[];
    return Number(row!.n);
  }

  async stop(): Promise<void> {
    await this.bus.close();
    await this.ds.destroy();
  }
}

/** Several copying readers, each with a schema `copy_1`, `copy_2` … of its own: they stand for the load of services still to come. */
export class ReaderCopies {
  private constructor(readonly readers: readonly CopyReader[]) {}

  static async start(
    url: string,
    count: number,
    sources: readonly Source[] = allSources,
    env: NodeJS.ProcessEnv = process.env,
  ): Promise<ReaderCopies> {
    const readers: CopyReader[] = [];
    for (let n = 1; n <= count; n++) readers.push(await CopyReader.start(url, `copy_${n}`, sources, env));
    return new ReaderCopies(readers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.stop()));
  }
}
