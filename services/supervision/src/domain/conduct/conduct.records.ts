import type { ConductConsequence, Day } from '@sunshine/procedure';

export const CONDUCT_STATES = { handling: '办理中', concluded: '已认定', replied: '已答复', ended: '已办结' } as const;
export type ConductState = keyof typeof CONDUCT_STATES;

/** What law lets follow from conduct, the least first. @source 信访工作条例 42至46 */
export const CONDUCT_MEASURES = {
  ordered_correction: '责令改正',
  discipline: '依规依纪依法处理',
  prosecution: '移送追究刑事责任',
} as const;
export type ConductMeasure = keyof typeof CONDUCT_MEASURES;

interface Done {
  readonly on: Day;
  readonly byPersonId: string;
}
type Entry = Done & { readonly text: string };

/** Conduct as it was classified, in the words of the pack of the day. */
export interface Classified {
  readonly conduct: string;
  readonly conductTitle: string;
  readonly article: string;
  readonly consequence: ConductConsequence;
  readonly consequenceTitle: string;
}

/**
 * A complaint about the conduct of an organ's staff, or about retaliation. Who complains stands in the petition by which it came, under its
 * seal, and nowhere here.
 * @source 信访工作条例 18 ¶4, 42至46; law 5 C2
 */
export interface ConductComplaint {
  readonly kind: 'conduct';
  readonly id: string;
  readonly state: ConductState;
  readonly number: string;
  /** The unit complained about. */
  readonly organId: string;
  /** The officer complained about; null: the unit as such. */
  readonly personId: string | null;
  /** Who handles it, above the unit. */
  readonly byOrganId: string;
  readonly receivedByOrganId: string;
  readonly byPersonId: string;
  /** It came with a petition, so that somebody can be answered. */
  readonly named: boolean;
  readonly facts: string;
  readonly classified: Classified;
  /** What the complaint says, or a later look shows, is retaliation. */
  readonly retaliation: boolean;
  readonly openedOn: Day;
  /** Until when the complainant has an answer, inclusive; null: nobody can be answered. */
  readonly replyBy: Day | null;
  /** Whether the complainant was retaliated against, as it was looked at, oldest first. */
  readonly protections: readonly (Entry & { readonly retaliated: boolean })[];
  readonly conclusion:
    | (Entry & {
        readonly substantiated: boolean;
        readonly classified: Classified;
        readonly measure: ConductMeasure | null;
        /** Who decides about responsibility. */
        readonly decidedByOrganId: string | null;
      })
    | null;
  readonly reply: Entry | null;
  readonly ended: Entry | null;
}
