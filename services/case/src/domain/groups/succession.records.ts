import type { Day } from '@sunshine/procedure';
import { nameOf } from '@sunshine/words';
import { recordKind } from '../record-kind.js';

/** 承继, as the desk tells it. The day of the record is that on which a second person had read the proofs. */
export interface Succession {
  /** Of the desk; left out by records of before it was kept. */
  readonly successionId?: string;
  readonly petitionerId: string;
  /** `DIED`, `DISSOLVED`; else as a newer desk told it. */
  readonly cause: string;
  readonly endedOn: Day;
  /** `FOUND`, `SEARCHING`, `NONE_FOUND`, `WAIVED`; one that only a newer desk knows counts as a search that goes on. */
  readonly finding: string;
  readonly successorIds: readonly string[];
}

/** A second person takes back an entry that was a mistake. */
export interface SuccessionRevocation {
  /** The record of the entry. */
  readonly successionId: string;
  readonly petitionerId: string;
  readonly reason: string;
}

const CAUSES = { DIED: '信访人死亡', DISSOLVED: '作为信访人的组织终止' };
const FINDINGS = { FOUND: '由承继人继续', SEARCHING: '正在查找承继人', NONE_FOUND: '经查找无人承继', WAIVED: '全体承继人书面放弃' };

export const successionRecords = {
  succession: recordKind(
    '承继',
    'course',
    { recorded: '已登记', revoked: '已撤销' },
    ({ cause, endedOn, finding, successorIds }: Succession) => [
      ['情形', nameOf(CAUSES, cause, '其他情形')],
      ['死亡或者终止日期', endedOn],
      ['承继', nameOf(FINDINGS, finding, '其他情形')],
      ['承继人数', successorIds.length > 0 ? String(successorIds.length) : null],
    ],
  ),
  successionRevocation: recordKind(
    '撤销承继登记',
    'course',
    { proposed: '待审核', revoked: '已撤销', rejected: '不同意撤销', replaced: '已另行提出' },
    ({ reason }: SuccessionRevocation) => [['撤销理由', reason]],
  ),
};
