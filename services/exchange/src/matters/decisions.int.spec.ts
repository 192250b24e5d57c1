import { beforeAll, describe, expect, it } from '@jest/globals';
import { sealPart } from '@sunshine/envelope';
import {
  AssignmentReportAccepted,
  AssignmentReportReturned,
  GuidanceIssued,
  HandlingGiven,
  MatterGiven,
  PetitionMerged,
  PetitionRegistered,
  RelationSet,
  UrgentMatterReported,
  type DataOf,
  type MatterWanted,
} from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { BUREAU, LinkedNode, linked, OTHER as REGISTRAR, settle, uuid } from '../../test/link.js';
import { recordMatter } from './matters.rows.js';
import { ToldHandlers } from './told.handlers.js';
import { toldOf } from './told.rows.js';

const [ABOVE, BETWEEN, BELOW] = [uuid(611), uuid(612), uuid(613)];
const NUMBER = '990000-20250303-000001';
const URGENT = '四十人聚集在市政府门前';
const RETURN = { reason: '没有附送达回证', todo: '补充送达回证' };

describe('条例 22(3): a report on an assigned matter that was made on another node', () => {
  const time = new Time();
  let province: LinkedNode;
  let city: LinkedNode;
  let county: LinkedNode;

  const known = async (node: LinkedNode, petitionId: string, number: string) => {
    const registered = PetitionRegistered.create({
      ...{ petitionId, number, kind: 'CLAIM', channel: 'LETTER', division: '990100', receivedOn: '2025-03-03', registeredOn: '2025-03-03' },
      ...{ organId: uuid(BUREAU), organKind: 'petition_bureau', addressUnclear: false, anonymous: false, peopleCount: 1 },
      ...{ requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
    });
    await node.hear(petitionId, registered, 'intake');
    await node.hear(petitionId, RelationSet.create({ petitionId, subject: uuid(BUREAU), relation: 'registering' }), 'intake');
  };
  /** A matter that one node assigned to the other, which is in charge. */
  const assigned = async (from: LinkedNode, fromId: string, to: LinkedNode, toId: string) => {
    const of = {
      organId: uuid(BUREAU),
      kind: 'assignment',
      state: 'held',
      conversation: NUMBER,
      division: '990100',
      openedAt: time.now(),
    } as const;
    await recordMatter(from.db.manager, { ...of, petitionId: fromId, partner: to.node, way: 'sent' });
    await recordMatter(to.db.manager, { ...of, petitionId: toId, partner: from.node, way: 'came' });
  };
  const decided = async (node: LinkedNode) =>
    (await node.published())
      .filter(({ type }) => type === 'SenderTold')
      .map(({ messageKind, on, due, organId, node: by }) => [messageKind, on, due, organId, by]);
  const courseOf = async (node: LinkedNode, id: string, of = 'came') => {
    const { _entities: found } = await node.ask(
      REGISTRAR,
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Petition { course { node way steps { kind on due text } } } } }',
      { all: [{ __typename: 'Petition', id }] },
    );
    return (found as [{ course: { node: string; way: string; steps: object[] }[] }])[0].course.filter(({ way }) => way === of);
  };
  const receipts = async (node: LinkedNode) =>
    ((await node.db.query('select answer from business_receipt where not given')) as { answer: string }[]).map(({ answer }) => answer);

  beforeAll(async () => {
    time.set(new Date('2025-05-06T02:00:00.000Z'));
    province = await LinkedNode.open({ node: 'province.990000', time });
    city = await LinkedNode.open({ node: 'city.990100', time });
    county = await LinkedNode.open({ node: 'county.990102', time });
    linked(province, city, county);
    for (const [one, other] of [
      [province, city],
      [city, county],
    ] as const) {
      await one.list(other);
      await other.list(one);
    }
    await known(province, ABOVE, NUMBER);
    await known(city, BETWEEN, '990100-20250304-000001');
    await known(county, BELOW, '990102-20250305-000001');
    await assigned(province, ABOVE, city, BETWEEN);
    await assigned(city, BETWEEN, county, BELOW);
  }, 120_000);

  it('returned: the nodes below hear why, what to do and by when; the words stay sealed', async () => {
    const about = { petitionId: ABOVE, assignerId: uuid(BUREAU), documentId: uuid(31), deadline: '2025-05-20' };
    const told = await province.hear(ABOVE, AssignmentReportReturned.create(about), 'case');
    const { petitionId, wantId, key, ...wanted } = told[0]!.event.data as DataOf<typeof MatterWanted>;
    expect(wanted).toEqual({ messageKind: 'report-return', about: uuid(31) });
    const paper = { number: '甲信访〔2025〕2号', issuedOn: '2025-05-06' };
    await province.hear(
      petitionId,
      HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, { ...RETURN, paper }) }),
      'case',
    );
    await settle(province, city, county);
    expect(await decided(city)).toEqual([['report-return', '2025-05-06', '2025-05-20', uuid(BUREAU), province.node]]);
    expect(await decided(county)).toEqual([['report-return', '2025-05-06', '2025-05-20', uuid(BUREAU), city.node]]);
    const step = { kind: 'report-return', on: '2025-05-06', due: '2025-05-20', text: `${RETURN.reason}\n${RETURN.todo}` };
    expect(await courseOf(city, BETWEEN)).toEqual([{ node: province.node, way: 'came', steps: [step] }]);
    expect(await courseOf(county, BELOW)).toEqual([{ node: city.node, way: 'came', steps: [step] }]);
    expect([await receipts(province), await receipts(city)]).toEqual([['accepted'], ['accepted']]);
    for (const node of [province, city, county])
      for (const table of ['told', 'outbox', 'want', 'message_out'])
        expect(JSON.stringify(await node.db.query(`select * from ${table}`))).not.toContain(RETURN.reason);
  });

  it('accepted: the completion is verified by who assigned it, by name', async () => {
    const accepted = AssignmentReportAccepted.create({ petitionId: BETWEEN, assignerId: uuid(BUREAU), acceptedOn: '2025-05-07' });
    expect(await city.hear(BETWEEN, accepted, 'case')).toEqual([]);
    const said = county.get(ToldHandlers);
    await settle(province, city, county);
    expect((await decided(county)).at(-1)).toEqual(['completion', '2025-05-07', null, uuid(BUREAU), city.node]);
    const row = (await toldOf(county.db.manager, [BELOW])).at(-1)!;
    expect(said.bodyOf(row)).toEqual({ verifiedOn: '2025-05-07', verifiedBy: '甲市信访局' });
    // The province has nothing of it: what the assigner between accepts is not yet accepted above.
    expect((await province.published()).filter(({ type }) => type === 'MatterTold')).toEqual([]);
  });

  it('条例 25: an urgent event is told up and down with its last day, what happens under a seal', async () => {
    const at = '2025-05-07T01:30:00.000Z';
    const event = UrgentMatterReported.create({
      ...{
        petitionId: BETWEEN,
        urgentEventId: uuid(41),
        organId: uuid(BUREAU),
        report: 'FIRST',
        to: ['NEXT_BUREAU'],
        endsOn: '2025-05-09',
      },
    });
    const asked = await city.hear(BETWEEN, event, 'intake');
    expect(asked).toHaveLength(2);
    for (const { event: wanted } of asked) {
      const { petitionId, wantId, key, ...of } = wanted.data as DataOf<typeof MatterWanted>;
      expect(of).toEqual({ messageKind: 'urgent-report', about: uuid(41) });
      const sealed = await sealPart(key, wantId, { reason: URGENT, at, peopleCount: 40 });
      await city.hear(petitionId, MatterGiven.create({ petitionId, wantId, sealed }), 'intake');
    }
    await settle(province, city, county);
    const step = { kind: 'urgent-report', on: '2025-05-07', due: '2025-05-09', text: URGENT };
    expect((await courseOf(county, BELOW))[0]?.steps.at(-1)).toEqual(step);
    expect((await courseOf(province, ABOVE, 'sent'))[0]?.steps).toEqual([step]);
    for (const node of [province, city, county])
      for (const table of ['told', 'outbox', 'want', 'message_out'])
        expect(JSON.stringify(await node.db.query(`select * from ${table}`))).not.toContain(URGENT);
  });

  it('a merge and guidance to another body are told up by each node to the next', async () => {
    const merged = PetitionMerged.create({ petitionId: BELOW, mergeId: uuid(42), organId: uuid(BUREAU), leadPetitionId: uuid(99) });
    const guided = GuidanceIssued.create({ petitionId: BELOW, exit: '31(1)', channelId: 'court', documentId: uuid(43), lastDay: null });
    const parts = [
      { lead: '990102-20250305-000009', merged: ['990102-20250305-000001'], mergedOn: '2025-05-07', reason: '同一事项' },
      { guidedOn: '2025-05-08', reason: '行政诉讼', competentBody: { name: '人民法院' }, deadline: '六个月内' },
    ];
    for (const [at, event] of [merged, guided].entries()) {
      const told = await county.hear(BELOW, event, 'case');
      const { petitionId, wantId, key } = told[0]!.event.data as DataOf<typeof MatterWanted>;
      await county.hear(petitionId, HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, parts[at]) }), 'case');
    }
    await settle(province, city, county);
    const steps = (await courseOf(province, ABOVE, 'sent'))[0]?.steps as { kind: string; on: string; text: string }[];
    expect(steps.slice(1).map(({ kind, on, text }) => [kind, on, text])).toEqual([
      ['merge', '2025-05-07', '同一事项\n主件990102-20250305-000009'],
      ['guidance-given', '2025-05-08', '行政诉讼\n人民法院\n六个月内'],
    ]);
  });

  it('takes neither from a node that did not send the matter', async () => {
    await county.say(city, { ...RETURN, returnedOn: '2025-05-06', redoBy: '2025-05-20' }, { conversation: NUMBER, kind: 'report-return' });
    await settle(province, city, county);
    expect((await city.states('message_in')).filter((line) => line.includes('parked'))).toEqual([
      expect.stringMatching(/parked MATTER_NOT_HANDED_OVER$/),
    ]);
  });
});
