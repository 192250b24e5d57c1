import { channelLastDay, dueDate, type Day, type RulePack, type Term } from '@sunshine/procedure';
import { channelOf } from './channels.js';
import { running } from './decision.js';
import { startedAgain } from './duties.js';
import type { ClockMove, Given, PetitionerGiven, PetitionState } from './petition.js';
import { exitDecisionOf } from './standing.js';
import type { Stage } from './stages.js';

/** Two months (行政诉讼法 47): the term of a channel that sets none of its own. */
const OTHER_DUTIES = 'statutory_duty';
const BEFORE_ANSWER: readonly Stage[] = ['registered', 'received', 'informed'];

type OwnTerm = Extract<Term, 'DECIDE_EXIT' | 'PERFORM'>;
/** 31(5) has the term of its law from the decision on; every other claim that was told waits for its exit, its acceptance or its receipt. */
const RUNS: Readonly<Record<OwnTerm, (state: PetitionState) => boolean>> = {
  DECIDE_EXIT: ({ kind, stage, exit, outcome }) => kind === 'CLAIM' && stage === 'informed' && exit !== '31(5)' && outcome === null,
  PERFORM: ({ stage, exit, outcome }) => exit === '31(5)' && BEFORE_ANSWER.includes(stage) && outcome === null,
};

/** Not of the law of 2005, nor of a pack from before the term was known. */
const knows = (pack: RulePack, term: OwnTerm): boolean =>
  Object.hasOwn(pack.terms, term) && (pack.terms[term].length !== null || pack.terms[term].given !== null);

export interface PerformTerm {
  readonly startedOn: Day;
  /** Nominal last day; a rest day moves it on. */
  readonly dueOn: Day;
  readonly effectiveDue: Day;
}

/**
 * By when the organ performs the duty or answers under 31(5): the limits that the pack names of the channel, one after the other, from the day
 * on which the organ received the application, or from a start of theirs that is known.
 * @source 信访工作条例 31(5); 行政诉讼法 47
 */
export function performTerm({ law, act }: Pick<Given | PetitionerGiven, 'law' | 'act'>, state: PetitionState): PerformTerm | null {
  const decision = exitDecisionOf(state);
  if (decision === null || decision.data.channelId === null) return null;
  const pack = law.packOn(act.on);
  if (!knows(pack, 'PERFORM')) return null;
  const own = channelOf(pack, decision.data.channelId);
  const { limits, perform = [] } = own.perform ? own : channelOf(pack, OTHER_DUTIES);
  const first = state.organReceivedOn;
  let dueOn = first;
  for (const name of perform) {
    const limit = limits.find((one) => one.name === name);
    if (!limit) throw new Error(`${pack.id}: no limit ${name} to perform by`);
    const from = decision.data.starts.find((start) => start.limit === name)?.on ?? dueOn;
    dueOn = channelLastDay(limit, from, law.calendar).nominal;
  }
  // Received under rules that know no such term: it counts from the day of the decision, and never ends before it starts.
  const startedOn = knows(law.packOn(first), 'PERFORM') ? first : act.on;
  if (dueOn < startedOn) dueOn = startedOn;
  const { effectiveDue } = dueDate({ pack, term: 'PERFORM', start: startedOn, dueOn, calendar: law.calendar });
  return { startedOn, dueOn, effectiveDue };
}

function started(given: Given | PetitionerGiven, now: PetitionState, term: OwnTerm): ClockMove[] {
  const { clocks, law, act } = given;
  const { id: petitionId, organId: subject } = now;
  if (!knows(law.packOn(act.on), term)) return [];
  // A duty that is open again at the same organ runs from its first start; of another exit it is another duty.
  const former = clocks.findLast((clock) => clock.term === term && clock.subject === subject);
  if (former && now.exit === given.state.exit && former.ended !== null)
    return [startedAgain(now, former, term === 'PERFORM' ? former.nominalDue : null)];
  if (term === 'DECIDE_EXIT') return [{ do: 'start', petitionId, term, subject, startedOn: act.on }];
  const performing = performTerm(given, now);
  return performing ? [{ do: 'start', petitionId, term, subject, startedOn: performing.startedOn, dueOn: performing.dueOn }] : [];
}

/**
 * The duties that a claim is under once it was told and until it is answered: no such claim without one. What `change` makes of the matter
 * starts them, meets them, or with a reason cancels them.
 * @source own rule DECIDE_EXIT (信访工作条例 31 sets no days); 信访工作条例 31(5)
 */
export function claimDuties(
  given: Given | PetitionerGiven,
  change: Partial<PetitionState>,
  cancelledFor: string | null = null,
): ClockMove[] {
  const { state, clocks, act } = given;
  const now = { ...state, ...change };
  return (['DECIDE_EXIT', 'PERFORM'] as const).flatMap((term): ClockMove[] => {
    const [runs, shall] = [running(clocks, term) !== null, RUNS[term](now)];
    const end = { petitionId: state.id, term, on: act.on };
    // Another channel of the same exit has a term of its own.
    if (runs && shall && term === 'PERFORM' && change.exit !== undefined)
      return [{ do: 'cancel', ...end, reason: 'other_exit' }, ...started(given, now, term)];
    if (runs === shall) return [];
    if (shall) return started(given, now, term);
    return [cancelledFor === null ? { do: 'stop', ...end } : { do: 'cancel', ...end, reason: cancelledFor }];
  });
}
