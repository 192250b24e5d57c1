import { Stage, type Exit, type PetitionKind } from '@sunshine/events';

export { Stage };

/** The way a matter takes: of a claim by its exit, of the other kinds by the kind. */
export type Path = 'undecided' | 'opinion' | 'procedure' | 'performance' | 'suggestion' | 'report';

/** Under CN-2005 suggestions and reports are accepted and answered as claims are. @source 信访工作条例 29-31; 信访条例 32, 33 */
export function pathOf({ kind, exit }: { readonly kind: PetitionKind; readonly exit: Exit | null }): Path {
  if (exit === '31(6)') return 'opinion';
  if (kind !== 'CLAIM') return kind === 'REPORT' ? 'report' : 'suggestion';
  if (exit === null) return 'undecided';
  return exit === '31(5)' ? 'performance' : 'procedure';
}

/** The steps of 复查 and 复核 while the opinion stands. */
export const REVIEW_STAGES: readonly Stage[] = ['review_requested', 'review_served', 'rereview_requested', 'rereview_served'];
/** The stages in which an opinion is out and the matter open. */
export const WITH_OPINION: readonly Stage[] = ['opinion_issued', 'opinion_served', ...REVIEW_STAGES];

type Ways = Partial<Record<Stage, readonly Stage[]>>;

/**
 * A bureau transfers or assigns; the transport receipt is instantaneous inside one node; a recall or an upheld objection leads back.
 * Where the organ changes by a designation (Art 24) the new one has received it, whatever the former had done.
 */
const HEAD: Ways = {
  registered: ['routed', 'received'],
  routed: ['received', 'registered'],
  received: ['routed', 'registered'],
  informed: ['received'],
};

const path = (...ways: [Stage, ...Stage[]][]): Ways => {
  const all = new Map<Stage, Stage[]>();
  for (const [from, ...to] of [
    ...(Object.entries(HEAD) as [Stage, Stage[]][]).map(([from, to]): [Stage, ...Stage[]] => [from, ...to]),
    ...ways,
  ])
    all.set(from, [...(all.get(from) ?? []), ...to]);
  return Object.fromEntries(all) as Ways;
};

/**
 * From which stage a matter may come to which on each path. A stage follows from a recorded fact; nobody chooses it. From every stage
 * a matter may be closed on a ground of its pack, and a closed one reopened at the step where it left: `mayFollow` says so.
 * @source law 4.1: 信访工作条例 22, 23, 29-32, 34
 */
export const NEXT_STAGES: Record<Path, Ways> = {
  undecided: path(
    ['registered', 'informed', 'accepted'],
    ['received', 'informed', 'accepted', 'led_into_procedure'],
    ['informed', 'accepted'],
  ),
  // One letter may carry both notice and acceptance; an imported old reply goes straight to its service.
  opinion: path(
    ['registered', 'informed', 'accepted'],
    ['received', 'informed', 'accepted'],
    ['informed', 'accepted'],
    // A corrected exit leads back to the notice.
    ['accepted', 'handling', 'opinion_issued', 'opinion_served', 'informed', 'received'],
    ['handling', 'opinion_issued', 'opinion_served', 'informed', 'received'],
    // Taken out of use before anybody was served, an opinion goes back to the issuer.
    ['opinion_issued', 'opinion_served', 'handling'],
    ['opinion_served', 'review_requested'],
    // Refused or taken back, a request leaves the matter where it was; another petitioner may ask while one has the answer.
    ['review_requested', 'opinion_served', 'review_served', 'rereview_requested', 'rereview_served', 'redoing'],
    ['review_served', 'redoing', 'review_requested', 'rereview_requested'],
    ['redoing', 'handling', 'opinion_issued', 'opinion_served', 'review_requested', 'review_served', 'rereview_requested'],
    ['rereview_requested', 'review_requested', 'review_served', 'rereview_served', 'redoing'],
    ['rereview_served', 'redoing', 'review_requested', 'rereview_requested'],
  ),
  // A 涉法涉诉 letter goes on by the receipt of the political-legal organ alone.
  procedure: path(
    ['registered', 'informed'],
    ['received', 'informed', 'led_into_procedure'],
    ['informed', 'led_into_procedure'],
    // The receiving body turned it down, and the exit was corrected.
    ['led_into_procedure', 'outcome_reported', 'informed'],
    ['outcome_reported'],
  ),
  performance: path(
    ['registered', 'informed'],
    ['received', 'informed'],
    ['informed', 'performed', 'answered'],
    ['performed'],
    ['answered'],
  ),
  suggestion: path(
    ['registered', 'informed'],
    ['received', 'informed'],
    ['informed', 'studying'],
    ['studying', 'decided'],
    ['decided', 'replied'],
    ['replied', 'measure_followed'],
    ['measure_followed'],
  ),
  // A report may also go to another competent organ, which tells the reporter; a discipline organ that has it straight from the reporter answers.
  report: path(
    ['registered', 'informed', 'handed_to_discipline', 'feedback_noted'],
    ['routed', 'handed_to_discipline'],
    ['received', 'informed', 'handed_to_discipline', 'feedback_noted'],
    ['informed', 'feedback_noted'],
    ['handed_to_discipline', 'feedback_noted'],
    ['feedback_noted'],
  ),
};

/** Whether the table lets a matter of this path come from one stage to another. */
export function mayFollow(way: Path, from: Stage, to: Stage): boolean {
  if (to === 'closed') return from !== 'closed';
  if (from === 'closed') return NEXT_STAGES[way][to] !== undefined;
  return NEXT_STAGES[way][from]?.includes(to) ?? false;
}
