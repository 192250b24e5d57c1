import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const BUSY = new Error('busy');

/** A gate of one, whose work ends when it is told to. */
class Hall {
  readonly turns = new Turns(1, { known: 4, others: 4 }, () => BUSY);
  readonly done: string[] = [];
  readonly refused: string[] = [];
  private readonly ends: (() => void)[] = [];

  come(name: string, from: string, known = false): void {
    const work = () => new Promise<void>((resolve) => this.ends.push(() => (this.done.push(name), resolve())));
    this.turns.run({ from, known }, work).catch((error: unknown) => {
      expect(error).toBe(BUSY);
      this.refused.push(name);
    });
  }

  async all(): Promise<string[]> {
    for (;;) {
      await new Promise((settled) => setImmediate(settled));
      const end = this.ends.shift();
      if (!end) return this.done;
      end();
    }
  }
}

describe('turns', () => {
  it('go address by address, however many wait at one', async () => {
    const hall = new Hall();
    hall.come('inside', 'x');
    for (const name of ['a1', 'a2', 'a3']) hall.come(name, 'a');
    hall.come('b1', 'b');
    expect(await hall.all()).toEqual(['inside', 'a1', 'b1', 'a2', 'a3']);
  });

  it('go to known places first', async () => {
    const hall = new Hall();
    hall.come('inside', 'x');
    for (const name of ['a1', 'a2']) hall.come(name, 'a');
    hall.come('b1', 'b', true);
    expect(await hall.all()).toEqual(['inside', 'b1', 'a1', 'a2']);
  });

  it('are refused to the most crowded address when the line is full, and to a newcomer only where none is more crowded', async () => {
    const hall = new Hall();
    hall.come('inside', 'x');
    for (const name of ['a1', 'a2', 'a3', 'a4']) hall.come(name, 'a');
    hall.come('a5', 'a');
    hall.come('b1', 'b');
    hall.come('c1', 'c');
    hall.come('d1', 'd');
    expect(await hall.all()).toEqual(['inside', 'a1', 'b1', 'c1', 'd1']);
    expect(hall.refused).toEqual(['a5', 'a4', 'a3', 'a2']);
  });

  it('are kept for known places while the line of the others is full', async () => {
    const hall = new Hall();
    hall.come('inside', 'x');
    for (const name of ['a', 'b', 'c', 'd', 'e']) hall.come(name, name);
    hall.come('known', 'k', true);
    expect(await hall.all()).toEqual(['inside', 'known', 'a', 'b', 'c', 'd']);
    expect(hall.refused).toEqual(['e']);
  });

  it('are given on when the work fails', async () => {
    const turns = new Turns(1, { known: 1, others: 1 }, () => BUSY);
    const failing = turns.run({ from: 'a', known: false }, () => Promise.reject(new Error('away')));
    const next = turns.run({ from: 'b', known: false }, async () => 'in');
    await expect(failing).rejects.toThrow('away');
    expect(await next).toBe('in');
  });
});
