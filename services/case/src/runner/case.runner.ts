import { Injectable } from '@nestjs/common';
import {
  ActGround,
  type ActRequest,
  type ActRow,
  ActRunner,
  DocumentNumbers,
  type Doer,
  type PetitionerAct,
  type Written,
} from '@sunshine/acts';
import { ROLE_NAMES, type Grant } from '@sunshine/access';
import type { Clock } from '@sunshine/clocks';
import type { Act, Course } from '@sunshine/events';
import type { Emit } from '@sunshine/messaging';
import type { Day } from '@sunshine/procedure';
import { withCommit, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { loadCase, type Loaded } from './case.load.js';
import { saveCase } from './case.save.js';
import { CaseReads } from '../petition/petition.reads.js';
import { viewAfter } from '../petition/petition.view.js';
import { caseError } from '../domain/case.errors.js';
import { joinedTo, requireNotMerged } from '../domain/groups/groups.js';
import { requireHere } from '../domain/levels/guard.js';
import { requireMember } from '../domain/members.js';
import { decidersOf } from '../domain/hearing/deciders.js';
import { requireNoRecusalPending } from '../domain/handling/recusal.js';
import { documentNumber } from '../domain/papers/papers.js';
import { ownMoves } from '../domain/own-dates.js';
import type { CaseAct, ClockMove, Decision, PetitionState } from '../domain/petition.js';
import { ACTS, type ActName } from '../domain/acts.js';
import type { ActRule } from '../domain/act-rule.js';
import { optional } from '../domain/text.js';

export const PETITIONER = '信访人';

/** Channels whose papers may be entered after the day of the act. */
const PAPER_CHANNELS: ReadonlySet<string> = new Set(['LETTER', 'VISIT', 'FAX']);

/** Runs the acts of `case` on a petition. */
@Injectable()
export class CaseRunner extends ActRunner<ActName, Loaded, CaseAct, Decision> {
  constructor(
    ground: ActGround,
    private readonly register: DocumentNumbers,
    private readonly reads: CaseReads,
  ) {
    super(ground);
  }

  /** An officer's act answers its petition: made of the decision where that tells all of it, else read behind the commit. */
  protected override shown(
    tx: EntityManager,
    ctx: RequestContext,
    { found, decision }: Written<Loaded, CaseAct | PetitionerAct, Decision>,
  ) {
    const view = viewAfter(found, decision, ctx);
    return view === undefined ? this.reads.viewBehind(tx, ctx, found.state.id) : () => this.reads.keep(ctx, found.state.id, view);
  }

  protected override readonly numbers = {
    blank: ({ organ, on }: CaseAct) => documentNumber(organ, on, 0),
    take: async ({ organ, on }: CaseAct, kind: string, documentId: string) =>
      documentNumber(organ, on, await this.register.take(organ.id, kind, on, documentId)),
    release: (documentId: string) => this.register.release(documentId),
  };

  protected override rowOf(act: ActName): ActRow {
    return ACTS[act] as ActRule;
  }

  protected load(tx: EntityManager, petitionId: string, personId: string | null, [other, ...more]: readonly string[]) {
    return loadCase(tx, petitionId, personId, other ?? null, more);
  }

  /** @throws CASE_NOT_OPEN_YET, the codes of `requireNotMerged` and `requireHere`, OFFICER_RECUSAL_PENDING, MEMBER_HAS_LEFT */
  protected admit(found: Loaded | null, { act, personId, petitionerId, on, among }: Doer): Loaded {
    if (!found?.opened) throw caseError('CASE_NOT_OPEN_YET');
    const { state } = found;
    if (!among) requireNotMerged(state, personId === null ? undefined : (act as ActName));
    requireHere(state, act as ActName);
    if (personId !== null) requireNoRecusalPending(state, personId);
    if (petitionerId !== null) requireMember(state, petitionerId, on);
    return found;
  }

  protected dates({ latestOn, channel }: PetitionState) {
    return { notBefore: latestOn, paperChannel: PAPER_CHANNELS.has(channel) };
  }

  protected actOf(act: Act & { readonly personId: string }, { organs }: Loaded, { organId, role }: Grant, input: ActRequest): CaseAct {
    const organ = organs.get(organId);
    if (!organ) throw caseError('DOCUMENT_ORGAN_UNKNOWN');
    return { ...act, organ, role, officer: optional('承办人及电话', 'officer', input.officer, 100) };
  }

  /** Rules read the terms of law alone: no rule takes a date that organs owe besides them for one. */
  protected override async clocksOf(tx: EntityManager, petitionId: string): Promise<Clock[]> {
    return (await super.clocksOf(tx, petitionId)).filter(({ nature }) => nature !== 'own');
  }

  /** With what the act does to the dates that organs owe besides the terms of law. */
  override async write(tx: EntityManager, emit: Emit, written: Written<Loaded, CaseAct | PetitionerAct, Decision>): Promise<void> {
    const { found, act, decision, clocks } = written;
    const moves = await this.ownMoves(tx, found.state, decision.state, act.on);
    if (moves.length === 0) return super.write(tx, emit, written);
    const ends = moves.some(({ do: move }) => move !== 'start');
    const known = ends ? await super.clocksOf(tx, found.state.id) : clocks;
    return super.write(tx, emit, { ...written, clocks: known, decision: { ...decision, clocks: [...decision.clocks, ...moves] } });
  }

  /** Of a date whose term the pack in force does not have yet, no clock starts. */
  private async ownMoves(tx: EntityManager, before: PetitionState, after: PetitionState, on: Day): Promise<ClockMove[]> {
    const moves = ownMoves(before, after, on);
    if (moves.length === 0) return moves;
    const { packOn } = await this.ground.law.ofAct(tx, after.division, []);
    return moves.filter((move) => move.do !== 'start' || move.term in packOn(move.startedOn).terms);
  }

  protected override courseOf = courseOf;

  protected override joinedTo = joinedTo;

  protected async save(tx: EntityManager, { found, act, decision }: Written<Loaded, CaseAct | PetitionerAct, Decision>): Promise<void> {
    const { on, at, recordedAt, actor } = act;
    const by =
      'organ' in act
        ? { actorId: act.personId, organId: act.organ.id, role: act.role, actor: `${act.organ.name}·${ROLE_NAMES[act.role]}` }
        : { actorId: null, organId: null, role: null, actor: PETITIONER };
    const saving = saveCase(tx, found.state, decision, { ...decision.line, on, at, recordedAt, actorKind: actor.kind, ...by });
    if (decision.state.kind !== 'REPORT') return withCommit(tx, saving);
    await saving;
    if (found.state.kind !== 'REPORT') await this.ground.access.seal(tx, found.state.id);
  }
}

export const courseOf = (state: PetitionState): Course => {
  const { kind, stage, exit, outcome, organId, closedOn, accusedIds } = state;
  const listed = kind !== 'REPORT' && outcome !== 'split' && accusedIds.length === 0;
  return { stage, exit, outcome, organId, closedOn, listed, inHand: [...decidersOf(state)] };
};
