import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { logOf, sql, type Statement } from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import type { DataSource } from 'typeorm';

/** Injection token of the connections on which numbers are taken. */
export const NUMBERS_DATABASE = Symbol('connections of document numbers');

const RECLAIM_MS = 60_000;
/** Longer than any act: a number taken earlier and not used belongs to a process that has died. */
const ABANDONED = '10 minutes';

const take: Statement = {
  name: 'case.number-take',
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
  name: 'case.number-release',
  text: `update document_register set state = 'free', document_id = null where document_id = $1 and state = 'taken'`,
};

const reclaim: Statement = {
  name: 'case.number-reclaim',
  text: `update document_register set state = 'free', document_id = null where state = 'taken' and taken_at < now() - interval '${ABANDONED}'`,
};

/**
 * Running numbers of an organ's papers, per kind and year. A number is taken on a connection of its own, before its paper is written,
 * so that acts of one organ do not wait for each other's commit; one that was not used after all goes to the next paper.
 */
@Injectable()
export class DocumentNumbers implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(NUMBERS_DATABASE) private readonly db: DataSource) {}

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
      logOf('case').warn({ err: error }, 'freeing abandoned numbers failed; will retry');
    }
  }
}
