import type { WordsOf } from './titles.js';

export const opinion: WordsOf<'opinion'> = {
  recordInquiry: { submit: '登记调查核实', about: '记录一次听取陈述或者调查核实；处理意见书送审以前两样都要有，办理期限不停止。' },
  addEvidence: { about: '把证据登记入册并编号；处理意见按编号引用。' },
  proposeOptions: { about: '提出治本和过渡两种方案；由负责人决定，对外不公开。' },
  decideOptions: { about: '负责人选定方案；承办人据此拟稿。' },
  askCountersign: {
    about: '请其他单位或者本单位其他处室对处理意见稿会签；办理期限不停止。',
    fields: { organId: '会签单位', unit: '本单位处室' },
  },
  countersignOpinion: { about: '对处理意见稿表示同意或者不同意；不同意的写明意见。' },
  draftOpinion: { about: '起草处理意见书；送审以前须已听取信访人陈述并调查核实，由另一人审核。' },
  checkOpinion: { submit: '审核通过', about: '审核处理意见稿，不得审核自己的稿；审核后送签发人。', fields: { remark: '审核意见' } },
  returnOpinion: { about: '退回处理意见稿并写明要改什么；办理期限不停止。', fields: { remark: '要修改的内容' } },
  issueOpinion: { submit: '签发处理意见书', about: '签发处理意见书，编号用印；完成办理期限，复查期限从送达每位信访人起算。' },
};
