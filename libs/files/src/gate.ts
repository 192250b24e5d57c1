interface Waiter {
  readonly size: number;
  readonly enter: () => void;
}

/**
 * Lets work in while all that is inside together weighs no more than a budget; what is heavier than the budget goes in alone. Of those
 * who wait, the lightest goes first: a small file must not wait behind the large ones of a flood.
 */
export class Gate {
  private readonly waiting: Waiter[] = [];
  private inside = 0;

  /** @param budget in the unit of the sizes, as bytes held in memory */
  constructor(private readonly budget: number) {}

  async pass<T>(size: number, work: () => Promise<T>): Promise<T> {
    if (this.fits(size)) this.inside += size;
    else await new Promise<void>((enter) => this.waiting.push({ size, enter }));
    try {
      return await work();
    } finally {
      this.inside -= size;
      this.admit();
    }
  }

  private fits(size: number): boolean {
    return this.inside === 0 || this.inside + size <= this.budget;
  }

  private admit(): void {
    while (this.waiting.length > 0) {
      const next = this.waiting.reduce((lightest, each) => (each.size < lightest.size ? each : lightest));
      if (!this.fits(next.size)) return;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.inside += next.size;
      next.enter();
    }
  }
}
