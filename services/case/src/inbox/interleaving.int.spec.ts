import { beforeAll, describe, expect, it } from '@jest/globals';
import { Law } from '@sunshine/clocks';
import type { Envelope, NewEvent } from '@sunshine/events';
import { BusContext, appendToOutbox, type EmittedEvent } from '@sunshine/messaging';
import { handlersOf, tries } from '@sunshine/testing';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { HOUSING } from '../../test/builders.js';
import { WHO, World, lawEvents, organEvents, registration, roleEvents } from '../../test/world.js';
import { openWith } from '../sealing/sql.js';
import { ReportWords } from '../sealing/words.js';

/** A rollback on purpose: each order starts from the same empty tables. */
class Undo extends Error {}

let world: World;

beforeAll(async () => {
  world = await World.open({ law: false });
  world.setDay('2025-03-05');
  openWith(world.rows, world.service.app.get(ReportWords, { strict: false }));
  await world.rows.query('delete from organ; delete from person_role');
}, 120_000);

const act = {
  actor: { kind: 'service' as const, id: 'case' },
  at: '2025-03-05T01:00:00.000Z',
  on: '2025-03-05',
  recordedAt: '2025-03-05T01:00:00.000Z',
  correlationId: 'spec',
};

/** Rows as they end up, without the ids and instants that each run makes anew. */
const TABLES = [
  `select id::text, stage, organ_id::text, opened::text, latest_on::text from petition order by id`,
  `select id::text, petition_id::text from petition_request order by id`,
  `select petition_id::text, term, subject::text, started_on::text, effective_due::text, pack_hash, calendar_hash, ended from clock order by petition_id, term`,
  `select petition_id::text, on_day::text, act, basis, organ_id::text from history order by petition_id`,
  `select petition_id::text, subject::text, relation from relation order by 1, 2, 3`,
  `select key, pattern from outbox order by key, seq`,
];

/** What is in force is asked once a second: the rolled back law of a former run must not be believed. */
const forgetLaw = () => Reflect.set(world.service.app.get(Law, { strict: false }), 'known', null);

async function endOf(events: readonly [string, NewEvent][]): Promise<unknown[]> {
  let rows: unknown[] = [];
  forgetLaw();
  await world.rows
    .transaction(async (tx) => {
      const seqs = new Map<string, number>();
      for (const [key, event] of events) {
        const seq = (seqs.get(key) ?? 0) + 1;
        seqs.set(key, seq);
        const emitted: EmittedEvent[] = [];
        const envelope = {
          ...event,
          data: structuredClone(event.data),
          id: uuid(),
          source: 'spec',
          key,
          seq,
          occurredAt: act.at,
          recordedAt: act.recordedAt,
          on: act.on,
          actor: act.actor,
          correlationId: 'spec',
        } as Envelope;
        const emit = (of: string, ...fresh: NewEvent[]) => void emitted.push(...fresh.map((one) => ({ key: of, event: one, act })));
        await handlersOf(world.service.app).get(event.type)!(
          envelope,
          new BusContext([tx, envelope, act, emit, () => undefined, () => undefined, () => undefined]),
        );
        await appendToOutbox(tx, 'case', emitted);
      }
      rows = await Promise.all(TABLES.map((text) => tx.query(text)));
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return rows;
}

/** Any order of the whole in which the events of one key keep theirs. */
function interleave(queues: readonly (readonly [string, NewEvent][])[], picks: readonly number[]): [string, NewEvent][] {
  const left = queues.map((queue) => [...queue]);
  const order: [string, NewEvent][] = [];
  for (let at = 0; left.some((queue) => queue.length > 0); at += 1) {
    const open = left.filter((queue) => queue.length > 0);
    order.push(open[(picks[at % picks.length] ?? 0) % open.length]!.shift()!);
  }
  return order;
}

describe('events of intake and directory', () => {
  it('end in the same rows whatever their order: nothing fails for "not yet known"', async () => {
    const matters = [
      registration({ receivedOn: '2025-03-03' }),
      registration({ receivedOn: '2019-03-04', registeredOn: '2019-03-04', organId: HOUSING.id, organKind: 'department' }),
      registration({ kind: 'REPORT', accusedIds: [WHO.head, HOUSING.id] }),
      registration({ organId: HOUSING.id, organKind: 'department', addressUnclear: true }),
    ];
    const queues = [
      ...matters.map(({ petitionId, events }) => events.map((event): [string, NewEvent] => [petitionId, event])),
      ...organEvents().map((one) => [one]),
      ...roleEvents().map((one) => [one]),
      ...lawEvents().map((one) => [one]),
    ];
    const expected = await endOf(interleave(queues, [0]));
    expect(expected[0]).toHaveLength(4);
    expect((expected[0] as { opened: string }[]).every(({ opened }) => opened === 'true')).toBe(true);
    expect((expected[2] as { term: string }[]).map(({ term }) => term).sort()).toEqual(['NOTIFY_DIRECT', 'ROUTE', 'ROUTE']);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(60), { minLength: 60, maxLength: 60 }), async (picks) => {
        expect(await endOf(interleave(queues, picks))).toEqual(expected);
      }),
      { numRuns: tries(25) },
    );
  }, 120_000);

  it('lets nobody act before the law of the matter has come, and everybody after', async () => {
    forgetLaw();
    await world.publish('directory', ...organEvents(), ...roleEvents());
    const { petitionId } = await world.register();
    const route = () =>
      world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
    expect(await route()).toMatchObject({ code: 'CASE_NOT_OPEN_YET', kind: 'NOT_YET' });
    await world.publish('directory', ...lawEvents());
    expect(await route()).toMatchObject({ stage: 'received' });
    expect((await world.events(petitionId)).map(({ type }) => type)).toEqual([
      'CaseOpened',
      'PetitionRouted',
      'PetitionReceived',
      'RelationSet',
    ]);
  });
});
