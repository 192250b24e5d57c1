import { exchangeError } from './exchange.errors.js';

/** What the rules read of a matter that came. */
export interface ArrivedFacts {
  /** CLAIM, SUGGESTION or REPORT; missing where nobody has told it. */
  readonly kind?: string | undefined;
  readonly staffConduct?: boolean | undefined;
  readonly accused?: readonly { readonly text: string }[] | undefined;
  readonly respondents?: readonly { readonly text: string }[] | undefined;
  readonly reportRequired?: boolean | undefined;
  readonly reportBy?: string | undefined;
}

export type ArrivedState = 'waiting' | 'registered' | 'refused' | 'recalled';

export const ARRIVED_STATE_NAMES: Readonly<Record<ArrivedState, string>> = {
  waiting: '待登记',
  registered: '已登记',
  refused: '未接收',
  recalled: '已由来文单位撤回',
};

/**
 * The words that say from whom a matter is kept; null of one that is kept from nobody. Where nobody has told its kind it is kept as a report is.
 * @source 信访工作条例 30 ¶3
 */
export function accusingWords({ kind, staffConduct, accused = [], respondents = [] }: ArrivedFacts): string | null {
  if (kind !== undefined && kind !== 'REPORT' && !staffConduct) return null;
  const parties = kind === 'REPORT' ? accused : kind === undefined ? [...accused, ...respondents] : respondents;
  return parties.map(({ text }) => text).join('；');
}

/** The day by which a report is wanted; null of what asks for none. */
export const reportDayOf = ({ reportRequired, reportBy }: ArrivedFacts): string | null => (reportRequired && reportBy) || null;

/** @throws ARRIVAL_ENDED */
export function requireWaiting(state: ArrivedState): void {
  if (state !== 'waiting') throw exchangeError('ARRIVAL_ENDED', { details: { state: ARRIVED_STATE_NAMES[state] } });
}

const PURPOSE = { shortest: 5, longest: 200 };
const REASON = 2_000;

/** Clean of blanks at its ends. @throws ARRIVAL_PURPOSE_MISSING */
export function openingPurpose(given: string): string {
  const purpose = given.trim();
  const { length } = [...purpose];
  if (length < PURPOSE.shortest || length > PURPOSE.longest)
    throw exchangeError('ARRIVAL_PURPOSE_MISSING', { details: { from: PURPOSE.shortest, limit: PURPOSE.longest } });
  return purpose;
}

/** Why a matter is not taken, as the sender is told. @throws REASON_MISSING, ARRIVAL_REASON_TOO_LONG */
export function refusalReason(given: string): string {
  const reason = given.trim();
  if (reason === '') throw exchangeError('REASON_MISSING');
  if ([...reason].length > REASON) throw exchangeError('ARRIVAL_REASON_TOO_LONG', { details: { limit: REASON } });
  return reason;
}
