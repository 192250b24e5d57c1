/** Steps of the national packs; a local pack may name others, which have no word but their own. */
export const CLOCK_STEP_NAMES: Readonly<Record<string, string>> = {
  FIRST_NOTICE: '首次提醒',
  SECOND_NOTICE: '再次提醒',
  DUE_TODAY: '今日到期',
  OVERDUE: '逾期',
  REMINDER: '催办',
  SUPERVISION_PROPOSAL: '拟督办',
  LAPSED: '期限已过',
  NOT_USED: '未提出',
};
