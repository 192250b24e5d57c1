import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { carrying } from '@sunshine/acts';
import { Clocks, Law, type Clock } from '@sunshine/clocks';
import { sealPart } from '@sunshine/envelope';
import {
  HandBackAnswered,
  HandBackAsked,
  HandlingGiven,
  MatterFileListed,
  MatterHandedOver,
  MatterTold,
  MatterWanted,
  ObjectionForwarded,
  PartnerPlaced,
  SenderTold,
  type Act,
  type Envelope,
  type RelationMove,
} from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import type { Statement } from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import { papersInUse } from '../closing/closing.rows.js';
import { joinedTo } from '../domain/groups/groups.js';
import type { NodeFact } from '../domain/elsewhere.js';
import { caseError } from '../domain/case.errors.js';
import { newOrganOf, type NodeGiven } from '../domain/levels/coming-back.js';
import { withMessages } from '../domain/levels/archive-elsewhere.js';
import { followNode } from '../domain/levels/following.js';
import { handlingGiven } from '../domain/levels/given.js';
import { handBack, objectionForwarded } from '../domain/levels/handing-back.js';
import { followSender } from '../domain/levels/sender.js';
import type { ChannelTold } from '../domain/channels.js';
import { guidanceTold } from '../domain/exits/guidance.js';
import type { ClockFact, Decision, PetitionState } from '../domain/petition.js';
import { ownMoves } from '../domain/own-dates.js';
import { recordsOf } from '../domain/records.js';
import { standingTransfer } from '../domain/standing.js';
import { findOrgan, loadCase } from '../runner/case.load.js';
import { courseOf } from '../runner/case.runner.js';
import { noteRecord, saveCase } from '../runner/case.save.js';
import { sql } from '../sealing/sql.js';

const place: Statement = {
  name: 'case.organs-elsewhere',
  text: `with gone as (delete from organ_elsewhere where node = $1 and organ_id <> all($2::uuid[]))
    insert into organ_elsewhere (organ_id, node) select unnest($2::uuid[]), $1 on conflict (organ_id) do update set node = excluded.node`,
};

/** What `case` and other nodes tell each other by `exchange`: its parts of messages (ADR 0106), and what they say of a matter that is there. */
@Controller()
export class LevelsConsumer {
  constructor(
    private readonly clocks: Clocks,
    private readonly law: Law,
    private readonly access: Access,
  ) {}

  /** Gives `exchange` what another node is told of the handling, sealed to the key of the message alone. */
  @EventPattern<string>('MatterWanted')
  async wanted(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (!MatterWanted.is(envelope)) return;
    const { petitionId, wantId, key } = envelope.data;
    const found = await loadCase(tx, petitionId, null);
    // A report is handed over by its own way alone.
    if (!found || (found.state.kind === 'REPORT') !== (envelope.data.messageKind === 'discipline-hand-over')) return;
    const { state } = found;
    const transfer = standingTransfer(state)?.data;
    const [from, to] = transfer
      ? [await findOrgan(tx, petitionId, transfer.fromOrganId), await findOrgan(tx, petitionId, transfer.toOrganId)]
      : [null, null];
    const organ = await findOrgan(tx, petitionId, state.organId);
    const papers = envelope.data.messageKind === 'service' ? await papersInUse(tx, petitionId) : [];
    const opinionNumber = papers.find(({ id }) => id === state.opinion?.documentId)?.number ?? null;
    const clocks = await this.clocks.of(tx, petitionId);
    const guidance = envelope.data.messageKind === 'guidance-given' ? await this.guidance(tx, state, clocks, envelope.data.about) : null;
    const objection = recordsOf(state, 'objection').find(({ id }) => id === envelope.data.about)?.data;
    const organNamed = (id: string | null | undefined) => (id ? findOrgan(tx, petitionId, id) : null);
    const [proposed, newOrgan] = [await organNamed(objection?.proposedOrganId), await organNamed(objection?.decision?.newOrganId)];
    const told = { state, clocks, from, to, organ, opinionNumber, guidance, proposed, newOrgan };
    const given = handlingGiven(told, envelope.data);
    emit(petitionId, HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, given) }));
  }

  /** The way that the notice of this id told, by the pack of its day. */
  private async guidance(
    tx: EntityManager,
    state: PetitionState,
    clocks: readonly ClockFact[],
    documentId: string | null,
  ): Promise<ChannelTold | null> {
    const decision = recordsOf(state, 'exitDecision').find(({ data }) => data.documentId === documentId);
    if (!decision) return null;
    const law = await this.law.ofAct(tx, state.division, clocks);
    return guidanceTold(law.packOn(decision.on), decision.data, law.calendar);
  }

  @EventPattern<string>('PartnerPlaced')
  async placed(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    if (PartnerPlaced.is(envelope)) await sql(tx, place, [envelope.data.node, envelope.data.organIds]);
  }

  @EventPattern<string>('MatterHandedOver')
  async handedOver(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!MatterHandedOver.is(envelope)) return;
    const { state: what, ...told } = envelope.data;
    await this.follow(bus, envelope, { ...told, what, due: null, ground: null });
  }

  @EventPattern<string>('MatterTold')
  async told(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!MatterTold.is(envelope)) return;
    const { messageKind: what, messageId: toldBy, ...told } = envelope.data;
    await this.follow(bus, envelope, { ...told, what, messageId: null, toldBy });
  }

  /** What passed between the nodes belongs into the file, as long as that is open. */
  @EventPattern<string>('MatterFileListed')
  async fileListed(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    if (!MatterFileListed.is(envelope)) return;
    const found = await loadCase(tx, envelope.data.petitionId, null);
    const archive = found && withMessages(found.state, envelope.data.messages);
    if (archive) await noteRecord(tx, found.state, archive);
  }

  @EventPattern<string>('SenderTold')
  async senderTold(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!SenderTold.is(envelope)) return;
    const { messageKind: what, ...told } = envelope.data;
    const fact = { ...told, what };
    await this.decide(bus, envelope, fact.on, null, (given) => followSender(given, fact));
  }

  /**
   * The node from which a matter came asks for it, or has decided an objection. Between sources there is no order: of a registration that has
   * not been heard of the bus brings it again.
   * @throws CASE_NOT_OPEN_YET
   */
  @EventPattern<string>('HandBackAsked')
  async handBackAsked(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!HandBackAsked.is(envelope)) return;
    const { petitionId, ...ask } = envelope.data;
    await this.here(bus, envelope, petitionId, (given) => {
      const { given: goes, decision } = handBack(given, ask);
      // A decision by which it goes has the answer among its events, before the end of the matter.
      if (!goes || !decision) bus.emit(petitionId, HandBackAnswered.create({ petitionId, messageId: ask.messageId, given: goes }));
      return decision;
    });
  }

  @EventPattern<string>('ObjectionForwarded')
  async forwarded(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!ObjectionForwarded.is(envelope)) return;
    const { petitionId, objectionId, node } = envelope.data;
    await this.here(bus, envelope, petitionId, (given) => objectionForwarded(given, objectionId, node));
  }

  /** What becomes here of a matter that came from another node. */
  private async here(bus: BusContext, envelope: Envelope, petitionId: string, judge: (given: NodeGiven) => Decision | null): Promise<void> {
    const { tx, act: acting } = bus;
    const found = await loadCase(tx, petitionId, null);
    if (!found?.opened) throw caseError('CASE_NOT_OPEN_YET');
    const { state } = found;
    const clocks = await this.clocks.of(tx, petitionId);
    const law = await this.law.ofAct(tx, state.division, clocks);
    const decision = judge({ state, clocks: clocks.filter(({ nature }) => nature !== 'own'), law, act: acting });
    if (decision) await this.save(bus, envelope, { state, clocks, acting, heardOn: acting.on, organId: state.organId }, decision);
  }

  /** The line of the course is the organ's of the other node, on the day of the fact there. */
  private async follow(bus: BusContext, envelope: Envelope, fact: NodeFact): Promise<void> {
    const { tx, act } = bus;
    await this.decide(bus, envelope, fact.on, fact.organId, async (given) => {
      const newOrganId = fact.what === 'returned' ? newOrganOf(given.state) : null;
      const newOrgan = newOrganId === null ? null : await findOrgan(tx, given.state.id, newOrganId);
      return followNode(given, fact, { heardOn: act.on, newOrgan });
    });
  }

  private async decide(
    { tx, emit, act }: BusContext,
    envelope: Envelope,
    on: Day,
    organId: string | null,
    decide: (given: NodeGiven) => Decision | null | Promise<Decision | null>,
  ): Promise<void> {
    const found = await loadCase(tx, envelope.key, null);
    if (!found) return;
    const { state } = found;
    const clocks = await this.clocks.of(tx, state.id);
    const acting = { ...act, on };
    const given = { state, clocks: clocks.filter(({ nature }) => nature !== 'own'), law: await this.law.ofAct(tx, state.division, clocks) };
    const decision = await decide({ ...given, act: acting });
    if (decision) await this.save({ tx, emit }, envelope, { state, clocks, acting, heardOn: act.on, organId }, decision);
  }

  private async save(
    { tx, emit }: Pick<BusContext, 'tx' | 'emit'>,
    { occurredAt: at, recordedAt, actor }: Envelope,
    {
      state,
      clocks,
      acting,
      heardOn,
      organId,
    }: {
      readonly state: PetitionState;
      readonly clocks: Clock[];
      readonly acting: Act;
      readonly heardOn: Day;
      readonly organId: string | null;
    },
    decision: Decision,
  ): Promise<void> {
    const { packOn } = await this.law.ofAct(tx, state.division, []);
    const own = ownMoves(state, decision.state, heardOn).filter((move) => move.do !== 'start' || move.term in packOn(move.startedOn).terms);
    const changes = await this.clocks.apply(tx, acting, state.division, [...decision.clocks, ...own], clocks);
    const by = { actorKind: actor.kind, actorId: actor.id, organId, role: null, actor: '' };
    await saveCase(tx, state, decision, { ...decision.line, on: acting.on, at, recordedAt, ...by });
    const [before, after] = [courseOf(state), courseOf(decision.state)];
    emit(state.id, ...carrying(decision.events, changes, isDeepStrictEqual(before, after) ? null : after));
    await this.relations({ tx, emit }, state, decision.relations);
  }

  private async relations(
    { tx, emit }: Pick<BusContext, 'tx' | 'emit'>,
    state: PetitionState,
    moves: readonly RelationMove[],
  ): Promise<void> {
    for (const petitionId of [state.id, ...joinedTo(state)])
      for (const { do: move, ...relation } of moves)
        await (move === 'set'
          ? this.access.setRelation(tx, emit, { petitionId, ...relation })
          : this.access.endRelation(tx, emit, { petitionId, ...relation }));
  }
}
