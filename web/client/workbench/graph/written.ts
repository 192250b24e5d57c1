/** An event named by an answer or a live signal. */
export interface After {
  readonly source: string;
  readonly key: string;
  readonly seq: number;
}

/** Fewer than the graph accepts (64). */
const KEPT = 50;

/** The latest event of each source and key that this page caused or was told; at most the newest 50. */
export class Written {
  private readonly kept = new Map<string, After>();

  add(after: After): void {
    const name = `${after.source}/${after.key}`;
    // Move it to the end, because the oldest are dropped first.
    this.kept.delete(name);
    this.kept.set(name, after);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value as string);
  }

  /** The value of the header `x-after`; null if there is nothing to wait for. */
  header(): string | null {
    return this.kept.size === 0 ? null : JSON.stringify([...this.kept.values()]);
  }
}
