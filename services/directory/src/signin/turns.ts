/** A caller who wants a turn: the address, and whether it is known for the account. */
export interface Wants {
  readonly from: string;
  readonly known: boolean;
}

interface Waiting {
  readonly enter: () => void;
  readonly refuse: () => void;
}

/** Waiting callers by address; the addresses take turns, however many callers wait at each. */
class Line {
  private readonly waiting = new Map<string, Waiting[]>();
  size = 0;

  constructor(private readonly most: number) {}

  /** If the line is full, refuses the last caller of the most crowded address; the new caller if no address is more crowded than its own. */
  join(from: string, one: Waiting): void {
    const own = this.waiting.get(from) ?? [];
    if (this.size >= this.most) {
      const [, crowd] = [...this.waiting].reduce((most, each) => (each[1].length > most[1].length ? each : most), [from, own]);
      if (crowd.length <= own.length + 1) return one.refuse();
      crowd.pop()?.refuse();
      this.size -= 1;
    }
    own.push(one);
    this.waiting.set(from, own);
    this.size += 1;
  }

  /** The next caller, preferably of an address that has no caller inside. */
  next(inside: ReadonlySet<string>): { readonly from: string; readonly one: Waiting } | null {
    const addresses = [...this.waiting.keys()];
    const from = addresses.find((each) => !inside.has(each)) ?? addresses[0];
    const queue = from === undefined ? undefined : this.waiting.get(from);
    const one = queue?.shift();
    if (from === undefined || !queue || !one) return null;
    // Move the address to the end, so that the others come before its next caller.
    this.waiting.delete(from);
    if (queue.length > 0) this.waiting.set(from, queue);
    this.size -= 1;
    return { from, one };
  }
}

/**
 * Lets few callers in at a time: callers from known places first, then the others, address by address. A flood of sign-ins from new
 * places therefore delays nobody for longer than the short line of the others takes.
 */
export class Turns {
  private readonly inside = new Map<symbol, string>();
  private readonly known: Line;
  private readonly others: Line;

  constructor(
    private readonly atOnce: number,
    waitingMost: { readonly known: number; readonly others: number },
    private readonly busy: () => Error,
  ) {
    this.known = new Line(waitingMost.known);
    this.others = new Line(waitingMost.others);
  }

  /** @throws the error of `busy` when too many wait already */
  async run<T>({ from, known }: Wants, work: () => Promise<T>): Promise<T> {
    const me = Symbol(from);
    if (this.inside.size < this.atOnce) this.inside.set(me, from);
    else
      await new Promise<void>((resolve, reject) => {
        const one = { enter: () => (this.inside.set(me, from), resolve()), refuse: () => reject(this.busy()) };
        (known ? this.known : this.others).join(from, one);
      });
    try {
      return await work();
    } finally {
      this.inside.delete(me);
      const inside = new Set(this.inside.values());
      (this.known.next(inside) ?? this.others.next(inside))?.one.enter();
    }
  }
}
