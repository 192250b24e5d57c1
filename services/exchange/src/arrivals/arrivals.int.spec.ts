import { beforeAll, describe, expect, it } from '@jest/globals';
import { OrganSaved, PetitionRegistered, RoleGranted } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { mattersOf, moveMatter } from '../matters/matters.rows.js';
import { BUREAU, LinkedNode, OPERATOR, OTHER as REGISTRAR, linked, settle, uuid } from '../../test/link.js';

const [HOUSING, HOUSING_REGISTRAR, HEAD] = [3, 103, 104] as const;
const HOUSING_NAME = '甲市住房和城乡建设局';
const AT = '2025-03-03T17:30:00.000Z';
const DAY = '2025-03-04';

const matter = (number: string, more: object = {}): Record<string, unknown> => ({
  ...{ number, kind: 'CLAIM', summary: '反映某项目欠薪三个月', text: '周水生等在该项目做工，工资三个月未发。', receivedOn: '2025-03-02' },
  requests: [{ text: '支付工资' }],
  petitioners: [
    { name: '周水生', phone: '13900007777', address: '东湖路20号3栋502室', idType: { name: '居民身份证' }, idNumber: '990101196503021234' },
  ],
  respondents: [{ text: '丙建设公司' }],
  attachments: [{ name: '欠条.jpg', mediaType: 'image/jpeg', bytes: 2048, digest: 'b'.repeat(64) }],
  from: { name: '乙县信访局' },
  reason: '属你市职责',
  paper: { number: '乙信转〔2025〕17号', issuedOn: '2025-03-03' },
  ...more,
});
/** What only the sealed body may hold. */
const SAID = [
  '反映某项目欠薪',
  '周水生',
  '13900007777',
  '502室',
  '990101196503021234',
  '丙建设公司',
  '欠条',
  '乙信转',
  '支付工资',
  '某局局长',
];

describe('a matter of another node', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: LinkedNode;

  const list = async (person: number, states: string | null = null) => {
    const { arrivedMatters } = (await city.ask(
      person,
      `{ arrivedMatters(filter: { states: ${states} }) { edges { node { messageId number kind partnerName receivedAt receivedOn reportBy state petitionNumber
        code reason organ { id } unknownFields droppedFields ignoredFields } } } }`,
    )) as { arrivedMatters: { edges: { node: Record<string, unknown> }[] } };
    return arrivedMatters.edges.map(({ node }) => node);
  };
  const stored = async (messageId: string) => {
    const [row] = (await city.db.query('select * from arrived_matter where message_id = $1', [messageId])) as [Record<string, unknown>];
    return row;
  };
  const send = async (number: string, more: object = {}, kind = 'transfer', conversation = number) => {
    const id = await county.say(city, matter(number, more), { conversation, kind, division: '990122' });
    await settle(city, county);
    return id;
  };
  const open = (person: number, messageId: string, purpose = '登记来文前核对') =>
    city.act(
      person,
      'openArrivedMatter',
      { messageId, purpose },
      `messageId number kind firstReceivedOn summary text requests anonymous peopleCount petitioners { name phone address idType idNumber }
        respondents { text } accused { text post } files { name } handing { from reason paperNumber paperOn reportBy points }`,
    );
  const refuse = (person: number, messageId: string, reason = '不属本市管辖') =>
    city.act(person, 'refuseArrivedMatter', { messageId, reason }, 'messageId state reason petitionNumber');
  const registered = (arrivedMessageId: string, petition: number) =>
    city.hear(
      uuid(petition),
      PetitionRegistered.create({
        ...{
          petitionId: uuid(petition),
          number: `990100-20250304-000${petition}`,
          kind: 'CLAIM',
          channel: 'TRANSFER_IN',
          division: '990122',
        },
        ...{
          receivedOn: DAY,
          registeredOn: DAY,
          organId: uuid(BUREAU),
          organKind: 'petition_bureau',
          addressUnclear: false,
          anonymous: false,
        },
        ...{ peopleCount: 1, requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
        transferIn: { reportBy: null, arrivedMessageId },
      }),
      'intake',
    );
  /** What the county has on paper of what the city said to a message. */
  const receipts = async (messageId: string) =>
    (await county.db.query('select answer, items from business_receipt where message_id = $1 and not given order by at', [messageId])) as {
      answer: string;
      items: object[];
    }[];
  const events = async (messageId: string) =>
    (
      (await city.db.query('select pattern "type" from outbox where key = $1 order by seq', [`arrived:${messageId}`])) as { type: string }[]
    ).map(({ type }) => type);
  const parked = async () => (await city.states('message_in')).filter((line) => line.includes('parked'));

  beforeAll(async () => {
    time.set(new Date(AT));
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    const organ = {
      parentId: null,
      kind: 'department' as const,
      shortName: '住建局',
      division: '990100',
      reviewedBy: null,
      closedOn: null,
    };
    await city.hear(uuid(HOUSING), OrganSaved.create({ ...organ, organId: uuid(HOUSING), name: HOUSING_NAME }));
    for (const [person, role, at] of [
      [HOUSING_REGISTRAR, 'REGISTRAR', HOUSING],
      [HEAD, 'HEAD', BUREAU],
    ] as const)
      await city.hear(uuid(person), RoleGranted.create({ personId: uuid(person), organId: uuid(at), role, notices: false }));
  });

  it('waits for the registrar of the organ where it arrived from the instant of the transport receipt, and says nothing in the list', async () => {
    const id = await send('990122-20250302-000001', { yybz: '1', mark: 'x' });
    const [row] = await list(REGISTRAR);
    expect(row).toEqual({
      ...{
        messageId: id,
        number: '990122-20250302-000001',
        kind: 'transfer',
        partnerName: county.node,
        receivedAt: expect.any(String),
        receivedOn: DAY,
      },
      ...{ reportBy: null, state: 'waiting', petitionNumber: null, code: null, reason: null, organ: { id: uuid(BUREAU) } },
      ...{ unknownFields: ['mark'], droppedFields: ['yybz'], ignoredFields: [] },
    });
    const [{ at }] = (await county.db.query('select received_at at from message_out where id = $1', [id])) as [{ at: Date }];
    expect(row!['receivedAt']).toBe(at.toISOString());
    expect((await list(HOUSING_REGISTRAR)).length).toBe(0);
    for (const person of [OPERATOR, HEAD]) {
      expect(await city.ask(person, '{ arrivedMatters { edges { node { messageId } } } }')).toEqual({ code: 'ACT_NOT_YOURS' });
      expect(await open(person, id)).toEqual({ code: 'ACT_NOT_YOURS' });
      expect(await refuse(person, id)).toEqual({ code: 'ACT_NOT_YOURS' });
    }
    expect(await city.ask(null, '{ arrivedMatters { edges { node { messageId } } } }')).toEqual({ code: 'SIGN_IN_REQUIRED' });
    expect(await open(HOUSING_REGISTRAR, id)).toEqual({ code: 'ARRIVAL_UNKNOWN' });
    expect(await events(id)).toEqual(['MatterArrived']);
    const [event] = (await city.db.query(`select data -> 'data' data from outbox where key = $1`, [`arrived:${id}`])) as [{ data: object }];
    expect(event.data).toEqual({
      ...{ messageId: id, organId: uuid(BUREAU), node: county.node, kind: 'transfer', division: '990122', receivedOn: DAY, reportBy: null },
    });
  });

  it('is opened with a purpose, on record before anything is shown', async () => {
    const id = await send('990122-20250302-000002', { reportRequired: true, reportBy: '2025-05-06', points: ['何时支付'] }, 'assignment');
    expect(await open(REGISTRAR, id, '看看')).toEqual({ code: 'ARRIVAL_PURPOSE_MISSING' });
    expect(await open(REGISTRAR, id)).toEqual({
      ...{ messageId: id, number: '990122-20250302-000002', kind: 'CLAIM', firstReceivedOn: '2025-03-02', summary: '反映某项目欠薪三个月' },
      ...{ text: '周水生等在该项目做工，工资三个月未发。', requests: ['支付工资'], anonymous: false, peopleCount: null, accused: [] },
      petitioners: [
        { name: '周水生', phone: '13900007777', address: '东湖路20号3栋502室', idType: '居民身份证', idNumber: '990101196503021234' },
      ],
      ...{ respondents: [{ text: '丙建设公司' }], files: [{ name: '欠条.jpg' }] },
      handing: {
        ...{ from: '乙县信访局', reason: '属你市职责', paperNumber: '乙信转〔2025〕17号', paperOn: '2025-03-03' },
        ...{ reportBy: '2025-05-06', points: ['何时支付'] },
      },
    });
    const lines = await city.db.query(`select subject, part, purpose from audit where act = 'openArrivedMatter' and outcome = 'done'`);
    expect(lines).toEqual([{ subject: id, part: 'matter', purpose: '登记来文前核对' }]);
  });

  it('is held here from its registration on, of which the sender gets a signed receipt with the number; what it said is dropped', async () => {
    const id = await send('990122-20250302-000003');
    expect(typeof (await stored(id))['body']).toBe('string');
    await registered(id, 201);
    expect(await stored(id)).toMatchObject({ state: 'registered', body: null, petition_id: uuid(201) });
    await settle(city, county);
    const item = { item: 'number', answer: 'accepted', reason: '990100-20250304-000201' };
    expect(await receipts(id)).toEqual([{ answer: 'accepted', items: [item] }]);
    const given = await city.db.query('select answer, items from business_receipt where message_id = $1 and given', [id]);
    expect(given).toEqual([{ answer: 'accepted', items: [item] }]);
    expect(await mattersOf(city.db.manager, [uuid(201)])).toMatchObject([
      {
        ...{ partner: county.node, way: 'came', organId: uuid(BUREAU), state: 'held', kind: 'transfer', messageId: id, division: '990122' },
        ...{ conversation: '990122-20250302-000003', partnerNumber: '990122-20250302-000003' },
      },
    ]);
    expect(await open(REGISTRAR, id)).toEqual({ code: 'ARRIVAL_ENDED' });
    expect(await refuse(REGISTRAR, id)).toEqual({ code: 'ARRIVAL_ENDED' });
    expect(await list(REGISTRAR, '[registered]')).toMatchObject([{ messageId: id, petitionNumber: '990100-20250304-000201' }]);
    await registered(uuid(999), 202);
    await settle(city, county);
    expect(await receipts(uuid(999))).toEqual([]);
  });

  it('that is refused goes back with the reason, and what it said is dropped', async () => {
    const id = await send('990122-20250302-000004');
    expect(await refuse(REGISTRAR, id, ' ')).toEqual({ code: 'REASON_MISSING' });
    expect(await refuse(HOUSING_REGISTRAR, id)).toEqual({ code: 'ARRIVAL_UNKNOWN' });
    expect(await refuse(REGISTRAR, id)).toMatchObject({ state: 'refused', reason: '不属本市管辖' });
    await settle(city, county);
    expect((await stored(id))['body']).toBeNull();
    expect(await receipts(id)).toEqual([{ answer: 'refused', items: [{ item: 'number', answer: 'refused', reason: '不属本市管辖' }] }]);
    expect(await events(id)).toEqual(['MatterArrived', 'ArrivedMatterRefused']);
    // Registered before intake heard of it: the sender is in charge by the refusal, so that this one ends.
    time.set(new Date(time.now().getTime() + 60_000));
    const told = await registered(id, 203);
    expect(told.map(({ event }) => [event.type, event.data])).toEqual([
      ['HandBackAsked', { petitionId: uuid(203), messageId: id, node: county.node, ask: 'gone', objectionId: null, on: DAY }],
    ]);
    await settle(city, county);
    expect((await receipts(id)).map(({ answer }) => answer)).toEqual(['refused']);
    expect(await mattersOf(city.db.manager, [uuid(203)])).toMatchObject([{ state: 'returned', messageId: id }]);
  });

  it('of a number that waits or is registered here is a conflict; after a refusal, and after it went back, it comes anew', async () => {
    for (const [number, answer] of [
      ['990122-20250302-000001', 'conflict'],
      ['990122-20250302-000003', 'conflict'],
    ] as const) {
      const id = await send(number, {}, 'transfer', `${number}-B`);
      expect(await stored(id)).toMatchObject({ state: 'refused', answer, body: null });
      expect(await receipts(id)).toEqual([{ answer, items: [{ item: 'number', answer, code: 'ARRIVED_TWICE' }] }]);
      expect(await events(id)).toEqual([]);
    }
    await moveMatter(city.db.manager, { petitionId: uuid(201), partner: county.node, way: 'came' }, { state: 'returned' });
    const back = await send('990122-20250302-000003', {}, 'transfer', '990122-20250302-000003-C');
    expect(await stored(back)).toMatchObject({ state: 'waiting' });
    const first = await send('990122-20250302-000005');
    await refuse(REGISTRAR, first);
    const again = await send('990122-20250302-000005');
    expect(await stored(again)).toMatchObject({ state: 'waiting' });
  });

  it('arrives at the organ that the sender names exactly, where somebody registers there', async () => {
    const [housing, partly, nobody] = [
      await send('990122-20250302-000006', { to: { name: HOUSING_NAME } }),
      await send('990122-20250302-000007', { to: { name: '住房和城乡建设局' } }),
      await send('990122-20250302-000008', { to: { name: '甲市不存在的局' } }),
    ];
    expect((await list(HOUSING_REGISTRAR)).map(({ messageId }) => messageId)).toEqual([housing]);
    expect((await stored(partly))['organ_id']).toBe(uuid(BUREAU));
    expect((await stored(nobody))['organ_id']).toBe(uuid(BUREAU));
    expect(await open(HOUSING_REGISTRAR, housing)).toMatchObject({ messageId: housing });
    expect(await open(REGISTRAR, housing)).toEqual({ code: 'ARRIVAL_UNKNOWN' });
  });

  it('that is a report never arrives at whom it accuses; where nobody else may read it, it goes back', async () => {
    const report = { kind: 'REPORT', petitioners: undefined, attachments: undefined, to: { name: HOUSING_NAME } };
    const kept = await send('990122-20250302-000009', { ...report, accused: [{ text: `${HOUSING_NAME}局长`, post: '某局局长' }] });
    expect((await stored(kept))['organ_id']).toBe(uuid(BUREAU));
    expect(await open(HOUSING_REGISTRAR, kept)).toEqual({ code: 'ARRIVAL_UNKNOWN' });
    expect(await open(REGISTRAR, kept)).toMatchObject({ kind: 'REPORT', petitioners: [], accused: [{ post: '某局局长' }] });
    const lost = await send('990122-20250302-000010', { ...report, to: undefined, accused: [{ text: '甲市信访局局长' }] });
    expect(await stored(lost)).toMatchObject({ state: 'refused', body: null });
    expect(await receipts(lost)).toEqual([
      { answer: 'refused', items: [{ item: 'number', answer: 'refused', code: 'ARRIVED_NO_READER' }] },
    ]);
    expect(await events(lost)).toEqual([]);
  });

  it('of a kind that another side sends, or without its number, parks its conversation alone', async () => {
    await send('990122-20250302-000011', { number: undefined });
    expect(await parked()).toEqual(['990122-20250302-000011 1 parked BODY_MALFORMED']);
    await send('990122-20250302-000012');
    expect(await parked()).toHaveLength(1);
  });

  it('tells its end after the keys that sign are back, and intake of its arrival meanwhile', async () => {
    const id = await send('990122-20250302-000013');
    const away = await city.openedAgain('x2=value:another-secret-of-tests-0123456789');
    await refuse(REGISTRAR, id);
    await expect(away.tell()).rejects.toMatchObject({ code: 'EXCHANGE_STOPPED' });
    expect(await receipts(id)).toEqual([]);
    await settle(city, county);
    expect((await receipts(id)).map(({ answer }) => answer)).toEqual(['refused']);
  });

  it('says what it says in its sealed body alone: not in a column, an event, the audit or a receipt', async () => {
    const tables = (
      (await city.db.query(`select table_name from information_schema.tables where table_schema = current_schema()`)) as {
        table_name: string;
      }[]
    ).map(({ table_name }) => table_name);
    expect(tables).toEqual(expect.arrayContaining(['arrived_matter', 'outbox', 'audit', 'business_receipt', 'message_in']));
    for (const table of tables) {
      const text = JSON.stringify(await city.db.query(`select to_jsonb(t) from ${table} t`));
      for (const word of SAID) expect([table, word, text.includes(word)]).toEqual([table, word, false]);
    }
    const rows = (await city.db.query('select state, body is null gone from arrived_matter')) as { state: string; gone: boolean }[];
    expect(rows.filter(({ state, gone }) => (state === 'waiting') === gone)).toEqual([]);
  });
});
