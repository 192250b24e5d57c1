import type { Day } from '@sunshine/procedure';
import type { NodeOfRecord } from '../levels/node.js';

/** @source law 7 (means) */
export const HANDLING_MEANS = { phone: '电话', written: '书面', talk: '谈话', on_the_spot: '实地', joint: '联合' } as const;
export type HandlingMeans = keyof typeof HANDLING_MEANS;

/** What the supervisor does to find out. @source practice D; law 7 */
export const HANDLING_STEPS = {
  file: '查阅案卷',
  questioning: '询问工作人员',
  petitioner: '听取信访人意见',
  on_the_spot: '实地查看',
} as const;
export type HandlingStep = keyof typeof HANDLING_STEPS;

export const HANDLING_STATES = {
  open: '待反馈',
  replied: '待审核',
  returned: '退回重报',
  accepted: '反馈已认可',
  closed: '已办结',
} as const;

interface Done {
  readonly on: Day;
  readonly byPersonId: string;
}

/** The same, which another node may have done, without a person known here. */
interface DoneThere {
  readonly on: Day;
  readonly byPersonId: string | null;
}

/** A written answer of the organ, and how it was judged. */
export interface HandlingReply extends DoneThere {
  readonly text: string;
  /** `missing`: what it lacks, where it was sent back. */
  readonly judged: (DoneThere & { readonly accepted: boolean; readonly missing: string | null }) | null;
}

/** 督办: opened by a person on a trigger; no order, and closed only with a written answer. @source 信访工作条例 40; law 7 */
export interface SupervisedHandling {
  readonly kind: 'handling';
  readonly id: string;
  readonly state: keyof typeof HANDLING_STATES;
  readonly number: string;
  /** Of which node's office it is, if not of this one; `byOrganId` is then the organ here at which the matter came in. */
  readonly node?: NodeOfRecord;
  readonly byOrganId: string;
  readonly byPersonId: string | null;
  readonly organId: string;
  /** Null: opened without one. */
  readonly proposalId: string | null;
  readonly triggers: readonly { readonly code: string; readonly title: string; readonly article: string; readonly facts: string }[];
  /** What is wrong, and what to do. */
  readonly wrong: string;
  readonly request: string;
  readonly means: HandlingMeans;
  readonly openedOn: Day;
  /** Of the answer that is waited for or came last, inclusive. */
  readonly replyBy: Day;
  readonly steps: readonly (Done & { readonly step: HandlingStep; readonly with: string | null; readonly found: string })[];
  readonly replies: readonly HandlingReply[];
  readonly extensions: readonly (DoneThere & { readonly from: Day; readonly to: Day; readonly reason: string })[];
  readonly closed: (DoneThere & { readonly result: string }) | null;
}
