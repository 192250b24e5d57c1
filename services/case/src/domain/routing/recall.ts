import { TransferRecallAsked, TransferRecalled, type Act, type RelationMove } from '@sunshine/events';
import { cancelled, dutyBack, startedAgain } from '../duties.js';
import { hadOn } from '../elsewhere.js';
import { chargeMoves, leaving, leftBehind, withoutReport } from './charge.js';
import { issue } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds, PetitionState } from '../petition.js';
import { withRecord, type CaseRecord } from '../records.js';
import { standingTransfer } from '../standing.js';
import { routingError } from './routing.errors.js';
import type { Transfer } from './routing.records.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 撤回（信访工作条例 22）';

/**
 * 撤回: the sender takes a wrong transfer back before the petitioner is told. The receiver's clocks end without finding, and the
 * sender's own duty is open again from its first start: a wrong transfer wins no time. Another node is asked for it, and has it until it has
 * answered.
 * @throws ACT_NOT_IN_STAGE, RECALL_NOTHING_SENT, RECALL_BY_SENDER_ONLY, RECALL_NOT_YET, RECALL_ASKED, TEXT_MISSING
 * @source own rule; law 4.1
 */
export function recallTransfer(given: Given, command: PaperIds & { readonly reason: string }): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'recallTransfer', SOURCE);
  const transfer = standingTransfer(state);
  if (!transfer || transfer.data.kind === 'DESIGNATION' || transfer.data.kind === 'AVOIDANCE')
    throw routingError('RECALL_NOTHING_SENT', { source: SOURCE });
  if (transfer.data.fromOrganId !== act.organ.id) throw routingError('RECALL_BY_SENDER_ONLY', { source: SOURCE });
  const reason = required('撤回理由', 'reason', command.reason, 2000);
  const { former } = transfer.data;
  requireNotAsked(transfer);
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'RECALL_DECISION',
    parts: {
      transfer: { documentId: transfer.id, number: transfer.data.number, on: transfer.on },
      to: { organId: state.organId },
      reason,
      decidedBy: act.organ.name,
      firstRegisteredOn: state.registeredOn,
    },
  });
  if (transfer.data.elsewhere) return askedBack(given, transfer, { ...command, reason }, [paper]);
  const back = takenBack(given, transfer, 'recalled', 'recalled');
  return decided(given, back.change, {
    events: [
      TransferRecalled.create({
        petitionId: state.id,
        transferId: transfer.id,
        fromOrganId: state.organId,
        senderId: former.organId,
        documentId: command.documentId,
      }),
    ],
    clocks: back.clocks,
    papers: [paper],
    relations: back.relations,
    line: { act: 'recallTransfer', basis: SOURCE, remark: reason },
  });
}

/** @throws RECALL_NOT_YET before the node to which it was sent has it, RECALL_ASKED while that node has not answered */
function requireNotAsked({ data: { elsewhere, recall } }: CaseRecord<'transfer'>): void {
  if (!elsewhere) return;
  if (hadOn(elsewhere) === null) throw routingError('RECALL_NOT_YET', { source: SOURCE, details: { node: elsewhere.node } });
  if (recall && recall.declinedOn === undefined) throw routingError('RECALL_ASKED', { source: SOURCE });
}

function askedBack(
  given: Given,
  transfer: CaseRecord<'transfer'>,
  { reason, documentId, number }: PaperIds & { readonly reason: string },
  papers: Decision['papers'],
): Decision {
  const { state, act } = given;
  const recall = { on: act.on, reason, documentId, number };
  return decided(
    given,
    { records: withRecord(state.records, { ...transfer, data: { ...transfer.data, recall } }) },
    {
      events: [TransferRecallAsked.create({ petitionId: state.id, transferId: transfer.id, organId: state.organId, documentId })],
      papers,
      line: { act: 'recallTransfer', basis: SOURCE, part: 'proposal', remark: reason },
    },
  );
}

/** The petition, its clocks and the law on the day on which the sender has the matter again. */
type Back = Pick<Given, 'state' | 'clocks' | 'law'> & { readonly act: Act };

/**
 * The matter is where it was before the transfer: the receiver's clocks end without finding, the sender's own duty is open again from its first
 * start.
 * @param reason of the end of the receiver's clocks
 */
export function takenBack(
  given: Back,
  transfer: CaseRecord<'transfer'>,
  as: 'recalled' | 'returned',
  reason: string,
): { readonly change: Partial<PetitionState>; readonly clocks: ClockMove[]; readonly relations: readonly RelationMove[] } {
  const { state } = given;
  const left = leftBehind(state, true);
  const assigned = transfer.data.reportBy !== null;
  const { organId, organKind, organReceivedOn, senderId, assignerId, reportBy, stage } = transfer.data.former;
  return {
    change: {
      stage,
      exit: null,
      organId,
      organKind,
      organReceivedOn,
      senderId,
      assignerId,
      reportBy,
      reportedOn: assigned ? null : state.reportedOn,
      handlerId: null,
      records: endedTransfer(assigned ? withoutReport(left) : left.records, transfer, as),
    },
    clocks: clocksOfReturn(given, transfer, assigned, reason),
    relations: [...left.relations, ...chargeMoves(state, { ...state, organId, organKind, senderId, assignerId })],
  };
}

function clocksOfReturn(given: Back, { data }: CaseRecord<'transfer'>, assigned: boolean, reason: string): ClockMove[] {
  const { state, clocks, act } = given;
  // For a report on its way, and until another node has the matter, the sender's own ROUTE still runs.
  const ofReceiver = clocks.some(({ term, subject, ended }) => term === 'ROUTE' && subject === state.organId && ended === null);
  return [
    // On its way nothing of the receiver runs; the sender's own notice does.
    ...(state.stage === 'routed' ? [] : leaving(given, reason)),
    // HANDLE by the cap alone is the receiver's too: the petitioner has not been told.
    ...cancelled(given, ['HANDLE', ...(assigned ? (['ASSIGNMENT_REPORT'] as const) : [])], reason),
    ...(ofReceiver
      ? [{ do: 'cancel', petitionId: state.id, term: 'ROUTE', subject: state.organId, on: act.on, reason } satisfies ClockMove]
      : []),
    ...dutyBack(given, data.former),
    ...(assigned ? reportBack(given, data.former) : []),
  ];
}

/** The report that the sender owed when it passed the matter on is due from it again, by its own day; of an assignment recalled before it owes none. */
function reportBack({ state, clocks }: Back, { organId, reportBy }: Transfer['former']): ClockMove[] {
  const own = clocks.findLast(({ term, subject }) => term === 'ASSIGNMENT_REPORT' && subject === organId);
  return reportBy !== null && own?.ended === 'cancelled' ? [startedAgain(state, own, own.nominalDue)] : [];
}

/** Afterwards the hand-over of a report must be proposed anew. */
function endedTransfer(
  records: PetitionState['records'],
  transfer: CaseRecord<'transfer'>,
  as: 'recalled' | 'returned',
): readonly CaseRecord[] {
  return withRecord(records, { ...transfer, state: as }).map((record) =>
    record.kind === 'handOver' && (record.state === 'sent' || record.state === 'received') ? { ...record, state: 'replaced' } : record,
  );
}
