import { expect, it } from '@jest/globals';
import type { Envelope } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { databases } from '@sunshine/testing';
import { appendToOutbox, messagingMigrations } from './index.js';
import { HeldMessages } from './held.js';
import { LostEventCheck } from './lost-event-check.js';
import { Reader, type Handler } from './reader.js';
import { Waiters } from './waiters.js';
import { Seen1700000000900, Ticked, act, see } from '../test/world.js';

const alpha = { name: 'alpha', schema: 'alpha' };
const KEYS = 2_300;

it('the first check for lost events looks at every key, however many of them lag behind', async () => {
  const db = await databases({
    alpha: { migrations: messagingMigrations, sources: [] },
    gamma: { migrations: [...messagingMigrations, Seen1700000000900], sources: ['alpha'] },
  });
  const publisher = await db.source('alpha');
  const keys = Array.from({ length: KEYS }, (_, n) => `key-${n}`);
  await publisher.transaction((tx) =>
    appendToOutbox(
      tx,
      'alpha',
      keys.map((key, n) => ({ key, event: Ticked.create({ n }), act })),
    ),
  );
  // Numbered, and the reader's position has passed them all: what is not in its inbox was lost.
  await publisher.query(
    'insert into outbox_log (part, pos, id) select part, row_number() over (partition by part order by id), id from outbox',
  );
  const ds = await db.source('gamma');
  await ds.query(`insert into bus_pos (source, part, pos) select 'alpha', part, max(pos) from alpha.outbox_log group by part`);
  const handlers = new Map<string, Handler>([['Ticked', (data, context) => see(data as Envelope<{ n: number }>, context)]]);
  const reader = new Reader(ds, { name: 'gamma', schema: 'gamma' }, handlers, new Waiters(ds, ['alpha']), Time.shared);
  const check = new LostEventCheck(reader, new HeldMessages(ds, reader, [alpha], () => undefined));
  expect((await check.restore(alpha)).toSorted()).toEqual(keys.toSorted());
  expect(await ds.query('select count(*)::int n from seen')).toEqual([{ n: KEYS }]);
  expect(await check.restore(alpha)).toEqual([]);
}, 120_000);
