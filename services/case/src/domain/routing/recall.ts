import { TransferRecalled } from '@sunshine/events';
import { cancelled, dutyBack, startedAgain } from '../duties.js';
import { chargeMoves, leaving, leftBehind, withoutReport } from './charge.js';
import { issue } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds } from '../petition.js';
import { withRecord, type CaseRecord } from '../records.js';
import { standingTransfer } from '../standing.js';
import { routingError } from './routing.errors.js';
import type { Transfer } from './routing.records.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 撤回（信访工作条例 22）';

/**
 * 撤回: the sender takes a wrong transfer back before the petitioner is told. The receiver's clocks end without finding, and the
 * sender's own duty is open again from its first start: a wrong transfer wins no time.
 * @throws ACT_NOT_IN_STAGE, RECALL_NOTHING_SENT, RECALL_BY_SENDER_ONLY, TEXT_MISSING
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
  const left = leftBehind(state, true);
  const assigned = transfer.data.reportBy !== null;
  const { organId, organKind, organReceivedOn, senderId, assignerId, reportBy, stage } = former;
  return decided(
    given,
    {
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
      records: recalled(assigned ? withoutReport(left) : left.records, transfer),
    },
    {
      events: [
        TransferRecalled.create({
          petitionId: state.id,
          transferId: transfer.id,
          fromOrganId: state.organId,
          senderId: organId,
          documentId: command.documentId,
        }),
      ],
      clocks: clocksOfRecall(given, transfer, assigned),
      papers: [paper],
      relations: [...left.relations, ...chargeMoves(state, { ...state, organId, organKind, senderId, assignerId })],
      line: { act: 'recallTransfer', basis: SOURCE, remark: reason },
    },
  );
}

function clocksOfRecall(given: Given, { data }: CaseRecord<'transfer'>, assigned: boolean): ClockMove[] {
  // For a report on its way the sender's own ROUTE still runs.
  const ofReceiver = given.state.organKind === 'petition_bureau' ? (['ROUTE'] as const) : [];
  return [
    // On its way nothing of the receiver runs; the sender's own notice does.
    ...(given.state.stage === 'routed' ? [] : leaving(given, 'recalled')),
    // HANDLE by the cap alone is the receiver's too: the petitioner has not been told.
    ...cancelled(given, ['HANDLE', ...ofReceiver, ...(assigned ? (['ASSIGNMENT_REPORT'] as const) : [])], 'recalled'),
    ...dutyBack(given, data.former),
    ...(assigned ? reportBack(given, data.former) : []),
  ];
}

/** The report that the sender owed when it passed the matter on is due from it again, by its own day; of an assignment recalled before it owes none. */
function reportBack({ state, clocks }: Given, { organId, reportBy }: Transfer['former']): ClockMove[] {
  const own = clocks.findLast(({ term, subject }) => term === 'ASSIGNMENT_REPORT' && subject === organId);
  return reportBy !== null && own?.ended === 'cancelled' ? [startedAgain(state, own, own.nominalDue)] : [];
}

/** After a recall the hand-over of a report must be proposed anew. */
function recalled(records: Given['state']['records'], transfer: CaseRecord<'transfer'>): readonly CaseRecord[] {
  return withRecord(records, { ...transfer, state: 'recalled' }).map((record) =>
    record.kind === 'handOver' && (record.state === 'sent' || record.state === 'received') ? { ...record, state: 'replaced' } : record,
  );
}
