import type { Day } from '@sunshine/procedure';

/**
 * What another node has said of a matter that was sent to an organ of it. Every day is the day of the fact there, Asia/Shanghai; a later
 * fact implies those before it, whichever came first.
 */
export interface Elsewhere {
  readonly node: string;
  /** By which the matter was handed over. */
  readonly messageId?: string;
  /** Of the transport receipt. */
  readonly receivedOn?: Day;
  /** Of the business receipt of acceptance. */
  readonly heldOn?: Day;
  readonly informedOn?: Day;
  readonly accepted?: Dated;
  readonly extended?: Dated;
  readonly opinionOn?: Day;
  /** Petitioners of this node whom the opinion has reached, each on the first day. */
  readonly served?: readonly { readonly petitionerId: string; readonly on: Day }[];
  readonly reportedOn?: Day;
  /** The message by which the last report was told. */
  readonly reportId?: string;
  readonly closed?: { readonly on: Day; readonly ground: string | null };
}

interface Dated {
  readonly on: Day;
  /** Last day of handling, inclusive; null: not told. */
  readonly due: Day | null;
}

/** A fact that another node has told, by `MatterHandedOver` or `MatterTold`. */
export interface NodeFact {
  /** The state of the hand-over, or the kind of message. */
  readonly what: string;
  /** The organ of that node, as the directory here has it. */
  readonly organId: string;
  readonly node: string;
  /** Of the hand-over; null of what was told later. */
  readonly messageId: string | null;
  /** The message by which the node in charge told it. */
  readonly toldBy?: string;
  readonly on: Day;
  readonly due: Day | null;
  readonly ground: string | null;
  /** Of service: petitioners of this node whom it reached. */
  readonly petitionerIds?: readonly string[];
}

type Known = Omit<Elsewhere, 'node' | 'messageId'>;

const earliest = (known: Day | undefined, on: Day): Day => (known !== undefined && known <= on ? known : on);
const first = <T extends { readonly on: Day }>(known: T | undefined, fact: T): T =>
  known !== undefined && known.on <= fact.on ? known : fact;

const withService = (served: NonNullable<Known['served']>, petitionerId: string, on: Day): NonNullable<Known['served']> => {
  const former = served.find((one) => one.petitionerId === petitionerId);
  return [...served.filter((one) => one !== former), { petitionerId, on: earliest(former?.on, on) }].toSorted((a, b) =>
    a.petitionerId < b.petitionerId ? -1 : 1,
  );
};

/** What a fact adds; null for a kind that `case` does not follow. */
function added(known: Known, { what, on, due, ground, toldBy, petitionerIds = [] }: NodeFact): Known | null {
  switch (what) {
    case 'received':
      return { receivedOn: earliest(known.receivedOn, on) };
    case 'held':
      return { heldOn: earliest(known.heldOn, on) };
    case 'information-given':
      return { informedOn: earliest(known.informedOn, on) };
    case 'acceptance':
      return { accepted: first(known.accepted, { on, due }) };
    case 'extension':
      return { extended: first(known.extended, { on, due }) };
    case 'opinion':
      return { opinionOn: earliest(known.opinionOn, on) };
    case 'service':
      return petitionerIds.length === 0
        ? null
        : { served: petitionerIds.reduce((served, id) => withService(served, id, on), known.served ?? []) };
    // After a report that was sent back there is another; one of a stage meets no date.
    case 'assigned-matter-report':
      if (ground === 'stage') return null;
      return known.reportedOn !== undefined && (known.reportedOn > on || (known.reportedOn === on && known.reportId === toldBy))
        ? {}
        : { reportedOn: on, ...(toldBy !== undefined && { reportId: toldBy }) };
    case 'completion':
      return { closed: first(known.closed, { on, ground }) };
    default:
      return null;
  }
}

/** What is known with the fact; null: it says nothing new, or nothing that is followed. */
export function withFact(known: Elsewhere | undefined, fact: NodeFact): Elsewhere | null {
  const { node, messageId } = fact;
  const before = known ?? { node };
  const more = added(before, fact);
  if (more === null) return null;
  const after = { ...before, ...(before.messageId === undefined && messageId !== null && { messageId }), ...more };
  return JSON.stringify(after) === JSON.stringify(known) ? null : after;
}

const daysOf = ({ informedOn, accepted, extended, opinionOn, served = [], reportedOn, closed }: Elsewhere): (Day | undefined)[] => [
  informedOn,
  accepted?.on,
  extended?.on,
  opinionOn,
  ...served.map(({ on }) => on),
  reportedOn,
  closed?.on,
];

const firstOf = (days: readonly (Day | undefined)[]): Day | null => days.filter((day) => day !== undefined).toSorted()[0] ?? null;

/** Whether that node is in charge: it has said so, or has acted. */
export const isHeld = (told: Elsewhere): boolean => firstOf([told.heldOn, ...daysOf(told)]) !== null;

/** The first day on which it had the matter by anything it said. */
export const hadOn = (told: Elsewhere): Day | null => firstOf([told.receivedOn, told.heldOn, ...daysOf(told)]);

/** The first day on which the petitioner had been told by anything it said: what is accepted or answered was told. */
export const toldOn = ({ informedOn, accepted, extended, opinionOn, served = [] }: Elsewhere): Day | null =>
  firstOf([informedOn, accepted?.on, extended?.on, opinionOn, ...served.map(({ on }) => on)]);
