import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Clocks } from '@sunshine/clocks';
import { sealPart } from '@sunshine/envelope';
import { HandlingGiven, MatterWanted, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { handlingGiven } from '../domain/levels/given.js';
import { standingTransfer } from '../domain/standing.js';
import { findOrgan, loadCase } from '../runner/case.load.js';

/** Gives `exchange` what another node is told of the handling, sealed to the key of the message alone (ADR 0106). */
@Controller()
export class LevelsConsumer {
  constructor(private readonly clocks: Clocks) {}

  @EventPattern<string>('MatterWanted')
  async wanted(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (!MatterWanted.is(envelope)) return;
    const { petitionId, wantId, key } = envelope.data;
    const found = await loadCase(tx, petitionId, null);
    // A report is handed over by its own way alone.
    if (!found || found.state.kind === 'REPORT') return;
    const { state } = found;
    const transfer = standingTransfer(state)?.data;
    const [from, to] = transfer
      ? [await findOrgan(tx, petitionId, transfer.fromOrganId), await findOrgan(tx, petitionId, transfer.toOrganId)]
      : [null, null];
    const given = handlingGiven({ state, clocks: await this.clocks.of(tx, petitionId), from, to }, envelope.data);
    emit(petitionId, HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, given) }));
  }
}
