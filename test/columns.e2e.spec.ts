import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Time } from '@sunshine/platform';
import pg from 'pg';
import { DEMO_PASSWORD, life, loadCity, playDemo, startDemoNode } from '@sunshine/demo';
import { allRead, GraphClient, services, type RunningNode } from '@sunshine/infra';
import { holdDay } from './world.js';

const LONG = 180_000;
const today = holdDay();
/** Tables of case that no act of the demo writes: of faults, of other days, of a page that saves while somebody types. */
const SPARED = new Set(
  [
    'held',
    'held_decision',
    'ended_session',
    'audit_batch',
    'opinion_draft',
    'seal_register',
    'unsealed_report',
    'proposed_law',
    'recomputation',
    'organ_elsewhere',
  ].map((n) => `casework.${n}`),
);

let node: RunningNode;
let client: GraphClient;
let admin: pg.Client;
let tables: string[];

const living = (tag: string) => life({ client, city: loadCity, department: loadCity.departments[0]!, today, tag });
const count = async (table: string, condition: string) => {
  const { rows } = await admin.query<{ n: string }>(`select count(*) n from ${table} where ${condition}`);
  return Number(rows[0]!.n);
};

beforeAll(async () => {
  node = await startDemoNode();
  client = new GraphClient(node.url, DEMO_PASSWORD);
  admin = new pg.Client({ connectionString: node.database.adminUrl });
  await admin.connect();
  // Connections hold their prepared statements when the columns come, as those of a release that runs.
  await living('before');
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1::text[]) and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [services.map(({ schema }) => schema)],
  );
  tables = rows.map(({ name }) => name);
  for (const table of tables) await admin.query(`alter table ${table} add column unheard_of int not null default 7`);
}, LONG);

afterAll(async () => {
  client?.close();
  await admin?.end();
  await node?.close();
}, LONG);

describe('a column that a later release has added to every table, not null and with a default', () => {
  it(
    'stops no act of this release, and gets its default in every row that is written',
    async () => {
      await living('after');
      await playDemo(client, Time.shared, today);
      await allRead(admin);
      expect(tables.length).toBeGreaterThan(80);
      const other: string[] = [];
      for (const table of tables) if ((await count(table, 'unheard_of is distinct from 7')) > 0) other.push(table);
      expect(other).toEqual([]);
    },
    LONG,
  );

  it('is in every table of case that its acts write', async () => {
    const empty: string[] = [];
    for (const table of tables.filter((name) => name.startsWith('casework.'))) if ((await count(table, 'true')) === 0) empty.push(table);
    expect(empty.filter((table) => !SPARED.has(table))).toEqual([]);
  });
});
