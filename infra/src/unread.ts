import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { services } from './services.js';

export interface Reader {
  readonly schema: string;
  readonly sources: readonly string[];
}

const schemaOf = (name: string): string => services.find((service) => service.name === name)?.schema ?? name;

/** Which schema reads which: reader, schema of the source, name of the source on the bus. */
export const reads = (more: readonly Reader[] = []): [reader: string, schema: string, source: string][] =>
  [...services, ...more].flatMap(({ schema, sources }) =>
    sources.map((source): [string, string, string] => [schema, schemaOf(source), source]),
  );

/** Events that are written and not yet read by one of their readers, over all services and `more`. */
export async function unreadEvents(admin: pg.Client, more: readonly Reader[] = []): Promise<number> {
  const pairs = reads(more).map(
    ([reader, schema, source]) =>
      `select coalesce(sum(s.seq - coalesce(i.seq, 0)), 0) n from ${schema}.outbox_seq s left join ${reader}.inbox i on i.source = '${source}' and i.key = s.key`,
  );
  const { rows } = await admin.query<{ n: string }>(`select sum(n) n from (${pairs.join(' union all ')}) t`);
  return Number(rows[0]?.n ?? 0);
}

/** Waits until every event is read. */
export async function allRead(admin: pg.Client, more: readonly Reader[] = []): Promise<void> {
  while ((await unreadEvents(admin, more)) > 0) await sleep(50);
}

/**
 * Puts readers at the end of their sources' logs, where all that lies before is known to them already (or is none of their business):
 * waits until the relays have numbered everything, then moves positions and inboxes.
 */
export async function readFromEnd(admin: pg.Client, readers: readonly Reader[]): Promise<void> {
  for (const schema of new Set(reads(readers).map(([, source]) => source))) {
    for (;;) {
      const { rows } = await admin.query<{ left: string }>(
        `select (select count(*) from ${schema}.outbox) - (select count(*) from ${schema}.outbox_log) as left`,
      );
      if (rows[0]?.left === '0') break;
      await sleep(500);
    }
  }
  for (const { schema: reader, sources } of readers) {
    for (const source of sources) {
      const schema = schemaOf(source);
      await admin.query(
        `insert into ${reader}.inbox (source, key, seq) select '${source}', key, seq from ${schema}.outbox_seq
         on conflict (source, key) do update set seq = greatest(inbox.seq, excluded.seq)`,
      );
      await admin.query(
        `update ${reader}.bus_pos b set pos = greatest(b.pos, h.pos) from (select part, max(pos) pos from ${schema}.outbox_log group by part) h
         where b.source = '${source}' and b.part = h.part`,
      );
    }
  }
}
