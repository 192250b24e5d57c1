import { Injectable } from '@nestjs/common';
import { Access, accessError, ROLE_NAMES, type Grant } from '@sunshine/access';
import { Clocks, Law, type Clock } from '@sunshine/clocks';
import type { ClockChange, Course, NewEvent } from '@sunshine/events';
import { Commands, type Emit } from '@sunshine/messaging';
import { actOn, logOf, signedIn, Tokens, type RequestContext } from '@sunshine/platform';
import { calendarFor, packInForce, type Day } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { loadCase, type Loaded } from './case.load.js';
import { saveCase } from './case.save.js';
import { DocumentNumbers } from '../papers/document.numbers.js';
import { caseError } from '../domain/case.errors.js';
import { joinedTo, requireNotMerged } from '../domain/groups/groups.js';
import { documentNumber } from '../domain/papers/papers.js';
import { optional } from '../domain/text.js';
import type { ActLaw, CaseAct, Decision, Given, PetitionerAct, PetitionerGiven, PetitionState } from '../domain/petition.js';
import { requireNoRecusalPending } from '../domain/handling/recusal.js';
import { requireMember } from '../domain/groups/members.js';
import type { ActName } from '../domain/stages.js';

export const PETITIONER = '信访人';

/** Channels whose papers may be entered after the day of the act. */
const PAPER_CHANNELS: ReadonlySet<string> = new Set(['LETTER', 'VISIT', 'FAX']);

export interface ActInput {
  readonly requestId?: string | null;
  readonly expectedVersion?: number | null;
  readonly petitionId: string;
  readonly on?: Day | null;
  /** 承办人及电话 for the paper that the act issues. */
  readonly officer?: string | null;
}

/** The answer of every act; the graph reads the rest of the petition by its id. */
export interface Acted {
  readonly id: string;
}

export interface Plan<I extends ActInput> {
  readonly act: ActName;
  readonly input: I;
  /** The kind of paper the act issues and numbers, where it does. */
  readonly paper?: string | ((state: PetitionState) => string | null);
  /** An organ besides the officer's own that the rule reads, the addressee of a routing. */
  readonly otherOrganId?: string | null;
  /** Further organs that the rule reads. */
  readonly organIds?: readonly string[];
  /** False: the rule reads no clock, and stops none. */
  readonly clocks?: false;
  /** Legal day of the act and the day it may not come before; `on` of the input and the latest fact by default. */
  readonly day?: (state: PetitionState) => { on: Day | null | undefined; notBefore: Day | null; paperChannel: boolean };
  /** Reads under the lock what the rule needs besides the petition. */
  readonly prepare?: (tx: EntityManager, state: PetitionState) => Promise<void>;
  readonly decide: (given: Given, more: { found: Loaded; documentId: string; number: string }) => Decision;
}

/** What an act of the petitioner takes: the pass of `trackPetition` is the right to it. */
export interface PassInput {
  readonly requestId?: string | null;
  readonly expectedVersion?: number | null;
  readonly pass: string;
}

export interface PetitionerPlan<I extends PassInput> extends Pick<Plan<ActInput>, 'act' | 'prepare'> {
  readonly input: I;
  readonly decide: (given: PetitionerGiven) => Decision;
}

/** A petition of the act besides that of the input. */
export interface Member {
  readonly petitionId: string;
  readonly expectedVersion?: number | null;
}

export interface GroupPlan<I extends ActInput> {
  readonly act: ActName;
  readonly input: I;
  /** The other petitions of the act, in the order in which `decide` takes them. */
  readonly others: (tx: EntityManager) => Promise<readonly Member[]>;
  /** A decision for each petition, that of the input first. */
  readonly decide: (group: readonly Given[]) => readonly Decision[];
}

/** Runs an act: rights, lock, rule, number and save, in one transaction. */
@Injectable()
export class ActRunner {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly clocks: Clocks,
    private readonly law: Law,
    private readonly numbers: DocumentNumbers,
    private readonly tokens: Tokens,
  ) {}

  /**
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND, ACT_NOT_YOURS, ORGAN_CLOSED, CASE_NOT_OPEN_YET, OFFICER_RECUSAL_PENDING, VERSION_MOVED, DAY_IN_FUTURE,
   * DAY_BEFORE_FORMER_ACT, DAY_NOT_YOURS_TO_SET, and what the rule of the act refuses
   */
  async run<I extends ActInput>(ctx: RequestContext, plan: Plan<I>): Promise<Acted> {
    const personId = signedIn(ctx);
    const { act: name, input } = plan;
    const { petitionId } = input;
    if (ctx.kind !== 'person' || !isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    // The legal day is known only under the lock; the events of the act carry it.
    const acting: { -readonly [Key in keyof RequestContext]: RequestContext[Key] } = { ...ctx };
    const documentId = uuid();
    const answer = this.commands.run(acting, name, input, async (tx, emit) => {
      const grant = await this.access.require(tx, ctx, name, petitionId);
      const found = await loadCase(tx, petitionId, grant.organId, plan.otherOrganId, plan.organIds);
      if (!found?.opened) throw caseError('CASE_NOT_OPEN_YET');
      const { state } = found;
      requireNotMerged(state, name);
      requireNoRecusalPending(state, personId);
      checkVersion(state, input);
      await plan.prepare?.(tx, state);
      const act = actOf(ctx, personId, grant, found, plan, input);
      Object.assign(acting, { on: act.on, at: act.at });

      const clocks = plan.clocks === false ? [] : await this.clocks.of(tx, petitionId);
      const law = await this.lawOf(tx, state.division, clocks);
      const given = { state, clocks, law, act };
      const paper = typeof plan.paper === 'function' ? plan.paper(state) : plan.paper;
      // What is refused is refused before a number is taken for it.
      if (paper) plan.decide(given, { found, documentId, number: documentNumber(act.organ, act.on, 0) });
      const number = paper ? documentNumber(act.organ, act.on, await this.numbers.take(act.organ.id, paper, act.on, documentId)) : '';
      const decision = plan.decide(given, { found, documentId, number });

      await this.write(tx, emit, { grant, given, clocks, decision });
      return { id: petitionId };
    });
    if (!plan.paper) return answer;
    try {
      return await answer;
    } catch (error) {
      // The refusal is what the officer must read; the number is freed by `reclaim` as well.
      await this.numbers
        .release(documentId)
        .catch((failure: unknown) => logOf('case').warn({ err: failure, documentId }, 'a number that was not used is freed later'));
      throw error;
    }
  }

  /**
   * An act of the petitioner, today, on the petition that the pass opens. The pass is no part of the request: the same request with a
   * fresh pass answers the same.
   * @throws TOKEN_EXPIRED, TOKEN_INVALID, CASE_NOT_OPEN_YET, MEMBER_HAS_LEFT, VERSION_MOVED, and what the rule of the act refuses
   */
  async runByPass<I extends PassInput>(ctx: RequestContext, plan: PetitionerPlan<I>): Promise<Acted> {
    const { act: name, input } = plan;
    const { pass, ...rest } = input;
    const { petitionId, petitionerId } = await this.tokens.trackedBy(pass);
    const actor = { kind: 'tracker', id: null } as const;
    const acting: RequestContext = { ...ctx, actor, kind: 'tracker', personId: null, petitionId };
    return this.commands.run(acting, name, { ...rest, petitionId } as ActInput, async (tx, emit) => {
      const found = await loadCase(tx, petitionId, null);
      if (!found?.opened) throw caseError('CASE_NOT_OPEN_YET');
      const { state } = found;
      requireNotMerged(state);
      if (petitionerId !== null) requireMember(state, petitionerId, acting.on);
      checkVersion(state, { ...rest, petitionId });
      await plan.prepare?.(tx, state);
      const { on, at, recordedAt, correlationId } = acting;
      const act: PetitionerAct = { actor, on, at, recordedAt, correlationId, personId: null, petitionerId };
      const clocks = await this.clocks.of(tx, petitionId);
      const decision = plan.decide({ state, clocks, law: await this.lawOf(tx, state.division, clocks), act });
      const changes = decision.clocks.length > 0 ? await this.clocks.apply(tx, act, state.division, decision.clocks, clocks) : [];
      await saveCase(tx, state, decision, {
        ...decision.line,
        on,
        at,
        recordedAt,
        actorKind: 'tracker',
        actorId: null,
        organId: null,
        role: null,
        actor: PETITIONER,
      });
      emit(petitionId, ...carrying(decision.events, changes, courseMoved(state, decision.state)));
      await this.moveRelations(tx, emit, state, decision);
      return { id: petitionId };
    });
  }

  /**
   * One act on several petitions in one transaction, locked in the order of their ids: a decision, an event and a line of the course for each.
   * @throws the codes of `run`, for any of them
   */
  async runTogether<I extends ActInput>(ctx: RequestContext, plan: GroupPlan<I>): Promise<Acted> {
    const personId = signedIn(ctx);
    const { act: name, input } = plan;
    if (ctx.kind !== 'person' || !isUuid(input.petitionId)) throw accessError('PETITION_NOT_FOUND');
    const acting: { -readonly [Key in keyof RequestContext]: RequestContext[Key] } = { ...ctx };
    return this.commands.run(acting, name, input, async (tx, emit) => {
      const grant = await this.access.require(tx, ctx, name, input.petitionId);
      const others = await plan.others(tx);
      for (const { petitionId } of others) {
        if (!isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
        await this.access.require(tx, ctx, name, petitionId);
      }
      const members = new Map([input, ...others].map((member) => [member.petitionId, member]));
      const known = new Map<string, { found: Loaded; clocks: Clock[] }>();
      for (const [petitionId, member] of [...members].toSorted(([left], [right]) => left.localeCompare(right))) {
        const found = await loadCase(tx, petitionId, grant.organId);
        if (!found?.opened) throw caseError('CASE_NOT_OPEN_YET');
        requireNoRecusalPending(found.state, personId);
        checkVersion(found.state, member);
        known.set(petitionId, { found, clocks: await this.clocks.of(tx, petitionId) });
      }
      const all = [input, ...others].flatMap(({ petitionId }) => known.get(petitionId) ?? []);
      const [lead] = all;
      if (!lead) throw accessError('PETITION_NOT_FOUND');
      const states = all.map(({ found }) => found.state);
      const notBefore = states.reduce((latest, { latestOn }) => (latestOn > latest ? latestOn : latest), lead.found.state.latestOn);
      const paperChannel = states.every(({ channel }) => PAPER_CHANNELS.has(channel));
      const day = () => ({ on: input.on, notBefore, paperChannel });
      const act = actOf(ctx, personId, grant, lead.found, { day }, input);
      Object.assign(acting, { on: act.on, at: act.at });
      const group: Given[] = [];
      for (const { found, clocks } of all)
        group.push({ state: found.state, clocks, law: await this.lawOf(tx, found.state.division, clocks), act });
      const decisions = plan.decide(group);
      for (const [index, decision] of decisions.entries()) {
        const [given, one] = [group[index], all[index]];
        if (given && one) await this.write(tx, emit, { grant, given, clocks: one.clocks, decision });
      }
      return { id: input.petitionId };
    });
  }

  /** All that the decision changes: clocks, rows, the line of the course, events, relations, which petitions joined to it share. */
  private async write(
    tx: EntityManager,
    emit: Emit,
    { grant, given: { state, act }, clocks, decision }: { grant: Grant; given: Given; clocks: readonly Clock[]; decision: Decision },
  ): Promise<void> {
    const changes = decision.clocks.length > 0 ? await this.clocks.apply(tx, act, state.division, decision.clocks, clocks) : [];
    await saveCase(tx, state, decision, {
      ...decision.line,
      on: act.on,
      at: act.at,
      recordedAt: act.recordedAt,
      actorKind: 'person',
      actorId: act.personId,
      organId: act.organ.id,
      role: grant.role,
      actor: `${act.organ.name}·${ROLE_NAMES[grant.role]}`,
    });
    emit(state.id, ...carrying(decision.events, changes, courseMoved(state, decision.state)));
    if (decision.state.kind === 'REPORT' && state.kind !== 'REPORT') await this.access.seal(tx, state.id);
    await this.moveRelations(tx, emit, state, decision);
  }

  private async moveRelations(tx: EntityManager, emit: Emit, state: PetitionState, { relations }: Decision): Promise<void> {
    for (const { do: move, ...relation } of relations) {
      for (const petitionId of [state.id, ...joinedTo(state)]) {
        if (move === 'set') await this.access.setRelation(tx, emit, { petitionId, ...relation });
        else await this.access.endRelation(tx, emit, { petitionId, ...relation });
      }
    }
  }

  private async lawOf(tx: EntityManager, division: string, clocks: readonly Clock[]): Promise<ActLaw> {
    const { packs, calendars } = await this.law.active(tx);
    // A clock may run under a former revision of its pack.
    const former = clocks.map(({ packHash }) => packHash).filter((hash) => !packs.some((pack) => pack.hash === hash));
    const older = await Promise.all([...new Set(former)].map((hash) => this.law.pack(tx, hash)));
    const byHash = new Map([...packs, ...older].map((pack) => [pack.hash, pack]));
    return {
      packOn: (day) => packInForce(packs, division, day),
      packOf: (hash) => {
        const pack = byHash.get(hash);
        if (!pack) throw new Error(`pack ${hash} belongs to no clock of this petition`);
        return pack;
      },
      calendar: calendarFor(calendars, division),
    };
  }
}

/** Clock changes and the new course travel with the last event of the act: the one that carries its legal effect. */
export function carrying(events: readonly NewEvent[], clocks: readonly ClockChange[], course: Course | null): NewEvent[] {
  return events.map((event, index) =>
    index === events.length - 1 ? { ...event, ...(clocks.length > 0 && { clocks }), ...(course && { course }) } : event,
  );
}

export const courseOf = ({ kind, stage, exit, outcome, organId, closedOn, accusedIds }: PetitionState): Course => ({
  stage,
  exit,
  outcome,
  organId,
  closedOn,
  listed: kind !== 'REPORT' && outcome !== 'split' && accusedIds.length === 0,
});

/** Null where the act left everything where it was. */
function courseMoved(former: PetitionState, now: PetitionState): Course | null {
  const [before, after] = [courseOf(former), courseOf(now)];
  return (Object.keys(after) as (keyof Course)[]).some((field) => before[field] !== after[field]) ? after : null;
}

function checkVersion({ version }: PetitionState, { expectedVersion }: Member): void {
  if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== version) {
    throw caseError('VERSION_MOVED', { details: { actual: version } });
  }
}

function actOf<I extends ActInput>(
  ctx: RequestContext,
  personId: string,
  grant: Grant,
  { state, organs }: Loaded,
  { day }: Pick<Plan<I>, 'day'>,
  input: I,
): CaseAct {
  const organ = organs.get(grant.organId);
  if (!organ) throw caseError('DOCUMENT_ORGAN_UNKNOWN');
  const { on, notBefore, paperChannel } = day?.(state) ?? {
    on: input.on,
    notBefore: state.latestOn,
    paperChannel: PAPER_CHANNELS.has(state.channel),
  };
  const {
    actor,
    on: legalDay,
    at,
    recordedAt,
    correlationId,
  } = actOn(ctx, on, { migrator: grant.role === 'MIGRATOR', paperChannel }, notBefore);
  const officer = optional('承办人及电话', input.officer, 100);
  return { actor, on: legalDay, at, recordedAt, correlationId, personId, organ, role: grant.role, officer };
}
