import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { PartState } from '@sunshine/gateway';
import { logOf } from '@sunshine/platform';
import { pauseUntil } from './pause.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** A part that ran for this long has recovered: pauses begin anew. */
export const CALM_MS = 60_000;
/** From here on the same death is told as one that starting again does not cure. */
const MANY = 5;
const DRAIN_MS = 20_000;

const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const times = (n: number) => (n === 1 ? '' : `, ${n} times in a row`);

/** Pause before a part is started again that has died `inARow` times, milliseconds: twice the last one, at most half a minute. */
export const pauseAfter = (inARow: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (inARow - 1));

interface Death {
  /** `signal SIGKILL`, `code 1`, or why it could not be started. */
  readonly how: string;
  readonly inARow: number;
  readonly pauseMs: number;
}

/** What befalls the parts of a node that a launcher keeps alive: told at the terminal, in the log, and to whoever listens. */
export class Parts {
  private readonly log = logOf('launcher');
  private readonly states = new Map<string, PartState>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly say: (line: string) => void = () => undefined) {}

  /** Each part that has died at least once. */
  now(): Record<string, PartState> {
    return Object.fromEntries(this.states);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  died(part: string, { how, inARow, pauseMs }: Death): void {
    const deaths = (this.states.get(part)?.deaths ?? 0) + 1;
    this.set(part, { deaths, down: `ended (${how})${times(inARow)}, is started again` });
    this.log.error({ part, how, inARow, deaths, pauseMs }, 'a part of the node ended and is started again');
    const next = `next start in ${inSeconds(pauseMs)}`;
    if (inARow < MANY) this.say(`${part} ended (${how})${times(inARow)}: ${next}`);
    else this.say(`${part} does not stay alive: it ended (${how})${times(inARow)}. The log says why; ${next}`);
  }

  back(part: string, afterMs: number): void {
    this.set(part, { deaths: this.states.get(part)?.deaths ?? 0, down: null });
    this.log.warn({ part, afterMs: Math.round(afterMs) }, 'a part of the node answers again');
    this.say(`${part} answers again after ${inSeconds(afterMs)}`);
  }

  private set(part: string, state: PartState): void {
    this.states.set(part, state);
    for (const listener of this.listeners) listener();
  }
}

export interface KeptPart {
  launch(): Promise<ChildProcess>;
  /** Resolves when it serves; rejects when it ended before. */
  answering(child: ChildProcess): Promise<void>;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((ended) => {
    const tell = () => ended(child.signalCode ? `signal ${child.signalCode}` : `code ${child.exitCode}`);
    if (hasEnded(child)) tell();
    else child.once('exit', tell).once('error', (error) => ended(error.message));
  });

/** One process, started again with growing pauses whenever it ends, from `keep` to `stop`. */
export class Keeper {
  private readonly stopping = new AbortController();
  private keeping: Promise<void> = Promise.resolve();
  private startedAt = performance.now();
  private inARow = 0;
  private downSince = 0;

  private constructor(
    readonly part: string,
    private readonly steps: KeptPart,
    private readonly parts: Parts,
    private child: ChildProcess,
    private ended: Promise<string>,
  ) {
    process.once('exit', this.endWithUs);
  }

  /** Starts it once. Until `keep` its end is nobody's but the caller's business. */
  static async start(part: string, steps: KeptPart, parts: Parts): Promise<Keeper> {
    const child = await steps.launch();
    return new Keeper(part, steps, parts, child, endOf(child));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** How it ended, while it is not kept; null while it runs. */
  get end(): string | null {
    if (!hasEnded(this.child)) return null;
    return this.child.signalCode ? `signal ${this.child.signalCode}` : `code ${this.child.exitCode}`;
  }

  /** @throws where it ended instead */
  answering(): Promise<void> {
    return this.steps.answering(this.child);
  }

  send(message: object): void {
    if (this.child.connected) this.child.send(message, () => undefined); // one that is gone is told when it is back
  }

  keep(): void {
    this.keeping = this.loop();
  }

  /** Ends it for good, also while it is being started again. Asks first, and kills what takes longer than 20 seconds. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.keeping;
    process.off('exit', this.endWithUs);
    if (hasEnded(this.child) || !this.child.pid) return;
    const last = setTimeout(() => this.child.kill('SIGKILL'), DRAIN_MS);
    this.child.kill('SIGTERM');
    await this.ended;
    clearTimeout(last);
  }

  private readonly endWithUs = () => void this.child.kill('SIGKILL');

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    const stopped = once(signal, 'abort');
    while (!signal.aborted) {
      await Promise.race([this.ended, stopped]);
      if (signal.aborted) return;
      const now = performance.now();
      if (now - this.startedAt > CALM_MS) this.inARow = 0;
      if (this.inARow === 0) this.downSince = now;
      this.inARow += 1;
      const pauseMs = pauseAfter(this.inARow);
      this.parts.died(this.part, { how: await this.ended, inARow: this.inARow, pauseMs });
      await pauseUntil(pauseMs, signal);
      if (!signal.aborted) await this.again();
    }
  }

  private async again(): Promise<void> {
    this.startedAt = performance.now();
    try {
      this.child = await this.steps.launch();
    } catch (error) {
      this.ended = Promise.resolve((error as Error).message);
      return;
    }
    const child = this.child;
    this.ended = endOf(child);
    this.steps.answering(child).then(
      () => !hasEnded(child) && this.parts.back(this.part, performance.now() - this.downSince),
      () => undefined, // its end is what the loop waits for
    );
  }
}
