import { calendarFor, dayNumber, makeCalendar, type Calendar, type CalendarContent } from '@sunshine/procedure';
import { directoryError } from '../directory.errors.js';

type ListedDay = CalendarContent['days'][number];

/** The holiday notice of one year: for the nation all its days, for a division its own days over the calendar above it. */
export interface YearNotice {
  /** CN, or the leading digits of the divisions it rules over. */
  readonly jurisdiction: string;
  readonly year: number;
  readonly days: readonly { readonly day: string; readonly kind: 'off' | 'work'; readonly festival: string }[];
  readonly source: string;
}

/** A day that changes in a calendar; null: it follows its weekday. */
export interface DayChange {
  readonly calendarId: string;
  readonly day: string;
  readonly former: Listing | null;
  readonly now: Listing | null;
}
interface Listing {
  readonly kind: string;
  readonly festival: string;
}

/** New calendar revisions: first the calendar of the notice, then those that had the same days of that year. */
export interface NoticeOutcome {
  readonly calendars: readonly [Calendar, ...Calendar[]];
  readonly changes: readonly DayChange[];
  /** The year had no notice before. */
  readonly newYear: boolean;
}

/**
 * Applies the notice of a year to the newest calendars. Each calendar is complete: a lower calendar with the same days as the one above
 * takes over the new days; a calendar with days of its own in that year keeps them all.
 * @throws CALENDAR_DAY_OUTSIDE_YEAR, CALENDAR_DAY_TWICE, CALENDAR_DAY_AS_EVER, LAW_SAME_AS_PUBLISHED, CALENDAR_MALFORMED
 */
export function applyNotice(calendars: readonly Calendar[], notice: YearNotice): NoticeOutcome {
  judgeDays(notice);
  const { jurisdiction, year } = notice;
  const former = calendars.find((calendar) => calendar.jurisdiction === jurisdiction);
  const others = calendars.filter((calendar) => calendar !== former);
  const above = jurisdiction === 'CN' ? null : calendarFor(others, jurisdiction);
  const own = new Map(notice.days.map(({ day, kind, festival }): [string, ListedDay] => [day, [day, kind, festival]]));
  const concerns = (day: string) => day.startsWith(`${year}-`) || own.has(day);
  const days = [...(above?.days ?? []).filter(([day]) => concerns(day) && !own.has(day)), ...own.values()];
  const base = former ?? above;
  const revised = (from: Calendar | null, heading: Pick<CalendarContent, 'id' | 'jurisdiction' | 'title' | 'source'>): Calendar =>
    makeCalendar({
      ...heading,
      revision: former || from !== base ? (from?.revision ?? 0) + 1 : 1,
      years: [...new Set([...(from?.years ?? []), year])].toSorted((a, b) => a - b),
      days: [...(from?.days ?? []).filter(([day]) => !concerns(day)), ...days],
    });
  const first = revised(base, {
    id: former?.id ?? `CN-${jurisdiction}`,
    jurisdiction,
    title: former?.title ?? `工作日历（${jurisdiction}）`,
    source: cited(base?.source ?? null, notice),
  });
  const changes = changesOf(base, first);
  const newYear = !(former?.years.includes(year) ?? false);
  if (changes.length === 0 && !newYear) throw directoryError('LAW_SAME_AS_PUBLISHED', { details: { id: first.id } });
  const same = (calendar: Calendar) =>
    calendar.years.includes(year) === base?.years.includes(year) &&
    listed(calendar.days.filter(([day]) => concerns(day))) === listed((base?.days ?? []).filter(([day]) => concerns(day)));
  const below = others.filter((calendar) => calendar !== above && under(calendar.jurisdiction, jurisdiction) && same(calendar));
  const taken = below.map((calendar) => {
    const { id, title } = calendar;
    return revised(calendar, { id, jurisdiction: calendar.jurisdiction, title, source: cited(calendar.source, notice) });
  });
  return {
    calendars: [first, ...taken],
    changes: [...changes, ...taken.flatMap((calendar, n) => changesOf(below[n]!, calendar))],
    newYear,
  };
}

/** A notice may move days of rest at the turn of the year, so it may list the last ten days of the December before. */
function judgeDays({ year, days }: YearNotice): void {
  const seen = new Set<string>();
  for (const [index, { day, kind }] of days.entries()) {
    const details = { day, path: `days.${index}` };
    if (!day.startsWith(`${year}-`) && (day < `${year - 1}-12-22` || day > `${year}-12-31`))
      throw directoryError('CALENDAR_DAY_OUTSIDE_YEAR', { details: { ...details, year } });
    if (seen.has(day)) throw directoryError('CALENDAR_DAY_TWICE', { details });
    if (kind === 'work' && (dayNumber(day) + 3) % 7 < 5) throw directoryError('CALENDAR_DAY_AS_EVER', { details });
    seen.add(day);
  }
}

const under = (jurisdiction: string, above: string) => above === 'CN' || jurisdiction.startsWith(above);
const listed = (days: readonly ListedDay[]) => JSON.stringify(days.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** A calendar cites all its notices; a corrected notice replaces the former one of its year. */
function cited(former: string | null, { year, source }: YearNotice): string {
  const head = `${year}年：`;
  return [...(former?.split('；') ?? []).filter((part) => !part.startsWith(head)), `${head}${source.replaceAll('；', '，')}`].join('；');
}

function changesOf(before: Calendar | null, after: Calendar): DayChange[] {
  const former = new Map(before?.days.map((entry) => [entry[0], entry]));
  const now = new Map(after.days.map((entry) => [entry[0], entry]));
  return [...new Set([...former.keys(), ...now.keys()])]
    .toSorted()
    .map((day) => ({ calendarId: after.id, day, former: listing(former.get(day)), now: listing(now.get(day)) }))
    .filter(({ former: was, now: is }) => was?.kind !== is?.kind || was?.festival !== is?.festival);
}

const listing = (entry: ListedDay | undefined): Listing | null => (entry ? { kind: entry[1], festival: entry[2] } : null);
