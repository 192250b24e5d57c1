import { pause } from './bell.js';
import { messagingError } from './messaging.errors.js';

export interface BrakeLimits {
  /** Events a reader may be behind before commands slow down. */
  readonly soft: number;
  /** Events a reader may be behind before commands are refused. */
  readonly hard: number;
  /** Longest pause of a command just below `hard`, milliseconds. */
  readonly longest: number;
}

/** A report is good for this long: a reader that is gone stops no command. */
const FRESH_MS = 10_000;

/** Slows commands down, then refuses them, while a reader of this service's events is behind. */
export class Brake {
  private readonly behind = new Map<string, { events: number; at: number }>();

  constructor(private readonly limits: BrakeLimits = { soft: 2_000, hard: 20_000, longest: 500 }) {}

  report(reader: string, events: number): void {
    if (events > this.limits.soft) this.behind.set(reader, { events, at: performance.now() });
    else this.behind.delete(reader);
  }

  /** @throws READERS_BEHIND */
  async pass(): Promise<void> {
    if (!this.behind.size) return;
    const worst = this.worst();
    if (worst <= this.limits.soft) return;
    const { soft, hard, longest } = this.limits;
    await pause(Math.min(1, (worst - soft) / (hard - soft)) * longest);
    if (this.worst() >= hard) throw messagingError('READERS_BEHIND');
  }

  private worst(): number {
    let worst = 0;
    for (const [reader, { events, at }] of this.behind) {
      if (performance.now() - at > FRESH_MS) this.behind.delete(reader);
      else worst = Math.max(worst, events);
    }
    return worst;
  }
}
