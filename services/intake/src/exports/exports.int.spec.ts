import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Access } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { Channel, Exit, Outcome, PetitionKind, Stage } from '@sunshine/events';
import { FORMATS } from '@sunshine/exports';
import { canonicalFilter, formatFilter, LIST_COLUMNS, LIST_ORDERS, parseFilter, type PetitionFilter } from '@sunshine/filters';
import { sealedForDoor, type PeopleNames } from '@sunshine/platform';
import { tries } from '@sunshine/testing';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { v7 as uuid } from 'uuid';
import { PetitionExportSource } from './petition-export.source.js';
import { bigrams } from '../domain/register/search.js';
import { FileClient, type Sent } from '../../test/file-door.js';
import { hosted, ORGANS, PEOPLE, register, TODAY, type Hosted, type Who } from '../../test/hosted.js';

let host: Hosted;
let door: FileClient;

const READERS = ['registrar', 'supervisor', 'handler', 'townshipHandler', 'countyRegistrar'] as const;
const DAYS = ['2024-12-30', '2025-01-15', '2025-02-01', '2025-02-28', '2025-03-03'];
const WORDS = ['供暖', '道路', '积水', '噪声'];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** Petitions of every kind, way and stage, at several organs. */
async function fill(count: number): Promise<void> {
  const access = host.service.app.get(Access, { strict: false });
  for (let n = 0; n < count; n += 1) {
    const [id, kind, day] = [uuid(), pick(PetitionKind.options, n * 7 + (n >> 3)), pick(DAYS, n * 3)];
    const report = kind === 'REPORT';
    const [summary, text] = [`${pick(WORDS, n)}问题`, `${pick(WORDS, n * 5 + 1)}第${n}号`];
    const registering = pick([ORGANS.bureau, ORGANS.countyBureau], n >> 1);
    const organ = pick([ORGANS.bureau, ORGANS.housing, ORGANS.township], n);
    const closed = n % 4 === 0;
    const newer = n % 29 === 8;
    await host.db.query(
      `insert into petition (id, number, channel, kind, division, organ_id, received_on, registered_on, registered_at, summary, text, people_count, anonymous, respondent, addressed_to, sealed, bigrams, content_class)
       values ($1, $2, $3, $4, $5, $6, $7::date, $8::date, $8::date, $9, $10, $11, false, '[]', '{}', '{}', array_to_tsvector($12::text[]), $13)`,
      [
        id,
        `${pick(['990100', '990102'], n)}-${day.replaceAll('-', '')}-${String(n).padStart(6, '0')}`,
        pick(Channel.options, n),
        kind,
        pick(['990100', '990102'], n),
        registering,
        pick(DAYS, n * 2 + 1),
        day,
        report ? null : summary,
        report ? null : text,
        n + 1,
        report ? [] : bigrams(summary, text),
        pick([null, '010101', '020202'], n),
      ],
    );
    await host.db.query(
      'insert into petition_known (id, kind, channel, division) select id, kind, channel, division from petition where id = $1',
      [id],
    );
    if (n % 11 !== 0)
      await host.db.query(
        'insert into petition_course (petition_id, stage, exit, outcome, organ_id, closed_on, officer_id) values ($1, $2, $3, $4, $5, $6, $7)',
        [
          id,
          closed ? 'closed' : newer ? 'hearing' : pick(Stage.options, n + (n >> 5)),
          newer ? '31(7)' : pick([null, ...Exit.options], n),
          closed ? (newer ? 'heard' : pick(Outcome.options, n)) : null,
          organ,
          closed ? pick(DAYS, n) : null,
          !closed && n % 3 < 2 ? pick([PEOPLE.registrar, PEOPLE.handler], n) : null,
        ],
      );
    await host.db.transaction((tx) =>
      access.setRelation(
        tx,
        () => undefined,
        { petitionId: id, subject: registering, relation: 'registering' },
        { petitionId: id, subject: organ, relation: 'in_charge' },
      ),
    );
  }
}

const EXPORT = `mutation ($input: ExportPetitionsInput!) { exportPetitions(input: $input) {
  id state link until filter columns identity rows sha256 person { id } confirmedBy { id } } }`;
interface Exported {
  id: string;
  state: string;
  link: string | null;
  until: string | null;
  filter: string;
}
const ask = (who: Who | null, input: object = {}) =>
  host.answer<{ exportPetitions: Exported }>(who, EXPORT, {
    input: { columns: ['number'], format: 'CSV', purpose: '核对登记数据', ...input },
  });
async function exported(who: Who, input: object = {}): Promise<Exported> {
  const answer = await ask(who, input);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.exportPetitions;
}
const NAMES: PeopleNames = new Map([[PEOPLE.handler, '何某某']]);
/** As the gateway fetches it: where names are wanted, once more with them. */
async function fetched(who: Who | null, link: string | null): Promise<Sent> {
  const first = await door.send('GET', link ?? '', { who });
  return first.headers.has('x-names-wanted') ? door.send('GET', link ?? '', { who, names: NAMES }) : first;
}
const wantedOf = ({ bytes }: Sent): unknown => JSON.parse(bytes.toString());
const csv = ({ bytes }: Sent): string[][] => parse(bytes, { bom: true, relax_column_count: true });
const lines = async (who: Who, input: object = {}) => csv(await fetched(who, (await exported(who, input)).link));
const acting = (name: string, who: Who, id: string) =>
  host.answer<Record<string, Exported>>(
    who,
    `mutation ($input: PetitionExportInput!) { ${name}(input: $input) { id state link until confirmedBy { id } } }`,
    {
      input: { id },
    },
  );
const audit = async (id: string): Promise<Record<string, string>[]> =>
  host.db.query('select act, outcome, part, purpose, actor_id, organ_id, role from audit where subject = $1 order by id', [id]);

const LIST = `query ($filter: PetitionFilterInput, $after: String, $orderBy: PetitionOrder) {
  petitions(filter: $filter, first: 40, after: $after, orderBy: $orderBy) { edges { node { number } } pageInfo { hasNextPage endCursor } } }`;
interface Page {
  petitions: { edges: { node: { number: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
async function listed(who: Who, filter: PetitionFilter, orderBy: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page | string = await host.answer<Page>(who, LIST, { filter, orderBy, after });
    if (typeof page === 'string') throw new Error(page);
    found.push(...page.petitions.edges.map(({ node }) => node.number));
    if (!page.petitions.pageInfo.hasNextPage) return found;
    after = page.petitions.pageInfo.endCursor;
  }
}

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
const day = fc.constantFrom(...DAYS);
const anyFilter: fc.Arbitrary<PetitionFilter> = fc.record(
  {
    number: fc.constantFrom('990100-2025', '990102', '99', '1'),
    text: fc.constantFrom('供暖', '道路 第', '噪声', '没有的词'),
    kinds: some(...PetitionKind.options),
    channels: some(...Channel.options),
    stages: some<string>(...Stage.options),
    exits: some<string>(...Exit.options),
    outcomes: some<string>(...Outcome.options),
    officerIds: some<string>(PEOPLE.handler, PEOPLE.registrar),
    organId: fc.constantFrom(ORGANS.bureau, ORGANS.housing),
    organIds: some<string>(ORGANS.bureau, ORGANS.housing, ORGANS.township),
    registeringOrganIds: some<string>(ORGANS.bureau, ORGANS.countyBureau),
    division: fc.constantFrom('990100', '990102'),
    contentClass: fc.constantFrom('010101', '020202'),
    registeredFrom: day,
    registeredTo: day,
    receivedFrom: day,
    receivedTo: day,
    closedFrom: day,
    closedTo: day,
    openOnly: fc.boolean(),
    onBehalf: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** Few conditions at once, so that something is found. */
const filters = fc.tuple(anyFilter, fc.nat()).map(([filter, seed]) => {
  const keys = Object.keys(filter);
  return Object.fromEntries(
    Object.entries(filter).filter((_, at) => keys.length < 3 || (at * 7 + seed) % keys.length < 2),
  ) as PetitionFilter;
});

beforeAll(async () => {
  host = await hosted();
  door = new FileClient(host);
  await fill(260);
}, 60_000);

beforeEach(() => host.time.set(new Date(`${TODAY}T04:00:00.000Z`)));
afterEach(() => void jest.restoreAllMocks());
const later = (from: string | null, ms: number) => host.time.set(new Date(Date.parse(from ?? '') + ms));

describe('an export of the register', () => {
  it('names a stage, an exit and an outcome that only a newer case knows by what is known of them', async () => {
    const cells = (await lines('supervisor', { columns: ['number', 'stage', 'exit', 'outcome'] })).slice(1);
    const of = (column: number) => new Set(cells.map((line) => line[column]));
    expect([of(1).has('其他环节（hearing）'), of(2).has('其他途径（31(7)）'), of(3).has('其他结果（heard）')]).toEqual([true, true, true]);
  });

  it('is what the list shows, and what a saved filter shows, for any filter, order and reader', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...READERS), fc.constantFrom(...LIST_ORDERS.petitions), async (filter, who, orderBy) => {
        const numbers = await listed(who, filter, orderBy);
        found += numbers.length > 0 ? 1 : 0;
        const saved = parseFilter('petitions', formatFilter('petitions', filter));
        expect(saved).toEqual(canonicalFilter('petitions', filter));
        const [again, file] = await Promise.all([listed(who, saved, orderBy), lines(who, { filter, orderBy })]);
        expect(again).toEqual(numbers);
        expect(file.slice(1).map(([number]) => number)).toEqual(numbers);
      }),
      { numRuns: tries(200) },
    );
    expect(found).toBeGreaterThan(tries(50));
  }, 240_000);

  it('is ordered by the day of closure in both directions, page by page, with open petitions last', async () => {
    const days = new Map((await lines('registrar', { columns: ['number', 'closedOn'] })).slice(1).map(([number, day]) => [number, day]));
    const closures = async (orderBy: string) => (await listed('registrar', {}, orderBy)).map((number) => days.get(number));
    const [newest, oldest] = [await closures('CLOSED_DESC'), await closures('CLOSED_ASC')];
    const closed = oldest.filter(Boolean);
    // More than a page of each, so that cursors lie among both.
    expect([closed.length > 40, oldest.length - closed.length > 100]).toEqual([true, true]);
    expect(oldest).toEqual([...[...closed].sort(), ...Array.from({ length: oldest.length - closed.length }, () => '')]);
    expect(newest).toEqual([...[...closed].sort().reverse(), ...oldest.slice(closed.length)]);
  });

  it('says in Chinese what codes mean, as a table and as a workbook', async () => {
    const columns = LIST_COLUMNS.petitions.filter(({ identity }) => !identity).map(({ name }) => name);
    const titles = LIST_COLUMNS.petitions.filter(({ identity }) => !identity).map(({ title }) => title);
    const filter = { stages: ['handling'], kinds: ['CLAIM'] };
    const table = await lines('registrar', { columns, filter, orderBy: 'NUMBER' });
    expect(table[0]).toEqual(titles);
    expect(table.length).toBeGreaterThan(1);
    const row = Object.fromEntries(table[0]!.map((title, at) => [title, table[1]![at]]));
    expect(row).toMatchObject({ 类别: '申诉求决', 环节: '办理中', 登记单位: expect.stringMatching(/^(countyB|b)ureau$/), 办结日期: '' });
    const { link } = await exported('registrar', { columns, filter, orderBy: 'NUMBER', format: 'XLSX' });
    const sent = await fetched('registrar', link);
    expect(sent.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(sent.headers.get('content-disposition')).toMatch(
      new RegExp(
        `^attachment; filename="export-20250303-\\w{6}\\.xlsx"; filename\\*=UTF-8''${encodeURIComponent('信访件查询')}-20250303-\\w{6}\\.xlsx$`,
      ),
    );
    const sheet = (await readSheet(sent.bytes)) as unknown[][];
    const plain = sheet.map((cells) =>
      titles.map((_, at) => (cells[at] instanceof Date ? (cells[at] as Date).toISOString().slice(0, 10) : String(cells[at] ?? ''))),
    );
    expect(plain).toEqual(table);
  });

  it('names the officer who has a matter, and to readers of that organ alone', async () => {
    const { number, petition } = await register(host);
    await host.db.query('insert into petition_course (petition_id, stage, organ_id, officer_id) values ($1, $2, $3, $4)', [
      petition!.id,
      'accepted',
      ORGANS.housing,
      PEOPLE.handler,
    ]);
    const access = host.service.app.get(Access, { strict: false });
    await host.db.transaction((tx) =>
      access.setRelation(tx, () => undefined, { petitionId: petition!.id, subject: ORGANS.housing, relation: 'in_charge' }),
    );
    const columns = ['number', 'officer'];
    const rows = (who: Who, filter: PetitionFilter) => lines(who, { columns, filter: { number, ...filter } });
    const officerIds = [PEOPLE.handler];
    for (const filter of [{}, { officerIds }]) {
      const { id, link } = await exported('handler', { columns, filter: { number, ...filter } });
      const wanted = await door.send('GET', link ?? '', { who: 'handler' });
      expect([wanted.status, wantedOf(wanted)]).toEqual([425, officerIds]);
      expect((await audit(id)).map(({ act }) => act)).toEqual(['exportPetitions']);
      expect(csv(await fetched('handler', link)).slice(1)).toEqual([[number, '何某某']]);
      const unknown = await door.send('GET', link ?? '', { who: 'handler', names: new Map() });
      expect(csv(unknown).slice(1)).toEqual([[number, `人员编号${PEOPLE.handler}`]]);
    }
    expect((await rows('registrar', {})).slice(1)).toEqual([[number, '']]);
    expect((await rows('registrar', { officerIds })).slice(1)).toEqual([]);
    expect((await lines('handler', { columns: ['number'], filter: { number } })).slice(1)).toEqual([[number]]);
  });

  it('takes names of people from the gateway alone', async () => {
    const { link } = await exported('handler', { columns: ['number', 'officer'] });
    const url = `http://files${link}`;
    const caller = { authorization: `Bearer ${await host.token('handler')}`, correlationId: 'test', address: '' };
    const answered = async (request: Request) => {
      const response = await host.service.door!(request);
      return `${response.status} ${((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code}`;
    };
    const sealed = sealedForDoor(door.seal, 'intake', caller, new Request(url), NAMES);
    expect(await answered(new Request(url, { method: 'POST', headers: sealed.headers, body: '[["x","他人"]]' }))).toBe(
      '401 NOT_FROM_GATEWAY',
    );
    const sent = new Request(url, {
      method: 'POST',
      headers: { 'x-names-digest': sealed.headers.get('x-names-digest') ?? '' },
      body: '[]',
    });
    expect(await answered(sealedForDoor(door.seal, 'intake', caller, sent))).toBe('403 EXPORT_LINK_INVALID');
  });

  it('shows neither sealed fields of a report nor its petitioner to anybody', async () => {
    const made = await register(host, { kind: 'REPORT', accused: [{ text: '某人' }] });
    const columns = ['number', 'kind', 'summary', 'text', 'maskedName', 'maskedPhone'];
    const table = await lines('registrar', { columns, filter: { kinds: ['REPORT'] } });
    expect(table.find(([number]) => number === made.number)).toEqual([made.number, '检举控告', '', '', '', '']);
    const masked = await register(host);
    expect((await lines('registrar', { columns, filter: { number: masked.number } }))[1]).toEqual([
      masked.number,
      '申诉求决',
      '小区供暖温度不足',
      '入冬以来室温一直低于标准，多次联系物业无人处理。',
      expect.stringMatching(/^赵[*＊]+$/),
      expect.not.stringContaining('19900001234'),
    ]);
  });

  it('is on record when asked for, before its first byte and after its last', async () => {
    const { id, link } = await exported('registrar', { filter: { openOnly: true, number: '990102' }, requestId: 'e-1' });
    const sent = await fetched('registrar', link);
    const rows = csv(sent).length - 1;
    const sha256 = createHash('sha256').update(sent.bytes).digest('hex');
    const by = { outcome: 'done', purpose: '核对登记数据', actor_id: PEOPLE.registrar, organ_id: ORGANS.bureau, role: 'REGISTRAR' };
    expect(await audit(id)).toEqual([
      { act: 'exportPetitions', part: 'number | 编号:990102 未办结', ...by },
      { act: 'downloadExport', part: '编号:990102 未办结', ...by },
      { act: 'finishExport', part: `${rows} rows sha256 ${sha256}`, ...by },
    ]);
    const mine = await host.answer<{ petitionExports: object[] }>(
      'registrar',
      '{ petitionExports { id rows sha256 state person { id } } }',
    );
    expect(mine).toMatchObject({
      petitionExports: expect.arrayContaining([{ id, rows, sha256, state: 'READY', person: { id: PEOPLE.registrar } }]),
    });
    expect((await exported('registrar', { filter: { openOnly: true, number: '990102' }, requestId: 'e-1' })).id).toBe(id);
  });

  describe('as a workbook', () => {
    const filter = { number: '990102' };
    const wish = { filter, format: 'XLSX' };
    const count = async () => (await lines('registrar', { filter })).length - 1;

    it('is refused before its first byte where a sheet cannot hold the list, asked for or grown since', async () => {
      const rows = await count();
      const sheet = jest.replaceProperty(FORMATS.XLSX, 'rows', rows + 1);
      const fits = await exported('registrar', wish);
      expect((await readSheet((await fetched('registrar', fits.link)).bytes)) as unknown[]).toHaveLength(rows + 1);
      const { id, link } = await exported('registrar', wish);
      sheet.replaceValue(rows);
      const { errors } = await host.ask('registrar', EXPORT, { input: { ...wish, columns: ['number'], purpose: '核对登记数据' } });
      expect(errors?.[0]).toMatchObject({
        message: `符合条件的超过${rows - 1}行，一张电子表格装不下。请改选文本表格（csv），或者缩小筛选范围后分次导出`,
        extensions: { code: 'EXPORT_TOO_LONG', kind: 'INVALID_INPUT' },
      });
      expect(await fetched('registrar', link)).toMatchObject({ status: 400, code: 'EXPORT_TOO_LONG' });
      expect((await audit(id)).map(({ act }) => act)).toEqual(['exportPetitions']);
      // As a table the same list leaves, and so does less of it.
      expect((await lines('registrar', { filter })).length - 1).toBe(rows);
      expect((await exported('registrar', { ...wish, filter: { ...filter, kinds: ['REPORT'] } })).link).not.toBeNull();
    });

    it('has a row less for the list where it bears a mark', async () => {
      const rows = await count();
      jest.replaceProperty(FORMATS.XLSX, 'rows', rows + 1);
      expect(await ask('registrar', { ...wish, columns: ['number', 'name'] })).toBe('EXPORT_TOO_LONG');
      jest.restoreAllMocks();
      jest.replaceProperty(FORMATS.XLSX, 'rows', rows + 2);
      const { id } = await exported('registrar', { ...wish, columns: ['number', 'name'] });
      await acting('confirmPetitionExport', 'bureauHead', id);
      const opened = (await acting('openPetitionExport', 'registrar', id)) as Record<string, Exported>;
      const sheet = (await readSheet((await fetched('registrar', opened['openPetitionExport']!.link)).bytes)) as unknown[];
      expect(sheet).toHaveLength(rows + 2);
    });
  });

  const idle = async (): Promise<number> => {
    const [{ open }] = await host.db.query(
      "select count(*)::int open from pg_stat_activity where datname = current_database() and state like 'idle in%'",
    );
    return open as number;
  };

  it('breaks off, with a line, where its rows fail half way', async () => {
    const { id, link } = await exported('registrar');
    const { body } = await door.open('GET', link ?? '', { who: 'registrar' });
    const reader = body!.getReader();
    await reader.read();
    jest.spyOn(host.service.app.get(PetitionExportSource), 'cells').mockRejectedValue(new Error('the rows are gone'));
    await reader.read();
    await expect(reader.read()).rejects.toThrow('the rows are gone');
    expect((await audit(id)).map(({ act }) => act)).toEqual(['exportPetitions', 'downloadExport', 'breakExport']);
    expect(await idle()).toBe(0);
  });

  it('breaks off where the database cuts its connection, and the next one is whole', async () => {
    const { id, link } = await exported('registrar');
    const source = host.service.app.get(PetitionExportSource);
    const cells = source.cells.bind(source);
    jest.spyOn(source, 'cells').mockImplementationOnce(async (...rows) => {
      const made = await cells(...rows);
      await host.db.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state like 'idle in%'",
      );
      return made;
    });
    const sent = fetched('registrar', link);
    await expect(sent).rejects.toThrow();
    expect((await audit(id)).at(-1)).toMatchObject({ act: 'breakExport' });
    const again = (await acting('openPetitionExport', 'registrar', id)) as Record<string, Exported>;
    expect(csv(await fetched('registrar', again['openPetitionExport']!.link)).length).toBeGreaterThan(100);
    expect((await audit(id)).at(-1)).toMatchObject({ act: 'finishExport' });
  });

  it.each(['its rows', 'its end'])('is not whole where %s cannot be put on record', async (what) => {
    const { id, link } = await exported('registrar');
    const log = host.service.app.get(AuditLog);
    const note = log.note.bind(log);
    jest
      .spyOn(log, 'note')
      .mockImplementation((ctx, act, ...details) =>
        what === 'its end' && act !== 'downloadExport' ? Promise.reject(new Error('no audit')) : note(ctx, act, ...details),
      );
    if (what === 'its rows') jest.spyOn(host.service.app.get(PetitionExportSource), 'cells').mockRejectedValue(new Error('no audit'));
    await expect(fetched('registrar', link)).rejects.toThrow('no audit');
    const last = what === 'its end' ? 'downloadExport' : 'breakExport';
    expect((await audit(id)).at(-1)).toMatchObject({ act: last });
  });

  it('is on record as broken off where nothing of it is taken', async () => {
    const { id, link } = await exported('registrar');
    const { body } = await door.open('GET', link ?? '', { who: 'registrar' });
    await body!.cancel();
    expect((await audit(id)).map(({ act }) => act)).toEqual(['exportPetitions', 'downloadExport', 'breakExport']);
  });

  it('is given up with a line where the reader goes away', async () => {
    const { id, link } = await exported('registrar');
    const { body } = await door.open('GET', link ?? '', { who: 'registrar' });
    const reader = body!.getReader();
    await reader.read();
    await reader.cancel();
    expect((await audit(id)).at(-1)).toMatchObject({ act: 'breakExport', part: '0 rows' });
    expect(await idle()).toBe(0);
  });

  it('opens for its person alone, for a minute, by a link that is the last one', async () => {
    const { id, link, until } = await exported('registrar');
    expect(Date.parse(until ?? '') - host.time.now().getTime()).toBeLessThanOrEqual(60_000);
    expect(Date.parse(until ?? '') - host.time.now().getTime()).toBeGreaterThan(50_000);
    expect((await fetched('dispatcher', link)).code).toBe('EXPORT_LINK_INVALID');
    expect((await fetched(null, link)).code).toBe('SIGN_IN_REQUIRED');
    expect((await fetched('registrar', `${link}x`)).code).toBe('EXPORT_LINK_INVALID');
    expect(await acting('openPetitionExport', 'dispatcher', id)).toBe('EXPORT_UNKNOWN');
    expect(await acting('openPetitionExport', 'registrar', 'x')).toBe('ID_MALFORMED');
    const again = (await acting('openPetitionExport', 'registrar', id)) as Record<string, Exported>;
    expect((await fetched('registrar', link)).code).toBe('EXPORT_LINK_INVALID');
    const fresh = again['openPetitionExport']!;
    later(fresh.until, 1);
    expect(await fetched('registrar', fresh.link)).toMatchObject({ status: 410, code: 'EXPORT_LINK_EXPIRED' });
    later(fresh.until, -5_000);
    expect((await fetched('registrar', fresh.link)).status).toBe(200);
    later(until, 86_400_000 - 70_000);
    expect(await acting('openPetitionExport', 'registrar', id)).toMatchObject({ openPetitionExport: { id } });
    later(until, 86_400_000);
    expect(await acting('openPetitionExport', 'registrar', id)).toBe('EXPORT_LAPSED');
  });

  it('is no longer given to whoever lost the right between link and file', async () => {
    const { link } = await exported('townshipHandler');
    await host.db.query('delete from person_role where person_id = $1', [PEOPLE.townshipHandler]);
    expect(await fetched('townshipHandler', link)).toMatchObject({ status: 403, code: 'ACT_NOT_YOURS' });
    await host.db.query("insert into person_role values ($1, 'HANDLER', $2, false)", [PEOPLE.townshipHandler, ORGANS.township]);
  });

  it('is read by two at once in one process and no more', async () => {
    const held = await Promise.all(
      (['registrar', 'dispatcher'] as const).map(async (who) => door.open('GET', (await exported(who)).link ?? '', { who })),
    );
    const third = await exported('supervisor');
    expect(await fetched('supervisor', third.link)).toMatchObject({ status: 429, code: 'EXPORTS_BUSY' });
    await Promise.all(held.map((response) => response.body!.cancel()));
    expect((await fetched('supervisor', third.link)).status).toBe(200);
  });

  it.each<[string, Who | null, object, string]>([
    ['nobody', null, {}, 'SIGN_IN_REQUIRED'],
    ['a service', 'service', {}, 'SIGN_IN_REQUIRED'],
    ['an administrator', 'sysadmin', {}, 'ACT_NOT_YOURS'],
    ['a migrator', 'migrator', {}, 'ACT_NOT_YOURS'],
    ['who may open no identity', 'supervisor', { columns: ['number', 'name'] }, 'ACT_NOT_YOURS'],
    ['without a purpose', 'registrar', { purpose: ' 核对 数 ' }, 'EXPORT_PURPOSE_MISSING'],
    ['with a purpose of 201 characters', 'registrar', { purpose: '核'.repeat(201) }, 'EXPORT_PURPOSE_MISSING'],
    ['without a column', 'registrar', { columns: [] }, 'EXPORT_COLUMNS_UNFIT'],
    ['a column twice', 'registrar', { columns: ['number', 'number'] }, 'EXPORT_COLUMNS_UNFIT'],
    ['a column of another list', 'registrar', { columns: ['term'] }, 'EXPORT_COLUMNS_UNFIT'],
  ])('is refused to %s', async (_case, who, input, code) => {
    expect(await ask(who, input)).toBe(code);
  });
});

describe('an export that names people', () => {
  const columns = ['number', 'name', 'idNumber', 'phone', 'address'];
  const confirm = (who: Who, id: string) => acting('confirmPetitionExport', who, id);

  it('leaves by two people, with a mark, and each opening is on record', async () => {
    const two = await register(host, {
      petitioners: [
        { name: '钱乙某', phone: '19900001111', representative: true },
        { name: '孙丙某', phone: '19900002222', address: '西湖路二号' },
      ],
      peopleCount: 2,
    });
    const wish = { columns, filter: { number: two.number }, purpose: '寄送书面答复' };
    const waiting = await exported('registrar', wish);
    expect(waiting).toMatchObject({ state: 'WAITING', link: null });
    expect(await acting('openPetitionExport', 'registrar', waiting.id)).toBe('EXPORT_WAITS');
    const toConfirm = await host.answer('bureauHead', '{ petitionExports { id state purpose columns } }');
    expect(toConfirm).toMatchObject({ petitionExports: [{ id: waiting.id, state: 'WAITING', purpose: '寄送书面答复', columns }] });
    expect(await host.answer('housingHead', '{ petitionExports { id } }')).toEqual({ petitionExports: [] });
    expect(await confirm('registrar', waiting.id)).toBe('ACT_NOT_YOURS');
    expect(await confirm('housingHead', waiting.id)).toBe('ACT_NOT_YOURS');
    expect(await confirm('bureauHead', waiting.id)).toMatchObject({
      confirmPetitionExport: { state: 'READY', link: null, confirmedBy: { id: PEOPLE.bureauHead } },
    });
    expect(await confirm('bureauHead', waiting.id)).toBe('EXPORT_NOT_WAITING');
    const opened = (await acting('openPetitionExport', 'registrar', waiting.id)) as Record<string, Exported>;
    const [mark, titles, row, ...more] = csv(await fetched('registrar', opened['openPetitionExport']!.link));
    expect(mark).toEqual([
      expect.stringContaining(
        `导出编号：${waiting.id}；导出人：bureau（登记），人员编号${PEOPLE.registrar}；审批人：人员编号${PEOPLE.bureauHead}；日期：${TODAY}；用途：寄送书面答复`,
      ),
    ]);
    expect(titles).toEqual(['信访编号', '信访人', '证件号码', '电话', '住址']);
    expect(row).toEqual([two.number, '钱乙某；孙丙某', '', '19900001111；19900002222', '西湖路二号']);
    expect(more).toEqual([]);
    const openings = await host.db.query(
      'select field, person_id, organ_id, role, purpose from sealed_opening where petition_id = $1 order by field',
      [two.petition!.id],
    );
    expect(openings.map(({ field }: { field: string }) => field)).toEqual(['address', 'name', 'name', 'phone', 'phone']);
    expect(openings[0]).toEqual({
      field: 'address',
      person_id: PEOPLE.registrar,
      organ_id: ORGANS.bureau,
      role: 'REGISTRAR',
      purpose: '寄送书面答复',
    });
    expect((await audit(waiting.id)).map(({ act, actor_id }) => [act, actor_id])).toEqual([
      ['exportIdentities', PEOPLE.registrar],
      ['confirmPetitionExport', PEOPLE.bureauHead],
      ['downloadExport', PEOPLE.registrar],
      ['finishExport', PEOPLE.registrar],
    ]);
  });

  it('names nobody in rows that the requester may not open, and nobody of a report', async () => {
    const own = await register(host);
    const report = await register(host, { kind: 'REPORT', accused: [{ text: '某人' }] });
    const county = await register(host, { division: '990102' }, 'countyRegistrar');
    await host.db.transaction((tx) =>
      host.service.app
        .get(Access, { strict: false })
        .setRelation(tx, () => undefined, { petitionId: county.petition!.id, subject: ORGANS.bureau, relation: 'assisting' }),
    );
    const { id } = await exported('registrar', { columns: ['number', 'name'] });
    await confirm('bureauHead', id);
    const opened = (await acting('openPetitionExport', 'registrar', id)) as Record<string, Exported>;
    const table = csv(await fetched('registrar', opened['openPetitionExport']!.link));
    const nameOf = (number: string) => table.find((row) => row[0] === number)?.[1];
    expect([own, report, county].map(({ number }) => nameOf(number))).toEqual(['赵甲某', '', '']);
  });

  it('is not confirmed by the head who asked for it, nor after a day', async () => {
    const { id } = await exported('housingHead', { columns });
    expect(await confirm('housingHead', id)).toBe('EXPORT_CONFIRMED_BY_OTHER');
    const late = await exported('registrar', { columns });
    later(host.time.now().toISOString(), 86_400_000);
    expect(await confirm('bureauHead', late.id)).toBe('EXPORT_LAPSED');
    expect(await host.answer('bureauHead', '{ petitionExports { id } }')).toEqual({ petitionExports: [] });
    expect(await confirm('bureauHead', 'x')).toBe('ID_MALFORMED');
    expect(await confirm('bureauHead', (await exported('registrar')).id)).toBe('EXPORT_NOT_WAITING');
  });
});
