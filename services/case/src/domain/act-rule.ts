import type { Stage } from '@sunshine/events';
import type { OpinionState, PetitionState } from './petition.js';
import type { RecordKind, RecordState } from './records.js';
import type { Hand, Waiting } from './waiting.js';

export type Told = 'petitioner' | 'office';

/** A record in a state, or what the petition itself keeps of an opinion, an extension or its completion. */
type Subject =
  | { [K in RecordKind]: { readonly record: K; readonly state: RecordState<K> } }[RecordKind]
  | { readonly record: 'opinion'; readonly state: OpinionState }
  | { readonly record: 'extension'; readonly state: 'requested' }
  | { readonly record: 'completion'; readonly state: 'proposed' };

/** What waits for the act of a second person. */
export type Confirms = Subject & {
  /** The acts that propose it. */
  readonly proposedBy: readonly string[];
  /** Where the day of the proposal is read: left out, of the record; `course`: of the proposing act, since the record is older. */
  readonly since?: 'course';
  /** The field of the input that names what is confirmed; left out: the one that waits. */
  readonly subject?: string;
  /** The act by which it goes back, where the confirming act cannot say no. */
  readonly returnedBy?: string;
  /** Who may confirm each; left out: the latest one, by anybody with the right who did not propose it. */
  readonly waits?: (state: PetitionState) => readonly Waiting[];
};

export interface ActRule {
  readonly name: string;
  /**
   * Who sees the act in the course: the petitioner too, on the tracking page and at the window, or the office alone. A mere proposal is
   * told nobody else; of a report no act is told at all.
   */
  readonly told: Told;
  /** What the petitioner reads, where the name for the office would mislead. */
  readonly toldAs?: string;
  /** In which stages the act may be done; its rule guards further. */
  readonly stages: readonly Stage[];
  /** The kinds of paper that it may issue: the only one, unless its method says otherwise. */
  readonly paper?: readonly string[];
  /**
   * Whether it may be done while another node has the matter. `true`: throughout, it is the sender's or nobody's handling; `false`: not even
   * from the sending on, before that node has answered whether it takes it. Left out: until that node is in charge.
   */
  readonly elsewhere?: boolean;
  /** False: its rule reads no clock and stops none, so none are read for it. */
  readonly clocks?: false;
  /**
   * What the act confirms, as the act of a second person.
   * @source law 4.1 (two people); own rules as named by each act
   */
  readonly confirms?: Confirms;
  /**
   * What it cannot do without, besides right and stage: less than the rule of the act, and never more. What it lets pass the rule may
   * still refuse, what it refuses the rule refuses as well. Left out: of a confirming act that something `waits` for this hand.
   */
  readonly needs?: (state: PetitionState, hand: Hand, waits: boolean) => boolean;
}
