import type { WordsOf } from './titles.js';

export const rounds: WordsOf<'rounds'> = {
  planInspectionRound: {
    about: '按部署确定督查组、被督查单位和地点、督查事项、方式和时间；被督查单位及其下级单位的人员不得参加。',
    submit: '部署',
    fields: { organId: '被督查单位', from: '督查起始日期', to: { label: '督查截止日期', hint: '含当日。' } },
  },
  changeRoundTeam: {
    about: '部署以后变更督查组，写明理由；以前由谁办理的，记录不变。',
    submit: '变更',
    fields: { reason: '变更理由' },
  },
  noteRoundFinding: {
    about: '登记在该单位发现的问题和证据；反馈以前，该单位看不到。',
    submit: '登记',
    fields: { found: '发现的问题', important: '是否重要问题' },
  },
  giveRoundFeedback: {
    about: '向该单位反馈督查情况，一个单位反馈一次；发现问题的，规定整改期限。',
    submit: '反馈',
    fields: { text: '反馈意见', correctBy: { label: '整改期限', hint: '发现问题的填写，含当日；没有发现问题的不填。' } },
  },
  reportRoundProblems: {
    about: '重要问题向本级党委、政府报告。',
    submit: '报告',
    fields: { toOrganId: '报告对象', text: '报告内容' },
  },
  reportRoundCorrection: { about: '报告整改情况，由督查组核查。', submit: '报告', fields: { text: '整改情况' } },
  checkRoundCorrection: {
    about: '核查整改情况；不到位的，继续整改并确定新的期限。',
    submit: '登记核查',
    fields: { text: '核查情况', correctBy: { label: '新的整改期限', hint: '含当日。' } },
  },
  endInspectionRound: {
    about: '全部反馈、整改已经核查、重要问题已经报告的，结束督查。',
    submit: '结束',
    fields: { text: '督查结果' },
  },
};
