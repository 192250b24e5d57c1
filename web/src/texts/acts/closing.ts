import type { WordsOf } from './titles.js';

export const closing: WordsOf<'closing'> = {
  closePetition: { about: '按规则列明的情形申请办结；由信访工作机构审核认定。', fields: { ground: '办结情形' } },
  verifyCompletion: { about: '审核办结凭据并认定办结；对信访件的各项期限停止计算。', fields: { remark: '审核意见' } },
  reopenPetition: {
    about: '对已办结的信访件重新办理，退回曾到过的环节；该环节的期限从自己的起点计算。',
    fields: { text: '理由', reason: '情形' },
  },
  archivePetition: { about: '按次序列出文书和页数归入案卷；密封件进入密封库。' },
  printDocument: { about: '打印文书并登记用印；再次打印须写明原因。', fields: { reason: '再次打印的原因' } },
  voidDocumentNumber: { about: '把文号停用并写明原因；文号留在登记簿上。', fields: { kind: '文书种类' } },
};
