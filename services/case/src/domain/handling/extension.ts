import { ExtensionDeclined, ExtensionRequested, HandlingExtended } from '@sunshine/events';
import { dueDate, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { issue, matterParts, petitionerParts } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import type { ClockFact, Decision, Extension, Given, PaperIds } from '../petition.js';
import { requireStage } from '../acts.js';
import { optional, required } from '../text.js';

export interface RequestExtension {
  readonly extensionId: string;
  readonly days: number;
  readonly reason: string;
}

interface Extendable {
  readonly clock: ClockFact;
  readonly pack: RulePack;
  readonly source: string;
}

/**
 * HANDLE may be moved once, by no more than its pack gives, up to the end of its last effective day. The pack is the one under
 * which the clock runs, whatever is in force today.
 */
function extendable({ state, clocks, law, act }: Given, days: number): Extendable {
  const clock = running(clocks, 'HANDLE');
  if (!clock) throw caseError('HANDLE_NOT_RUNNING', { source: law.packOn(act.on).terms.HANDLE.source });
  const pack = law.packOf(clock.packHash);
  const { extension } = pack.terms.HANDLE;
  const { source } = extension;
  if (!extension.allowed) throw caseError('EXTENSION_NOT_GIVEN', { source });
  if (clock.extendedBy > 0 || (state.extension !== null && state.extension.approvedBy !== null))
    throw caseError('EXTENSION_ALREADY_USED', { source });
  if (act.on > clock.effectiveDue) throw caseError('EXTENSION_TOO_LATE', { source, details: { day: clock.effectiveDue } });
  if (!Number.isInteger(days) || days < 1) throw caseError('EXTENSION_DAYS_MALFORMED', { source });
  if (extension.maxDays !== null && days > extension.maxDays)
    throw caseError('EXTENSION_TOO_LONG', { source, details: { limit: extension.maxDays } });
  return { clock, pack, source };
}

/**
 * The handler asks the head for more time; anew where the head has declined.
 * @throws ACT_NOT_IN_STAGE, HANDLE_NOT_RUNNING, EXTENSION_NOT_GIVEN, EXTENSION_ALREADY_USED, EXTENSION_TOO_LATE,
 * EXTENSION_DAYS_MALFORMED, EXTENSION_TOO_LONG, EXTENSION_ALREADY_REQUESTED, TEXT_MISSING
 * @source 信访工作条例 34; 信访条例 33
 */
export function requestExtension(given: Given, { extensionId, days, reason }: RequestExtension): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'requestExtension', '信访工作条例 34');
  const { source } = extendable(given, days);
  if (state.extension && state.extension.declinedBy === null) throw caseError('EXTENSION_ALREADY_REQUESTED', { source });
  const text = required('延期理由', 'reason', reason, 1000);
  return decided(
    given,
    {
      extension: {
        id: extensionId,
        days,
        reason: text,
        requestedBy: act.personId,
        requestedOn: act.on,
        approvedBy: null,
        approvedOn: null,
        grantedDays: null,
        declinedBy: null,
        declinedOn: null,
        declineReason: null,
      },
    },
    {
      events: [ExtensionRequested.create({ petitionId: state.id, extensionId, days })],
      line: { act: 'requestExtension', basis: source, part: 'proposal', remark: text },
    },
  );
}

export interface DeclineExtension {
  readonly extensionId: string;
  readonly reason: string;
}

const SOURCE = '信访工作条例 34';

/** The request that waits, judged by another than who made it. @throws EXTENSION_NOT_FOUND, OWN_PROPOSAL */
function waitingRequest({ state, act }: Given, extensionId: string): Extension {
  const { extension } = state;
  if (extension?.id !== extensionId || extension.declinedBy !== null) throw caseError('EXTENSION_NOT_FOUND', { source: SOURCE });
  if (extension.requestedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  return extension;
}

/**
 * 不予批准: HANDLE stays as it is and the handler may ask anew. Nothing is told to the petitioner, whose date has not moved.
 * @throws ACT_NOT_IN_STAGE, EXTENSION_NOT_FOUND, EXTENSION_ALREADY_USED, OWN_PROPOSAL, TEXT_MISSING
 * @source 信访工作条例 34: whoever may approve may refuse
 */
export function declineExtension(given: Given, command: DeclineExtension): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'declineExtension', SOURCE);
  const extension = waitingRequest(given, command.extensionId);
  if (extension.approvedBy !== null) throw caseError('EXTENSION_ALREADY_USED', { source: SOURCE });
  const reason = required('不批准的理由', 'reason', command.reason, 1000);
  return decided(
    given,
    { extension: { ...extension, declinedBy: act.personId, declinedOn: act.on, declineReason: reason } },
    {
      events: [ExtensionDeclined.create({ petitionId: state.id, extensionId: extension.id })],
      line: { act: 'declineExtension', basis: SOURCE, remark: reason },
    },
  );
}

export interface ExtendHandling extends PaperIds, Dispatch {
  readonly extensionId: string;
  /** What the head grants; null: as many days as were asked. */
  readonly days: number | null;
  /** 职务 of the head as the notice says it; null: 负责人. */
  readonly post: string | null;
}

/**
 * The head of the organ, never the one who asked, approves as many days as the matter needs, be it fewer or more than were asked; the
 * reason is told to the petitioner by a notice that says who approved and how it was sent. ASSIGNMENT_REPORT stays: its date belongs to
 * the assigner.
 * @throws ACT_NOT_IN_STAGE, EXTENSION_NOT_FOUND, OWN_PROPOSAL, HANDLE_NOT_RUNNING, EXTENSION_ALREADY_USED, EXTENSION_TOO_LATE,
 * EXTENSION_DAYS_MALFORMED, EXTENSION_TOO_LONG, DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 34; 信访条例 33
 */
export function extendHandling(given: Given, command: ExtendHandling): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'extendHandling', SOURCE);
  const extension = waitingRequest(given, command.extensionId);
  const days = command.days ?? extension.days;
  const { clock, pack, source } = extendable(given, days);
  checkDispatch(command);
  const { reason } = extension;
  const due = dueDate({ pack, term: 'HANDLE', start: clock.startedOn, extended: days, calendar: law.calendar });
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'EXTENSION_NOTICE',
    parts: {
      petitioner: petitionerParts(state),
      matter: matterParts(state),
      originalDue: clock.effectiveDue,
      newDue: due.effectiveDue,
      reason,
      approvedBy: `${act.organ.name}${optional('职务', 'post', command.post, 50) ?? '负责人'}`,
      dispatch: dispatchPart(command, act.on),
    },
  });
  return decided(
    given,
    { extension: { ...extension, approvedBy: act.personId, approvedOn: act.on, grantedDays: days } },
    {
      events: [
        HandlingExtended.create({
          petitionId: state.id,
          extensionId: extension.id,
          days,
          formerDue: clock.effectiveDue,
          newDue: due.effectiveDue,
          documentId: command.documentId,
        }),
      ],
      clocks: [{ do: 'extend', petitionId: state.id, term: 'HANDLE', days, article: source, on: act.on }],
      papers: [paper],
      line: { act: 'extendHandling', basis: source, part: 'confirmation', remark: reason },
    },
  );
}
