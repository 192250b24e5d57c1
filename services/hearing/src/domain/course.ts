import { HearingStage, type NewEvent } from '@sunshine/events';
import { dayNumber, dayOf, packNumber, workingDayAfter, type Day, type RulePack } from '@sunshine/procedure';
import { ACTS, type ActName } from './acts.js';
import type { Given, Hearing, HearingDecided, HearingState, MatterState, PassAct } from './hearing.js';
import { HEARING_STATES } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import type { Involvement, People } from './panel.js';
import type { PoolMember } from './pool.js';

export const SOURCE = '信访工作条例 31、36；本系统规则 听证';

type AnyGiven = Given | Given<PassAct>;

/** The hearing that an act names. @throws HEARING_NOT_FOUND */
export function hearingOf({ state }: AnyGiven, id: string): Hearing {
  const hearing = state.hearings.find((one) => one.id === id);
  if (!hearing) throw hearingError('HEARING_NOT_FOUND');
  return hearing;
}

/** The hearing, in a state in which the row of the act lets it be done. @throws HEARING_NOT_FOUND, HEARING_ACT_NOT_NOW */
export function now(given: AnyGiven, id: string, act: ActName): Hearing {
  const hearing = hearingOf(given, id);
  const { name, states }: { readonly name: string; readonly states: readonly HearingState[] } = ACTS[act];
  if (!states.includes(hearing.state))
    throw hearingError('HEARING_ACT_NOT_NOW', { details: { state: HEARING_STATES[hearing.state], act: name } });
  return hearing;
}

/** @throws HEARING_OF_OTHER_ORGAN */
export function requireThisOrgan({ act }: Given, { organId }: Hearing): void {
  if (act.organId !== organId) throw hearingError('HEARING_OF_OTHER_ORGAN');
}

/** What each event of a hearing carries. */
export const acting = ({ state }: AnyGiven, { id }: Hearing) => ({ petitionId: state.id, hearingId: id });

/** Event and hearing afterwards. */
export const changed = (hearing: Hearing, ...events: readonly NewEvent[]): HearingDecided => ({ events, hearing });

const STAGES: Readonly<Record<string, HearingStage>> = {
  accepted: 'handling',
  handling: 'handling',
  redoing: 'handling',
  review_requested: 'review',
  rereview_requested: 'rereview',
};

/** An organ that owes an opinion and may hear before it decides. */
interface Hand {
  readonly stage: HearingStage;
  readonly organId: string;
}

/** Who may hear the matter now: nobody once it is closed or merged. A step that only a newer release of case knows is heard by none. */
function handsOf({ stage, organId, reviewerIds, inHand, closed, mergedInto }: MatterState): readonly Hand[] {
  if (closed || mergedInto !== null) return [];
  if (inHand !== null) return inHand.filter((hand): hand is Hand => HearingStage.safeParse(hand.stage).success);
  const at = stage === null ? undefined : STAGES[stage];
  const by = at === 'handling' ? organId : (reviewerIds[0] ?? null);
  return at === undefined || by === null ? [] : [{ stage: at, organId: by }];
}

/**
 * At which step of its course a matter can be heard now, and which organ hears; null: at none.
 * @param by the organ that acts, where one does: of several that owe an opinion it hears at its own step
 */
export function stageNow(state: MatterState, by: string | null = null): Hand | null {
  const hands = handsOf(state);
  return hands.find(({ organId }) => organId === by) ?? hands.at(-1) ?? null;
}

/** Who came as a petitioner or for one, and is known by name alone. */
export const isParty = (part: string): boolean => part === 'petitioner' || part === 'agent';

/** The petitioner of a matter that has one. */
export const onlyPetitioner = ({ petitionerIds: [first, ...more] }: MatterState): string | null =>
  first !== undefined && more.length === 0 ? first : null;

/** Whether the organ that hears still owes the opinion for which it is held: case alone decides that. */
export const mayStand = (state: MatterState, { stage, organId }: Hearing): boolean =>
  handsOf(state).some((hand) => hand.stage === stage && hand.organId === organId);

/** So many natural days after a day, and where that is a rest day the next working day. */
export const daysAfter = ({ law }: AnyGiven, on: Day, days: number): Day => workingDayAfter(law.calendar, on, days);

/** So many days as the pack in force says, with its source. */
export function daysOf(pack: RulePack, name: string): { readonly days: number; readonly source: string } {
  const { value: days, source } = packNumber(pack, name);
  return { days, source };
}

/** What is known of people for a panel of this hearing that sits on that day. */
export function people({ state }: Pick<AnyGiven, 'state'>, hearing: Hearing, pool: readonly PoolMember[], on: Day): People {
  const upheld = state.hearings.flatMap(({ challenges }) =>
    challenges.filter(({ decision }) => decision?.upheld === true).map(({ memberId }) => memberId),
  );
  const involved: Record<string, readonly Involvement[]> = { ...state.involved };
  for (const id of upheld) involved[id] = [...(involved[id] ?? []), 'challenged'];
  return { pool: pool.filter(({ organId }) => organId === hearing.organId), involved, on };
}

/** Ids of people with an account who are in the room at that instant. */
export const peopleThere = ({ attendance }: Hearing, at: string): ReadonlySet<string> =>
  new Set(attendance.flatMap(({ personId, from, to }) => (personId !== null && from <= at && (to === null || at < to) ? [personId] : [])));

const TERMS = { handling: 'HANDLE', review: 'REVIEW', rereview: 'REREVIEW' } as const satisfies Record<HearingStage, string>;

/** How many days the term of that step may stand still for a hearing; null where the pack gives none. */
export function pauseDaysOf(pack: RulePack, stage: HearingStage): number | null {
  const { pause } = pack.terms[TERMS[stage]];
  return pause.allowed ? pause.max.days : null;
}

/** How long that term stands still for the hearing, both days inclusive; null where nothing pauses it. */
export function pauseOf(hearing: Hearing, pack: RulePack): { readonly from: Day; readonly to: Day | null; readonly atMost: Day } | null {
  const { stage, state, serviceOn, conclusion } = hearing;
  const days = pauseDaysOf(pack, stage);
  if (days === null || serviceOn === null || state === 'cancelled') return null;
  return { from: serviceOn, to: conclusion?.on ?? null, atMost: dayOf(dayNumber(serviceOn) + days - 1) };
}
