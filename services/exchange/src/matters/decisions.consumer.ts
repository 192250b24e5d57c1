import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { AssignmentReportAccepted, AssignmentReportReturned, UrgentMatterReported, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { MatterTeller } from './matter.teller.js';

/**
 * What is told to the node to which a matter was sent: what is decided here of a report that was made there, and an urgent event, of which the
 * node from which the matter came hears as well. @source 信访工作条例 22 ¶1(3), 25
 */
@Controller()
export class DecisionsConsumer {
  constructor(
    private readonly teller: MatterTeller,
    private readonly access: Access,
  ) {}

  @EventPattern<string>('UrgentMatterReported')
  async urgent(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!UrgentMatterReported.is(envelope)) return;
    const { petitionId, urgentEventId: about, report, endsOn, to } = envelope.data;
    const telling = { kind: 'urgent-report', about, facts: { report, endsOn, to } } as const;
    await this.teller.tellUp(bus, petitionId, telling);
    await this.teller.tellHolder(bus, petitionId, telling);
  }

  @EventPattern<string>('AssignmentReportAccepted')
  async accepted(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!AssignmentReportAccepted.is(envelope)) return;
    const { petitionId, assignerId, acceptedOn: verifiedOn } = envelope.data;
    const [assigner] = await this.access.organs(bus.tx, [assignerId]);
    await this.teller.tellHolder(bus, petitionId, {
      ...{ kind: 'completion', about: null },
      facts: { verifiedOn, ...(assigner && { verifiedBy: assigner.name }) },
    });
  }

  @EventPattern<string>('AssignmentReportReturned')
  async returned(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!AssignmentReportReturned.is(envelope)) return;
    const { petitionId, documentId: about, deadline: redoBy } = envelope.data;
    await this.teller.tellHolder(bus, petitionId, { kind: 'report-return', about, facts: { returnedOn: envelope.on, redoBy } });
  }
}
