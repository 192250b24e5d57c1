import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseOpened,
  MatterMoved,
  PetitionAccepted,
  PetitionAssigned,
  PetitionClosed,
  PetitionReceived,
  PetitionTakenBack,
  RecusalDecided,
  RelationSet,
  type NewEvent,
} from '@sunshine/events';
import { hosted, moving, ORGANS, PEOPLE, register, type Answered, type Hosted, type Who } from '../../test/hosted.js';

let host: Hosted;
const made: Record<string, Answered> = {};

const LIST = `query ($filter: PetitionFilterInput, $first: Int, $after: String, $orderBy: PetitionOrder) {
  petitions(filter: $filter, first: $first, after: $after, orderBy: $orderBy) { edges { cursor node { number kind summary } } pageInfo { hasNextPage endCursor } } }`;
interface Page {
  petitions: { edges: { cursor: string; node: { number: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

async function numbers(who: Who, filter: Record<string, unknown> | null = null, more: Record<string, unknown> = {}): Promise<string[]> {
  const page = await host.answer<Page>(who, LIST, { filter, ...more });
  if (typeof page === 'string') throw new Error(page);
  return page.petitions.edges.map(({ node }) => node.number);
}
const names = (found: string[]) => Object.keys(made).filter((name) => found.includes(made[name]!.number));

beforeAll(async () => {
  host = await hosted();
  made['heating'] = await register(host, { receivedOn: '2025-02-01', contentClass: '010101' });
  made['road'] = await register(host, {
    on: '2025-02-20',
    receivedOn: '2025-02-20',
    channel: 'VISIT',
    summary: '道路积水，ＡＢＣ小区',
    text: '雨后无法通行。供水正常，暖气也正常。',
  });
  made['county'] = await register(host, { division: '990102', summary: '农田灌溉渠道损坏', text: '春耕在即。' }, 'countyRegistrar');
  made['report'] = await register(host, { kind: 'REPORT', summary: '供暖项目中有人收受财物', text: '供暖', accused: [{ text: '某人' }] });
  const id = (name: string) => made[name]!.petition!.id;
  const opened = (name: string) => ({
    key: id(name),
    event: moving(CaseOpened.create({ petitionId: id(name), organId: ORGANS.bureau, stage: 'registered' }), 'registered', ORGANS.bureau),
  });
  await host.read(
    opened('heating'),
    { key: id('heating'), event: RelationSet.create({ petitionId: id('heating'), subject: ORGANS.housing, relation: 'in_charge' }) },
    {
      key: id('heating'),
      event: moving(
        PetitionAccepted.create({
          petitionId: id('heating'),
          organId: ORGANS.housing,
          exit: '31(6)',
          acceptedOn: '2025-03-03',
          handleFrom: '2025-03-03',
          documentId: id('heating'),
        }),
        'accepted',
        ORGANS.housing,
        { exit: '31(6)' },
      ),
    },
    opened('road'),
    {
      key: id('road'),
      event: moving(
        PetitionClosed.create({ petitionId: id('road'), ground: 'opinion_served', closedOn: '2025-03-03' }),
        'closed',
        ORGANS.bureau,
        { closedOn: '2025-03-03' },
      ),
    },
  );
}, 60_000);

describe('the register', () => {
  it('shows each reader their petitions: the registering organ, the organ in charge, those above by the tree, no report by the tree', async () => {
    expect(names(await numbers('registrar'))).toEqual(['heating', 'road', 'report']);
    expect(names(await numbers('handler'))).toEqual(['heating']);
    expect(names(await numbers('countyRegistrar'))).toEqual(['county']);
    expect(names(await numbers('supervisor'))).toEqual(['heating', 'road', 'county']);
    expect(names(await numbers('dispatcher'))).toEqual(['heating', 'road', 'county', 'report']);
    expect(names(await numbers('townshipHandler'))).toEqual([]);
    expect(names(await numbers('sysadmin'))).toEqual([]);
  });

  it('shows a service nothing by its own name', async () => {
    expect(await numbers('service')).toEqual([]);
    expect(await host.answer('service', 'query ($id: ID!) { petition(id: $id) { id } }', { id: made['heating']!.petition!.id })).toBe(
      'PETITION_NOT_FOUND',
    );
    expect(
      await host.answer('service', 'query ($number: String!) { petitionByNumber(number: $number) { id } }', {
        number: made['heating']!.number,
      }),
    ).toBe('PETITION_NOT_FOUND');
  });

  it('is closed to whoever is not signed in', async () => {
    expect(await host.answer(null, LIST)).toBe('SIGN_IN_REQUIRED');
    expect(await host.answer(null, 'query ($id: ID!) { petition(id: $id) { id } }', { id: made['heating']!.petition!.id })).toBe(
      'SIGN_IN_REQUIRED',
    );
  });

  it.each([
    [{ number: '990102' }, ['county']],
    [{ number: '990100-20250220' }, ['road']],
    [{ number: "' or 1=1" }, []],
    [{ kinds: ['CLAIM'] }, ['heating', 'road', 'county']],
    [{ kinds: [] }, []],
    [{ channels: ['VISIT', 'WEB'] }, ['road']],
    [{ stages: ['accepted', 'closed'] }, ['heating', 'road']],
    [{ stages: ['nonsense'] }, []],
    [{ organId: ORGANS.housing }, ['heating']],
    [{ organId: '0190a0b0-0000-7000-8000-00000000ffff' }, []],
    [{ division: '990102' }, ['county']],
    [{ contentClass: '010101' }, ['heating']],
    [{ registeredFrom: '2025-02-20', registeredTo: '2025-02-20' }, ['road']],
    [{ registeredFrom: '2025-02-21' }, ['heating', 'county', 'report']],
    [{ receivedTo: '2025-02-01' }, ['heating']],
    [{ receivedFrom: '2025-02-02', receivedTo: '2025-02-20' }, ['road']],
    [{ openOnly: true }, ['heating', 'county', 'report']],
    [{ openOnly: false }, ['heating', 'road', 'county', 'report']],
  ])('filters by %j', async (filter, expected) => {
    expect(names(await numbers('dispatcher', filter))).toEqual(expected);
  });

  it.each([
    ['供暖', ['heating']],
    ['供暖温度', ['heating']],
    ['暖气', ['road']],
    ['暖', ['heating', 'road']],
    ['坏', ['county']],
    ['水', ['road']],
    ['正常', ['road']],
    ['供水 道路', ['road']],
    ['供水 农田', []],
    ['供暖正常', []],
    ['abc', ['road']],
    ['收受', []],
    ['，。', []],
    ["'", []],
  ])('finds %s in what was written, and never in a report', async (text, expected) => {
    expect(names(await numbers('dispatcher', { text }))).toEqual(expected);
  });

  it('compares longer words whole: their pairs may stand apart', async () => {
    made['apart'] = await register(host, { summary: '甲乙丙，乙丁', text: '无' });
    expect(names(await numbers('registrar', { text: '甲乙丁' }))).toEqual([]);
    expect(names(await numbers('registrar', { text: '甲乙丙' }))).toEqual(['apart']);
  });

  it.each(['REGISTERED_DESC', 'REGISTERED_ASC', 'NUMBER'])('pages by keyset, each once: %s', async (orderBy) => {
    const whole = await numbers('dispatcher', null, { orderBy, first: 100 });
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Page | string = await host.answer<Page>('dispatcher', LIST, { first: 2, after, orderBy });
      if (typeof page === 'string') throw new Error(page);
      paged.push(...page.petitions.edges.map(({ node }) => node.number));
      after = page.petitions.pageInfo.hasNextPage ? page.petitions.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
    if (orderBy === 'NUMBER') expect(whole).toEqual([...whole].sort());
  });

  it('refuses a cursor it did not give, also one of another order', async () => {
    expect(await host.answer('registrar', LIST, { after: 'nonsense' })).toBe('CURSOR_MALFORMED');
    const page = await host.answer<Page>('registrar', LIST, { first: 1, orderBy: 'NUMBER' });
    expect(await host.answer('registrar', LIST, { after: (page as Page).petitions.pageInfo.endCursor })).toBe('CURSOR_MALFORMED');
  });

  it('moves a page size outside 1 to 100 to the nearer limit', async () => {
    expect(await numbers('dispatcher', null, { first: 0 })).toHaveLength(1);
    expect((await numbers('dispatcher', null, { first: 100_000 })).length).toBeGreaterThan(3);
  });

  it('answers unknown and hidden petitions the same', async () => {
    const [byId, byNumber] = [
      'query ($id: ID!) { petition(id: $id) { id } }',
      'query ($number: String!) { petitionByNumber(number: $number) { number } }',
    ];
    const { petition, number } = made['county']!;
    expect(await host.answer('countyRegistrar', byNumber, { number })).toEqual({ petitionByNumber: { number } });
    expect(await host.answer('registrar', byNumber, { number })).toBe('PETITION_NOT_FOUND');
    expect(await host.answer('registrar', byNumber, { number: '990100-20250303-999999' })).toBe('PETITION_NOT_FOUND');
    expect(await host.answer('registrar', byNumber, { number: 'nonsense\u0000' })).toBe('TEXT_MALFORMED');
    expect(await host.answer('registrar', byId, { id: petition!.id })).toBe('PETITION_NOT_FOUND');
    expect(await host.answer('registrar', byId, { id: crypto.randomUUID() })).toBe('PETITION_NOT_FOUND');
    expect(await host.answer('registrar', byId, { id: 'nonsense' })).toBe('ID_MALFORMED');
  });

  it('resolves references from other subgraphs by right, null otherwise', async () => {
    const entities = `query ($list: [_Any!]!) { _entities(representations: $list) { ... on Petition { number requests { text } } ... on PetitionRequest { text } } }`;
    const of = (name: string) => ({ __typename: 'Petition', id: made[name]!.petition!.id });
    const [request] = await host.db.query('select id from petition_request where petition_id = $1 order by position', [
      made['heating']!.petition!.id,
    ]);
    const list = [
      of('heating'),
      of('county'),
      { __typename: 'Petition', id: 'nonsense' },
      { __typename: 'PetitionRequest', id: request.id },
    ];
    expect(await host.answer('handler', entities, { list })).toEqual({
      _entities: [
        { number: made['heating']!.number, requests: [{ text: '恢复供暖' }, { text: '退还供暖费' }] },
        null,
        null,
        { text: '恢复供暖' },
      ],
    });
    expect(await host.answer('townshipHandler', entities, { list })).toEqual({ _entities: [null, null, null, null] });
    expect(await host.answer(null, entities, { list: [of('heating')] })).toEqual({ _entities: [null] });
  });
});

describe('who has a matter in the organ in charge', () => {
  const [officer, other] = [PEOPLE.handler, PEOPLE.housingRegistrar];
  const BY_OFFICER = `query ($ids: [ID!]) { petitions(filter: { officerIds: $ids }) { edges { node { number officer { id } } } } }`;
  interface Listed {
    petitions: { edges: { node: { number: string; officer: { id: string } | null } }[] };
  }
  const having = async (who: Who, id: string) => {
    const found = await host.answer<Listed>(who, BY_OFFICER, { ids: [id] });
    if (typeof found === 'string') throw new Error(found);
    return found.petitions.edges.map(({ node }) => node);
  };
  /** A matter at the housing department, given to the officer, and what of case comes after. */
  const given = async (...after: ((petitionId: string) => NewEvent)[]): Promise<string> => {
    const { petition } = await register(host);
    const petitionId = petition!.id;
    const at = (event: NewEvent): NewEvent => moving(event, 'received', ORGANS.housing);
    const organId = ORGANS.housing;
    await host.read(
      ...[
        moving(CaseOpened.create({ petitionId, organId: ORGANS.bureau, stage: 'registered' }), 'registered', ORGANS.bureau),
        RelationSet.create({ petitionId, subject: organId, relation: 'in_charge' }),
        at(PetitionReceived.create({ petitionId, organId, receivedOn: '2025-03-03' })),
        at(PetitionAssigned.create({ petitionId, taskId: petitionId, organId, officerId: officer, dueOn: '2025-03-10' })),
        ...after.map((make) => make(petitionId)),
      ].map((event) => ({ key: petitionId, event })),
    );
    return petitionId;
  };
  const officerOf = async (who: Who, id: string) =>
    (await host.answer<{ petition: { officer: { id: string } | null } }>(who, 'query ($id: ID!) { petition(id: $id) { officer { id } } }', {
      id,
    })) as { petition: { officer: { id: string } | null } };

  it('is told to those who work there alone, in the list and by the filter', async () => {
    const id = await given();
    for (const who of ['handler', 'housingHead'] as const) {
      expect(await officerOf(who, id)).toEqual({ petition: { officer: { id: officer } } });
      expect(await having(who, officer)).toEqual([{ number: expect.any(String), officer: { id: officer } }]);
      expect(await having(who, other)).toEqual([]);
    }
    for (const who of ['registrar', 'supervisor', 'bureauHead'] as const) {
      expect(await officerOf(who, id)).toEqual({ petition: { officer: null } });
      expect(await having(who, officer)).toEqual([]);
    }
    expect(await host.answer('handler', BY_OFFICER, { ids: ['nobody'] })).toBe('ID_MALFORMED');
  });

  const takenBack = (petitionId: string) => PetitionTakenBack.create({ petitionId, taskId: petitionId, organId: ORGANS.housing });
  const moved = (fromPersonId: string) => (petitionId: string) =>
    MatterMoved.create({ petitionId, fromPersonId, toPersonId: PEOPLE.housingHead });
  const decided = (granted: boolean, recusedId?: string) => (petitionId: string) =>
    RecusalDecided.create({ petitionId, recusalId: petitionId, organId: ORGANS.housing, granted, ...(recusedId && { recusedId }) });
  const leaving = (stage: 'received' | 'closed', organId: string) => (petitionId: string) =>
    moving(PetitionReceived.create({ petitionId, organId, receivedOn: '2025-03-04' }), stage, organId, {
      closedOn: stage === 'closed' ? '2025-03-04' : null,
    });
  const section = (petitionId: string) =>
    PetitionAssigned.create({ petitionId, taskId: petitionId, organId: ORGANS.housing, officerId: null, dueOn: '2025-03-10' });

  it.each<[string, (petitionId: string) => NewEvent, string | null]>([
    ['is nobody’s once it was taken back', takenBack, null],
    ['is nobody’s once it was given to a section', section, null],
    ['is the receiver’s once the matters of the officer were moved', moved(officer), PEOPLE.housingHead],
    ['stays where matters of somebody else were moved', moved(other), officer],
    ['is nobody’s once the officer stepped back', decided(true, officer), null],
    ['stays where somebody else stepped back', decided(true, other), officer],
    ['stays where nobody has to step back', decided(false), officer],
    ['stays through another event of the same organ', leaving('received', ORGANS.housing), officer],
    ['is nobody’s once the matter is closed', leaving('closed', ORGANS.housing), null],
  ])('%s', async (_, after, expected) => {
    expect(await officerOf('housingHead', await given(after))).toEqual({ petition: { officer: expected && { id: expected } } });
  });

  it('is nobody’s once the matter left the organ, also where it comes back', async () => {
    const id = await given(leaving('received', ORGANS.bureau), leaving('received', ORGANS.housing));
    expect(await officerOf('housingHead', id)).toEqual({ petition: { officer: null } });
  });
});
