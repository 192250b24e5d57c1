import type { Calendar } from './calendar.js';
import { dayNumber, type Day } from './days.js';
import { dueDate } from './due-date.js';
import type { Explanation } from './explanation.js';
import type { Disposition, DispositionRule, DocumentPart, Ground, Remedy, ReviewGround, RulePack } from './pack.js';
import { procedureError } from './procedure.errors.js';
import { standingOn } from './standing.js';

function covers(jurisdiction: string, division: string): boolean {
  return jurisdiction === 'CN' || division.startsWith(jurisdiction);
}

function closeness(jurisdiction: string): number {
  return jurisdiction === 'CN' ? 0 : jurisdiction.length;
}

/** Whether the division (six digits) lets the pack rule start facts of that day: it is in force, and known to be. */
export function rulesOver(pack: RulePack, division: string, day: Day): boolean {
  return covers(pack.jurisdiction, division) && standingOn(pack, day) === 'ruling';
}

/** The pack of that id, whatever the day; of several revisions the newest. @throws PACK_UNKNOWN */
export function packNamed(packs: readonly RulePack[], id: string): RulePack {
  return best(packs.filter((pack) => pack.id === id)) ?? refuseUnknown(id);
}

/**
 * The pack that rules a fact of that day in that division (six digits): the most local one in force, first and last day inclusive;
 * of several revisions the newest. Unverified packs, and those past their last verified day, are never chosen here.
 * @throws DAY_MALFORMED, PACK_NOT_IN_FORCE
 */
export function packInForce(packs: readonly RulePack[], division: string, day: Day): RulePack {
  dayNumber(day);
  const chosen = best(packs.filter((pack) => rulesOver(pack, division, day)));
  if (!chosen) throw procedureError('PACK_NOT_IN_FORCE', { details: { day, division } });
  return chosen;
}

function best(packs: readonly RulePack[]): RulePack | undefined {
  return packs.toSorted(
    (left, right) =>
      closeness(right.jurisdiction) - closeness(left.jurisdiction) ||
      (left.inForceFrom < right.inForceFrom ? 1 : left.inForceFrom > right.inForceFrom ? -1 : 0) ||
      right.revision - left.revision,
  )[0];
}

function refuseUnknown(id: string): never {
  throw procedureError('PACK_UNKNOWN', { details: { pack: id } });
}

/** The most local calendar over the division, of its revisions the newest. @throws CALENDAR_UNKNOWN */
export function calendarFor(calendars: readonly Calendar[], division: string): Calendar {
  const [chosen] = calendars
    .filter((calendar) => covers(calendar.jurisdiction, division))
    .toSorted((left, right) => closeness(right.jurisdiction) - closeness(left.jurisdiction) || right.revision - left.revision);
  if (!chosen) throw procedureError('CALENDAR_UNKNOWN', { details: { calendar: division } });
  return chosen;
}

/** The calendar of that id, the newest revision. @throws CALENDAR_UNKNOWN */
export function calendarNamed(calendars: readonly Calendar[], id: string): Calendar {
  const [chosen] = calendars.filter((calendar) => calendar.id === id).toSorted((left, right) => right.revision - left.revision);
  if (!chosen) throw procedureError('CALENDAR_UNKNOWN', { details: { calendar: id } });
  return chosen;
}

/**
 * Parts a paper must bear before it can be numbered; `when` names the conditions that hold of it, e.g. `supported`.
 * @throws DOCUMENT_KIND_UNKNOWN
 */
export function requiredParts(pack: RulePack, kind: string, when: readonly string[] = []): readonly DocumentPart[] {
  const document = Object.hasOwn(pack.documents, kind) ? pack.documents[kind] : undefined;
  if (!document) throw procedureError('DOCUMENT_KIND_UNKNOWN', { details: { pack: pack.id, document: kind } });
  return document.parts.filter((part) => part.when === undefined || when.includes(part.when));
}

/** A number that every pack has, its own or that of its base, with its source; a pack without it is a fault of ours and throws. */
export function packNumber({ id, values }: RulePack, name: string): { readonly value: number; readonly source: string } {
  const found = values[name];
  if (typeof found?.value !== 'number') throw new Error(`pack ${id} has no number ${name}`);
  return { value: found.value, source: found.source };
}

/** Grounds on which the pack lets a matter be declined by that act. */
export function groundsOf(pack: RulePack, act: Ground['act']): readonly Ground[] {
  return pack.grounds.filter((ground) => ground.act === act && ground.allowed);
}

/** The disposition of that code; undefined where the pack has none such. */
export const dispositionOf = ({ review }: RulePack, code: string): DispositionRule | undefined =>
  review?.dispositions.find((one) => one.code === code);

/** The grounds on which the pack lets a review come to that disposition; none for one that needs none. */
export const reviewGroundsOf = ({ review }: RulePack, disposition: Disposition): readonly ReviewGround[] =>
  review?.grounds.filter(({ dispositions }) => dispositions.includes(disposition)) ?? [];

export interface NextRight {
  readonly term: NonNullable<Remedy['term']>;
  /** The effective last day; a request posted on it is in time. */
  readonly lastDay: Day;
  readonly provisional: boolean;
  /** To whom the request goes, in words. */
  readonly to: string | null;
  readonly papers: readonly string[];
  readonly source: string;
  readonly explanation: Explanation;
}

/**
 * The right that service of an opinion on this petitioner opens; null after a re-review opinion.
 * @param after what was served
 * @throws DAY_MALFORMED
 * @source 信访工作条例 35, 36; 信访条例 34, 35
 */
export function nextRight(input: { pack: RulePack; after: Remedy['after']; servedOn: Day; calendar: Calendar }): NextRight | null {
  const remedy = input.pack.remedies.find(({ after }) => after === input.after);
  if (!remedy?.term) return null;
  const due = dueDate({ pack: input.pack, term: remedy.term, start: input.servedOn, calendar: input.calendar });
  return {
    term: remedy.term,
    lastDay: due.effectiveDue,
    provisional: due.provisional,
    to: remedy.to,
    papers: remedy.papers,
    source: due.source,
    explanation: due.explanation,
  };
}
