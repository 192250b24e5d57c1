import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { Turns } from './turns.js';

export interface PaceLimits {
  /** Tokens that a caller may bring at once. */
  readonly atOnce: number;
  /** What it may bring each second after them. */
  readonly aSecond: number;
}

/** Callers remembered; who is forgotten, because so many others came, has all at once again. */
const CALLERS = 20_000;
/** What takes less is not felt by anybody. */
const FELT_MS = 5;
/** How many times as long as a document took the next one waits: its plan and its services take about as long again. */
const PAUSE = 3;

/**
 * How fast one caller may bring documents that nobody sent before: each is parsed, validated and planned once, at the gateway and in a
 * service, in which everybody else waits. Pages and programs have few, and bring each once. Whoever brings more waits, and is not refused.
 * Of all callers one document is read at a time, each caller's one after the other's, and after a long one a pause of
 * three times as long is left for those who brought none.
 */
export class Pace {
  private readonly lines = new Turns({ atOnce: 1, waiting: Number.POSITIVE_INFINITY, waitingBytes: Number.POSITIVE_INFINITY });
  private last: Promise<void> = Promise.resolve();
  /** Instant, in ms, at which a caller will have paid for all that it brought. */
  private readonly paid = new LRUCache<string, number>({ max: CALLERS });

  constructor(
    private readonly limits: PaceLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Milliseconds until this caller may bring another. */
  owed(caller: string): number {
    const { atOnce, aSecond } = this.limits;
    return Math.max(0, (this.paid.get(caller) ?? 0) - this.now() - (atOnce / aSecond) * 1_000);
  }

  /** @param work reads one document at one go, and spends what it had */
  read<T>(caller: string, work: () => T): Promise<T> {
    return this.lines.take(caller, 0, async () => {
      for (let owed = this.owed(caller); owed > 0; owed = this.owed(caller)) await sleep(Math.ceil(owed));
      const former = this.last;
      let next = () => undefined as void;
      this.last = new Promise((done) => (next = done));
      await former;
      const started = performance.now();
      try {
        return work();
      } finally {
        const took = performance.now() - started;
        if (took < FELT_MS) next();
        else setTimeout(next, PAUSE * took);
      }
    });
  }

  /** So many tokens were read. */
  spend(caller: string, tokens: number): void {
    this.paid.set(caller, Math.max(this.paid.get(caller) ?? 0, this.now()) + (tokens / this.limits.aSecond) * 1_000);
  }
}
