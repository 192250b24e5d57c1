import type { Stage } from '@sunshine/events';
import { claimDuties } from '../claim-duties.js';
import { dutyBack, handleAgain, handleRunsForAll, startedAgain } from '../duties.js';
import { stageByReviews } from '../review/standing.js';
import { REVIEW_STAGES } from '../stages.js';
import type { ClockFact, ClockMove, Given, PetitionerGiven, PetitionState } from '../petition.js';

const SOURCE = '本系统规则 恢复办理（原期限连续计算）';
const FIRST: readonly Stage[] = ['registered', 'received', 'informed'];
/** Steps at which the organ weighs the matter: a return there takes the end of the matter away. */
const HANDLING: readonly Stage[] = ['accepted', 'handling'];
const BEFORE_OPINION: readonly Stage[] = ['registered', 'routed', 'received', 'informed', ...HANDLING, 'studying'];

/** What had ended the matter off its path ends it no longer. */
const WITHOUT_ANSWER: readonly PetitionState['outcome'][] = ['settled', 'withdrawn', 'no_successor'];

/** Ends that a return takes back; what another act had cancelled stays so. */
const TAKEN_BACK: readonly (string | null | undefined)[] = ['closed', 'withdrawn', 'settled'];

/** Under a pack that runs HANDLE for all matters it is the clock of the first steps too, from the notice or its cap. */
const isOfFirstSteps = ({ state, law }: Pick<Given, 'state' | 'law'>, { packHash, ended, endReason }: ClockFact): boolean =>
  handleRunsForAll(law.packOf(packHash), state.kind) && (ended === 'met' || TAKEN_BACK.includes(endReason));

/**
 * The clock of the step a matter returns to, from that clock's own start fact: nobody gains days by closing or settling badly. A duty that
 * still runs, and the notice once it was given, stay what they are.
 * @source law 4.1 reopenPetition, settled
 */
export function clocksOfStep(given: Given | PetitionerGiven, to: Stage): ClockMove[] {
  const { state, clocks } = given;
  const isRunning = (term: string) => clocks.some((clock) => clock.term === term && clock.ended === null);
  const last = (term: string) => clocks.findLast((clock) => clock.term === term && clock.ended !== null);
  // Of an open matter only the settlement is taken away, not what it came to besides.
  const open = state.outcome === 'settled' ? null : state.outcome;
  const outcome = state.stage === 'closed' ? (returned(state, to).outcome ?? null) : open;
  const duties = [
    ...(to === 'registered' || to === 'received' ? dutyBack(given, state) : []),
    ...claimDuties(given, { stage: to, outcome }),
  ];
  const redo = clocks.findLast(({ term, subject }) => term === 'REDO' && subject === state.organId);
  if (to === 'redoing' && redo && !isRunning('REDO')) return [...duties, startedAgain(state, redo, redo.nominalDue)];
  const handle = last('HANDLE');
  if (!handle || isRunning('HANDLE')) return duties;
  const runsThere = HANDLING.includes(to) || (FIRST.includes(to) && isOfFirstSteps(given, handle));
  return runsThere ? [...duties, ...handleAgain(given, handle, SOURCE)] : duties;
}

/** A matter as it stands back at a step of its path. */
export const returned = (state: PetitionState, to: Stage): Partial<PetitionState> => ({
  // Of what was being reviewed then, the requests tell where it is now.
  stage: REVIEW_STAGES.includes(to) ? stageByReviews({ records: state.records, stage: 'opinion_served' }) : to,
  closedOn: null,
  completion: null,
  outcome: BEFORE_OPINION.includes(to) || WITHOUT_ANSWER.includes(state.outcome) ? null : state.outcome,
});
