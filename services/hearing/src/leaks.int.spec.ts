import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { InquiryRecorded } from '@sunshine/events';
import { buildSchema, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { Hosted, MEMBERS, ORGAN, WHO, relation, uuid } from '../test/hosted.js';

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'), {
  assumeValidSDL: true,
  assumeValid: true,
});

/** Fields of a closed hearing that those inside alone read; all others are read by whoever may read the petition as well. */
const INSIDE = [
  'papers',
  'reason',
  'newEvidence',
  'challenges',
  'notices',
  'untold',
  'attendance',
  'entryCount',
  'entries',
  'votes',
  'liveKey',
  'agenda',
  'followers',
];

/** Every field of a type, the objects below it with theirs; other aggregates by their id. */
function selection(typeName: string, depth = 0): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  return Object.values(type.getFields())
    .filter(({ name, args }) => !name.startsWith('_') && !args.some(isRequiredArgument))
    .map((field) => {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) return field.name;
      const aggregate = ['Petition', 'Organ', 'Person', 'Hearing'].includes(inner.name);
      return `${field.name} { ${aggregate ? 'id' : selection(inner.name, depth + 1)} }`;
    })
    .join(' ');
}
const ALL = selection('Hearing');

let host: Hosted;
let at: { petitionId: string; hearingId: string };
let pass: string;
let code: string;
const [presider, , third, , , outside] = MEMBERS;
/** An officer of another organ. */
const FOLLOWER = WHO.otherHandler;

/** Admits somebody without an account and answers the code. */
async function admitted(to: { petitionId: string; hearingId: string }, name: string): Promise<string> {
  const answer = await host.act(WHO.clerk, 'admitFollower', { ...to, name }, 'followers { name code }');
  const [one] = ((answer['followers'] ?? []) as { name: string | null; code: string }[]).filter((follower) => follower.name === name);
  if (!one) throw new Error(JSON.stringify(answer));
  return one.code;
}

const FOLLOWED = selection('FollowedHearing');
const followed = (person: number | null, by: { code?: string; id?: string }) =>
  host.ask(person, `query ($code: String, $id: ID) { followedHearing(code: $code, id: $id) { ${FOLLOWED} } }`, by);

/** Words that stand for what there is of a closed hearing, each in one place alone. */
const PLANTED = {
  'place and time': '听证室',
  'who sits': `听证员${presider}`,
  'what was said': '闭门所述',
  'who came': '证人甲',
  'whom somebody challenged and why': '回避的理由',
  'what the panel voted on': '是否支持',
  'what it concluded': '听证结论如此',
  'what it weighed': '评议中的话',
  'what the outvoted held': '少数人的理由',
  'who may follow it': '张记者',
};
type Part = keyof typeof PLANTED;

/** What somebody finds of the hearing who asks for all that the graph has of it, with account, pass and code. */
async function found(person: number | null, by: { pass?: string; code?: string }): Promise<Part[]> {
  const tracked = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on TrackedPetition { hearings { ${selection('TrackedHearing')} } } } }`;
  const answers = JSON.stringify([
    await seenBy(person),
    await host.ask(person, `{ hearings(first: 50) { edges { node { ${ALL} } } } }`),
    await host.ask(person, `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Petition { hearings { ${ALL} } } } }`, {
      r: [{ __typename: 'Petition', id: at.petitionId }],
    }),
    await followed(person, { id: at.hearingId }),
    by.code === undefined ? null : await followed(person, { code: by.code }),
    by.pass === undefined ? null : await host.ask(person, tracked, { r: [{ __typename: 'TrackedPetition', pass: by.pass }] }),
  ]);
  return (Object.keys(PLANTED) as Part[]).filter((part) => answers.includes(PLANTED[part]));
}
const SEALED: Part[] = ['what it weighed', 'what the outvoted held'];
const WHOLE = (Object.keys(PLANTED) as Part[]).filter((part) => !SEALED.includes(part));

beforeAll(async () => {
  host = await Hosted.open();
  host.setDay('2025-04-07');
  const roomId = await host.pool();
  at = await host.decided(500);
  pass = await host.pass(500);
  await host.send({
    source: 'case',
    key: at.petitionId,
    actor: uuid(WHO.checker),
    event: InquiryRecorded.create({ petitionId: at.petitionId, inquiryId: uuid(88), form: 'SITE_VISIT' }),
  });
  const time = { roomId, startsAt: '2025-04-18T01:00:00.000Z', endsAt: '2025-04-18T04:00:00.000Z' };
  const closed = { public: false, closedReason: '涉及个人隐私，本人申请不公开', clerkIds: [uuid(WHO.clerk)] };
  // While it was still to be public, two people were admitted to follow it.
  await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...time, public: true, clerkIds: [uuid(WHO.clerk)] });
  await host.act(WHO.clerk, 'admitFollower', { ...at, personId: uuid(FOLLOWER) });
  code = await admitted(at, '张记者');
  await host.act(WHO.clerk, 'rescheduleHearing', { ...at, ...time, ...closed, reason: '改为不公开' });
  await host.tellAll(at, '2025-04-07');
  host.setDay('2025-04-18');
  await host.act(WHO.clerk, 'openHearing', { ...at, presentIds: [...MEMBERS.slice(0, 3), WHO.clerk].map(uuid) });
  await host.act(WHO.clerk, 'noteAttendance', { ...at, name: '证人甲', part: 'witness', leaves: false });
  await host.act(WHO.handler, 'challengeMember', { ...at, memberId: uuid(MEMBERS[3]), reason: '回避的理由' });
  const kinds = ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'];
  await host.act(WHO.clerk, 'addHearingEntries', { ...at, entries: kinds.map((kind) => ({ kind, text: `闭门所述 ${kind}` })) });
  await host.act(WHO.clerk, 'endSitting', at);
  await host.act(WHO.clerk, 'recordDeliberation', { ...at, text: '评议中的话' });
  await host.act(WHO.clerk, 'openVote', { ...at, question: '是否支持', options: ['支持', '不支持'] });
  for (const n of MEMBERS.slice(0, 3)) await host.act(n, 'castBallot', { ...at, choice: n === third ? '不支持' : '支持' });
  await host.act(WHO.clerk, 'stopVote', at);
  await host.act(WHO.clerk, 'concludeHearing', { ...at, text: '听证结论如此', minority: '少数人的理由' });
}, 120_000);

const seenBy = (person: number | null) => host.ask(person, `query ($id: ID!) { hearing(id: $id) { ${ALL} } }`, { id: at.hearingId });

describe('a closed hearing', () => {
  it.each([
    ['the clerk', WHO.clerk],
    ['the head of the organ', WHO.head],
    ['the handler', WHO.handler],
    ['an investigator of the organ', WHO.checker],
    ['a member of the panel, who may not read the petition', presider],
  ])('is seen whole by %s', async (_name, person) => {
    const { hearing } = (await seenBy(person)) as { hearing: Record<string, unknown> };
    expect(INSIDE.filter((field) => hearing[field] === null).filter((field) => field !== 'newEvidence')).toEqual([]);
    expect(hearing).toMatchObject({ entries: [{}, {}, {}, {}, {}, {}], votes: [{ counts: [2, 1] }] });
  });

  it('is seen from outside by the bureau that follows the petition: that it is held, when, by whom and with what conclusion', async () => {
    const { hearing } = (await seenBy(WHO.registrar)) as { hearing: Record<string, unknown> };
    expect(Object.keys(hearing).filter((field) => hearing[field] !== null && INSIDE.includes(field))).toEqual([]);
    expect(hearing).toMatchObject({ state: 'concluded', schedule: { public: false }, conclusion: { text: '听证结论如此' } });
    expect(JSON.stringify(hearing)).not.toContain('闭门所述');
  });

  it.each([
    ['another organ, also where somebody of it was admitted as a follower', WHO.otherHandler],
    ['somebody of the pool who is not on the panel', outside],
    ['nobody who signed in', null],
  ])('is not there for %s', async (_name, person) => {
    expect(await seenBy(person)).toEqual({ hearing: null });
    const list = await host.ask(person, '{ hearings(first: 5) { edges { node { id } } } }');
    expect(list).toEqual(person === null ? { code: 'SIGN_IN_REQUIRED' } : { hearings: { edges: [] } });
  });

  it('is not there by a petition whose id is none', async () => {
    const asked = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Petition { hearings { id } hearingActs { act } } } }`;
    const answer = await host.ask(WHO.clerk, asked, { r: [{ __typename: 'Petition', id: 'none' }] });
    expect(answer).toEqual({ _entities: [null] });
  });

  it('shows its party times, members and conclusion, and nothing that was said, weighed or drafted', async () => {
    const answer = await host.ask(
      null,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on TrackedPetition { hearings { ${selection('TrackedHearing')} } } } }`,
      { r: [{ __typename: 'TrackedPetition', pass }] },
    );
    const { _entities } = answer as { _entities: { hearings: Record<string, unknown>[] }[] };
    const [hearing] = _entities[0]?.hearings ?? [];
    expect(hearing).toMatchObject({
      state: 'concluded',
      public: false,
      members: [{ name: `听证员${presider}`, presides: true }, {}, {}],
      conclusion: { text: '听证结论如此', result: '支持' },
    });
    expect(JSON.stringify(answer)).not.toMatch(/闭门所述|评议中的话|少数人的理由/);
    expect(await host.ask(null, `query ($id: ID!) { hearing(id: $id) { id } }`, { id: at.hearingId })).toEqual({ hearing: null });
  });

  it.each([
    ['a party, with the pass,', () => found(null, { pass }), ['place and time', 'who sits', 'what it concluded']],
    ['a follower who was admitted while it was to be public, with the code,', () => found(null, { code }), []],
    ['a follower who was admitted while it was to be public, with an account,', () => found(FOLLOWER, {}), []],
    [
      'a party who has a follower’s code and account too,',
      () => found(FOLLOWER, { code, pass }),
      ['place and time', 'who sits', 'what it concluded'],
    ],
    ['an investigator of the organ', () => found(WHO.checker, {}), WHOLE],
    ['a member of the panel', () => found(third, {}), WHOLE],
    ['a substitute', () => found(MEMBERS[3], {}), []],
    ['the bureau that follows the petition', () => found(WHO.registrar, {}), ['place and time', 'who sits', 'what it concluded']],
    ['a stranger', () => found(null, {}), []],
  ] as [string, () => Promise<Part[]>, Part[]][])('shows %s this and no more', async (_name, ask, parts) => {
    expect(await ask()).toEqual(parts);
  });

  it('tells nobody what was weighed, how anybody voted and what the outvoted held', async () => {
    const people = [...Object.values(WHO), ...MEMBERS];
    const all = JSON.stringify(await Promise.all(people.map((person) => seenBy(person))));
    for (const words of ['评议中的话', '少数人的理由']) expect(all).not.toContain(words);
    const names = Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : []));
    expect(names.filter((name) => /ballot|minority|deliberation|choice/i.test(name)).toSorted()).toEqual([
      'castBallot',
      'recordDeliberation',
    ]);
    const kept = JSON.stringify([
      await host.db.query('select * from hearing'),
      await host.db.query('select * from hearing_ballot'),
      await host.db.query('select * from hearing_sealed'),
      await host.db.query('select * from outbox'),
    ]);
    for (const words of ['评议中的话', '少数人的理由']) expect(kept).not.toContain(words);
  });

  it('is gone for a member and for an officer who are barred from the matter, and for all of a barred unit', async () => {
    await host.send(relation(500, presider, 'recused'), relation(500, WHO.checker, 'recused'));
    for (const person of [presider, WHO.checker]) {
      expect(await found(person, {})).toEqual([]);
      expect(await seenBy(person)).toEqual({ hearing: null });
      expect(await host.act(person, 'challengeMember', { ...at, memberId: uuid(third), reason: '理由' })).toEqual({
        code: 'PETITION_NOT_FOUND',
      });
    }
    await host.send(relation(500, ORGAN, 'barred'));
    for (const person of [WHO.clerk, WHO.head, WHO.handler]) expect(await seenBy(person)).toEqual({ hearing: null });
    expect((await seenBy(WHO.registrar))['hearing']).not.toBeNull();
  });
});

describe('a public sitting', () => {
  let open: { petitionId: string; hearingId: string };
  let guest: string;
  beforeAll(async () => {
    host.setDay('2025-04-07');
    const roomId = await host.pool();
    open = await host.decided(520, 5);
    expect(await host.act(WHO.clerk, 'admitFollower', { ...open, name: '王记者' })).toEqual({ code: 'FOLLOWER_NOT_SCHEDULED' });
    const time = { roomId, startsAt: '2025-04-21T01:00:00.000Z', endsAt: '2025-04-21T04:00:00.000Z', public: true };
    await host.act(WHO.clerk, 'scheduleHearing', { ...open, ...time, clerkIds: [uuid(WHO.clerk)] });
    await host.tellAll(open, '2025-04-07');
    host.setDay('2025-04-21');
    await host.act(WHO.clerk, 'openHearing', { ...open, presentIds: MEMBERS.slice(5, 8).map(uuid) });
    await host.act(WHO.clerk, 'noteAttendance', { ...open, name: '李证人', part: 'witness', leaves: false });
    const entries = [
      { kind: 'identity', text: '信访人赵某某，身份证110101199003078515' },
      { kind: 'rules', text: '宣布纪律' },
      { kind: 'challenge', text: '问是否申请回避', speaker: `听证员${MEMBERS[5]}` },
      { kind: 'petitioner_statement', text: '李证人看见，电话13800138000', speaker: '赵六' },
      { kind: 'note', text: '当事人病情', withheld: true },
      { kind: 'note', text: '误记的病情' },
    ];
    const correction = [{ kind: 'note', text: '更正：此条涉及隐私', corrects: 6, withheld: true }];
    const written = await host.act(WHO.clerk, 'addHearingEntries', { ...open, entries });
    if ('code' in written) throw new Error(String(written['code']));
    await host.act(WHO.clerk, 'addHearingEntries', { ...open, entries: correction });
    guest = await admitted(open, '王记者');
    await host.act(WHO.clerk, 'admitFollower', { ...open, personId: uuid(FOLLOWER) });
  }, 60_000);

  const lines = async (person: number | null, by: { code?: string; id?: string }, after = 0) => {
    const answer = await host.ask(
      person,
      `query ($code: String, $id: ID, $after: Int) { followedHearing(code: $code, id: $id) { follower entries(after: $after) { number speaker text } } }`,
      { ...by, after },
    );
    return (
      (answer['followedHearing'] as { entries: { number: number; speaker: string | null; text: string | null }[] } | null)?.entries ?? null
    );
  };

  it('is followed with the code and with the account, without data of third persons and without what was withheld', async () => {
    const told = [
      { number: 1, speaker: null, text: null },
      { number: 2, speaker: '主持人', text: '宣布纪律' },
      { number: 3, speaker: `听证员${MEMBERS[5]}`, text: '问是否申请回避' },
      { number: 4, speaker: '信访人', text: '李某看见，电话（电话略）' },
      { number: 5, speaker: null, text: null },
      { number: 6, speaker: null, text: null },
      { number: 7, speaker: null, text: null },
    ];
    expect(await lines(null, { code: guest })).toEqual(told);
    expect(await lines(FOLLOWER, { id: open.hearingId })).toEqual(told);
    expect(await lines(null, { code: ` ${guest.toLowerCase().replaceAll('-', ' ')}` }, 6)).toEqual(told.slice(6));
    const all = JSON.stringify([await followed(null, { code: guest }), await followed(FOLLOWER, { id: open.hearingId })]);
    for (const words of ['李证人', '赵六', '110101', '138001', '病情', '隐私']) expect(all).not.toContain(words);
    expect(all).toContain('王记者');
  });

  it('is followed by nobody else, and by nobody any more once the admission is taken back', async () => {
    for (const [person, by] of [
      [null, { code: 'ABCD-2345-EFGH-6789' }],
      [null, { code: '张三' }],
      [null, { id: open.hearingId }],
      [outside, { id: open.hearingId }],
      [WHO.reviewer, { id: open.hearingId }],
      [FOLLOWER, { code: 'ABCD-2345-EFGH-6789', id: open.hearingId }],
    ] as const)
      expect(await lines(person, by)).toBeNull();
    expect(await host.act(WHO.handler, 'admitFollower', { ...open, name: '甲' })).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await host.act(FOLLOWER, 'admitFollower', { ...open, name: '甲' })).toEqual({ code: 'PETITION_NOT_FOUND' });
    const followers = async (person: number) =>
      (await host.hearing(person, open.hearingId, 'followers { id name code person { id } endedAt }'))?.['followers'] as {
        id: string;
        code: string | null;
      }[];
    // The code is shown to the secretaries alone, again and again; nothing in the database gives it.
    expect((await followers(WHO.clerk)).map((one) => one.code)).toEqual([guest, null]);
    expect((await followers(WHO.handler)).map((one) => one.code)).toEqual([null, null]);
    const kept = JSON.stringify([await host.db.query('select * from hearing_follower'), await host.db.query('select * from outbox')]);
    expect(kept).not.toContain(guest);
    for (const { id } of await followers(WHO.clerk))
      expect(await host.act(WHO.clerk, 'dismissFollower', { ...open, followerId: id, reason: '散场' })).toMatchObject({ state: 'open' });
    expect(await lines(null, { code: guest })).toBeNull();
    expect(await lines(FOLLOWER, { id: open.hearingId })).toBeNull();
    const [{ id }] = (await followers(WHO.clerk)) as [{ id: string; code: null }, ...unknown[]];
    expect(await host.act(WHO.clerk, 'dismissFollower', { ...open, followerId: id })).toEqual({ code: 'FOLLOWER_UNKNOWN' });
  });

  it('is not followed by somebody whom a bar keeps from the matter, admitted before or not', async () => {
    await host.act(WHO.clerk, 'admitFollower', { ...open, personId: uuid(FOLLOWER) });
    expect(await lines(FOLLOWER, { id: open.hearingId })).not.toBeNull();
    await host.send(relation(520, FOLLOWER, 'recused'));
    expect(await lines(FOLLOWER, { id: open.hearingId })).toBeNull();
    await host.send(relation(520, WHO.reviewer, 'recused'));
    expect(await host.act(WHO.clerk, 'admitFollower', { ...open, personId: uuid(WHO.reviewer) })).toEqual({ code: 'FOLLOWER_BARRED' });
  });

  it('is over for followers with its conclusion', async () => {
    const code = await admitted(open, '孙记者');
    expect(await lines(null, { code })).toHaveLength(7);
    const entries = ['organ_statement', 'last_words'].map((kind) => ({ kind, text: kind }));
    await host.act(WHO.clerk, 'addHearingEntries', { ...open, entries });
    await host.act(WHO.clerk, 'endSitting', open);
    expect(await lines(null, { code })).toHaveLength(9);
    await host.act(WHO.clerk, 'openVote', { ...open, question: '是否支持', options: ['支持', '不支持'] });
    for (const n of MEMBERS.slice(5, 8)) await host.act(n, 'castBallot', { ...open, choice: '支持' });
    await host.act(WHO.clerk, 'stopVote', open);
    expect(JSON.stringify(await followed(null, { code }))).not.toContain('支持');
    await host.act(WHO.clerk, 'concludeHearing', { ...open, text: '结论' });
    const answer = (await followed(null, { code })) as { followedHearing: object };
    expect(answer.followedHearing).toMatchObject({ state: 'concluded', entryCount: null, entries: null });
  });
});
