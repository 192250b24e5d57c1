import type { Act, NewEvent, Role } from '@sunshine/events';
import type { Day, Nature } from '@sunshine/procedure';
import type { SupervisedHandling } from './handling/handling.records.js';
import type { Proposal, Reminder } from './reminders/reminders.records.js';

/** An organ as papers name it. */
export interface OrganOfPaper {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}

/** A term of the petition as its owner last told it, whoever owns it. */
export interface Duty {
  readonly clockId: string;
  readonly term: string;
  readonly nature: Nature;
  /** Who has it. */
  readonly organId: string | null;
  /** Last day, inclusive, Asia/Shanghai. */
  readonly effectiveDue: Day;
  readonly endedOn: Day | null;
}

/** What supervision keeps of a petition, each in a row of its own. */
export type SupervisionRecord = Reminder | Proposal | SupervisedHandling;
export type RecordKind = SupervisionRecord['kind'];

/** A petition as supervision knows it. */
export interface MatterState {
  readonly id: string;
  readonly number: string | null;
  readonly division: string;
  readonly duties: readonly Duty[];
  /** In the order in which they were opened. */
  readonly records: readonly SupervisionRecord[];
}

/** An officer's act: by which organ and role. */
export interface SupervisionAct extends Act {
  readonly personId: string;
  readonly organ: OrganOfPaper;
  readonly role: Role;
}

export interface Given {
  readonly state: MatterState;
  readonly act: SupervisionAct;
}

interface OwnClock {
  readonly petitionId: string;
  readonly term: string;
  /** Who owes it. */
  readonly subject: string;
}

/** What an act does to the clocks of supervision; libs/clocks carries it out. */
export type ClockMove =
  | (OwnClock & { readonly do: 'start'; readonly startedOn: Day; readonly dueOn: Day | null })
  | (OwnClock & { readonly do: 'extend'; readonly days: number; readonly article: string })
  | (OwnClock & { readonly do: 'stop'; readonly on: Day })
  | (OwnClock & { readonly do: 'cancel'; readonly on: Day; readonly reason: string });

export interface Decision {
  /** Rows that are new or changed; the first is answered. */
  readonly records: readonly [SupervisionRecord, ...SupervisionRecord[]];
  readonly events: readonly NewEvent[];
  readonly clocks?: readonly ClockMove[];
}

/** The record of that kind and id. */
export function recordOf<Kind extends RecordKind>(
  { records }: MatterState,
  kind: Kind,
  id: string,
): Extract<SupervisionRecord, { kind: Kind }> | undefined {
  return records.find((one): one is Extract<SupervisionRecord, { kind: Kind }> => one.kind === kind && one.id === id);
}
