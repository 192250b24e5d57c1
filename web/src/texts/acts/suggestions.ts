import type { WordsOf } from './titles.js';

export const suggestions: WordsOf<'suggestions'> = {
  startStudy: { submit: '安排研究论证', about: '安排对建议的研究论证；可以请其他单位参加。', fields: { plan: '研究安排' } },
  decideSuggestion: { about: '由负责人决定是否采纳并写明理由；采纳的应当答复。', fields: { outcome: '研究意见' } },
  replySuggestion: {
    about: '把研究意见答复建议人；简易办理的可以用网络、短信或者电话。',
    fields: { text: '回复内容', answerBy: '简易答复方式' },
  },
  followMeasure: { about: '记录采纳后的落实情况；不影响任何期限。', fields: { text: '落实情况' } },
};
