import type { WordsOf } from './titles.js';

export const conduct: WordsOf<'conduct'> = {
  receiveConductComplaint: {
    about: '登记对单位工作人员作风、失职或者打击报复的投诉，由被投诉单位的上级办理；被投诉单位看不到投诉和投诉人。',
    submit: '登记',
    fields: {
      organId: '被投诉单位',
      personId: { label: '被投诉人', hint: '投诉单位本身的不填。' },
      petitionId: { label: '来件', hint: '投诉人在来件中密封保存；匿名的不填。来件不得在被投诉单位。' },
      facts: { label: '投诉的事实', hint: '时间、地点、经过。不写投诉人的姓名、住址、电话。' },
      replyBy: '答复投诉人的期限',
    },
  },
  recordConductProtection: {
    about: '查看投诉人有无因投诉受到打击报复，登记采取的保护措施。',
    submit: '登记',
    fields: { text: '保护情况' },
  },
  concludeConductComplaint: {
    about: '认定投诉是否属实；属实的，按照情形和后果确定处理措施和作出决定的单位。',
    submit: '认定',
    fields: { measure: '处理措施', text: '认定的事实和理由' },
  },
  replyToComplainant: { about: '把认定结果答复投诉人，答复之后还要查看有无打击报复。', submit: '登记答复', fields: { text: '答复内容' } },
  endConductComplaint: {
    about: '已经答复投诉人，答复之后查看过没有打击报复的，办结。',
    submit: '办结',
    fields: { text: '办结情况' },
  },
};
