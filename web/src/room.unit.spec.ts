import { describe, expect, it } from '@jest/globals';
import { lengthOf, roomIn } from './room.js';

describe('the room in a field', () => {
  it('is counted in characters: a rare one is one, a line end is one, blanks at the ends do not count', () => {
    expect(lengthOf('  𠮷野\r\n家 ')).toBe(4);
  });

  it('is shown in a long field from the first character, in a short one from half of its limit', () => {
    expect(roomIn('', 10_000)).toEqual({ text: '', beyond: false });
    expect(roomIn('字', 10_000)).toEqual({ text: '还可写9999字', beyond: false });
    expect(roomIn('字'.repeat(99), 200)).toEqual({ text: '', beyond: false });
    expect(roomIn('字'.repeat(100), 200)).toEqual({ text: '还可写100字', beyond: false });
  });

  it('ends at the limit; beyond it, the excess is shown', () => {
    expect(roomIn('字'.repeat(200), 200)).toEqual({ text: '还可写0字', beyond: false });
    expect(roomIn('字'.repeat(213), 200)).toEqual({ text: '最多200字，现有213字，请删减13字', beyond: true });
  });
});
