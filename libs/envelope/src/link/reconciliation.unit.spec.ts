import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DifferenceKind,
  type Listed,
  type ListedRow,
  differencesIn,
  differencesOf,
  isMendedBySending,
  unequalDays,
} from './reconciliation.js';

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

describe('a list of what was sent and a list of what came', () => {
  const DAY = '2026-12-01';
  const row = (index: number): ListedRow => ({ ...aMessage(index), day: DAY });
  const [SENT, CAME] = [0, 1] as const;
  /** As the sender has it, and as the receiver. */
  const faults: Record<
    string,
    { rows: (message: ListedRow) => [ListedRow | null, ListedRow | null]; sender: DifferenceKind; receiver: DifferenceKind }
  > = {
    lost: { rows: (message) => [message, null], sender: 'missing_there', receiver: 'missing_here' },
    forgotten: { rows: (message) => [null, message], sender: 'missing_here', receiver: 'missing_there' },
    changed: { rows: (message) => [message, { ...message, digest: 'other' }], sender: 'other_digest', receiver: 'other_digest' },
    moved: {
      rows: (message) => [message, { ...message, sequence: message.sequence + 1000, digest: 'other' }],
      sender: 'other_sequence',
      receiver: 'other_sequence',
    },
    unanswered: {
      rows: (message) => [{ ...message, receipted: false }, message],
      sender: 'receipt_only_there',
      receiver: 'receipt_only_here',
    },
  };
  /** What is no difference, though the lists are not the same. */
  const harmless: ((message: ListedRow) => [ListedRow | null, ListedRow | null])[] = [
    (message) => [message, message],
    (message) => [{ ...message, digest: '', receipted: false, open: true }, null],
    (message) => [{ ...message, digest: '', receipted: false, open: true }, message],
    (message) => [{ ...message, open: true }, null],
    (message) => [{ ...message, receipted: false }, null],
  ];
  const told = (found: readonly { messageId: string; kind: string; day: string }[]) =>
    found.map(({ messageId, kind, day }) => `${messageId} ${kind} ${day}`).toSorted();
  const check = (marks: readonly (string | number)[]) => {
    const pairs = marks.map((mark, index) => (typeof mark === 'string' ? faults[mark]!.rows(row(index)) : harmless[mark]!(row(index))));
    const side = (which: 0 | 1) => pairs.flatMap((pair) => pair[which] ?? []);
    const expected = (side: 'sender' | 'receiver') =>
      marks.flatMap((mark, index) => (typeof mark === 'string' ? [`message-${index} ${faults[mark]![side]} ${DAY}`] : [])).toSorted();
    expect(told(differencesIn('out', side(SENT), side(CAME)))).toEqual(expected('sender'));
    expect(told(differencesIn('in', side(CAME), side(SENT)))).toEqual(expected('receiver'));
  };
  const mark = fc.oneof(fc.constantFrom(...Object.keys(faults)), fc.nat({ max: harmless.length - 1 }));

  it('are told by both sides the same, each from its own: what is on its way, was given up or has no receipt and did not come is none', () => {
    fc.assert(fc.property(fc.array(mark, { maxLength: 80 }), check));
  });

  it('500 of every kind among 6,000 messages of which some are on their way are found by both, false 0', () => {
    const names = Object.keys(faults);
    check(Array.from({ length: 6000 }, (_, index) => (index % 12 === 0 ? names[(index / 12) % names.length]! : index % harmless.length)));
  });

  it('are mended by sending again where the receiver lacks the message or the sender its receipt, by nothing else', () => {
    const mended = (direction: 'out' | 'in') => kinds.filter((kind) => isMendedBySending(direction, kind)).toSorted();
    expect(mended('out')).toEqual(['missing_there', 'receipt_only_there']);
    expect(mended('in')).toEqual(['missing_here', 'receipt_only_here']);
  });
});
