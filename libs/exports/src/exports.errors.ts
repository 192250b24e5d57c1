import { defineErrors } from '@sunshine/errors';

const SOURCE = '信访工作条例 11; 个人信息保护法 51';
const define = defineErrors({
  EXPORT_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这份导出，或者不是您的导出' },
  EXPORT_PURPOSE_MISSING: { kind: 'INVALID_INPUT', field: 'purpose', text: '请写明导出的目的（5至{limit}字）' },
  EXPORT_COLUMNS_UNFIT: { kind: 'INVALID_INPUT', field: 'columns', text: '请至少选择一列，每列一次，且都是该列表的列' },
  EXPORT_TOO_LONG: {
    kind: 'INVALID_INPUT',
    text: '符合条件的超过{limit}行，一张电子表格装不下。请改选文本表格（csv），或者缩小筛选范围后分次导出',
  },
  EXPORT_WAITS: { kind: 'NOT_YET', text: '含个人身份信息的导出须由本单位负责人审批后方可下载' },
  EXPORT_NOT_WAITING: { kind: 'CONFLICT', text: '该导出无须审批，或者已经审批' },
  EXPORT_CONFIRMED_BY_OTHER: { kind: 'FORBIDDEN', text: '导出不得由申请人本人审批' },
  EXPORT_LAPSED: { kind: 'CONFLICT', text: '该导出已超过{hours}小时，请重新申请' },
  EXPORT_LINK_INVALID: { kind: 'FORBIDDEN', text: '下载链接无效，或者不是为您开具的' },
  EXPORT_LINK_EXPIRED: { kind: 'FORBIDDEN', text: '下载链接已失效（一分钟内有效），请重新打开' },
  EXPORTS_BUSY: { kind: 'TOO_MANY', text: '正在下载的导出过多，请稍后再试' },
});

/** Rules of two people and of purposes name their source; the others are of the form alone. */
export const exportError: typeof define = (code, more) =>
  define(code, ['EXPORT_PURPOSE_MISSING', 'EXPORT_WAITS', 'EXPORT_CONFIRMED_BY_OTHER'].includes(code) ? { source: SOURCE, ...more } : more);
