import type { PetitionState } from './petition.js';
import { endsApart } from './groups/groups.js';
import { latestRecord, recordsOf, type CaseRecord, type KindIn, type RecordKind, type RecordState } from './records.js';
import { mayBeDrafted } from './opinion/opinion.js';
import { standingTransfer } from './routing/recall.js';
import { ACTS, ACT_NAMES, type ActName } from './stages.js';
import { standingWithdrawal } from './standing.js';

/** Every act on a petition; to move the matters of an officer is an act on an organ. */
export type ActOnPetition = Exclude<ActName, 'moveMatters'>;
export const ACTS_ON_PETITION = ACT_NAMES.filter((act): act is ActOnPetition => act !== 'moveMatters');

/** Who would act, and for which organ by the right to this act. */
interface Hand {
  readonly personId: string;
  readonly organId: string;
}

/** The organ a person acts for by the right to an act; null where the person has no such right. */
export type OrganOfAct = (act: ActOnPetition) => string | null;

/** What waits for the second person. `not`: who proposed it, or may not judge it for another reason. */
interface Waiting {
  readonly id: string;
  readonly not: readonly (string | null)[];
  /** The organ that has to act, where the right alone does not say it. */
  readonly organId?: string | null;
}

const one = (waiting: Waiting | null): readonly Waiting[] => (waiting ? [waiting] : []);

/** The latest proposal of a kind. */
const proposal =
  (kind: KindIn<'proposed'>) =>
  (state: PetitionState): readonly Waiting[] =>
    one(latestOf(state, kind, 'proposed'));

function latestOf<K extends RecordKind>(state: PetitionState, kind: K, ...states: RecordState<K>[]): Waiting | null {
  const record = latestRecord(state, kind, ...states);
  return record && { id: record.id, not: [record.byPersonId] };
}

const opinionIn = (...states: string[]) =>
  function waiting({ opinion }: PetitionState): readonly Waiting[] {
    return opinion && states.includes(opinion.state) ? [{ id: opinion.id, not: [opinion.draftedBy] }] : [];
  };

/** An objection raised, with the transfer it is about: the sender judges it, never the officer who routed. */
function raised(state: PetitionState): { objection: CaseRecord<'objection'>; transfer: CaseRecord<'transfer'> } | null {
  const objection = latestRecord(state, 'objection', 'raised');
  const transfer = objection && recordsOf(state, 'transfer').find(({ id }) => id === objection.data.transferId);
  return objection && transfer ? { objection, transfer } : null;
}

/** Merges of which this petition is the lead: the act is done there. */
const ledMerges = (state: PetitionState, ...states: RecordState<'merge'>[]) =>
  recordsOf(state, 'merge', ...states).filter(({ data }) => data.leadId === state.id);

/**
 * What waits for a second person, by the act that confirms it. The proposer never confirms.
 * @source law 4.1 (two people); own rules as named by each act
 */
export const CONFIRMING = {
  confirmObjection: proposal('objection'),
  decideObjection: (state) => {
    const found = raised(state);
    return one(found && { id: found.objection.id, not: [found.transfer.byPersonId], organId: found.transfer.data.fromOrganId });
  },
  confirmObjectionDecision: (state) => {
    const found = raised(state);
    const decision = found?.objection.data.decision;
    if (!found || !decision || found.transfer.confirmedBy === null) return [];
    return [{ id: found.objection.id, not: [decision.byPersonId], organId: found.transfer.data.fromOrganId }];
  },
  confirmKeeping: proposal('keeping'),
  confirmHandOver: (state) => proposal('handOver')(state).map((waiting) => ({ ...waiting, organId: state.organId })),
  extendHandling: ({ extension }) =>
    one(extension && extension.approvedBy === null ? { id: extension.id, not: [extension.requestedBy] } : null),
  checkOpinion: opinionIn('drafted'),
  issueOpinion: opinionIn('checked'),
  countersignOpinion: (state) =>
    recordsOf(state, 'countersign', 'asked')
      .filter(({ data }) => data.opinionId === state.opinion?.id)
      .map(({ id, organId }) => ({ id, not: [state.opinion?.draftedBy ?? null], organId: organId ?? state.organId })),
  confirmExit: proposal('exitDecision'),
  // A political-legal organ enters its own receipt, which nobody has sent it.
  recordReceipt: (state) => one(latestOf(state, 'leadingIn', 'sent')),
  confirmPerformance: proposal('performance'),
  confirmRefusal: proposal('refusal'),
  issueFastTrackPaper: (state) => {
    const answer = latestRecord(state, 'fastTrackAnswer', 'answered');
    return one(answer && state.opinion && { id: answer.id, not: [state.opinion.draftedBy] });
  },
  decideOptions: proposal('decisionOptions'),
  checkExecution: (state) => one(latestOf(state, 'execution', 'recorded')),
  acceptAssignmentReport: (state) => madeReport(state),
  verifyCompletion: ({ id, completion }) => one(completion && completion.verifiedBy === null ? { id, not: [completion.proposedBy] } : null),
  confirmWithdrawal: (state) => one(latestOf(state, 'withdrawal', 'declared')),
  decideRecusal: (state) =>
    recordsOf(state, 'recusal', 'requested').map(({ id, byPersonId, data }) => ({ id, not: [byPersonId, data.officerId] })),
  confirmSplit: (state) => {
    const split = recordsOf(state, 'split', 'prepared', 'proposed').at(-1);
    return one(split?.state === 'proposed' ? { id: split.id, not: [split.byPersonId] } : null);
  },
  confirmMerge: (state) => ledMerges(state, 'proposed').map(({ data, byPersonId }) => ({ id: data.mergeId, not: [byPersonId] })),
  confirmUnmerge: (state) =>
    ledMerges(state, 'unmerge_proposed').map(({ data }) => ({ id: data.mergeId, not: [data.unmerge?.by ?? null] })),
} as const satisfies Partial<Record<ActOnPetition, (state: PetitionState) => readonly Waiting[]>>;

export type ConfirmingAct = keyof typeof CONFIRMING;
export const CONFIRMING_ACTS = Object.keys(CONFIRMING) as readonly ConfirmingAct[];

function madeReport(state: PetitionState): readonly Waiting[] {
  const report = latestRecord(state, 'assignmentReport', 'made');
  return one(report && state.assignerId !== null ? { id: report.id, not: [report.byPersonId], organId: state.assignerId } : null);
}

const waitsFor = (waiting: readonly Waiting[], { personId, organId }: Hand): readonly string[] =>
  waiting.filter((each) => !each.not.includes(personId) && (each.organId ?? organId) === organId).map(({ id }) => id);

const has =
  <K extends RecordKind>(kind: K, ...states: RecordState<K>[]) =>
  (state: PetitionState): boolean =>
    latestRecord(state, kind, ...states) !== null;

const isBureau = ({ organKind }: PetitionState): boolean => organKind === 'petition_bureau';
const isOrgan = (state: PetitionState): boolean => !isBureau(state);
const isOpenClaim = ({ kind, outcome }: PetitionState): boolean =>
  kind === 'CLAIM' && outcome !== 'refused_acceptance' && outcome !== 'refused_refiling';
const isThere = ({ organId }: PetitionState, hand: Hand): boolean => organId === hand.organId;
const byAssigner = ({ assignerId }: PetitionState, hand: Hand): boolean => assignerId === hand.organId;
const hasReport = (state: PetitionState, hand: Hand): boolean => byAssigner(state, hand) && has('assignmentReport', 'made')(state);
const isAssigned = ({ assignerId }: PetitionState): boolean => assignerId !== null;

/**
 * What an act cannot do without, besides right and stage. It says less than the rule of the act, and never more: what it lets pass the
 * rule may still refuse, what it refuses the rule refuses as well.
 */
const NEEDS: Partial<Record<ActOnPetition, (state: PetitionState, hand: Hand) => boolean>> = {
  routePetition: (state, hand) => isBureau(state) && isThere(state, hand),
  recallTransfer: (state, hand) => {
    const transfer = standingTransfer(state);
    return transfer !== null && transfer.data.kind !== 'DESIGNATION' && transfer.data.fromOrganId === hand.organId;
  },
  objectToTransfer: ({ senderId }) => senderId !== null,
  handDown: isOrgan,
  requestAssistance: isOrgan,
  agreeJointHandling: isOrgan,
  answerAssistance: (state, { organId }) =>
    recordsOf(state, 'assistance').some((each) => each.state !== 'ended' && each.organId === organId),
  endAssistance: (state) => recordsOf(state, 'assistance').some((each) => each.state !== 'ended'),
  objectToKeeping: ({ outcome }) => outcome === 'kept_for_reference',
  guideVisitor: (state) => isBureau(state) && state.kind === 'CLAIM' && state.channel === 'VISIT',
  sendToPoliticalLegalOrgan: (state) => isBureau(state) && state.kind === 'CLAIM' && state.channel !== 'VISIT',
  handOverReport: (state, hand) => state.kind === 'REPORT' && isBureau(state) && isThere(state, hand),
  recordHandOverReceipt: has('handOver', 'sent'),
  noteFeedback: (state) => state.kind === 'REPORT' && isOrgan(state),
  informPetitioner: isOrgan,
  acceptPetition: isOrgan,
  requestExtension: ({ extension }) => extension === null,
  draftOpinion: ({ opinion }) => mayBeDrafted(opinion),
  returnOpinion: (state, hand) => waitsFor(opinionIn('drafted', 'checked')(state), hand).length > 0,
  recordExecution: ({ opinion }) => opinion !== null,
  reportAssignment: isAssigned,
  reportStage: isAssigned,
  returnAssignmentReport: hasReport,
  acceptAssignmentReport: hasReport,
  moveReportDate: byAssigner,
  reopenPetition: ({ closedOn, outcome, mergedInto }) => closedOn !== null && outcome !== 'split' && mergedInto === null,
  archivePetition: has('archive', 'due'),
  proposeExit: (state) => isBureau(state) && state.kind === 'CLAIM',
  decideExit: (state) => isOrgan(state) && isOpenClaim(state) && state.exit === null,
  correctExit: (state) => isOrgan(state) && isOpenClaim(state) && state.exit !== null,
  issueGuidance: (state) => isOrgan(state) && state.exit !== null && state.exit !== '31(6)',
  leadIntoProcedure: (state) =>
    isOrgan(state) && state.exit !== null && !['31(5)', '31(6)'].includes(state.exit) && !has('leadingIn', 'sent')(state),
  recordReceipt: (state, hand) =>
    state.stage === 'informed' ? waitsFor(CONFIRMING.recordReceipt(state), hand).length > 0 : state.organKind === 'political_legal',
  performDuty: ({ exit }) => exit === '31(5)',
  answerUnderLaw: ({ exit }) => exit === '31(5)',
  leaveFastTrack: has('fastTrack', 'chosen'),
  answerFastTrack: has('fastTrack', 'chosen'),
  recordInquiry: isOrgan,
  addEvidence: isOrgan,
  proposeOptions: (state) => isOrgan(state) && !has('decisionOptions', 'proposed')(state),
  askCountersign: ({ opinion }) => opinion !== null && opinion.state !== 'issued' && opinion.state !== 'returned',
  pendingCommitment: (state) => isOrgan(state) && !has('commitment', 'pending')(state),
  reviewCommitment: has('commitment', 'pending'),
  answerInstruction: has('instruction', 'open'),
  withdrawPetition: (state) => standingWithdrawal(state) === null,
  revokeWithdrawal: (state) => standingWithdrawal(state) !== null,
  confirmWithdrawal: (state, hand) =>
    waitsFor(CONFIRMING.confirmWithdrawal(state), hand).length > 0 && !(isThere(state, hand) && state.stage !== 'registered'),
  recordSettlement: (state) => isOrgan(state) && !has('settlement', 'standing')(state),
  recordPromisePerformed: has('promise', 'open'),
  recordPromiseBroken: has('promise', 'open'),
  splitPetition: (state) => state.organId === state.registeringOrganId && has('split', 'prepared', 'proposed')(state),
  mergePetitions: ({ kind, outcome, mergedInto }) => kind === 'CLAIM' && outcome === null && mergedInto === null,
  unmergePetitions: (state) => ledMerges(state, 'merged').length > 0,
  recordLegacyReply: ({ opinion }) => opinion === null,
};

const isWaitedFor = (act: ActOnPetition): act is ConfirmingAct => act in CONFIRMING;

/** Until a request for recusal is decided the officer does nothing on the matter. @source 信访工作条例 28 ¶3 */
const stepsBack = (state: PetitionState, personId: string): boolean =>
  recordsOf(state, 'recusal', 'requested').some(({ data }) => data.officerId === personId);

function mayNow(state: PetitionState, personId: string, organOf: OrganOfAct, act: ActOnPetition): Hand | null {
  const { stages }: { readonly stages: readonly string[] } = ACTS[act];
  if (!stages.includes(state.stage) || stepsBack(state, personId)) return null;
  if (state.mergedInto !== null && !endsApart(act)) return null;
  const organId = organOf(act);
  if (organId === null) return null;
  const hand = { personId, organId };
  const needs = NEEDS[act] ?? (isWaitedFor(act) ? () => waitsFor(CONFIRMING[act](state), hand).length > 0 : null);
  return needs === null || needs(state, hand) ? hand : null;
}

export interface ActNow {
  readonly act: ActOnPetition;
  readonly name: string;
  /** `confirmation`: it confirms what another person has proposed, the own proposal never. */
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
    part: isWaitedFor(act) && CONFIRMING[act](state).length > 0 ? 'confirmation' : null,
  }));
}

/** What of this petition waits for this very person: the confirming act and the id of what it confirms. */
export function waitingFor(state: PetitionState, personId: string, organOf: OrganOfAct): readonly { act: ConfirmingAct; id: string }[] {
  return CONFIRMING_ACTS.flatMap((act) => {
    const hand = mayNow(state, personId, organOf, act);
    return hand ? waitsFor(CONFIRMING[act](state), hand).map((id) => ({ act, id })) : [];
  });
}
