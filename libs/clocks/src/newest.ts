import { isDomainError } from '@sunshine/errors';
import { logOf, sql } from '@sunshine/platform';
import { calendarFor, type Calendar, type RulePack } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';
import { v5 } from 'uuid';
import type { Clock } from './clock.js';
import * as statements from './clocks.rows.js';
import type { ActiveLaw } from './law.js';
import { recompute, type Moved } from './moves.js';

interface ClockLaw {
  readonly pack: RulePack;
  readonly calendar: Calendar;
}

/** The law that a running clock has to follow: the newest revision of its pack and of its division's calendar. Null where it follows it already. */
export function newerLaw(
  clock: Clock,
  { packs, calendars }: Pick<ActiveLaw, 'packs' | 'calendars'>,
): (Pick<ClockLaw, 'calendar'> & Partial<ClockLaw>) | null {
  const pack = packs.find(({ id }) => id === clock.packId);
  const calendar = calendarFor(calendars, clock.division);
  if ((!pack || pack.hash === clock.packHash) && calendar.hash === clock.calendarHash) return null;
  return { ...(pack && { pack }), calendar };
}

/** Divisions, their calendars by hash, the newest packs by hash, and clocks that could not be recomputed. */
export type Outdated = [string[], string[], string[], string[]];

/** What `countOutdated` and its like are asked with. */
export async function outdatedBy(tx: EntityManager, { packs, calendars }: Pick<ActiveLaw, 'packs' | 'calendars'>): Promise<Outdated> {
  const divisions = (await sql<{ division: string }>(tx, statements.divisions, [])).map(({ division }) => division);
  return [divisions, divisions.map((division) => calendarFor(calendars, division).hash), packs.map(({ hash }) => hash), []];
}

/** Null where the corrected law no longer knows what the clock holds (a former extension): it keeps its dates, an operator must look. */
export function recomputed(
  service: string,
  clock: Clock,
  law: ClockLaw,
  recomputationId: string,
): { after: Clock; moved: Moved | null } | null {
  try {
    const { after, moved } = recompute(clock, law);
    return { after, moved: moved && { ...moved, recomputationId } };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    logOf(service).error(
      { clock: clock.id, pack: law.pack.hash, calendar: law.calendar.hash, code: error.code },
      'clock cannot be recomputed',
    );
    return null;
  }
}

/** Name space of the recomputations that begin by themselves: one for each state of the law. */
const BY_ITSELF = 'b0c1b7a6-5f0e-4c2f-9d53-2f6f3f0f7a11';

/** The recomputation that runs, or a new one for this state of the law, under an id that every process gives it. */
export async function runningRecomputation(
  tx: EntityManager,
  at: string,
  signature: string,
  outdated: () => Promise<unknown[]>,
): Promise<string> {
  const [running] = await sql<{ id: string }>(tx, statements.recomputationRunning, []);
  if (running) return running.id;
  const [count] = await sql<{ n: number }>(tx, statements.countOutdated, await outdated());
  const id = v5(signature, BY_ITSELF);
  await sql(tx, statements.recomputationBegun, [id, count?.n ?? 0, at, null, null]);
  return id;
}
