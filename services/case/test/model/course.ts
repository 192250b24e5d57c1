import type { OpinionOutcome, Outcome, Stage } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { PlacedOrgan } from '../../src/domain/routing/designation.js';
import { NOTIFY, OF_HOLDER, SIMPLE, cancel, isBureau, meet, runs, start } from './clocks.js';
import type { Who } from './rights.js';
import type { Model, ModelOpinion, ModelReview, Officer, What } from './state.js';

export type PathName = 'undecided' | 'opinion' | 'procedure' | 'performance' | 'suggestion' | 'report';
export function pathIn({ kind, exit }: Pick<Model, 'kind' | 'exit'>): PathName {
  if (exit === '31(6)') return 'opinion';
  if (kind === 'REPORT') return 'report';
  if (kind === 'SUGGESTION') return 'suggestion';
  if (exit === null) return 'undecided';
  return exit === '31(5)' ? 'performance' : 'procedure';
}

/** Tables A to E of law 4.1, in the order of the course after its head. */
export const STEPS: Readonly<Record<PathName, readonly Stage[]>> = {
  undecided: ['informed', 'accepted', 'led_into_procedure'],
  opinion: ['informed', 'accepted', 'handling', 'opinion_issued', 'opinion_served', 'review_served', 'redoing', 'rereview_served'],
  procedure: ['informed', 'led_into_procedure', 'outcome_reported'],
  performance: ['informed', 'performed', 'answered'],
  suggestion: ['informed', 'studying', 'decided', 'replied', 'measure_followed'],
  report: ['informed', 'handed_to_discipline', 'feedback_noted'],
};

export interface Doing {
  readonly on: Day;
  readonly what: What;
  /** Null: the petitioner. */
  readonly by: Officer | null;
  readonly person: string;
  /** Whom the officer acts for. */
  readonly organ: PlacedOrgan;
  readonly as: Who | null;
}

export interface LawOfAct {
  readonly who: readonly Who[];
  /** The petitioner may do it with the tracking pass. */
  readonly petitioner?: true;
  readonly stages: readonly Stage[];
  /**
   * Law 4.1 lists no clock for it, or it is an own rule beside the course: a proposal before a second person, inquiry, evidence, notes, help
   * of others, who works on it, what is owed after closing.
   */
  readonly noClock?: true;
  readonly may?: (m: Model, c: Doing) => boolean;
  readonly then?: (m: Model, c: Doing) => void;
}

export const OPEN: readonly Stage[] = [
  'registered',
  'routed',
  'received',
  'informed',
  'accepted',
  'handling',
  'opinion_issued',
  'opinion_served',
  'review_requested',
  'review_served',
  'redoing',
  'rereview_requested',
  'rereview_served',
  'led_into_procedure',
  'outcome_reported',
  'performed',
  'answered',
  'studying',
  'decided',
  'replied',
  'measure_followed',
  'handed_to_discipline',
  'feedback_noted',
];
/** 复查 and 复核, while the opinion stands. */
export const REVIEWING: readonly Stage[] = ['review_requested', 'review_served', 'rereview_requested', 'rereview_served'];
export const ALL: readonly Stage[] = [...OPEN, 'closed'];
export const INQUIRED: readonly Stage[] = ['received', 'informed', 'accepted', 'handling', 'redoing', 'studying'];
export const AT_FIRST: readonly Stage[] = ['registered', 'received'];

export const isRefused = ({ outcome }: Model): boolean => outcome === 'refused_acceptance' || outcome === 'refused_refiling';
export const atOrgan = ({ at }: Model): boolean => !isBureau(at);
export const isClaim = ({ kind }: Model): boolean => kind === 'CLAIM';
export const supports = (outcome: OpinionOutcome): boolean => outcome === 'supported' || outcome === 'partly_supported';
export function wholeOutcome(outcomes: readonly OpinionOutcome[]): OpinionOutcome {
  const [first] = outcomes;
  if (first && outcomes.every((one) => one === first)) return first;
  return outcomes.some(supports) ? 'partly_supported' : 'not_supported';
}

export const paper = (m: Model, { what, organ }: Doing, kind: string, toPetitioner = true): void => {
  m.papers.push({ id: what.id, kind, organ: organ.id, toPetitioner, voided: false, served: new Set() });
};

/** The matter leaves an organ: what that organ only proposed falls, its fast track and the help it asked for are over. */
export function leave(m: Model, why: string, clocks: readonly string[] = OF_HOLDER): void {
  cancel(m, why, ...clocks);
  for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
  Object.assign(m, {
    objection: null,
    keeping: null,
    pointing: null,
    submitted: null,
    proposal: null,
    performance: null,
    refusal: null,
    options: null,
    fast: false,
  });
  if (m.handOver?.state === 'proposed') m.handOver = null;
  m.identification = null;
  m.revocation = null;
  if (m.split !== 'prepared') m.split = null;
}

export function told(m: Model): void {
  meet(m, ...NOTIFY);
  cancel(m, 'not_used', 'OBJECT');
  cancel(m, 'objection_dropped', 'OBJECT_DECIDE');
  m.objection = null;
}
/** Acceptance, or what stands for it, on the fast track. */
export function acceptFast(m: Model, on: Day): void {
  if (!m.fast || !runs(m, 'SIMPLE_ACCEPT')) return;
  meet(m, 'SIMPLE_ACCEPT');
  start(m, 'SIMPLE_HANDLE', m.at.id, on);
}
export function leaveFast(m: Model, why: string): void {
  if (m.fast) cancel(m, why, ...SIMPLE);
  m.fast = false;
}

export const exitStands = (m: Model): boolean => m.exit !== null && m.exit !== '31(6)' && m.decided !== null;

export const openOpinion = (m: Model, ...states: ModelOpinion['state'][]): boolean =>
  m.opinion !== null && states.includes(m.opinion.state);
/** Petitioners who live, an heir among them. */
export const living = (m: Model): readonly string[] => (m.ended === null ? m.petitioners : m.petitioners.slice(1));
/** Every petitioner is dead and nobody carries on. */
export const nobodyLeft = (m: Model): boolean =>
  (m.ended === 'NONE_FOUND' || m.ended === 'WAIVED') && m.petitioners.length > 0 && living(m).length === 0;
/** Whom a paper is owed: while an heir is looked for it waits for that one. */
export const everyone = (m: Model, reached: (petitioner: string) => boolean): boolean =>
  (m.ended === 'SEARCHING' ? m.petitioners : living(m)).every(reached);
export const servedAll = (m: Model): boolean => everyone(m, (one) => (m.services.get(one) ?? null) !== null);
export const paperServed = (m: Model, id: string | null): boolean => {
  const found = m.papers.find((one) => one.id === id);
  return found !== undefined && everyone(m, (one) => found.served.has(one));
};

export function startExecution(m: Model, on: Day): void {
  const { opinion } = m;
  if (!opinion?.executeBy || !opinion.outcomes.some(supports)) return;
  start(m, 'EXECUTE', opinion.performer ?? m.at.id, on < opinion.executeBy ? on : opinion.executeBy, opinion.executeBy);
}

const BEFORE_ANSWER: readonly Stage[] = ['registered', 'routed', 'received', 'informed', 'accepted', 'handling', 'studying'];
/** 4.1: where requests for review have brought a matter: the farthest that waits for its answer, else the last answer that was served. */
export function stepOfReviews({ reviews }: Model): Stage {
  const at = (level: ModelReview['level'], ...states: ModelReview['state'][]) =>
    reviews.some((one) => one.level === level && states.includes(one.state));
  for (const level of ['rereview', 'review'] as const) if (at(level, 'late', 'admitted', 'decided')) return `${level}_requested`;
  for (const level of ['rereview', 'review'] as const) if (at(level, 'served')) return `${level}_served`;
  return 'opinion_served';
}

export function back(m: Model, to: Stage): void {
  const ended = BEFORE_ANSWER.includes(to) || ['settled', 'withdrawn', 'no_successor'].includes(m.outcome ?? '');
  Object.assign(m, { stage: REVIEWING.includes(to) ? stepOfReviews(m) : to, completion: null, outcome: ended ? null : m.outcome });
}

export const close = (m: Model, outcome: Outcome | null): void => {
  Object.assign(m, { closedFrom: null, stage: 'closed', outcome });
};
