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

/** The event that is open, with the bodies that its reports have reached. */
export interface OpenUrgentEvent extends UrgentEvent {
  /** Of the organ that reported first. */
  readonly organKind: OrganKind;
  readonly reached: readonly UrgentAddressee[];
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

/** Bodies that no report has reached yet: without them there is no final report, and the event stays open beyond its last day. */
export const stillToReport = (kind: OrganKind, reports: readonly Pick<UrgentReport, 'to'>[]): UrgentAddressee[] =>
  addresseesOf(kind).filter((addressee) => !reports.some(({ to }) => to === addressee));

/** Open until its last day, inclusive, and beyond while a body that the law names was not reached; never after the final report. */
export const isOpen = (
  { endsOn, finalOn, still }: { readonly endsOn: Day; readonly finalOn: Day | null; readonly still: readonly UrgentAddressee[] },
  day: Day,
): boolean => finalOn === null && (day <= endsOn || still.length > 0);

const NAMES: Readonly<Record<UrgentAddressee, string>> = {
  PARTY_COMMITTEE: '本级党委',
  GOVERNMENT: '本级政府',
  COMPETENT_DEPARTMENT: '相关主管部门',
  JOINT_CONFERENCE: '本级信访工作联席会议办公室',
  NEXT_BUREAU: '上一级信访工作机构',
  NATIONAL_BUREAU: '国家信访局',
};

/**
 * Whether a body that the law names was not reached by the instant at which it was due. The law says 及时; the minutes are ours and stand in
 * the pack.
 * @param reportBy ISO 8601 UTC, as `now`; null where the pack in force has no minutes
 * @source own rule; 信访工作条例 25, 46(4)
 */
export const isReportingLate = (still: readonly UrgentAddressee[], reportBy: string | null, now: string): boolean =>
  reportBy !== null && still.length > 0 && now > reportBy;

/**
 * A report on an urgent matter: the first report opens the event, follow-up and final reports belong to it; the final one waits until every
 * body that the law names was reached, by it or before. It changes no term.
 * @param open the petition's open event; null where there is none
 * @throws URGENT_ALREADY_OPEN, URGENT_NOT_OPEN, URGENT_REASON_MISSING, URGENT_ENDS_TOO_EARLY, URGENT_REPORTS_MALFORMED, URGENT_ADDRESSEE_OPEN,
 * DESK_TEXT_TOO_LONG, DESK_ID_MALFORMED
 * @source 信访工作条例 25
 */
export function reportUrgentMatter(
  petition: Pick<DeskPetition, 'id'>,
  open: OpenUrgentEvent | null,
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
  if (given.kind === 'FINAL' && open) {
    const still = stillToReport(open.organKind, [...open.reached.map((to) => ({ to })), ...listed]);
    if (still.length > 0)
      throw recordError('URGENT_ADDRESSEE_OPEN', { source, details: { bodies: still.map((to) => NAMES[to]).join('、') } });
  }
  const event = open ? { ...eventOf(open), endsOn: given.endsOn ?? open.endsOn } : opened(petition.id, given, act, newId());
  // What was to be reported before the event ended is still to be reported after it.
  if (event.endsOn < act.on && (open === null || event.endsOn !== open.endsOn)) throw recordError('URGENT_ENDS_TOO_EARLY', { source });
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

const eventOf = ({ id, petitionId, organId, reason, begunOn, endsOn }: UrgentEvent): UrgentEvent => ({
  id,
  petitionId,
  organId,
  reason,
  begunOn,
  endsOn,
});

function opened(petitionId: string, { reason, endsOn }: UrgentReportOf, { organId, on }: DeskAct, id: string): UrgentEvent {
  if (!reason || !endsOn) throw recordError('URGENT_REASON_MISSING', { source: '信访工作条例 25' });
  return { id, petitionId, organId, reason: required('紧急事项', 'reason', reason, URGENT_LIMITS.reason), begunOn: on, endsOn };
}
