import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import {
  ENV,
  SERVICE,
  connectedTo,
  dataSourceFor,
  logOf,
  sql,
  type MigrationClass,
  type ServiceDefinition,
  type Statement,
} from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';

/** Injection token of the connections on which numbers are taken. */
const NUMBERS_DATABASE = Symbol('connections of document numbers');

const RECLAIM_MS = 60_000;
/** Longer than any act: a number taken earlier and not used belongs to a process that has died. */
const ABANDONED = '10 minutes';

const take: Statement = {
  name: 'numbers.take',
  text: `with free as (
      select running from document_register where organ_id = $1 and kind = $2 and year = $3 and state = 'free'
      order by running limit 1 for update skip locked
    ), again as (
      update document_register r set state = 'taken', taken_at = now(), document_id = $4 from free
      where r.organ_id = $1 and r.kind = $2 and r.year = $3 and r.running = free.running returning r.running
    ), next as (
      insert into document_number as n (organ_id, kind, year, last) select $1, $2, $3, 1 where not exists (select from free)
      on conflict (organ_id, kind, year) do update set last = n.last + 1 returning last
    ), fresh as (
      insert into document_register (organ_id, kind, year, running, state, taken_at, document_id)
      select $1, $2, $3, last, 'taken', now(), $4 from next returning running
    )
    select running from again union all select running from fresh`,
};

// Waits for an act that is just committing and then sees the number as used.
const release: Statement = {
  name: 'numbers.release',
  text: `update document_register set state = 'free', document_id = null where document_id = $1 and state = 'taken'`,
};

const reclaim: Statement = {
  name: 'numbers.reclaim',
  text: `update document_register set state = 'free', document_id = null where state = 'taken' and taken_at < now() - interval '${ABANDONED}'`,
};

/**
 * Running numbers of an organ's papers, per kind and year. A number is taken on a connection of its own, before its paper is written,
 * so that acts of one organ do not wait for each other's commit; one that was not used after all goes to the next paper.
 */
@Injectable()
export class DocumentNumbers implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(NUMBERS_DATABASE) private readonly db: DataSource,
    @Inject(SERVICE) private readonly service: Pick<ServiceDefinition, 'name'>,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tidy(), RECLAIM_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    if (this.db.isInitialized) await this.db.destroy();
  }

  /** The next number for a paper of that kind; the year is that of the legal day `on`. */
  async take(organId: string, kind: string, on: Day, documentId: string): Promise<number> {
    const [row] = await sql<{ running: number }>(this.db.manager, take, [organId, kind, Number(on.slice(0, 4)), documentId]);
    return (row as { running: number }).running;
  }

  /** Gives a number back whose paper was refused; without effect where it was written. */
  async release(documentId: string): Promise<void> {
    await sql(this.db.manager, release, [documentId]);
  }

  /** Frees numbers that a killed process had taken. */
  async reclaim(): Promise<void> {
    await sql(this.db.manager, reclaim, []);
  }

  private async tidy(): Promise<void> {
    try {
      await this.reclaim();
    } catch (error) {
      logOf(this.service.name).warn({ err: error }, 'freeing abandoned numbers failed; will retry');
    }
  }
}

/** `DocumentNumbers` with connections of their own, for a service whose acts number papers. */
export const numbersProviders: Provider[] = [
  {
    provide: NUMBERS_DATABASE,
    inject: [SERVICE, ENV],
    useFactory: (def: ServiceDefinition, env: NodeJS.ProcessEnv) =>
      connectedTo(
        dataSourceFor(
          // A number is as durable as the paper that bears it: the paper's commit follows in the same log, and writes the log up to itself.
          { ...def, name: `${def.name}-numbers`, entities: [], migrations: [], settings: { synchronous_commit: 'off' } },
          { ...env, DATABASE_POOL: '4' },
        ),
      ),
  },
  DocumentNumbers,
];

class DocumentNumbers1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table document_number (
        organ_id uuid not null, kind text not null, year int not null, last int not null, primary key (organ_id, kind, year)
      ) with (fillfactor = 50);
      -- every number: the paper it went to; one whose paper was not written after all is free, and goes to the next paper
      create table document_register (
        organ_id uuid not null, kind text not null, year int not null, running int not null,
        state text not null check (state in ('free', 'taken', 'used')), taken_at timestamptz not null, document_id uuid, number text,
        primary key (organ_id, kind, year, running), check ((state = 'free') = (document_id is null)), check ((state = 'used') = (number is not null))
      ) with (fillfactor = 80);
      create index document_register_free on document_register (organ_id, kind, year, running) where state = 'free';
      create index document_register_taken on document_register (taken_at) where state = 'taken';
      create unique index document_register_document on document_register (document_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table document_register, document_number');
  }
}

/** Tables of `DocumentNumbers`; `case`, which also takes numbers out of use, has its own. */
export const numbersMigrations: MigrationClass[] = [DocumentNumbers1700000000031];

const use: Statement = {
  name: 'numbers.use',
  text: `update document_register set state = 'used', number = $2 where document_id = $1`,
};

/** The paper is written: in the transaction that writes it. */
export const useNumber = (tx: EntityManager, documentId: string, number: string): Promise<unknown> => sql(tx, use, [documentId, number]);
