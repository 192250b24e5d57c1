import { defineErrors } from '@sunshine/errors';

/** What the acts after closing refuse. */
export const closingError = defineErrors({
  REOPEN_STAGE_NOT_REACHED: { kind: 'RULE_BROKEN', field: 'stage', text: '该件没有到过“{stage}”环节，不能退回该环节' },
  REOPEN_MERGED: { kind: 'RULE_BROKEN', text: '该件已并入另一件办理，应当先拆并' },
  REOPEN_NOTHING_TO_EXECUTE: { kind: 'RULE_BROKEN', text: '该件没有应当执行的处理意见' },
  REOPEN_NO_BROKEN_PROMISE: { kind: 'RULE_BROKEN', text: '该件没有未履行的和解承诺' },
  ARCHIVE_NOT_DUE: { kind: 'RULE_BROKEN', text: '该件没有待立卷归档的案卷' },
  ARCHIVE_MESSAGES_NOT_LISTED: { kind: 'RULE_BROKEN', text: '与办结节点的往来消息和回执还没有列入目录，请稍后归档' },
  ARCHIVE_PAPER_MISSING: { kind: 'RULE_BROKEN', field: 'entries', text: '案卷目录缺少文书{number}' },
  ARCHIVE_PAPER_UNKNOWN: { kind: 'INVALID_INPUT', field: 'entries', text: '目录中的文书{id}不属于该件或者已经作废' },
  ARCHIVE_PAGES_MALFORMED: { kind: 'INVALID_INPUT', field: 'entries', text: '每份文书的页数应为正整数' },
});
