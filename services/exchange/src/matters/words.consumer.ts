import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { sealPart } from '@sunshine/envelope';
import { SupervisionGiven, WordsGiven, WordsWanted, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { partnerOf } from '../partners/partners.rows.js';
import { MatterTeller } from './matter.teller.js';
import { recordOfMessage } from './said.rows.js';
import { keeperOf } from './telling.js';
import { ToldHandlers } from './told.handlers.js';
import { toldBy } from './told.rows.js';

/** Gives the service that keeps a kind of message what another node wrote, and takes what `supervision` has another node told. */
@Controller()
export class WordsConsumer {
  constructor(
    private readonly told: ToldHandlers,
    private readonly teller: MatterTeller,
  ) {}

  /** The words go to the service of their kind alone, whoever asks for them. */
  @EventPattern<string>('WordsWanted')
  async wanted(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (!WordsWanted.is(envelope)) return;
    const { petitionId, messageId, key } = envelope.data;
    const row = await toldBy(tx, messageId);
    if (!row || row.petitionId !== petitionId || keeperOf(row.kind) !== envelope.source) return;
    const body = this.told.bodyOf(row);
    const { answers } = body as { answers?: string };
    const about = answers === undefined ? null : await recordOfMessage(tx, answers, row.partner, petitionId);
    const nodeName = (await partnerOf(tx, row.partner))?.name ?? row.partner;
    const sealed = await sealPart(key, messageId, { kind: row.kind, node: row.partner, nodeName, on: row.on, about, body });
    emit(petitionId, WordsGiven.create({ petitionId, messageId, sealed }));
  }

  @EventPattern<string>('SupervisionGiven')
  async supervisionGiven(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (SupervisionGiven.is(envelope)) await this.teller.given(bus, 'supervision', envelope.data);
  }
}
