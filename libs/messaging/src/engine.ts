import type { Envelope } from '@sunshine/events';
import type { Forwarder } from './relay.js';
import type { Source } from './sources.js';

/** How numbered events reach a reader. Both engines share relay, reader, held messages and audit. */
export interface Engine {
  /** Where events go on from the relay; undefined: readers take them from the outbox. */
  readonly forwarder?: Forwarder;
  /** Whether it may be started at all. @throws PeerRefusal */
  check?(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The relay has numbered events of these partitions (embedded engine). */
  news(source: Source, parts: readonly number[]): void;
  /** Somebody waits for events of this source: no pause before they are read (embedded engine). */
  hurry?(source: string): void;
  /** Why this engine cannot deliver now; null while it can. */
  problem(): string | null;
}

/** Most messages in one transaction. */
export const BATCH = 200;

export interface TailListener {
  /** An event was committed. Those of a key come in order; one may come twice. */
  heard(envelope: Envelope): void;
  /** The tail has just attached, at first or again: what was committed before was perhaps not heard, all that follows will be. */
  attached(): void;
}

/** Hears what is committed from now on and keeps nothing: no positions, no inbox. For who needs to know that something happened. */
export interface Tail {
  start(listener: TailListener): void;
  stop(): Promise<void>;
  /** Why nothing is heard now; null while it is. */
  problem(): string | null;
}
