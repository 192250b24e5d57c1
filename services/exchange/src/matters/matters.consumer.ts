import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { HandlingGiven, MatterGiven, PetitionRouted, PetitionSplit, ReportSent, type Envelope } from '@sunshine/events';
import type { MessageKind } from '@sunshine/envelope';
import { BusContext } from '@sunshine/messaging';
import { partnersServing } from '../partners/partners.rows.js';
import { MatterTeller } from './matter.teller.js';
import { recordMatter } from './matters.rows.js';
import { Splits } from './splits.js';
import { kindOfRouting, TOLD_UP_EVENTS, toldUp } from './telling.js';
import { isKnown, keepEarly } from './told.rows.js';

/** What happens to a petition here and concerns another node: it was sent on to an organ of that node, or it came from there and is handled here. */
@Controller()
export class MattersConsumer {
  constructor(
    private readonly teller: MatterTeller,
    private readonly splits: Splits,
  ) {}

  @EventPattern<string>('PetitionRouted')
  async routed(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionRouted.is(envelope)) return;
    const { petitionId, toOrganId, kind: routing } = envelope.data;
    await this.sendOn(bus, petitionId, toOrganId, kindOfRouting(routing), null);
  }

  /** A report is handed over by its own way alone; whether its reporter is named, `intake` says by the organ. @source 信访工作条例 30 */
  @EventPattern<string>('ReportSent')
  async reportSent(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!ReportSent.is(envelope)) return;
    const { petitionId, toOrganId } = envelope.data;
    await this.sendOn(bus, petitionId, toOrganId, 'discipline-hand-over', toOrganId);
  }

  private async sendOn(bus: BusContext, petitionId: string, organId: string, kind: MessageKind, about: string | null): Promise<void> {
    const [partner] = await partnersServing(bus.tx, [organId]);
    if (!partner) return;
    const sent = { petitionId, partner: partner.node, way: 'sent', kind } as const;
    await recordMatter(bus.tx, { ...sent, organId, state: 'preparing', openedAt: new Date(bus.act.at) });
    await this.teller.want(bus, { ...sent, about, facts: {} });
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

  /** Of a letter with a report in it no other node hears what it was split into: that would name the report beside the claim. @source 信访工作条例 30 ¶3 */
  @EventPattern<string>('PetitionSplit')
  async split(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionSplit.is(envelope)) return;
    const { petitionId, splitId, parts } = envelope.data;
    if (parts.some(({ kind }) => kind === 'REPORT')) return;
    await this.splits.decided(bus, { splitId, petitionId, partIds: parts.map((part) => part.petitionId), splitOn: envelope.on });
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
