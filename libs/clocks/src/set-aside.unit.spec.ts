import { describe, expect, it } from '@jest/globals';
import { SetAside, batchOrEach } from './set-aside.js';

const MINUTE = 60_000;

describe('what a sweep sets aside', () => {
  it('waits a minute, then twice as long each time, and an hour at most', () => {
    let now = 0;
    const aside = new SetAside('spec', 'pauses', () => now);
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      aside.failed('one', new Error('no'));
      now += minutes * MINUTE - 1;
      expect(aside.ids()).toEqual(['one']);
      now += 1;
      expect(aside.ids()).toEqual([]);
      expect(aside.problem()).toBe('1 set aside, among them one');
    }
    aside.done('one');
    expect([aside.size, aside.problem()]).toEqual([0, null]);
  });

  it('is never what the database could not do: that is thrown, and the round is tried again', async () => {
    const aside = new SetAside('spec', 'database');
    const fault = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const conflict = Object.assign(new Error('deadlock'), { code: '40P01' });
    const fails = (error: Error) => () => Promise.reject(error);
    for (const error of [fault, conflict]) {
      await expect(batchOrEach(aside, fails(error), async () => ['one'], fails(error))).rejects.toBe(error);
      await expect(batchOrEach(aside, fails(new Error('rule')), async () => ['one'], fails(error))).rejects.toBe(error);
    }
    expect(aside.size).toBe(0);
  });

  it('is only what fails by itself, when a batch fails', async () => {
    const aside = new SetAside('spec', 'batch');
    const done: string[] = [];
    const one = async (id: string) => {
      if (id === 'b') throw new Error('rule');
      done.push(id);
    };
    expect(
      await batchOrEach(
        aside,
        () => Promise.reject(new Error('rule')),
        async () => ['a', 'b', 'c'],
        one,
      ),
    ).toBe(3);
    expect([done, aside.ids()]).toEqual([['a', 'c'], ['b']]);
  });
});
