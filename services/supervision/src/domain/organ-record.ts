import type { Act, NewEvent, OrganKind, Role } from '@sunshine/events';
import type { Calendar, Day, RulePack } from '@sunshine/procedure';
import type { Advice } from './advice/advice.records.js';
import type { ConductComplaint } from './conduct/conduct.records.js';
import type { Contest } from './contests/contest.records.js';
import type { Measure } from './measures/measure.records.js';
import type { ClockMove, OrganOfPaper } from './matter.js';
import type { QualityCorrection } from './quality/correction.records.js';
import type { Round } from './rounds/round.records.js';

/** An organ with what the rules of papers between organs read of it. */
export interface OrganConcerned extends OrganOfPaper {
  readonly kind: OrganKind;
  readonly division: string;
  /** From the topmost organ down to the organ itself. */
  readonly path: readonly string[];
}

/** Whether an organ lies in the area of another: below what is above that one, and neither it itself nor above it. */
export const isSupervisedBy = ({ id, path }: OrganConcerned, by: OrganConcerned): boolean =>
  !by.path.includes(id) && path.includes(by.path.at(-2) ?? by.id);

const COMMITTEES: readonly string[] = ['party_committee', 'government'];
/** Whether an organ is the Party committee or the government of the division of another. */
export const isOwnCommittee = ({ kind, division }: OrganConcerned, of: OrganConcerned): boolean =>
  COMMITTEES.includes(kind) && division === of.division;

/** What supervision keeps between organs; it may have no petition. */
export type OrganRecord = Advice | Measure | Round | ConductComplaint | Contest | QualityCorrection;
export type OrganRecordKind = OrganRecord['kind'];

/** An officer's act in the name of an organ. */
export interface OrganAct extends Act {
  readonly personId: string;
  readonly organ: OrganConcerned;
  readonly role: Role;
}

export interface OrganGiven {
  readonly act: OrganAct;
  /** Of the organ's division. */
  readonly law: { packOn(day: Day): RulePack; readonly calendar: Calendar };
}

export interface OrganDecision {
  readonly record: OrganRecord;
  readonly events: readonly NewEvent[];
  /** Key: the record. */
  readonly clocks?: readonly ClockMove[];
  /** Who is kept from a petition from now on; key: the petition. */
  readonly bars?: readonly { readonly petitionId: string; readonly subject: string }[];
}
