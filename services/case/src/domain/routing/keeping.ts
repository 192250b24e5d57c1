import {
  KeepingGround,
  KeepingObjected,
  KeepingProposed,
  PetitionClosed,
  PetitionKept,
  type PetitionKind,
  type Stage,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { assistanceOver } from './assistance.js';
import { caseError } from '../case.errors.js';
import { cancelled, dutyBack } from '../duties.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { leavingFastTrack } from '../fast-track.clocks.js';
import { issue, matterParts, petitionerParts, sentence } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, withRecord } from '../records.js';
import { routingError } from './routing.errors.js';
import { KEEPING_NAMES, type Keeping } from './routing.records.js';
import { requireStage } from '../acts.js';
import { optional, required } from '../text.js';

/** Art 22 has no such answer. */
const SOURCE = '本系统规则 存（信访工作条例 22 没有这种答复）';

/** The open matter that a duplicate repeats, as it is now; null where nobody knows it or may see it. */
export interface OtherMatter {
  readonly petitionId: string;
  readonly number: string;
  readonly kind: PetitionKind;
  readonly stage: Stage;
}

export interface KeepForReference {
  readonly keepingId: string;
  readonly ground: string;
  readonly reason: string;
  readonly asked: { readonly on: Day; readonly how: string } | null;
  /** The caller names one. */
  readonly named: boolean;
  readonly duplicate: OtherMatter | null;
}

/**
 * 拟存, for three reasons and no other: duplicate of an open matter; no request, or unreadable, after an attempt to ask; thanks.
 * @throws ACT_NOT_IN_STAGE, KEEPING_GROUND_UNKNOWN, KEEPING_DUPLICATE_UNKNOWN, KEEPING_DUPLICATE_NOT_WANTED, KEEPING_DUPLICATE_OTHER_KIND,
 * KEEPING_DUPLICATE_CLOSED, KEEPING_NOT_ASKED, KEEPING_ASKED_ON_WRONG_DAY, TEXT_MISSING
 * @source own rule; law 4.1 (kept_for_reference), practice A
 */
export function keepForReference(given: Given, command: KeepForReference): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'keepForReference', SOURCE);
  const ground = KeepingGround.safeParse(command.ground);
  if (!ground.success) throw routingError('KEEPING_GROUND_UNKNOWN', { source: SOURCE, details: { ground: command.ground } });
  const reason = required('存的理由', 'reason', command.reason, 1000);
  const data: Keeping = {
    ground: ground.data,
    reason,
    asked: askedOf(given, ground.data, command.asked),
    duplicate: duplicateOf(given, ground.data, command),
    documentId: null,
    objection: null,
  };
  const replaced = proposalsReplaced(state.records, 'keeping');
  const keeping = newRecord({
    id: command.keepingId,
    kind: 'keeping',
    state: 'proposed',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data,
  });
  return decided(
    given,
    { records: withRecord(replaced, keeping) },
    {
      events: [KeepingProposed.create({ petitionId: state.id, keepingId: keeping.id, ground: ground.data })],
      line: { act: 'keepForReference', basis: SOURCE, part: 'proposal', remark: reason },
    },
  );
}

function askedOf({ state, act }: Given, ground: KeepingGround, asked: KeepForReference['asked']): Keeping['asked'] {
  if (ground !== 'NO_REQUEST' && ground !== 'UNREADABLE') return null;
  const how = optional('询问经过', 'asked.how', asked?.how, 500);
  if (!asked || how === null) throw routingError('KEEPING_NOT_ASKED', { source: SOURCE });
  if (asked.on < state.receivedOn || asked.on > act.on)
    throw routingError('KEEPING_ASKED_ON_WRONG_DAY', { source: SOURCE, details: { day: asked.on } });
  return { on: asked.on, how };
}

function duplicateOf({ state }: Given, ground: KeepingGround, { named, duplicate }: KeepForReference): Keeping['duplicate'] {
  if (ground !== 'DUPLICATE') {
    if (named) throw routingError('KEEPING_DUPLICATE_NOT_WANTED', { source: SOURCE });
    return null;
  }
  if (!duplicate || duplicate.petitionId === state.id) throw routingError('KEEPING_DUPLICATE_UNKNOWN', { source: SOURCE });
  if (duplicate.kind !== state.kind) throw routingError('KEEPING_DUPLICATE_OTHER_KIND', { source: SOURCE });
  requireOpen(duplicate);
  return { petitionId: duplicate.petitionId, number: duplicate.number };
}

function requireOpen({ stage, number }: OtherMatter): void {
  if (stage === 'closed') throw routingError('KEEPING_DUPLICATE_CLOSED', { source: SOURCE, details: { number } });
}

/**
 * 存, after a second person has read it: the petitioner is told why, the number of the open matter, and how to object. Meets the duty to
 * route, or to tell, by dispatch; counted apart and never final.
 * @param command.duplicate the open matter as it is now
 * @throws ACT_NOT_IN_STAGE, KEEPING_NOT_PROPOSED, OWN_PROPOSAL, KEEPING_DUPLICATE_UNKNOWN, KEEPING_DUPLICATE_CLOSED, DISPATCH_WAY_UNKNOWN,
 * DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING
 * @source own rule; law 4.1, practice F15
 */
export function confirmKeeping(given: Given, command: PaperIds & Dispatch & { readonly duplicate: OtherMatter | null }): Decision {
  const { state, clocks, law, act } = given;
  requireStage(state.stage, 'confirmKeeping', SOURCE);
  const keeping = latestRecord(state, 'keeping', 'proposed');
  if (!keeping) throw routingError('KEEPING_NOT_PROPOSED', { source: SOURCE });
  if (keeping.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const { ground, duplicate, reason } = keeping.data;
  if (duplicate) {
    if (!command.duplicate) throw routingError('KEEPING_DUPLICATE_UNKNOWN', { source: SOURCE });
    requireOpen(command.duplicate);
  }
  checkDispatch(command);
  const { documentId } = command;
  const over = assistanceOver(state);
  const fast = leavingFastTrack(state, clocks, act.on, 'kept_for_reference', '存');
  const pack = law.packOn(act.on);
  const paper = issue(given, pack, command, act.organ, {
    kind: 'REFERENCE_NOTICE',
    when: duplicate ? ['duplicate'] : [],
    parts: {
      petitioner: petitionerParts(state),
      matter: matterParts(state),
      ground: KEEPING_NAMES[ground],
      reason,
      relatedNumber: duplicate?.number ?? null,
      howToObject: sentence(pack, 'keepingObjection'),
      dispatch: dispatchPart(command, act.on),
    },
  });
  const records = withRecord(over.records, {
    ...keeping,
    state: 'kept',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...keeping.data, documentId },
  });
  return decided(
    given,
    {
      stage: 'closed',
      outcome: 'kept_for_reference',
      closedOn: act.on,
      records: fast ? withRecord(records, fast.record) : records,
    },
    {
      events: [
        PetitionKept.create({
          petitionId: state.id,
          keepingId: keeping.id,
          ground,
          duplicateOf: duplicate?.petitionId ?? null,
          documentId,
        }),
        PetitionClosed.create({ petitionId: state.id, ground: 'kept_for_reference', closedOn: act.on }),
      ],
      clocks: [
        ...(['ROUTE', 'NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'] as const)
          .filter((term) => running(clocks, term))
          .map((term): ClockMove => ({ do: 'stop', petitionId: state.id, term, on: act.on })),
        ...cancelled(given, ['OBJECT', 'ASSIGNMENT_REPORT', 'HANDLE'], 'kept_for_reference'),
        ...(fast?.clocks ?? []),
      ],
      papers: [paper],
      relations: over.relations,
      line: { act: 'confirmKeeping', basis: SOURCE, part: 'confirmation', remark: reason },
    },
  );
}

/**
 * The petitioner objects, at any time and in any form: the matter is where it was, and its duty runs from its first start.
 * @throws ACT_NOT_IN_STAGE, KEEPING_NOT_KEPT, TEXT_MISSING
 * @source own rule; law 4.1 (reopened on request)
 */
export function objectToKeeping(given: Given, command: { readonly reason: string }): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'objectToKeeping', SOURCE);
  const keeping = latestRecord(state, 'keeping', 'kept');
  if (!keeping || state.outcome !== 'kept_for_reference') throw routingError('KEEPING_NOT_KEPT', { source: SOURCE });
  const reason = required('异议', 'reason', command.reason, 1000);
  return decided(
    given,
    {
      stage: 'registered',
      outcome: null,
      closedOn: null,
      records: withRecord(state.records, { ...keeping, state: 'reopened', data: { ...keeping.data, objection: { on: act.on, reason } } }),
    },
    {
      events: [KeepingObjected.create({ petitionId: state.id, keepingId: keeping.id })],
      clocks: dutyBack(given, state),
      line: { act: 'objectToKeeping', basis: SOURCE, remark: reason },
    },
  );
}
