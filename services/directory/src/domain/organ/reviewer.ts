import type { OrganKind } from '@sunshine/events';

/** What the choice of a reviewing organ needs to know of an organ. */
export interface OrganInTree {
  readonly id: string;
  readonly kind: OrganKind;
}

/**
 * Which organ above reviews an organ's opinions where nobody entered another: the nearest one above of the kind named.
 * null: no default. The law names no organ for such bodies, so each needs an entry of its own; a bureau never issues an opinion.
 * A county department's petitioner may also choose the department above (Art 35); that choice is made when the review is asked for.
 * @source 信访工作条例 35, 36
 */
const REVIEWED_BY_NEAREST: Readonly<Record<OrganKind, OrganKind | null>> = {
  township: 'government',
  department: 'government',
  government: 'government',
  political_legal: 'government',
  party_committee: 'party_committee',
  petition_bureau: null,
  supervision_office: null,
  discipline: null,
  mass_organisation: null,
  enterprise: null,
  institution: null,
};

/**
 * The default reviewing organ; null where the chain ends or an own entry is needed.
 * @param above the organ's superiors, the nearest first
 */
export function defaultReviewer(organ: OrganInTree, above: readonly OrganInTree[]): string | null {
  const kind = REVIEWED_BY_NEAREST[organ.kind];
  return kind === null ? null : (above.find((superior) => superior.kind === kind)?.id ?? null);
}
