import type { OrganKind, PetitionKind, Relation, Role } from '@sunshine/events';
import type { Remarks } from '@sunshine/platform';

/** How a person stands to what the act is done on. `tree`: by the organ tree; `import`: a migrator on an imported petition; `own`: the own organ; `node`: a role of the whole node. */
export type Standing = Relation | 'tree' | 'import' | 'own' | 'node';

/** The right an act was done by. `organId` is the organ the person acts for. */
export interface Grant {
  readonly organId: string;
  readonly role: Role;
  readonly relation: Standing;
}

/** The right to an act that is done on no petition; `organId` null for a role of the whole node that names no organ. */
export interface NodeGrant {
  readonly organId: string | null;
  readonly role: Role;
  readonly relation: Standing;
}

/** The caller and the legal day; every `RequestContext` is one. */
export interface Who {
  readonly personId: string | null;
  readonly on: string;
  /** Where the right given, and what was refused, is remarked for the audit. */
  readonly remarks?: Remarks;
}

export interface OrganCopy {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: OrganKind;
  readonly name: string;
  readonly shortName: string;
  readonly division: string;
  readonly reviewedBy: string | null;
  /** Where petitioners reach it; null where nobody has entered it. */
  readonly contactPhone: string | null;
  /** First day on which the organ is no more. */
  readonly closedOn: string | null;
}

/** What access must know of a petition before anybody may see it. */
export interface KnownPetition {
  readonly petitionId: string;
  readonly kind: PetitionKind;
  readonly channel: string;
  readonly division: string;
  /** Organs and persons a report accuses: barred from the first moment. */
  readonly accusedIds: readonly string[];
}

export interface PetitionRelation {
  readonly petitionId: string;
  /** Directory id of an organ or a person. */
  readonly subject: string;
  readonly relation: Relation;
}

/** A matter that is kept from those it accuses, and the organ that has it or would get it. */
export interface KeptMatter {
  readonly organId: string | null;
  /** Organs and persons. */
  readonly accusedIds: readonly string[];
  readonly division: string;
  /** Legal day: on which a closed organ receives nothing any more. */
  readonly on: string;
  readonly readers: boolean;
}
