import type { WordsOf } from './titles.js';

export const review: WordsOf<'review'> = {
  requestReview: {
    about: '登记信访人对已经送达的处理意见的复查申请；在期限内交邮或者收到的不算过期，送错单位的要转送有权复查的机关、单位。',
    fields: { organId: '信访人选择的复查机关、单位', petitionerId: '申请人', requests: '请求', facts: '事实和理由', way: '怎样收到' },
  },
  requestReReview: {
    about: '登记信访人对已经送达的复查意见的复核申请；在期限内交邮或者收到的不算过期，送错单位的要转送有权复核的机关、单位。',
    fields: { organId: '信访人选择的复核机关、单位', petitionerId: '申请人', requests: '请求', facts: '事实和理由', way: '怎样收到' },
  },
  appointInvestigators: {
    about: '指定两名调查人员；办理、起草、审核、签发过被申请的意见的，以及须回避的，不能担任。',
  },
  askReviewFile: {
    about: '请原办理（复查）机关、单位在定下的日期前交卷；复查、复核的期限照常计算。',
    fields: { dueOn: '交卷期限' },
  },
  handOverReviewFile: { about: '登记本机关、单位已向复查、复核机关交卷。' },
  decideReview: {
    about: '由指定的调查人员起草：查明的事实，维持、变更或者撤销及其理由；撤销并责令重办的写明天数。',
    fields: {
      facts: '查明的事实',
      ground: '变更、撤销的理由',
      basis: '依据',
      answers: '变更后对每项请求的意见',
      executeBy: '执行日期',
    },
  },
  checkReviewOpinion: { about: '由另一名调查人员或者复查复核委员会办公室审核。', fields: { remark: '审核意见' } },
  returnReviewOpinion: { about: '退回起草的调查人员，写明要改什么。', fields: { remark: '退回意见' } },
  issueReviewOpinion: {
    about: '以本机关、单位的名义和印章签发；签发人没有参与过被申请的意见，也不是起草人。发出之日为办结复查、复核的日期。',
  },
  serveReviewedOrgan: {
    about: '登记意见书送达的日期；责令重办的，重新办理的期限从这一天起算。',
  },
  compareRedo: {
    about: '因事实不清、证据不足或者依据错误被撤销的，不得再作出相同或者基本相同的意见：由起草人以外的人比对。',
    fields: { same: '相同或者基本相同', reason: '比对理由' },
  },
  takeAsReview: {
    about:
      '登记为信访件、其实是对已经送达的意见申请复查（复核）的，转为申请：本件就此办结，申请直接交给有权复查、复核的机关、单位，按首次收到或者交邮的日期计算。',
    fields: {
      earlierNumber: '原事项的编号（见意见书）',
      organId: '信访人选择的复查、复核机关、单位',
      requests: '请求',
      facts: '事实和理由',
      way: '怎样收到',
      reason: '为什么是复查、复核申请',
    },
  },
  passOnReview: {
    about: '本单位无权复查、复核的，把申请转送有权的机关、单位；是否过期按首次收到或者交邮的日期算。',
    fields: { reviewId: '申请', organId: '转往的复查、复核机关、单位' },
  },
  admitLateReview: {
    about: '逾期的申请有正当理由的，准许；复查、复核期限从收到申请之日起算，不因准许而改变。',
    fields: { reviewId: '申请', reason: '准许的理由' },
  },
  askReviewPapers: {
    about: '一次告知需要补正的全部材料；期限不停止，申请照常办理。',
    fields: { reviewId: '申请', missing: '需要补正的材料', answerBy: '补正期限' },
  },
  refuseReview: {
    about: '提出不予受理，写明情形和理由；由另一名复查复核人员审核，再由负责人审批。',
    fields: { reviewId: '申请', ground: '情形' },
  },
  checkReviewRefusal: { about: '由第二名复查复核人员审核；同意的报负责人审批。', fields: { refusalId: '不予受理' } },
  confirmReviewRefusal: {
    about: '由负责人审批并书面告知；复查、复核期限就此完成，告知书写明可以向上一级反映。',
    fields: { refusalId: '不予受理' },
  },
  withdrawReview: {
    about: '登记申请人书面撤回；复查、复核期限不再计算，仍在申请期限内的可以再申请。',
    fields: { reviewId: '申请', fileId: '申请人签名的书面材料' },
  },
};
