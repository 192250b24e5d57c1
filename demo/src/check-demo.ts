import { NEXT_STAGES, pathOf, type Path } from '@sunshine/case';
import { Channel, Exit, OrganKind, Outcome, PetitionKind, Role, Stage } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { command, startSettings, type GraphClient } from '@sunshine/infra';
import { withClient, withNodeOfData, withOwnNode } from './command-node.js';
import { demoCity } from './city.js';
import { playDemo } from './scenario.js';
import { supervisedOf, tablesOfSupervision, type Supervised, type Table } from './check-supervised.js';
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
  readonly records: readonly { readonly kind: string; readonly state: string; readonly details: readonly { readonly text: string }[] }[];
  readonly history: readonly { readonly act: string }[];
}

/** A hearing of the demo as the clerk of its organ sees it. */
interface Heard {
  readonly id: string;
  readonly stage: string;
  readonly state: string;
  readonly schedule: { readonly round: number } | null;
  readonly votes: readonly { readonly state: string }[];
  readonly pause: { readonly to: string | null } | null;
  readonly bundle: { readonly signers: readonly { readonly state: string }[] } | null;
  readonly petition: { readonly id: string } | null;
}

/** What an organ keeps for its hearings. */
interface Kept {
  readonly organId: string;
  readonly members: number;
  readonly inForce: number;
  readonly rooms: number;
}

interface Shown {
  readonly matters: readonly Matter[];
  readonly heard: readonly Heard[];
  readonly kept: readonly Kept[];
  /** By what each opinion stands in public. */
  readonly published: readonly { readonly groundName: string; readonly text: string }[];
  readonly supervised: Supervised;
}

const ORGAN_ROLES: readonly Role[] = ['REGISTRAR', 'HANDLER', 'CHECKER', 'ISSUER', 'HEAD'];
const WHOLE_NODE = 'node';
/** Where a role has work. @source contract Roles: bureau, organ, supervision office, whole node */
const ROLES_AT: Readonly<Record<string, readonly Role[]>> = {
  ...Object.fromEntries(OrganKind.options.map((kind) => [kind, ORGAN_ROLES])),
  government: [...ORGAN_ROLES, 'REVIEWER', 'CLERK', 'PANEL_MEMBER'],
  department: [...ORGAN_ROLES, 'CLERK'],
  petition_bureau: ['REGISTRAR', 'DISPATCHER', 'AUDITOR', 'HEAD', 'EXCHANGE_OPERATOR'],
  supervision_office: ['SUPERVISOR'],
  [WHOLE_NODE]: ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'MIGRATOR'],
};
const HAVE_WORK = new Set(Object.values(ROLES_AT).flat());

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

const did = ({ history }: Matter, act: string): boolean => history.some((line) => line.act === act);
const hasRecord = ({ records }: Matter, kind: string, state: string): boolean =>
  records.some((record) => record.kind === kind && record.state === state);

/** What the latest review of it decided. */
const reviewSays = ({ records }: Matter, disposition: string): boolean =>
  records.findLast(({ kind, state }) => kind === 'review' && state === 'served')?.details.some(({ text }) => text === disposition) ?? false;

/** What becomes of a request for review or re-review, beside its stages. */
const REVIEWS: Readonly<Record<string, (matter: Matter) => boolean>> = {
  转送有权的机关: (matter) => did(matter, 'passOnReview'),
  '逾期有正当理由，准许': (matter) => did(matter, 'admitLateReview'),
  '逾期没有理由，不予受理': (matter) => did(matter, 'confirmReviewRefusal'),
  告知补正: (matter) => did(matter, 'askReviewPapers'),
  自行撤回: (matter) => did(matter, 'withdrawReview'),
  复查维持: (matter) => matter.stage === 'review_served' && reviewSays(matter, '维持'),
  复查变更: (matter) => reviewSays(matter, '变更'),
  '撤销，正在重新办理': ({ stage }) => stage === 'redoing',
  重新办理后再申请或者送达: (matter) => did(matter, 'compareRedo') && matter.stage !== 'redoing',
  复核维持: (matter) => matter.stage === 'rereview_served' && reviewSays(matter, '维持'),
  复核后办结: (matter) => matter.stage === 'closed' && did(matter, 'requestReReview'),
};

/** Every step of a hearing, and what may happen on the way. */
const HEARINGS: Readonly<Record<string, (hearing: Heard, matter: Matter | undefined) => boolean>> = {
  '已申请，待决定': ({ state }) => state === 'requested',
  '已拟决定，待确认': ({ state }) => state === 'proposed',
  不予听证: ({ state }) => state === 'refused',
  已决定: ({ state }) => state === 'decided',
  延期: ({ schedule }) => schedule !== null && schedule.round > 1,
  正在听证: ({ state }) => state === 'open',
  取消: ({ state }) => state === 'cancelled',
  表决因听证员离席停止: ({ votes }) => votes.some(({ state }) => state === 'stopped'),
  已作出结论: ({ state }) => state === 'concluded',
  '案卷已装订、已签名': ({ bundle }) => bundle !== null && bundle.signers.every(({ state }) => state !== 'open'),
  复核期限中止: ({ stage, state, pause }) => stage === 'rereview' && state === 'decided' && pause !== null && pause.to === null,
  听证后维持: ({ state }, matter) => state === 'concluded' && (matter?.stage === 'review_served' || matter?.stage === 'rereview_served'),
  听证后撤销重办: ({ state }, matter) => state === 'concluded' && matter?.stage === 'redoing',
};

const MEDIATIONS: Readonly<Record<string, (matter: Matter) => boolean>> = {
  征询意愿: (matter) => hasRecord(matter, 'mediation', 'asking'),
  没有达成协议: (matter) => hasRecord(matter, 'mediation', 'ended'),
  '达成协议，正在履行': (matter) => hasRecord(matter, 'mediation', 'settled') && hasRecord(matter, 'settlement', 'standing'),
  承诺都做到了: (matter) => hasRecord(matter, 'mediation', 'settled') && hasRecord(matter, 'settlement', 'performed'),
  '承诺没有做到，恢复办理': (matter) =>
    hasRecord(matter, 'mediation', 'settled') && hasRecord(matter, 'settlement', 'broken') && matter.stage !== 'closed',
};

const POOL_OF_CITY = 20;
/** What is there for hearings: an organ of this kind counts once it has enough of it. */
const KEPT: Readonly<Record<string, (kept: Kept) => boolean>> = {
  听证员库二十人: ({ members }) => members >= POOL_OF_CITY,
  听证员库: ({ inForce }) => inForce > 0,
  '任期已满、解聘的听证员': ({ members, inForce }) => inForce < members,
  听证室: ({ rooms }) => rooms > 0,
};

/** Two reviewers and a clerk: the committee of that organ. */
const committees = (): number =>
  demoCity.organs.filter(({ id }) => {
    const held = demoCity.people.flatMap(({ grants }) => grants.flatMap(({ organId, role }) => (organId === id ? [role] : [])));
    return held.filter((role) => role === 'REVIEWER').length >= 2 && held.includes('CLERK');
  }).length;

/** What the demo must show: roles × organs, stages × exits, kinds × channels, kinds of organ that have a matter, outcomes, reviews, hearings, mediations, opinions in public. */
function tablesOf({ matters, heard, kept, published, supervised }: Shown): readonly Table[] {
  const matterOf = (id: string | undefined) => matters.find((matter) => matter.id === id);
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
    {
      title: '复查、复核',
      rows: Object.keys(REVIEWS),
      columns: ['件数'],
      possible: () => true,
      count: (what) => matching((matter) => REVIEWS[what]?.(matter) ?? false),
    },
    {
      title: '听证',
      rows: Object.keys(HEARINGS),
      columns: ['次数'],
      possible: () => true,
      count: (what) => heard.filter((hearing) => HEARINGS[what]?.(hearing, matterOf(hearing.petition?.id))).length,
    },
    {
      title: '听证准备',
      rows: ['复查复核委员会', ...Object.keys(KEPT)],
      columns: ['机关、单位数'],
      possible: () => true,
      count: (what) => (what === '复查复核委员会' ? committees() : kept.filter((one) => KEPT[what]?.(one) ?? false).length),
    },
    {
      title: '调解、和解',
      rows: Object.keys(MEDIATIONS),
      columns: ['件数'],
      possible: () => true,
      count: (what) => matching((matter) => MEDIATIONS[what]?.(matter) ?? false),
    },
    ...tablesOfSupervision(supervised),
    {
      title: '意见公示',
      rows: ['经过听证的复核意见'],
      columns: ['件数'],
      possible: () => true,
      count: (ground) => published.filter(({ groundName, text }) => groundName === ground && text !== '').length,
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
  return { cells, empty };
}

const LIST = `query ($after: String) {
  petitions(first: 100, after: $after) { edges { node { id kind channel stage exit outcome organ { id } records { kind state details { text } } history { act } } } pageInfo { hasNextPage endCursor } }
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

const CLERKS = ['clerk.city', 'clerk.province', 'clerk.housing'] as const;
const HEARD = `query ($organ: ID!) { hearings(filter: { organIds: [$organ] }, first: 50) {
  edges { node { id stage state schedule { round } votes { state } pause { to } bundle { signers { state } } petition { id } } } }
  hearingPool { id inForce } hearingRooms { id } }`;
interface OfClerk {
  readonly hearings: { readonly edges: readonly { readonly node: Heard }[] };
  readonly hearingPool: readonly { readonly inForce: boolean }[];
  readonly hearingRooms: readonly unknown[];
}

/** Hearings, pool and rooms of every organ that has a clerk. */
async function hearingsOf(client: GraphClient): Promise<Pick<Shown, 'heard' | 'kept'>> {
  const found = await Promise.all(
    CLERKS.map(async (clerk) => {
      const organId = demoCity.people.find(({ account }) => account === clerk)?.grants[0]?.organId ?? '';
      return { organId, ...(await client.query<OfClerk>(clerk, HEARD, { organ: organId })) };
    }),
  );
  return {
    heard: found.flatMap(({ hearings }) => hearings.edges.map(({ node }) => node)),
    kept: found.map(({ organId, hearingPool, hearingRooms }) => ({
      organId,
      members: hearingPool.length,
      inForce: hearingPool.filter(({ inForce }) => inForce).length,
      rooms: hearingRooms.length,
    })),
  };
}

const PUBLISHED = '{ publishedOpinions(first: 100) { edges { node { groundName text } } } }';

/** As anybody may read them. */
async function publishedOf(client: GraphClient): Promise<Shown['published']> {
  const { publishedOpinions } = await client.query<{ publishedOpinions: { edges: { node: Shown['published'][number] }[] } }>(
    null,
    PUBLISHED,
  );
  return publishedOpinions.edges.map(({ node }) => node);
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Checks the demo of a node. */
export const checkDemo = async (client: GraphClient, told: (line: string) => void): Promise<DemoCheck> =>
  checkTables(
    tablesOf({
      matters: await mattersOf(client),
      ...(await hearingsOf(client)),
      published: await publishedOf(client),
      supervised: await supervisedOf(client),
    }),
    told,
  );

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
