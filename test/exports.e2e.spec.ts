import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLOCK_STATE_NAMES, TERM_NAMES } from '@sunshine/words';
import { DEMO_PASSWORD, life, loadCity, personId } from '@sunshine/demo';
import { allRead } from '@sunshine/infra';
import { Time } from '@sunshine/platform';
import { temporaryFolder } from '@sunshine/testing';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { cutWhileReading, world, type World } from './world.js';

const SIGN_IN =
  'mutation ($account: String!, $password: String!) { signIn(input: { account: $account, password: $password }) { accessToken } }';
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number petition { id } } }';
const FIELDS = '{ id state link until identity }';
const WISH = { format: 'CSV', purpose: '核对登记数据' };
interface Exported {
  id: string;
  state: string;
  link: string;
}

describe.each(['in-process', 'http'] as const)('a list as a file, services %s', (transport) => {
  let at: World;
  let dataDir: string;
  let base: string;
  const numbers: string[] = [];

  const tokenOf = async (account: string) =>
    (await at.client.query<{ signIn: { accessToken: string } }>(null, SIGN_IN, { account, password: DEMO_PASSWORD })).signIn.accessToken;
  const get = async (account: string | null, link: string) =>
    fetch(base + link, { headers: account === null ? {} : { authorization: `Bearer ${await tokenOf(account)}` } });
  const refusal = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return `${response.status} ${errors[0]?.extensions.code}`;
  };
  const act = async (account: string, name: string, type: string, input: object) =>
    (
      await at.client.query<Record<string, Exported>>(account, `mutation ($input: ${type}!) { ${name}(input: $input) ${FIELDS} }`, {
        input,
      })
    )[name] as Exported;
  const petitions = (account: string, input: object) => act(account, 'exportPetitions', 'ExportPetitionsInput', { ...WISH, ...input });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  beforeAll(async () => {
    dataDir = join(temporaryFolder(), 'data');
    at = await world({ transport, dataDir, safety: 'throwaway' });
    base = new URL(at.node.url).origin;
    const today = at.node.services.intake.time.today();
    for (const summary of ['=1+1，道路积水', '路灯损坏', '噪音扰民']) {
      const { registerPetition } = await at.client.query<{ registerPetition: { number: string } }>('registrar.city', REGISTER, {
        input: {
          ...{
            channel: 'LETTER',
            kind: 'CLAIM',
            receivedOn: today,
            division: '990100',
            summary,
            text: '请处理。',
            requests: [{ text: '处理' }],
          },
          ...{ petitioners: [{ name: '申某某', phone: '19900001234' }], peopleCount: 1, anonymous: false },
        },
      });
      numbers.push(registerPetition.number);
    }
    numbers.sort();
  }, 90_000);
  afterAll(async () => {
    await at.close();
  });

  it('holds what the list holds, as a table and as a workbook', async () => {
    const columns = ['number', 'registeredOn', 'summary', 'maskedName', 'registeringOrgan'];
    const { link } = await petitions('registrar.city', { columns, orderBy: 'NUMBER' });
    expect(link).toMatch(/^\/exports\/intake\//);
    const response = await get('registrar.city', link);
    expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('信访件查询')}`);
    const bytes = await bytesOf(response);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const table: string[][] = parse(bytes, { bom: true });
    expect(table[0]).toEqual(['信访编号', '登记日期', '概况', '信访人（隐名）', '登记单位']);
    expect(table.slice(1).map(([number]) => number)).toEqual(numbers);
    expect(table.map((row) => row[2])).toContain("'=1+1，道路积水");
    expect(bytes.toString()).not.toContain('申某某');

    const book = await petitions('registrar.city', { columns, orderBy: 'NUMBER', format: 'XLSX' });
    const content = await bytesOf(await get('registrar.city', book.link));
    const sheet = (await readSheet(content)) as unknown[][];
    const plain = sheet.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))));
    expect(plain).toEqual(table.map((row) => row.map((cell) => cell.replace(/^'=/, '='))));
    const { petitionExports } = await at.client.query<{ petitionExports: { id: string; rows: number; sha256: string }[] }>(
      'registrar.city',
      '{ petitionExports { id rows sha256 person { name } } }',
    );
    expect(petitionExports.find(({ id }) => id === book.id)).toMatchObject({
      rows: numbers.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      person: { name: expect.any(String) },
    });
  });

  it('breaks off, and does not look whole, where the database goes away meanwhile', async () => {
    const { id, link } = await petitions('registrar.city', { columns: ['number', 'maskedName'] });
    const [status, body] = await cutWhileReading(at.admin, 'intake.petitioner', async () => {
      const response = await get('registrar.city', link);
      return [response.status, await response.text().catch((error: unknown) => error)];
    });
    expect([status, String(body)]).toEqual([200, 'TypeError: terminated']);
    const acts = async () =>
      (await at.admin.query<{ act: string }>('select act from intake.audit where subject = $1 order by id', [id])).rows.map(
        ({ act: name }) => name,
      );
    expect(await acts()).toEqual(['exportPetitions', 'downloadExport', 'breakExport']);
    const again = await act('registrar.city', 'openPetitionExport', 'PetitionExportInput', { id });
    expect(parse(await bytesOf(await get('registrar.city', again.link)), { bom: true })).toHaveLength(numbers.length + 1);
    expect((await acts()).slice(3)).toEqual(['downloadExport', 'finishExport']);
  });

  it('opens for its person alone, and for a minute', async () => {
    const { link } = await petitions('registrar.city', { columns: ['number'] });
    expect(await refusal(await get('dispatcher.city', link))).toBe('403 EXPORT_LINK_INVALID');
    expect(await refusal(await get(null, link))).toBe('401 SIGN_IN_REQUIRED');
    expect(await refusal(await get('registrar.city', link.replace('intake', 'supervision')))).toBe('403 EXPORT_LINK_INVALID');
    expect((await get('registrar.city', link.replace('intake', 'directory'))).status).toBe(404);
    try {
      Time.shared.set(new Date(Date.now() + 61_000));
      expect(await refusal(await get('registrar.city', link))).toBe('410 EXPORT_LINK_EXPIRED');
    } finally {
      Time.shared.set(null);
    }
    expect((await get('registrar.city', link)).status).toBe(200);
  });

  it('names people only after the head has confirmed it', async () => {
    const { id, state, link } = await petitions('registrar.city', { columns: ['number', 'name', 'phone'], orderBy: 'NUMBER' });
    expect([state, link]).toEqual(['WAITING', null]);
    const confirm = (account: string) => act(account, 'confirmPetitionExport', 'PetitionExportInput', { id });
    const open = () => act('registrar.city', 'openPetitionExport', 'PetitionExportInput', { id });
    await expect(open()).rejects.toMatchObject({ code: 'EXPORT_WAITS' });
    await expect(confirm('registrar.city')).rejects.toMatchObject({ code: 'ACT_NOT_YOURS' });
    await expect(confirm('head.housing')).rejects.toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await confirm('head.bureau.city')).toMatchObject({ state: 'READY', link: null });
    const table: string[][] = parse(await bytesOf(await get('registrar.city', (await open()).link)), {
      bom: true,
      relax_column_count: true,
    });
    expect(table[0]?.[0]).toContain(id);
    expect(table.slice(2)).toEqual(numbers.map((number) => [number, '申某某', '19900001234']));
  });

  it('holds the board as the board is', async () => {
    const BOARD = '{ supervisionBoard(first: 100) { edges { node { petitionNumber organ { name } clock { term state effectiveDue } } } } }';
    const { supervisionBoard } = await at.client.query<{
      supervisionBoard: {
        edges: {
          node: {
            petitionNumber: string;
            organ: { name: string };
            clock: { term: string; state: keyof typeof CLOCK_STATE_NAMES; effectiveDue: string };
          };
        }[];
      };
    }>('supervisor.city', BOARD);
    const { link } = await act('supervisor.city', 'exportSupervisionBoard', 'ExportSupervisionBoardInput', {
      ...WISH,
      columns: ['petitionNumber', 'organ', 'term', 'state', 'effectiveDue'],
    });
    const table: string[][] = parse(await bytesOf(await get('supervisor.city', link)), { bom: true });
    expect(table.slice(1)).toEqual(
      supervisionBoard.edges.map(({ node: { petitionNumber, organ, clock } }) => [
        petitionNumber,
        organ.name,
        TERM_NAMES[clock.term],
        CLOCK_STATE_NAMES[clock.state],
        clock.effectiveDue,
      ]),
    );
    expect(table.length).toBeGreaterThan(numbers.length);
  });

  it('names the officer in charge as the list does, and to readers of that organ alone', async () => {
    const department = loadCity.departments[0]!;
    const petitionId = await life({
      ...{ client: at.client, city: loadCity, department, tag: 'named', until: 'accept' as const },
      today: at.node.services.intake.time.today(),
    });
    await at.client.query('head.housing', 'mutation ($input: AssignPetitionInput!) { assignPetition(input: $input) { number } }', {
      input: { petitionId, officerId: personId('handler2.housing'), dueOn: at.node.services.intake.time.today() },
    });
    await allRead(at.admin);
    const OFFICERS = '{ petitions(first: 100, orderBy: NUMBER) { edges { node { number officer { name } } } } }';
    const shown = async (account: string) => {
      type Listed = { petitions: { edges: { node: { number: string; officer: { name: string } | null } }[] } };
      const { petitions: list } = await at.client.query<Listed>(account, OFFICERS);
      return list.edges.map(({ node: { number, officer } }) => [number, officer?.name ?? '']);
    };
    const file = async (account: string, format: string) => {
      const { link } = await petitions(account, { columns: ['number', 'officer'], orderBy: 'NUMBER', format });
      const bytes = await bytesOf(await get(account, link));
      if (format === 'CSV') return (parse(bytes, { bom: true }) as string[][]).slice(1);
      return ((await readSheet(bytes)) as unknown[][]).slice(1).map((row) => row.map((cell) => cell ?? ''));
    };
    for (const account of ['head.housing', 'registrar.city'])
      for (const format of ['CSV', 'XLSX']) expect(await file(account, format)).toEqual(await shown(account));
    const officers = async (account: string) => (await shown(account)).map(([, officer]) => officer);
    expect(await officers('head.housing')).toEqual(['市住建局承办员乙']);
    expect(await officers('registrar.city')).toEqual(['', '', '', '']);
  });
});
