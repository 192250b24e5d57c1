import type { WordsOf } from './titles.js';

export const refusals: WordsOf<'refusals'> = {
  refuseAcceptance: {
    about: '按规则列明的情形提出不予受理，写明应当提出的途径；须另一人审核后发出。',
    fields: { ground: '不予受理的情形' },
  },
  refuseRefiling: {
    about: '复核意见送达后，以同一事实和理由再提出的，提出不再受理；须附复核意见书，由另一人审核后发出。',
    fields: { ground: '不再受理的情形', rereviewFileId: '复核意见书扫描件' },
  },
  confirmRefusal: {
    about: '审核并发出不予（不再）受理告知书；完成告知期限。不再受理的，须先查阅所附复核意见书。',
    fields: { rereviewRead: '已查阅复核意见书（不再受理）' },
  },
  compareRefiling: {
    submit: '登记比对结果',
    about:
      '由人比对与已办结的事项，或者与下级机关、单位正在办理的事项，是否同一事实和理由；不能明确相同的按新事项办理。正在办理的不填意见书。',
    fields: { reason: '比对理由', earlierNumber: '原事项或者在办事项的编号' },
  },
};
