import { sql } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { Bell, pause } from './bell.js';
import { inShort } from './db-fault.js';
import { lagOf } from './embedded.js';
import { BATCH } from './engine.js';
import { figuresOf } from './metrics.js';
import type { Fetched, Message, Reader } from './reader.js';
import type { Source } from './sources.js';

const LAG_MS = 500;

/** The delivery of one `eachBatch`, which waits for it. */
interface Waiting {
  messages: Message[];
  done: () => void;
}

const lockPositions = {
  name: 'bus.positions',
  text: 'select part, pos from bus_pos where source = $1 and part = any($2::int[]) order by part for update',
};

/** Takes all that the partitions of one source have delivered into one transaction. */
export class Combiner {
  private readonly bell = new Bell();
  private queue: Waiting[] = [];
  private stopped = false;
  private readonly running: Promise<void>;

  constructor(
    private readonly reader: Reader,
    private readonly source: Source,
    private readonly onLag: (source: Source, events: number) => void,
  ) {
    this.running = this.loop();
  }

  /** Resolves once the messages are applied; at once when the combiner stops. */
  apply(messages: Message[]): Promise<void> {
    return new Promise((done) => {
      if (this.stopped) return done();
      this.queue.push({ messages, done });
      this.bell.ring();
    });
  }

  get open(): boolean {
    return !this.stopped;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.bell.ring();
    await this.running;
    for (const { done } of this.queue.splice(0)) done();
  }

  private async loop(): Promise<void> {
    for (let delay = 50, nextLag = 0; !this.stopped;) {
      if (!this.queue.length) {
        await this.bell.wait(60_000);
        continue;
      }
      const chunk = this.chunk();
      try {
        await this.reader.readBatch(this.source, (tx) => this.fetch(tx, chunk));
        this.settle(chunk.length);
        delay = 50;
        const figures = figuresOf(this.reader.self.name);
        if (performance.now() > nextLag && (this.queue.length || figures.lag[this.source.name])) {
          nextLag = performance.now() + LAG_MS;
          this.onLag(this.source, this.queue.length ? await lagOf(this.reader, this.source) : 0);
        }
      } catch (error) {
        if (!this.stopped) this.reader.log.warn({ source: this.source.name, error: inShort(error) }, 'reading failed; will retry');
        await pause(delay);
        delay = Math.min(delay * 2, 5_000);
      }
    }
  }

  private chunk(): Message[] {
    const chunk: Message[] = [];
    for (const { messages } of this.queue) {
      chunk.push(...messages.slice(0, BATCH - chunk.length));
      if (chunk.length === BATCH) break;
    }
    return chunk;
  }

  private settle(taken: number): void {
    for (let left = taken; left > 0;) {
      const first = this.queue[0]!;
      const n = Math.min(left, first.messages.length);
      first.messages.splice(0, n);
      left -= n;
      if (!first.messages.length) this.queue.shift()!.done();
    }
    while (this.queue[0]?.messages.length === 0) this.queue.shift()!.done();
  }

  /** The position in the reader's own row drops what was delivered before, and stops a former owner after a rebalance. */
  private async fetch(tx: EntityManager, chunk: Message[]): Promise<Fetched> {
    const [rows, known] = await Promise.all([
      sql<{ part: number; pos: string }>(tx, lockPositions, [this.source.name, [...new Set(chunk.map(({ part }) => part))]]),
      // Sent behind the lock, so its snapshot is younger.
      this.reader.inboxOf(tx, this.source, chunk),
    ]);
    const positions = new Map(rows.map(({ part, pos }) => [part, Number(pos)]));
    return { parts: [...positions.keys()], messages: chunk.filter(({ part, pos }) => pos > positions.get(part)!), known };
  }
}
