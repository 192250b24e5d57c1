import type { WordsOf } from './titles.js';

export const advice: WordsOf<'advice'> = {
  issueAdvice: {
    about: '以书面提出改进工作、完善政策、追究责任的建议，写明事实、依据和反馈日期；检举控告的内容不得写入。',
    submit: '发出建议书',
    fields: { kind: '建议类别', organId: '送交单位', found: '发现的问题', basis: '依据', replyBy: '反馈日期' },
  },
  extendAdviceReply: {
    about: '在反馈期限届满以前延长，由提出建议的单位决定。',
    submit: '延长',
    fields: { replyBy: '新的反馈日期', reason: '延长理由' },
  },
  answerAdvice: {
    about: '书面反馈是否采纳；部分采纳、未采纳的，说明理由。',
    submit: '反馈',
    fields: { text: '反馈内容', reasons: '未采纳、部分采纳的理由' },
  },
  reviewAdviceEffect: { about: '反馈以后回看建议的效果，可以多次回看。', submit: '登记', fields: { text: '回看情况' } },
  recordResponsibilityResult: {
    about: '登记有权机关对责任追究的最终处理结果；处理由该机关决定，这里只作登记，一件只登记一次。',
    submit: '登记',
    fields: { result: '处理结果', text: '处理情况' },
  },
};
