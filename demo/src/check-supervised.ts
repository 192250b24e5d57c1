import type { GraphClient } from '@sunshine/infra';

/** What supervision keeps of the demo, by kind and state. */
export type Supervised = Readonly<Record<'reminders' | 'supervisedHandlings', readonly string[]>> & Between;

/** Records between organs. */
export interface Between {
  readonly advices: readonly { readonly kind: string; readonly state: string; readonly answer: string | null }[];
  readonly measures: readonly { readonly means: readonly string[]; readonly state: string }[];
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

const OF_SUPERVISION =
  '{ reminders(first: 100) { edges { node { state } } } supervisedHandlings(first: 100) { edges { node { state } } } }';
type States = Listed<{ readonly state: string }>;

const BETWEEN = `{
  advices(first: 100) { edges { node { kind state answer } } }
  conductComplaints(first: 100) { edges { node { state } } }
  assessmentSchemes(first: 10) { edges { node { organs { state } } } }
  qualitySamples(first: 100) { edges { node { matters { inspected differences total settledReason } } } } }`;
const OF_BUREAU = '{ conferenceMeasures(first: 100) { edges { node { means state } } } }';
interface Listed<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
const nodesOf = <Node>({ edges }: Listed<Node>): readonly Node[] => edges.map(({ node }) => node);

/** As the supervision office of the city has it, and the measures as the bureau has, which proposed them. */
export async function supervisedOf(client: GraphClient): Promise<Supervised> {
  const { reminders, supervisedHandlings } = await client.query<Record<'reminders' | 'supervisedHandlings', States>>(
    'supervisor.city',
    OF_SUPERVISION,
  );
  const { advices, conductComplaints, assessmentSchemes, qualitySamples } = await client.query<{
    advices: Listed<Between['advices'][number]>;
    conductComplaints: States;
    assessmentSchemes: Listed<{ organs: readonly { readonly state: string }[] }>;
    qualitySamples: Listed<{ matters: Between['sampled'] }>;
  }>('supervisor.city', BETWEEN);
  const { conferenceMeasures } = await client.query<{ conferenceMeasures: Listed<Between['measures'][number]> }>('auditor.city', OF_BUREAU);
  const states = (list: States) => nodesOf(list).map(({ state }) => state);
  return {
    reminders: states(reminders),
    supervisedHandlings: states(supervisedHandlings),
    advices: nodesOf(advices),
    measures: nodesOf(conferenceMeasures),
    assessed: nodesOf(assessmentSchemes).flatMap(({ organs }) => organs.map(({ state }) => state)),
    complaints: states(conductComplaints),
    sampled: nodesOf(qualitySamples).flatMap(({ matters }) => matters),
  };
}
