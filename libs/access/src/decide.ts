import type { OrganKind, PetitionKind, Relation, RelationMove, Role } from '@sunshine/events';
import type { Grant, NodeGrant, Who } from './access.types.js';
import { nodeCells, petitionCells, type PetitionCell } from './matrix.js';

/** A role of the person at an organ; the fields of the organ are null for a role of the whole node. */
export interface RoleAssignment {
  readonly role: Role;
  readonly organId: string | null;
  readonly notices: boolean;
  readonly kind: OrganKind | null;
  readonly name: string | null;
  readonly closedOn: string | null;
  /** From the topmost organ down to the own one; empty where the organ is not known yet. */
  readonly path: readonly string[];
  /** The organ below which the role sees by the tree: the parent of its organ, or the organ itself at the top. */
  readonly root: string | null;
}

export interface RelationTuple {
  readonly subject: string;
  readonly relation: Relation;
  /** Path of the subject where it is a known organ, else empty. */
  readonly path: readonly string[];
  /** Of a barred person: the organs in which that person holds a role. */
  readonly units: readonly string[];
}

/** All that a decision about one petition needs. */
export interface Facts {
  readonly kind: PetitionKind;
  readonly channel: string;
  readonly roles: readonly RoleAssignment[];
  readonly relations: readonly RelationTuple[];
}

export interface NodeFacts {
  readonly roles: readonly RoleAssignment[];
  /** Path of the organ the act names; empty where none is named or it is not known. */
  readonly target: readonly string[];
}

/** A person may do the act on petitions to which the organ stands so; of `tree` it is the organ below which the petition lies. */
export interface StandingOfAct {
  readonly act: string;
  readonly standing: Exclude<PetitionCell['by'][number], 'import'>;
  readonly organId: string;
}

/** Officers of an organ who may see the petition, by one standing of the organ; no person is named. */
export interface Readers {
  readonly organId: string | null;
  readonly relation: PetitionCell['by'][number];
  readonly roles: readonly Role[];
  readonly sources: readonly string[];
}

interface ClosedOrgan {
  readonly name: string;
  readonly closedOn: string | null;
}

export type Decision<G = Grant> =
  | { readonly refused: null; readonly grant: G }
  | { readonly refused: 'ORGAN_CLOSED'; readonly organ: ClosedOrgan }
  | { readonly refused: 'PETITION_NOT_FOUND' | 'ACT_NOT_YOURS' };

/**
 * May this person do the act on this petition? `facts` null: the petition, or the person, is unknown.
 * Barred wins over all; what may not be read is not there.
 * @param preferred of a person with several rights to the act the role by which it is done; null: the first of the matrix
 */
export function decide(facts: Facts | null, act: string, who: Who, preferred: Role | null = null): Decision {
  const { reads, grants: cells } = petitionCells(act);
  const grants =
    preferred === null ? cells : [...cells.filter(({ role }) => role === preferred), ...cells.filter(({ role }) => role !== preferred)];
  if (!facts || who.personId === null || isBarred(facts, who.personId)) return { refused: 'PETITION_NOT_FOUND' };
  let closedOrgan: ClosedOrgan | null = null;
  for (const cell of grants) {
    for (const { role, grant } of rightsOf(facts, cell)) {
      if (reads || !isClosed(role, who.on)) return { refused: null, grant };
      closedOrgan = { name: role.name ?? '', closedOn: role.closedOn };
    }
  }
  if (closedOrgan) return { refused: 'ORGAN_CLOSED', organ: closedOrgan };
  const seen = reads ? false : petitionCells('readPetition').grants.some((cell) => rightsOf(facts, cell).length > 0);
  return { refused: seen ? 'ACT_NOT_YOURS' : 'PETITION_NOT_FOUND' };
}

/** May this person see the petition? The same as the SQL of `Access.visible`. */
export const mayRead = (facts: Facts, who: Who): boolean => !decide(facts, 'readPetition', who).refused;

/**
 * The facts once an act has moved relations. Undefined where these do not tell all that follows: the units of a person who is barred from
 * now on, the place of an organ that nobody has read.
 * @param pathOf an organ, from the topmost down to itself
 */
export function factsAfter(
  facts: Facts,
  kind: PetitionKind,
  moves: readonly RelationMove[],
  pathOf: (organId: string) => readonly string[] | undefined,
): Facts | undefined {
  let { relations } = facts;
  for (const { do: move, subject, relation } of moves) {
    const path = pathOf(subject);
    if (move === 'end') relations = relations.filter((known) => known.subject !== subject || known.relation !== relation);
    else if (relation === 'barred' || relation === 'recused' || !path) return undefined;
    else relations = [...relations, { subject, relation, path, units: [] }];
  }
  return { ...facts, kind, relations };
}

/**
 * The readers of the petition by organ, with the rule that allows it; a role with several standings counts for each. Barred organs are
 * left out.
 */
export function readersOf(facts: Omit<Facts, 'roles'>, holders: readonly RoleAssignment[]): Readers[] {
  const found = new Map<string, Pick<Readers, 'organId' | 'relation'> & { roles: Set<Role>; sources: Set<string> }>();
  for (const role of holders) {
    const own: Facts = { ...facts, roles: [role] };
    if (isBarred(own, '')) continue;
    for (const cell of petitionCells('readPetition').grants.filter((each) => fits(each, role))) {
      for (const relation of cell.by.filter((standing) => stands(own, role, standing))) {
        const key = `${relation} ${role.organId ?? ''}`;
        const row = found.get(key) ?? { organId: role.organId, relation, roles: new Set(), sources: new Set() };
        found.set(key, row);
        row.roles.add(role.role);
        row.sources.add(cell.source);
      }
    }
  }
  return [...found.values()].map(({ roles, sources, ...row }) => ({ ...row, roles: [...roles], sources: [...sources] }));
}

/**
 * Where the roles of a person lead by the matrix. `in_charge` comes with `registering` too: until one is set, the registering organ is in
 * charge. The standing `import` leads nowhere.
 */
export function standingsOf(roles: readonly RoleAssignment[], acts: readonly string[], on: string): StandingOfAct[] {
  const found = new Map<string, StandingOfAct>();
  const put = (row: StandingOfAct) => found.set(`${row.act} ${row.standing} ${row.organId}`, row);
  for (const act of acts) {
    const { reads, grants } = petitionCells(act);
    for (const cell of grants) {
      for (const role of roles.filter((each) => fits(cell, each) && (reads || !isClosed(each, on)))) {
        for (const standing of cell.by) {
          const organId = standing === 'tree' ? role.root : role.organId;
          if (standing === 'import' || organId === null || role.organId === null) continue;
          put({ act, standing, organId });
          if (standing === 'in_charge') put({ act, standing: 'registering', organId });
        }
      }
    }
  }
  return [...found.values()];
}

/** May this person do the act, which is done on no petition? `organId` null: no organ is named. */
export function decideNode(facts: NodeFacts | null, act: string, who: Who, organId: string | null): Decision<NodeGrant> {
  const { reads, grants } = nodeCells(act);
  let closedOrgan: ClosedOrgan | null = null;
  for (const cell of facts?.roles ? grants : []) {
    for (const role of (facts as NodeFacts).roles.filter((each) => fits(cell, each))) {
      const relation = cell.by.find((standing) => {
        if (standing === 'node') return role.organId === null;
        if (standing === 'own') return role.organId !== null && (organId === null || organId === role.organId);
        return organId !== null && role.root !== null && (facts as NodeFacts).target.includes(role.root);
      });
      if (!relation) continue;
      const grant: NodeGrant = { organId: relation === 'own' ? role.organId : organId, role: role.role, relation };
      if (reads || !isClosed(role, who.on)) return { refused: null, grant };
      closedOrgan = { name: role.name ?? '', closedOn: role.closedOn };
    }
  }
  return closedOrgan ? { refused: 'ORGAN_CLOSED', organ: closedOrgan } : { refused: 'ACT_NOT_YOURS' };
}

/**
 * Barred is the person, whoever works in a barred unit or below it, and, where a report accuses a person, whoever works in a
 * unit of that person or below it. A superior is never barred for being above. Recused is the person alone: the organ goes on.
 * @source 信访工作条例 30, 28 ¶3
 */
function isBarred({ kind, roles, relations }: Facts, personId: string): boolean {
  const units = new Set(roles.flatMap(({ path, organId }) => (organId === null ? path : [...path, organId])));
  return relations.some(
    ({ relation, subject, units: ofPerson }) =>
      (relation === 'recused' && subject === personId) ||
      (relation === 'barred' &&
        (subject === personId || units.has(subject) || (kind === 'REPORT' && ofPerson.some((unit) => units.has(unit))))),
  );
}

function rightsOf(facts: Facts, cell: PetitionCell): { role: RoleAssignment; grant: Grant }[] {
  return facts.roles
    .filter((role) => fits(cell, role))
    .flatMap((role) => {
      const relation = cell.by.find((standing) => stands(facts, role, standing));
      const organId = role.organId ?? inCharge(facts)?.subject;
      return relation && organId ? [{ role, grant: { organId, role: role.role, relation } }] : [];
    });
}

function fits(cell: { role: Role; organ?: readonly OrganKind[]; notices?: true }, role: RoleAssignment): boolean {
  return (
    cell.role === role.role && (!cell.notices || role.notices) && (!cell.organ || (role.kind !== null && cell.organ.includes(role.kind)))
  );
}

function stands(facts: Facts, role: RoleAssignment, standing: PetitionCell['by'][number]): boolean {
  const { kind, channel, relations } = facts;
  if (standing === 'import') return role.organId === null && channel === 'IMPORT';
  if (role.organId === null) return false;
  if (standing === 'tree') {
    return (
      kind !== 'REPORT' &&
      role.root !== null &&
      relations.some((r) => (r.relation === 'registering' || r.relation === 'in_charge') && r.path.includes(role.root as string))
    );
  }
  const relation = standing === 'in_charge' && !relations.some((r) => r.relation === 'in_charge') ? 'registering' : standing;
  return relations.some((r) => r.relation === relation && r.subject === role.organId);
}

/** The organ in charge; until one is set, the registering one. */
function inCharge({ relations }: Facts): RelationTuple | undefined {
  return relations.find(({ relation }) => relation === 'in_charge') ?? relations.find(({ relation }) => relation === 'registering');
}

function isClosed({ closedOn }: RoleAssignment, on: string): boolean {
  return closedOn !== null && closedOn <= on;
}
