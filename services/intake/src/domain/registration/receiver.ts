import { divisionsAbove, type OrganKind } from '@sunshine/events';
import type { Filing } from './registration.js';
import { registrationError } from './registration.errors.js';

export interface KnownOrgan {
  readonly id: string;
  readonly kind: OrganKind;
  readonly division: string;
  readonly closedOn: string | null;
}

/**
 * The organ that receives a filing: the one it was brought or addressed to, else the bureau of its division or the nearest above. Of what is
 * kept from those it accuses it is the first that is asked; `Access.keeper` says whether it may have it.
 * @param at organ of the desk, or the one a citizen addressed; null where none is named
 * @param organs the named organs that exist, the bureaus of `divisionsAbove`, and one organ of the division itself
 * @throws DIVISION_UNKNOWN, FILING_ORGAN_UNKNOWN, BUREAU_UNKNOWN
 */
export function receiverOf(filing: Pick<Filing, 'division'>, at: string | null, organs: readonly KnownOrgan[], on: string): KnownOrgan {
  if (!organs.some(({ division }) => division === filing.division)) throw registrationError('DIVISION_UNKNOWN');
  const named = organs.find(({ id }) => id === at?.toLowerCase());
  if (at !== null && !named) throw registrationError('FILING_ORGAN_UNKNOWN', { details: { organ: at }, field: 'organId' });
  if (named) return named;
  for (const division of divisionsAbove(filing.division)) {
    const bureau = organs.find(
      (organ) => organ.division === division && organ.kind === 'petition_bureau' && !(organ.closedOn !== null && organ.closedOn <= on),
    );
    if (bureau) return bureau;
  }
  throw registrationError('BUREAU_UNKNOWN');
}
