import { Injectable } from '@nestjs/common';
import {
  OrganSaved,
  PersonDisabled,
  PersonEnabled,
  PetitionRegistered,
  PetitionSplit,
  RelationEnded,
  RelationSet,
  RoleEnded,
  RoleGranted,
  SessionEnded,
  divisionsAbove,
  type DataOf,
  type Envelope,
  type NewEvent,
  type Role,
} from '@sunshine/events';
import { behindCommit, isOpen, noteRefused, sql, together, type Statement } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { accessError } from './access.errors.js';
import type { Grant, KeptMatter, KnownPetition, NodeGrant, OrganCopy, PetitionRelation, Who } from './access.types.js';
import {
  decide,
  decideNode,
  readersOf,
  standingsOf,
  type Facts,
  type RoleAssignment,
  type NodeFacts,
  type Readers,
  type StandingOfAct,
} from './decide.js';
import { RELATION_NAMES } from './role-names.js';
import { atOrganPredicate, notBarred, visibleInListPredicate, visiblePredicate } from './predicate.js';
import { namedIn, plain, type Named, type NamedOrgan } from './names.js';
import * as statements from './access.rows.js';

type Emit = (key: string, ...events: NewEvent[]) => void;
type OrganState = DataOf<typeof OrganSaved>;
type RoleState = DataOf<typeof RoleGranted>;
/** As another service told it: perhaps a relation that this release does not know, from which no right follows. */
type RelationTold = DataOf<typeof RelationSet>;
/** Of the petition; null while it is not known. */
interface OfKind {
  readonly kind: string | null;
}

const sameRelation = (left: RelationTold, right: RelationTold): boolean =>
  left.petitionId === right.petitionId && left.subject === right.subject && left.relation === right.relation;

/** The right to an act on one petition, null where there is none. */
export type RightCheck = (act: string) => Grant | null;

/** How long an organ that was read counts as recent. */
const RECENT_MS = 1_000;

/** Roles, organ tree and relations of this service's own schema, and the rights that follow from them. No row, no right. */
@Injectable()
export class Access {
  private readonly completing = new WeakSet<EntityManager>();
  private readonly recent = new Map<string, { readonly organ: OrganCopy; readonly at: number }>();
  /** When something was heard of an organ for the last time. */
  private heardAt = -Infinity;

  /**
   * The right to do `act` (a name of the matrix) on a petition, asked in one round trip.
   * @throws PETITION_NOT_FOUND where the person may not see it, as for an unknown one
   * @throws ACT_NOT_YOURS where it may be seen, but this act is another's
   * @throws ORGAN_CLOSED where only a closed organ would give the right
   */
  async require(db: EntityManager | DataSource, ctx: Who, act: string, petitionId: string): Promise<Grant> {
    const [facts] = ctx.personId === null ? [] : await sql<Facts>(managerOf(db), statements.petitionFacts, [petitionId, ctx.personId]);
    return this.judge(facts ?? null, ctx, act, petitionId);
  }

  /**
   * As `require`, by facts that another statement has read as `factsOf`.
   * @param preferred the role by which the act is done where the person has several that allow it
   */
  judge(facts: Facts | null, ctx: Who, act: string, petitionId: string, preferred: Role | null = null): Grant {
    const decision = decide(facts, act, ctx, preferred);
    if (decision.refused === 'ORGAN_CLOSED') throw closed(decision.organ);
    if (decision.refused) {
      if (facts) noteRefused(ctx.remarks, { act, code: decision.refused, subject: petitionId });
      throw accessError(decision.refused);
    }
    remember(ctx, act, petitionId, decision.grant);
    return decision.grant;
  }

  /**
   * The rights of a person on each of these petitions, for pages that offer acts. Nothing is recorded; the act itself calls `require`.
   * Unknown petitions are left out.
   */
  async rights(db: EntityManager | DataSource, { personId, on }: Who, petitionIds: readonly string[]): Promise<Map<string, RightCheck>> {
    const rows =
      personId === null ? [] : await sql<Facts & { id: string }>(managerOf(db), statements.petitionsFacts, [petitionIds, personId]);
    return new Map(
      rows.map((facts) => [
        facts.id,
        (act) => {
          const decision = decide(facts, act, { personId, on });
          return decision.refused === null ? decision.grant : null;
        },
      ]),
    );
  }

  /** Everybody who may see a petition, in the order of the standings. The caller has checked that the reader may see it. */
  async readers(db: EntityManager | DataSource, petitionId: string): Promise<Readers[]> {
    const manager = managerOf(db);
    const [[facts], holders] = await Promise.all([
      sql<Facts>(manager, statements.petitionFacts, [petitionId, null]),
      sql<RoleAssignment>(manager, statements.petitionHolders, [petitionId]),
    ]);
    const order = Object.keys(RELATION_NAMES);
    return facts ? readersOf(facts, holders).sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation)) : [];
  }

  /**
   * By which standings of which organs a person may have each of these acts: what a list starts from before it asks `rights` of each petition.
   * A petition that no row here leads to is none on which the person may do the act.
   */
  async standings(db: EntityManager | DataSource, { personId, on }: Who, acts: readonly string[]): Promise<StandingOfAct[]> {
    const [facts] = personId === null ? [] : await sql<NodeFacts>(managerOf(db), statements.nodeFacts, [personId, null]);
    return facts ? standingsOf(facts.roles, acts, on) : [];
  }

  /**
   * The right to an act that is done on no petition. `organId` left out: the person's own organ with that right.
   * @throws ACT_NOT_YOURS, ORGAN_CLOSED
   */
  async requireNode(db: EntityManager | DataSource, ctx: Who, act: string, organId?: string | null): Promise<NodeGrant> {
    const decision = await this.decidedNode(db, ctx, act, organId ?? null);
    if (decision.refused === 'ORGAN_CLOSED') throw closed(decision.organ);
    if (decision.refused) {
      if (ctx.personId !== null) noteRefused(ctx.remarks, { act, code: decision.refused, subject: organId ?? null });
      throw accessError(decision.refused);
    }
    remember(ctx, act, null, decision.grant);
    return decision.grant;
  }

  /** Whether `requireNode` would pass, for what is shown to some and not to others: nothing is refused by it, and nothing noted. */
  async mayNode(db: EntityManager | DataSource, who: Who, act: string, organId?: string | null): Promise<boolean> {
    return !(await this.decidedNode(db, who, act, organId ?? null)).refused;
  }

  private async decidedNode(db: EntityManager | DataSource, who: Who, act: string, organId: string | null) {
    const [facts] = who.personId === null ? [] : await sql<NodeFacts>(managerOf(db), statements.nodeFacts, [who.personId, organId]);
    return decideNode(facts ?? null, act, who, organId);
  }

  /**
   * SQL that is true where the person `personParam` (`$1`) may see petition `<alias>.id`: equal to `require` of `readPetition`.
   * A null person sees nothing. For petitions asked for by their ids; a list uses `visibleInList`.
   */
  visible(alias: string, personParam: string, column = 'id'): string {
    return visiblePredicate(`${alias}.${column}`, `${personParam}::uuid`);
  }

  /** SQL that is true where nothing keeps the person from the petition: for what is seen by another right than that of reading it. */
  free(alias: string, personParam: string, column = 'id'): string {
    return notBarred(`${alias}.${column}`, `${personParam}::uuid`);
  }

  /** The same predicate for lists: equally fast for a reader of few of very many petitions and for a reader of all. */
  visibleInList(alias: string, personParam: string, column = 'id'): string {
    return visibleInListPredicate(`${alias}.${column}`, `${personParam}::uuid`);
  }

  /**
   * SQL that is true where the person may do the reading act at the organ of the column: as `mayNode` of that organ.
   * @param column of another alias than `r`, `ro` and `t`
   * @param tree by the tree from beside and above the organ, from above it alone, or not
   */
  atOrgan(act: string, column: string, personParam: string, tree: 'any' | 'above' | 'none' = 'any'): string {
    return atOrganPredicate(act, column, `${personParam}::uuid`, tree);
  }

  /** @throws ORGAN_NOT_FOUND */
  async organ(db: EntityManager | DataSource, id: string): Promise<OrganCopy> {
    const [organ] = await sql<OrganCopy>(managerOf(db), statements.organs, [[id]]);
    if (!organ) throw accessError('ORGAN_NOT_FOUND');
    return organ;
  }

  /**
   * An organ as it stood within the last second, or as this process has heard since; null for an unknown one. For what is written of facts
   * that are judged already: it seldom costs a way to the database. Rights and acts read `organ`.
   */
  async recentOrgan(db: EntityManager | DataSource, id: string): Promise<OrganCopy | null> {
    const known = this.recent.get(id);
    const at = performance.now();
    if (known && at - known.at < RECENT_MS) return known.organ;
    const [organ = null] = await sql<OrganCopy>(managerOf(db), statements.organs, [[id]]);
    // For a while after an event nothing is kept: it may have been read before that event was committed.
    if (organ && performance.now() - this.heardAt > RECENT_MS) this.recent.set(id, { organ, at });
    return organ;
  }

  /** An organ that exists on the legal day `on`. @throws ORGAN_NOT_FOUND, ORGAN_CLOSED */
  async openOrgan(db: EntityManager | DataSource, id: string, on: string): Promise<OrganCopy> {
    const organ = await this.organ(db, id);
    if (organ.closedOn !== null && organ.closedOn <= on) throw closed(organ);
    return organ;
  }

  /** Organs in the order of their ids, null for an unknown one: the batch function of a loader. */
  async organs(db: EntityManager | DataSource, ids: readonly string[]): Promise<(OrganCopy | null)[]> {
    const found = new Map((await sql<OrganCopy>(managerOf(db), statements.organs, [[...ids]])).map((organ) => [organ.id, organ]));
    return ids.map((id) => found.get(id) ?? null);
  }

  /** Organs, open or closed, whose full or short name stands in a text. */
  async organsNamedIn(db: EntityManager | DataSource, text: string): Promise<Named[]> {
    if (plain(text) === '') return [];
    return namedIn(text, await sql<NamedOrgan>(managerOf(db), statements.organsNamedIn, [plain(text)]));
  }

  /**
   * Who has a matter that is kept from those it accuses: the organ that would have it, unless it is one of them, their unit or below it; then
   * the nearest bureau of the division or above that is none of these and has somebody to read it, else the nearest discipline organ. Null
   * where nobody is left.
   * @param readers whether the organ itself needs somebody to read it as well
   * @source 信访工作条例 22 ¶2, 30 ¶3
   */
  async keeper(
    db: EntityManager | DataSource,
    { organId, accusedIds, division, on, readers }: KeptMatter,
  ): Promise<Omit<OrganCopy, 'parentId' | 'reviewedBy'> | null> {
    const [found] = await sql<OrganCopy>(managerOf(db), statements.keeper, [organId, accusedIds, divisionsAbove(division), on, readers]);
    return found ?? null;
  }

  /** Own row and event of relations this service publishes; one already there sends nothing. */
  async setRelation(tx: EntityManager, emit: Emit, ...relations: PetitionRelation[]): Promise<void> {
    const written = this.writeRelations(tx, relations);
    await this.withKinds(tx, written);
    for (const fresh of await written) emit(fresh.petitionId, RelationSet.create(fresh));
  }

  /** Takes back a relation this service published; one not there sends nothing. */
  async endRelation(tx: EntityManager, emit: Emit, ...relations: PetitionRelation[]): Promise<void> {
    for (const gone of await this.deleteRelations(tx, relations)) emit(gone.petitionId, RelationEnded.create(gone));
  }

  /** Makes a petition known, the accused barred at the same moment. Its publisher calls it in the transaction of registration. */
  async know(tx: EntityManager, { petitionId, kind, channel, division, accusedIds }: KnownPetition): Promise<void> {
    await sql(tx, statements.know, [petitionId, kind, channel, division, [...new Set(accusedIds)]]);
  }

  /** Makes the petition a report for rights: superiors no longer see it, and accused persons bar the units they lead. */
  async seal(tx: EntityManager, petitionId: string): Promise<void> {
    await this.withKinds(tx, together(sql(tx, statements.seal, [petitionId]), sql(tx, statements.sealRelations, [petitionId])));
  }

  /** The state of an organ; paths of organs below it follow. */
  async saveOrgan(tx: EntityManager, organ: OrganState): Promise<void> {
    const { organId, parentId, kind, name, shortName, division, reviewedBy, closedOn } = organ;
    const { alsoReviewedBy = null, contactPhone = null, reviewers, address = null } = organ;
    const terms = reviewers ? JSON.stringify(reviewers) : null;
    const all = [organId, parentId, kind, name, shortName, division, reviewedBy, closedOn, alsoReviewedBy, contactPhone, terms, address];
    await sql(tx, statements.saveOrgan, all);
    await sql(tx, statements.movePaths, [organId]);
    this.recent.clear();
    this.heardAt = performance.now();
  }

  async grantRole(tx: EntityManager, { personId, role, organId, notices }: RoleState): Promise<void> {
    await sql(tx, statements.grantRole, [personId, role, organId, notices]);
  }

  async endRole(tx: EntityManager, { personId, role, organId }: Omit<RoleState, 'notices'>): Promise<void> {
    await sql(tx, statements.endRole, [personId, role, organId]);
  }

  /** Follows every event that rights depend on; others are left alone. Call it for each event of directory, intake and case. */
  async follow(tx: EntityManager, envelope: Envelope): Promise<void> {
    if (RelationSet.is(envelope)) await this.withKinds(tx, this.writeRelations(tx, [envelope.data]));
    else if (RelationEnded.is(envelope)) await this.deleteRelations(tx, [envelope.data]);
    else if (PetitionRegistered.is(envelope)) await this.withKinds(tx, this.know(tx, envelope.data));
    else if (PetitionSplit.is(envelope)) {
      if (envelope.data.parts.some(({ kind }) => kind === 'REPORT')) await this.seal(tx, envelope.data.petitionId);
    } else if (OrganSaved.is(envelope)) await this.saveOrgan(tx, envelope.data);
    else if (RoleGranted.is(envelope)) await this.grantRole(tx, envelope.data);
    else if (RoleEnded.is(envelope)) await this.endRole(tx, envelope.data);
    else if (SessionEnded.is(envelope)) await sql(tx, statements.endSession, [envelope.data.sessionId, envelope.data.until]);
    else if (PersonDisabled.is(envelope)) await sql(tx, statements.endSession, [envelope.data.personId, envelope.data.until]);
    else if (PersonEnabled.is(envelope)) await sql(tx, statements.enablePerson, [envelope.data.personId]);
  }

  /** Completes kinds behind the commit of what is under way, once for a transaction; before an answer is awaited, because the commit may go out first. */
  private async withKinds(tx: EntityManager, underWay: Promise<unknown>): Promise<void> {
    const complete = async () => void (await sql(tx, statements.completeKinds, []));
    const open = isOpen(tx);
    if (open && !this.completing.has(tx)) {
      this.completing.add(tx);
      behindCommit(tx, complete);
    }
    await underWay;
    if (!open) await complete();
  }

  private async writeRelations<R extends RelationTold>(tx: EntityManager, relations: readonly R[]): Promise<R[]> {
    const rows = await written<R & OfKind>(tx, statements.setRelation, statements.setRelations, relations);
    return relations.filter((one) => rows.some((row) => sameRelation(row, one)));
  }

  private deleteRelations<R extends RelationTold>(tx: EntityManager, relations: readonly R[]): Promise<R[]> {
    return written(tx, statements.endRelation, statements.endRelations, relations);
  }
}

function managerOf(db: EntityManager | DataSource): EntityManager {
  return 'manager' in db ? (db as DataSource).manager : (db as EntityManager);
}

function written<R extends RelationTold>(
  tx: EntityManager,
  one: Statement,
  many: Statement,
  relations: readonly RelationTold[],
): Promise<R[]> {
  const [only, ...more] = relations;
  if (only && more.length === 0) return sql(tx, one, [only.petitionId, only.subject, only.relation]);
  return sql(tx, many, [relations.map((r) => r.petitionId), relations.map((r) => r.subject), relations.map((r) => r.relation)]);
}

function remember({ remarks }: Who, act: string, subject: string | null, { organId, role }: NodeGrant): void {
  if (remarks) remarks.granted = { act, subject, organId, role };
}

function closed({ name, closedOn }: { name: string; closedOn: string | null }) {
  return accessError('ORGAN_CLOSED', { details: { name, day: closedOn ?? '' } });
}
