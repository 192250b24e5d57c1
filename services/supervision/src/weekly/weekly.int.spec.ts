import { beforeAll, describe, expect, it } from '@jest/globals';
import { GatewaySeal, sealedForDoor, secretList } from '@sunshine/platform';
import { contentHash } from '@sunshine/procedure';
import { pagesOfPdf, paragraphsOf } from '@sunshine/testing';
import { COUNTY_HANDLER, HOUSING_HANDLER, SUPERVISOR, hostedCity } from '../../test/city.js';
import { clock, opened, registered, relation, role, uuid, type Hosted, type Sent } from '../../test/hosted.js';

const SECOND = 151;
const REPORT = `id office { id } area { id } week from to asOf frozenBy { id } title lead hash holds docx pdf sections { title paragraphs heads rows }`;
interface Report {
  id: string;
  hash: string;
  docx: string;
  pdf: string;
  lead: string[];
  sections: { title: string; paragraphs: string[]; rows: string[][] }[];
}
let host: Hosted;
let report: Report;

const freeze = (person: number | null, day: string) =>
  host.ask(person, `mutation ($input: FreezeWeeklyReportInput!) { freezeWeeklyReport(input: $input) { ${REPORT} } }`, {
    input: { requestId: null, day },
  });
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const read = async (person: number, id = report.id) => host.ask(person, `{ weeklyReport(id: "${id}") { ${REPORT} } }`);
async function fetched(person: number | null, link: string, method = 'GET'): Promise<Response> {
  const seal = new GatewaySeal(secretList(host.env).parse(host.env['GATEWAY_SECRETS']));
  const authorization = person === null ? undefined : `Bearer ${await host.token(person)}`;
  return host.service.door!(
    sealedForDoor(
      seal,
      'supervision',
      { authorization, correlationId: 'test', address: '' },
      new Request(`http://files${link}`, { method }),
    ),
  );
}
const refusal = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
/** A claim at housing whose notice was due long before. */
const late = (n: number): Sent[] => [
  registered(n),
  relation('intake', n, 2, 'registering'),
  opened(n, clock(n * 10, n, 'NOTIFY_TRANSFERRED', '2025-03-03', 4)),
  relation('case', n, 4, 'in_charge'),
];

beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(host.db.manager, role(SECOND, 3, 'SUPERVISOR'), ...[900, 901].flatMap(late));
  host.setDay('2025-04-02');
});

describe('督查周报', () => {
  it('is frozen by the office of supervision, of this week or the last', async () => {
    expect(codeOf(await freeze(null, '2025-04-02'))).toBe('SIGN_IN_REQUIRED');
    expect(codeOf(await freeze(HOUSING_HANDLER, '2025-04-02'))).toBe('ACT_NOT_YOURS');
    for (const day of ['2025-03-23', '2025-04-07']) expect(codeOf(await freeze(SUPERVISOR, day))).toBe('WEEKLY_REPORT_WEEK');
    const { data, errors } = await freeze(SUPERVISOR, '2025-04-06');
    expect(errors).toBeUndefined();
    report = data?.['freezeWeeklyReport'] as Report;
    expect(report).toMatchObject({
      ...{ office: { id: uuid(3) }, area: { id: uuid(1) }, week: '2025-W14', from: '2025-03-31', to: '2025-04-06', asOf: '2025-04-02' },
      ...{ frozenBy: { id: uuid(SUPERVISOR) }, holds: true },
    });
    const [, lateOnes] = report.sections;
    expect(lateOnes?.rows.find(([, duties]) => duties?.includes('受理告知（转送交办）2项'))).toBeDefined();
    expect(report.sections.map(({ title }) => title)).toEqual([
      '一、收办情况',
      '二、到期和逾期情况',
      '三、预警、催办、督办情况',
      '四、按期情况',
      '五、至下周末的到期情况',
    ]);
  });

  it('is frozen once: a second time is refused, whoever of the office asks, and of the week before it is another one', async () => {
    for (const person of [SUPERVISOR, SECOND]) expect(codeOf(await freeze(person, '2025-03-31'))).toBe('WEEKLY_REPORT_FROZEN');
    const twice = await Promise.all([freeze(SUPERVISOR, '2025-03-26'), freeze(SECOND, '2025-03-30')]);
    expect(twice.map(codeOf).filter((code) => code !== undefined)).toEqual(['WEEKLY_REPORT_FROZEN']);
    const { data } = await host.ask(SECOND, '{ weeklyReports(first: 10) { edges { node { week } } } }');
    expect(data).toEqual({ weeklyReports: { edges: [{ node: { week: '2025-W14' } }, { node: { week: '2025-W13' } }] } });
  });

  it('says what it said when the figures have moved, with the same hash and the same files', async () => {
    const files = async () =>
      Promise.all([report.docx, report.pdf].map(async (link) => Buffer.from(await (await fetched(SUPERVISOR, link)).arrayBuffer())));
    const before = await files();
    await host.feed.send(host.db.manager, ...[902, 903].flatMap(late));
    host.setDay('2025-04-10');
    const now = await freeze(SUPERVISOR, '2025-04-10');
    expect((now.data?.['freezeWeeklyReport'] as Report).sections[1]?.rows).not.toEqual(report.sections[1]?.rows);
    const again = (await read(SECOND)).data?.['weeklyReport'];
    expect(again).toEqual(report);
    expect((await files()).map((file, at) => file.equals(before[at] as Buffer))).toEqual([true, true]);
    const [row] = (await host.db.query('select content, hash from weekly_report where id = $1', [report.id])) as {
      content: object;
      hash: string;
    }[];
    expect(contentHash(row?.content)).toBe(report.hash);
  });

  it('is changed and taken away by nobody, the database included', async () => {
    for (const text of [`update weekly_report set hash = ''`, 'delete from weekly_report'])
      await expect(host.db.query(text)).rejects.toThrow('a weekly report is frozen');
  });

  it('leaves as a text document and as a PDF that say the same', async () => {
    const docx = await fetched(SUPERVISOR, report.docx);
    expect(docx.headers.get('content-type')).toContain('wordprocessingml');
    expect(docx.headers.get('content-disposition')).toContain(encodeURIComponent('督查周报-2025-W14.docx'));
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['x-content-type-options', 'nosniff'],
    ] as const)
      expect(docx.headers.get(name)).toBe(value);
    const pdf = await fetched(SUPERVISOR, report.pdf);
    const said = paragraphsOf(new Uint8Array(await docx.arrayBuffer()));
    const drawn = (await pagesOfPdf(new Uint8Array(await pdf.arrayBuffer()))).flat().join('').replaceAll('　', '');
    for (const text of [
      ...report.lead,
      ...report.sections.flatMap(({ title, paragraphs, rows }) => [title, ...paragraphs, ...rows.map(([first]) => first ?? '')]),
    ]) {
      expect(said).toContain(text);
      expect(drawn).toContain(text);
    }
    expect(drawn).toContain(report.hash);
    const audit = (await host.db.query(`select act, part from audit where subject = $1 and act = 'downloadWeeklyReport' order by id`, [
      report.id,
    ])) as { part: string }[];
    expect(audit.slice(-2).map(({ part }) => part)).toEqual(['2025-W14 docx', '2025-W14 pdf']);
  });

  it('is unknown to whoever may not read it, page and file alike', async () => {
    for (const person of [HOUSING_HANDLER, COUNTY_HANDLER]) {
      expect(codeOf(await read(person))).toBe('WEEKLY_REPORT_UNKNOWN');
      expect((await host.ask(person, '{ weeklyReports { edges { node { id } } } }')).data).toEqual({ weeklyReports: { edges: [] } });
      expect(await refusal(await fetched(person, report.pdf))).toBe('WEEKLY_REPORT_UNKNOWN');
    }
    expect(codeOf(await read(SUPERVISOR, uuid(999)))).toBe('WEEKLY_REPORT_UNKNOWN');
    expect(await refusal(await fetched(null, report.docx))).toBe('SIGN_IN_REQUIRED');
    expect(await refusal(await fetched(SUPERVISOR, report.docx, 'DELETE'))).toBe('EXPORT_LINK_INVALID');
    expect(await refusal(await fetched(SUPERVISOR, report.docx.replace('.docx', '.exe')))).toBe('EXPORT_LINK_INVALID');
  });
});
