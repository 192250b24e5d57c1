import { beforeAll, describe, expect, it } from '@jest/globals';
import { PetitionUnmerged, type Envelope, type NewEvent } from '@sunshine/events';
import type { BusContext, OnAll } from '@sunshine/messaging';
import { Hosted, ORGAN, WHO, closed, drafted, merging, moved, registered, uuid } from '../../test/hosted.js';
import { MatterFacts } from './matter.facts.js';

let host: Hosted;
beforeAll(async () => {
  host = await Hosted.open();
  host.setDay('2025-04-07');
  await host.pool();
}, 60_000);

/** Events of one batch, as a reader takes them: the rows of a statement leave together, behind the handlers, and then comes the work. */
async function batch(...events: readonly ReturnType<typeof moved>[]): Promise<string[]> {
  const facts = new MatterFacts();
  const rows = new Map<string, object[]>();
  const works = new Map<OnAll, BusContext[]>();
  const emitted: string[] = [];
  await host.db.transaction(async (tx) => {
    for (const [index, { key, event, actor = uuid(WHO.handler) }] of events.entries()) {
      const envelope = { ...event, key, seq: index + 1, on: '2025-04-07', actor: { kind: 'person', id: actor } } as unknown as Envelope;
      const bus = {
        tx,
        envelope,
        addRow: ({ text }: { readonly text: string }, row: object) => void rows.set(text, [...(rows.get(text) ?? []), row]),
        behind: (work: OnAll) => void works.set(work, [...(works.get(work) ?? []), bus]),
        emit: (_key: string, ...told: readonly NewEvent[]) => void emitted.push(...told.map(({ type }) => type)),
      } as unknown as BusContext;
      await facts.moved(bus, envelope);
    }
    for (const [text, of] of rows) await tx.query(text, [JSON.stringify(of)]);
    for (const [work, of] of works) await work(of);
  });
  return emitted;
}
const matter = async (n: number) =>
  ((await host.db.query('select stage, organ_id, closed from matter where id = $1', [uuid(n)])) as object[])[0];

describe('a batch of events', () => {
  it('leaves each matter where its last course left it, and who had part in it once', async () => {
    await host.send(registered(700), registered(701));
    await batch(moved(700, 'reviewing'), drafted(700, WHO.handler), moved(701, 'review'), moved(700, 'rereview'));
    expect(await matter(700)).toEqual({ stage: 'rereview', organ_id: uuid(ORGAN), closed: false });
    expect(await matter(701)).toEqual({ stage: 'review', organ_id: uuid(ORGAN), closed: false });
    expect(await host.db.query('select person_id, part from involved where petition_id = $1', [uuid(700)])).toEqual([
      { person_id: uuid(WHO.handler), part: 'opinion' },
    ]);
  });

  it('closes a matter for good, though rows of it wait behind the closing', async () => {
    await host.send(registered(702));
    await batch(drafted(702, WHO.handler), moved(702, 'review'), closed(702));
    expect(await matter(702)).toMatchObject({ stage: 'closed', closed: true });
  });

  it('ends a hearing by the event that took its opinion from the organ, though a later one gives it back', async () => {
    const hand = [{ stage: 'handling', organId: uuid(ORGAN) }] as const;
    const [stands, ends] = [await host.decided(703), await host.decided(704)];
    expect(await batch(moved(703, 'handling', hand), moved(704, 'opinion_issued', []), moved(704, 'handling', hand))).toEqual([
      'HearingCancelled',
    ]);
    expect(await host.hearing(WHO.head, stands.hearingId, 'state')).toEqual({ state: 'decided' });
    expect(await host.hearing(WHO.head, ends.hearingId, 'state')).toEqual({ state: 'cancelled' });
  });
});

describe('a petition that joined a lead', () => {
  const neighbour = 9102;
  const untold = async (hearingId: string) => {
    const read = (await host.hearing(WHO.clerk, hearingId, 'untold { kind to }')) as { untold: { kind: string; to: string }[] };
    return read.untold.filter(({ to }) => to === uuid(neighbour)).map(({ kind }) => kind);
  };
  const listed = async () => {
    const query = '{ hearings(filter: { untold: true }, first: 50) { edges { node { id } } } }';
    const page = (await host.ask(WHO.clerk, query)) as { hearings: { edges: { node: { id: string } }[] } };
    return page.hearings.edges.map(({ node }) => node.id);
  };
  const shown = async (n: number) => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on TrackedPetition { hearings { id stateName } } } }';
    const answer = await host.ask(null, query, { r: [{ __typename: 'TrackedPetition', pass: await host.pass(n) }] });
    return (answer as { _entities: [{ hearings: { id: string }[] }] })._entities[0].hearings.map(({ id }) => id);
  };

  it('is told of the hearing of the lead, and reads of it; who stands alone again is not', async () => {
    const { petitionId, hearingId } = await host.decided(710);
    await host.send(registered(711, [neighbour]));
    await host.tellAll({ petitionId, hearingId }, '2025-04-07');
    expect([await untold(hearingId), (await listed()).includes(hearingId), await shown(711)]).toEqual([[], false, []]);
    await host.send(merging(711, 710));
    expect([await untold(hearingId), (await listed()).includes(hearingId), await shown(711)]).toEqual([['decision'], true, [hearingId]]);
    await host.tellAll({ petitionId, hearingId }, '2025-04-07');
    expect([await untold(hearingId), (await listed()).includes(hearingId)]).toEqual([[], false]);
    await host.send(registered(712, [9103]), merging(712, 710), merging(712, 710, PetitionUnmerged as never));
    expect([(await listed()).includes(hearingId), await shown(712), await shown(710)]).toEqual([false, [], [hearingId]]);
  });
});
