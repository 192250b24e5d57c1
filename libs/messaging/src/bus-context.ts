import { BaseRpcContext } from '@nestjs/microservices';
import type { Act, Envelope } from '@sunshine/events';
import type { EntityManager } from 'typeorm';
import type { Emit } from './outbox.js';

/**
 * What a handler gets beside the event: `@EventPattern<string>('X') on(@Payload() envelope: Envelope, @Ctx() bus: BusContext)`.
 * Effects go through `tx` and `emit` alone: a batch may run twice, so anything outside the transaction could happen twice.
 */
export class BusContext extends BaseRpcContext<[EntityManager, Envelope, Act, Emit]> {
  get tx(): EntityManager {
    return this.args[0];
  }

  get envelope(): Envelope {
    return this.args[1];
  }

  /** The reading service's act: instant and legal day are those of the event, never of its arrival. */
  get act(): Act {
    return this.args[2];
  }

  /** Writes to the reader's own outbox, in the same transaction. */
  get emit(): Emit {
    return this.args[3];
  }
}
