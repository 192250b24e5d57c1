import { describe, expect, it } from '@jest/globals';
import type { Envelope } from '@sunshine/events';
import { sql, Time } from '@sunshine/platform';
import { database, tries } from '@sunshine/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { OnAll } from './bus-context.js';
import { messagingMigrations } from './index.js';
import { Reader, type Handler, type Message } from './reader.js';
import { Waiters } from './waiters.js';
import { Seen1700000000900, Ticked, act, see } from '../test/world.js';

const sources = ['alpha', 'beta'].map((name) => ({ name, schema: name }));
const KEYS = ['a', 'b'];
const EVENTS = 4;

/** Every event of both sources, each as often as the engine may deliver it, in the order of its partition. */
const stream = (source: string): Message[] =>
  KEYS.flatMap((key, part) =>
    Array.from({ length: EVENTS }, (_, index) => ({
      part,
      pos: index + 1,
      key,
      seq: index + 1,
      pattern: 'Ticked',
      data: {
        id: '0190a0b0-0000-7000-8000-000000000001',
        type: 'Ticked',
        version: 1,
        source,
        key,
        occurredAt: act.at,
        recordedAt: act.recordedAt,
        on: act.on,
        actor: act.actor,
        correlationId: 'c',
        data: { n: index },
      },
    })),
  );

describe('a reader', () => {
  it('ends in the same rows for any interleaving, repetition and cutting of two sources', async () => {
    const ds = await database('gamma', [...messagingMigrations, Seen1700000000900]);
    const handlers = new Map<string, Handler>([['Ticked', (data, context) => see(data as Envelope<{ n: number }>, context)]]);
    const reader = new Reader(ds, { name: 'gamma', schema: 'gamma' }, handlers, new Waiters(ds, ['alpha', 'beta']), Time.shared);
    const deliveries = fc.array(fc.record({ source: fc.nat({ max: 1 }), take: fc.integer({ min: 1, max: 5 }), back: fc.nat({ max: 2 }) }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(deliveries, async (steps) => {
        await ds.query('truncate seen, inbox, held, bus_pos');
        await ds.query(`insert into bus_pos (source, part) select s, p from unnest(array['alpha', 'beta']) s, generate_series(0, 11) p`);
        const rest = [0, 1].map((source) => ({ source, take: 100, back: 0 }));
        const reached = [0, 0];
        for (const { source, take, back } of [...steps, ...rest]) {
          const messages = stream(sources[source]!.name);
          const from = Math.max(0, reached[source]! - back);
          const batch = messages.slice(from, from + take);
          reached[source] = Math.max(reached[source]!, from + batch.length);
          await reader.readBatch(sources[source]!, async () => ({ parts: [0, 1], messages: batch }));
        }
        const rows = (await ds.query('select source, key, seq::int, n from seen order by source, key, at')) as {
          source: string;
          key: string;
          seq: number;
          n: number;
        }[];
        expect(rows).toEqual(
          sources.flatMap(({ name }) =>
            KEYS.flatMap((key) => Array.from({ length: EVENTS }, (_, n) => ({ source: name, key, seq: n + 1, n }))),
          ),
        );
        expect(await ds.query('select 1 from held')).toEqual([]);
      }),
      { numRuns: tries(60) },
    );
  }, 60_000);

  const shares = {
    name: 'spec_shares',
    text: 'insert into seen (source, key, seq, n) select $1::text, $2::text, $3::bigint, 6 / ($4::int - 2)',
  };
  const sharesOfMany = {
    name: 'spec_shares_of_many',
    text: `insert into seen (source, key, seq, n) select source, key, seq, 6 / (n - 2)
      from json_to_recordset($1::json) v(source text, key text, seq bigint, n int)`,
  };
  const sharesOfAll: OnAll = async (events) => {
    const rows = events.map(({ envelope: { source, key, seq, data } }) => ({ source, key, seq, n: (data as { n: number }).n }));
    await sql(events[0]!.tx, sharesOfMany, [JSON.stringify(rows)]);
  };
  const HANDED: [string, Handler][] = [
    [
      'a statement fails that went out with the commit',
      (data, { tx, last }) => {
        const { source, key, seq, data: body } = data as Envelope<{ n: number }>;
        last(sql(tx, shares, [source, key, seq, body.n]));
      },
    ],
    [
      'a row cannot be written',
      (data, { addRow }) => {
        const { source, key, seq, data: body } = data as Envelope<{ n: number }>;
        addRow(sharesOfMany, { source, key, seq, n: body.n });
      },
    ],
    ['the work behind the rows fails', (_data, { behind }) => behind(sharesOfAll)],
  ];

  async function readerOf(schema: string, handler: Handler): Promise<[DataSource, Reader]> {
    const ds = await database(schema, [...messagingMigrations, Seen1700000000900]);
    await ds.query(`insert into bus_pos (source, part) select 'alpha', generate_series(0, 11)`);
    return [ds, new Reader(ds, { name: schema, schema }, new Map([['Ticked', handler]]), new Waiters(ds, ['alpha']), Time.shared)];
  }

  it.each(HANDED)('holds the event alone of which %s', async (_, handler) => {
    const [ds, reader] = await readerOf(`gamma_${HANDED.findIndex((one) => one[1] === handler)}`, handler);
    const messages = stream('alpha').filter(({ key, seq }) => key === 'a' || seq < 3);
    await reader.readBatch(sources[0]!, async () => ({ parts: [0, 1], messages }));
    expect(await ds.query('select key, seq::int, n from seen order by key, seq')).toEqual([
      { key: 'a', seq: 1, n: -3 },
      { key: 'a', seq: 2, n: -6 },
      { key: 'b', seq: 1, n: -3 },
      { key: 'b', seq: 2, n: -6 },
    ]);
    expect(await ds.query('select key, seq::int, why, error from held order by seq')).toEqual([
      { key: 'a', seq: 3, why: 'failed', error: expect.stringContaining('22012') },
      { key: 'a', seq: 4, why: 'behind', error: null },
    ]);
    expect(await ds.query('select key, seq::int from inbox order by key')).toEqual([
      { key: 'a', seq: 2 },
      { key: 'b', seq: 2 },
    ]);
  });

  it('writes the rows of a batch by one statement', async () => {
    const counted = {
      name: 'spec_counted',
      text: `insert into seen (source, key, seq, n) select source, key, seq, json_array_length($1::json)
        from json_to_recordset($1::json) v(source text, key text, seq bigint)`,
    };
    const [ds, reader] = await readerOf('delta', (data, { addRow }) => {
      const { source, key, seq } = data as Envelope;
      addRow(counted, { source, key, seq });
    });
    const messages = stream('alpha');
    await reader.readBatch(sources[0]!, async () => ({ parts: [0, 1], messages }));
    expect(await ds.query('select n, count(*)::int rows from seen group by n')).toEqual([{ n: messages.length, rows: messages.length }]);
  });

  it('does work once for a batch, behind the rows that it reads, and its events leave with those of the handlers', async () => {
    const add = {
      name: 'spec_add',
      text: `insert into seen (source, key, seq, n) select source, key, seq, 0 from json_to_recordset($1::json) v(source text, key text, seq bigint)`,
    };
    const read = { name: 'spec_read', text: 'select count(*)::int n from seen' };
    const found: unknown[] = [];
    const work: OnAll = async (events) => {
      found.push(events.length, ...(await sql(events[0]!.tx, read, [])));
      for (const { emit, envelope } of events) emit(envelope.key, Ticked.create({ n: 10 + envelope.seq }));
    };
    const [ds, reader] = await readerOf('epsilon', (data, { addRow, behind, emit }) => {
      const { source, key, seq } = data as Envelope;
      addRow(add, { source, key, seq });
      emit(key, Ticked.create({ n: seq }));
      behind(work);
    });
    const messages = stream('alpha').filter(({ seq }) => seq <= 2);
    await reader.readBatch(sources[0]!, async () => ({ parts: [0, 1], messages }));
    expect(found).toEqual([4, { n: 4 }]);
    const written = await ds.query(`select key, data->'data'->>'n' n from outbox order by key, seq`);
    expect(written).toEqual(KEYS.flatMap((key) => ['1', '11', '2', '12'].map((n) => ({ key, n }))));
  });
});
