import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { services } from './services.js';

interface Reader {
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
