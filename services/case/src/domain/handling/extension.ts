import { ExtensionRequested, HandlingExtended } from '@sunshine/events';
import { dueDate, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { issue, matterParts, petitionerParts } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockFact, Decision, Given, PaperIds } from '../petition.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

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
 * The handler asks the head for more time.
 * @throws ACT_NOT_IN_STAGE, HANDLE_NOT_RUNNING, EXTENSION_NOT_GIVEN, EXTENSION_ALREADY_USED, EXTENSION_TOO_LATE,
 * EXTENSION_DAYS_MALFORMED, EXTENSION_TOO_LONG, EXTENSION_ALREADY_REQUESTED, TEXT_MISSING
 * @source 信访工作条例 34; 信访条例 33
 */
export function requestExtension(given: Given, { extensionId, days, reason }: RequestExtension): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'requestExtension', '信访工作条例 34');
  const { source } = extendable(given, days);
  if (state.extension) throw caseError('EXTENSION_ALREADY_REQUESTED', { source });
  const text = required('延期理由', reason, 1000);
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
      },
    },
    {
      events: [ExtensionRequested.create({ petitionId: state.id, extensionId, days })],
      line: { act: 'requestExtension', basis: source, part: 'proposal', remark: text },
    },
  );
}

export interface ExtendHandling extends PaperIds {
  readonly extensionId: string;
}

/**
 * The head of the organ, never the one who asked, approves; the reason is told to the petitioner. ASSIGNMENT_REPORT stays: its date
 * belongs to the assigner.
 * @throws ACT_NOT_IN_STAGE, EXTENSION_NOT_FOUND, OWN_PROPOSAL, HANDLE_NOT_RUNNING, EXTENSION_ALREADY_USED, EXTENSION_TOO_LATE
 * @source 信访工作条例 34; 信访条例 33
 */
export function extendHandling(given: Given, command: ExtendHandling): Decision {
  const { state, law, act } = given;
  const { extension } = state;
  requireStage(state.stage, 'extendHandling', '信访工作条例 34');
  if (extension?.id !== command.extensionId) throw caseError('EXTENSION_NOT_FOUND', { source: '信访工作条例 34' });
  const { clock, pack, source } = extendable(given, extension.days);
  if (extension.requestedBy === act.personId) throw caseError('OWN_PROPOSAL', { source });
  const { days, reason } = extension;
  const due = dueDate({ pack, term: 'HANDLE', start: clock.startedOn, extended: days, calendar: law.calendar });
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'EXTENSION_NOTICE',
    parts: {
      petitioner: petitionerParts(state),
      matter: matterParts(state),
      originalDue: clock.effectiveDue,
      newDue: due.effectiveDue,
      reason,
      approvedBy: act.organ.name,
    },
  });
  return decided(
    given,
    { extension: { ...extension, approvedBy: act.personId, approvedOn: act.on } },
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
