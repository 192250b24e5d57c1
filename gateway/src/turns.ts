import { gatewayError } from './gateway.errors.js';

export interface TurnLimits {
  /** Requests of one caller that are worked on at the same time. */
  readonly atOnce: number;
  /** Further ones of the same caller that wait for their turn. */
  readonly waiting: number;
  /** What those that wait may weigh together, bytes. */
  readonly waitingBytes: number;
}

interface Line {
  working: number;
  bytes: number;
  readonly waiting: (() => void)[];
}

/**
 * A line for each caller: a thousand requests of one stand behind one another, and everybody else's pass beside them. There is no limit
 * over all callers, for then a few who wait long would hold up all.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly limits: TurnLimits) {}

  /** @throws REQUESTS_TOO_MANY where as many of the same caller wait already; nothing was done then */
  async take<T>(caller: string, bytes: number, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(caller, bytes);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** As `take`, for work that ends elsewhere: what is answered gives the turn back, and must be called. @throws REQUESTS_TOO_MANY */
  async enter(caller: string, bytes: number): Promise<() => void> {
    const line = this.lines.get(caller) ?? { working: 0, bytes: 0, waiting: [] };
    this.lines.set(caller, line);
    if (line.working < this.limits.atOnce) line.working += 1;
    else await this.wait(line, bytes);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = line.waiting.shift();
      if (next) return next();
      line.working -= 1;
      if (line.working === 0) this.lines.delete(caller);
    };
  }

  private async wait(line: Line, bytes: number): Promise<void> {
    const { waiting, waitingBytes } = this.limits;
    if (line.waiting.length >= waiting || line.bytes + bytes > waitingBytes) throw gatewayError('REQUESTS_TOO_MANY');
    line.bytes += bytes;
    await new Promise<void>((enter) => line.waiting.push(enter));
    line.bytes -= bytes;
    // Others are heard between two of a line, also where the work itself never waits for anything.
    await new Promise((heard) => setImmediate(heard));
  }
}
