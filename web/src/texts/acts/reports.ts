import type { WordsOf } from './titles.js';

export const reports: WordsOf<'reports'> = {
  identifyAccused: {
    about:
      '把来信以文字写明的被检举控告人逐个对到名录中的单位或者人员，或者写明为什么查不出；须另一人审核。审核后该单位、该人员所在单位立即看不到此件。先查看密封的信访内容和被检举控告人。',
    fields: {
      accused: '被检举控告的单位、人员',
    },
  },
  confirmAccused: {
    about: '自己看过密封内容后确认。被检举控告的单位、人员所在单位立即看不到此件；本机构也须回避的，此件当即转到不须回避的机关。',
  },
  handOverReport: {
    submit: '提出移送',
    about: '提出把检举控告移送纪检监察机关或者其他有权处理的机关，写明管理权限；须负责人批准后密封移送。检举控告不转送、不交办。',
    fields: { toOrganId: '接收机关' },
  },
  confirmHandOver: { about: '确认移送并登记通报日期；不向任何其他单位透露检举控告的存在。' },
  recordHandOverReceipt: { about: '登记接收机关的回执；收到回执后本单位才算移送完成。' },
  noteFeedback: { about: '登记接收机关的反馈；办结以此为凭。', fields: { text: '反馈内容', reference: '反馈文号' } },
};
