import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD, withOwnNode, type Engine } from '@sunshine/demo';
import { GraphClient, type RunningNode } from '@sunshine/infra';
import pg from 'pg';
import { median, quantile, round } from './figures.js';

export interface BoardOptions {
  engine: Engine;
  /** Clocks in the register, three of each petition. */
  clocks: number;
  /** Of these not ended, one of each open petition. */
  open: number;
  users: number;
  seconds: number;
}

const SUPERVISOR = 'supervisor.city';
/** Petitions written by one statement. */
const BATCH = 100_000;

/** As the page asks. */
const PAGE = `query ($filter: SupervisionBoardFilter, $after: String) { supervisionBoard(filter: $filter, first: 100, after: $after) {
  edges { node { id petitionNumber petition { id } organ { id name } clock { id title state stateName startedOn endedOn nominalDue effectiveDue extendedBy source } } }
  pageInfo { hasNextPage endCursor } } }`;
const COUNT = 'count list filter';
const OVERVIEW = `{ supervisionOverview { organ { id name } today
  totals { overdue { ${COUNT} } overdueMore dueToday { ${COUNT} } dueInSevenDays { ${COUNT} } open { ${COUNT} }
    thisWeek { rate inTime { ${COUNT} } due { ${COUNT} } } lastWeek { rate inTime { ${COUNT} } due { ${COUNT} } } }
  overdue { organ { id name } term termName duties { ${COUNT} } } weeks { from to due { ${COUNT} } inTime { ${COUNT} } late { ${COUNT} } }
  ages { from to matters { ${COUNT} } } ahead { day duties { ${COUNT} } } flow { from to received { ${COUNT} } closed { ${COUNT} } open } } }`;

interface Page {
  supervisionBoard: { edges: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

/**
 * Petitions $1 to $2 of $3, the last $4 of them open, at the departments in turn: routed, told and handled. Closed ones lie over two years, one
 * of ten answered late; open ones over the last eighty days.
 */
const FILL = `with organs as (select array_agg(id order by id) ids from organ where kind in ('department', 'political_legal', 'township') and closed_on is null and path && array(select id from organ where kind = 'government' and division = '990100')),
    bureau as (select id from organ where kind = 'petition_bureau' and division = '990100' limit 1),
    law as (select (select hash from law where kind = 'pack' and id = 'CN-2022' and active) pack, (select hash from law where kind = 'calendar' and active limit 1) calendar),
    p as (select i, ('0190b000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid id, o.ids[1 + i % array_length(o.ids, 1)] organ, b.id bureau, l.pack, l.calendar, i > $3::int - $4::int is_open,
        current_date - case when i > $3::int - $4::int then (i::bigint * 7919 % 80)::int else 80 + (i::bigint * 7919 % 650)::int end received, i % 10 = 0 is_late
      from generate_series($1::int, $2::int) i, organs o, bureau b, law l),
    known as (insert into petition_known (id, kind, channel, division) select id, 'CLAIM', 'LETTER', '990100' from p),
    related as (insert into relation (petition_id, subject, relation, kind) select id, bureau, 'registering', 'CLAIM' from p union all select id, organ, 'in_charge', 'CLAIM' from p),
    petitions as (insert into petition (id, number, opened, received_on, organ_id, closed_on, listed)
      select id, '990100-' || to_char(received, 'YYYYMMDD') || '-' || lpad((i % 1000000)::text, 6, '0'), true, received, organ, case when not is_open then received + 75 end, true from p)
  insert into clock_register (clock_id, petition_id, seq, term, subject, pack_hash, calendar_hash, started_on, length, unit, extended_by, pauses, nominal_due, effective_due,
      provisional, ended, ended_on, nature, warn_on, article, listed)
  select ('0190c000-0000-7000-800' || k || '-' || lpad(to_hex(i), 12, '0'))::uuid, id, 1, term, case k when 0 then bureau else organ end, pack, calendar, start, days, 'day', 0, '[]',
    start + days, start + days, false, case when not (is_open and k = 2) then 'met' end,
    case when not (is_open and k = 2) then least(current_date, start + days + case when is_late then 3 else -2 end) end, 'duty', start + days - 5, '信访工作条例 34', true
  from p, lateral (values (0, 'ROUTE', received, 15), (1, 'NOTIFY_TRANSFERRED', received, 15), (2, 'HANDLE', received + 5, 60)) v(k, term, start, days)`;

async function fill(admin: pg.Client, { clocks, open }: BoardOptions): Promise<void> {
  const petitions = Math.ceil(clocks / 3);
  const tables = ['clock_register', 'petition', 'figure_fact'];
  // Counted once behind it, as a rebuild does.
  for (const table of tables) await admin.query(`alter table ${table} disable trigger user`);
  for (let from = 1; from <= petitions; from += BATCH) {
    await admin.query(FILL, [from, Math.min(petitions, from + BATCH - 1), petitions, open]);
    process.stderr.write(`${Math.min(petitions, from + BATCH - 1) * 3} clocks\n`);
  }
  for (const table of tables) await admin.query(`alter table ${table} enable trigger user`);
  for (const count of ['duty_count', 'matter_count']) await admin.query(`select ${count}_again()`);
  await admin.query('vacuum analyze');
}

/** As many users as asked, each with one question after the other; milliseconds of each answer. */
async function asked(users: number, seconds: number, ask: (user: number, turn: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  const until = performance.now() + seconds * 1_000;
  const user = async (at: number): Promise<void> => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const started = performance.now();
      await ask(at, turn);
      samples.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: users }, (_, at) => user(at)));
  return samples;
}

const TERMS = ['HANDLE', 'NOTIFY_TRANSFERRED', 'ROUTE'];
const STATES = ['overdue', 'running', 'met_late', 'met'];

async function measured(node: RunningNode, admin: pg.Client, options: BoardOptions): Promise<Record<string, unknown>> {
  const { users, seconds } = options;
  const { rows } = await admin.query<{ id: string }>(`select distinct organ_id id from duty_count where term = 'HANDLE'`);
  const client = new GraphClient(node.url, DEMO_PASSWORD);
  const page = (filter: object, after: string | null = null): Promise<Page> => client.query<Page>(SUPERVISOR, PAGE, { filter, after });
  const filterOf = (n: number): object => ({ organIds: [rows[n % rows.length]?.id], terms: [TERMS[n % 3]], states: [STATES[n % 4]] });
  try {
    for (let n = 0; n < 24; n += 1) await page(filterOf(n));
    const pages = await asked(users, seconds, (user, turn) => page(filterOf(user * 31 + turn)));
    const [first, deep]: [number[], number[]] = [[], []];
    const far = { terms: ['HANDLE'], states: ['met'] };
    let after: string | null = null;
    for (let at = 0; at < 60; at += 1) {
      const started = performance.now();
      const { pageInfo }: Page['supervisionBoard'] = (await page(far, after)).supervisionBoard;
      if (at > 4 && at < 15) first.push(performance.now() - started);
      if (at >= 50) deep.push(performance.now() - started);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    await client.query(SUPERVISOR, OVERVIEW);
    await sleep(500);
    const overviews = await asked(users, seconds, () => client.query(SUPERVISOR, OVERVIEW));
    return {
      medianMs: round(median(pages)),
      p95Ms: round(quantile(pages, 0.95)),
      pages: pages.length,
      deepPageRatio: round(median(deep) / median(first), 2),
      overviewMedianMs: round(median(overviews)),
      overviewP95Ms: round(quantile(overviews, 0.95)),
      overviews: overviews.length,
    };
  } finally {
    client.close();
  }
}

/** A page of a hundred duties under three filters, and the overview, each at as many users as asked, over a register filled directly. */
export async function benchBoard(options: BoardOptions): Promise<Record<string, unknown>> {
  const { engine, clocks, open, users } = options;
  return withOwnNode(engine, { safety: 'throwaway', env: { DATABASE_POOL: '16' } }, async (node) => {
    const url = new URL(node.database.adminUrl);
    url.searchParams.set('options', '-c search_path=supervision');
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    try {
      const started = performance.now();
      await fill(admin, options);
      const fillSeconds = Math.round((performance.now() - started) / 1_000);
      return { bench: 'board', engine, clocks, open, users, fillSeconds, ...(await measured(node, admin, options)) };
    } finally {
      await admin.end();
    }
  });
}
