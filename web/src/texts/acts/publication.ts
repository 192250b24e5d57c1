import type { WordsOf } from './titles.js';

const OPINION = { documentId: '意见书' };

export const publication: WordsOf<'publication'> = {
  proposePublication: {
    submit: '提交审查',
    about:
      '经过听证的复核意见可以依法公示，其他意见须每一位信访人单独同意。姓名、号码、住址已经自动遮盖，只能再遮、不能少遮；提交后由另一人审查并公示。检举控告和匿名事项一律不公示。',
    fields: OPINION,
  },
  publishHeardOpinion: {
    submit: '公示',
    about: '核对公示稿后公示经过听证的复核意见；仍有可以识别个人内容的，系统不予公示。',
    fields: { publicationId: '公示稿' },
  },
  publishConsentedOpinion: {
    submit: '公示',
    about: '信访人都已单独同意的，核对公示稿后公示；信访人收回同意的，随即撤下。',
    fields: { publicationId: '公示稿' },
  },
  takePublicationDown: { about: '撤下正在公示的意见，或者不采用等待确认的公示稿；随即生效。', fields: { reason: '撤下的理由' } },
  agreeToPublication: {
    about: '登记信访人对公示这一份意见的单独同意；同意不是办理的条件，随时可以收回。',
    fields: { ...OPINION, way: '同意的方式', fileId: '签名的书面材料' },
  },
  objectToPublication: {
    about: '登记信访人不同意公示，或者收回同意；正在公示的随即撤下。',
    fields: { ...OPINION, way: '提出的方式', fileId: '签名的书面材料' },
  },
};
