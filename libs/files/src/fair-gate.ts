import { fileError } from './files.errors.js';

interface Waiter {
  readonly group: string;
  readonly enter: () => void;
}

/** Groups whose work is remembered; beyond that all begin anew. */
const GROUPS_MAX = 10_000;

/**
 * Lets so many at work at once. Of those who wait, the one enters whose group has worked least, so that a group that brings much, or
 * what takes long, waits for itself; and where there are several places, no group holds them all.
 */
export class FairGate {
  private readonly waiting: Waiter[] = [];
  private readonly running = new Map<string, number>();
  /** Milliseconds of work by group. */
  private readonly spent = new Map<string, number>();
  private free: number;

  /** @param waitMs longest wait for a place */
  constructor(
    private readonly places: number,
    private readonly waitMs: number,
  ) {
    this.free = places;
  }

  /** @throws FILE_CLEANING_BUSY where no place became free in time */
  async pass<T>(group: string, work: () => Promise<T>): Promise<T> {
    await this.enter(group);
    const began = performance.now();
    try {
      return await work();
    } finally {
      if (this.spent.size >= GROUPS_MAX) this.spent.clear();
      this.spent.set(group, (this.spent.get(group) ?? 0) + performance.now() - began);
      this.leave(group);
    }
  }

  private enter(group: string): Promise<void> {
    if (this.free > 0 && this.mayRun(group)) {
      this.admit(group);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        group,
        enter: () => {
          clearTimeout(late);
          this.admit(group);
          resolve();
        },
      };
      const late = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(fileError('FILE_CLEANING_BUSY'));
      }, this.waitMs);
      this.waiting.push(waiter);
    });
  }

  private mayRun(group: string): boolean {
    return (this.running.get(group) ?? 0) < Math.max(1, this.places - 1);
  }

  private admit(group: string): void {
    this.free -= 1;
    this.running.set(group, (this.running.get(group) ?? 0) + 1);
  }

  private leave(group: string): void {
    this.free += 1;
    const running = (this.running.get(group) ?? 1) - 1;
    if (running > 0) this.running.set(group, running);
    else this.running.delete(group);
    const spent = (each: Waiter) => this.spent.get(each.group) ?? 0;
    const able = this.waiting.filter((each) => this.mayRun(each.group));
    const next = able.reduce<Waiter | null>((least, each) => (least && spent(least) <= spent(each) ? least : each), null);
    if (!next) return;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    next.enter();
  }
}
