import { OpinionServed, PaperServed, type NewEvent } from '@sunshine/events';
import {
  nextRight,
  proofMissing,
  wayOf,
  type Day,
  type DocumentRule,
  type NextRight,
  type RulePack,
  type ServiceWayRule,
} from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { answeredOnFastTrack } from '../fast-track.clocks.js';
import { isInherited, isSuccessor, successionsOf } from '../succession.js';
import { ownPetitioners, members, requireMember } from '../members.js';
import { isSupport } from '../standing.js';
import { paperError } from './papers.errors.js';
import { decided } from '../decision.js';
import type { ActLaw, ClockMove, Decision, Given, Opinion, PetitionState, Proof, Delivery } from '../petition.js';
import { proofField } from './proof.js';
import { replacedBy } from '../in-force.js';
import { reviewServed } from '../review/serving.js';
import { notInStage, requireStage } from '../acts.js';
import { WITH_OPINION } from '../stages.js';

/** A paper of the petition as the rules of service and voiding read it. */
export interface IssuedPaper {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly number: string | null;
  readonly organId: string;
  readonly issuedOn: Day;
  readonly voidedOn: Day | null;
  readonly voidReason: string | null;
  readonly deliveries: readonly Delivery[];
}

export interface RecordService {
  /** Ids for the rows: one for each petitioner of the petition. */
  readonly deliveryIds: readonly string[];
  readonly petitionerId: string;
  readonly way: string;
  readonly proof: Proof;
  /** This petitioner is a representative who received for all that are not served yet. */
  readonly forAll?: boolean;
  /** The paper, where it is another than the opinion in hand. */
  readonly paper?: IssuedPaper | null;
}

const SOURCE = '民事诉讼法 87-90（参照）';

/** The right that service opens to this petitioner; null where the path has no review (suggestions, reports). */
export function rightOf(
  state: Pick<PetitionState, 'kind' | 'exit'>,
  servedOn: Day,
  law: Pick<ActLaw, 'packOn' | 'calendar'>,
): NextRight | null {
  if (state.kind !== 'CLAIM' || state.exit !== '31(6)') return null;
  return nextRight({ pack: law.packOn(servedOn), after: 'OPINION', servedOn, calendar: law.calendar });
}

/** The paper that is served: the current opinion, or another paper addressed to petitioners. */
interface Target {
  readonly documentId: string | null;
  readonly opinion: Opinion | null;
  readonly deliveries: readonly Delivery[];
}

/**
 * One row for each petitioner, paper and way; the day of the act is the day of service. Without the proof that the pack asks for the
 * petitioner's 30 days do not start; a paper that could not be delivered starts nothing, and one out of use is not served. The first
 * service of an opinion enters `opinion_served` and starts EXECUTE at the unit that must perform. Nobody serves the dead: an opinion that is
 * still owed goes to who succeeds them, after the matter was closed as well.
 * @throws ACT_NOT_IN_STAGE, PETITIONER_UNKNOWN, PETITIONER_ENDED, SERVICE_WAY_UNKNOWN, SERVICE_PROOF_MISSING, SERVICE_ALREADY_RECORDED, MEMBER_HAS_LEFT,
 * SERVICE_OF_OTHER_ORGAN, SERVICE_CONSENT_FOR_OTHER_DOCUMENT, REPRESENTATIVE_UNKNOWN, REPRESENTATIVE_RECEIVES_FOR_ONE, DOCUMENT_VOID,
 * DOCUMENT_NOT_SERVED_ON_PETITIONERS, OPINION_REPLACED
 * @source 信访工作条例 32, 35; law 18
 */
export function recordService(given: Given, command: RecordService): Decision {
  const { state, law, act } = given;
  const pack = law.packOn(act.on);
  const { petitionerId, proof } = command;
  const target = targetOf(given, command, pack);
  if (!state.petitionerIds.includes(petitionerId)) throw caseError('PETITIONER_UNKNOWN', { source: SOURCE });
  requireMember(state, petitionerId, act.on);
  const way = provedWay(pack, command, target);
  const servedOn = way.day === 'none' ? null : act.on;
  const rows = recipientsOf(given, command, target, pack).map((recipient, index): Delivery => {
    const id = command.deliveryIds[index];
    if (id === undefined) throw new Error('an id for each petitioner');
    return {
      id,
      opinionId: target.opinion?.id ?? null,
      documentId: target.documentId,
      petitionerId: recipient,
      throughId: recipient === petitionerId ? null : petitionerId,
      way: way.way,
      servedOn,
      proof,
    };
  });
  const { opinion } = target;
  const line = {
    act: 'recordService' as const,
    basis: way.source,
    remark: `${command.paper ? `${command.paper.title} ` : ''}${way.title}`,
  };
  if (!opinion) {
    const review = reviewServed(given, target.documentId as string, target.deliveries, rows);
    const events = review?.events ?? rows.map((row) => paperServed(state, row));
    return decided(given, review?.change ?? {}, { paperDeliveries: rows, events, clocks: review?.clocks ?? [], line });
  }
  const first = servedOn !== null && target.deliveries.every((delivery) => delivery.servedOn === null);
  return decided(
    given,
    {
      stage: servedOn !== null && state.stage === 'opinion_issued' ? 'opinion_served' : state.stage,
      deliveries: [...state.deliveries, ...rows],
    },
    {
      events: rows.map((row) => opinionServed(given, opinion, row)),
      clocks: [
        // On the fast track the execution started with the answer.
        ...(first && state.stage !== 'closed' && !answeredOnFastTrack(state, opinion) ? execution(given, opinion) : []),
        ...rows.flatMap((row) => ownRight(given, row)),
      ],
      line,
    },
  );
}

function targetOf({ state, act }: Given, { paper = null, petitionerId }: RecordService, pack: RulePack): Target {
  requireStage(state.stage, 'recordService', SOURCE);
  if (paper === null || paper.id === state.opinion?.documentId) {
    const { opinion } = state;
    // Answered on the fast track there is no paper to serve before one is asked for.
    // Whoever carries on after the matter was closed is owed the opinion and the own term all the same.
    const succeeding = state.stage === 'closed' && opinion?.state === 'issued' && isSuccessor(successionsOf(state), petitionerId);
    if (!opinion || opinion.documentId === null || !(WITH_OPINION.includes(state.stage) || succeeding))
      throw notInStage(state.stage, 'recordService', SOURCE);
    if (act.organ.id !== state.organId) throw paperError('SERVICE_OF_OTHER_ORGAN', { source: SOURCE });
    // What a review has changed or revoked opens nothing to anybody: whom it concerns is served with what took its place.
    if (replacedBy(state) !== null) throw paperError('OPINION_REPLACED', { source: SOURCE });
    return { documentId: opinion.documentId, opinion, deliveries: state.deliveries };
  }
  const { title, to }: Pick<DocumentRule, 'title' | 'to'> = pack.documents[paper.kind] ?? { title: paper.title, to: 'file' };
  if (paper.voidedOn !== null) {
    throw paperError('DOCUMENT_VOID', { source: SOURCE, details: { number: paper.number ?? title, reason: paper.voidReason ?? '' } });
  }
  if (paper.kind === 'OPINION') throw paperError('OPINION_REPLACED', { source: SOURCE });
  if (to !== 'petitioner') throw paperError('DOCUMENT_NOT_SERVED_ON_PETITIONERS', { source: SOURCE, details: { document: title } });
  if (paper.organId !== act.organ.id) throw paperError('SERVICE_OF_OTHER_ORGAN', { source: SOURCE });
  return { documentId: paper.id, opinion: null, deliveries: paper.deliveries };
}

function provedWay(pack: RulePack, { way: name, proof }: RecordService, { documentId }: Target): ServiceWayRule {
  const way = wayOf(pack, name);
  if (!way) throw caseError('SERVICE_WAY_UNKNOWN', { source: SOURCE, details: { way: name } });
  const missing = proofMissing(way, proof, 'served');
  if (missing)
    throw caseError('SERVICE_PROOF_MISSING', {
      source: missing.source,
      details: { way: way.title, proof: missing.title },
      field: proofField(missing),
    });
  const byConsent = way.needs.some(({ anyOf }) => anyOf.includes('consent'));
  if (byConsent && proof.consentDocumentId && proof.consentDocumentId !== documentId) {
    throw paperError('SERVICE_CONSENT_FOR_OTHER_DOCUMENT', { source: way.source });
  }
  return way;
}

/**
 * The petitioners reached by this service: the one who received, or through a representative everybody not served yet.
 * @source 信访工作条例 35 for each their own; the pack's `representativesReceiveForAll`
 */
function recipientsOf(
  { state }: Given,
  { petitionerId, forAll = false }: RecordService,
  { deliveries }: Target,
  pack: RulePack,
): readonly string[] {
  const servedOn = (id: string) =>
    deliveries.find((delivery) => delivery.petitionerId === id && delivery.servedOn !== null)?.servedOn ?? null;
  const already = servedOn(petitionerId);
  if (already !== null && !forAll) throw caseError('SERVICE_ALREADY_RECORDED', { source: SOURCE, details: { day: already } });
  if (!forAll) return [petitionerId];
  if (!state.representativeIds.includes(petitionerId)) throw paperError('REPRESENTATIVE_UNKNOWN', { source: SOURCE });
  const rule = pack.values['representativesReceiveForAll'];
  if (rule?.value !== true) throw paperError('REPRESENTATIVE_RECEIVES_FOR_ONE', { source: rule?.source ?? SOURCE });
  // Petitioners of another letter did not choose the representatives of this one.
  const there = new Set(members(state));
  const open = ownPetitioners(state).filter((id) => there.has(id) && servedOn(id) === null);
  if (open.length === 0) throw caseError('SERVICE_ALREADY_RECORDED', { source: SOURCE, details: { day: already ?? '' } });
  return open;
}

const paperServed = (state: PetitionState, { documentId, petitionerId, throughId, way, servedOn }: Delivery): NewEvent =>
  PaperServed.create({
    petitionId: state.id,
    documentId: documentId as string,
    petitionerId,
    ...(throughId !== null && { throughPetitionerId: throughId }),
    way,
    servedOn,
  });

/** The last day of the right that the service opens; null: it opens none. */
function lastDayOpened({ state, law }: Given, { petitionerId, servedOn }: Delivery): Day | null {
  const lastDayOf = (on: Day) => rightOf(state, on, law)?.lastDay ?? null;
  // What had run out in the lifetime of the dead is not opened again by serving the successor.
  const opens = servedOn !== null && !isInherited(successionsOf(state), state.deliveries, lastDayOf, petitionerId);
  return opens ? lastDayOf(servedOn) : null;
}

/** Each petitioner's own term to ask for 复查, from the service on this petitioner. @source 信访工作条例 35; practice F7, F8 */
function ownRight(given: Given, row: Delivery): ClockMove[] {
  if (row.servedOn === null || lastDayOpened(given, row) === null) return [];
  return [{ do: 'start', petitionId: given.state.id, term: 'REVIEW_REQUEST', subject: row.petitionerId, startedOn: row.servedOn }];
}

function opinionServed(given: Given, opinion: Opinion, row: Delivery): NewEvent {
  const { petitionerId, throughId, way, servedOn, proof } = row;
  const { receiptFileId = null } = proof;
  return OpinionServed.create({
    petitionId: given.state.id,
    opinionId: opinion.id,
    petitionerId,
    ...(throughId !== null && { throughPetitionerId: throughId }),
    way,
    servedOn,
    ...(receiptFileId !== null && { receiptFileId }),
    reviewRequestLastDay: lastDayOpened(given, row),
  });
}

/** EXECUTE runs to the date in the opinion, even if it is served only after that date. */
function execution({ state, act }: Given, { executeBy, performerId, answers }: Opinion): ClockMove[] {
  if (executeBy === null || !answers.some(({ outcome }) => isSupport(outcome))) return [];
  const startedOn = act.on < executeBy ? act.on : executeBy;
  return [{ do: 'start', petitionId: state.id, term: 'EXECUTE', subject: performerId ?? state.organId, startedOn, dueOn: executeBy }];
}
