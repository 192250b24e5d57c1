import type { PetitionState } from './petition.js';
import { inHandOf } from './reviews-in-hand.js';
import { latestRecord, recordsOf, type CaseRecord, type RecordState } from './records.js';

/** The person who would act, and the organ for which the right to this act is given. */
export interface Hand {
  readonly personId: string;
  readonly organId: string;
}

/** Something that waits for a second person. `not`: people who proposed it or may not judge it for another reason. */
export interface Waiting {
  readonly id: string;
  readonly not: readonly (string | null)[];
  /** The organ that has to act, where the right alone does not say it. */
  readonly organId?: string | null;
}

type Waits = (state: PetitionState) => readonly Waiting[];

export const one = (waiting: Waiting | null): readonly Waiting[] => (waiting ? [waiting] : []);

export const waitsFor = (waiting: readonly Waiting[], { personId, organId }: Hand): readonly string[] =>
  waiting.filter((each) => !each.not.includes(personId) && (each.organId ?? organId) === organId).map(({ id }) => id);

/** An objection raised, with the transfer it is about: the sender judges it, never the officer who routed. */
function raised(state: PetitionState): { objection: CaseRecord<'objection'>; transfer: CaseRecord<'transfer'> } | null {
  const objection = latestRecord(state, 'objection', 'raised');
  const transfer = objection && recordsOf(state, 'transfer').find(({ id }) => id === objection.data.transferId);
  return objection && transfer ? { objection, transfer } : null;
}

/** The head of the organ that objects confirms it. */
export const objectionProposed: Waits = (state) => {
  const record = latestRecord(state, 'objection', 'proposed');
  return one(record && { id: record.id, not: [record.byPersonId], organId: state.organId });
};

/** An objection that went to a body outside, which has not answered it. */
export const outsideObjection = (state: PetitionState): CaseRecord<'objection'> | null => {
  const objection = latestRecord(state, 'objection', 'raised');
  return objection?.data.sender ? objection : null;
};

/** The objection of that id, where it went outside and nobody has answered it. */
export const objectionOutside = (state: PetitionState, id: string | null): CaseRecord<'objection'> | null => {
  const objection = outsideObjection(state);
  return objection?.id === id ? objection : null;
};

export const raisedObjection: Waits = (state) => {
  const found = raised(state);
  return one(found && { id: found.objection.id, not: [found.transfer.byPersonId], organId: found.transfer.data.fromOrganId });
};

/** A sender's decision on an objection to a transfer by a head: it waits for the head. */
export const decidedObjection: Waits = (state) => {
  const found = raised(state);
  const decision = found?.objection.data.decision;
  if (!found || !decision || found.transfer.confirmedBy === null) return [];
  return [{ id: found.objection.id, not: [decision.byPersonId], organId: found.transfer.data.fromOrganId }];
};

export const handOverProposed: Waits = (state) => {
  const record = latestRecord(state, 'handOver', 'proposed');
  return one(record && { id: record.id, not: [record.byPersonId], organId: state.organId });
};

export const countersignsAsked: Waits = (state) =>
  recordsOf(state, 'countersign', 'asked')
    .filter(({ data }) => data.opinionId === state.opinion?.id)
    .map(({ id, organId }) => ({ id, not: [state.opinion?.draftedBy ?? null], organId: organId ?? state.organId }));

export const fastTrackAnswered: Waits = (state) => {
  const answer = latestRecord(state, 'fastTrackAnswer', 'answered');
  return one(answer && state.opinion && { id: answer.id, not: [state.opinion.draftedBy] });
};

export const reportMade: Waits = (state) => {
  const report = latestRecord(state, 'assignmentReport', 'made');
  return one(report && state.assignerId !== null ? { id: report.id, not: [report.byPersonId], organId: state.assignerId } : null);
};

export const recusalsRequested: Waits = (state) =>
  recordsOf(state, 'recusal', 'requested').map(({ id, byPersonId, data }) => ({ id, not: [byPersonId, data.officerId] }));

/** A later preparation of the desk takes the place of what was proposed. */
export const splitProposed: Waits = (state) => {
  const split = recordsOf(state, 'split', 'prepared', 'proposed').at(-1);
  return one(split?.state === 'proposed' ? { id: split.id, not: [split.byPersonId] } : null);
};

/** Merges of which this petition is the lead: the act is done there. */
export const ledMerges = (state: PetitionState, ...states: RecordState<'merge'>[]): readonly CaseRecord<'merge'>[] =>
  recordsOf(state, 'merge', ...states).filter(({ data }) => data.leadId === state.id);

export const mergesProposed: Waits = (state) =>
  ledMerges(state, 'proposed').map(({ data, byPersonId }) => ({ id: data.mergeId, not: [byPersonId] }));

export const unmergesProposed: Waits = (state) =>
  ledMerges(state, 'unmerge_proposed').map(({ data }) => ({ id: data.mergeId, not: [data.unmerge?.by ?? null] }));

const reviewTexts =
  (state: 'drafted' | 'checked'): Waits =>
  (petition) =>
    recordsOf(petition, 'reviewOpinion', state)
      .filter(({ organId }) => organId !== null && inHandOf(petition, organId) !== null)
      .map(({ id, organId, data }) => ({ id, not: [data.draftedBy], organId }));
export const reviewDrafted = reviewTexts('drafted');
export const reviewChecked = reviewTexts('checked');

/** Requests for review that are to be refused: at the organ that has them, by a third hand. */
export const reviewRefusals =
  (stands: 'proposed' | 'checked'): Waits =>
  (state) =>
    recordsOf(state, 'reviewRefusal', stands).map(({ id, byPersonId, organId, data }) => ({
      id,
      not: [byPersonId, data.checkedBy],
      organId,
    }));
