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
};
