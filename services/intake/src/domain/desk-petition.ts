import type { Act, Channel, PetitionKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';

/** The petition as an act of the desk finds it, locked and without sealed fields. */
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
  /** From the copy of the course, possibly a stage that only a newer release of case knows; null before case has opened the petition. */
  readonly stage: string | null;
  readonly closedOn: Day | null;
}

/** Channels whose filer reads the code at once, or that never had one. */
const WITHOUT_SLIP: ReadonlySet<string> = new Set<Channel>(['WEB', 'WECHAT', 'KIOSK', 'IMPORT']);

/** Whether the desk prints a slip when such a filing is registered. */
export const hasSlip = (channel: string): boolean => !WITHOUT_SLIP.has(channel);

/** An act of the desk, with the officer and the officer's organ. */
export interface DeskAct extends Act {
  readonly personId: string;
  readonly organId: string;
}
