import { UrgentMatterReported, type NewEvent, type OrganKind, type UrgentAddressee, type UrgentReportKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { recordError } from './record.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { idOf, optional, required } from '../desk-text.js';

export interface UrgentReportOf {
  readonly kind: UrgentReportKind;
  /** What happens; required in the first report. */
  readonly reason?: string | null;
  /** Last day of the event; required in the first report, later reports may change it. */
  readonly endsOn?: Day | null;
  readonly reports: readonly {
    readonly to: UrgentAddressee;
    readonly organId?: string | null;
    /** ISO 8601, UTC. */
    readonly at: string;
    /** Proof of receipt. */
    readonly receipt?: string | null;
  }[];
}

/** An urgent and grave event (Art 25). It describes what happens, never a person, and ends by date. */
export interface UrgentEvent {
  readonly id: string;
  readonly petitionId: string;
  readonly organId: string;
  readonly reason: string;
  readonly begunOn: Day;
  readonly endsOn: Day;
}

export interface UrgentReport {
  readonly id: string;
  readonly eventId: string;
  readonly kind: UrgentReportKind;
  readonly to: UrgentAddressee;
  readonly organId: string | null;
  readonly at: string;
  readonly receipt: string | null;
  readonly by: string;
}

export const URGENT_LIMITS = { reason: 500, reports: 20, receipt: 200 } as const;

const EVERY_ORGAN: readonly UrgentAddressee[] = ['PARTY_COMMITTEE', 'GOVERNMENT', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE'];
const BUREAU_TOO: readonly UrgentAddressee[] = ['NEXT_BUREAU', 'NATIONAL_BUREAU'];

/**
 * The bodies to which the law demands a report, by the kind of the reporting organ.
 * @source 信访工作条例 22(1), 25, 46(4)
 */
export const addresseesOf = (kind: OrganKind): readonly UrgentAddressee[] =>
  kind === 'petition_bureau' ? [...EVERY_ORGAN, ...BUREAU_TOO] : EVERY_ORGAN;

/** Bodies that no report has reached yet; the list is shown and blocks nothing. */
export const stillToReport = (kind: OrganKind, reports: readonly Pick<UrgentReport, 'to'>[]): UrgentAddressee[] =>
  addresseesOf(kind).filter((addressee) => !reports.some(({ to }) => to === addressee));

/** Open until its last day, inclusive, or until the final report. */
export const isOpen = ({ endsOn, finalOn }: { readonly endsOn: Day; readonly finalOn: Day | null }, day: Day): boolean =>
  finalOn === null && day <= endsOn;

/**
 * A report on an urgent matter: the first report opens the event, follow-up and final reports belong to it. It changes no term.
 * @param open the petition's open event; null where there is none
 * @throws URGENT_ALREADY_OPEN, URGENT_NOT_OPEN, URGENT_REASON_MISSING, URGENT_ENDS_TOO_EARLY, URGENT_REPORTS_MALFORMED,
 * DESK_TEXT_TOO_LONG, DESK_ID_MALFORMED
 * @source 信访工作条例 25
 */
export function reportUrgentMatter(
  petition: Pick<DeskPetition, 'id'>,
  open: UrgentEvent | null,
  given: UrgentReportOf,
  act: DeskAct,
  newId: () => string,
): { event: UrgentEvent; reports: UrgentReport[]; events: NewEvent[] } {
  const source = '信访工作条例 25';
  if (given.kind === 'FIRST' && open) throw recordError('URGENT_ALREADY_OPEN', { source });
  if (given.kind !== 'FIRST' && !open) throw recordError('URGENT_NOT_OPEN', { source });
  const { reports: listed } = given;
  if (listed.length === 0 || listed.length > URGENT_LIMITS.reports || listed.some(({ at }) => at > act.recordedAt))
    throw recordError('URGENT_REPORTS_MALFORMED', { source, details: { limit: URGENT_LIMITS.reports } });
  const event = open ? { ...open, endsOn: given.endsOn ?? open.endsOn } : opened(petition.id, given, act, newId());
  if (event.endsOn < act.on) throw recordError('URGENT_ENDS_TOO_EARLY', { source });
  const reports = listed.map(({ to, organId, at, receipt }, index) => ({
    id: newId(),
    eventId: event.id,
    kind: given.kind,
    to,
    organId: idOf(`reports.${index}.organId`, organId),
    at,
    receipt: optional('签收凭据', `reports.${index}.receipt`, receipt, URGENT_LIMITS.receipt),
    by: act.personId,
  }));
  return {
    event,
    reports,
    events: [
      UrgentMatterReported.create({
        petitionId: petition.id,
        urgentEventId: event.id,
        organId: act.organId,
        report: given.kind,
        to: [...new Set(reports.map(({ to }) => to))],
        endsOn: event.endsOn,
      }),
    ],
  };
}

function opened(petitionId: string, { reason, endsOn }: UrgentReportOf, { organId, on }: DeskAct, id: string): UrgentEvent {
  if (!reason || !endsOn) throw recordError('URGENT_REASON_MISSING', { source: '信访工作条例 25' });
  return { id, petitionId, organId, reason: required('紧急事项', 'reason', reason, URGENT_LIMITS.reason), begunOn: on, endsOn };
}
