import { Injectable } from '@nestjs/common';
import { MESSAGE_KINDS, readBody } from '@sunshine/envelope';
import type { Act, NewEvent } from '@sunshine/events';
import { appendToOutbox, type EmittedEvent } from '@sunshine/messaging';
import { Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Handlers, type Arrived } from '../receiving/handlers.js';
import { Outbox } from '../sending/outbox.js';
import { MatterTeller } from './matter.teller.js';
import { mattersOfConversation } from './matters.rows.js';

/** A node with which this one shares a matter asks how it stands: the node in charge says so by its stage, the other that it knows of it. */
@Injectable()
export class StatusHandlers {
  constructor(
    handlers: Handlers,
    private readonly outbox: Outbox,
    private readonly teller: MatterTeller,
    private readonly time: Time,
  ) {
    handlers.register('status-query', (tx, message) => this.asked(tx, message));
  }

  /** @throws BODY_VERSION_MALFORMED, BODY_MALFORMED */
  private async asked(tx: EntityManager, { head, partner: { node: partner }, body }: Arrived): Promise<void> {
    const { id: answers, conversation, division, schemaVersion } = head;
    readBody('status-query', schemaVersion, body, []);
    const now = this.time.now().toISOString();
    const matters = await mattersOfConversation(tx, partner, conversation);
    // Two nodes may have given one number: who asks means what it sent.
    const matter = matters.find(({ way }) => way === 'came') ?? matters[0];
    const facts = { answers, asOf: now, known: matter !== undefined };
    if (matter?.way !== 'came' || matter.state !== 'held') {
      const { version } = MESSAGE_KINDS['status-answer'];
      await this.outbox.enqueue(tx, { partner, conversation, kind: 'status-answer', schemaVersion: version, division, body: facts });
      return;
    }
    const act: Act = { actor: { kind: 'service', id: 'exchange' }, at: now, on: this.time.today(), recordedAt: now, correlationId: uuid() };
    const emitted: EmittedEvent[] = [];
    const emit = (key: string, ...events: NewEvent[]) => void emitted.push(...events.map((event) => ({ key, event, act })));
    const { petitionId } = matter;
    await this.teller.want({ tx, emit, act }, { petitionId, partner, way: 'came', kind: 'status-answer', about: null, facts });
    await appendToOutbox(tx, 'exchange', emitted);
  }
}
