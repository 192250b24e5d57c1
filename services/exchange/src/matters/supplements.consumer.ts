import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PetitionSupplemented, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { MatterTeller } from './matter.teller.js';
import { toldBy } from './told.rows.js';

/** Material that was added here goes to the other nodes that have the petition; what one of them added, to the others. */
@Controller()
export class SupplementsConsumer {
  constructor(private readonly teller: MatterTeller) {}

  /** What another node added is kept under the id of its message. */
  @EventPattern<string>(PetitionSupplemented.type)
  async supplemented(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionSupplemented.is(envelope)) return;
    const { petitionId, supplementId } = envelope.data;
    const from = (await toldBy(bus.tx, supplementId))?.partner ?? null;
    await this.teller.tellOthers(bus, petitionId, from, { kind: 'supplement', about: supplementId, facts: {} });
  }
}
