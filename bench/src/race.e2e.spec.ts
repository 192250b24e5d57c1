import { expect, it } from '@jest/globals';
import { benchRace } from './race.js';

it('withdrawal, closing, merge, opinion and hearing race each other: one decider for each question, and no matter is stuck', async () => {
  const figures = await benchRace({ engine: 'embedded', sequences: 24, seed: 20250324 });
  expect(figures).toMatchObject({ interleavings: 24, twoDeciders: 0, stuck: 0, internal: 0 });
  // Which of them is first is for the machine.
  expect(Object.keys(figures['sent'] as object)).toEqual(expect.arrayContaining(['verifyCompletion', 'confirmMerge', 'cancelHearing']));
}, 300_000);
