import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command, GraphClient, GraphError } from '@sunshine/infra';
import { engineOf, withClient, withNodeOfData, withOwnNode } from './command-node.js';
import { organId as demoOrgan } from './city.js';
import { dressBefore, type Dressed, type LateRow } from './dress-before.js';
import { dressUp, type Attempt, type Left } from './dress-up.js';

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const Row = z.object({
  id: z.union([z.number(), z.string()]),
  user: z.string().min(1),
  time: moment,
  title: z.string().trim().min(1),
  content: z.string().trim().min(1),
  reply: z.string().nullish(),
  reply_time: moment.nullish(),
});
type Row = z.infer<typeof Row>;

interface Tally {
  registered: number;
  answered: number;
  onTime: number;
  late: number;
}

interface Report extends Tally {
  file: string;
  rows: number;
  alreadyThere: number;
  bad: { line: number; code: string }[];
  perYear: Record<string, Tally>;
  /** Of the answers, by the year in which they were due. */
  perDueYear: Record<string, { inTime: number; due: number }>;
  seconds: number;
}

const ORGANS = `query ($ids: [ID!]!) { organs(filter: { ids: $ids }, first: 1) { edges { node { id division } } } }`;
const BUREAUS = `query ($division: String!) { organs(filter: { kind: "petition_bureau", division: $division }, first: 1) { edges { node { id } } } }`;
const REGISTER = `mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id requests { id } } } }`;
const act = (name: string, type: string, fields = 'id') => `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
const ROUTE = act('routePetition', 'RoutePetitionInput');
const INFORM = act('informPetitioner', 'InformPetitionerInput');
const ACCEPT = act('acceptPetition', 'AcceptPetitionInput');
const REPLY = act('recordLegacyReply', 'RecordLegacyReplyInput', 'id clocks { term state effectiveDue }');
const CLOCKS = `query ($id: ID!) { petition(id: $id) { clocks { term state effectiveDue } } }`;
const FIGURES = `query ($organId: ID!, $period: PeriodInput!) { timeliness(organId: $organId, level: ORGAN, period: $period) {
  figures { definition { id } numerator denominator } } }`;

type Clocks = readonly { readonly term: string; readonly state: string; readonly effectiveDue: string }[] | null;
const handleOf = (clocks: Clocks) => clocks?.find((clock) => clock.term === 'HANDLE');

type Organs = { organs: { edges: { node: { id: string; division: string } }[] } };

/** Beijing time as published; the legal day is its date. */
const dayOf = (text: string) => text.slice(0, 10);

async function places(client: GraphClient, account: string, organId: string) {
  const organ = (await client.query<Organs>(account, ORGANS, { ids: [organId] })).organs.edges[0]?.node;
  if (!organ) throw new Error(`没有编号为 ${organId} 的机关`);
  const bureau = (await client.query<Organs>(account, BUREAUS, { division: organ.division })).organs.edges[0]?.node;
  if (!bureau) throw new Error(`${organ.division} 没有信访工作机构`);
  return { organId, bureauId: bureau.id, division: organ.division };
}

type Places = Awaited<ReturnType<typeof places>>;

/** Brings one message and its reply through the acts of a straight line, each on its own day. */
async function replayRow(client: GraphClient, account: string, at: Places, row: Row, requestId: string) {
  const on = dayOf(row.time);
  const registered = await client.call<{ registerPetition: { petition: { id: string } } }>(account, REGISTER, {
    input: {
      requestId,
      on,
      organId: at.bureauId,
      channel: 'IMPORT',
      kind: 'CLAIM',
      receivedOn: on,
      division: at.division,
      summary: row.title.slice(0, 200),
      text: row.content.slice(0, 10_000),
      requests: [{ text: row.title }],
      petitioners: [{ name: row.user }],
      peopleCount: 1,
      anonymous: false,
    },
  });
  const petitionId = registered.data.registerPetition.petition.id;
  const doing = (name: string, more: object = {}) => ({ input: { petitionId, on, requestId: `${requestId}:${name}`, ...more } });
  await client.query(account, ROUTE, doing('route', { kind: 'TRANSFER', toOrganId: at.organId, reason: '历史留言导入，属该单位职责' }));
  await client.query(account, INFORM, doing('inform', { path: '信访事项办理程序', procedure: '依照导入当时有效的规定办理' }));
  await client.query(account, ACCEPT, doing('accept'));
  if (!row.reply || !row.reply_time) return { petitionId, repeated: registered.repeated, timing: null, dueOn: '' };
  const reply = doing('reply', { reply: row.reply, on: dayOf(row.reply_time) });
  const { data } = await client.call<{ recordLegacyReply: { clocks: Clocks } }>(account, REPLY, reply);
  let handle = handleOf(data.recordLegacyReply.clocks);
  // An answer tells the clocks of supervision as they were where it is more than two seconds behind.
  for (let tries = 0; tries < 30 && handle?.state !== 'met' && handle?.state !== 'met_late'; tries += 1) {
    await sleep(1_000);
    const again = await client.query<{ petition: { clocks: Clocks } | null }>(account, CLOCKS, { id: petitionId });
    handle = handleOf(again.petition?.clocks ?? null);
  }
  if (handle?.state !== 'met' && handle?.state !== 'met_late') throw new Error(`办理期限未了结：${handle?.state ?? '无此期限'}`);
  return {
    petitionId,
    repeated: registered.repeated,
    timing: handle.state === 'met' ? ('onTime' as const) : ('late' as const),
    dueOn: handle.effectiveDue,
  };
}

function parse(line: string): { row: Row } | { code: string } {
  try {
    const row = Row.safeParse(JSON.parse(line));
    return row.success ? { row: row.data } : { code: 'ROW_MALFORMED' };
  } catch {
    return { code: 'ROW_NO_JSON' };
  }
}

const empty = (): Tally => ({ registered: 0, answered: 0, onTime: 0, late: 0 });

/**
 * Replays a file of messages with their replies, one JSON object a line, through the graph. A second run finds each act already done.
 * @param progress called with the number of rows done
 */
export async function replay(
  client: GraphClient,
  file: string,
  organId: string,
  account: string,
  progress: (done: number) => void,
): Promise<Report & { left: Left; at: Places; lateRows: LateRow[] }> {
  const started = performance.now();
  const fileHash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  const at = await places(client, account, organId);
  const report: Report = { file, rows: 0, ...empty(), alreadyThere: 0, bad: [], perYear: {}, perDueYear: {}, seconds: 0 };
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })[Symbol.asyncIterator]();
  const left = { onTime: [] as string[], late: [] as string[] };
  const lateRows: LateRow[] = [];
  let line = 0;
  const worker = async () => {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const number = ++line;
      if (!next.value.trim()) continue;
      report.rows += 1;
      const parsed = parse(next.value);
      if ('code' in parsed) {
        report.bad.push({ line: number, code: parsed.code });
        continue;
      }
      const year = (report.perYear[parsed.row.time.slice(0, 4)] ??= empty());
      try {
        const { petitionId, repeated, timing, dueOn } = await replayRow(
          client,
          account,
          at,
          parsed.row,
          `replay:${fileHash}:${parsed.row.id}`,
        );
        for (const tally of [report, year]) {
          if (!repeated) tally.registered += 1;
          if (timing) {
            tally.answered += 1;
            tally[timing] += 1;
          }
        }
        if (timing) {
          left[timing].push(petitionId);
          const { user, title, content, time } = parsed.row;
          if (timing === 'late') lateRows.push({ user, title, content, on: dayOf(time) });
          const due = (report.perDueYear[dueOn.slice(0, 4)] ??= { inTime: 0, due: 0 });
          due.due += 1;
          if (timing === 'onTime') due.inTime += 1;
        }
        if (repeated) report.alreadyThere += 1;
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        report.bad.push({ line: number, code: error.code });
      }
      progress(report.rows);
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  report.bad.sort((a, b) => a.line - b.line);
  report.perYear = Object.fromEntries(Object.entries(report.perYear).sort());
  report.seconds = Math.round((performance.now() - started) / 100) / 10;
  return { ...report, left, at, lateRows };
}

interface Figures {
  timeliness: { figures: { definition: { id: string }; numerator: number | null; denominator: number | null }[] };
}

/** Years whose 按期办理率 is not what the replay itself has counted; the organ must have had no other matter. */
async function differing(client: GraphClient, account: string, organId: string, { perDueYear }: Report): Promise<string[]> {
  const years: string[] = [];
  for (const [year, { inTime, due }] of Object.entries(perDueYear)) {
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    const { timeliness } = await client.query<Figures>(account, FIGURES, { organId, period });
    const handled = timeliness.figures.find(({ definition }) => definition.id === 'handled_in_time');
    if (handled?.numerator !== inTime || handled.denominator !== due) years.push(year);
  }
  return years;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      organ: { type: 'string' },
      json: { type: 'boolean', default: false },
      engine: { type: 'string' },
      dress: { type: 'boolean', default: false },
    },
  });
  const file = positionals[0];
  if (!file) {
    process.stderr.write('用法：npm run --silent replay -- 文件.jsonl [--organ 机关编号] [--engine embedded|kafka [--dress]] [--json]\n');
    return 2;
  }
  const run = async (client: GraphClient) => {
    const organId = values.organ ?? demoOrgan('housing.city');
    const { left, at, lateRows, ...report } = await replay(client, file, organId, 'migrator', (done) => {
      if (done % 250 === 0) process.stderr.write(`已处理 ${done} 件\n`);
    });
    if (!values.json) {
      process.stdout.write(
        `登记 ${report.registered} 件，已有 ${report.alreadyThere} 件，答复 ${report.answered} 件：按期 ${report.onTime}，逾期 ${report.late}\n`,
      );
    }
    // A node of its own has no other matter at the organ.
    const figuresDiffer = values.engine ? await differing(client, 'supervisor.city', organId, report) : [];
    let attempts: Record<string, Attempt> | undefined;
    let before: Record<string, Dressed> | undefined;
    let raised: string[] = [];
    if (values.engine && values.dress) {
      process.stderr.write('试以合并、拆分、改办理方式、提前办结、撤回、重新办理改善数字\n');
      attempts = await dressUp(client, left);
      process.stderr.write('逾期的按来信再登记一次，在到期日前后试以并案、改办理途径、提前办结、撤回改善数字\n');
      before = await dressBefore(client, at, lateRows);
      raised = await differing(client, 'supervisor.city', organId, report);
      raised.push(...Object.entries(before).flatMap(([way, one]) => one.raised.map((figure) => `${way} ${figure}`)));
    }
    const figures = values.engine && { figuresDiffer, ...(attempts && { attempts, before, differAfterAttempts: raised }) };
    process.stdout.write(`${JSON.stringify({ ...report, ...figures })}\n`);
    return report.bad.length + figuresDiffer.length + raised.length > 0 ? 1 : 0;
  };
  // An engine named on the command line is tried on a node of its own, so that both can be compared on the same file.
  return values.engine ? withOwnNode(engineOf(values.engine), {}, (node) => withClient(node.url, run)) : withNodeOfData(run);
}

if (process.argv[1] === import.meta.filename) await command(main);
