import type { Stage } from '@sunshine/events';
import { dutyBack } from './charge.js';
import type { ClockFact, ClockMove, Given, PetitionState } from './petition.js';

/** Steps at which the organ weighs the matter: a return there takes the end of the matter away. */
const HANDLING: readonly Stage[] = ['accepted', 'handling'];
const BEFORE_OPINION: readonly Stage[] = ['registered', 'routed', 'received', 'informed', ...HANDLING, 'studying'];

/** A clock that ended, running again from the fact that had started it. */
export const startedAgain = (state: PetitionState, clock: ClockFact, dueOn: string | null = null): ClockMove => ({
  do: 'start',
  petitionId: state.id,
  term: clock.term as ClockMove['term'],
  subject: clock.subject ?? state.organId,
  startedOn: clock.startedOn,
  ...(clock.startFact ? { startFact: clock.startFact } : {}),
  ...(dueOn === null ? {} : { dueOn }),
});

/**
 * The clock of the step a matter returns to, from that clock's own start fact: nobody gains days by closing or settling badly. A duty that
 * still runs, and the notice once it was given, stay what they are.
 * @source law 4.1 reopenPetition, settled
 */
export function clocksOfStep(given: Given, to: Stage): ClockMove[] {
  const { state, clocks } = given;
  const isRunning = (term: string) => clocks.some((clock) => clock.term === term && clock.ended === null);
  const last = (term: string) => clocks.findLast((clock) => clock.term === term && clock.ended !== null);
  if (to === 'registered' || to === 'received') return dutyBack(given, state);
  if (HANDLING.includes(to)) {
    const handle = last('HANDLE');
    return handle && !isRunning('HANDLE') ? [startedAgain(state, handle)] : [];
  }
  return [];
}

/** A matter as it stands back at a step of its path. */
export const returned = (state: PetitionState, to: Stage): Partial<PetitionState> => ({
  stage: to,
  closedOn: null,
  completion: null,
  outcome: BEFORE_OPINION.includes(to) ? null : state.outcome === 'settled' || state.outcome === 'withdrawn' ? null : state.outcome,
});
