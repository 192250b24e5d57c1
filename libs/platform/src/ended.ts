/**
 * Ids of ended sessions and of people who may no longer sign in, each kept until none of their tokens can still be valid. In memory, so
 * that a lookup costs a request nothing; consumers of directory events fill it.
 */
export class EndedSessions {
  private readonly untilOf = new Map<string, number>();
  private sweepAt = 0;

  /** @param until milliseconds of the epoch; what is over by then is not kept */
  add(id: string, until: number): void {
    const now = Date.now();
    if (until > now) this.untilOf.set(id, Math.max(until, this.untilOf.get(id) ?? 0));
    if (now < this.sweepAt) return;
    this.sweepAt = now + SWEEP_MS;
    for (const [known, end] of this.untilOf) if (end <= now) this.untilOf.delete(known);
  }

  /** A person who may sign in again. */
  remove(id: string): void {
    this.untilOf.delete(id);
  }

  has(id: string | null): boolean {
    return id !== null && (this.untilOf.get(id) ?? 0) > Date.now();
  }
}

const SWEEP_MS = 60_000;
