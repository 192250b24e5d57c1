import { describe, expect, it } from '@jest/globals';
import { lengthOf, roomIn } from './room.js';

describe('the room in a field', () => {
  it('counts characters as people do: a rare one is one, line ends are one, blanks at the ends none', () => {
    expect(lengthOf('  𠮷野\r\n家 ')).toBe(4);
  });

  it('is told in a long field from the first character, in a short one from half of its limit', () => {
    expect(roomIn('', 10_000)).toEqual({ text: '', beyond: false });
    expect(roomIn('字', 10_000)).toEqual({ text: '还可写9999字', beyond: false });
    expect(roomIn('字'.repeat(99), 200)).toEqual({ text: '', beyond: false });
    expect(roomIn('字'.repeat(100), 200)).toEqual({ text: '还可写100字', beyond: false });
  });

  it('ends at the limit, and beyond it says how much is too much', () => {
    expect(roomIn('字'.repeat(200), 200)).toEqual({ text: '还可写0字', beyond: false });
    expect(roomIn('字'.repeat(213), 200)).toEqual({ text: '最多200字，现有213字，请删减13字', beyond: true });
  });
});
