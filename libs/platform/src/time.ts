import { Injectable } from '@nestjs/common';

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

const HOUR_MS = 3_600_000;
/** Days by the hour since 1970: the present one and the steps of clocks are asked for again and again, and the calendar costs more than all around it. */
const days = new Map<number, string>();
const MOST_DAYS = 10_000;

/** Calendar day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date | string): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  const hour = Math.floor(date.getTime() / HOUR_MS);
  const known = days.get(hour);
  if (known !== undefined) return known;
  const day = shanghai.format(date);
  if (days.size >= MOST_DAYS) days.clear();
  // Since 1901 its offset has been of whole hours, so no day begins within one.
  if (hour >= 0) days.set(hour, day);
  return day;
}

/** Noon of a day in Asia/Shanghai as ISO instant in UTC: the instant of an act of which only the day is known. */
export function shanghaiNoon(day: string): string {
  return `${day}T04:00:00.000Z`;
}

/**
 * The clock of legal acts. Tests, tours and imports move it; it goes on from where it was set.
 * Token lifetimes and request signatures use the machine's clock instead and do not move.
 */
@Injectable()
export class Time {
  static readonly shared = new Time();
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Today in Asia/Shanghai. */
  today(): string {
    return shanghaiDay(this.now());
  }

  /** Moves the clock to an instant; null returns to the machine's clock. */
  set(instant: Date | null): void {
    this.offset = instant === null ? 0 : instant.getTime() - Date.now();
  }
}
