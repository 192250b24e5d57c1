import type { Day } from '@sunshine/procedure';
import { FILING_LIMITS } from '@sunshine/words';
import { optional, required } from '../desk-text.js';

/** A minor or a person without legal capacity acts through a guardian. */
export interface Guardian {
  readonly name: string;
  readonly relation: string | null;
  /** The guardian agreed that the child's data is processed. */
  readonly consent: boolean;
}

export interface GuardianFields {
  readonly name: string;
  readonly relation?: string | null;
  readonly consent?: boolean | null;
}

/** @param at where the input has the guardian @throws DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG */
export function guardianOf(given: GuardianFields | null | undefined, at: string): Guardian | null {
  if (!given) return null;
  return {
    name: required('监护人姓名', `${at}.name`, given.name, FILING_LIMITS.guardianName),
    relation: optional('与监护人的关系', `${at}.relation`, given.relation, FILING_LIMITS.guardianRelation),
    consent: given.consent ?? false,
  };
}

/** Number of a resident identity card (type 111); a number of eighteen places without a type is read as one. */
const RESIDENT = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/i;

/** Age below which the guardian must agree; from the data protection law, which is not part of the rule packs. @source 个人信息保护法 31 */
const CONSENT_AGE = 14;

/**
 * Whether a person was below fourteen on that day, by the identity number; null where there is no such number.
 */
export function below14(idType: string | null, idNumber: string | null, on: Day): boolean | null {
  const [, year, month, day] = (idNumber !== null && (idType === null || idType === '111') && RESIDENT.exec(idNumber)) || [];
  if (!year || !month || !day) return null;
  const birthday14 = `${String(Number(year) + CONSENT_AGE).padStart(4, '0')}-${month}-${day}`;
  return on < birthday14;
}
