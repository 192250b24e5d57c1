import type { WordsOf } from './titles.js';

export const measures: WordsOf<'measures'> = {
  proposeConferenceMeasure: {
    about: '按情节轻重提请联席会议对领导班子或者领导干部采取措施，写明事实和依据；不对经办人员，也不对信访人。',
    submit: '提请',
    fields: { organId: '对哪个单位', means: '拟采取的措施', facts: '事实', basis: '依据', answerBy: '说明情况的期限' },
  },
  answerConferenceMeasure: {
    about: '在联席会议决定以前说明情况；对领导干部的，由本人说明。',
    submit: '说明情况',
    fields: { text: '情况说明' },
  },
  decideConferenceMeasure: {
    about: '登记联席会议的决定，可以变更拟采取的措施，也可以不采取；由提请人以外的人登记。',
    submit: '登记决定',
    fields: { means: '决定采取的措施', reason: '决定理由' },
  },
  recordConferenceMeasure: { about: '登记约谈、通报、挂牌等怎样实施。', submit: '登记', fields: { text: '实施情况' } },
  recordCorrection: { about: '报告整改情况，由提请单位核查。', submit: '报告', fields: { text: '整改情况' } },
  checkCorrection: {
    about: '核查整改情况；不到位的，继续整改并确定新的期限。',
    submit: '登记核查',
    fields: { text: '核查情况', correctBy: '新的整改期限' },
  },
  removeFromList: { about: '挂牌督办的整改核查通过以后销号。', submit: '销号', fields: { reason: '销号理由' } },
};
