import { defineErrors } from '@sunshine/errors';

/** What the rules of inspection rounds refuse. */
export const roundError = defineErrors({
  ROUND_UNKNOWN: { kind: 'NOT_FOUND', field: 'roundId', text: '没有这次督查' },
  ROUND_NOT_ORDERED: {
    kind: 'RULE_BROKEN',
    field: 'orderedByOrganId',
    text: '督查应当由本级党委、政府，联席会议及其办公室，信访工作机构或者督查机构部署',
  },
  ROUND_NO_ORGAN: { kind: 'INVALID_INPUT', field: 'organs', text: '至少列明一个被督查单位' },
  ROUND_ORGAN_TWICE: { kind: 'INVALID_INPUT', field: 'organs', text: '同一单位只列一次' },
  ROUND_ORGAN_NOT_SUPERVISED: { kind: 'RULE_BROKEN', field: 'organs', text: '“{organ}”不在督促检查范围内' },
  ROUND_NO_TEAM: { kind: 'INVALID_INPUT', field: 'team', text: '至少确定一名督查人员' },
  ROUND_INSPECTOR_UNKNOWN: { kind: 'INVALID_INPUT', field: 'team', text: '督查人员应当是在岗的工作人员' },
  ROUND_INSPECTOR_OF_ORGAN: { kind: 'RULE_BROKEN', field: 'team', text: '被督查单位的人员不得参加督查' },
  ROUND_TEAM_SAME: { kind: 'INVALID_INPUT', field: 'team', text: '督查组没有变化' },
  ROUND_METHOD_MISSING: { kind: 'INVALID_INPUT', field: 'methods', text: '至少选择一种督查方式' },
  ROUND_PERIOD_BACKWARDS: { kind: 'INVALID_INPUT', field: 'to', text: '止日{to}早于起日{from}' },
  ROUND_PERIOD_BEFORE_PLAN: { kind: 'INVALID_INPUT', field: 'from', text: '督查不能早于部署之日（{day}）开始' },
  ROUND_NOT_OF_TEAM: { kind: 'RULE_BROKEN', field: 'roundId', text: '由本次督查的督查组成员办理' },
  ROUND_NOT_BEGUN: { kind: 'RULE_BROKEN', field: 'on', text: '督查{day}才开始' },
  ROUND_ENDED: { kind: 'RULE_BROKEN', field: 'roundId', text: '本次督查已于{day}结束' },
  ROUND_ORGAN_NOT_INSPECTED: { kind: 'RULE_BROKEN', field: 'organId', text: '该单位不是本次督查的被督查单位' },
  ROUND_FED_BACK: { kind: 'RULE_BROKEN', field: 'organId', text: '已于{day}向该单位反馈' },
  ROUND_CORRECTION_DAY_MISSING: { kind: 'INVALID_INPUT', field: 'correctBy', text: '发现问题的，应当规定整改期限' },
  ROUND_NOTHING_TO_CORRECT: { kind: 'INVALID_INPUT', field: 'correctBy', text: '没有需要整改的问题，不规定整改期限' },
  ROUND_PART_STATE: { kind: 'RULE_BROKEN', field: 'organId', text: '该单位{state}，不能办理' },
  ROUND_NOTHING_IMPORTANT: { kind: 'RULE_BROKEN', field: 'roundId', text: '没有列为重要的问题' },
  ROUND_NOT_OWN_COMMITTEE: { kind: 'RULE_BROKEN', field: 'toOrganId', text: '重要问题应当向本级党委、政府报告' },
  ROUND_FEEDBACK_OPEN: { kind: 'RULE_BROKEN', field: 'roundId', text: '还有{count}个单位没有反馈督查情况' },
  ROUND_CORRECTION_OPEN: { kind: 'RULE_BROKEN', field: 'roundId', text: '还有{count}个单位的整改没有核查' },
  ROUND_REPORT_MISSING: { kind: 'RULE_BROKEN', field: 'roundId', text: '重要问题还没有向本级党委、政府报告' },
});
