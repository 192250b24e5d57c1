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
};
