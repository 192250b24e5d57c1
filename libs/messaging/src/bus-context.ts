import { BaseRpcContext } from '@nestjs/microservices';
import type { Act, Envelope } from '@sunshine/events';
import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Emit } from './outbox.js';

/** Takes a statement that has been sent and whose answer nothing in its handler depends on. */
export type Last = (statement: Promise<unknown>) => void;

/** Takes a row for a statement that writes many; its one parameter is a JSON array of them. */
export type AddRow = (statement: Statement, row: object) => void;

/** Work on all events of a batch that asked for it, those of a key in their order. */
export type OnAll = (events: readonly BusContext[]) => Promise<void>;

/** Has work done once for a batch, behind its rows. */
export type Behind = (work: OnAll) => void;

/**
 * What a handler gets beside the event: `@EventPattern<string>('X') on(@Payload() envelope: Envelope, @Ctx() bus: BusContext)`.
 * Effects go through `tx` and `emit` alone: a batch may run twice, so anything outside the transaction could happen twice.
 */
export class BusContext extends BaseRpcContext<[EntityManager, Envelope, Act, Emit, Last, AddRow, Behind]> {
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

  /**
   * Hands over what is not awaited: a statement on `tx` that has been sent, and behind which its own work sends no other. It is answered
   * together with the positions and the commit, and its failure is that of this event.
   */
  get last(): Last {
    return this.args[4];
  }

  /**
   * Hands over a row that nothing else in the batch reads: the rows of one statement leave together, behind all statements of the handlers,
   * in the order of their events for each key. A statement that updates has to expect a row twice.
   */
  get addRow(): AddRow {
    return this.args[5];
  }

  /**
   * Has `work`, which is told from others by its identity, done once for all events of the batch that ask for it, behind the rows that were
   * handed over: it reads what they wrote, and may write and emit for each event. Its failure is that of the batch, as a handler's is.
   */
  get behind(): Behind {
    return this.args[6];
  }
}
