import { beforeAll, describe, expect, it } from '@jest/globals';
import { clockState } from '@sunshine/clocks';
import { tries } from '@sunshine/testing';
import fc from 'fast-check';
import { COUNTY_HANDLER, hostedCity, HOUSING_HANDLER, SUPERVISOR } from '../test/city.js';
import { clock, numberOf, opened, registered, relation, uuid, type Hosted } from '../test/hosted.js';
import { stateConditions, stateExpression } from './board-states.js';

let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
}, 30_000);

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
    const route = clock(5100, 510, 'ROUTE', '2025-03-03', 2);
    await host.feed.send(host.db.manager, registered(510, 'REPORT'), relation('intake', 510, 2, 'registering'), opened(510, route));
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
  interface Listed {
    readonly nature: string;
    readonly state: string;
    readonly effectiveDue: string;
  }
  const COUNT = `query ($organIds: [ID!], $terms: [String!]) { dutyCount(organIds: $organIds, terms: $terms) { overdue own dueToday soon week later all ownDates ownDatesOverdue } }`;
  const LISTED = `query ($filter: SupervisionBoardFilter) { supervisionBoard(filter: $filter, first: 100) { edges { node { clock { nature state effectiveDue } } } } }`;
  const organIds = [2, 4, 5].map(uuid);
  const counted = async (person: number | null, more: object = {}) => host.ask(person, COUNT, { organIds, ...more });
  const listed = async (person: number, filter: object): Promise<Listed[]> => {
    const { data } = await host.ask(person, LISTED, { filter: { organIds, ...filter } });
    const { edges } = data?.['supervisionBoard'] as { edges: { node: { clock: Listed } }[] };
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
    await host.feed.send(
      host.db.manager,
      registered(703),
      relation('intake', 703, 2, 'registering'),
      opened(
        703,
        clock(7030, 703, 'COMMITMENT_REVIEW', '2025-03-03', 2, { dueOn: '2025-03-18' }),
        clock(7031, 703, 'MATERIAL', '2025-02-03', 5, { dueOn: '2025-02-24' }),
      ),
    );
  });

  it('is that of the board, group by group, for each reader and on any day', async () => {
    const nothing = { overdue: 0, own: 0, dueToday: 0, soon: 0, week: 0, later: 0, all: 0, ownDates: 0, ownDatesOverdue: 0 };
    const groups = new Set<string>();
    for (const person of [SUPERVISOR, HOUSING_HANDLER, COUNTY_HANDLER])
      for (const today of ['2025-02-10', '2025-03-10', '2025-03-18', '2025-03-25', '2025-04-20']) {
        host.setDay(today);
        const expected: Record<string, number> = { ...nothing };
        for (const { nature, state, effectiveDue } of await listed(person, {})) {
          if (nature === 'own') {
            for (const group of state === 'overdue' ? ['ownDates', 'ownDatesOverdue'] : ['ownDates']) {
              groups.add(group);
              expected[group] = (expected[group] ?? 0) + 1;
            }
            continue;
          }
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

  it('of each nature is as long as the list that its tile opens, on the last day of an own date and the day after', async () => {
    const number = numberOf(703);
    for (const [today, own] of [
      ['2025-03-18', 1],
      ['2025-03-19', 2],
    ] as const) {
      host.setDay(today);
      const { dutyCount } = (await counted(SUPERVISOR)).data as { dutyCount: Record<string, number> };
      const overdue = { states: ['overdue'] };
      const [byLaw, besidesLaw, mixed] = await Promise.all([
        listed(SUPERVISOR, { ...overdue, natures: ['duty'] }),
        listed(SUPERVISOR, { ...overdue, natures: ['own'] }),
        listed(SUPERVISOR, overdue),
      ]);
      expect([dutyCount['overdue'], dutyCount['ownDatesOverdue']]).toEqual([byLaw.length, own]);
      expect(besidesLaw).toHaveLength(own);
      expect(mixed).toHaveLength(byLaw.length + own);
      expect(new Set(byLaw.map(({ nature }) => nature))).toEqual(new Set(['duty']));
      expect(await listed(SUPERVISOR, { natures: ['own'], petitionNumber: number })).toHaveLength(dutyCount['ownDates'] ?? 0);
      expect(await listed(SUPERVISOR, { natures: ['duty', 'option'], petitionNumber: number })).toEqual([]);
      expect(await listed(SUPERVISOR, { natures: ['right'] })).toEqual([]);
    }
    host.setDay('2025-03-10');
  });

  it('is of the whole board where no organ is named', async () => {
    const whole = `query { supervisionBoard(filter: { natures: ["duty", "option"] }, first: 100) { edges { node { id } } pageInfo { hasNextPage } } }`;
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
