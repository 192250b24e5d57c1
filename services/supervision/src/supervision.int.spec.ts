import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { clockState } from '@sunshine/clocks';
import {
  CASE_EVENTS,
  CalendarPublished,
  ClockStepReached,
  ClockStepRevoked,
  OrganSaved,
  PersonDisabled,
  PersonEnabled,
  PetitionAccepted,
  PetitionMerged,
  PetitionReceived,
  PetitionRegistered,
  PetitionSplit,
  PetitionUnmerged,
  RelationEnded,
  RelationSet,
  RoleEnded,
  RoleGranted,
  RulePackPublished,
  SessionEnded,
  type ClockChange,
} from '@sunshine/events';
import { describeService } from '@sunshine/platform';
import { handlersOf, tries } from '@sunshine/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import {
  Feed,
  calendar,
  clock,
  hosted,
  numberOf,
  opened,
  organ,
  packs,
  registered,
  relation,
  role,
  uuid,
  type Hosted,
  type Sent,
} from '../test/hosted.js';
import { stateConditions, stateExpression } from './board-states.js';
import { supervision } from './index.js';

const [HOUSING_HANDLER, SUPERVISOR, COUNTY_HANDLER, ADMIN] = [101, 102, 103, 104];
const city: Sent[] = [
  organ(1, null, 'government'),
  organ(2, 1, 'petition_bureau'),
  organ(3, 1, 'supervision_office'),
  organ(4, 1, 'department'),
  organ(5, 1, 'political_legal'),
  organ(6, null, 'township'),
  role(HOUSING_HANDLER, 4, 'HANDLER'),
  role(SUPERVISOR, 3, 'SUPERVISOR'),
  role(COUNTY_HANDLER, 6, 'HANDLER'),
  role(ADMIN, null, 'SYSTEM_ADMIN'),
];
const received = (n: number, ...clocks: ClockChange[]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionReceived.create({ petitionId: uuid(n), organId: uuid(4), receivedOn: '2025-03-04' }, clocks),
});
const accepted = (n: number, ...clocks: ClockChange[]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionAccepted.create(
    { petitionId: uuid(n), organId: uuid(4), exit: '31(6)', acceptedOn: '2025-03-05', handleFrom: '2025-03-05', documentId: uuid(77) },
    clocks,
  ),
});
const reached = (n: number, clockNumber: number, step: string, on: string): Sent => ({
  source: 'case',
  key: uuid(n),
  event: ClockStepReached.create({ clockId: uuid(clockNumber), petitionId: uuid(n), term: 'HANDLE', step, on }),
});
const revoked = (n: number, clockNumber: number, step: string): Sent => ({
  source: 'case',
  key: uuid(n),
  event: ClockStepRevoked.create({ clockId: uuid(clockNumber), petitionId: uuid(n), term: 'HANDLE', step, reason: 'stopped 2025-05-06' }),
});

/** A petition at housing: ROUTE met, NOTIFY met, HANDLE running. */
const line = (n: number): { intake: Sent[]; case: Sent[] } => {
  const [route, notify, handle] = [
    clock(n * 10, n, 'ROUTE', '2025-03-03', 2),
    clock(n * 10 + 1, n, 'NOTIFY_TRANSFERRED', '2025-03-04', 4),
    clock(n * 10 + 2, n, 'HANDLE', '2025-03-05', 4),
  ];
  return {
    intake: [registered(n), relation('intake', n, 2, 'registering')],
    case: [
      opened(n, route),
      received(n, { ...route, move: 'stopped', ended: 'met', endedOn: '2025-03-04' }, notify),
      relation('case', n, 4, 'in_charge'),
      accepted(n, { ...notify, move: 'stopped', ended: 'met', endedOn: '2025-03-05' }, handle),
      reached(n, n * 10 + 2, 'FIRST_NOTICE', '2025-04-25'),
      reached(n, n * 10 + 2, 'OVERDUE', '2025-05-07'),
      revoked(n, n * 10 + 2, 'OVERDUE'),
      reached(n, n * 10 + 2, 'OVERDUE', '2025-06-07'),
    ],
  };
};

let host: Hosted;
beforeAll(async () => {
  host = await hosted();
  await host.feed.send(host.db.manager, ...city, ...packs(), calendar());
  await host.feed.send(host.db.manager, ...line(500).intake, ...line(500).case);
  host.setDay('2025-03-10');
}, 30_000);

const CLOCKS = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Petition { id clocks { id term state startedOn length unit nominalDue effectiveDue extendedBy provisional source explanation { step to source text } } } } }`;
type Answered = { id: string; clocks: Record<string, unknown>[] | null } | null;
const clocksOf = async (person: number | null, ...petitions: number[]): Promise<Answered[]> => {
  const { data, errors } = await host.ask(person, CLOCKS, { refs: petitions.map((n) => ({ __typename: 'Petition', id: uuid(n) })) });
  expect(errors).toBeUndefined();
  return data?.['_entities'] as Answered[];
};

describe('the clocks of a petition', () => {
  it('show state, both dates and the explanation that leads to the last day', async () => {
    const [petition] = await clocksOf(HOUSING_HANDLER, 500);
    expect(petition?.clocks?.map(({ term, state }) => [term, state])).toEqual([
      ['ROUTE', 'met'],
      ['NOTIFY_TRANSFERRED', 'met'],
      ['HANDLE', 'running'],
    ]);
    const handle = petition?.clocks?.[2];
    expect(handle).toMatchObject({
      startedOn: '2025-03-05',
      length: 60,
      unit: 'day',
      nominalDue: '2025-05-04',
      effectiveDue: '2025-05-06',
      extendedBy: 0,
      provisional: false,
    });
    expect((handle?.['explanation'] as { to: string; text: string }[]).at(-1)).toMatchObject({ to: '2025-05-06' });
  });

  it('name the cap as what started HANDLE where it did, its source and the last day of NOTIFY', async () => {
    const capped = clock(5302, 530, 'HANDLE', '2025-03-18', 2, { startFact: 'notifyTermEnded' });
    await host.feed.send(host.db.manager, registered(530), relation('intake', 530, 2, 'registering'), opened(530, capped));
    const [petition] = await clocksOf(SUPERVISOR, 530);
    const [first] = petition?.clocks?.[0]?.['explanation'] as { step: string; to: string; source: string; text: string }[];
    expect(first).toMatchObject({ step: 'start', to: '2025-03-18', source: expect.stringContaining('办理期限至迟起算') });
    expect(first?.text).toContain('告知期限届满之日为2025-03-18');
    expect(first?.text).not.toContain('；受理之日');
  });

  it('are seen only by readers of the petition', async () => {
    expect(await clocksOf(SUPERVISOR, 500)).toMatchObject([{ id: uuid(500) }]);
    for (const person of [COUNTY_HANDLER, ADMIN, 999, null]) expect(await clocksOf(person, 500, 501)).toEqual([null, null]);
  });

  it('of a report are not seen through the tree', async () => {
    await host.feed.send(
      host.db.manager,
      registered(510, 'REPORT'),
      relation('intake', 510, 2, 'registering'),
      opened(510, clock(5100, 510, 'ROUTE', '2025-03-03', 2)),
    );
    expect(await clocksOf(SUPERVISOR, 510)).toEqual([null]);
  });

  it('are null until case has opened the matter, and empty where it has none', async () => {
    await host.feed.send(host.db.manager, registered(520), relation('intake', 520, 2, 'registering'));
    expect(await clocksOf(SUPERVISOR, 520)).toEqual([{ id: uuid(520), clocks: null }]);
    await host.feed.send(host.db.manager, opened(520));
    expect(await clocksOf(SUPERVISOR, 520)).toEqual([{ id: uuid(520), clocks: [] }]);
  });

  it('are shown to the petitioner by the pass, and to no forged one', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { pass clocks { term effectiveDue } } } }`;
    const pass = await host.pass(500);
    const shown = await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass }] });
    expect(shown.data?.['_entities']).toMatchObject([
      { pass, clocks: [{ term: 'ROUTE' }, { term: 'NOTIFY_TRANSFERRED' }, { term: 'HANDLE', effectiveDue: '2025-05-06' }] },
    ]);
    const forged = await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass: `${pass.slice(0, -4)}AAAA` }] });
    expect(forged.errors?.[0]?.extensions).toMatchObject({ code: 'TOKEN_INVALID', kind: 'UNAUTHENTICATED' });
  });

  it('of a merged petition are those of its lead, until it is taken out again', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { clocks { term state } } } }`;
    const pass = await host.pass(550);
    const shown = async () => (await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass }] })).data?.['_entities'];
    const own = clock(5500, 550, 'HANDLE', '2025-03-03', 2);
    const merging = { petitionId: uuid(550), mergeId: uuid(5599), organId: uuid(2), leadPetitionId: uuid(500) };
    const course = { stage: 'accepted', exit: null, outcome: null, organId: uuid(2), closedOn: null } as const;
    const stopped = { ...own, move: 'cancelled', ended: 'cancelled', endedOn: '2025-03-10', endReason: 'merged' } as const;
    await host.feed.send(host.db.manager, registered(550), opened(550, own));
    await host.feed.send(host.db.manager, {
      source: 'case',
      key: uuid(550),
      event: { ...PetitionMerged.create(merging, [stopped]), course },
    });
    expect(await shown()).toEqual([{ clocks: expect.arrayContaining([{ term: 'HANDLE', state: 'running' }]) }]);
    await host.feed.send(host.db.manager, { source: 'case', key: uuid(550), event: { ...PetitionUnmerged.create(merging), course } });
    expect(await shown()).toEqual([{ clocks: [{ term: 'HANDLE', state: 'cancelled' }] }]);
  });

  it('of a report are never shown by a pass: the name of a duty would reveal who has the matter', async () => {
    await host.feed.send(
      host.db.manager,
      registered(540, 'REPORT'),
      relation('intake', 540, 2, 'registering'),
      opened(540, clock(5400, 540, 'ROUTE', '2025-03-03', 2)),
    );
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { clocks { term } } } }`;
    const { data } = await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass: await host.pass(540) }] });
    expect(data).toEqual({ _entities: [{ clocks: null }] });
  });
});

describe('the clocks of many petitions', () => {
  it('are read by one query', async () => {
    const pool = (host.service.app.get(DataSource, { strict: false }).driver as PostgresDriver).master as {
      query: (query: { name: string }) => unknown;
    };
    const query = jest.spyOn(pool, 'query');
    await clocksOf(SUPERVISOR, 500, 510, 520, 999);
    expect(query.mock.calls.filter(([{ name }]) => name === 'supervision.clocks-of')).toHaveLength(1);
    query.mockRestore();
  });
});

describe('the board', () => {
  const BOARD = `query ($filter: SupervisionBoardFilter, $first: Int, $after: String) {
    supervisionBoard(filter: $filter, first: $first, after: $after) { edges { cursor node { id petitionNumber organ { id } petition { id } clock { term state effectiveDue } steps { step on withdrawn } } } pageInfo { hasNextPage endCursor } } }`;
  interface Page {
    edges: {
      cursor: string;
      node: {
        id: string;
        petitionNumber: string;
        organ: { id: string };
        clock: { term: string; state: string; effectiveDue: string };
        steps: unknown[];
      };
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const board = async (person: number, filter: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Promise<Page> => {
    const { data, errors } = await host.ask(person, BOARD, { filter, ...more });
    expect(errors).toBeUndefined();
    return data?.['supervisionBoard'] as Page;
  };

  beforeAll(async () => {
    for (let n = 600; n < 606; n += 1) {
      const [route, extra] = [
        clock(n * 10, n, 'ROUTE', `2025-03-${String(n - 590).padStart(2, '0')}`, 2),
        n === 605
          ? [clock(n * 10 + 1, n, 'NOTIFY_DIRECT', '2025-02-03', 5), clock(n * 10 + 2, n, 'REVIEW_REQUEST', '2025-02-03', 9002)]
          : [],
      ];
      await host.feed.send(host.db.manager, registered(n), relation('intake', n, 2, 'registering'), opened(n, route, ...extra));
    }
  });

  it('orders by effective day and pages by it, whatever its length', async () => {
    const filter = { terms: ['ROUTE'], dueFrom: '2025-03-24' };
    const whole = await board(SUPERVISOR, filter);
    const days = whole.edges.map(({ node }) => node.clock.effectiveDue);
    expect(days).toEqual([...days].sort());
    expect(whole.edges.length).toBeGreaterThanOrEqual(5);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await board(SUPERVISOR, filter, { first: 2, after });
      paged.push(...page.edges.map(({ node }) => node.id));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(paged).toEqual(whole.edges.map(({ node }) => node.id));
  });

  it('filters by organ, term, due day, number and state', async () => {
    expect((await board(SUPERVISOR, { organIds: [uuid(4)] })).edges.map(({ node }) => node.clock.term)).toEqual(['HANDLE']);
    expect((await board(SUPERVISOR, { petitionNumber: numberOf(603) })).edges).toHaveLength(1);
    expect((await board(SUPERVISOR, { dueTo: '2025-02-01' })).edges).toEqual([]);
    expect((await board(SUPERVISOR, { states: ['met'], petitionNumber: numberOf(500) })).edges.map(({ node }) => node.clock.term)).toEqual([
      'ROUTE',
      'NOTIFY_TRANSFERRED',
    ]);
    expect((await board(SUPERVISOR, { states: ['no such state'] })).edges).toEqual([]);
  });

  it('shows the steps that were reached, withdrawn ones with their reason', async () => {
    const [entry] = (await board(SUPERVISOR, { organIds: [uuid(4)] })).edges;
    expect(entry?.node.steps).toEqual([
      { step: 'FIRST_NOTICE', on: '2025-04-25', withdrawn: null },
      { step: 'OVERDUE', on: '2025-05-07', withdrawn: 'stopped 2025-05-06' },
      { step: 'OVERDUE', on: '2025-06-07', withdrawn: null },
    ]);
  });

  it('shows a duty of a political-legal organ as late like any other, and a petitioner’s right not at all', async () => {
    host.setDay('2025-04-20');
    const shown = (await board(SUPERVISOR, { petitionNumber: numberOf(605) })).edges.map(({ node }) => [
      node.organ.id,
      node.clock.term,
      node.clock.state,
    ]);
    expect(shown).toEqual([
      [uuid(5), 'NOTIFY_DIRECT', 'overdue'],
      [uuid(2), 'ROUTE', 'overdue'],
    ]);
    expect((await board(SUPERVISOR, { states: ['overdue'], organIds: [uuid(5)] })).edges).toHaveLength(1);
    host.setDay('2025-03-10');
  });

  it('shows each reader the duties of petitions they may see, and refuses nobody in particular', async () => {
    expect(
      new Set((await board(HOUSING_HANDLER, { states: ['met', 'running', 'warning'] })).edges.map(({ node }) => node.petitionNumber)),
    ).toEqual(new Set([numberOf(500)]));
    expect((await board(COUNTY_HANDLER)).edges).toEqual([]);
    expect((await board(SUPERVISOR)).edges.some(({ node }) => node.petitionNumber === numberOf(510))).toBe(false);
    expect((await host.ask(null, BOARD)).errors?.[0]?.extensions).toMatchObject({ code: 'SIGN_IN_REQUIRED', kind: 'UNAUTHENTICATED' });
    expect((await host.ask(SUPERVISOR, BOARD, { after: 'nonsense' })).errors?.[0]?.extensions).toMatchObject({
      code: 'CURSOR_MALFORMED',
      kind: 'INVALID_INPUT',
    });
  });
});

describe('the count of duties', () => {
  const COUNT = `query ($organIds: [ID!], $terms: [String!]) { dutyCount(organIds: $organIds, terms: $terms) { overdue own dueToday soon week later all } }`;
  const LISTED = `query ($filter: SupervisionBoardFilter) { supervisionBoard(filter: $filter, first: 100) { edges { node { clock { state effectiveDue } } } } }`;
  const organIds = [2, 4, 5].map(uuid);
  const counted = async (person: number | null, more: object = {}) => host.ask(person, COUNT, { organIds, ...more });
  const listed = async (person: number, filter: object): Promise<{ state: string; effectiveDue: string }[]> => {
    const { data } = await host.ask(person, LISTED, { filter: { organIds, ...filter } });
    const { edges } = data?.['supervisionBoard'] as { edges: { node: { clock: { state: string; effectiveDue: string } } }[] };
    return edges.map(({ node }) => node.clock);
  };

  beforeAll(async () => {
    for (const [n, start] of [
      [700, '2025-03-03'],
      [701, '2025-03-07'],
      [702, '2025-03-12'],
    ] as const)
      await host.feed.send(
        host.db.manager,
        registered(n),
        relation('intake', n, 2, 'registering'),
        opened(n, clock(n * 10, n, 'ROUTE', start, 2), clock(n * 10 + 1, n, 'NOTIFY_DIRECT', '2025-02-03', 5)),
      );
  });

  it('is that of the board, group by group, for each reader and on any day', async () => {
    const nothing = { overdue: 0, own: 0, dueToday: 0, soon: 0, week: 0, later: 0, all: 0 };
    const groups = new Set<string>();
    for (const person of [SUPERVISOR, HOUSING_HANDLER, COUNTY_HANDLER])
      for (const today of ['2025-02-10', '2025-03-10', '2025-03-18', '2025-03-25', '2025-04-20']) {
        host.setDay(today);
        const expected: Record<string, number> = { ...nothing };
        for (const { state, effectiveDue } of await listed(person, {})) {
          const left = (Date.parse(effectiveDue) - Date.parse(today)) / 86_400_000;
          const ahead = left === 0 ? 'dueToday' : left <= 3 ? 'soon' : left <= 7 ? 'week' : 'later';
          const group = state === 'overdue' ? 'overdue' : left < 0 ? 'own' : ahead;
          groups.add(group);
          expected[group] = (expected[group] ?? 0) + 1;
          expected['all'] = (expected['all'] ?? 0) + 1;
        }
        expect((await counted(person)).data).toEqual({ dutyCount: expected });
      }
    // `own` are past their day and paused; the test has none of these.
    expect([...groups].sort()).toEqual(
      Object.keys(nothing)
        .filter((name) => name !== 'all' && name !== 'own')
        .sort(),
    );
    host.setDay('2025-03-10');
  });

  it('is of the whole board where no organ is named', async () => {
    const whole = `query { supervisionBoard(first: 100) { edges { node { id } } pageInfo { hasNextPage } } }`;
    for (const person of [SUPERVISOR, HOUSING_HANDLER]) {
      const { edges, pageInfo } = (await host.ask(person, whole)).data?.['supervisionBoard'] as {
        edges: unknown[];
        pageInfo: { hasNextPage: boolean };
      };
      expect(pageInfo.hasNextPage).toBe(false);
      expect((await counted(person, { organIds: null })).data).toMatchObject({ dutyCount: { all: edges.length } });
      expect((await counted(person, { organIds: [] })).data).toMatchObject({ dutyCount: { all: 0 } });
      expect(edges.length).toBeGreaterThan(0);
    }
  });

  it('counts only the named terms, and is refused without sign-in', async () => {
    const { data } = await counted(SUPERVISOR, { terms: ['HANDLE'] });
    expect(data).toMatchObject({ dutyCount: { all: (await listed(SUPERVISOR, { terms: ['HANDLE'] })).length } });
    expect((await counted(null)).errors?.[0]?.extensions).toMatchObject({ code: 'SIGN_IN_REQUIRED', kind: 'UNAUTHENTICATED' });
  });
});

describe('a state asked for on the board', () => {
  const day = fc.integer({ min: 0, max: 40 }).map((n) => new Date(Date.UTC(2025, 2, 1 + n)).toISOString().slice(0, 10));
  const timing = fc
    .record({
      nature: fc.constantFrom('duty' as const, 'right' as const, 'option' as const),
      nominalDue: day,
      shift: fc.integer({ min: 0, max: 4 }),
      warnBefore: fc.option(fc.integer({ min: 1, max: 9 })),
      pauses: fc.array(fc.record({ from: day, days: fc.integer({ min: 0, max: 5 }) }), { maxLength: 2 }),
      ended: fc.option(fc.constantFrom('met', 'cancelled', 'lapsed', 'unheard_of')),
      endedOn: day,
    })
    .map(({ shift, warnBefore, pauses, ended, endedOn, nominalDue, nature }) => {
      const plus = (from: string, days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
      return {
        nature,
        nominalDue,
        effectiveDue: plus(nominalDue, shift),
        warnOn: warnBefore === null ? null : plus(nominalDue, -warnBefore),
        pauses: pauses.map(({ from, days }) => ({ from, to: plus(from, days) })),
        ended,
        endedOn: ended === null ? null : endedOn,
      };
    });

  it('is exactly the state the clock derives, one and no other, for any dates', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(timing, { minLength: 40, maxLength: 60 }), day, async (clocks, today) => {
        const conditions = stateConditions('$2::date');
        const rows = (await host.db.query(
          `select ${stateExpression('$2::date')} state, ${Object.values(conditions)
            .map((condition) => `coalesce((${condition})::int, 0)`)
            .join(' + ')} n
           from json_to_recordset($1::json) c(i int, nature text, nominal_due date, effective_due date, warn_on date, pauses jsonb, ended text, ended_on date)
           left join organ o on false order by i`,
          [
            JSON.stringify(
              clocks.map((c, i) => ({
                i,
                nature: c.nature,
                nominal_due: c.nominalDue,
                effective_due: c.effectiveDue,
                warn_on: c.warnOn,
                pauses: c.pauses,
                ended: c.ended,
                ended_on: c.endedOn,
              })),
            ),
            today,
          ],
        )) as { state: string; n: number }[];
        expect(rows.map(({ state }) => state)).toEqual(clocks.map((c) => clockState(c, today)));
        expect(rows.every(({ n }) => n === 1)).toBe(true);
      }),
      { numRuns: tries(60), endOnFailure: true },
    );
  }, 30_000);
});

/** A letter that falls apart, one of its parts a report. */
const letterWithReport = (n: number): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionSplit.create({
    petitionId: uuid(n),
    splitId: uuid(9100),
    organId: uuid(2),
    parts: [
      { petitionId: uuid(9101), kind: 'CLAIM' },
      { petitionId: uuid(9102), kind: 'REPORT' },
    ],
  }),
});

describe('what supervision hears', () => {
  it('is every event of case, rights and law, and registrations, each by one handler', () => {
    const others = [
      PetitionRegistered,
      RelationSet,
      RelationEnded,
      OrganSaved,
      RoleGranted,
      RoleEnded,
      SessionEnded,
      PersonDisabled,
      PersonEnabled,
      RulePackPublished,
      CalendarPublished,
    ];
    expect([...handlersOf(host.service.app).keys()].sort()).toEqual([...CASE_EVENTS, ...others.map(({ type }) => type)].sort());
  });

  it('ends in the same rows, however directory, intake and case come in between one another', async () => {
    const streams = [
      ...city.map((event) => [event]),
      ...packs().map((event) => [event]),
      [calendar()],
      line(700).intake,
      line(700).case,
      line(701).intake,
      line(701).case,
      line(702).intake,
      [letterWithReport(702)],
    ];
    const settle = async () =>
      JSON.stringify(
        await Promise.all(
          [
            'petition order by id',
            'clock_register order by clock_id',
            'clock_step order by clock_id, step, seq',
            'organ order by id',
            'person_role order by person_id',
            'relation order by petition_id, subject, relation',
            'petition_known order by id',
          ].map((table) => host.db.query(`select * from ${table}`)),
        ),
      );
    const tables = 'petition, clock_register, clock_step, organ, person_role, relation, petition_known, law';
    const run = async (order: readonly number[]) => {
      await host.db.query(`truncate ${tables}`);
      const feed = new Feed(host.service.app);
      const next = streams.map(() => 0);
      await host.db.transaction(async (tx) => {
        for (const stream of order) {
          const event = streams[stream]?.[next[stream] as number];
          next[stream] = (next[stream] as number) + 1;
          if (event) await feed.send(tx, event);
        }
      });
      return settle();
    };
    const all = streams.flatMap((events, stream) => events.map(() => stream));
    const expected = await run(all);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), async (order) => {
        expect(await run(order)).toBe(expected);
      }),
      { numRuns: tries(25), endOnFailure: true },
    );
  }, 60_000);

  it('seals a letter with a report among its parts, whichever of split and registration arrives first', async () => {
    const kinds: string[] = [];
    for (const [n, order] of [
      [710, [registered(710), letterWithReport(710)]],
      [711, [letterWithReport(711), registered(711)]],
    ] as const) {
      await host.db.transaction((tx) => new Feed(host.service.app).send(tx, ...order));
      const [row] = (await host.db.query('select kind from petition_known where id = $1', [uuid(n)])) as { kind: string }[];
      kinds.push(row!.kind);
    }
    expect(kinds).toEqual(['REPORT', 'REPORT']);
  });

  it('takes a change only where it is newer', async () => {
    const handle = clock(8000, 800, 'HANDLE', '2025-03-05', 4);
    await host.feed.send(
      host.db.manager,
      opened(800, handle),
      received(800, { ...handle, move: 'stopped', ended: 'met', endedOn: '2025-04-01' }),
    );
    await new Feed(host.service.app).send(host.db.manager, opened(800, handle));
    expect(await host.db.query('select ended from clock_register where clock_id = $1', [uuid(8000)])).toEqual([{ ended: 'met' }]);
  });
});

describe('the service', () => {
  it('is ready once it holds the law, and describes the subgraph it serves', async () => {
    expect((await host.service.readiness()).checks['law']).toBe('ok');
    expect(await describeService(supervision)).toBe(host.service.sdl);
    expect(host.service.sdl).toMatch(
      /supervisionBoard\(filter: SupervisionBoardFilter, first: Int, after: String, orderBy: BoardOrder\): BoardDutyConnection!/,
    );
  });
});
