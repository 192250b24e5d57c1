import { expect, it } from '@jest/globals';
import { benchRace } from './race.js';

it('withdrawal, closing, merge, opinion and hearing race each other: one decider for each question, and no matter is stuck', async () => {
  const figures = await benchRace({ engine: 'embedded', sequences: 24, seed: 20250324 });
  expect(figures).toMatchObject({ interleavings: 24, twoDeciders: 0, stuck: 0, internal: 0 });
  const done = figures['done'] as Record<string, number>;
  for (const act of ['verifyCompletion', 'confirmMerge', 'cancelHearing']) expect([act, done[act] ?? 0]).not.toEqual([act, 0]);
}, 300_000);
