import { defineErrors } from '@sunshine/errors';

/** What is refused about papers, their numbers, prints and service. */
export const paperError = defineErrors({
  DOCUMENT_UNKNOWN: { kind: 'NOT_FOUND', text: '该件没有这份文书' },
  DOCUMENT_NOT_SERVED_ON_PETITIONERS: { kind: 'RULE_BROKEN', text: '《{document}》不是送达信访人的文书' },
  DOCUMENT_OF_OTHER_ORGAN: { kind: 'RULE_BROKEN', text: '该文书不是本机关、单位制发的' },
  DOCUMENT_VOID: { kind: 'RULE_BROKEN', text: '{number}已作废（{reason}），不能再用' },
  DOCUMENT_SERVED: { kind: 'RULE_BROKEN', text: '{number}已于{day}送达，不能作废；内容有误的依法更正或者重新办理' },
  DOCUMENT_RELIED_ON: { kind: 'RULE_BROKEN', text: '{number}已是办结报告或者办结申请的依据，不能作废' },
  OPINION_REPLACED: { kind: 'RULE_BROKEN', text: '该处理意见书已由新的处理意见书代替，或者已经复查、复核变更、撤销，不再送达' },
  DOCUMENT_WITHOUT_SEAL: { kind: 'RULE_BROKEN', text: '该文书没有文号，不用印、不作废' },
  DOCUMENT_NUMBER_UNKNOWN: { kind: 'NOT_FOUND', field: 'number', text: '登记册里没有{number}' },
  DOCUMENT_NUMBER_TAKEN: { kind: 'NOT_YET', text: '{number}正在编号，请稍后再试' },
  REGISTER_YEAR_MALFORMED: { kind: 'INVALID_INPUT', text: '年份须为四位数字' },
  PRINT_COPIES_MALFORMED: { kind: 'INVALID_INPUT', field: 'copies', text: '用印份数须为1至{limit}的整数' },
  REPRINT_REASON_MISSING: { kind: 'RULE_BROKEN', field: 'reason', text: '{number}已用印{times}次，再次用印须写明理由' },

  REPRESENTATIVE_UNKNOWN: { kind: 'INVALID_INPUT', text: '代收人不是该件的信访代表人' },
  REPRESENTATIVE_RECEIVES_FOR_ONE: { kind: 'RULE_BROKEN', text: '依该件适用的规则，代表人不能代全体收受，须逐一送达' },
  SERVICE_CONSENT_FOR_OTHER_DOCUMENT: { kind: 'RULE_BROKEN', field: 'proof.consentDocumentId', text: '电子送达的同意不是对本文书作出的' },
  SERVICE_OF_OTHER_ORGAN: { kind: 'RULE_BROKEN', text: '由制发文书的机关、单位送达' },
  RECEIPT_FILE_MALFORMED: { kind: 'INVALID_INPUT', field: 'receiptFileId', text: '送达回证的文件编号有误' },
});
