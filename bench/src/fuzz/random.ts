import { createHash } from 'node:crypto';
import { chance } from '@sunshine/chance';

/** Chance that can be repeated: the same seed draws the same numbers. */
export class Random {
  /** From 0 to below 1. */
  readonly next: () => number;

  /** @param seed any text; parts of a run take `seed/part`, so that each can be repeated without the others */
  constructor(seed: string) {
    this.next = chance(createHash('sha256').update(seed).digest().readUInt32LE(0));
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to choose from');
    return list[this.below(list.length)] as T;
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.below(16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
