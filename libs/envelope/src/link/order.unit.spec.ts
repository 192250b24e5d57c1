import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Conversation, applied, arrive, gapsOf, givenUp, newConversation, parked, ready, stored, unparked } from './order.js';

const FURTHEST = 100;
const digest = (sequence: number) => `digest-${sequence}`;

/** A receiver of one conversation; it cannot apply the sequences in `poison`. */
function receive(arriving: readonly number[], poison: readonly number[] = []) {
  let conversation: Conversation = newConversation;
  const known = new Map<number, string>();
  const order: number[] = [];
  let duplicates = 0;
  for (const sequence of arriving) {
    const arrival = arrive(conversation, { sequence, digest: digest(sequence) }, known.get(sequence) ?? null, FURTHEST);
    if (arrival.do === 'duplicate') duplicates += 1;
    if (arrival.do !== 'apply' && arrival.do !== 'hold') continue;
    known.set(sequence, digest(sequence));
    conversation = stored(conversation, sequence);
    for (let next = ready(conversation); next !== null; next = ready(conversation)) {
      if (poison.includes(next)) conversation = parked(conversation);
      else {
        order.push(next);
        conversation = applied(conversation);
      }
    }
  }
  return { conversation, order, duplicates };
}

const shuffled = fc
  .integer({ min: 1, max: 30 })
  .chain((count) =>
    fc.tuple(fc.constant(count), fc.shuffledSubarray(upTo(count), { minLength: count }), fc.array(fc.integer({ min: 1, max: count }))),
  );

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

describe('the order of a conversation', () => {
  it('applies every message once and in order, however the messages arrive and are doubled', () => {
    fc.assert(
      fc.property(shuffled, ([count, arriving, again]) => {
        const { order, duplicates, conversation } = receive([...arriving, ...again]);
        expect(order).toEqual(upTo(count));
        expect(duplicates).toBe(again.length);
        expect(gapsOf(conversation)).toEqual([]);
      }),
    );
  });

  it('applies nothing after a message that cannot be applied, and all of it once that one is given up', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(), ([count, arriving], drawn) => {
        const poison = (drawn % count) + 1;
        const { order, conversation } = receive(arriving, [poison]);
        expect(order).toEqual(upTo(poison - 1));
        expect(conversation.parkedAt).toBe(poison);
        let after = givenUp(conversation, poison);
        for (let next = ready(after); next !== null; next = ready(after)) after = applied(after);
        expect(after).toEqual({ next: count + 1, held: [], givenUp: [], parkedAt: null });
      }),
    );
  });

  it('tells exactly what is missing below the highest stored sequence', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (arriving) => {
        const { conversation } = receive(arriving);
        const asked = gapsOf(conversation).flatMap(({ from, to }) => upTo(to).filter((sequence) => sequence >= from));
        expect(asked).toEqual(upTo(Math.max(...arriving)).filter((sequence) => !arriving.includes(sequence)));
      }),
    );
  });

  it('asks for a gap when a later message arrives', () => {
    expect(arrive(newConversation, { sequence: 3, digest: 'c' }, null, FURTHEST)).toEqual({ do: 'hold', ask: [{ from: 1, to: 2 }] });
  });

  it('tries a parked message again', () => {
    const { conversation } = receive([1, 2], [1]);
    expect(ready(conversation)).toBeNull();
    expect(ready(unparked(conversation))).toBe(1);
  });

  it('refuses another message under a sequence that is taken', () => {
    expect(arrive(newConversation, { sequence: 1, digest: 'b' }, 'a', FURTHEST)).toEqual({ do: 'refuse', code: 'SEQUENCE_TAKEN' });
    expect(arrive(newConversation, { sequence: 1, digest: 'a' }, 'a', FURTHEST)).toEqual({ do: 'duplicate' });
  });

  it('refuses a message whose sequence was given up, passed or not', () => {
    const refused = { do: 'refuse', code: 'SEQUENCE_GIVEN_UP' };
    expect(arrive(givenUp(newConversation, 1), { sequence: 1, digest: 'a' }, null, FURTHEST)).toEqual(refused);
    expect(arrive(givenUp(newConversation, 2), { sequence: 2, digest: 'a' }, null, FURTHEST)).toEqual(refused);
  });

  it('refuses a sequence farther ahead than the limit', () => {
    expect(arrive(newConversation, { sequence: 1 + FURTHEST, digest: 'a' }, null, FURTHEST).do).toBe('hold');
    expect(arrive(newConversation, { sequence: 2 + FURTHEST, digest: 'a' }, null, FURTHEST)).toEqual({
      do: 'refuse',
      code: 'SEQUENCE_TOO_FAR',
    });
  });
});
