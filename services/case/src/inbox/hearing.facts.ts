import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { carrying } from '@sunshine/acts';
import { Clocks, Law } from '@sunshine/clocks';
import type { Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { hearingTold } from '../domain/hearing/hearing.js';
import { loadCase } from '../runner/case.load.js';
import { saveCase } from '../runner/case.save.js';

/** Enters in the course what `hearing` decided, and moves the term of the opinion that waits for it (ADR 0081). It moves no stage. */
@Controller()
export class HearingFacts {
  constructor(
    private readonly clocks: Clocks,
    private readonly law: Law,
  ) {}

  @EventPattern<string[]>(['HearingDecided', 'HearingDecisionServed', 'HearingConcluded', 'HearingCancelled'])
  async told(@Payload() envelope: Envelope, @Ctx() { tx, emit, act }: BusContext): Promise<void> {
    const found = await loadCase(tx, envelope.key, null);
    if (!found) return;
    const { state } = found;
    const clocks = await this.clocks.of(tx, state.id);
    const law = await this.law.ofAct(tx, state.division, clocks);
    const noted = hearingTold({ state, clocks, law }, envelope);
    if (!noted) return;
    const { events, clocks: moves, line } = noted;
    const changes = await this.clocks.apply(tx, act, state.division, moves, clocks);
    const { on, occurredAt: at, recordedAt, actor } = envelope;
    const by = { actorKind: actor.kind, actorId: actor.id, organId: noted.organId, role: null, actor: '' };
    const decision = { state: noted.state, events, clocks: moves, papers: [], relations: [], line };
    await saveCase(tx, state, decision, { ...line, on, at, recordedAt, ...by });
    emit(state.id, ...carrying(events, changes, null));
  }
}
