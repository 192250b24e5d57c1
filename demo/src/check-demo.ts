import { NEXT_STAGES, pathOf, type Path } from '@sunshine/case';
import { Channel, Exit, OrganKind, Outcome, PetitionKind, Role, Stage } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { command, startSettings, type GraphClient } from '@sunshine/infra';
import { withClient, withNodeOfData, withOwnNode } from './command-node.js';
import { demoCity } from './city.js';
import { playDemo } from './scenario.js';
import { demoIsThere } from './demo-once.js';

/** A matter of the demo as the graph tells it. */
interface Matter {
  readonly id: string;
  readonly kind: PetitionKind;
  readonly channel: Channel;
  readonly stage: Stage;
  readonly exit: Exit | null;
  readonly outcome: Outcome | null;
  /** Where it is now; null while nobody but the desk has it. */
  readonly organ: { readonly id: string } | null;
}

/** Rows and columns of what must be shown; `possible` says which cells can hold anything. */
interface Table {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  possible(row: string, column: string): boolean;
  count(row: string, column: string): number;
}

const ORGAN_ROLES: readonly Role[] = ['REGISTRAR', 'HANDLER', 'CHECKER', 'ISSUER', 'HEAD'];
const WHOLE_NODE = 'node';
/** Where a role has work. @source contract Roles: bureau, organ, supervision office, whole node */
const ROLES_AT: Readonly<Record<string, readonly Role[]>> = {
  ...Object.fromEntries(OrganKind.options.map((kind) => [kind, ORGAN_ROLES])),
  government: [...ORGAN_ROLES, 'REVIEWER'],
  petition_bureau: ['REGISTRAR', 'DISPATCHER', 'AUDITOR', 'HEAD'],
  supervision_office: ['SUPERVISOR'],
  [WHOLE_NODE]: ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'MIGRATOR'],
};
const HAVE_WORK = new Set(Object.values(ROLES_AT).flat());
/** Roles without an act as yet: hearing and exchange come with later issues. */
const LATER_ROLES: readonly Role[] = Role.options.filter((role) => !HAVE_WORK.has(role));

/** Under the 2022 Regulation every exit is the end of one way of a claim; the other kinds have a way each. */
const WAYS: readonly { readonly name: string; readonly path: Path; readonly kind: PetitionKind; readonly exit: Exit | null }[] = [
  ...[null, ...Exit.options].map((exit) => ({ name: exit ?? '—', path: pathOf({ kind: 'CLAIM', exit }), kind: 'CLAIM' as const, exit })),
  { name: 'SUGGESTION', path: 'suggestion', kind: 'SUGGESTION', exit: null },
  { name: 'REPORT', path: 'report', kind: 'REPORT', exit: null },
];
const wayNamed = (name: string) => WAYS.find((way) => way.name === name)!;

/** A matter stands in every stage of its way but `routed`, which inside one node only a report on its way to the receipt does. */
const standsIn = (stage: Stage, path: Path): boolean =>
  stage === 'closed' || (NEXT_STAGES[path][stage] !== undefined && (stage !== 'routed' || path === 'report'));

const rolesOf = (kind: string): readonly Role[] => {
  const ids = new Set<string | null>(
    kind === WHOLE_NODE ? [null] : demoCity.organs.filter((organ) => organ.kind === kind).map(({ id }) => id),
  );
  return demoCity.people.flatMap(({ grants }) => grants.filter(({ organId }) => ids.has(organId)).map(({ role }) => role));
};

/** What the demo must show: roles × organs, stages × exits, kinds × channels, kinds of organ that have a matter, outcomes. */
function tablesOf(matters: readonly Matter[]): readonly Table[] {
  const matching = (test: (matter: Matter) => boolean) => matters.filter(test).length;
  return [
    {
      title: '角色 × 机关、单位',
      rows: Role.options.filter((role) => HAVE_WORK.has(role)),
      columns: [...OrganKind.options, WHOLE_NODE],
      possible: (role, kind) => (ROLES_AT[kind] as readonly string[]).includes(role),
      count: (role, kind) => rolesOf(kind).filter((held) => held === role).length,
    },
    {
      title: '环节 × 途径',
      rows: Stage.options,
      columns: WAYS.map(({ name }) => name),
      possible: (stage, way) => standsIn(stage as Stage, wayNamed(way).path),
      count: (stage, way) => {
        const { kind, exit } = wayNamed(way);
        return matching((matter) => matter.stage === stage && matter.kind === kind && matter.exit === exit);
      },
    },
    {
      title: '渠道 × 类别',
      rows: Channel.options,
      columns: PetitionKind.options,
      // Old matters are brought in as claims (contract, Import).
      possible: (channel, kind) => channel !== 'IMPORT' || kind === 'CLAIM',
      count: (channel, kind) => matching((matter) => matter.channel === channel && matter.kind === kind),
    },
    {
      title: '办理机关、单位的类别',
      rows: OrganKind.options,
      columns: ['件数'],
      // It watches over the matters of others and has none.
      possible: (kind) => kind !== 'supervision_office',
      count: (kind) => {
        const ids = new Set(demoCity.organs.filter((organ) => organ.kind === kind).map(({ id }) => id));
        return matching(({ organ }) => organ !== null && ids.has(organ.id));
      },
    },
    {
      title: '结果',
      rows: Outcome.options,
      columns: ['件数'],
      possible: () => true,
      count: (outcome) => matching((matter) => matter.outcome === outcome),
    },
  ];
}

export interface DemoCheck {
  readonly cells: number;
  readonly empty: number;
}

/** Prints the tables; `·` where nothing can stand, `空` where something must and nothing does. */
function checkTables(tables: readonly Table[], say: (line: string) => void): DemoCheck {
  let [cells, empty] = [0, 0];
  for (const { title, rows, columns, possible, count } of tables) {
    say(title);
    say(['', ...columns].join('\t'));
    for (const row of rows) {
      const line = columns.map((column) => {
        if (!possible(row, column)) return '·';
        cells += 1;
        const n = count(row, column);
        if (n === 0) empty += 1;
        return n === 0 ? '空' : String(n);
      });
      say([row, ...line].join('\t'));
    }
  }
  say(`后续议题的角色：${LATER_ROLES.join('、')}`);
  return { cells, empty };
}

const LIST = `query ($after: String) {
  petitions(first: 100, after: $after) { edges { node { id kind channel stage exit outcome organ { id } } } pageInfo { hasNextPage endCursor } }
}`;
interface Page {
  petitions: { edges: { node: Matter }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

/** Every matter of the demo: what each desk registered. */
async function mattersOf(client: GraphClient): Promise<Matter[]> {
  const desks = new Set(
    demoCity.people.filter(({ grants }) => grants.some(({ role }) => role === 'REGISTRAR')).map(({ account }) => account),
  );
  const found = new Map<string, Matter>();
  for (const desk of desks) {
    let after: string | null = null;
    do {
      const { petitions }: Page = await client.query(desk, LIST, { after });
      for (const { node } of petitions.edges) found.set(node.id, node);
      after = petitions.pageInfo.hasNextPage ? petitions.pageInfo.endCursor : null;
    } while (after !== null);
  }
  return [...found.values()];
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Checks the demo of a node. */
export const checkDemo = async (client: GraphClient, told: (line: string) => void): Promise<DemoCheck> =>
  checkTables(tablesOf(await mattersOf(client)), told);

async function check(client: GraphClient): Promise<number> {
  const result = await checkDemo(client, say);
  say(JSON.stringify(result));
  return result.empty > 0 ? 1 : 0;
}

/** On the demo of `npm start`; where it was never brought in, on that of a throw-away node. */
async function main(): Promise<number> {
  if (await demoIsThere(startSettings(process.env).dataDir)) return withNodeOfData(check);
  return withOwnNode('embedded', {}, (node) =>
    withClient(node.url, async (client) => {
      await playDemo(client, Time.shared, Time.shared.today());
      return check(client);
    }),
  );
}

if (process.argv[1] === import.meta.filename) await command(main);
