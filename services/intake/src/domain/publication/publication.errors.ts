import { defineErrors } from '@sunshine/errors';

/** Refusals about publishing the text of an opinion. */
export const publicationError = defineErrors({
  PUBLICATION_NEVER: { kind: 'RULE_BROKEN', text: '检举控告事项和匿名信访事项的意见一律不公示' },
  PUBLICATION_OPINION_UNKNOWN: { kind: 'NOT_FOUND', field: 'documentId', text: '该信访事项没有这份已经发出的意见书' },
  PUBLICATION_OF_OTHER_ORGAN: { kind: 'RULE_BROKEN', field: 'documentId', text: '只能公示本机关、单位作出的意见' },
  PUBLICATION_OPINION_ENDED: { kind: 'CONFLICT', field: 'documentId', text: '该意见已被撤销、变更或者作废，不得公示' },
  PUBLICATION_NOT_SERVED: { kind: 'NOT_YET', field: 'documentId', text: '意见书送达信访人以后才能公示' },
  PUBLICATION_CONSENT_MISSING: {
    kind: 'RULE_BROKEN',
    field: 'documentId',
    text: '只有经过听证的复核意见可以依法公示；其他意见须每一位信访人单独同意，现在没有这样的同意',
  },
  PUBLICATION_OPEN: { kind: 'CONFLICT', field: 'documentId', text: '该意见已有公示稿等待确认，或者正在公示' },
  PUBLICATION_OBJECTION_UNANSWERED: {
    kind: 'RULE_BROKEN',
    field: 'objectionAnswer',
    text: '信访人不同意公示：仍要依法公示的，请写明对其意见的答复',
  },
  PUBLICATION_GATE_OPEN: {
    kind: 'RULE_BROKEN',
    field: 'gate',
    text: '涉及国家秘密、商业秘密、个人隐私的内容不得公示：请逐项审查并确认{gates}',
  },
  PUBLICATION_CONTENT_CHANGED: { kind: 'CONFLICT', field: 'content', text: '提交的内容与发出的意见书不一致，请重新打开意见书' },
  PUBLICATION_CUTS_MALFORMED: { kind: 'INVALID_INPUT', field: 'alsoCut', text: '另行遮盖的词语不得超过{count}处，每处2至{limit}字' },
  PUBLICATION_NOT_CLEAN: { kind: 'RULE_BROKEN', text: '公示稿中仍有可以识别个人的内容：{found}；请遮盖后再提交' },
  PUBLICATION_UNKNOWN: { kind: 'NOT_FOUND', field: 'publicationId', text: '没有等待确认或者正在公示的这份公示稿' },
  PUBLICATION_OWN_PROPOSAL: { kind: 'RULE_BROKEN', text: '公示稿须由拟稿人以外的另一人审查并公示' },
  PUBLICATION_OTHER_GROUND: { kind: 'RULE_BROKEN', field: 'publicationId', text: '该公示稿的依据是{ground}' },
  PUBLICATION_EACH_FOR_HIMSELF: {
    kind: 'RULE_BROKEN',
    text: '联名信访由每一位信访人分别同意：请用本人的查询码，或者到登记的机关当面办理',
  },
});
