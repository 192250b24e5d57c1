import type { ActRule, Confirms } from './act-rule.js';
import { ACTS, ACTS_ON_PETITION, CONFIRMING_ACTS, isConfirming, type ActOnPetition, type ConfirmingAct } from './acts.js';
import { endsApart } from './groups/groups.js';
import { isDoneHere } from './levels/guard.js';
import type { PetitionState } from './petition.js';
import { latestRecord, recordsOf } from './records.js';
import { one, waitsFor, type Hand, type Waiting } from './waiting.js';

/** The organ a person acts for by the right to an act; null where the person has no such right. */
export type OrganOfAct = (act: ActOnPetition) => string | null;

/** Proposals that wait for a second person; the proposer never confirms. */
export function waitingIn(state: PetitionState, act: ConfirmingAct): readonly Waiting[] {
  const confirms: Confirms = ACTS[act].confirms;
  if (confirms.waits) return confirms.waits(state);
  const { id, opinion, extension, completion } = state;
  switch (confirms.record) {
    case 'opinion':
      return one(opinion?.state === confirms.state ? { id: opinion.id, not: [opinion.draftedBy] } : null);
    case 'extension':
      return one(
        extension?.approvedBy === null && extension.declinedBy === null ? { id: extension.id, not: [extension.requestedBy] } : null,
      );
    case 'completion':
      return one(completion?.verifiedBy === null ? { id, not: [completion.proposedBy] } : null);
    default: {
      const record = latestRecord(state, confirms.record, confirms.state);
      return one(record && { id: record.id, not: [record.byPersonId] });
    }
  }
}

/** Until a request for recusal is decided the officer does nothing on the matter. @source 信访工作条例 28 ¶3 */
const stepsBack = (state: PetitionState, personId: string): boolean =>
  recordsOf(state, 'recusal', 'requested').some(({ data }) => data.officerId === personId);

/** Of the proposals that wait for the act, those this person may confirm. */
const waitingForHand = (state: PetitionState, act: ActOnPetition, hand: Hand): readonly string[] =>
  isConfirming(act) ? waitsFor(waitingIn(state, act), hand) : [];

function mayNow(state: PetitionState, personId: string, organOf: OrganOfAct, act: ActOnPetition): Hand | null {
  const { stages, needs }: ActRule = ACTS[act];
  if (!stages.includes(state.stage) || stepsBack(state, personId)) return null;
  if ((state.mergedInto !== null && !endsApart(act)) || !isDoneHere(state, act)) return null;
  const organId = organOf(act);
  if (organId === null) return null;
  const hand = { personId, organId };
  const waits = waitingForHand(state, act, hand).length > 0;
  return (needs ? needs(state, hand, waits) : waits || !isConfirming(act)) ? hand : null;
}

/** The organ for which this person may do the act on the petition as it stands; null: the person may not. */
export const organNow = (state: PetitionState, personId: string, organOf: OrganOfAct, act: ActOnPetition): string | null =>
  mayNow(state, personId, organOf, act)?.organId ?? null;

export interface ActNow {
  readonly act: ActOnPetition;
  readonly name: string;
  /** `confirmation`: it confirms a proposal of another person, never one's own. */
  readonly part: 'confirmation' | null;
}

/**
 * The acts that this person may do on the petition as it stands, in the order of the course: by right, stage and what waits for a second
 * person. Which ground, paper or day an act names is judged by its rule alone.
 */
export function actsNow(state: PetitionState, personId: string, organOf: OrganOfAct): readonly ActNow[] {
  return ACTS_ON_PETITION.filter((act) => mayNow(state, personId, organOf, act)).map((act) => ({
    act,
    name: ACTS[act].name,
    part: isConfirming(act) && waitingIn(state, act).length > 0 ? 'confirmation' : null,
  }));
}

/** What waits for this person on the petition: the confirming act and the id of what it confirms. */
export function waitingFor(state: PetitionState, personId: string, organOf: OrganOfAct): readonly { act: ConfirmingAct; id: string }[] {
  return CONFIRMING_ACTS.flatMap((act) => {
    const hand = mayNow(state, personId, organOf, act);
    return hand ? waitingForHand(state, act, hand).map((id) => ({ act, id })) : [];
  });
}
