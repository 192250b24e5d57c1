import type { OrganKind } from '@sunshine/events';
import type { Filing } from './registration.js';
import { registrationError } from './registration.errors.js';

export interface KnownOrgan {
  readonly id: string;
  readonly kind: OrganKind;
  readonly division: string;
  readonly closedOn: string | null;
}

/** The division itself, its city and its province, in the order in which a bureau is searched. */
export function divisionsAbove(division: string): string[] {
  return [...new Set([division, `${division.slice(0, 4)}00`, `${division.slice(0, 2)}0000`])];
}

/**
 * The organ that receives a filing: the organ it was brought or addressed to, by default the bureau of its division.
 * A report is never received by an organ it accuses, but by the nearest bureau that it does not accuse.
 * @param at organ of the desk, or the one a citizen addressed; null where none is named
 * @param organs the named organs that exist, the bureaus of `divisionsAbove`, and one organ of the division itself
 * @throws DIVISION_UNKNOWN, FILING_ORGAN_UNKNOWN, BUREAU_UNKNOWN
 * @source 信访工作条例 30
 */
export function receiverOf(
  filing: Pick<Filing, 'kind' | 'division' | 'accused'>,
  at: string | null,
  organs: readonly KnownOrgan[],
  on: string,
): KnownOrgan {
  if (!organs.some(({ division }) => division === filing.division)) throw registrationError('DIVISION_UNKNOWN');
  const accused = new Set(filing.kind === 'REPORT' ? (filing.accused ?? []).flatMap(({ organId }) => organId?.toLowerCase() ?? []) : []);
  const named = organs.find(({ id }) => id === at?.toLowerCase());
  if (at !== null && !named) throw registrationError('FILING_ORGAN_UNKNOWN', { details: { organ: at }, field: 'organId' });
  if (named && !accused.has(named.id)) return named;
  for (const division of divisionsAbove(filing.division)) {
    const bureau = organs.find(
      (organ) =>
        organ.division === division &&
        organ.kind === 'petition_bureau' &&
        !accused.has(organ.id) &&
        !(organ.closedOn !== null && organ.closedOn <= on),
    );
    if (bureau) return bureau;
  }
  throw registrationError('BUREAU_UNKNOWN');
}
