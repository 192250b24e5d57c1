import { exchange as t } from '../../../../src/texts/exchange';

/** What the state of a link is read from. */
export interface Linked {
  readonly state: 'active' | 'suspended';
  readonly breaker: 'closed' | 'open' | 'half_open';
  readonly halted: number;
  readonly parked: number;
  /** 0: no key of it is valid; null: none ends. */
  readonly keyDaysLeft: number | null;
  readonly queue: number;
}

type LinkState = 'suspended' | 'keyless' | 'open' | 'half_open' | 'halted' | 'waiting' | 'closed';

/** The worst that is true of a link, in one word. */
export function stateOf({ state, breaker, halted, parked, queue, keyDaysLeft }: Linked): LinkState {
  if (state === 'suspended') return 'suspended';
  if (keyDaysLeft === 0) return 'keyless';
  if (breaker !== 'closed') return breaker;
  if (halted + parked > 0) return 'halted';
  return queue > 0 ? 'waiting' : 'closed';
}

const TONES = { closed: 'ok', waiting: 'ok', half_open: 'warn', halted: 'warn', open: 'bad', keyless: 'bad', suspended: 'muted' } as const;

export const stateTone = (partner: Linked): string => TONES[stateOf(partner)];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The largest whole unit of a time, `3小时`; below a minute null. */
export function spanText(ms: number): string | null {
  if (ms < MINUTE) return null;
  if (ms < HOUR) return t.span.minutes(Math.floor(ms / MINUTE));
  if (ms < DAY) return t.span.hours(Math.floor(ms / HOUR));
  return t.span.days(Math.floor(ms / DAY));
}

/** How long ago an instant was; what has not been yet, as now. @param now milliseconds since 1970 */
export function agoText(instant: string | null, now: number): string {
  if (instant === null) return t.never;
  const span = spanText(now - Date.parse(instant));
  return span === null ? t.span.now : t.span.before(span);
}

/** The digits in groups of four, as they are read out over the telephone. */
export const fingerprint = (keyId: string): string => keyId.match(/.{1,4}/g)?.join(' ') ?? keyId;
