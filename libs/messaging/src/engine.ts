import type { Source } from './sources.js';
import type { Forwarder } from './relay.js';

/** How numbered events reach a reader. Both engines share relay, reader, held messages and audit. */
export interface Engine {
  /** Where events go on from the relay; undefined: readers take them from the outbox. */
  readonly forwarder?: Forwarder;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The relay has numbered events of these partitions (embedded engine). */
  news(source: Source, parts: readonly number[]): void;
  /** Why this engine cannot deliver now; null while it can. */
  problem(): string | null;
}

/** Most messages in one transaction. */
export const BATCH = 200;
