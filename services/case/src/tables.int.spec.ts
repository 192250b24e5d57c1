import { beforeAll, describe, expect, it } from '@jest/globals';
import { database } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { COMPLETION_WAITS, EXTENSION_WAITS, OPINION_WAITS, RECORD_WAITS } from './acts-now/waiting.rows.js';
import { casework } from './index.js';
import { WRITTEN } from './runner/case.save.js';

let db: DataSource;
beforeAll(async () => {
  db = await database('casework', casework.migrations);
});

describe('the tables', () => {
  it.each(Object.entries(WRITTEN))('of which %s has the columns that acts write, and no other', async (table, columns) => {
    const found = (await db.query('select column_name name from information_schema.columns where table_schema = $1 and table_name = $2', [
      'casework',
      table,
    ])) as { name: string }[];
    expect(found.map(({ name }) => name).sort()).toEqual([...columns].sort());
  });

  it.each([
    ['petition', 'petition_completion_waiting', COMPLETION_WAITS],
    ['extension', 'extension_waiting', EXTENSION_WAITS],
    ['opinion', 'opinion_waiting', OPINION_WAITS],
    ['case_record', 'case_record_waiting', RECORD_WAITS],
  ])('of which %s finds what waits by %s, under the condition that asks for it', async (table, index, condition) => {
    await db.query(`create index probe on ${table} (id) where ${condition}`);
    const found = (await db.query(
      `select c.relname name, pg_get_expr(i.indpred, i.indrelid) condition from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = $1::regclass and c.relname = any($2::text[])`,
      [table, [index, 'probe']],
    )) as { name: string; condition: string }[];
    await db.query('drop index probe');
    // The order within a list says nothing.
    const sorted = (text: string) => text.replace(/ARRAY\[([^\]]*)\]/g, (_, members: string) => members.split(', ').sort().join());
    const of = (name: string) => found.filter((one) => one.name === name).map((one) => sorted(one.condition))[0];
    expect(of(index)).toBeDefined();
    expect(of(index)).toBe(of('probe'));
  });

  it('can be taken back and made again', async () => {
    const own = new casework.migrations[casework.migrations.length - 1]!();
    const runner = db.createQueryRunner();
    await own.down(runner);
    await own.up(runner);
    await runner.release();
  });
});
