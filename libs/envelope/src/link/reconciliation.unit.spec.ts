import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DifferenceKind, type Listed, differencesOf, unequalDays } from './reconciliation.js';

const aMessage = (index: number): Listed => ({
  messageId: `message-${index}`,
  conversation: `conversation-${index % 7}`,
  sequence: Math.floor(index / 7) + 1,
  digest: `digest-${index}`,
  receipted: true,
});

/** What each kind of difference does to a message: as we have it, and as they have it. */
const planted: Record<DifferenceKind, (message: Listed) => [Listed | null, Listed | null]> = {
  missing_here: (message) => [null, message],
  missing_there: (message) => [message, null],
  other_digest: (message) => [message, { ...message, digest: 'other' }],
  other_sequence: (message) => [message, { ...message, sequence: message.sequence + 1000, digest: 'other' }],
  receipt_only_here: (message) => [message, { ...message, receipted: false }],
  receipt_only_there: (message) => [{ ...message, receipted: false }, message],
};
const kinds = Object.keys(planted) as DifferenceKind[];

function plant(marks: readonly (DifferenceKind | null)[]) {
  const pairs = marks.map((kind, index) => (kind === null ? [aMessage(index), aMessage(index)] : planted[kind](aMessage(index))));
  const side = (which: 0 | 1) => pairs.flatMap((pair) => pair[which] ?? []);
  return { ours: side(0), theirs: side(1).reverse() };
}

describe('the reconciliation of two sides', () => {
  it('finds each planted difference once, by its kind, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...kinds)), { maxLength: 80 }), (marks) => {
        const { ours, theirs } = plant(marks);
        const found = new Map(differencesOf(ours, theirs).map((difference) => [difference.messageId, difference.kind]));
        const expected = new Map(marks.flatMap((kind, index) => (kind === null ? [] : [[`message-${index}`, kind] as const])));
        expect(found).toEqual(expected);
        expect(differencesOf(ours, theirs)).toHaveLength(expected.size);
      }),
    );
  });

  it('finds 500 planted among 3000 messages, false 0', () => {
    const marks = Array.from({ length: 3000 }, (_, index) => (index % 6 === 0 ? kinds[(index / 6) % kinds.length]! : null));
    const { ours, theirs } = plant(marks);
    expect(differencesOf(ours, theirs)).toHaveLength(500);
  });

  it('says of the two sides the same, seen from the other end', () => {
    const { ours, theirs } = plant(kinds);
    const mirror: Record<DifferenceKind, DifferenceKind> = {
      missing_here: 'missing_there',
      missing_there: 'missing_here',
      other_digest: 'other_digest',
      other_sequence: 'other_sequence',
      receipt_only_here: 'receipt_only_there',
      receipt_only_there: 'receipt_only_here',
    };
    const seen = new Map(differencesOf(theirs, ours).map((difference) => [difference.messageId, difference.kind]));
    for (const difference of differencesOf(ours, theirs)) expect(seen.get(difference.messageId)).toBe(mirror[difference.kind]);
  });

  it('compares message by message only the days that differ in count or hash or stand on one side alone', () => {
    const sum = (day: string, count: number, hash: string) => ({ conversation: 'c', day, count, hash });
    const ours = [sum('2026-12-01', 1, 'a'), sum('2026-12-02', 1, 'b'), sum('2026-12-03', 2, 'c'), sum('2026-12-05', 1, 'e')];
    const theirs = [sum('2026-12-04', 1, 'd'), sum('2026-12-01', 1, 'a'), sum('2026-12-02', 1, 'x'), sum('2026-12-03', 3, 'c')];
    expect(unequalDays(ours, theirs).map(({ day }) => day)).toEqual(['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']);
    expect(unequalDays(ours, ours)).toEqual([]);
  });
});
