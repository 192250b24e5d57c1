import type { OrganKind } from '@sunshine/events';

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
