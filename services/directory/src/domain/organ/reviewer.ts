import type { OrganKind } from '@sunshine/events';
import { dayNumber, dayOf } from '@sunshine/procedure';

/** An organ in the choice of a reviewing organ. */
export interface OrganInTree {
  readonly id: string;
  readonly kind: OrganKind;
}

/**
 * The kind of the organ that by default reviews an organ's opinions: the nearest superior of that kind.
 * null: no default. The law names no organ for such bodies, so the reviewer must be entered by hand (no government
 * reviews a court, a procuratorate, a people's congress or a consultative conference); a bureau never issues an opinion.
 * Which department stands above a department no tree of organs tells: it is entered by hand as the second reviewer, and the petitioner
 * chooses (Art 35).
 * @source 信访工作条例 35, 36
 */
const REVIEWED_BY_NEAREST: Readonly<Record<OrganKind, OrganKind | null>> = {
  township: 'government',
  department: 'government',
  government: 'government',
  political_legal: 'government',
  court: null,
  procuratorate: null,
  people_congress: null,
  consultative_conference: null,
  party_committee: 'party_committee',
  petition_bureau: null,
  supervision_office: null,
  discipline: null,
  mass_organisation: null,
  enterprise: null,
  institution: null,
};

/**
 * The default reviewing organ; null where there is no such superior or the reviewer must be entered by hand.
 * @param above the organ's superiors, the nearest first
 */
export function defaultReviewer(organ: OrganInTree, above: readonly OrganInTree[]): string | null {
  const kind = REVIEWED_BY_NEAREST[organ.kind];
  return kind === null ? null : (above.find((superior) => superior.kind === kind)?.id ?? null);
}

/** An organ that reviews the opinions of another from one day to another, both inclusive; `to` null: until it is changed. */
export interface ReviewerTerm {
  readonly organId: string;
  /** The second one, of which the petitioner chooses (Art 35). */
  readonly also: boolean;
  readonly from: string;
  readonly to: string | null;
}

const holds = ({ from, to }: ReviewerTerm, day: string): boolean => from <= day && (to === null || day <= to);

/** The organ that reviews on that day; null where there is none. */
export const reviewerOn = (terms: readonly ReviewerTerm[], also: boolean, day: string): string | null =>
  terms.find((term) => term.also === also && holds(term, day))?.organId ?? null;

/** Who was entered last, be it for a later day. */
export const reviewerEntered = (terms: readonly ReviewerTerm[], also: boolean): string | null =>
  terms.find((term) => term.also === also && term.to === null)?.organId ?? null;

/**
 * The terms with another reviewer from that day on: who reviewed until then keeps the days before it, and what was entered for later days
 * falls away. Of the reviewer who was entered last nothing changes.
 * @param organId null: nobody from that day on
 */
export function withReviewer(terms: readonly ReviewerTerm[], also: boolean, organId: string | null, from: string): readonly ReviewerTerm[] {
  if (reviewerEntered(terms, also) === organId) return terms;
  const kept = terms.flatMap((term): ReviewerTerm[] => {
    if (term.also !== also || (term.to !== null && term.to < from)) return [term];
    return term.from < from ? [{ ...term, to: dayOf(dayNumber(from) - 1) }] : [];
  });
  return organId === null ? kept : [...kept, { organId, also, from, to: null }];
}
