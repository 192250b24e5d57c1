import type { Day } from '@sunshine/procedure';

export const CORRECTION_STATES = { open: '待整改', answered: '待核查', returned: '退回整改', checked: '整改已核查' } as const;

interface Done {
  readonly on: Day;
  readonly byPersonId: string;
}

/** 评查发现问题的整改: what a quality review has found wrong in a closed matter, corrected by its organ. @source law 10 (a defect re-opens); own rule */
export interface QualityCorrection {
  readonly kind: 'correction';
  readonly id: string;
  readonly state: keyof typeof CORRECTION_STATES;
  readonly number: string;
  /** Who reviews. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  /** Whose work was reviewed. */
  readonly organId: string;
  readonly sampleId: string;
  /** Items of the sheet on which points were lost. */
  readonly items: readonly { readonly item: string; readonly title: string; readonly points: number; readonly most: number }[];
  readonly defect: string;
  readonly request: string;
  /** Why the matter is to be reopened; null: it is not. Reopening is an act of `case`, by a person who may. */
  readonly reopening: string | null;
  readonly openedOn: Day;
  /** Until when it is corrected, inclusive. */
  readonly replyBy: Day;
  readonly answers: readonly (Done & { readonly text: string })[];
  readonly checks: readonly (Done & { readonly passed: boolean; readonly text: string })[];
}
