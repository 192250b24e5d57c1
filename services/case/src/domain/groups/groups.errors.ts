import { defineErrors } from '@sunshine/errors';

/** What merging and its undoing refuse. */
export const groupError = defineErrors({
  MERGE_MEMBERS_UNFIT: { kind: 'INVALID_INPUT', field: 'joined', text: '并案须列明主件以外的一件以上、{limit}件以下的信访事项，不得重复' },
  MERGE_CLAIMS_ONLY: { kind: 'RULE_BROKEN', text: '只有申诉求决类事项可以并案（{number}）' },
  MERGE_OTHER_ORGAN: { kind: 'RULE_BROKEN', text: '并案的各件须由同一机关、单位办理（{number}）' },
  MERGE_OTHER_STEP: { kind: 'RULE_BROKEN', text: '并案的各件须处在同一环节、同一途径（{number}：{stage}）' },
  MERGE_NOT_OPEN: { kind: 'RULE_BROKEN', text: '{number}已有办理结果或者已经并入其他件，不能并案' },
  MERGE_IS_LEAD: { kind: 'RULE_BROKEN', text: '{number}已是其他件的主件，请以该件为主件' },
  MERGE_PENDING: { kind: 'CONFLICT', text: '{number}有拟拆回等待审核' },
  MERGE_WITHDRAWAL_STANDING: { kind: 'RULE_BROKEN', text: '{number}的信访人已经撤回，不能并案' },
  MERGE_OTHER_ASSIGNER: { kind: 'RULE_BROKEN', text: '{number}由另一机关交办，须单独报告办理结果' },
  MERGE_DUTY_NOT_SHARED: { kind: 'RULE_BROKEN', text: '{number}的{term}期限主件没有或者届满在后，请以该件为主件或者先履行该项职责' },
  MERGE_EXTENDED: { kind: 'RULE_BROKEN', text: '主件的{term}已延期，{number}没有延期，请以未延期的为主件' },
  MERGE_NOT_FOUND: { kind: 'NOT_FOUND', field: 'mergeId', text: '没有这项等待审核的并案、拆回' },
  MERGED_ELSEWHERE: { kind: 'RULE_BROKEN', text: '该件已并入{number}，请在主件上办理或者先拆回' },
  UNMERGE_NOT_MERGED: { kind: 'NOT_FOUND', field: 'mergeId', text: '没有这项并案' },
  UNMERGE_LATER_FIRST: { kind: 'RULE_BROKEN', text: '该件之后又并入了其他件，请先拆回后一次并案' },
});
