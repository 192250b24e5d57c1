/** An event named by an answer or a live signal. */
export interface After {
  readonly source: string;
  readonly key: string;
  readonly seq: number;
}

/** Below what the graph takes (64). */
const KEPT = 50;

/** The latest event that this page caused or heard of, per source and key; at most the newest 50. */
export class Written {
  private readonly kept = new Map<string, After>();

  add(after: After): void {
    const name = `${after.source}/${after.key}`;
    // Last again: the oldest are dropped first, and it is not old.
    this.kept.delete(name);
    this.kept.set(name, after);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value as string);
  }

  /** For the header `x-after`; null where there is nothing to wait for. */
  header(): string | null {
    return this.kept.size === 0 ? null : JSON.stringify([...this.kept.values()]);
  }
}
