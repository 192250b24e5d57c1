import { expect, it } from '@jest/globals';
import { waitWords } from './wait.js';

it.each([
  [0, '1秒'],
  [0.2, '1秒'],
  [59, '59秒'],
  [60, '1分钟'],
  [61, '2分钟'],
  [3_540, '59分钟'],
  [3_541, '1小时'],
  [3_601, '2小时'],
])('a wait of %d seconds is told as %s', (seconds, words) => expect(waitWords(seconds)).toBe(words));
