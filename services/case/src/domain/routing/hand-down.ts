import { PetitionHandedDown, PetitionReceived } from '@sunshine/events';
import { chargeMoves, handleOn, isInsideDivision, leaving, leftBehind, transferRecord, withoutReport, type OrganPlace } from './charge.js';
import type { Day } from '@sunshine/procedure';
import { arrival, cancelled, dutiesOfReceiver, isLitigationLetter } from '../duties.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { issue, noticeParts } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds } from '../petition.js';
import { withRecord } from '../records.js';
import { checkAddressee, checkReportBy } from './routing.js';
import { routingError } from './routing.errors.js';
import type { PlacedOrgan } from './designation.js';
import { requireStage } from '../acts.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 23 ¶1';

export interface HandDown extends PaperIds, Dispatch {
  readonly to: PlacedOrgan;
  readonly toAccused: boolean;
  readonly reason: string;
  /** Why the receiver belongs to the own system, where the organ tree does not say so: the line of business with its article. */
  readonly line: string | null;
  /** 交办: the day by which the receiver reports; null: 转送, and an assigner's date stays where it is. */
  readonly reportBy: Day | null;
  readonly from: OrganPlace;
}

/**
 * An organ below the acting one, known from the tree, or one of its line in a division below, known from the named basis.
 * @throws HAND_DOWN_OUTSIDE_SYSTEM, HAND_DOWN_LINE_MISSING
 */
function checkSystem({ state }: Given, { to, from, line }: HandDown): void {
  if (to.path.includes(state.organId)) return;
  const details = { organ: to.name };
  if (to.kind !== state.organKind || !isInsideDivision(to.division, from.division))
    throw routingError('HAND_DOWN_OUTSIDE_SYSTEM', { source: SOURCE, details });
  if (!line?.trim()) throw routingError('HAND_DOWN_LINE_MISSING', { source: SOURCE, details });
}

/**
 * 系统内转送、交办: the organ sends a matter on inside its own system and tells the petitioner where. That meets its own notice duty by dispatch
 * and binds it; the lower organ owes its notice and may object from its receipt. With a date it is an assignment: the report goes to this organ, or
 * to whoever assigned it first, whose date it may only shorten. Without one an assigner's date stays where it is.
 * @throws ACT_NOT_IN_STAGE, HAND_DOWN_BY_BUREAU, HAND_DOWN_OUTSIDE_SYSTEM, HAND_DOWN_LINE_MISSING, ROUTE_TO_SELF, ROUTE_TO_CLOSED_ORGAN,
 * ROUTE_REPORT_BY_TOO_EARLY, ROUTE_REPORT_BY_AFTER_ASSIGNERS, ROUTE_TO_ACCUSED, DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING, TEXT_MISSING, DOCUMENT_PART_MISSING
 * @source 信访工作条例 23 ¶1; 信访条例 22
 */
export function handDown(given: Given, command: HandDown): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'handDown', SOURCE);
  if (state.organKind === 'petition_bureau') throw routingError('HAND_DOWN_BY_BUREAU', { source: SOURCE });
  const { to, documentId } = command;
  checkAddressee(given, to, command.toAccused);
  checkSystem(given, command);
  checkDispatch(command);
  const reason = required('转送理由', 'reason', command.reason, 2000);
  const { reportBy } = command;
  if (reportBy !== null) checkReportBy(given, reportBy, running(given.clocks, 'ASSIGNMENT_REPORT')?.nominalDue ?? null);
  const line = optional('本系统关系的依据', 'line', command.line, 500);
  const pack = law.packOn(act.on);
  const paper = issue(given, pack, command, act.organ, {
    kind: 'NOTICE',
    parts: {
      ...noticeParts(state, to),
      exit: `${reportBy === null ? '转送' : '交办'}${to.name}`,
      procedure: reason,
      ...(line !== null && { line }),
      dispatch: dispatchPart(command, act.on),
    },
  });
  const left = leftBehind(state, true);
  const charge = {
    organId: to.id,
    organKind: to.kind,
    senderId: state.organId,
    assignerId: reportBy === null ? state.assignerId : (state.assignerId ?? state.organId),
    reportBy: reportBy ?? state.reportBy,
  };
  return decided(
    given,
    {
      stage: 'received',
      exit: null,
      ...charge,
      reportedOn: reportBy === null ? state.reportedOn : null,
      organReceivedOn: act.on,
      handlerId: null,
      records: withRecord(
        reportBy === null ? left.records : withoutReport(left),
        transferRecord(given, documentId, {
          kind: 'HAND_DOWN',
          toOrganId: to.id,
          reason,
          reportBy,
          points: [],
          number: command.number,
        }),
      ),
    },
    {
      events: [
        PetitionHandedDown.create({
          petitionId: state.id,
          transferId: documentId,
          fromOrganId: state.organId,
          toOrganId: to.id,
          documentId,
        }),
        PetitionReceived.create({ petitionId: state.id, organId: to.id, receivedOn: act.on }),
      ],
      clocks: [
        ...leaving(given, 'not_used').map((move): ClockMove => {
          if (move.term !== 'NOTIFY_DIRECT' && move.term !== 'NOTIFY_TRANSFERRED') return move;
          return { do: 'stop', petitionId: state.id, term: move.term, on: act.on };
        }),
        // Where the cap had started it, only whose duty it is changes.
        ...handleOn(given, to.id, 'handed_down'),
        ...(reportBy === null
          ? []
          : [
              ...cancelled(given, ['ASSIGNMENT_REPORT'], 'assigned_on'),
              { do: 'start', petitionId: state.id, term: 'ASSIGNMENT_REPORT', subject: to.id, startedOn: act.on, dueOn: reportBy } as const,
            ]),
        ...dutiesOfReceiver(pack, arrival(state, to, act.on, isLitigationLetter(state, state.organId))),
      ],
      papers: [paper],
      relations: [...left.relations, ...chargeMoves(state, { ...state, ...charge })],
      line: { act: 'handDown', basis: SOURCE, remark: reason },
    },
  );
}
