import type { Day } from '@sunshine/procedure';
import type { NodeOfRecord } from '../levels/node.js';

/** How somebody was reminded. */
export const REMINDER_MEANS = { written: '书面', phone: '电话', talk: '当面', system: '系统自动' } as const;
export type ReminderMeans = keyof typeof REMINDER_MEANS;

export const REMINDER_STATES = { open: '待答复', answered: '已答复', withdrawn: '已撤销' } as const;

/** 催办: asks an organ to act, before or after a date; it finds nothing. @source law 7 */
export interface Reminder {
  readonly kind: 'reminder';
  readonly id: string;
  readonly state: keyof typeof REMINDER_STATES;
  readonly number: string;
  /** Of which node's office it is, if not of this one. */
  readonly node?: NodeOfRecord;
  /** Who reminds; of another node's the organ here at which the matter came in. */
  readonly byOrganId: string;
  /** Null: by itself, from a warning step, or of another node. */
  readonly byPersonId: string | null;
  /** Who is reminded. */
  readonly organId: string;
  /** The duty, and its last day when the reminder was sent. */
  readonly clockId: string;
  readonly term: string;
  readonly effectiveDue: Day;
  readonly step: string | null;
  readonly means: ReminderMeans;
  /** With whom it was spoken, by telephone or face to face. */
  readonly spokenWith: string | null;
  readonly reason: string;
  readonly openedOn: Day;
  /** Inclusive. */
  readonly replyBy: Day;
  /** Null `byPersonId`: by another node. */
  readonly answer: { readonly on: Day; readonly byPersonId: string | null; readonly text: string } | null;
  /** Why it was taken back. */
  readonly withdrawn: { readonly on: Day; readonly reason: string } | null;
}

export const PROPOSAL_STATES = { open: '待决定', taken: '已督办', dismissed: '不予督办', withdrawn: '已撤销' } as const;

/** 拟督办: what the warnings of a duty end in. No machine goes further: a person opens supervised handling, or says why not. @source law 7 */
export interface Proposal {
  readonly kind: 'proposal';
  readonly id: string;
  readonly state: keyof typeof PROPOSAL_STATES;
  readonly number: null;
  readonly byOrganId: string;
  readonly organId: string;
  readonly clockId: string;
  readonly term: string;
  readonly effectiveDue: Day;
  readonly step: string;
  readonly openedOn: Day;
  readonly replyBy: null;
  readonly ended: { readonly on: Day; readonly byPersonId: string | null; readonly reason: string } | null;
}
