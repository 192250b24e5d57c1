import type { WordsOf } from './titles.js';

export const reviews: WordsOf<'reviews'> = {
  drawSample: {
    about: '从一个单位在一段时间办结的信访件中随机抽取；种子和总数随抽样公布，任何人都可以重算。',
    submit: '抽取',
    fields: { organId: '被评查单位', from: '办结起始日期', to: '办结截止日期', size: { label: '抽取件数', hint: '1至100件。' } },
  },
  submitInspection: {
    about: '按评查表逐项打分；每件由被评查单位以外的两人分别评查，两人都提交以前互相看不到分数。',
    submit: '提交评查',
    fields: { remark: '评查意见' },
  },
  settleInspection: {
    about: '两人分数不一致的，由第三人逐项认定；一致的项目分数不变。',
    submit: '提交认定',
    fields: { reason: '认定理由' },
  },
  openQualityCorrection: {
    about: '对评查中失分的项目，要求被评查单位在期限内整改；需要重新办理的，写明理由，由有权的单位重新启动。',
    submit: '要求整改',
    fields: { items: '评查项目', request: '整改要求', correctBy: { label: '整改期限', hint: '含当日。' } },
  },
  answerQualityCorrection: { about: '书面报告怎样整改，由评查单位核查。', submit: '报告', fields: { text: '整改情况' } },
  checkQualityCorrection: {
    about: '核查整改情况；不到位的，退回整改并确定新的期限；要求重新办理的，重新启动以后才能通过。',
    submit: '登记核查',
    fields: { text: '核查情况', correctBy: { label: '新的整改期限', hint: '含当日。' } },
  },
};
