import { describe, expect, it } from '@jest/globals';
import { database } from '@sunshine/testing';
import { casework } from '../index.js';
import { COMPLETION_WAITS, EXTENSION_WAITS, OPINION_WAITS, RECORD_WAITS } from './waiting.rows.js';

const INDEXES = [
  ['case_record_waiting', 'case_record', RECORD_WAITS],
  ['opinion_waiting', 'opinion', OPINION_WAITS],
  ['extension_waiting', 'extension', EXTENSION_WAITS],
  ['petition_completion_waiting', 'petition', COMPLETION_WAITS],
] as const;

/** A list is the same in whatever order it is written. */
const inOrder = (condition: string): string =>
  condition.replace(/ARRAY\[(.*?)\]/g, (_, values: string) => `ARRAY[${values.split(', ').toSorted().join(', ')}]`);

describe('the index of what waits for a second person', () => {
  it.each(INDEXES)('%s finds exactly what the table of acts waits for', async (index, table, waits) => {
    const db = await database('casework', casework.migrations);
    const condition = async (name: string): Promise<string> => {
      const rows: { waits: string }[] = await db.query(
        'select pg_get_expr(indpred, indrelid) waits from pg_index where indexrelid = $1::regclass',
        [name],
      );
      return inOrder(rows[0]?.waits ?? '');
    };
    await db.query(`create index as_the_acts_say on ${table} (id) where ${waits}`);
    expect(await condition(index)).toBe(await condition('as_the_acts_say'));
  });
});
