import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalFilter, formatFilter, LIST_ORDERS, parseFilter, type BoardFilter } from '@sunshine/filters';
import { CLOCK_STATE_NAMES, TERM_NAMES } from '@sunshine/words';
import { GatewaySeal, sealedForDoor, secretList } from '@sunshine/platform';
import { tries } from '@sunshine/testing';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import {
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
} from '../../test/hosted.js';

const [HANDLER, SUPERVISOR, TOWNSHIP_HANDLER, ADMIN] = [101, 102, 103, 104];
const STARTS = ['2025-01-06', '2025-02-10', '2025-03-03', '2025-03-20'];
const TERMS = ['ROUTE', 'HANDLE', 'NOTIFY_TRANSFERRED', 'REREVIEW'] as const;
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

let host: Hosted;

/** Petitions at several organs, each with two duties in different states. */
function stock(count: number): Sent[] {
  return Array.from({ length: count }, (_, at) => {
    const n = 500 + at;
    const at2 = pick([2, 4, 6], at);
    const met = { ended: 'met', endedOn: pick(['2025-03-05', '2025-06-05'], at), move: 'stopped' } as const;
    const first = clock(n * 10, n, pick(TERMS, at), pick(STARTS, at >> 2), at2, at % 3 === 0 ? met : {});
    const second = clock(n * 10 + 1, n, pick(TERMS, at + 1), pick(STARTS, at >> 1), 4);
    const pauses = second.term === 'REREVIEW' ? [{ from: '2025-03-22', to: '2025-04-05' }] : [];
    return [
      registered(n, at % 10 === 9 ? 'REPORT' : 'CLAIM'),
      relation('intake', n, 2, 'registering'),
      relation('case', n, at2, 'in_charge'),
      opened(n, first, { ...second, pauses }),
    ];
  }).flat();
}

const answer = async <T>(person: number | null, query: string, variables: Record<string, unknown> = {}): Promise<T | string> => {
  const { data, errors } = await host.ask(person, query, variables);
  return errors ? String(errors[0]?.extensions?.['code']) : (data as T);
};
const LIST = `query ($filter: SupervisionBoardFilter, $after: String, $orderBy: BoardOrder) { supervisionBoard(filter: $filter, first: 40, after: $after, orderBy: $orderBy) {
  edges { node { petitionNumber clock { term effectiveDue endedOn state } } } pageInfo { hasNextPage endCursor } } }`;
interface Page {
  supervisionBoard: {
    edges: {
      node: {
        petitionNumber: string;
        clock: { term: string; effectiveDue: string; endedOn: string | null; state: keyof typeof CLOCK_STATE_NAMES };
      };
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}
async function listed(person: number, filter: BoardFilter, orderBy?: string): Promise<string[][]> {
  const found: string[][] = [];
  for (let after: string | null = null; ;) {
    const page: Page | string = await answer<Page>(person, LIST, { filter, after, orderBy });
    if (typeof page === 'string') throw new Error(page);
    const { edges, pageInfo }: Page['supervisionBoard'] = page.supervisionBoard;
    found.push(
      ...edges.map(
        ({
          node: {
            petitionNumber,
            clock: { term, effectiveDue, endedOn, state },
          },
        }) => [petitionNumber, TERM_NAMES[term] ?? '', CLOCK_STATE_NAMES[state], effectiveDue, endedOn ?? ''],
      ),
    );
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

const EXPORT =
  'mutation ($input: ExportSupervisionBoardInput!) { exportSupervisionBoard(input: $input) { id state link identity filter person { id } } }';
const ask = (person: number | null, input: object = {}) =>
  answer<{ exportSupervisionBoard: { id: string; link: string } }>(person, EXPORT, {
    input: { columns: ['petitionNumber', 'term', 'state', 'effectiveDue', 'endedOn'], format: 'CSV', purpose: '核对督办台账', ...input },
  });
async function fetched(person: number, link: string): Promise<Response> {
  const seal = new GatewaySeal(secretList(host.env).parse(host.env['GATEWAY_SECRETS']));
  const authorization = `Bearer ${await host.token(person)}`;
  return host.service.door!(
    sealedForDoor(seal, 'supervision', { authorization, correlationId: 'test', address: '' }, new Request(`http://files${link}`)),
  );
}
async function exported(person: number, input: object = {}): Promise<string[][]> {
  const made = await ask(person, input);
  if (typeof made === 'string') throw new Error(made);
  const response = await fetched(person, made.exportSupervisionBoard.link);
  return parse(Buffer.from(await response.arrayBuffer()), { bom: true });
}

const some = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 5 });
const day = fc.constantFrom('2025-01-20', '2025-03-01', '2025-04-10', '2025-06-30');
const anyFilter: fc.Arbitrary<BoardFilter> = fc.record(
  {
    organIds: some(uuid(2), uuid(4), uuid(6)),
    terms: some(...TERMS, 'LOCAL_TERM'),
    states: some(...Object.keys(CLOCK_STATE_NAMES)),
    dueFrom: day,
    dueTo: day,
    petitionNumber: fc.constantFrom(numberOf(500), numberOf(517)),
  },
  { requiredKeys: [] },
);

/** Few conditions at once, so that something is found. */
const filters = fc.tuple(anyFilter, fc.nat()).map(([filter, seed]) => {
  const keys = Object.keys(filter);
  return Object.fromEntries(Object.entries(filter).filter((_, at) => keys.length < 2 || (at + seed) % keys.length < 2)) as BoardFilter;
});

beforeAll(async () => {
  host = await hosted();
  const city = [
    organ(1, null, 'government'),
    organ(2, 1, 'petition_bureau'),
    organ(3, 1, 'supervision_office'),
    organ(4, 1, 'department'),
    organ(6, null, 'township'),
  ];
  const people = [
    role(HANDLER, 4, 'HANDLER'),
    role(SUPERVISOR, 3, 'SUPERVISOR'),
    role(TOWNSHIP_HANDLER, 6, 'HANDLER'),
    role(ADMIN, null, 'SYSTEM_ADMIN'),
  ];
  await host.feed.send(host.db.manager, ...city, ...people, ...packs(), calendar(), ...stock(90));
  host.setDay('2025-03-25');
}, 60_000);

describe('an export of the board', () => {
  it('is what the board shows, and what a saved filter shows, for any filter, order and reader', async () => {
    let found = 0;
    const readers = fc.constantFrom(HANDLER, SUPERVISOR, TOWNSHIP_HANDLER);
    await fc.assert(
      fc.asyncProperty(filters, readers, fc.constantFrom(...LIST_ORDERS.supervisionBoard), async (filter, person, orderBy) => {
        const rows = await listed(person, filter, orderBy);
        found += rows.length > 0 ? 1 : 0;
        const saved = parseFilter('supervisionBoard', formatFilter('supervisionBoard', filter));
        expect(saved).toEqual(canonicalFilter('supervisionBoard', filter));
        const [again, file] = await Promise.all([listed(person, saved, orderBy), exported(person, { filter, orderBy })]);
        expect(again).toEqual(rows);
        expect(file.slice(1)).toEqual(rows);
      }),
      { numRuns: tries(200) },
    );
    expect(found).toBeGreaterThan(tries(50));
  }, 240_000);

  it('stands by the day of its end in both directions, page by page, what has not ended last', async () => {
    const filter = { states: Object.keys(CLOCK_STATE_NAMES) };
    const ends = async (orderBy: string) => (await listed(SUPERVISOR, filter, orderBy)).map((row) => row[4] ?? '');
    const [newest, oldest] = [await ends('ENDED_DESC'), await ends('ENDED_ASC')];
    const ended = oldest.filter(Boolean);
    expect([ended.length > 20, oldest.length - ended.length > 40]).toEqual([true, true]);
    expect(oldest).toEqual([...[...ended].sort(), ...oldest.slice(ended.length)]);
    expect(newest).toEqual([...[...ended].sort().reverse(), ...oldest.slice(ended.length)]);
    expect(oldest.slice(ended.length).join('')).toBe('');
  });

  it('shows whose duty it is by name, and each state as judged today', async () => {
    const columns = [
      'petitionNumber',
      'organ',
      'term',
      'state',
      'startedOn',
      'nominalDue',
      'effectiveDue',
      'extendedBy',
      'endedOn',
      'source',
    ];
    const [titles, row] = await exported(SUPERVISOR, { columns, filter: { petitionNumber: numberOf(501), terms: ['HANDLE'] } });
    expect(titles).toEqual([
      '信访编号',
      '责任单位',
      '期限',
      '状态',
      '起算日期',
      '原到期日（未顺延）',
      '到期日',
      '延长天数',
      '结束日期',
      '依据',
    ]);
    expect(row).toEqual([
      numberOf(501),
      '单位4',
      '办理',
      expect.any(String),
      '2025-01-06',
      '2025-03-07',
      '2025-03-07',
      '0',
      '',
      '《信访工作条例》第三十四条',
    ]);
    expect(row?.[3]).toBe('逾期');
  });

  it('is on record, shown to its person, and opened again by that person alone', async () => {
    const made = await ask(SUPERVISOR, { format: 'XLSX', filter: { states: ['overdue'] } });
    if (typeof made === 'string') throw new Error(made);
    const { id, link } = made.exportSupervisionBoard;
    expect(made).toMatchObject({
      exportSupervisionBoard: { state: 'READY', identity: false, filter: '状态:逾期', person: { id: uuid(SUPERVISOR) } },
    });
    expect(link).toMatch(/^\/exports\/supervision\/[\w-]{43}$/);
    const response = await fetched(SUPERVISOR, link);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('期限台账'));
    await response.arrayBuffer();
    const acts = await host.db.query('select act from audit where subject = $1 order by id', [id]);
    expect(acts.map(({ act }: { act: string }) => act)).toEqual(['exportSupervisionBoard', 'downloadExport', 'finishExport']);
    expect(await answer(SUPERVISOR, '{ supervisionBoardExports { id } }')).toMatchObject({
      supervisionBoardExports: expect.arrayContaining([{ id }]),
    });
    const OPEN = 'mutation ($input: BoardExportInput!) { openSupervisionBoardExport(input: $input) { id link } }';
    expect(await answer(HANDLER, OPEN, { input: { id } })).toBe('EXPORT_UNKNOWN');
    expect(await answer(SUPERVISOR, OPEN, { input: { id } })).toMatchObject({ openSupervisionBoardExport: { id } });
  });

  it('is refused to a person who neither supervises nor handles, and for columns of the register', async () => {
    expect(await ask(ADMIN)).toBe('ACT_NOT_YOURS');
    expect(await ask(null)).toBe('SIGN_IN_REQUIRED');
    expect(await ask(SUPERVISOR, { columns: ['name'] })).toBe('EXPORT_COLUMNS_UNFIT');
  });
});
