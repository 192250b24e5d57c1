import type { GraphClient } from '@sunshine/infra';
import { printedActs } from '@sunshine/supervision';

/** Rows and columns of what must be shown; `possible` says which cells can hold anything. */
export interface Table {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  possible(row: string, column: string): boolean;
  count(row: string, column: string): number;
}

/** What supervision keeps of the demo, by kind and state. */
export type Supervised = Readonly<Record<OnPetitions, readonly string[]>> & Between;
type OnPetitions = 'reminders' | 'supervisionProposals' | 'supervisedHandlings';

/** Records between organs. */
interface Between {
  readonly advices: readonly { readonly kind: string; readonly state: string; readonly answer: string | null }[];
  readonly measures: readonly { readonly means: readonly string[]; readonly state: string }[];
  readonly rounds: readonly { readonly state: string; readonly organs: readonly { readonly state: string }[] }[];
  readonly corrections: readonly { readonly state: string; readonly reopening: string | null }[];
  /** What patrol finds missing. */
  readonly missing: readonly string[];
  /** Frozen weekly reports. */
  readonly weeks: readonly { readonly holds: boolean }[];
  /** States of assessed organs. */
  readonly assessed: readonly string[];
  /** States of complaints about staff. */
  readonly complaints: readonly string[];
  readonly sampled: readonly {
    readonly inspected: number;
    readonly differences: readonly string[];
    readonly total: number | null;
    readonly settledReason: string | null;
  }[];
}

const { adviceKinds, adviceAnswers, measureMeans } = printedActs.words;
/** What is withdrawn is not asked for: that takes a sweep between the last day and a fact that is entered late. */
const REMINDER_STATES = ['open', 'answered'];
const PROPOSAL_STATES = ['open', 'taken', 'dismissed'];
const HANDLING_STATES = ['open', 'replied', 'returned', 'accepted', 'closed'];
const COMPLAINT_STATES = ['handling', 'concluded', 'replied', 'ended'];
const ASSESSMENT_STATES = ['self_check', 'to_score', 'scored', 'contested', 'final'];
const ROUND_STATES = ['planned', 'running', 'correcting', 'checked', 'ended'];
const PART_STATES = ['inspecting', 'clear', 'correcting', 'corrected', 'checked'];
const CORRECTION_STATES = ['open', 'answered', 'returned', 'checked'];
const ADVICE_STATES = ['open', 'answered', 'reviewed', 'concluded'];
/** States in which a measure of each means can stand: what is to be corrected is not just done, and the list alone is left. */
const ENDS_DONE = ['open', 'rejected', 'decided', 'done'];
const CORRECTS = ['open', 'rejected', 'decided', 'correcting', 'corrected', 'checked'];
const MEASURE_STATES: Readonly<Record<string, readonly string[]>> = {
  ACCOUNTABILITY_TALK: ENDS_DONE,
  CIRCULAR: ENDS_DONE,
  LISTED_SUPERVISION: [...CORRECTS, 'removed'],
  ORDERED_CORRECTION: CORRECTS,
};
const SAMPLED: Readonly<Record<string, (matter: Between['sampled'][number]) => boolean>> = {
  '已抽取，未评查': ({ inspected }) => inspected === 0,
  一人已评查: ({ inspected }) => inspected === 1,
  两人一致: ({ inspected, differences }) => inspected === 2 && differences.length === 0,
  '两人不一致，待认定': ({ differences, total }) => differences.length > 0 && total === null,
  已认定: ({ settledReason }) => settledReason !== null,
};

const statesOf = (list: readonly { readonly state: string }[]): string[] => list.map(({ state }) => state);

/** How many stand in each state. @param unit what is counted @param states of each */
const byState = (title: string, rows: readonly string[], unit: string, states: readonly string[]): Table => ({
  title,
  rows,
  columns: [unit],
  possible: () => true,
  count: (state) => states.filter((one) => one === state).length,
});

/** What the demo must show of supervision, by kind and state. */
export const tablesOfSupervision = (supervised: Supervised): readonly Table[] => [
  byState('催办', REMINDER_STATES, '件数', supervised.reminders),
  byState('拟督办', PROPOSAL_STATES, '件数', supervised.supervisionProposals),
  byState('督办', HANDLING_STATES, '件数', supervised.supervisedHandlings),
  {
    title: '三项建议 × 状态',
    rows: Object.keys(adviceKinds),
    columns: ADVICE_STATES,
    possible: (kind, state) => state !== 'concluded' || kind === 'RESPONSIBILITY',
    count: (kind, state) => supervised.advices.filter((one) => one.kind === kind && one.state === state).length,
  },
  {
    title: '三项建议 × 采纳情况',
    rows: Object.keys(adviceKinds),
    columns: Object.keys(adviceAnswers),
    possible: () => true,
    count: (kind, as) => supervised.advices.filter((one) => one.kind === kind && one.answer === as).length,
  },
  {
    title: '联席会议措施 × 状态',
    rows: Object.keys(measureMeans),
    columns: [...new Set(Object.values(MEASURE_STATES).flat())],
    possible: (means, state) => MEASURE_STATES[means]?.includes(state) ?? false,
    count: (means, state) => supervised.measures.filter((one) => one.means.includes(means) && one.state === state).length,
  },
  {
    title: '质量评查',
    rows: Object.keys(SAMPLED),
    columns: ['件数'],
    possible: () => true,
    count: (what) => supervised.sampled.filter((matter) => SAMPLED[what]?.(matter) ?? false).length,
  },
  byState('督查轮次', ROUND_STATES, '次数', statesOf(supervised.rounds)),
  byState('被督查单位', PART_STATES, '单位数', statesOf(supervised.rounds.flatMap(({ organs }) => organs))),
  {
    title: '评查整改',
    rows: [...CORRECTION_STATES, '要求恢复办理'],
    columns: ['件数'],
    possible: () => true,
    count: (what) =>
      supervised.corrections.filter(({ state, reopening }) => state === what || (what === '要求恢复办理' && reopening !== null)).length,
  },
  {
    title: '日常巡查、督查周报',
    rows: ['缺漏的环节', '封存的周报'],
    columns: ['数'],
    possible: () => true,
    count: (what) => (what === '缺漏的环节' ? supervised.missing.length : supervised.weeks.filter(({ holds }) => holds).length),
  },
  byState('履职考核', ASSESSMENT_STATES, '单位数', supervised.assessed),
  byState('投诉工作人员', COMPLAINT_STATES, '件数', supervised.complaints),
];

const OF_SUPERVISION = `{
  reminders(first: 100) { edges { node { state } } }
  supervisionProposals(first: 100) { edges { node { state } } }
  supervisedHandlings(first: 100) { edges { node { state } } } }`;
type States = Listed<{ readonly state: string }>;

const BETWEEN = `{
  advices(first: 100) { edges { node { kind state answer } } }
  conductComplaints(first: 100) { edges { node { state } } }
  assessmentSchemes(first: 10) { edges { node { organs { state } } } }
  qualitySamples(first: 100) { edges { node { matters { inspected differences total settledReason } } } } }`;
/** Asked by itself: with the rest it would cost more than one query may. */
const INSPECTED = `{
  inspectionRounds(first: 50) { edges { node { state organs { state } } } }
  qualityCorrections(first: 100) { edges { node { state reopening } } }
  missingSteps(first: 100) { edges { node { missing } } }
  weeklyReports(first: 10) { edges { node { holds } } } }`;
const OF_BUREAU = '{ conferenceMeasures(first: 100) { edges { node { means state } } } }';
interface Listed<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
const nodesOf = <Node>({ edges }: Listed<Node>): readonly Node[] => edges.map(({ node }) => node);

/** As the supervision office of the city has it, and the measures as the bureau has, which proposed them. */
export async function supervisedOf(client: GraphClient): Promise<Supervised> {
  const { reminders, supervisionProposals, supervisedHandlings } = await client.query<Record<OnPetitions, States>>(
    'supervisor.city',
    OF_SUPERVISION,
  );
  const between = await client.query<{
    advices: Listed<Between['advices'][number]>;
    conductComplaints: States;
    assessmentSchemes: Listed<{ organs: readonly { readonly state: string }[] }>;
    qualitySamples: Listed<{ matters: Between['sampled'] }>;
  }>('supervisor.city', BETWEEN);
  const inspected = await client.query<{
    inspectionRounds: Listed<Between['rounds'][number]>;
    qualityCorrections: Listed<Between['corrections'][number]>;
    missingSteps: Listed<{ readonly missing: string }>;
    weeklyReports: Listed<Between['weeks'][number]>;
  }>('supervisor.city', INSPECTED);
  const { conferenceMeasures } = await client.query<{ conferenceMeasures: Listed<Between['measures'][number]> }>('auditor.city', OF_BUREAU);
  return {
    reminders: statesOf(nodesOf(reminders)),
    supervisionProposals: statesOf(nodesOf(supervisionProposals)),
    supervisedHandlings: statesOf(nodesOf(supervisedHandlings)),
    advices: nodesOf(between.advices),
    measures: nodesOf(conferenceMeasures),
    rounds: nodesOf(inspected.inspectionRounds),
    corrections: nodesOf(inspected.qualityCorrections),
    missing: nodesOf(inspected.missingSteps).map(({ missing }) => missing),
    weeks: nodesOf(inspected.weeklyReports),
    assessed: nodesOf(between.assessmentSchemes).flatMap(({ organs }) => statesOf(organs)),
    complaints: statesOf(nodesOf(between.conductComplaints)),
    sampled: nodesOf(between.qualitySamples).flatMap(({ matters }) => matters),
  };
}
