import pg from 'pg';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { dataOf, graph, passFor } from '../attack/asking.js';
import type { NodeReady } from '../attack/node-process.js';
import type { Known } from './inputs.js';
import type { Random } from './random.js';

interface Matter {
  readonly id: string;
  readonly number: string;
  readonly acts: readonly string[];
  readonly parts: Readonly<Record<string, readonly string[]>>;
}

interface Node {
  id: string;
  number: string;
  acts: { act: string }[] | null;
  deskActs: { act: string }[] | null;
  requests: { id: string }[] | null;
  petitioners: { id: string }[] | null;
  documents: { id: string }[] | null;
  records: { id: string }[] | null;
  files: { id: string }[] | null;
}

const MATTERS =
  'query { petitions(first: 40) { edges { node { id number acts { act } deskActs { act } requests { id } petitioners { id } documents { id } records { id } files { id } } } } }';
const TRACK = 'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { pass } }';

/** Fields whose ids lie in one table; all other ids are looked for among records of the course. */
const TABLES: Readonly<Record<string, string>> = {
  visitId: 'intake.visit',
  correctionId: 'intake.correction',
  mandateId: 'intake.mandate',
  holderId: 'intake.mandate',
  ownerId: 'intake.petitioner',
  repeatOf: 'intake.petition',
  duplicateOfId: 'intake.petition',
  splitId: 'intake.split',
  extensionId: 'casework.extension',
};

const PACK = 'code: local-990100\n';

/** What is at a node and may be named in an input, and what each person may do there now. */
export class KnownHere {
  private readonly fixed = new Map<string, readonly unknown[]>();
  private matters: readonly Matter[] = [];

  private constructor(
    private readonly origin: string,
    private readonly token: string | null,
  ) {}

  static async of(ready: NodeReady, token: string | null): Promise<KnownHere> {
    const here = new KnownHere(ready.url, token);
    const admin = new pg.Client({ connectionString: ready.adminUrl });
    await admin.connect();
    const values = async (text: string) => (await admin.query<{ value: string }>(text)).rows.map(({ value }) => value);
    try {
      const tables = new Set(
        await values(
          `select table_schema || '.' || table_name as value from information_schema.columns where column_name = 'id' and table_schema in ('intake', 'casework', 'directory')`,
        ),
      );
      const ids = (table: string) => (tables.has(table) ? values(`select id::text as value from ${table} limit 60`) : Promise.resolve([]));
      for (const [name, table] of Object.entries(TABLES)) here.fixed.set(name, await ids(table));
      const people = await ids('directory.person');
      for (const name of [
        'personId',
        'officerId',
        'receptionOfficerId',
        'onDutyIds',
        'fromPersonId',
        'toPersonId',
        'namedHandlerId',
        'signedBy',
      ])
        here.fixed.set(name, people);
      here.fixed.set('organ', await ids('directory.organ'));
      here.fixed.set('petition', await ids('intake.petition'));
      here.fixed.set('file', await ids('intake.stored_file'));
      here.fixed.set('account', await values('select account as value from directory.person limit 60'));
    } finally {
      await admin.end();
    }
    here.fixed.set('password', [DEMO_PASSWORD]);
    here.fixed.set('division', ['990100', '990102', '990123', '990000']);
    here.fixed.set('yaml', [PACK]);
    const receipt = ready.receipts.at(-1);
    if (receipt) {
      here.fixed.set('queryCode', [receipt.queryCode]);
      here.fixed.set('secret', [receipt.secret]);
      const tracked = await graph(ready.url, TRACK, { ...receipt }, { from: '10.9.0.1' });
      here.fixed.set('pass', [dataOf<{ trackPetition: { pass: string } }>(tracked).trackPetition.pass]);
    }
    here.fixed.set('uploadPass', [await passFor(ready.url, '10.9.0.2')]);
    return here;
  }

  /** What the person may do changes with every act that is taken. */
  async refresh(): Promise<void> {
    if (this.token === null) return;
    const heard = await graph(this.origin, MATTERS, {}, { token: this.token, from: '10.9.0.3', textMax: 4_000_000 });
    if (heard.what !== '200 ok') return; // an administrator sees no petition
    const { petitions } = dataOf<{ petitions: { edges: { node: Node }[] } }>(heard);
    this.matters = petitions.edges.map(({ node }) => ({
      id: node.id,
      number: node.number,
      acts: [...(node.acts ?? []), ...(node.deskActs ?? [])].map(({ act }) => act),
      parts: Object.fromEntries(
        (['requests', 'petitioners', 'documents', 'records', 'files'] as const).map((part) => [
          part,
          (node[part] ?? []).map(({ id }) => id),
        ]),
      ),
    }));
  }

  /** What may be named by a field of this name in one input to `field`: all of it about one matter, where possible one where it may be done. */
  for(field: string, random: Random): Known {
    const open = this.matters.filter(({ acts }) => acts.includes(field));
    const fitting = open.length > 0 && random.chance(0.9) ? open : this.matters;
    const matter = fitting.length > 0 ? random.of(fitting) : null;
    return (name) => this.named(name, field, matter);
  }

  private named(name: string, field: string, matter: Matter | null): readonly unknown[] {
    const fixed = (key: string) => this.fixed.get(key) ?? [];
    if (name === 'petitionId' || (name === 'id' && field === 'petition')) return matter ? [matter.id] : fixed('petition');
    if (/number$/i.test(name) && matter) return [matter.number];
    if (name === 'petitionerId' || name === 'holderId') return matter?.parts['petitioners'] ?? [];
    if (name === 'id' && /organ/i.test(field)) return fixed('organ');
    if (name === 'id' && /person/i.test(field)) return fixed('personId');
    if (name === 'id') return matter?.parts['requests'] ?? fixed('petition');
    if (/documentIds?$/i.test(name)) return matter?.parts['documents'] ?? [];
    if (/fileIds?$/i.test(name) || name === 'attachments') return [...(matter?.parts['files'] ?? []), ...fixed('file')];
    if (/organIds?$/i.test(name) || ['parentId', 'addressedTo', 'sharedWith', 'reviewedById'].includes(name)) return fixed('organ');
    if (name === 'ids') return /organ/i.test(field) ? fixed('organ') : (matter?.parts['documents'] ?? []);
    const known = fixed(name);
    return known.length > 0 || !name.endsWith('Id') ? known : (matter?.parts['records'] ?? []);
  }
}
