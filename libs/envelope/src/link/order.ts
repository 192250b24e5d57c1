/** What a receiver knows of one conversation. Sequences count from 1. */
export interface Conversation {
  /** The sequence that is applied next; all below are applied or given up. */
  next: number;
  /** Sequences stored and not applied yet. */
  held: readonly number[];
  /** Sequences at or above `next` which the sender has given up. */
  givenUp: readonly number[];
  /** The sequence that could not be applied; while it stands, its conversation waits and no other. */
  parkedAt: number | null;
}

/** Sequences from and to, both inclusive. */
export interface Gap {
  from: number;
  to: number;
}

export type Arrival =
  | { do: 'apply' }
  | { do: 'hold'; ask: readonly Gap[] }
  | { do: 'duplicate' }
  | { do: 'refuse'; code: 'SEQUENCE_TAKEN' | 'SEQUENCE_GIVEN_UP' | 'SEQUENCE_TOO_FAR' };

export const newConversation: Conversation = { next: 1, held: [], givenUp: [], parkedAt: null };

/**
 * What to do with an arriving message. It changes nothing: what is stored is told by `stored`.
 * @param known the digest stored under this sequence, null where none is
 * @param furthest how far a sequence may lie ahead of the next one, inclusive
 */
export function arrive(
  conversation: Conversation,
  arriving: { sequence: number; digest: string },
  known: string | null,
  furthest: number,
): Arrival {
  const { sequence, digest } = arriving;
  if (known !== null) return known === digest ? { do: 'duplicate' } : { do: 'refuse', code: 'SEQUENCE_TAKEN' };
  if (sequence < conversation.next || conversation.givenUp.includes(sequence)) return { do: 'refuse', code: 'SEQUENCE_GIVEN_UP' };
  if (sequence > conversation.next + furthest) return { do: 'refuse', code: 'SEQUENCE_TOO_FAR' };
  if (sequence === conversation.next && conversation.parkedAt === null) return { do: 'apply' };
  return { do: 'hold', ask: gapsOf(stored(conversation, sequence)) };
}

/** The conversation with a sequence stored; one that is held already stays as it is. */
export function stored(conversation: Conversation, sequence: number): Conversation {
  if (conversation.held.includes(sequence)) return conversation;
  return { ...conversation, held: [...conversation.held, sequence].sort((one, other) => one - other) };
}

/** The sequence that may be applied now, null where the next one is missing or the conversation is parked. */
export function ready(conversation: Conversation): number | null {
  return conversation.parkedAt === null && conversation.held.includes(conversation.next) ? conversation.next : null;
}

/** The conversation after its next message was applied. */
export function applied(conversation: Conversation): Conversation {
  return passOver({ ...conversation, held: conversation.held.filter((held) => held !== conversation.next), next: conversation.next + 1 });
}

/** The conversation after its next message could not be applied. */
export function parked(conversation: Conversation): Conversation {
  return { ...conversation, parkedAt: conversation.next };
}

/** A parked message is tried again. */
export function unparked(conversation: Conversation): Conversation {
  return { ...conversation, parkedAt: null };
}

/** A sequence that will never be applied: the sender gave it up, or an operator dropped it. One that is applied already stays applied. */
export function givenUp(conversation: Conversation, sequence: number): Conversation {
  if (sequence < conversation.next || conversation.givenUp.includes(sequence)) return conversation;
  return passOver({
    ...conversation,
    held: conversation.held.filter((held) => held !== sequence),
    givenUp: [...conversation.givenUp, sequence],
    parkedAt: conversation.parkedAt === sequence ? null : conversation.parkedAt,
  });
}

/** What is missing below the highest sequence that is stored, in ascending order. */
export function gapsOf(conversation: Conversation): readonly Gap[] {
  const there = [...conversation.held, ...conversation.givenUp].sort((one, other) => one - other);
  const gaps: Gap[] = [];
  let expected = conversation.next;
  for (const sequence of there) {
    if (sequence > expected) gaps.push({ from: expected, to: sequence - 1 });
    expected = sequence + 1;
  }
  return gaps;
}

function passOver(conversation: Conversation): Conversation {
  let { next } = conversation;
  while (conversation.givenUp.includes(next)) next += 1;
  return { ...conversation, next, givenUp: conversation.givenUp.filter((sequence) => sequence > next) };
}
