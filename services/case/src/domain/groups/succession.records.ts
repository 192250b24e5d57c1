import type { Day } from '@sunshine/procedure';
import { nameOf } from '@sunshine/words';
import { recordKind } from '../record-kind.js';

/** 承继, as the desk tells it. The day of the record is that on which a second person had read the proofs. */
export interface Succession {
  readonly petitionerId: string;
  /** `DIED`, `DISSOLVED`; else as a newer desk told it. */
  readonly cause: string;
  readonly endedOn: Day;
  /** `FOUND`, `SEARCHING`, `NONE_FOUND`, `WAIVED`; one that only a newer desk knows counts as a search that goes on. */
  readonly finding: string;
  readonly successorIds: readonly string[];
}

const CAUSES = { DIED: '信访人死亡', DISSOLVED: '作为信访人的组织终止' };
const FINDINGS = { FOUND: '由承继人继续', SEARCHING: '正在查找承继人', NONE_FOUND: '经查找无人承继', WAIVED: '全体承继人书面放弃' };

export const successionRecords = {
  succession: recordKind('承继', 'course', { recorded: '已登记' }, ({ cause, endedOn, finding, successorIds }: Succession) => [
    ['情形', nameOf(CAUSES, cause, '其他情形')],
    ['死亡或者终止日期', endedOn],
    ['承继', nameOf(FINDINGS, finding, '其他情形')],
    ['承继人数', successorIds.length > 0 ? String(successorIds.length) : null],
  ]),
};
