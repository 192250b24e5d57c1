import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseFilter } from '@sunshine/filters';
import { hostedCity, COUNTY_HANDLER, HOUSING_HANDLER, SUPERVISOR } from '../../test/city.js';
import { clock, opened, registered, relation, uuid, type Hosted, type Sent } from '../../test/hosted.js';

let host: Hosted;
const COUNT = 'count list filter';
const ASK = `query ($organId: ID, $terms: [String!]) { supervisionOverview(organId: $organId, terms: $terms) { organ { id } today
  totals { overdue { ${COUNT} } overdueMore dueToday { ${COUNT} } dueInSevenDays { ${COUNT} } open { ${COUNT} }
    thisWeek { rate inTime { ${COUNT} } due { ${COUNT} } } lastWeek { rate inTime { ${COUNT} } due { ${COUNT} } } }
  overdue { organ { id } term termName duties { ${COUNT} } } weeks { from to due { ${COUNT} } inTime { ${COUNT} } late { ${COUNT} } }
  ages { from to matters { ${COUNT} } } ahead { day duties { ${COUNT} } } flow { from to received { ${COUNT} } closed { ${COUNT} } open } } }`;
interface Listed {
  count: number;
  list: string;
  filter: string;
}
interface Overview {
  organ: { id: string };
  totals: Record<'overdue' | 'dueToday' | 'dueInSevenDays' | 'open', Listed> & {
    overdueMore: number;
    thisWeek: { rate: number | null; inTime: Listed; due: Listed };
    lastWeek: { rate: number | null };
  };
  overdue: { organ: { id: string }; term: string; termName: string; duties: Listed }[];
  weeks: { from: string; due: Listed; inTime: Listed; late: Listed }[];
  ages: { from: number; matters: Listed }[];
  ahead: { day: string; duties: Listed }[];
  flow: { from: string; received: Listed; open: number }[];
}
const ask = async (person: number, variables: object = {}): Promise<Overview> => {
  const { data, errors } = await host.ask(person, ASK, { ...variables });
  expect(errors).toBeUndefined();
  return data?.['supervisionOverview'] as Overview;
};
/** Every number of the board in it. */
const numbers = (value: unknown): Listed[] =>
  value === null || typeof value !== 'object'
    ? []
    : 'count' in value
      ? [value as Listed]
      : Object.values(value).flatMap((each) => numbers(each));
const LIST = 'query ($filter: SupervisionBoardFilter) { supervisionBoard(filter: $filter, first: 100) { edges { node { id } } } }';
const rows = async (person: number, filter: string): Promise<number> => {
  const { data, errors } = await host.ask(person, LIST, { filter: parseFilter('supervisionBoard', filter) });
  expect(errors).toBeUndefined();
  return (data?.['supervisionBoard'] as { edges: unknown[] }).edges.length;
};
const atOrgan = (n: number, subject: number, ...clocks: ReturnType<typeof clock>[]): Sent[] => {
  const begun = opened(n, ...clocks);
  const course = { stage: 'received', exit: null, outcome: null, organId: uuid(subject), closedOn: null } as const;
  return [
    registered(n),
    relation('intake', n, 2, 'registering'),
    { ...begun, event: { ...begun.event, course } },
    relation('case', n, subject, 'in_charge'),
  ];
};

beforeAll(async () => {
  host = await hostedCity();
  const { send } = host.feed;
  for (let n = 900; n < 912; n += 1) {
    const start = `2025-03-${String(n - 889).padStart(2, '0')}`;
    const met = { move: 'stopped', ended: 'met', endedOn: n % 3 ? '2025-03-26' : '2025-04-20' } as const;
    const notify = clock(n * 10, n, 'NOTIFY_TRANSFERRED', start, n % 2 ? 4 : 5);
    await send.call(
      host.feed,
      host.db.manager,
      ...atOrgan(n, n % 2 ? 4 : 5, n % 4 ? notify : { ...notify, ...met }, clock(n * 10 + 1, n, 'OBJECT', start, 4)),
    );
  }
  const sealed = clock(9900, 990, 'ROUTE', '2025-03-03', 2);
  await send.call(host.feed, host.db.manager, registered(990, 'REPORT'), relation('intake', 990, 2, 'registering'), opened(990, sealed));
}, 60_000);

describe('the overview of supervision', () => {
  it('tells in each number what its list has, on any day and for one duty alone', async () => {
    const seen = new Set<number>();
    for (const [today, terms] of [
      ['2025-03-10', null],
      ['2025-03-27', null],
      ['2025-04-02', ['NOTIFY_TRANSFERRED']],
      ['2025-05-08', null],
    ] as const) {
      host.setDay(today);
      const overview = await ask(SUPERVISOR, { terms });
      const listed = new Map(
        numbers(overview).flatMap(({ list, filter, count }) => (list === 'supervisionBoard' ? [[filter, count]] : [])),
      );
      expect(listed.size).toBeGreaterThan(20);
      for (const [filter, count] of listed) {
        seen.add(count);
        expect([filter, await rows(SUPERVISOR, filter)]).toEqual([filter, count]);
      }
    }
    expect(seen.size).toBeGreaterThan(4);
    host.setDay('2025-03-10');
  }, 60_000);

  it('tells of one organ alone what it has not done, by duty and nearness, each number with its list', async () => {
    const DUTIES = `query ($organId: ID!) { organDuties(organId: $organId) { term termName overdue { ${COUNT} } dueToday { ${COUNT} } dueInSevenDays { ${COUNT} } later { ${COUNT} } } }`;
    const sums = new Map<string, number>();
    for (const today of ['2025-03-10', '2025-03-27', '2025-04-02']) {
      host.setDay(today);
      const { data, errors } = await host.ask(SUPERVISOR, DUTIES, { organId: uuid(4) });
      expect(errors).toBeUndefined();
      const duties = data?.['organDuties'] as Record<string, Listed>[];
      for (const duty of duties)
        for (const near of ['overdue', 'dueToday', 'dueInSevenDays', 'later']) {
          const { filter, count } = duty[near] as Listed;
          sums.set(near, (sums.get(near) ?? 0) + count);
          expect([filter, await rows(SUPERVISOR, filter)]).toEqual([filter, count]);
        }
    }
    for (const near of ['overdue', 'dueInSevenDays', 'later']) expect([near, sums.get(near)]).not.toEqual([near, 0]);
    const refused = await host.ask(HOUSING_HANDLER, DUTIES, { organId: uuid(5) });
    expect(refused.errors?.[0]?.extensions?.['code']).toBe('ACT_NOT_YOURS');
    host.setDay('2025-03-10');
  });

  it('names the organs that are late with which duty, and how many more than a week ago', async () => {
    host.setDay('2025-04-02');
    const { organ, overdue, totals, ahead } = await ask(SUPERVISOR);
    expect(organ.id).toBe(uuid(1));
    expect(new Set(overdue.map(({ organ: { id }, termName }) => `${id} ${termName}`))).toContain(`${uuid(5)} 受理告知（转送交办）`);
    expect(overdue.reduce((all, { duties }) => all + duties.count, 0)).toBe(totals.overdue.count);
    expect(totals.overdueMore).toBeGreaterThan(0);
    // The three days of 清明 lie before the working day behind them.
    expect(ahead.slice(0, 3).map(({ day }) => day)).toEqual(['2025-04-02', '2025-04-03', '2025-04-07']);
  });

  it('counts open matters by their age, and what came and went by week', async () => {
    const { ages, flow, totals } = await ask(SUPERVISOR);
    expect(ages.reduce((all, { matters }) => all + matters.count, 0)).toBe(totals.open.count);
    expect(totals.open.count).toBe(12);
    expect(flow.at(-1)?.open).toBe(totals.open.count);
    expect(flow.reduce((all, { received }) => all + received.count, 0)).toBe(12);
    expect(flow.find(({ from }) => from === '2025-02-24')?.open).toBe(0);
  });

  it('has no report in any number, and is of the reader’s own organ where the reader supervises none', async () => {
    const route = (await ask(SUPERVISOR, { terms: ['ROUTE'] })).totals;
    expect(route.overdue.count).toBe(0);
    expect((await ask(HOUSING_HANDLER)).organ.id).toBe(uuid(4));
    expect((await host.ask(COUNTY_HANDLER, ASK, { organId: uuid(4) })).errors?.[0]?.extensions).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect((await host.ask(null, ASK)).errors?.[0]?.extensions).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });
});
