import { beforeEach, describe, expect, it } from '@jest/globals';
import { sealPart } from '@sunshine/envelope';
import {
  HandBackAnswered,
  HandlingGiven,
  MatterGiven,
  MatterWanted,
  ObjectionDecided,
  ObjectionSentOutside,
  OrganSaved,
  PetitionClosed,
  PetitionRegistered,
  PetitionRouted,
  RelationSet,
  TransferRecallAsked,
  type DataOf,
  type NewEvent,
} from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { BUREAU as OWN, LinkedNode, linked, OPERATOR, OTHER as REGISTRAR, settle, uuid } from '../../test/link.js';
import { mattersOf } from '../matters/matters.rows.js';

const LONG = 120_000;
const [ABOVE, BELOW, CITY_BUREAU, BUREAU, OBJECTION] = [uuid(701), uuid(702), uuid(20), uuid(OWN), uuid(710)];
const NUMBER = '990000-20250303-000001';
const REASON = '该事项属省住建厅直接管理';

const registration = (petitionId: string, number: string, arrivedMessageId?: string) =>
  PetitionRegistered.create({
    ...{ petitionId, number, kind: 'CLAIM', channel: arrivedMessageId ? 'TRANSFER_IN' : 'LETTER', division: '990100' },
    ...{ receivedOn: '2025-03-04', registeredOn: '2025-03-04', organId: BUREAU, organKind: 'petition_bureau' },
    ...{ addressUnclear: false, anonymous: false, peopleCount: 1 },
    ...{ requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
    ...(arrivedMessageId && { transferIn: { reportBy: null, arrivedMessageId } }),
  });

type Emitted = readonly { readonly key?: string; readonly event: NewEvent }[];

let time: Time;
let province: LinkedNode;
let city: LinkedNode;

const round = () => settle(province, city);
/** The services of that node give what they know for the message that was wanted last. */
async function give(node: LinkedNode, told: Emitted, handling: object, matter?: object): Promise<Emitted> {
  const { petitionId, wantId, key } = told.at(-1)!.event.data as DataOf<typeof MatterWanted>;
  if (matter) {
    const sealed = await sealPart(key, wantId, { division: '990100', matter });
    await node.hear(petitionId, MatterGiven.create({ petitionId, wantId, sealed }), 'intake');
  }
  return node.hear(petitionId, HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, handling) }), 'case');
}
const stateAt = async (node: LinkedNode, petitionId: string) => (await mattersOf(node.db.manager, [petitionId]))[0]?.state;
const published = async (node: LinkedNode, type: string) => (await node.published()).filter((event) => event['type'] === type);
const handedOver = async () => (await published(province, 'MatterHandedOver')).map(({ state }) => state);
const asked = async () => (await published(city, 'HandBackAsked')).map(({ ask, objectionId }) => [ask, objectionId]);
const receipts = async (node: LinkedNode, kind: string) =>
  (await node.db.query(
    `select b.answer, b.items from business_receipt b join message_out o on o.id = b.message_id where not b.given and o.kind = $1 order by b.at`,
    [kind],
  )) as { answer: string; items: { code?: string }[] }[];
const arrival = async () =>
  (
    (await city.db.query('select message_id "messageId", state, body from arrived_matter order by received_at desc limit 1')) as {
      messageId: string;
      state: string;
      body: string | null;
    }[]
  )[0]!;
const steps = async (node: LinkedNode, id: string) => {
  const { _entities: found } = (await node.ask(
    REGISTRAR,
    'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Petition { course { way state steps { kind on text } } } } }',
    { all: [{ __typename: 'Petition', id }] },
  )) as { _entities: { course: { way: string; state: string; steps: object[] }[] }[] };
  return found[0]!.course[0]!.steps;
};

async function sendOn(): Promise<void> {
  const routed = PetitionRouted.create({
    petitionId: ABOVE,
    kind: 'TRANSFER',
    fromOrganId: BUREAU,
    toOrganId: CITY_BUREAU,
    reportBy: null,
  });
  const matter = { number: NUMBER, kind: 'CLAIM', summary: '反映拖欠工资', receivedOn: '2025-03-03' };
  await give(province, await province.hear(ABOVE, routed, 'case'), { reason: '属该市管辖' }, matter);
  await round();
}
const register = async (petitionId = BELOW): Promise<Emitted> => {
  const { messageId } = await arrival();
  const told = await city.hear(petitionId, registration(petitionId, '990100-20250304-000007', messageId), 'intake');
  await city.hear(petitionId, RelationSet.create({ petitionId, subject: BUREAU, relation: 'registering' }), 'intake');
  await round();
  return told;
};
async function recall(): Promise<void> {
  const event = TransferRecallAsked.create({ petitionId: ABOVE, transferId: uuid(30), organId: CITY_BUREAU, documentId: uuid(31) });
  await give(province, await province.hear(ABOVE, event, 'case'), { reason: '误转', recalledOn: '2025-03-05' });
}
async function object(): Promise<Emitted> {
  const about = { petitionId: BELOW, objectionId: OBJECTION, organId: BUREAU };
  const event = ObjectionSentOutside.create({ ...about, proposedOrganId: uuid(40), documentId: uuid(41) });
  const said = { reason: REASON, basis: '权责清单', raisedOn: '2025-03-06', proposedOrgan: { name: '省住房和城乡建设厅', code: uuid(40) } };
  const told = await give(city, await city.hear(BELOW, event, 'case'), said);
  await round();
  return told;
}
const objectionMessage = async () =>
  ((await city.db.query(`select message_id id from hand_back where kind = 'objection'`)) as { id: string }[])[0]!.id;
async function decide(upheld: boolean): Promise<void> {
  const objectionId = await objectionMessage();
  const event = ObjectionDecided.create({
    ...{ petitionId: ABOVE, objectionId, upheld, newOrganId: upheld ? uuid(40) : null, documentId: uuid(42) },
  });
  const newOrgan = { name: '省住房和城乡建设厅', code: uuid(40) };
  const said = { reason: '经核实', decidedOn: '2025-03-07', ...(upheld && { newOrgan }) };
  await give(province, await province.hear(ABOVE, event, 'case'), said);
  await round();
}
/** The case of the city says whether the matter goes. */
const answer = async (given: boolean, about = 0): Promise<void> => {
  const { messageId } = (await published(city, 'HandBackAsked')).at(-1 - about) as { messageId: string };
  await city.hear(BELOW, HandBackAnswered.create({ petitionId: BELOW, messageId, given }), 'case');
  await round();
};

beforeEach(async () => {
  time = new Time();
  time.set(new Date('2025-03-04T01:00:00.000Z'));
  province = await LinkedNode.open({ node: 'province.990000', time });
  city = await LinkedNode.open({ node: 'city.990100', time });
  linked(province, city);
  await province.list(city);
  await city.list(province);
  const organ = { organId: CITY_BUREAU, parentId: BUREAU, kind: 'petition_bureau' as const, name: '甲市信访局', shortName: '甲市信访局' };
  await province.hear(CITY_BUREAU, OrganSaved.create({ ...organ, division: '990100', reviewedBy: null, closedOn: null }));
  await province.act(OPERATOR, 'placePartner', { node: city.node, organIds: [CITY_BUREAU], receivedByOrganId: BUREAU });
  await province.hear(ABOVE, registration(ABOVE, NUMBER), 'intake');
  await province.hear(ABOVE, RelationSet.create({ petitionId: ABOVE, subject: BUREAU, relation: 'registering' }), 'intake');
  await sendOn();
}, LONG);

describe('law 4.1: a recall of a matter that was handed over', () => {
  it(
    'before its registration ends what waits there; the receipt of the recall alone brings it back',
    async () => {
      await recall();
      expect(await stateAt(province, ABOVE)).toBe('received');
      await round();
      expect(await arrival()).toMatchObject({ state: 'recalled', body: null });
      expect(await published(city, 'ArrivedMatterRefused')).toHaveLength(1);
      expect(await receipts(province, 'recall')).toEqual([{ answer: 'accepted', items: [{ item: 'matter', answer: 'accepted' }] }]);
      expect(await receipts(province, 'transfer')).toEqual([]);
      expect(await stateAt(province, ABOVE)).toBe('returned');
      expect(await handedOver()).toEqual(['received', 'recalled']);
      const { messageId } = await arrival();
      expect(await city.act(REGISTRAR, 'openArrivedMatter', { messageId, purpose: '登记来文前核对' }, 'number')).toEqual({
        code: 'ARRIVAL_ENDED',
      });
    },
    LONG,
  );

  it(
    'that crosses a registration of which nobody had heard: what was registered ends, and is held by nobody there',
    async () => {
      await recall();
      await round();
      const told = await register();
      expect(told.map(({ event }) => [event.type, (event.data as { ask?: string }).ask])).toEqual([['HandBackAsked', 'gone']]);
      expect(await stateAt(city, BELOW)).toBe('returned');
      expect(await handedOver()).toEqual(['received', 'recalled']);
    },
    LONG,
  );

  it(
    'after its registration goes as the case there says: it has ended there before the sender has it again',
    async () => {
      await register();
      await recall();
      await round();
      expect(await asked()).toEqual([['recall', null]]);
      expect(await receipts(province, 'recall')).toEqual([]);
      await answer(true);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['returned', 'returned']);
      expect(await handedOver()).toEqual(['received', 'held', 'recalled']);
      // Its end there is no completion of the petition.
      await city.hear(BELOW, PetitionClosed.create({ petitionId: BELOW, ground: 'returned_to_sender', closedOn: '2025-03-06' }), 'case');
      await round();
      expect(await published(province, 'MatterTold')).toEqual([]);
      expect(await steps(city, BELOW)).toMatchObject([{ kind: 'recall', on: '2025-03-05', text: '误转' }]);
      // It may be sent to the same node once more.
      await sendOn();
      expect([await stateAt(province, ABOVE), (await arrival()).state]).toEqual(['received', 'waiting']);
    },
    LONG,
  );

  it(
    'that comes too late leaves the matter there, by a signed refusal',
    async () => {
      await register();
      await recall();
      await round();
      await answer(false);
      expect(await receipts(province, 'recall')).toMatchObject([{ answer: 'refused', items: [{ code: 'RECALL_TOO_LATE' }] }]);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['held', 'held']);
      expect(await handedOver()).toEqual(['received', 'held', 'recall_declined']);
    },
    LONG,
  );

  it(
    'that both have not agreed on is not sent, and the sender is told so',
    async () => {
      await province.list(city, 'international', { sends: { kinds: ['transfer', 'receipt'], divisions: ['990000'] } });
      const event = TransferRecallAsked.create({ petitionId: ABOVE, transferId: uuid(30), organId: CITY_BUREAU, documentId: uuid(31) });
      const told = await give(province, await province.hear(ABOVE, event, 'case'), { reason: '误转', recalledOn: '2025-03-05' });
      expect(told.map(({ event: { data } }) => (data as { state?: string }).state)).toEqual(['recall_declined']);
      expect((await province.states('message_out')).length).toBe(1);
    },
    LONG,
  );
});

describe('条例 23 ¶3: an objection of the node in charge', () => {
  it(
    'reaches the sender with its words sealed, and moves nothing',
    async () => {
      await register();
      const told = await object();
      expect(told.map(({ event }) => event.type)).toEqual(['ObjectionForwarded']);
      expect(await published(province, 'MatterTold')).toMatchObject([
        { messageKind: 'objection', on: '2025-03-06', messageId: await objectionMessage() },
      ]);
      expect(await steps(province, ABOVE)).toEqual([
        { kind: 'objection', on: '2025-03-06', text: `${REASON}\n依据：权责清单\n建议办理单位：省住房和城乡建设厅` },
      ]);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['held', 'held']);
      for (const table of ['told', 'hand_back', 'outbox', 'message_in', 'message_out', 'want'])
        expect(JSON.stringify(await province.db.query(`select * from ${table}`))).not.toContain(REASON);
    },
    LONG,
  );

  it(
    'that is rejected leaves the matter there; that node hears it with the reason',
    async () => {
      await register();
      await object();
      await decide(false);
      expect(await asked()).toEqual([['rejected', OBJECTION]]);
      await answer(false);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['held', 'held']);
      expect(await steps(city, BELOW)).toEqual([{ kind: 'objection-decision', on: '2025-03-07', text: '经核实\n异议不成立' }]);
      expect(await receipts(province, 'objection-decision')).toMatchObject([{ answer: 'accepted' }]);
    },
    LONG,
  );

  it(
    'that is upheld has the matter given back; by the receipt of the sender alone it is in charge again',
    async () => {
      await register();
      await object();
      await decide(true);
      expect(await asked()).toEqual([['upheld', OBJECTION]]);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['held', 'held']);
      await answer(true);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['returned', 'returned']);
      expect(await receipts(city, 'return')).toMatchObject([{ answer: 'accepted' }]);
      expect(await handedOver()).toEqual(['received', 'held', 'returned']);
    },
    LONG,
  );

  it(
    'that is upheld after the petitioner was told there: it stays',
    async () => {
      await register();
      await object();
      await decide(true);
      await answer(false);
      expect([await stateAt(province, ABOVE), await stateAt(city, BELOW)]).toEqual(['held', 'held']);
      expect(await handedOver()).toEqual(['received', 'held']);
    },
    LONG,
  );

  it(
    'that crosses a recall is about nothing any more, and holds up nothing',
    async () => {
      await register();
      await recall();
      await round();
      await answer(true);
      await city.say(
        province,
        { reason: REASON, raisedOn: '2025-03-06', proposedOrgan: { name: '省住房和城乡建设厅' } },
        { conversation: NUMBER, kind: 'objection' },
      );
      await round();
      expect((await province.states('message_in')).filter((line) => line.includes('parked'))).toEqual([]);
      expect(await province.db.query(`select 1 from hand_back where kind = 'objection'`)).toEqual([]);
      expect(await stateAt(province, ABOVE)).toBe('returned');
    },
    LONG,
  );

  it(
    'nobody gives a matter back without one that was upheld, or decides one that was not made',
    async () => {
      await register();
      await object();
      const objection = await objectionMessage();
      await city.say(province, { objection, returnedOn: '2025-03-07' }, { conversation: NUMBER, kind: 'return' });
      await province.say(
        city,
        { objection: uuid(999), upheld: false, reason: '经核实', decidedOn: '2025-03-07' },
        { conversation: NUMBER, kind: 'objection-decision' },
      );
      await round();
      expect((await province.states('message_in')).filter((line) => line.includes('parked'))).toEqual([
        `${NUMBER} 2 parked RETURN_NOT_AGREED`,
      ]);
      expect((await city.states('message_in')).filter((line) => line.includes('parked'))).toEqual([`${NUMBER} 2 parked OBJECTION_UNKNOWN`]);
      expect(await stateAt(province, ABOVE)).toBe('held');
    },
    LONG,
  );
});
