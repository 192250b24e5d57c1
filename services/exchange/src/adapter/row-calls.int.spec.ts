import { beforeAll, describe, expect, it } from '@jest/globals';
import { sealPart } from '@sunshine/envelope';
import {
  HandlingGiven,
  MatterGiven,
  OrganSaved,
  PetitionClosed,
  PetitionInformed,
  PetitionRegistered,
  PetitionRouted,
  RelationSet,
  type DataOf,
  type MatterWanted,
  type NewEvent,
} from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { Receiver } from '../receiving/receiver.js';
import { BUREAU as OWN, LinkedNode, OPERATOR, OTHER as REGISTRAR, settle, uuid } from '../../test/link.js';
import { AGREED, COUNTY, row, ToyCounty } from '../../test/rows.js';

const [BUREAU, COUNTY_BUREAU] = [uuid(OWN), uuid(20)];
const ACCEPTED = '{ id secret validTo system { id way state } }';
const at = new Date('2025-03-04T01:00:00.000Z');

const registration = (petitionId: string, number: string, more: Partial<Parameters<typeof PetitionRegistered.create>[0]> = {}) =>
  PetitionRegistered.create({
    ...{ petitionId, number, kind: 'CLAIM', channel: 'LETTER', division: '990122', receivedOn: '2025-03-04', registeredOn: '2025-03-04' },
    ...{ organId: BUREAU, organKind: 'petition_bureau', addressUnclear: false, anonymous: false, peopleCount: 1 },
    ...{ requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
    ...more,
  });

async function cityWith(time: Time): Promise<LinkedNode> {
  const city = await LinkedNode.open({ time });
  const organ = { organId: COUNTY_BUREAU, parentId: BUREAU, kind: 'petition_bureau' as const, name: '乙县信访局', shortName: '乙县信访局' };
  await city.hear(COUNTY_BUREAU, OrganSaved.create({ ...organ, division: '990122', reviewedBy: null, closedOn: null }));
  return city;
}

describe('a county system that speaks in rows', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: ToyCounty;

  const arrived = async () =>
    (await city.db.query(`select number, state, code, dropped from arrived_matter where partner = $1 order by number`, [COUNTY])) as {
      number: string;
      state: string;
      code: string | null;
      dropped: string[];
    }[];
  const refusedCodes = async () =>
    ((await city.db.query('select code from refused_message order by id')) as { code: string }[]).map(({ code }) => code);

  beforeAll(async () => {
    time.set(at);
    city = await cityWith(time);
    county = new ToyCounty(city);
    await county.join();
    await city.act(OPERATOR, 'placePartner', { node: COUNTY, organIds: [COUNTY_BUREAU], receivedByOrganId: BUREAU });
  }, 120_000);

  it('joins by an operator: its secret is shown once, and nothing of it lies here but a hash', async () => {
    const again = await city.act(OPERATOR, 'registerForeignSystem', AGREED, ACCEPTED.slice(1, -1));
    expect(again).toMatchObject({
      id: COUNTY,
      secret: null,
      validTo: expect.stringMatching(/^2025-06-02T01:00:/),
      system: { way: 'rows', state: 'active' },
    });
    const tables = (await city.db.query(`select table_name name from information_schema.tables where table_schema = 'exchange'`)) as {
      name: string;
    }[];
    for (const { name } of tables)
      expect([name, JSON.stringify(await city.db.query(`select * from ${name}`)).includes(county.secret)]).toEqual([name, false]);
  });

  it('brings two hundred rows, doubled and out of order, and no bad one loses another', async () => {
    const BAD: Readonly<Record<number, [object, string]>> = {
      7: [{ xfrq: '02/03/2025' }, 'ROW_MALFORMED'],
      31: [{ gkxx: '' }, 'BODY_MALFORMED'],
      64: [{ wtsddm: '990200' }, 'DIVISION_NOT_ALLOWED'],
      99: [{ xfjid: 'a,b' }, 'ROW_MALFORMED'],
      150: [{ nmbz: '是' }, 'ROW_MALFORMED'],
    };
    const rows = Array.from({ length: 180 }, (_, n) => row(n + 1, BAD[n + 1]?.[0]));
    const doubled = rows.slice(100, 120);
    const all = [...rows.toReversed(), ...doubled];
    const { status, code, successStr, conflictStr, failSituationList } = await county.rows('transfer', all);
    expect([status, code, all.length]).toEqual([200, '0001', 200]);
    expect(successStr.split(',')).toHaveLength(175);
    expect(conflictStr.split(',').sort()).toEqual(doubled.map(({ xfjid }) => String(xfjid)).sort());
    const codes = failSituationList.map(({ failReason }) => /^【([A-Z_]+)】/.exec(failReason)?.[1]).sort();
    expect(codes).toEqual(
      Object.values(BAD)
        .map(([, told]) => told)
        .sort(),
    );
    expect(await refusedCodes()).toEqual(expect.arrayContaining(codes));
    await settle(city);
    const matters = await arrived();
    expect(matters).toHaveLength(175);
    expect(new Set(matters.map(({ state }) => state))).toEqual(new Set(['waiting']));
  });

  it('is told of the same row that it lies here, and of another under its id that it is refused', async () => {
    expect(await county.rows('transfer', [row(1)])).toMatchObject({ successStr: '', conflictStr: 'id-1', failSituationList: [] });
    const { code, failSituationList } = await county.rows('transfer', [row(1, { gkxx: '另一件事' })]);
    expect([code, failSituationList[0]?.failId]).toEqual(['0404', 'id-1']);
    expect(failSituationList[0]?.failReason).toMatch(/^【ROW_CHANGED】/);
  });

  it('loses no code that nobody knows, and no row for it; what no node keeps is dropped and told', async () => {
    const answer = await county.rows('transfer', [row(301, { xfxs: '777', yybz: '1' })]);
    expect(answer.successStr).toBe('id-301');
    expect(answer.warnList?.map(({ column, reason }) => [column, /^【([A-Z_]+)】/.exec(reason)?.[1]])).toEqual([
      ['xfxs', 'ROW_CODE_UNMAPPED'],
      ['yybz', 'ROW_COLUMN_FENCED'],
    ]);
    const [kept] = (await city.db.query(`select number, codes from row_taken where row_id = 'id-301'`)) as [
      { number: string; codes: unknown[] },
    ];
    expect(kept).toMatchObject({ number: '乙信202500301', codes: expect.arrayContaining([{ column: 'xfxs', foreignCode: '777' }]) });
    await settle(city);
    const [{ messageId }] = (await city.db.query(`select message_id "messageId" from arrived_matter where number = '乙信202500301'`)) as [
      { messageId: string },
    ];
    expect(
      await city.act(REGISTRAR, 'openArrivedMatter', { messageId, purpose: '登记来文前核对' }, 'number summary purpose'),
    ).toMatchObject({
      ...{ number: '乙信202500301', purpose: '求决' },
    });
  });

  it('is told by rows what becomes of its matters: their number here, or why not', async () => {
    const messages = (await city.db.query(`select message_id id, number from arrived_matter where number in ($1, $2) order by number`, [
      '乙信202500002',
      '乙信202500003',
    ])) as { id: string; number: string }[];
    const [taken, refused] = messages as unknown as [{ id: string }, { id: string }];
    const transferIn = { reportBy: null, arrivedMessageId: taken.id };
    await city.hear(uuid(50), registration(uuid(50), '990100-20250304-000050', { channel: 'TRANSFER_IN', transferIn }), 'intake');
    await city.act(REGISTRAR, 'refuseArrivedMatter', { messageId: refused.id, reason: '不属本市职责' }, 'state');
    await settle(city);
    const told = (await county.fetched())
      .filter(({ kind }) => kind === 'receipt')
      .map(({ row: said }) => said)
      .sort((one, other) => (one['ywid']! < other['ywid']! ? -1 : 1));
    expect(told).toEqual([
      { ywid: 'id-2', ywlx: 'transfer', xfjbh: '乙信202500002', code: '0001', bjbh: '990100-20250304-000050' },
      { ywid: 'id-3', ywlx: 'transfer', xfjbh: '乙信202500003', code: '0404', msg: '不属本市职责' },
    ]);
    expect(await county.fetched()).toEqual([]);
    // What was refused may come again with what it lacked.
    expect(await county.rows('transfer', [row(3, { hfgznr: '补充说明管辖依据' })])).toMatchObject({ successStr: 'id-3' });
  });

  it('loses no row for a fault of this node at another, is told of it without its words, and may send it again', async () => {
    const receiver = city.get(Receiver);
    const takeOwn = receiver.takeOwn.bind(receiver);
    let nth = 0;
    receiver.takeOwn = (...given) => ((nth += 1) === 2 ? Promise.reject(new Error('disk full at /var')) : takeOwn(...given));
    const answer = await county.rows('transfer', [row(401), row(402), row(403)]);
    receiver.takeOwn = takeOwn;
    expect([answer.successStr, answer.failSituationList[0]?.failId]).toEqual(['id-401,id-403', 'id-402']);
    expect(answer.failSituationList[0]?.failReason).toMatch(/^【ROW_NOT_TAKEN】/);
    expect(JSON.stringify(answer)).not.toContain('disk');
    expect(await county.rows('transfer', [row(402)])).toMatchObject({ successStr: 'id-402', conflictStr: '' });
  });

  it('stands on the monitor with what was refused of it, its secret and its codes', async () => {
    const { exchangePartners } = (await city.ask(
      OPERATOR,
      '{ exchangePartners { id way keys { keyId } keyDaysLeft refusedLately tables lastSeenAt codeNames { table foreignCode name } } }',
    )) as { exchangePartners: Record<string, unknown>[] };
    expect(exchangePartners).toMatchObject([{ id: COUNTY, way: 'rows', keys: [], tables: null, codeNames: AGREED.codeNames }]);
    const [{ keyDaysLeft, refusedLately, lastSeenAt }] = exchangePartners as unknown as [Record<string, number | string>];
    expect(Math.round(Number(keyDaysLeft))).toBe(90);
    expect(refusedLately).toBe((await refusedCodes()).length);
    expect(lastSeenAt).not.toBeNull();
  });

  it('is found by its own number', async () => {
    await city.hear(uuid(50), RelationSet.create({ petitionId: uuid(50), subject: BUREAU, relation: 'registering' }), 'intake');
    const found = await city.ask(
      REGISTRAR,
      '{ petitionAcrossLevels(number: "乙信202500002") { petition { id } course { node way number originId } } }',
    );
    expect(found).toEqual({
      petitionAcrossLevels: {
        petition: { id: uuid(50) },
        course: [{ node: COUNTY, way: 'came', number: '乙信202500002', originId: 'id-2' }],
      },
    });
  });

  it.each([
    ['without a name that is listed', { system: 'county.990199' }, 401, 'ROW_IDENTITY_WRONG'],
    ['with a wrong secret', { secret: 'x'.repeat(43) }, 401, 'ROW_IDENTITY_WRONG'],
    ['without a secret', { secret: '' }, 400, 'ROW_CALL_MALFORMED'],
  ])('is let in by nothing %s', async (_title, identity, status, errorCode) => {
    expect(await county.call('fetch', {}, identity)).toMatchObject({ status, errorCode, successStr: '' });
    if (status === 401) expect((await refusedCodes()).at(-1)).toBe(errorCode);
  });

  it('that calls for what there is not is told so in its own codes', async () => {
    expect(await county.call('supplement', { rows: [{}] })).toMatchObject({ status: 404 });
    expect(await county.rows('rating', [{ blfsid: 'p-1', xfjbh: '乙信202500002' }])).toMatchObject({ code: '0404' });
    expect(
      await county.rows(
        'transfer',
        Array.from({ length: 201 }, (_, n) => row(n)),
      ),
    ).toMatchObject({ status: 400, errorCode: 'ROW_CALL_TOO_LONG' });
    expect(await county.rows('transfer', ['x'])).toMatchObject({ code: '0404', failSituationList: [{ failId: '#1' }] });
    const { failSituationList } = await county.rows('acceptance', [
      { blfsid: 'b-1', xfjbh: '没有这件', blsj: '2025-03-05', xbjzsj: '2025-05-04' },
    ]);
    expect(failSituationList[0]?.failReason).toMatch(/^【MATTER_NOT_HANDED_OVER】/);
  });
});

describe('a matter that is handed to a county system of rows', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: ToyCounty;
  const [ABOVE, NUMBER, SECOND] = [uuid(601), '990100-20250304-000001', uuid(602)];

  const give = async (told: readonly { readonly event: NewEvent }[], handling: object, matter: object) => {
    const { petitionId, wantId, key } = told[0]!.event.data as DataOf<typeof MatterWanted>;
    await city.hear(
      petitionId,
      MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, { division: '990122', matter }) }),
      'intake',
    );
    await city.hear(petitionId, HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, handling) }), 'case');
  };
  const routed = (petitionId: string) =>
    city.hear(
      petitionId,
      PetitionRouted.create({ petitionId, kind: 'TRANSFER', fromOrganId: BUREAU, toOrganId: COUNTY_BUREAU, reportBy: null }),
      'case',
    );
  const matter = (number: string, more: object = {}) => ({
    ...{ number, kind: 'CLAIM', summary: '反映拖欠工资', receivedOn: '2025-03-03', channel: { code: 'LETTER', name: '来信' } },
    ...more,
  });
  const course = async (id = ABOVE) => {
    const { _entities: found } = await city.ask(
      REGISTRAR,
      `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Petition { course { node state code number steps { kind on due ground text } } } } }`,
      { all: [{ __typename: 'Petition', id }] },
    );
    return (found as { course: Record<string, unknown>[] }[])[0]!.course;
  };
  const handedOver = async () => (await city.published()).filter(({ type }) => type === 'MatterHandedOver').map(({ state }) => state);

  beforeAll(async () => {
    time.set(at);
    city = await cityWith(time);
    county = new ToyCounty(city);
    await county.join();
    await city.act(OPERATOR, 'placePartner', { node: COUNTY, organIds: [COUNTY_BUREAU], receivedByOrganId: BUREAU });
    for (const [id, number] of [
      [ABOVE, NUMBER],
      [SECOND, '990100-20250304-000002'],
    ] as const) {
      await city.hear(id, registration(id, number), 'intake');
      await city.hear(id, RelationSet.create({ petitionId: id, subject: BUREAU, relation: 'registering' }), 'intake');
      await give(await routed(id), { reason: '属该县管辖' }, matter(number));
    }
  }, 120_000);

  it('lies there from its receipt on, and its organ is in charge from its answer on', async () => {
    const { data = [] } = await county.call('fetch');
    expect(data.map(({ kind, row: said }) => [kind, said])).toEqual([
      ['transfer', expect.objectContaining({ xfjid: data[0]!.id, xfjbh: NUMBER, xfxs: '100', xfrq: '2025-03-03', hfgznr: '属该县管辖' })],
      ['transfer', expect.objectContaining({ xfjbh: '990100-20250304-000002' })],
    ]);
    const [{ id }, { id: second }] = data as unknown as [{ id: string }, { id: string }];
    // At work: nothing has come yet.
    expect(await county.call('states', { rows: [{ id, state: 3 }] })).toMatchObject({ successStr: id });
    await settle(city);
    expect(await course()).toMatchObject([{ state: 'underway' }]);
    expect(
      await county.call('states', {
        rows: [
          { id, state: 20 },
          { id: second, state: 30 },
        ],
      }),
    ).toMatchObject({ code: '0001' });
    await settle(city);
    expect(await course()).toMatchObject([{ node: COUNTY, state: 'received', number: null }]);
    expect(await city.states('message_out')).toContain('990100-20250304-000002 1 refused ROW_KEY_CONFLICT');
    expect(await county.call('answers', { rows: [{ id, code: '0001', number: '乙信9001' }] })).toMatchObject({ successStr: id });
    expect(await county.call('answers', { rows: [{ id, code: '0404', reason: '改口' }] })).toMatchObject({ conflictStr: id });
    await settle(city);
    expect(await course()).toMatchObject([{ state: 'held', number: '乙信9001' }]);
    expect(await handedOver()).toEqual(['received', 'held']);
  });

  it('is told of by its own number or by ours, from the notice to the closing, in whatever order rows stand', async () => {
    time.set(new Date('2025-04-11T02:00:00.000Z'));
    const told = [
      await county.rows('information-given', [{ blfsid: 'b-1', xfjbh: '乙信9001', blsj: '2025-03-06', hfgznr: '按信访程序办理' }]),
      await county.rows('extension', [{ blfsid: 'b-3', xfjbh: NUMBER, yxbjzsj: '2025-05-09', xbjzsj: '2025-06-08', hfgznr: '情况复杂' }]),
      await county.rows('acceptance', [{ blfsid: 'b-2', xfjbh: NUMBER, blsj: '2025-03-10', xbjzsj: '2025-05-09', blbm: '工程科' }]),
      await county.rows('opinion', [
        { blfsid: 'b-4', xfjbh: NUMBER, yjbh: '乙住建意〔2025〕1号', blsj: '2025-04-08', yjsnr: '查明属实。' },
      ]),
      await county.rows('completion', [{ blfsid: 'b-5', xfjbh: '乙信9001', blsj: '2025-04-10', bjly: 'opinion_final' }]),
    ];
    expect(told.map(({ successStr }) => successStr)).toEqual(['b-1', 'b-3', 'b-2', 'b-4', 'b-5']);
    await settle(city);
    const [{ steps }] = (await course()) as [{ steps: { kind: string; on: string; due: string | null; ground: string | null }[] }];
    expect(steps.map(({ kind, on, due, ground }) => [kind, on, due, ground])).toEqual([
      ['information-given', '2025-03-06', null, null],
      ['extension', '2025-04-11', '2025-06-08', null],
      ['acceptance', '2025-03-10', '2025-05-09', null],
      ['opinion', '2025-04-08', null, null],
      ['completion', '2025-04-10', null, 'opinion_final'],
    ]);
    const published = (await city.published()).filter(({ type }) => type === 'MatterTold').map(({ messageKind }) => messageKind);
    expect(published).toEqual(['information-given', 'extension', 'acceptance', 'opinion', 'completion']);
    // It hears that they were taken.
    expect((await county.fetched()).map(({ row: said }) => [said['ywid'], said['code']])).toEqual(
      ['b-1', 'b-3', 'b-2', 'b-4', 'b-5'].map((one) => [one, '0001']),
    );
  });

  it('that it will not have is the sender’s again, with its reason', async () => {
    const [{ id }] = (await city.db.query(`select id from message_out where state = 'refused'`)) as [{ id: string }];
    expect(await county.call('answers', { rows: [{ id, code: '0001' }] })).toMatchObject({ code: '0404' });
    await city.act(OPERATOR, 'resendMessage', { messageId: id }, 'state');
    const [{ id: again }] = (await county.fetched()) as unknown as [{ id: string }];
    expect(again).toBe(id);
    expect(
      await county.call('answers', {
        rows: [
          { id, code: '0404', reason: '不属本县' },
          { id: uuid(1), code: '0001' },
          { id, code: '0999' },
        ],
      }),
    ).toMatchObject({
      successStr: id,
      failSituationList: [
        { failId: uuid(1), failReason: expect.stringMatching(/^【ROW_UNKNOWN】/) },
        { failId: id, failReason: expect.stringMatching(/^【ROW_CODE_UNKNOWN】/) },
      ],
    });
    await settle(city);
    expect(await course(SECOND)).toMatchObject([{ state: 'refused', code: 'ROW_SYSTEM_RULE' }]);
  });

  it('is proved to nobody else: what the system says is kept as it came, under the proof log, and is signed by nobody', async () => {
    const [{ id }] = (await city.db.query(`select id from message_out where conversation = $1`, [NUMBER])) as [{ id: string }];
    const leaves = (await city.db.query('select count(*)::int n from proof_leaf where message_id = $1', [id])) as [{ n: number }];
    expect(leaves[0].n).toBe(2);
    expect(await city.ask(OPERATOR, `{ messageProof(messageId: "${id}") }`)).toEqual({ code: 'PROOF_UNSIGNED' });
  });

  it('is never a report, and nothing of a report is ever told', async () => {
    const [REPORT, CAME] = [uuid(701), uuid(702)];
    await city.hear(REPORT, registration(REPORT, '990100-20250304-000071', { kind: 'REPORT' }), 'intake');
    await give(await routed(REPORT), { reason: '属该县管辖' }, matter('990100-20250304-000071', { kind: 'REPORT' }));
    // A report that it brought itself: it hears that it was registered, and nothing of what is done with it.
    await county.rows('transfer', [row(71, { xfmddm: '04', hfgznr: '转办' })]);
    await settle(city);
    const [{ message_id: arrivedMessageId }] = (await city.db.query(`select message_id from arrived_matter`)) as [{ message_id: string }];
    const came = { kind: 'REPORT', channel: 'TRANSFER_IN', transferIn: { reportBy: null, arrivedMessageId } } as const;
    await city.hear(CAME, registration(CAME, '990100-20250304-000072', came), 'intake');
    await city.hear(
      CAME,
      PetitionInformed.create({ petitionId: CAME, organId: BUREAU, dispatchedOn: '2025-03-05', documentId: uuid(30) }),
      'case',
    );
    await city.hear(CAME, PetitionClosed.create({ petitionId: CAME, ground: 'opinion_final', closedOn: '2025-04-11' }), 'case');
    await settle(city);
    const told = await county.fetched();
    expect(told.map(({ kind, row: said }) => [kind, said['ywid']])).toEqual([['receipt', 'id-71']]);
    expect(JSON.stringify(told)).not.toMatch(/000071|拖欠工资|属该县管辖/);
    const [{ state, code }] = (await city.db.query('select state, code from matter where petition_id = $1', [REPORT])) as [
      { state: string; code: string },
    ];
    expect([state, code]).toEqual(['refused', 'REPORT_NOT_BY_ROWS']);
  });
});

describe('the secret of a county system', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: ToyCounty;
  const code = async (identity: object = {}) => (await county.call('fetch', {}, identity)).errorCode ?? null;
  const lastEnd = async () => ((await city.db.query('select max(valid_to) "validTo" from row_secret')) as [{ validTo: Date }])[0].validTo;
  const rotate = (atOnce: boolean, secretDays = 30) =>
    city.act(OPERATOR, 'rotateForeignSecret', { node: COUNTY, secretDays, atOnce }, 'secret validTo') as Promise<{
      secret: string;
      validTo: string;
      code?: string;
    }>;

  beforeAll(async () => {
    time.set(at);
    city = await cityWith(time);
    county = new ToyCounty(city);
    await county.join({ secretDays: 10 });
  }, 120_000);

  it('counts up to its last instant, and is refused from then on', async () => {
    const validTo = await lastEnd();
    expect(validTo.toISOString()).toMatch(/^2025-03-14T01:00:/);
    time.set(new Date(validTo.getTime() - 1_000));
    expect(await code()).toBeNull();
    time.set(validTo);
    expect(await code()).toBe('ROW_SECRET_EXPIRED');
  });

  it('is followed by another, and one that counts goes on for a day, unless it is to end at once', async () => {
    const second = await rotate(false);
    expect(await code({ secret: second.secret })).toBeNull();
    const third = await rotate(false);
    const [{ ends }] = (await city.db.query('select valid_to ends from row_secret order by made_at desc offset 1 limit 1')) as [
      { ends: Date },
    ];
    expect(ends.toISOString()).toMatch(/^2025-03-15T01:00:/);
    time.set(new Date(ends.getTime() - 1_000));
    expect([await code({ secret: second.secret }), await code({ secret: third.secret })]).toEqual([null, null]);
    time.set(ends);
    expect([await code({ secret: second.secret }), await code({ secret: third.secret })]).toEqual(['ROW_SECRET_EXPIRED', null]);
    county.secret = (await rotate(true)).secret;
    expect([await code({ secret: third.secret }), await code()]).toEqual(['ROW_SECRET_EXPIRED', null]);
  });

  it('opens nothing while the system is suspended, and does so again once it is registered anew', async () => {
    await city.act(OPERATOR, 'suspendPartner', { node: COUNTY, reason: '系统升级' });
    expect([await code(), await code({ secret: 'wrong' })]).toEqual(['PARTNER_SUSPENDED', 'ROW_IDENTITY_WRONG']);
    await city.act(OPERATOR, 'registerForeignSystem', AGREED);
    expect(await code()).toBeNull();
  });

  it('is made and changed by the operator alone, for a system of rows, within its days', async () => {
    expect(await city.act(REGISTRAR, 'registerForeignSystem', AGREED)).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await city.act(REGISTRAR, 'rotateForeignSecret', { node: COUNTY, secretDays: 30, atOnce: true })).toEqual({
      code: 'ACT_NOT_YOURS',
    });
    expect(await rotate(true, 0)).toEqual({ code: 'ROW_SECRET_DAYS' });
    expect(await rotate(true, 367)).toEqual({ code: 'ROW_SECRET_DAYS' });
    const unknown = { node: 'county.990199', secretDays: 30, atOnce: true };
    expect(await city.act(OPERATOR, 'rotateForeignSecret', unknown)).toEqual({ code: 'PARTNER_UNKNOWN' });
    const other = await LinkedNode.open({ node: 'province.990000', time });
    await city.list(other);
    expect(await city.act(OPERATOR, 'rotateForeignSecret', { ...unknown, node: other.node })).toEqual({ code: 'PARTNER_SPEAKS_MESSAGES' });
    expect(await city.act(OPERATOR, 'registerForeignSystem', { ...AGREED, node: other.node })).toEqual({ code: 'PARTNER_SPEAKS_MESSAGES' });
    await expect(city.list(other, 'international', { node: COUNTY })).rejects.toThrow('PARTNER_SPEAKS_ROWS');
    await expect(city.list(other, 'international', { way: 'rows' })).rejects.toThrow('PARTNER_SPEAKS_ROWS');
    expect(await city.act(OPERATOR, 'registerForeignSystem', { ...AGREED, sends: { kinds: ['*'], divisions: [] } })).toEqual({
      code: 'ROW_KIND_UNKNOWN',
    });
    expect(await city.act(OPERATOR, 'registerForeignSystem', { ...AGREED, tables: 'county' })).toEqual({ code: 'ROW_TABLES_UNKNOWN' });
  });

  it('lets through so many calls a minute', async () => {
    const codes = new Set<string | null>();
    for (let n = 0; n < 310; n += 1) codes.add(await code());
    expect(codes).toEqual(new Set([null, 'ROW_CALLS_TOO_MANY']));
  });

  it('is asked for no keys and no comparison of days', async () => {
    expect(await city.act(OPERATOR, 'rotateKey', { suite: 'international' })).not.toHaveProperty('code');
    const rows = (await city.db.query(`select kind from message_out where partner = $1`, [COUNTY])) as { kind: string }[];
    expect(rows).toEqual([]);
    const days = { node: COUNTY, from: '2025-03-13', to: '2025-03-14' };
    expect(await city.act(OPERATOR, 'runReconciliation', days)).toEqual({ code: 'KIND_NOT_ALLOWED' });
  });
});
