import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  ReminderAnswered,
  ReminderIssued,
  SupervisedHandlingClosed,
  SupervisedHandlingOpened,
  SupervisionReplied,
  SupervisionReplyExtended,
  SupervisionReplyJudged,
  type Envelope,
} from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { MatterTeller } from './matter.teller.js';
import { mattersOf } from './matters.rows.js';
import { messageOfRecord } from './said.rows.js';
import { toldBy } from './told.rows.js';

const ASKS = [ReminderIssued.type, SupervisedHandlingOpened.type];
const FOLLOWS = [SupervisionReplyJudged.type, SupervisionReplyExtended.type, SupervisedHandlingClosed.type];
const ANSWERS = [ReminderAnswered.type, SupervisionReplied.type];

/** What became of supervised handling that another node was told of. */
function becameOf(envelope: Envelope): { readonly recordId: string; readonly as: string } | null {
  if (SupervisionReplyJudged.is(envelope)) {
    const { handlingId: recordId, accepted } = envelope.data;
    return { recordId, as: accepted ? 'accepted' : 'returned' };
  }
  if (SupervisionReplyExtended.is(envelope)) return { recordId: envelope.data.handlingId, as: 'extended' };
  if (SupervisedHandlingClosed.is(envelope)) return { recordId: envelope.data.handlingId, as: 'closed' };
  return null;
}

/**
 * Reminders and supervised handling of an organ that another node serves go there, and what is answered here goes to the node that asked. A
 * node between hears of both as records of its own, so that they go on through it, and the answers back.
 */
@Controller()
export class RemindersConsumer {
  constructor(private readonly teller: MatterTeller) {}

  @EventPattern<string[]>(ASKS)
  async asked(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    const { key: petitionId } = envelope;
    if (ReminderIssued.is(envelope)) {
      const { reminderId: about, organId } = envelope.data;
      await this.teller.tellDown(bus, petitionId, organId, { kind: 'reminder', about, facts: {} });
    }
    if (SupervisedHandlingOpened.is(envelope)) {
      const { handlingId: about, organId } = envelope.data;
      await this.teller.tellDown(bus, petitionId, organId, { kind: 'supervised-handling', about, facts: {} });
    }
  }

  @EventPattern<string[]>(FOLLOWS)
  async followed(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    const became = becameOf(envelope);
    if (!became) return;
    const { recordId: about, as } = became;
    for (const { partner, way, organId } of await mattersOf(bus.tx, [envelope.key])) {
      const message = way === 'sent' ? await messageOfRecord(bus.tx, about, partner) : null;
      if (message === null) continue;
      await this.teller.tellDown(bus, envelope.key, organId, { kind: 'supervised-handling', about, facts: { follows: { message, as } } });
    }
  }

  /** An answer to what another node asked: its record here has the id of that node's message. */
  @EventPattern<string[]>(ANSWERS)
  async answered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    const answers = ReminderAnswered.is(envelope)
      ? envelope.data.reminderId
      : SupervisionReplied.is(envelope)
        ? envelope.data.handlingId
        : null;
    const asked = answers === null ? null : await toldBy(bus.tx, answers);
    if (answers === null || asked?.petitionId !== envelope.key) return;
    const { partner } = asked;
    await this.teller.tellBack(bus, envelope.key, partner, { kind: 'supervision-answer', about: answers, facts: { answers } });
  }
}
