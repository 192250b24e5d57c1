import { OrganKind, isPoliticalLegal } from '@sunshine/events';

/** What has not been done where a duty is past its day, by its term. @source law 7 (machine tests); practice D */
const OF_TERMS: Readonly<Record<string, string>> = {
  ROUTE: '未转送、交办',
  NOTIFY_DIRECT: '未书面告知',
  NOTIFY_TRANSFERRED: '未书面告知',
  OBJECT_DECIDE: '未核实异议',
  DECIDE_EXIT: '未决定办理途径',
  HANDLE: '未作出处理意见',
  SIMPLE_ACCEPT: '未告知受理',
  SIMPLE_HANDLE: '未作出处理意见',
  ASSIGNMENT_REPORT: '未报送办理结果',
  EXECUTE: '处理意见未执行到位',
  PROMISE: '和解承诺未履行',
  PERFORM: '未依法履行或者答复',
  REVIEW: '未作出复查意见',
  REREVIEW: '未作出复核意见',
  REDO: '未重新作出处理意见',
};

/** What case tells of a matter that is a step still missing. */
export const PATROLLED_SIGNS = { report_returned: '退回的办理结果未重新报送', not_carried_out: '处理意见未执行到位' } as const;

/** An open matter of which nobody owes anything: the next step has no date. */
export const NO_TERM = 'no_term';

/** Organs that handle under their own rules, often without a term of these. @source 信访工作条例 23 ¶4 */
export const OWN_RULES: readonly string[] = OrganKind.options.filter((kind) => isPoliticalLegal(kind) || kind === 'discipline');

/** A missing step in words: of a term, of a sign, or none at all. */
export const missingStep = (code: string): string =>
  code === NO_TERM ? '没有在办期限，也未审核认定办结' : ({ ...OF_TERMS, ...PATROLLED_SIGNS }[code] ?? '未按期限办理');
