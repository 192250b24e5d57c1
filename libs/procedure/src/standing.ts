import type { Day } from './days.js';
import type { RulePack } from './pack.js';

/**
 * Whether a pack is in force on the day of a start fact, and known to be. Only `ruling` lets a division choose it; by name any is used.
 * First and last days inclusive.
 */
export function standingOn(
  { inForceFrom, inForceTo, validity, verifiedTo }: Pick<RulePack, 'inForceFrom' | 'inForceTo' | 'validity' | 'verifiedTo'>,
  day: Day,
): 'ruling' | 'unverified' | 'not_in_force' {
  if (day < inForceFrom || (inForceTo !== null && day > inForceTo)) return 'not_in_force';
  return validity === 'verified' && (verifiedTo === undefined || day <= verifiedTo) ? 'ruling' : 'unverified';
}
