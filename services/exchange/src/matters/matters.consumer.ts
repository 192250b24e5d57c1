import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { HandlingGiven, MatterGiven, PetitionRouted, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { partnersServing } from '../partners/partners.rows.js';
import { MatterTeller } from './matter.teller.js';
import { recordMatter } from './matters.rows.js';
import { kindOfRouting, TOLD_UP_EVENTS, toldUp } from './telling.js';
import { isKnown, keepEarly } from './told.rows.js';

/** What happens to a petition here and concerns another node: it was sent on to an organ of that node, or it came from there and is handled here. */
@Controller()
export class MattersConsumer {
  constructor(private readonly teller: MatterTeller) {}

  @EventPattern<string>('PetitionRouted')
  async routed(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionRouted.is(envelope)) return;
    const { petitionId, toOrganId, kind: routing } = envelope.data;
    const [partner] = await partnersServing(bus.tx, [toOrganId]);
    if (!partner) return;
    const kind = kindOfRouting(routing);
    const openedAt = new Date(bus.act.at);
    await recordMatter(bus.tx, { petitionId, partner: partner.node, way: 'sent', organId: toOrganId, kind, state: 'preparing', openedAt });
    await this.teller.want(bus, { petitionId, partner: partner.node, way: 'sent', kind, about: null, facts: {} });
  }

  /** A matter that came from another node is handled here: that node is told. */
  @EventPattern<string[]>([...TOLD_UP_EVENTS])
  async handled(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    const telling = toldUp(envelope);
    if (!telling) return;
    // Between sources there is no order: without the registration nobody knows yet where the petition came from.
    if (!(await isKnown(bus.tx, envelope.key))) return keepEarly(bus.tx, envelope.key, telling);
    await this.teller.tellUp(bus, envelope.key, telling);
  }

  @EventPattern<string>('MatterGiven')
  async matterGiven(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (MatterGiven.is(envelope)) await this.teller.given(bus, 'intake', envelope.data);
  }

  @EventPattern<string>('HandlingGiven')
  async handlingGiven(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (HandlingGiven.is(envelope)) await this.teller.given(bus, 'case', envelope.data);
  }
}
