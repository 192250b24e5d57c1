import type { WordsOf } from './titles.js';

export const supervision: WordsOf<'supervision'> = {
  issueReminder: {
    about: '提醒单位在期限前后抓紧办理，不作认定；同一项期限一天只能催办一次。',
    fields: { means: '催办方式', reason: '催办理由', replyBy: '答复日期' },
  },
  answerReminder: { about: '答复催办；答复不代替办理，原来的期限照常计算。', submit: '答复', fields: { text: '答复内容' } },
  dismissSupervisionProposal: { about: '决定不予督办，写明理由。', submit: '不予督办', fields: { reason: '不予督办的理由' } },
  openSupervisedHandling: {
    about: '列明督办情形及其事实、存在的问题、督办要求和反馈日期；没有书面反馈并经认可，不能办结。',
    submit: '发出督办',
    fields: { facts: '事实', means: '督办方式', replyBy: '反馈日期' },
  },
  recordSupervisionStep: { about: '记录查阅案卷、询问工作人员、听取信访人意见、实地查看的情况。', submit: '记录' },
  replyToSupervision: { about: '书面反馈督办事项的办理情况；由督办单位审核，认可后办结。', submit: '反馈', fields: { text: '反馈内容' } },
  judgeSupervisionReply: {
    about: '认可反馈，或者写明缺少的内容退回重报，并确定新的反馈日期。',
    submit: '审核',
    fields: { accepted: '是否认可', missing: '缺少的内容', replyBy: '新的反馈日期' },
  },
  extendSupervisionReply: {
    about: '在反馈期限届满以前延长，由发出督办的单位决定。',
    submit: '延长',
    fields: { replyBy: '新的反馈日期', reason: '延期理由' },
  },
  closeSupervisedHandling: { about: '书面反馈已经认可的，督办办结。', submit: '办结', fields: { result: '督办结果' } },
};
