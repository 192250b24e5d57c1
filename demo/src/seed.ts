import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PetitionWriter, type Registration } from '@sunshine/intake';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { allRead, command, GraphClient, readFromEnd, services, StartRefusal, startSettings, type RunningNode } from '@sunshine/infra';
import { DEMO_PASSWORD } from './city.js';
import { life, loadCity, type Call } from './lives.js';
import { seedFiling } from './seed-texts.js';
import { startDemoNode } from './node.js';

/** Where open seeds stand: at each stage of the line. */
const OPEN_UNTIL: readonly Call[] = ['register', 'route', 'inform', 'accept', 'draft', 'issue'];
const BATCH = 100;
const WORKERS = 3;

type Row = Record<string, unknown>;

/** All rows that one played petition left in the node, by qualified table, as JSON text with its own ids and numbers. */
interface Template {
  readonly open: boolean;
  readonly petitionId: string;
  readonly number: string;
  /** Ids that belong to this petition alone. */
  readonly own: readonly string[];
  readonly rows: ReadonlyMap<string, string>;
  /** Its paper numbers, with their place in an organ's register. */
  readonly papers: readonly { organId: string; kind: string; year: number; number: string }[];
}

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Written by intake's own code for each seed, or not a petition's. */
const NOT_COPIED = new Set([
  'intake.petition',
  'intake.petition_request',
  'intake.petitioner',
  'intake.blind_index',
  'intake.query_code',
  'intake.petition_known',
  'intake.sealed_opening',
]);

/** Tables with rows of petitions, and the column that holds the petition's id. */
async function tablesOf(admin: pg.Client): Promise<Table[]> {
  const { rows } = await admin.query<{ schema: string; name: string; columns: string[]; names: string[] }>(`
    select table_schema schema, table_name "name",
      array_agg(column_name::text order by ordinal_position) filter (where is_identity = 'NO' and is_generated = 'NEVER') columns,
      array_agg(column_name::text) names
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema in ('intake', 'casework', 'supervision', 'hearing') and table_type = 'BASE TABLE' group by 1, 2`);
  return rows.flatMap(({ schema, name, columns, names }) => {
    if (NOT_COPIED.has(`${schema}.${name}`)) return [];
    const key = names.includes('petition_id')
      ? 'petition_id'
      : ['petition', 'petition_known'].includes(name)
        ? 'id'
        : ['outbox', 'outbox_seq', 'inbox'].includes(name)
          ? 'key'
          : null;
    return key ? [{ schema, name, columns, key }] : [];
  });
}

/** What a table's rows are narrowed to or ordered by: intake's own code writes the relations that intake publishes. */
const extra: Readonly<Record<string, string>> = {
  'casework.outbox': 'order by id',
  'intake.outbox': 'order by id',
  'intake.relation': "and relation not in ('registering', 'barred')",
};

async function capture(
  admin: pg.Client,
  tables: readonly Table[],
  shared: ReadonlySet<string>,
  petitionId: string,
  open: boolean,
): Promise<Template> {
  const rows = new Map<string, string>();
  for (const { schema, name, columns, key } of tables) {
    const found = await admin.query<{ row: string }>(
      `select json_agg(t)::text as row from (select ${columns.map((column) => `"${column}"`).join(', ')} from ${schema}."${name}" where "${key}"::text = $1 ${extra[`${schema}.${name}`] ?? ''}) t`,
      [petitionId],
    );
    if (found.rows[0]?.row) rows.set(`${schema}.${name}`, found.rows[0].row);
  }
  const papers = await admin.query<{ organId: string; kind: string; year: number; number: string }>(
    `select r.organ_id "organId", r.kind, r.year, r.number from casework.document_register r join casework.document d on d.id = r.document_id where d.petition_id = $1 order by r.number`,
    [petitionId],
  );
  const register = await admin.query<{ row: string }>(
    'select json_agg(r)::text as row from casework.document_register r join casework.document d on d.id = r.document_id where d.petition_id = $1',
    [petitionId],
  );
  if (register.rows[0]?.row) rows.set('casework.document_register', register.rows[0].row);
  const ids = new Set([...rows.values()].flatMap((text) => text.match(UUID) ?? []));
  const { rows: numbers } = await admin.query<{ number: string }>('select number from casework.petition where id = $1', [petitionId]);
  return { open, petitionId, number: numbers[0]!.number, own: [...ids].filter((id) => !shared.has(id)), rows, papers: papers.rows };
}

/** Plays one petition for each department and stage through the graph, and takes its rows as templates. */
async function templatesOf(node: RunningNode, admin: pg.Client): Promise<Template[]> {
  const client = new GraphClient(node.url, DEMO_PASSWORD);
  const today = node.services.case.time.today();
  const wanted = loadCity.departments.flatMap((department, index) => [
    { department, until: 'serve' as Call, open: false },
    { department, until: OPEN_UNTIL[index % OPEN_UNTIL.length] as Call, open: true },
  ]);
  const run = uuid();
  const played = await Promise.all(
    wanted.map(async ({ department, until, open }, index) => {
      const petitionId = await life({ client, city: loadCity, department, today, tag: `seed:${run}:${index}`, until });
      if (!open) await closeLife(client, department.handler, petitionId);
      return { petitionId, open };
    }),
  );
  client.close();
  await allRead(admin);
  const tables = await tablesOf(admin);
  const { rows } = await admin.query<{ id: string }>('select id from directory.organ union all select id from directory.person');
  const shared = new Set(rows.map(({ id }) => id));
  const templates: Template[] = [];
  for (const { petitionId, open } of played) templates.push(await capture(admin, tables, shared, petitionId, open));
  return templates;
}

async function closeLife(client: GraphClient, handler: string, petitionId: string): Promise<void> {
  const act = (name: string, type: string) => `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`;
  await client.query(handler, act('closePetition', 'ClosePetitionInput'), { input: { petitionId, ground: 'opinion_served' } });
  await client.query('auditor.city', act('verifyCompletion', 'VerifyCompletionInput'), { input: { petitionId } });
}

/** Reserves places at the end of a register row; answers the number before the first of them. */
async function reserve(admin: pg.Client, text: string, values: unknown[]): Promise<number> {
  const { rows } = await admin.query<{ before: number }>(text, values);
  return Number(rows[0]?.before ?? 0);
}

/** Running numbers of one paper's copies: `first`, `first + step`, ... */
interface PaperRow {
  readonly kind: string;
  readonly former: string;
  readonly first: number;
  readonly step: number;
}

interface Plan {
  /** One slot after the other is copied, again and again; a template may stand in several. */
  readonly slots: readonly { readonly template: Template; readonly papers: readonly PaperRow[] }[];
  readonly numberBase: number;
  readonly numberPrefix: string;
}

const paperKey = ({ organId, kind, year }: { organId: string; kind: string; year: number }) => `${organId}/${kind}/${year}`;

/** The kind of paper whose number a row bears; kinds of one organ count apart, so their numbers may read alike. */
function paperKindOf(table: string, row: Row): string | null {
  if (table === 'casework.document' || table === 'casework.document_register') return String(row['kind']);
  return table === 'casework.outbox' && row['pattern'] === 'OpinionIssued' ? 'OPINION' : null;
}

/** A row of a template under its own running number; the hash of a paper is that of its new body. */
function renumbered(table: string, row: Row, running: ReadonlyMap<string, { former: string; fresh: string; place: number }>): Row {
  const paper = running.get(paperKindOf(table, row) ?? '');
  if (!paper) return row;
  const copy = JSON.parse(JSON.stringify(row).replaceAll(paper.former, paper.fresh)) as Row;
  if (table === 'casework.document') copy['hash'] = createHash('sha256').update(String(copy['body'])).digest('hex');
  if (table === 'casework.document_register') copy['running'] = paper.place;
  return copy;
}

/** One new petition: intake's rows by intake's own code (identity sealed under a key of its own), all others as copies. */
async function addOne(writer: PetitionWriter, plan: Plan, index: number, into: Map<string, Row[]>, tx: EntityManager): Promise<void> {
  const { template, papers } = plan.slots[index % plan.slots.length] as Plan['slots'][number];
  const round = Math.floor(index / plan.slots.length);
  const ids = new Map(template.own.map((id) => [id, uuid()]));
  const number = `${plan.numberPrefix}-${String(plan.numberBase + index).padStart(6, '0')}`;
  const running = new Map(
    papers.map(({ kind, former, first, step }) => {
      const place = first + round * step;
      return [kind, { former, fresh: former.replace(/〕\d+号$/, `〕${place}号`), place }] as const;
    }),
  );
  for (const [table, text] of template.rows) {
    const copy = text.replace(UUID, (id) => ids.get(id) ?? id).replaceAll(template.number, number);
    const rows = (JSON.parse(copy) as Row[]).map((row) => renumbered(table, row, running));
    const list = into.get(table);
    if (list) list.push(...rows);
    else into.set(table, rows);
  }
  const at = new Date().toISOString();
  const act = { actor: { kind: 'service' as const, id: 'seed' }, at, on: at.slice(0, 10), recordedAt: at, correlationId: 'seed' };
  await writer.write(tx, () => undefined, act, registrationOf(template, ids, number, index));
}

function registrationOf(template: Template, ids: ReadonlyMap<string, string>, number: string, index: number): Registration {
  const [petition] = JSON.parse(template.rows.get('casework.petition') as string) as [
    {
      received_on: string;
      registered_on: string;
      division: string;
      registering_organ_id: string;
      request_ids: string[];
      petitioner_ids: string[];
    },
  ];
  const { summary, text, request, contentClass, name, phone, address } = seedFiling(index);
  return {
    id: ids.get(template.petitionId) as string,
    number,
    channel: 'PHONE',
    kind: 'CLAIM',
    division: petition.division,
    organId: petition.registering_organ_id,
    receivedOn: petition.received_on,
    registeredOn: petition.registered_on,
    postmarkOn: null,
    firstStampOn: null,
    summary,
    text,
    requests: petition.request_ids.map((id) => ({ id: ids.get(id) as string, text: request })),
    petitioners: petition.petitioner_ids.map((id) => ({
      id: ids.get(id) as string,
      representative: false,
      name,
      idType: null,
      idNumber: null,
      phone,
      address,
      below14: false,
      guardian: null,
    })),
    peopleCount: 1,
    purpose: null,
    contentClass,
    anonymous: false,
    respondent: [],
    accused: [],
    agentName: null,
    urgentEvent: null,
    addressedTo: [],
    previousNumber: null,
    previousId: null,
    desk: {
      transferIn: null,
      barCode: null,
      stampNumber: null,
      envelopeFileId: null,
      recordingFileId: null,
      oral: true,
      entry: null,
      visitId: null,
      visit: null,
    },
    accusedIds: [],
    namedIds: [],
    accusedInWords: null,
    staffConduct: false,
    addressUnclear: false,
  };
}

async function write(source: DataSource, writer: PetitionWriter, plan: Plan, from: number, to: number): Promise<void> {
  await source.transaction(async (tx) => {
    const into = new Map<string, Row[]>();
    await Promise.all(Array.from({ length: to - from }, (_, n) => addOne(writer, plan, from + n, into, tx)));
    for (const [table, rows] of into) {
      const columns = Object.keys(rows[0] as Row)
        .map((column) => `"${column}"`)
        .join(', ');
      // The relay numbers these events like all others; their readers' inboxes, copied with them, know them as read.
      const part = table.endsWith('.outbox') ? columns.replace('"part"', '(hashtextextended("key", 0) & 1073741823) % 12') : columns;
      await tx.query(`insert into ${table} (${columns}) select ${part} from json_populate_recordset(null::${table}, $1::json)`, [
        JSON.stringify(rows),
      ]);
    }
  });
}

/**
 * Fills a node with petitions: a few are played through the graph, the others are made in their likeness, with ids, numbers, sealed
 * identities, events and clocks of their own. `openShare` (0 to 1) of them stay open at some stage of the line.
 */
export async function seedPetitions(node: RunningNode, count: number, progress: (done: number) => void, openShare = 0.2): Promise<void> {
  const admin = new pg.Client({ connectionString: node.database.adminUrl });
  await admin.connect();
  const source = await new DataSource({
    type: 'postgres',
    url: node.database.adminUrl,
    poolSize: WORKERS,
    extra: { options: '-c search_path=intake,shared', pipeline: true },
  }).initialize();
  try {
    const all = await templatesOf(node, admin);
    const templates = mixed(all, openShare);
    const [first] = all;
    const prefix = (first as Template).number.slice(0, -7);
    const numberBase = await reserve(
      admin,
      `update intake.number_block set next = next + $2 where division || '-' || to_char(day, 'YYYYMMDD') = $1 returning next - $2 as before`,
      [prefix, count],
    );
    const slots = await withPaperNumbers(admin, templates, Math.ceil(count / templates.length));
    const plan: Plan = { slots, numberBase, numberPrefix: prefix };
    const writer = node.services.intake.app.get(PetitionWriter, { strict: false });
    let next = 0;
    const worker = async () => {
      for (let from = next; from < count; from = next) {
        next = Math.min(count, from + BATCH);
        await write(source, writer, plan, from, next);
        if (next % 5_000 < BATCH) progress(next);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
    // The copies came with the inboxes of their readers; reading them again would only find repeats.
    await readFromEnd(admin, services);
    await admin.query('analyze');
  } finally {
    await source.destroy();
    await admin.end();
  }
}

/** Reserves running numbers for every paper that the copies will hold, so that each register stays without gaps of unknown reason. */
async function withPaperNumbers(admin: pg.Client, templates: readonly Template[], rounds: number): Promise<Plan['slots']> {
  const perRound = new Map<string, number>();
  for (const paper of templates.flatMap((template) => template.papers))
    perRound.set(paperKey(paper), (perRound.get(paperKey(paper)) ?? 0) + 1);
  const next = new Map<string, number>();
  for (const [key, step] of perRound) {
    const before = await reserve(
      admin,
      "update casework.document_number set last = last + $2 where organ_id || '/' || kind || '/' || year = $1 returning last - $2 as before",
      [key, step * rounds],
    );
    next.set(key, before + 1);
  }
  return templates.map((template) => ({
    template,
    papers: template.papers.map((paper) => {
      const key = paperKey(paper);
      const first = next.get(key) as number;
      next.set(key, first + 1);
      return { kind: paper.kind, former: paper.number, first, step: perRound.get(key) as number };
    }),
  }));
}

/** Templates in the proportion of open to closed ones that `openShare` asks for, in twentieths. */
function mixed(all: readonly Template[], openShare: number): Template[] {
  const open = all.filter((template) => template.open);
  const closed = all.filter((template) => !template.open);
  const opens = Math.round(openShare * 20);
  return Array.from({ length: 20 }, (_, n) => (n < opens ? open[n % open.length] : closed[n % closed.length]) as Template);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { petitions: { type: 'string', default: '1000' }, open: { type: 'string', default: '0.2' } } });
  const count = Number(values.petitions);
  const share = Number(values.open);
  if (!Number.isInteger(count) || count < 1 || !(share >= 0 && share <= 1))
    throw new StartRefusal('用法：npm run seed -- --petitions 件数 [--open 0至1]');
  const { dataDir, databaseUrl, env } = startSettings(process.env);
  const started = performance.now();
  const node = await startDemoNode({ dataDir, databaseUrl, env });
  try {
    await seedPetitions(node, count, (done) => void process.stderr.write(`已生成 ${done} 件\n`), share);
  } finally {
    await node.close();
  }
  process.stdout.write(
    `${JSON.stringify({ petitions: count, open: share, seconds: Math.round((performance.now() - started) / 100) / 10 })}\n`,
  );
  return 0;
}

if (process.argv[1] === import.meta.filename) await command(main);
