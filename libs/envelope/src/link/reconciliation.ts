/** One message as one side has it. */
export interface Listed {
  messageId: string;
  conversation: string;
  sequence: number;
  /** Of the bytes on the wire, by the suite of the partner. */
  digest: string;
  /** Whether this side has the transport receipt: the receiver gave it, the sender verified it. */
  receipted: boolean;
}

/** What one side has of a conversation on one day. */
export interface DaySum {
  conversation: string;
  /** Asia/Shanghai, of the instant of sending. */
  day: string;
  count: number;
  /** Over the places and digests of the messages in their order. */
  hash: string;
}

/** The days of conversations whose messages must be compared one by one, as sums of both sides tell; each once, by conversation and day. */
export function unequalDays(ours: readonly DaySum[], theirs: readonly DaySum[]): readonly { conversation: string; day: string }[] {
  const key = ({ conversation, day }: DaySum) => JSON.stringify([conversation, day]);
  const same = (one: DaySum | undefined, other: DaySum | undefined) => one?.count === other?.count && one?.hash === other?.hash;
  const [here, there] = [ours, theirs].map((sums) => new Map(sums.map((sum) => [key(sum), sum])));
  return [...new Map([...ours, ...theirs].map((sum) => [key(sum), sum]))]
    .filter(([at]) => !same(here!.get(at), there!.get(at)))
    .map(([, { conversation, day }]) => ({ conversation, day }))
    .sort((one, other) => compare(one.conversation, other.conversation) || compare(one.day, other.day));
}

/** `ours` is the side that compares: here is ours, there is theirs. */
export type DifferenceKind =
  'missing_here' | 'missing_there' | 'other_digest' | 'other_sequence' | 'receipt_only_here' | 'receipt_only_there';

export interface Difference {
  kind: DifferenceKind;
  messageId: string;
  conversation: string;
  sequence: number;
}

/**
 * Every message in which two lists of the same span differ, once, in the order of conversation, sequence and id.
 * A message in another place is told as that alone; its digest differs with its place.
 * @param ours and
 * @param theirs each message id at most once
 */
export function differencesOf(ours: readonly Listed[], theirs: readonly Listed[]): readonly Difference[] {
  const there = new Map(theirs.map((listed) => [listed.messageId, listed]));
  const here = new Set(ours.map((listed) => listed.messageId));
  const differences = ours.flatMap((own) => {
    const kind = kindOf(own, there.get(own.messageId));
    return kind === null ? [] : [difference(kind, own)];
  });
  const missing = theirs.filter((listed) => !here.has(listed.messageId)).map((listed) => difference('missing_here', listed));
  return [...differences, ...missing].sort(byPlace);
}

function kindOf(own: Listed, other: Listed | undefined): DifferenceKind | null {
  if (other === undefined) return 'missing_there';
  if (own.conversation !== other.conversation || own.sequence !== other.sequence) return 'other_sequence';
  if (own.digest !== other.digest) return 'other_digest';
  if (own.receipted !== other.receipted) return own.receipted ? 'receipt_only_here' : 'receipt_only_there';
  return null;
}

function difference(kind: DifferenceKind, { messageId, conversation, sequence }: Listed): Difference {
  return { kind, messageId, conversation, sequence };
}

function byPlace(one: Difference, other: Difference): number {
  return compare(one.conversation, other.conversation) || one.sequence - other.sequence || compare(one.messageId, other.messageId);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/**
 * Whether sending the message again, by whoever sent it, mends the difference; others are settled by people.
 * @param direction of the message, seen from here
 */
export const isMendedBySending = (direction: 'out' | 'in', kind: DifferenceKind): boolean =>
  direction === 'out' ? kind === 'missing_there' || kind === 'receipt_only_there' : kind === 'missing_here' || kind === 'receipt_only_here';

/** One message as a side lists it. */
export interface ListedRow extends Listed {
  /** Asia/Shanghai. */
  readonly day: string;
  /** Of the sender alone: it is still on its way, or was given up; what the receiver has of it is no difference. */
  readonly open?: boolean;
}

/**
 * Differences between what the sender and the receiver of the same days list, as the side sees them whose rows are `ours`. What the sender has no receipt for
 * need not be there.
 * @param direction of the messages, seen from the side whose rows are `ours`
 */
export function differencesIn(
  direction: 'out' | 'in',
  ours: readonly ListedRow[],
  theirs: readonly ListedRow[],
): (Difference & { day: string })[] {
  const [sent, came] = direction === 'out' ? [ours, theirs] : [theirs, ours];
  const open = new Set(sent.filter((row) => row.open).map(({ messageId }) => messageId));
  const arrived = new Set(came.map(({ messageId }) => messageId));
  const unproved = new Set(sent.filter((row) => !row.receipted && !arrived.has(row.messageId)).map(({ messageId }) => messageId));
  const days = new Map([...ours, ...theirs].map(({ messageId, day }) => [messageId, day]));
  return differencesOf(ours, theirs)
    .filter(({ messageId }) => !open.has(messageId) && !unproved.has(messageId))
    .map((difference) => ({ ...difference, day: days.get(difference.messageId)! }));
}
