import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { InquiryRecorded } from '@sunshine/events';
import { buildSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { Hosted, MEMBERS, ORGAN, WHO, relation, uuid } from '../test/hosted.js';

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'), {
  assumeValidSDL: true,
  assumeValid: true,
});

/** Fields of a closed hearing that those inside alone read; all others are read by whoever may read the petition as well. */
const INSIDE = ['reason', 'newEvidence', 'challenges', 'notices', 'untold', 'attendance', 'entryCount', 'entries', 'votes', 'liveKey'];

/** Every field of a type, the objects below it with theirs; other aggregates by their id. */
function selection(typeName: string, depth = 0): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  return Object.values(type.getFields())
    .filter(({ name }) => !name.startsWith('_'))
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
const [presider, , third, , outside] = MEMBERS;

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
  await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...time, ...closed });
  await host.tellAll(at, '2025-04-07');
  host.setDay('2025-04-18');
  await host.act(WHO.clerk, 'openHearing', { ...at, presentIds: [...MEMBERS.slice(0, 3), WHO.clerk].map(uuid) });
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
    ['another organ', WHO.otherHandler],
    ['somebody of the pool who is not on the panel', outside],
    ['nobody who signed in', null],
  ])('is not there for %s', async (_name, person) => {
    expect(await seenBy(person)).toEqual({ hearing: null });
    const list = await host.ask(person, '{ hearings(first: 5) { edges { node { id } } } }');
    expect(list).toEqual(person === null ? { code: 'SIGN_IN_REQUIRED' } : { hearings: { edges: [] } });
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
