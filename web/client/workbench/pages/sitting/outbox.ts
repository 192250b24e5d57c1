/** An entry as the clerk wrote it. */
export interface Written {
  readonly kind: string;
  readonly speaker: string | null;
  readonly text: string;
  readonly hash: string | null;
  readonly corrects: number | null;
  readonly withheld: boolean;
}

/** An entry that has no answer yet, or was refused. */
export interface Waiting {
  /** Sent each time, so that the entry is recorded once. */
  readonly requestId: string;
  readonly entry: Written;
  /** The server's words; null: not answered. */
  readonly refused: string | null;
}

/** Null: recorded. `away`: no answer came. */
export type Sent = null | 'away' | { readonly refused: string };

interface Line {
  read(): readonly Waiting[];
  write(list: readonly Waiting[]): void;
  send(one: Waiting): Promise<Sent>;
  /** The list has changed. */
  changed(list: readonly Waiting[], away: boolean): void;
}

/**
 * Entries on their way to the minutes, in the order in which they were written. Each is kept before it is sent and sent with the same id until
 * an answer comes, also after the page was loaded again: a line that breaks loses nothing and doubles nothing. A refused one waits for the
 * clerk and keeps no other back.
 */
export class Outbox {
  private list: readonly Waiting[];
  private running = false;
  private away = false;

  constructor(private readonly line: Line) {
    this.list = line.read();
  }

  get waiting(): readonly Waiting[] {
    return this.list;
  }

  add(entry: Written, requestId: string): Promise<void> {
    this.keep([...this.list, { requestId, entry, refused: null }]);
    return this.run();
  }

  /** Takes a refused entry out, to be written again or not at all. */
  take(requestId: string): Written | null {
    const one = this.list.find((other) => other.requestId === requestId && other.refused !== null);
    if (one) this.keep(this.list.filter((other) => other !== one));
    return one?.entry ?? null;
  }

  /** Sends what has no answer yet. While it runs already, it does nothing. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.next(); next; next = this.next()) {
        const sent = await this.line.send(next);
        this.away = sent === 'away';
        if (sent === 'away') return this.keep(this.list);
        const { requestId } = next;
        this.keep(
          sent === null
            ? this.list.filter((other) => other.requestId !== requestId)
            : this.list.map((other) => (other.requestId === requestId ? { ...other, refused: sent.refused } : other)),
        );
      }
    } finally {
      this.running = false;
    }
  }

  private next(): Waiting | undefined {
    return this.list.find(({ refused }) => refused === null);
  }

  private keep(list: readonly Waiting[]): void {
    this.list = list;
    this.line.write(list);
    this.line.changed(list, this.away);
  }
}
