import type { PetitionKind } from '@sunshine/events';
import { validate as isUuid } from 'uuid';
import { FILING_LIMITS } from '@sunshine/words';
import { idOf } from './fields.js';
import { registrationError } from './registration.errors.js';
import { clean, lengthOf } from '../text.js';

export interface Party {
  readonly organId?: string | null;
  readonly text?: string | null;
}

/** An organ, alone or with the name and post of somebody who works there; a person of the directory; or words. */
export interface AccusedParty extends Party {
  readonly personId?: string | null;
}

/** Whom a filing is about. */
export interface Accusing {
  readonly kind: PetitionKind;
  readonly respondent?: readonly Party[] | null;
  readonly accused?: readonly AccusedParty[] | null;
  /** A claim about the conduct of staff, or about retaliation: `respondent` names their unit. */
  readonly staffConduct?: boolean | null;
}

/** An organ whose name stands in the words about whom a filing accuses. */
export interface NamedOrgan {
  readonly id: string;
  readonly surely: boolean;
}

/** From whom a filing is kept. */
export interface KeptFrom {
  /** Directory ids of those whom a report accuses, or of the units a complaint about staff complains of. */
  readonly accusedIds: readonly string[];
  /** Organs that the words name; whether they are meant is said by two people. */
  readonly namedIds: readonly string[];
  /** How many are accused in words alone; null of a matter that accuses nobody. */
  readonly accusedInWords: number | null;
  readonly staffConduct: boolean;
}

export function accusedOf(filing: Pick<Accusing, 'kind' | 'accused'>): AccusedParty[] {
  const accused = filing.accused ?? [];
  if (accused.length > 0 && filing.kind !== 'REPORT') throw registrationError('ACCUSED_ONLY_FOR_REPORT');
  return partiesOf(accused, 'ACCUSED_MALFORMED', 'accused');
}

/** Each party is named in exactly one way; of an accused organ the words may say who there is meant. */
export function partiesOf(
  parties: readonly AccusedParty[],
  code: 'RESPONDENT_MALFORMED' | 'ACCUSED_MALFORMED',
  list: string,
): AccusedParty[] {
  const malformed = (field: string) =>
    registrationError(code, { details: { limit: FILING_LIMITS.partyText, count: FILING_LIMITS.parties }, field });
  if (parties.length > FILING_LIMITS.parties) throw malformed(list);
  return parties.map((party, index) => {
    const at = `${list}.${index}`;
    const organId = idOf(party.organId, `${at}.organId`);
    const personId = idOf(party.personId, `${at}.personId`);
    const text = clean(party.text ?? '') || null;
    const ofOrgan = code === 'ACCUSED_MALFORMED' && organId !== null && personId === null;
    if ([organId, personId, ofOrgan ? null : text].filter((way) => way !== null).length !== 1) throw malformed(at);
    if (text !== null && lengthOf(text) > FILING_LIMITS.partyText) throw malformed(`${at}.text`);
    if (organId !== null && text !== null) return { organId, text };
    return organId !== null ? { organId } : personId !== null ? { personId } : { text };
  });
}

/** Of a filing that is kept from those it accuses, the words that say who that is; null of any other. */
export function accusingWords({ kind, accused, respondent, staffConduct }: Accusing): string | null {
  if (kind !== 'REPORT' && !staffConduct) return null;
  return ((kind === 'REPORT' ? accused : respondent) ?? []).flatMap(({ text }) => text ?? []).join('；');
}

/**
 * Directory ids of whom a filing is kept from, as far as the form tells: the ids it names. In a complaint about staff an organ that the words
 * surely name is its unit as well; of a report it is a doubt that keeps the organ from receiving it.
 */
export function accusedIdsOf({ kind, accused, respondent }: Pick<Accusing, 'kind' | 'accused' | 'respondent'>): string[] {
  const parties: readonly AccusedParty[] = (kind === 'REPORT' ? accused : respondent) ?? [];
  const ids = parties.flatMap(({ organId, personId }) => organId?.toLowerCase() ?? personId?.toLowerCase() ?? []);
  // What is no id is refused where the parties are judged.
  return [...new Set(ids.filter((id) => isUuid(id)))];
}

export function keptFrom(
  filing: Accusing,
  accused: readonly AccusedParty[],
  respondent: readonly Party[],
  named: readonly NamedOrgan[],
): KeptFrom {
  const staffConduct = filing.staffConduct ?? false;
  if (staffConduct && filing.kind !== 'CLAIM') throw registrationError('STAFF_CONDUCT_OF_CLAIMS_ONLY');
  const report = filing.kind === 'REPORT';
  if (!report && !staffConduct) return { accusedIds: [], namedIds: [], accusedInWords: null, staffConduct };
  const parties: readonly AccusedParty[] = report ? accused : respondent;
  const ids = accusedIdsOf(filing);
  const sure = report ? [] : named.filter(({ surely }) => surely).map(({ id }) => id);
  const accusedIds = [...new Set([...ids, ...sure])];
  return {
    accusedIds,
    namedIds: named.map(({ id }) => id).filter((id) => !accusedIds.includes(id)),
    accusedInWords: parties.filter(({ organId, personId }) => !organId && !personId).length,
    staffConduct,
  };
}
