import type { ClockState } from '@sunshine/clocks';

export const CLOCK_STATE_NAMES: Record<ClockState, string> = {
  running: '进行中',
  warning: '临近期限',
  due_today: '今日到期',
  after_nominal: '已到原定期限',
  overdue: '逾期',
  met: '按期完成',
  met_late: '逾期完成',
  paused: '已暂停',
  lapsed: '期限已过',
  cancelled: '已终止',
};

/** Steps of the national packs; a local pack may name others, which have no word but their own. */
export const CLOCK_STEP_NAMES: Readonly<Record<string, string>> = {
  FIRST_NOTICE: '首次提醒',
  SECOND_NOTICE: '再次提醒',
  OVERDUE: '逾期',
  REMINDER: '催办',
  SUPERVISION_PROPOSAL: '拟督办',
  LAPSED: '期限已过',
  NOT_USED: '未提出',
};
