import type { Act, Channel, PetitionKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';

/** A row of the register as an act of the desk finds it, under its lock; nothing sealed. */
export interface DeskPetition {
  readonly id: string;
  readonly number: string;
  readonly kind: PetitionKind;
  readonly channel: Channel;
  readonly division: string;
  /** The organ that registered it. */
  readonly organId: string;
  readonly receivedOn: Day;
  readonly registeredOn: Day;
  readonly postmarkOn: Day | null;
  readonly firstStampOn: Day | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly peopleCount: number;
  readonly purpose: string | null;
  readonly contentClass: string | null;
  readonly anonymous: boolean;
  readonly visitId: string | null;
  /** From the copy of the course, perhaps one that only a newer case knows; null before case has opened it. */
  readonly stage: string | null;
  readonly closedOn: Day | null;
}

/** An act of the desk with the officer and the organ acted for. */
export interface DeskAct extends Act {
  readonly personId: string;
  readonly organId: string;
}
