import { Injectable } from '@nestjs/common';
import { accessError } from '@sunshine/access';
import { ActGround, DocumentNumbers, carrying, freeing, withoutNulls } from '@sunshine/acts';
import { DoneOn, type Emit } from '@sunshine/messaging';
import { actOn, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import type { OrganActName } from '../domain/acts.js';
import { paperNumber, type Series } from '../domain/numbering.js';
import type { OrganAct, OrganConcerned, OrganDecision, OrganGiven, OrganRecord, OrganRecordKind } from '../domain/organ-record.js';
import { OrganRecordReads } from './organ-record.reads.js';
import { saveRecord } from './record.rows.js';

interface OrganActInput {
  readonly requestId?: string | null;
  readonly on?: Day | null;
}

/** A record that does not exist yet. */
export interface Opening<P> {
  readonly series: Series;
  /** The own organ in whose name it is done; null: the one where the officer has the right. */
  readonly byOrganId: string | null;
  readonly petitionId: string | null;
  /** What the rule reads, in the transaction. */
  prepare(tx: EntityManager, act: OrganAct): Promise<P>;
  /** The petition of the record, where `prepare` has judged that the officer may name it. */
  petitionOf?(prepared: P): string;
  decide(given: OrganGiven, ids: { readonly documentId: string; readonly number: string }, prepared: P): OrganDecision;
}

/** An act on a record. */
export interface OnRecord<Kind extends OrganRecordKind, P = null> {
  readonly kind: Kind;
  readonly id: string;
  /** In whose name it is done: of the organ that the record is addressed to, of the one that wrote it, or of another that it names. */
  readonly as: 'organId' | 'byOrganId' | { readonly organId: string };
  /** What the reader who may not see it is told. */
  unknown(): Error;
  /** What the rule reads besides the record, in the transaction. */
  prepare?(tx: EntityManager, act: OrganAct, petitionId: string | null, record: Extract<OrganRecord, { kind: Kind }>): Promise<P>;
  decide(given: OrganGiven, record: Extract<OrganRecord, { kind: Kind }>, prepared: P): OrganDecision;
  /** What follows from the decision, in the transaction, behind the record. */
  follow?(tx: EntityManager, record: Extract<OrganRecord, { kind: Kind }>, petitionId: string | null): Promise<void>;
}

const organs: Statement = {
  name: 'supervision.organs-concerned',
  text: `select id, name, short_name "shortName", kind, division, path from organ where id = any($1::uuid[])`,
};
const rolesAt: Statement = {
  name: 'supervision.roles-at',
  text: 'select role from person_role where person_id = $1 and organ_id = $2 order by role',
};
const paths: Statement = {
  name: 'supervision.paths-of',
  text: `select r.person_id "personId", o.path from person_role r join organ o on o.id = r.organ_id where r.person_id = any($1::uuid[])`,
};
const petition: Statement = {
  name: 'supervision.petition-of-record',
  text: `select k.id, k.kind = 'REPORT' or coalesce(p.sealed, false) report from petition_known k left join petition p on p.id = k.id where k.id = $1`,
};

interface Locked {
  readonly record: OrganRecord;
  readonly petitionId: string | null;
}

/**
 * Acts on records between organs, which may have no petition: the record is the lock, and the key of its events and clocks; the right is that
 * of an officer at the organ in whose name it is done.
 */
@Injectable()
export class OrganRecordRunner {
  constructor(
    private readonly ground: ActGround,
    private readonly register: DocumentNumbers,
    private readonly reads: OrganRecordReads,
  ) {}

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ORGAN_CLOSED, PETITION_NOT_FOUND, DAY_IN_FUTURE, and what the rule refuses; a refused act uses no number */
  async open<P>(ctx: RequestContext, name: OrganActName, input: OrganActInput, plan: Opening<P>): Promise<{ id: string }> {
    const personId = signedIn(ctx);
    const documentId = uuid();
    const effect = async (tx: EntityManager, emit: Emit) => {
      const act = await this.actOf(tx, ctx, name, { personId, organId: plan.byOrganId, on: input.on ?? null, notBefore: null });
      if (plan.petitionId !== null) await this.ground.access.require(tx, ctx, 'readPetition', plan.petitionId);
      const prepared = await plan.prepare(tx, act);
      const given = { act, law: await this.ground.law.ofAct(tx, act.organ.division, []) };
      // Dry run: a refused act must not use up a number.
      plan.decide(given, { documentId, number: '' }, prepared);
      const running = await this.register.take(act.organ.id, plan.series, act.on, documentId);
      const number = paperNumber(act.organ, plan.series, act.on, running);
      await this.write(tx, emit, act, plan.decide(given, { documentId, number }, prepared), plan.petitionOf?.(prepared) ?? plan.petitionId);
      return new DoneOn(act, { id: documentId });
    };
    return freeing(this.register, documentId, this.ground.commands.run(ctx, name, withoutNulls(input), effect));
  }

  /** @throws SIGN_IN_REQUIRED, what the plan says of an unknown one, ACT_NOT_YOURS, ORGAN_CLOSED, DAY_IN_FUTURE, DAY_BEFORE_FORMER_ACT */
  async on<Kind extends OrganRecordKind, P = null>(
    ctx: RequestContext,
    name: OrganActName,
    input: OrganActInput,
    plan: OnRecord<Kind, P>,
  ): Promise<{ id: string }> {
    const personId = signedIn(ctx);
    if (ctx.kind !== 'person' || !isUuid(plan.id)) throw plan.unknown();
    return this.ground.commands.run(ctx, name, withoutNulls(input), async (tx, emit) => {
      const lock = `${this.reads.oneOf(plan.kind, 's.data record, s.petition_id "petitionId"')} for update of s`;
      const [locked] = (await tx.query(lock, [personId, plan.kind, plan.id])) as Locked[];
      if (!locked) throw plan.unknown();
      const record = locked.record as Extract<OrganRecord, { kind: Kind }>;
      const organId = typeof plan.as === 'string' ? record[plan.as] : plan.as.organId;
      const as = { personId, organId, on: input.on ?? null, notBefore: record.openedOn };
      const act = await this.actOf(tx, ctx, name, as);
      const given = { act, law: await this.ground.law.ofAct(tx, act.organ.division, []) };
      const prepared = (await plan.prepare?.(tx, act, locked.petitionId, record)) ?? (null as P);
      const decision = plan.decide(given, record, prepared);
      await this.write(tx, emit, act, decision, locked.petitionId);
      await plan.follow?.(tx, decision.record as Extract<OrganRecord, { kind: Kind }>, locked.petitionId);
      return new DoneOn(act, { id: plan.id });
    });
  }

  /** An organ that a paper names. @throws ORGAN_NOT_FOUND, ORGAN_CLOSED */
  async organ(tx: EntityManager, id: string, on: Day): Promise<OrganConcerned> {
    if (!isUuid(id)) throw accessError('ORGAN_NOT_FOUND');
    await this.ground.access.openOrgan(tx, id, on);
    return this.known(tx, id);
  }

  /** The roles that a person holds at an organ now. */
  async rolesAt(tx: EntityManager, personId: string, organId: string): Promise<readonly string[]> {
    if (!isUuid(personId)) return [];
    return (await sql<{ role: string }>(tx, rolesAt, [personId, organId])).map(({ role }) => role);
  }

  /** Of each person the paths of the organs in which he or she holds a role now, from the topmost organ down to the organ itself. */
  async pathsOf(tx: EntityManager, personIds: readonly string[]): Promise<{ personId: string; paths: readonly (readonly string[])[] }[]> {
    const rows = await sql<{ personId: string; path: readonly string[] }>(tx, paths, [personIds.filter((id) => isUuid(id))]);
    return personIds.map((personId) => ({ personId, paths: rows.filter((row) => row.personId === personId).map(({ path }) => path) }));
  }

  /** What a rule reads of a petition that a paper names; the right to see it is judged before. */
  async petition(tx: EntityManager, id: string): Promise<{ readonly id: string; readonly report: boolean }> {
    const [found] = await sql<{ id: string; report: boolean }>(tx, petition, [id]);
    if (!found) throw accessError('PETITION_NOT_FOUND');
    return found;
  }

  /** An organ that a record names, open or closed. @throws ORGAN_NOT_FOUND */
  async known(tx: EntityManager, id: string): Promise<OrganConcerned> {
    const [found] = await sql<OrganConcerned>(tx, organs, [[id]]);
    if (!found) throw accessError('ORGAN_NOT_FOUND');
    return found;
  }

  private async actOf(
    tx: EntityManager,
    ctx: RequestContext,
    name: OrganActName,
    as: { readonly personId: string; readonly organId: string | null; readonly on: Day | null; readonly notBefore: Day | null },
  ): Promise<OrganAct> {
    const { organId, role } = await this.ground.access.requireNode(tx, ctx, name, as.organId);
    if (organId === null) throw accessError('ACT_NOT_YOURS');
    const { actor, at, on, recordedAt, correlationId } = actOn(ctx, as.on, { migrator: false, paperChannel: true }, as.notBefore);
    return { actor, at, on, recordedAt, correlationId, personId: as.personId, organ: await this.known(tx, organId), role };
  }

  private async write(tx: EntityManager, emit: Emit, act: OrganAct, decision: OrganDecision, petitionId: string | null): Promise<void> {
    const { record, events, clocks = [], bars = [] } = decision;
    if (!this.ground.clocks) throw new Error('supervision owns clocks');
    const changes = await this.ground.clocks.apply(tx, act, act.organ.division, clocks);
    await saveRecord(tx, petitionId, record);
    emit(record.id, ...carrying(events, changes, null));
    if (bars.length > 0) await this.ground.access.setRelation(tx, emit, ...bars.map((bar) => ({ ...bar, relation: 'barred' as const })));
  }
}
