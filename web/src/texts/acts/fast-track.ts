import type { WordsOf } from './titles.js';

export const fastTrack: WordsOf<'fastTrack'> = {
  chooseFastTrack: { about: '对初次提出、简单明了的事项适用简易办理；受理3个工作日、办理10个工作日。' },
  leaveFastTrack: { about: '不再适用简易办理；普通程序的期限从原来的起算日计算。' },
  answerFastTrack: {
    submit: '登记答复',
    about: '以网络、短信或者电话答复并记录；信访人可以要求书面意见。',
    fields: { answerBy: '答复方式' },
  },
  issueFastTrackPaper: { about: '信访人要求书面意见时由签发人出具；复查期限从送达起算。' },
};
