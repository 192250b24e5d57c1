import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, graph, type Asking, type Heard } from './asking.js';
import type { Mode } from './node-process.js';
import { calm, growthOf, longestWait, reasonsOf, type Observed } from './verdict.js';
import type { Target } from './target.js';

/** One way to harm a node: bounded, ending by itself, the same at every run but for random bytes. */
export interface Attack {
  readonly name: string;
  /** What is tried, in half a sentence. */
  readonly tries: string;
  /** Part of the short form. */
  readonly short: boolean;
  /** How the node must run for it; as asked for by default. */
  readonly mode?: Mode;
  /** What the attacker had time to make before: files, mostly. */
  prepare?(): Promise<void> | void;
  run(field: Field): Promise<void>;
}

/** What an attack works with. */
export class Field {
  readonly answers: Record<string, number> = {};
  readonly broken: string[] = [];
  private addresses = 0;

  constructor(
    readonly target: Target,
    /** 1 for the full form, a part of it for the short one: by which attacks multiply their counts. */
    readonly scale: number,
    private readonly family: number,
  ) {}

  /** Counted by the scale; at least one. */
  times(count: number): number {
    return Math.max(1, Math.round(count * this.scale));
  }

  /** An address that nobody else in this run has. */
  address(): string {
    this.addresses += 1;
    return `10.${this.family}.${(this.addresses >> 8) & 255}.${this.addresses & 255}`;
  }

  get over(): boolean {
    return !this.target.alive;
  }

  note(what: string): void {
    this.answers[what] = (this.answers[what] ?? 0) + 1;
  }

  async ask(asking: Asking): Promise<Heard> {
    return this.heard(await ask(this.target.origin, asking));
  }

  async graph(
    query: string,
    variables: Record<string, unknown> = {},
    more: { readonly token?: string; readonly from?: string; readonly agent?: Agent; readonly headers?: Record<string, string> } = {},
  ): Promise<Heard> {
    return this.heard(await graph(this.target.origin, query, variables, more));
  }

  heard<H extends Heard>(heard: H): H {
    this.note(heard.what);
    return heard;
  }

  /** So many at once, until `count` are done, the seconds are over or the node is dead. */
  async flood(count: number, atOnce: number, seconds: number, once: (index: number) => Promise<unknown>): Promise<void> {
    const until = performance.now() + seconds * 1_000;
    let next = 0;
    const one = async () => {
      while (next < count && performance.now() < until && !this.over) {
        next += 1;
        await once(next - 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  expect(holds: boolean, otherwise: string): void {
    if (!holds) this.broken.push(otherwise);
  }
}

export interface Outcome extends Observed {
  readonly name: string;
  readonly seconds: number;
  readonly ownDelayMs: number;
  readonly reasons: readonly string[];
}

const CALM_MS = 1_500;
const AFTERWARDS_MS = 1_000;

/** Runs one attack beside the honest people, and judges it. */
export async function attacked(attack: Attack, target: Target, scale: number, family: number): Promise<Outcome> {
  await attack.prepare?.();
  const before = await target.calm(CALM_MS);
  const field = new Field(target, scale, family);
  const started = performance.now();
  try {
    await attack.run(field);
  } catch (error) {
    // An attack that cannot go on because the node is dead has succeeded; any other fault is one of ours and must be seen.
    field.broken.push(`the attack broke off: ${error instanceof Error ? error.message : String(error)}`);
  }
  const seconds = (performance.now() - started) / 1_000;
  await sleep(AFTERWARDS_MS);
  const { waits, refused, memory, ownDelayMs, killed } = await target.watched();
  if (killed) field.broken.push('the node was killed by us before it took all memory of this machine');
  if (target.alive && !(await target.ready())) field.broken.push('the node is not ready afterwards');
  const observed: Observed = {
    alive: target.alive,
    beforeMb: calm(before),
    peakMb: memory.reduce((most, each) => Math.max(most, each), 0),
    waits,
    refused,
    answers: field.answers,
    broken: field.broken,
  };
  return { name: attack.name, ...observed, seconds, ownDelayMs, reasons: reasonsOf(observed) };
}

/** One line a person can read. */
export function lineOf(outcome: Outcome): string {
  const { name, seconds, peakMb, waits, answers, reasons } = outcome;
  const longest = longestWait(waits);
  const answered = Object.entries(answers)
    .sort(([, a], [, b]) => b - a)
    .map(([what, n]) => `${n} × ${what}`);
  return [
    reasons.length === 0 ? 'repelled' : 'BROKEN  ',
    name,
    `${seconds.toFixed(1)} s`,
    `peak ${Math.round(peakMb)} MB (+${Math.round(growthOf(outcome))})`,
    longest ? `longest wait ${Math.round(longest.ms)} ms (${longest.kind})` : 'nobody waited',
    `answered ${answered.slice(0, 6).join(', ')}${answered.length > 6 ? `, and ${answered.length - 6} more` : ''}`,
    ...(reasons.length > 0 ? [reasons.join('; ')] : []),
  ].join(' | ');
}
