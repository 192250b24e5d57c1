import { isDeepStrictEqual } from 'node:util';
import { accessError, type Grant } from '@sunshine/access';
import type { Clock } from '@sunshine/clocks';
import type { Act, ClockChange, Course, NewEvent } from '@sunshine/events';
import { DoneOn, type Emit, type ReadingAhead } from '@sunshine/messaging';
import { actOn, signedIn, withCommit, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { actsError } from './acts.errors.js';
import type {
  Acted,
  ActRequest,
  ActRow,
  Dates,
  Decide,
  Decided,
  Doer,
  Found,
  GroupPlan,
  OfficerOrPassInput,
  OfficerOrPassPlan,
  PaperNumbers,
  PassInput,
  PassPlan,
  PetitionerAct,
  Plan,
  Written,
} from './act.types.js';
import { freeing } from './freeing.js';
import type { ActGround } from './ground.js';
import { withoutNulls } from './input.js';

/**
 * The one lifecycle of an act: right, lock, version, what the rule reads, day, number, rule, and then all that the decision changes, in
 * one transaction. What does not depend on each other is read together and judged in the order of the checks; what is written is begun
 * at one place (`write`) and awaited there. A service gives what differs: how a matter is loaded, which acts it admits, how it is saved.
 *
 * Of the type parameters `N` are the names of the acts, `F` what `load` finds, `A` an officer's act and `D` a decision.
 */
export abstract class ActRunner<N extends string, F extends Found, A extends Act, D extends Decided<F['state']>> {
  /** Left out where no act issues a paper. */
  protected readonly numbers?: PaperNumbers<A>;

  constructor(protected readonly ground: ActGround) {}

  /**
   * Locks the matter and reads what its rules read, and the facts of the right; null where it is not known. The right is judged by what it
   * answers, so it refuses nothing itself.
   * @param personId whose right it is, and whose organs the rule may read; null for the petitioner
   */
  protected abstract load(tx: EntityManager, petitionId: string, personId: string | null, organIds: readonly string[]): Promise<F | null>;

  /** What any act needs of a matter besides the right: that it is open, that nothing stands against this doer. @throws its refusals */
  protected abstract admit(found: F | null, doer: Doer): F;

  /** Between which days an act may be dated unless its plan says so. */
  protected abstract dates(state: F['state']): Omit<Dates, 'on'>;

  /** The act with what the rules of this service read of its officer. */
  protected abstract actOf(act: Act & { readonly personId: string }, found: F, grant: Grant, input: ActRequest): A;

  /**
   * Writes what the decision changed, in the transaction of `tx`. A statement that is on its way and that no other follows is handed to
   * `withCommit`: it then goes out together with the events, the answer and the commit.
   */
  protected abstract save(tx: EntityManager, written: Written<F, A | PetitionerAct, D>): Promise<unknown>;

  /** What the table of acts says of this one. */
  protected rowOf(_act: N): ActRow {
    return {};
  }

  /** What an act answers, kept for a repeat of its request. */
  protected answerOf({ answer }: D, id: string): unknown {
    return answer ?? { id };
  }

  /** Runs an act as a command; a service may put something around it. */
  protected execute<T>(ctx: RequestContext, act: N, request: { requestId?: string | null }, work: ReadingAhead<T>): Promise<T> {
    return this.ground.commands.run(ctx, act, request, work);
  }

  /**
   * What the graph will read of the matter for the answer of an officer's act, made or sent for at the end of its transaction. Not asked
   * for a repeat of a request.
   * @returns called once the context has forgotten what it read before the act
   */
  protected shown?(tx: EntityManager, ctx: RequestContext, written: Written<F, A | PetitionerAct, D>): () => void;

  /** Whether the right is one to enter acts of any day, as an import does. */
  protected mayDateFreely({ role }: Grant): boolean {
    return role === 'MIGRATOR';
  }

  /** Where the matter is in its course, if this service decides that; changes travel with the last event of the act. */
  protected courseOf?(state: F['state']): Course;

  /** Petitions that share the relations of this one. */
  protected joinedTo(_state: F['state']): readonly string[] {
    return [];
  }

  /**
   * An act of an officer.
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND, ACT_NOT_YOURS, ORGAN_CLOSED, what `admit` refuses, VERSION_MOVED, DAY_IN_FUTURE,
   * DAY_BEFORE_FORMER_ACT, DAY_NOT_YOURS_TO_SET, and what the rule of the act refuses
   */
  async byOfficer<P = undefined, T = Acted>(
    ctx: RequestContext,
    act: N,
    input: ActRequest,
    rule: Decide<F, A, D, P> | Plan<F, A, D, P>,
  ): Promise<T> {
    const plan: Plan<F, A, D, P> = typeof rule === 'function' ? { decide: rule } : rule;
    const personId = signedIn(ctx);
    const { petitionId } = input;
    if (ctx.kind !== 'person' || !isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    const organIds = (plan.organIds ?? []).filter((id) => id !== null);
    const row = this.rowOf(act);
    const planned = plan.paper === undefined ? onlyOne(row.paper) : plan.paper;
    const documentId = uuid();
    let show: (() => void) | undefined;
    const ahead = (tx: EntityManager) => {
      const loading = begun(this.load(tx, petitionId, personId, organIds));
      const reading = begun(row.clocks === false ? Promise.resolve([]) : this.clocksOf(tx, petitionId));
      const active = begun(this.ground.law.active(tx));
      return async (_tx: EntityManager, emit: Emit) => {
        const loaded = await loading;
        const grant = this.ground.access.judge(loaded?.facts ?? null, ctx, act, petitionId, loaded && plan.role?.(loaded.state, personId));
        const found = this.admit(loaded, { act, personId, petitionerId: null, grant, on: ctx.on, among: false });
        const { state } = found;
        checkVersion(found, input);
        const dates = (await plan.day?.(state, tx)) ?? { on: input.on, ...this.dates(state) };
        const done = this.officersAct(ctx, personId, grant, found, dates, input);
        const prepared = (await plan.prepare?.(tx, state, done)) as P;
        const clocks = await reading;
        await active;
        const given = { ...found, clocks, law: await this.ground.law.ofAct(tx, state.division, clocks), act: done };
        const paper = typeof planned === 'function' ? planned(state, prepared) : planned;
        let number = '';
        if (paper) {
          // Dry run: a refused act must not use up a document number.
          plan.decide(given, { documentId, number: this.paperNumbers.blank(done) }, prepared);
          number = await this.paperNumbers.take(done, paper, documentId);
        }
        const decision = plan.decide(given, { documentId, number }, prepared);
        const written = { found, act: done, clocks, decision };
        await this.write(tx, emit, written);
        show = this.shown?.(tx, ctx, written);
        return new DoneOn(done, this.answerOf(decision, petitionId) as T);
      };
    };
    const running = this.execute<T>(ctx, act, withoutNulls(input), { ahead });
    const answer = await (planned ? freeing(this.paperNumbers, documentId, running) : running);
    show?.();
    return answer;
  }

  /**
   * An act of the petitioner, today, on the petition that the pass opens. The pass is no part of the request: the same request with a
   * fresh pass answers the same.
   * @throws TOKEN_EXPIRED, TOKEN_INVALID, what `admit` refuses, VERSION_MOVED, and what the rule of the act refuses
   */
  async byPetitioner<P = undefined, T = Acted>(
    ctx: RequestContext,
    act: N,
    { pass, ...input }: PassInput,
    plan: PassPlan<F, D, P>,
  ): Promise<T> {
    const holder = await this.ground.tokens.trackedBy(pass);
    const { petitionId, petitionerId } = (await plan.at?.(holder)) ?? holder;
    const actor = { kind: 'tracker', id: null } as const;
    const acting: RequestContext = { ...ctx, actor, kind: 'tracker', personId: null, petitionId };
    const request = withoutNulls({ ...input, petitionId, petitionerId });
    const ahead = (tx: EntityManager) => {
      const loading = begun(this.load(tx, petitionId, null, []));
      const reading = begun(this.clocksOf(tx, petitionId));
      const active = begun(this.ground.law.active(tx));
      return async (_tx: EntityManager, emit: Emit) => {
        const found = this.admit(await loading, { act, personId: null, petitionerId, grant: null, on: acting.on, among: false });
        const { state } = found;
        checkVersion(found, input);
        const { on, at, recordedAt, correlationId } = acting;
        const done: PetitionerAct = { actor, on, at, recordedAt, correlationId, personId: null, petitionerId };
        const prepared = (await plan.prepare?.(tx, state, done)) as P;
        const clocks = await reading;
        await active;
        const given = { ...found, clocks, law: await this.ground.law.ofAct(tx, state.division, clocks), act: done };
        const decision = plan.decide(given, prepared);
        await this.write(tx, emit, { found, act: done, clocks, decision });
        return this.answerOf(decision, petitionId) as T;
      };
    };
    return this.execute<T>(acting, act, request, { ahead });
  }

  /** An act that an officer does by right, and the petitioner by the pass. @throws the codes of both */
  byOfficerOrPass<P = undefined>(
    ctx: RequestContext,
    act: N,
    { pass, ...input }: OfficerOrPassInput,
    { at, day, prepare, decide }: OfficerOrPassPlan<F, A, D, P>,
  ): Promise<Acted> {
    if (pass) return this.byPetitioner(ctx, act, { ...input, pass }, { at, prepare, decide });
    // An id that is missing belongs to no petition.
    const byOfficer = { ...input, petitionId: input.petitionId ?? '' };
    return this.byOfficer<P>(ctx, act, byOfficer, { day, prepare, decide: (given, _ids, prepared) => decide(given, prepared) });
  }

  /**
   * One act on several petitions in one transaction, locked in the order of their ids: a decision, an event and a line of the course for each.
   * @throws the codes of `byOfficer`, for any of them
   */
  async onSeveral<P = undefined>(ctx: RequestContext, act: N, input: ActRequest, plan: GroupPlan<F, A, D, P>): Promise<Acted> {
    const personId = signedIn(ctx);
    const { petitionId } = input;
    const { access, law } = this.ground;
    if (ctx.kind !== 'person' || !isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    const effect = async (tx: EntityManager, emit: Emit) => {
      const grant = await access.require(tx, ctx, act, petitionId);
      const others = await plan.others(tx);
      for (const other of others) {
        if (!isUuid(other.petitionId)) throw accessError('PETITION_NOT_FOUND');
        if (!other.free) await access.require(tx, ctx, act, other.petitionId);
      }
      const doer: Doer = { act, personId, petitionerId: null, grant, on: ctx.on, among: true };
      const members = new Map([input, ...others].map((member) => [member.petitionId, member]));
      const loading = [...members]
        .toSorted(([left], [right]) => left.localeCompare(right))
        .map(([id, member]) => ({ member, found: begun(this.load(tx, id, personId, [])), clocks: begun(this.clocksOf(tx, id)) }));
      const known = new Map<string, { found: F; clocks: readonly Clock[] }>();
      for (const one of loading) {
        const found = this.admit(await one.found, doer);
        checkVersion(found, one.member);
        known.set(one.member.petitionId, { found, clocks: await one.clocks });
      }
      const all = [input, ...others].flatMap((member) => known.get(member.petitionId) ?? []);
      const [lead] = all;
      if (!lead) throw accessError('PETITION_NOT_FOUND');
      const dates = all.map(({ found }) => this.dates(found.state));
      const notBefore = dates.reduce<string | null>((latest, { notBefore: day }) => ((day ?? '') > (latest ?? '') ? day : latest), null);
      const paperChannel = dates.every((one) => one.paperChannel);
      const done = this.officersAct(ctx, personId, grant, lead.found, { on: input.on, notBefore, paperChannel }, input);
      const givenOf = async ({ found, clocks }: (typeof all)[number]) => ({
        ...found,
        clocks,
        law: await law.ofAct(tx, found.state.division, clocks),
        act: done,
      });
      const states = all.map(({ found }) => found.state);
      const prepared = (await plan.prepare?.(tx, states)) as P;
      const decisions = plan.decide([await givenOf(lead), ...(await Promise.all(all.slice(1).map(givenOf)))], prepared);
      for (const [index, decision] of decisions.entries()) {
        const one = all[index];
        if (one) await this.write(tx, emit, { ...one, act: done, decision });
      }
      return new DoneOn(done, { id: petitionId });
    };
    return this.execute<Acted>(ctx, act, withoutNulls(input), { ahead: () => effect });
  }

  /**
   * Begins all that a decision changes: clocks, rows, the line of the course, events, relations that joined petitions share. Awaits what
   * its events or another statement depend on; the rest is answered together with the commit.
   */
  async write(tx: EntityManager, emit: Emit, written: Written<F, A | PetitionerAct, D>): Promise<void> {
    const { found, act, clocks, decision } = written;
    const { state } = found;
    const moves = decision.clocks ?? [];
    const planned = moves.length > 0 ? await this.clocks.plan(tx, act, state.division, moves, clocks) : null;
    emit(state.id, ...carrying(decision.events, planned?.changes ?? [], this.courseMoved(state, decision)));
    for (const { petitionId, events } of decision.elsewhere ?? []) emit(petitionId, ...events);
    if (decision.alsoOf !== undefined) emit(decision.alsoOf, ...decision.events);
    if (planned) withCommit(tx, planned.write());
    await Promise.all([this.save(tx, written), this.moveRelations(tx, emit, state, decision)]);
  }

  private async moveRelations(tx: EntityManager, emit: Emit, state: F['state'], { relations = [] }: D): Promise<void> {
    const { access } = this.ground;
    // A connection answers in the order in which it was asked, so the events stand in the order of the moves.
    await Promise.all(
      relations.flatMap(({ do: move, ...relation }) =>
        [state.id, ...this.joinedTo(state)].map((petitionId) =>
          move === 'set'
            ? access.setRelation(tx, emit, { petitionId, ...relation })
            : access.endRelation(tx, emit, { petitionId, ...relation }),
        ),
      ),
    );
  }

  /** Null where the act left everything where it was. */
  private courseMoved(former: F['state'], decision: D): Course | null {
    if (!this.courseOf || !decision.state) return null;
    const [before, after] = [this.courseOf(former), this.courseOf(decision.state)];
    return isDeepStrictEqual(before, after) ? null : after;
  }

  private officersAct(ctx: RequestContext, personId: string, grant: Grant, found: F, dates: Dates, input: ActRequest): A {
    const rights = { migrator: this.mayDateFreely(grant), paperChannel: dates.paperChannel };
    const { actor, on, at, recordedAt, correlationId } = actOn(ctx, dates.on, rights, dates.notBefore);
    return this.actOf({ actor, on, at, recordedAt, correlationId, personId }, found, grant, input);
  }

  /** The clocks that rules read. */
  protected clocksOf(tx: EntityManager, petitionId: string): Promise<Clock[]> {
    return this.ground.clocks?.of(tx, petitionId) ?? Promise.resolve([]);
  }

  protected get clocks() {
    const { clocks } = this.ground;
    if (!clocks) throw new Error('this service owns no clocks: ClocksModule is missing');
    return clocks;
  }

  private get paperNumbers(): PaperNumbers<A> {
    if (!this.numbers) throw new Error('this service numbers no papers');
    return this.numbers;
  }
}

/** @throws where the row has several kinds and the plan chooses none */
function onlyOne([kind, ...more]: readonly string[] = []): string | null {
  if (more.length > 0) throw new Error(`of ${kind} and ${more.join(', ')} the plan of the act must choose one`);
  return kind ?? null;
}

/** Begins a read that is awaited later: where another refuses before, its failure is nobody's. */
function begun<T>(read: Promise<T>): Promise<T> {
  read.catch(() => undefined);
  return read;
}

/** Clock changes and the new course travel with the last event of the act: the one that carries its legal effect. */
export function carrying(events: readonly NewEvent[], clocks: readonly ClockChange[], course: Course | null): NewEvent[] {
  return events.map((event, index) =>
    index === events.length - 1 ? { ...event, ...(clocks.length > 0 && { clocks }), ...(course && { course }) } : event,
  );
}

/** @throws VERSION_MOVED */
function checkVersion({ state: { version } }: Found, { expectedVersion }: { readonly expectedVersion?: number | null }): void {
  if (expectedVersion != null && version !== undefined && expectedVersion !== version)
    throw actsError('VERSION_MOVED', { details: { actual: version } });
}
