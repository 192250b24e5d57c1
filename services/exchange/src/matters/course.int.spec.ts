import { beforeAll, describe, expect, it } from '@jest/globals';
import { sealPart } from '@sunshine/envelope';
import {
  HandlingGiven,
  type MatterFileListed,
  MatterGiven,
  MatterWanted,
  OpinionIssued,
  OpinionServed,
  OrganSaved,
  PetitionAccepted,
  PetitionClosed,
  PetitionInformed,
  PetitionRegistered,
  PetitionRouted,
  RelationSet,
  type DataOf,
  type NewEvent,
} from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { recordMatter } from './matters.rows.js';
import { BUREAU as OWN, LinkedNode, linked, OPERATOR, OTHER as REGISTRAR, settle, uuid } from '../../test/link.js';

const [ABOVE, BELOW, CITY_BUREAU, BUREAU] = [uuid(601), uuid(602), uuid(20), uuid(OWN)];
const [NUMBER, NUMBER_BELOW] = ['990000-20250303-000001', '990100-20250304-000007'];
const OPINION = '查明拖欠属实，责令十日内付清。';

const registration = (petitionId: string, number: string, arrivedMessageId?: string) =>
  PetitionRegistered.create({
    ...{
      petitionId,
      number,
      kind: 'CLAIM',
      channel: arrivedMessageId ? 'TRANSFER_IN' : 'LETTER',
      division: '990100',
      receivedOn: '2025-03-04',
    },
    ...{
      registeredOn: '2025-03-04',
      organId: BUREAU,
      organKind: 'petition_bureau',
      addressUnclear: false,
      anonymous: false,
      peopleCount: 1,
    },
    ...{ requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
    ...(arrivedMessageId && { transferIn: { reportBy: null, arrivedMessageId } }),
  });

describe('the course of a petition across levels', () => {
  const time = new Time();
  let province: LinkedNode;
  let city: LinkedNode;

  const courseFor = async (person: number | null) => {
    const { _entities: found, code } = await province.ask(
      person,
      `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Petition { mayAskOtherNodes course { node nodeName way state code number receivedAt
        steps { kind on due ground text asOf unknownFields } } } } }`,
      { all: [{ __typename: 'Petition', id: ABOVE }] },
    );
    if (code) return code;
    return (found as ({ course: Record<string, unknown>[] } | null)[])[0]?.course ?? null;
  };
  /** The service of that node gives its part of the message that an event has it tell. */
  const give = async (node: LinkedNode, told: readonly { readonly event: NewEvent }[], handling: object, matter?: object) => {
    const { petitionId, wantId, key } = told[0]!.event.data as DataOf<typeof MatterWanted>;
    if (matter)
      await node.hear(
        petitionId,
        MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, { division: '990100', matter }) }),
        'intake',
      );
    await node.hear(petitionId, HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, handling) }), 'case');
  };
  const published = async (type: string) => (await province.published()).filter((event) => event['type'] === type);
  const receipts = async () =>
    (await city.db.query('select answer from business_receipt where not given order by at')) as { answer: string }[];

  beforeAll(async () => {
    time.set(new Date('2025-03-04T01:00:00.000Z'));
    [province, city] = [await LinkedNode.open({ node: 'province.990000', time }), await LinkedNode.open({ node: 'city.990100', time })];
    linked(province, city);
    await province.list(city);
    await city.list(province);
    const organ = { organId: CITY_BUREAU, parentId: BUREAU, kind: 'petition_bureau' as const, name: '甲市信访局', shortName: '甲市信访局' };
    await province.hear(CITY_BUREAU, OrganSaved.create({ ...organ, division: '990100', reviewedBy: null, closedOn: null }));
    await province.act(OPERATOR, 'placePartner', { node: city.node, organIds: [CITY_BUREAU], receivedByOrganId: BUREAU });
    await province.hear(ABOVE, registration(ABOVE, NUMBER), 'intake');
    await province.hear(ABOVE, RelationSet.create({ petitionId: ABOVE, subject: BUREAU, relation: 'registering' }), 'intake');
    const routed = PetitionRouted.create({
      petitionId: ABOVE,
      kind: 'TRANSFER',
      fromOrganId: BUREAU,
      toOrganId: CITY_BUREAU,
      reportBy: null,
    });
    const matter = { number: NUMBER, kind: 'CLAIM', summary: '反映拖欠工资', receivedOn: '2025-03-03' };
    await give(province, await province.hear(ABOVE, routed, 'case'), { reason: '属该市管辖' }, matter);
    await settle(province, city);
  }, 120_000);

  it('says from when the other node has it, and nothing of it to who may not read the petition', async () => {
    const [{ receivedAt }] = (await city.db.query('select received_at "receivedAt" from arrived_matter')) as [{ receivedAt: Date }];
    expect(await courseFor(REGISTRAR)).toMatchObject([
      { node: city.node, way: 'sent', state: 'received', number: null, receivedAt: receivedAt.toISOString(), steps: [] },
    ]);
    expect(await courseFor(OPERATOR)).toBeNull();
    expect(await courseFor(null)).toBeNull();
  });

  it('says that the other node is in charge as soon as its organ has registered it', async () => {
    const [{ message_id: messageId }] = (await city.db.query('select message_id from arrived_matter')) as [{ message_id: string }];
    await city.hear(
      BELOW,
      PetitionInformed.create({ petitionId: BELOW, organId: BUREAU, dispatchedOn: '2025-03-05', documentId: uuid(30) }),
      'case',
    );
    await city.hear(BELOW, registration(BELOW, NUMBER_BELOW, messageId), 'intake');
    await settle(province, city);
    expect(await courseFor(REGISTRAR)).toMatchObject([{ state: 'held', number: NUMBER_BELOW }]);
    expect((await published('MatterHandedOver')).map(({ state }) => state)).toEqual(['received', 'held']);
  });

  it('has what was told before the registration was heard of, and everything after it, with the day of the act and as of when', async () => {
    time.set(new Date('2025-04-11T02:00:00.000Z'));
    const accepted = {
      petitionId: BELOW,
      organId: BUREAU,
      exit: '31(6)',
      acceptedOn: '2025-03-10',
      handleFrom: '2025-03-10',
      documentId: uuid(31),
    } as const;
    await give(city, await city.hear(BELOW, PetitionAccepted.create(accepted), 'case'), { dueOn: '2025-05-09' });
    const issued = {
      ...{ petitionId: BELOW, opinionId: uuid(32), documentId: uuid(33), number: '甲信访〔2025〕1号', dispatchedOn: '2025-04-10' },
      outcome: 'supported' as const,
      executeBy: null,
    } as const;
    await give(city, await city.hear(BELOW, OpinionIssued.create(issued), 'case'), { text: OPINION });
    await city.hear(BELOW, PetitionClosed.create({ petitionId: BELOW, ground: 'opinion_final', closedOn: '2025-04-11' }), 'case');
    await settle(province, city);
    const [{ steps }] = (await courseFor(REGISTRAR)) as [{ steps: Record<string, unknown>[] }];
    expect(steps.map(({ kind, on, due, ground, text }) => [kind, on, due, ground, text])).toEqual([
      ['information-given', '2025-03-05', null, null, null],
      ['acceptance', '2025-03-10', '2025-05-09', null, null],
      ['opinion', '2025-04-10', null, null, OPINION],
      ['completion', '2025-04-11', null, 'opinion_final', null],
    ]);
    expect(
      (await published('MatterTold')).map(({ messageKind, on, due, ground, organId }) => [messageKind, on, due, ground, organId]),
    ).toEqual([
      ['information-given', '2025-03-05', null, null, CITY_BUREAU],
      ['acceptance', '2025-03-10', '2025-05-09', null, CITY_BUREAU],
      ['opinion', '2025-04-10', null, null, CITY_BUREAU],
      ['completion', '2025-04-11', null, 'opinion_final', CITY_BUREAU],
    ]);
    expect(await receipts()).toEqual(Array.from({ length: 4 }, () => ({ answer: 'accepted' })));
  });

  it('lists, once the other node has closed it, each message with its digest and both receipts for the file here', async () => {
    const lists = (await published('MatterFileListed')) as unknown as DataOf<typeof MatterFileListed>[];
    expect(lists.map(({ petitionId }) => petitionId)).toEqual([ABOVE]);
    const { messages } = lists[0]!;
    expect(messages.map(({ sent, messageKind, on, answered }) => [sent, messageKind, on, answered?.answer])).toEqual([
      [true, 'transfer', null, 'accepted'],
      [false, 'information-given', '2025-03-05', 'accepted'],
      [false, 'acceptance', '2025-03-10', 'accepted'],
      [false, 'opinion', '2025-04-10', 'accepted'],
      [false, 'completion', '2025-04-11', 'accepted'],
    ]);
    const proofs = messages.flatMap(({ digest, stored, answered }) => [digest, stored?.digest, answered?.digest]);
    expect(new Set(proofs.filter((one) => typeof one === 'string')).size).toBe(3 * messages.length);
    const [sent] = (await province.db.query(`select digest, received_at "at" from message_out where kind = 'transfer'`)) as [
      { digest: string; at: Date },
    ];
    expect(messages[0]).toMatchObject({ node: city.node, digest: sent.digest, stored: { at: sent.at.toISOString() } });
    expect(await city.published()).not.toContainEqual(expect.objectContaining({ type: 'MatterFileListed' }));
  });

  it('条例 35: has the service of each petitioner, whom intake of both nodes names under a seal', async () => {
    const served = (petitionerId: string, servedOn: string | null) =>
      OpinionServed.create({
        ...{ petitionId: BELOW, opinionId: uuid(32), petitionerId, way: servedOn === null ? 'undeliverable' : 'post', servedOn },
        reviewRequestLastDay: null,
      });
    const names = async (node: LinkedNode, wanted: DataOf<typeof MatterWanted>, petitioners: object[]) => {
      const { petitionId, wantId, key } = wanted;
      await node.hear(
        petitionId,
        MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, { petitioners }) }),
        'intake',
      );
    };
    const serve = async (petitionerId: string, name: string | null, servedOn: string | null) => {
      const asked = await city.hear(BELOW, served(petitionerId, servedOn), 'case');
      const { event } = asked[0]!;
      expect(event.data).toMatchObject({ messageKind: 'service', about: petitionerId });
      await names(city, event.data as DataOf<typeof MatterWanted>, name === null ? [] : [{ petitionerId, name }]);
      await give(city, asked, { opinionNumber: '甲信访〔2025〕1号' });
      await settle(province, city);
    };
    const above = [
      { petitionerId: uuid(81), name: '赵一' },
      { petitionerId: uuid(82), name: '钱二' },
      { petitionerId: uuid(83), name: '钱二' },
    ];
    const told = async () =>
      (await published('MatterTold'))
        .filter(({ messageKind }) => messageKind === 'service')
        .map(({ on, ground, petitionerIds }) => [on, ground, petitionerIds]);
    const answer = async () => {
      const [{ data }] = (await province.db.query(`select data from outbox where pattern = 'MatterWanted' order by id desc limit 1`)) as [
        { data: { data: DataOf<typeof MatterWanted> } },
      ];
      expect(data.data).toMatchObject({ petitionId: ABOVE, messageKind: 'service', about: null });
      await names(province, data.data, above);
      await settle(province, city);
    };
    const before = (await receipts()).length;
    await serve(uuid(8), ' 赵一', '2025-04-12');
    expect([await told(), (await receipts()).length]).toEqual([[], before]);
    await answer();
    expect(await told()).toEqual([['2025-04-12', 'post', [uuid(81)]]]);
    await serve(uuid(7), '钱二', '2025-04-13');
    await answer();
    await serve(uuid(6), '孙三', null);
    // A petitioner of another letter that is handled with this one.
    await serve(uuid(5), null, '2025-04-14');
    expect(await told()).toEqual([
      ['2025-04-12', 'post', [uuid(81)]],
      ['2025-04-13', 'post', []],
      ['2025-04-11', 'undeliverable', []],
    ]);
    const items = (await city.db.query('select items from business_receipt where not given order by at, message_id')) as {
      items: object[];
    }[];
    expect(items.flatMap((row) => row.items)).toEqual([{ item: 'recipient', answer: 'refused', code: 'RECIPIENT_UNKNOWN' }]);
    for (const table of ['told', 'outbox', 'want'])
      for (const node of [province, city])
        expect(JSON.stringify(await node.db.query(`select * from ${table}`))).not.toMatch(/赵一|钱二|孙三/);
    const [{ steps }] = (await courseFor(REGISTRAR)) as [{ steps: { kind: string; ground: string }[] }];
    expect(steps.filter(({ kind }) => kind === 'service').map(({ ground }) => ground)).toEqual(['post', 'post', 'undeliverable']);
  });

  it('is asked of the nodes that have the petition too, is marked until they answer, and is found by the number of either', async () => {
    const across = (number: string, person: number | null = REGISTRAR) =>
      province.ask(
        person,
        'query ($number: String!) { petitionAcrossLevels(number: $number) { petition { id } partial course { node partial steps { kind on due stage outcome } } } }',
        { number },
      );
    const ask = (person: number, petitionId = ABOVE) => province.act(person, 'askOtherNodes', { petitionId }, 'id');
    expect(await ask(OPERATOR)).toEqual({ code: 'PETITION_NOT_FOUND' });
    expect(await ask(REGISTRAR, BELOW)).toEqual({ code: 'PETITION_NOT_FOUND' });
    expect(await ask(REGISTRAR)).toEqual({ id: ABOVE });
    expect(await across(NUMBER_BELOW)).toMatchObject({ petitionAcrossLevels: { petition: { id: ABOVE }, partial: true } });
    await settle(province, city);
    // The service of the city gives its part; the question itself has it asked for.
    const [{ data }] = (await city.db.query(`select data from outbox where pattern = 'MatterWanted' order by id desc limit 1`)) as [
      { data: { data: DataOf<typeof MatterWanted> } },
    ];
    const { wantId, key } = data.data;
    const sealed = await sealPart(key, wantId, { stage: 'closed', outcome: 'resolved', closedOn: '2025-04-11' });
    await city.hear(BELOW, HandlingGiven.create({ petitionId: BELOW, wantId, sealed }), 'case');
    await settle(province, city);
    for (const number of [NUMBER, NUMBER_BELOW]) {
      const { petitionAcrossLevels: found } = (await across(number)) as {
        petitionAcrossLevels: { partial: boolean; course: { steps: object[] }[] };
      };
      expect([found.partial, found.course[0]!.steps.at(-1)]).toEqual([
        false,
        { kind: 'status-answer', on: '2025-04-11', due: null, stage: 'closed', outcome: 'resolved' },
      ]);
    }
    expect(await across('990100-20250101-000009')).toEqual({ petitionAcrossLevels: null });
    expect(await across(NUMBER, OPERATOR)).toEqual({ petitionAcrossLevels: null });
    expect(await across(NUMBER, null)).toEqual({ code: 'SIGN_IN_REQUIRED' });
    expect((await published('MatterTold')).map(({ messageKind }) => messageKind)).not.toContain('status-answer');
  });

  it('of a petition of this node alone nobody can be asked', async () => {
    const own = uuid(603);
    await province.hear(own, registration(own, '990000-20250303-000002'), 'intake');
    await province.hear(own, RelationSet.create({ petitionId: own, subject: BUREAU, relation: 'registering' }), 'intake');
    expect(await province.act(REGISTRAR, 'askOtherNodes', { petitionId: own }, 'id')).toEqual({ code: 'MATTER_OF_THIS_NODE' });
  });

  it('goes on to the node from which the petition came here in its turn, as far as both agreed, with the days and words of the node below', async () => {
    const nation = await LinkedNode.open({ node: 'nation.100000', time });
    linked(province, city, nation);
    await province.list(nation, 'international', { sends: { kinds: ['extension', 'receipt'], divisions: ['990000'] } });
    await nation.list(province);
    const [extensions, opinions] = [nation.hears('extension'), nation.hears('opinion')];
    await recordMatter(province.db.manager, {
      ...{ petitionId: ABOVE, partner: nation.node, way: 'came', organId: BUREAU, kind: 'assignment', state: 'held' },
      ...{ conversation: '100000-20250301-000001', division: '990100', messageId: uuid(900), openedAt: time.now() },
    });
    const extended = { originalDue: '2025-05-09', newDue: '2025-06-08', reason: '需要鉴定' };
    await city.say(province, extended, { conversation: NUMBER, kind: 'extension' });
    const opinion = { paper: { number: '甲信访〔2025〕2号', issuedOn: '2025-04-10' }, text: OPINION };
    await city.say(province, opinion, { conversation: NUMBER, kind: 'opinion' });
    await settle(province, city, nation);
    expect(extensions.map(({ head, body }) => [head.conversation, body])).toEqual([['100000-20250301-000001', extended]]);
    expect(opinions).toEqual([]);
  });

  it('keeps what the other node wrote sealed, and puts it into no event', async () => {
    for (const table of ['told', 'outbox', 'message_in', 'business_receipt'])
      expect(JSON.stringify(await province.db.query(`select * from ${table}`))).not.toContain(OPINION);
  });

  it('takes nothing of a matter that was not handed to the node that tells', async () => {
    await city.say(province, { informedOn: '2025-03-05' }, { conversation: '990100-20250101-000009', kind: 'information-given' });
    await settle(province, city);
    expect((await province.states('message_in')).filter((line) => line.includes('parked'))).toEqual([
      '990100-20250101-000009 1 parked MATTER_NOT_HANDED_OVER',
    ]);
  });
});
