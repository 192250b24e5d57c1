import fs from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId, walk } from '@sunshine/demo';
import { GraphClient, type Answer } from '@sunshine/infra';
import { logOf } from '@sunshine/platform';
import pg from 'pg';
import { Stock } from './leak-matrix.stock.js';
import { atRest, world, type World } from './world.js';

/** What the log takes out of every line is Chinese, so this part of the mark is what would show that a text came there at all. */
const LATIN = 'ardeacinerea';
/** Stands in every text that a client sends: whatever a person could have typed there. */
const MARK = `苍鹭密语${LATIN}`;

/** Lines of the log: it is written to the standard error of this process, where the node runs. */
const logged: string[] = [];
const writeSync = fs.writeSync;
fs.writeSync = ((fd: number, text: string, ...rest: unknown[]) => {
  if (fd === 2) logged.push(String(text));
  return (writeSync as (...given: unknown[]) => number)(fd, text, ...rest);
}) as typeof fs.writeSync;
afterAll(() => {
  fs.writeSync = writeSync;
});

/** The logs of a node and of its database. */
async function logsOf({ node }: World): Promise<string> {
  const folder = dirname(String(node.database.env('intake')['FILES_DIR']));
  const ofDatabase = await readFile(join(folder, 'postgres', 'postgres.log'), 'utf8');
  logOf('spec').warn('the log is heard');
  expect(logged.join('')).toContain('the log is heard');
  expect(ofDatabase).toContain('database system is ready');
  return logged.join('') + ofDatabase;
}

/** Chinese words are texts, all else is an id, a code, a day or a number; the number of a paper names one that exists. */
const isText = (text: string): boolean => /\p{Script=Han}/u.test(text) && !/〔\d{4}〕/.test(text);

function planted(value: unknown, count: { texts: number }): unknown {
  if (typeof value === 'string') {
    if (!isText(value)) return value;
    count.texts += 1;
    return `${value}${MARK}`;
  }
  if (Array.isArray(value)) return value.map((one) => planted(one, count));
  if (value === null || typeof value !== 'object') return value;
  // A limit is chosen by its name in the pack.
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === 'limit' ? one : planted(one, count)]));
}

/** Adds the mark to every text of every input it sends, and notes by which acts. */
class PlantingClient extends GraphClient {
  readonly count = { texts: 0 };
  readonly acts = new Set<string>();

  override call<T>(account: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> {
    const act = /^mutation [^{]*\{ (\w+)/.exec(query)?.[1];
    if (act === undefined) return super.call<T>(account, query, variables);
    const before = this.count.texts;
    const sent = planted(variables, this.count) as Record<string, unknown>;
    if (this.count.texts > before) this.acts.add(act);
    return super.call<T>(account, query, sent);
  }
}

const nodes: World[] = [];
afterAll(async () => {
  for (const node of nodes) await node.close();
});

async function tour(client: GraphClient, name: string): Promise<void> {
  const lines: string[] = [];
  await walk(client, name, (line) => lines.push(line));
  expect(lines.filter((line) => line.includes('失败'))).toEqual([]);
}

/** Tables of a database some row of which holds the mark, with the columns that do. */
async function tablesWith(client: pg.Client, mark: string): Promise<string[]> {
  const { rows: columns } = await client.query<{ at: string; name: string }>(
    `select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name) as at, c.column_name as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema') order by 1, c.ordinal_position`,
  );
  const found: string[] = [];
  for (const { at, name } of columns) {
    const { rowCount } = await client.query(`select 1 from ${at} t where t.${pg.escapeIdentifier(name)}::text like $1 limit 1`, [
      `%${mark}%`,
    ]);
    if (rowCount) found.push(`${at}.${name}`);
  }
  return found;
}

async function filesWith(folder: string, mark: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries)
    if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(mark)) found.push(entry.name);
  return found;
}

/** Both databases of a node, by name. */
async function everywhere(at: World, mark: string): Promise<string[]> {
  const keys = new URL(at.node.database.adminUrl);
  keys.pathname += '_keys';
  const second = new pg.Client({ connectionString: keys.href });
  await second.connect();
  try {
    return [...(await tablesWith(at.admin, mark)), ...(await tablesWith(second, mark)).map((place) => `keys ${place}`)];
  } finally {
    await second.end();
  }
}

describe('what a person typed', () => {
  let at: World;
  let client: PlantingClient;
  beforeAll(async () => {
    at = await world();
    nodes.push(at);
    client = new PlantingClient(at.node.url, DEMO_PASSWORD);
  }, 120_000);

  it.each(['life', 'exits', 'group', 'objection'])('is taken by the acts of the tour %s', (name) => tour(client, name), 300_000);

  it('is taken by the acts of the desk, and by an import', async () => {
    const stock = new Stock(client, at.node.services.case.time.today(), () => atRest(at.admin));
    await stock.full('CLAIM', 'LETTER');
    await stock.full('CLAIM', 'VISIT');
    await stock.imported();
  }, 300_000);

  it('is in no event, whatever act it was typed into', async () => {
    client.close();
    await atRest(at.admin);
    expect(client.acts.size).toBeGreaterThan(34);
    const found = await tablesWith(at.admin, MARK);
    // The mark was kept where it belongs, so that it could have been found.
    expect(found).toEqual(expect.arrayContaining(['casework.case_record.data', 'casework.history.remark', 'intake.petition.text']));
    expect(await logsOf(at)).not.toContain(LATIN);
    expect(found.filter((place) => /\.(outbox|outbox_log|inbox|held|request|sign_in_attempt|session)\./.test(place))).toEqual([]);
  }, 120_000);
});

describe('what was written about a report', () => {
  it('stands in no table of either database, nor in a file, while it is read by right as it was written', async () => {
    const at = await world();
    nodes.push(at);
    const client = new PlantingClient(at.node.url, DEMO_PASSWORD);
    await tour(client, 'report');
    const stock = new Stock(client, at.node.services.case.time.today(), () => atRest(at.admin));
    const ids = [await stock.full('REPORT', 'LETTER'), await stock.full('REPORT', 'VISIT')];
    for (const petitionId of ids) await onReport(client, petitionId);
    client.close();
    await atRest(at.admin);
    expect(client.acts).toEqual(new Set([...client.acts, 'handOverReport', 'noteFeedback', 'markCrossing', 'printDocument']));
    // The visit book names the place of a reception, whatever comes of it.
    expect(await everywhere(at, MARK)).toEqual(['intake.visit_event.place']);
    expect(await filesWith(String(at.node.database.env('intake')['FILES_DIR']), MARK)).toEqual([]);
    expect(await logsOf(at)).not.toContain(LATIN);
    const { petition } = await at.client.query<{ petition: Record<string, unknown> }>(
      'dispatcher.city',
      'query ($id: ID!) { petition(id: $id) { history { remark basis } records { details { text } } documents { title body prints { reason } } } }',
      { id: ids[0] },
    );
    const told = JSON.stringify(petition);
    expect(told).toContain(`涉及两个部门${MARK}`);
    expect(told).toContain(`属其管理${MARK}`);
    expect(told).toContain(`遗失重印${MARK}`);
    expect(told).not.toMatch(/\\u0001|sealed/);
  }, 300_000);
});

/** Acts of casework that a report takes besides those of the tour. */
async function onReport(client: GraphClient, petitionId: string): Promise<void> {
  const act = (account: string, name: string, input: object) =>
    client.query(
      account,
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`,
      { input: { petitionId, ...input } },
    );
  await act('dispatcher.city', 'markCrossing', { kinds: ['CROSS_DEPARTMENT'], reason: '涉及两个部门' });
  await act('dispatcher.city', 'identifyAccused', { accused: [{ organId: organId('health.city') }], unnamedReason: '另有一人没有写明' });
  await act('auditor.city', 'confirmAccused', {});
  const body = { toOrganId: organId('education.city'), authority: '属其管理', cadreMatter: false, grave: false };
  await act('dispatcher.city', 'handOverReport', body);
  await act('head.bureau.city', 'confirmHandOver', {});
  const { petition } = await client.query<{ petition: { documents: { id: string; number: string | null }[] } }>(
    'dispatcher.city',
    'query ($id: ID!) { petition(id: $id) { documents { id number } } }',
    { id: petitionId },
  );
  // A form of the file has no number, and is not printed to be sealed.
  for (const { id: documentId } of petition.documents.filter(({ number }) => number !== null))
    for (const reason of [undefined, '遗失重印'])
      await client.query('dispatcher.city', 'mutation ($input: PrintDocumentInput!) { printDocument(input: $input) { id } }', {
        input: { documentId, copies: 1, reason },
      });
}
