import { isDomainError, type DomainError } from '@sunshine/errors';
import { z } from 'zod';
import type { BusinessReceipt } from '../receipt.js';
import { adapterError } from './adapter.errors.js';
import { errorOfRowCode, ROW_OK, rowCodeOf } from './codes.js';

const rowReceipt = z.object({
  code: z.string().min(1).max(10),
  msg: z.string().max(2000),
  successStr: z.string(),
  conflictStr: z.string(),
  failSituationList: z.array(z.object({ failId: z.string().min(1).max(100), failReason: z.string().min(1).max(2100) })),
});
/** Receipt of a batch of rows. @source law.md 16, as seen (HZI); that ids are joined by commas is our reading */
export type RowReceipt = z.output<typeof rowReceipt>;
export type ReceiptItem = BusinessReceipt['items'][number];

const OBJECTION = '【异议】';
const ID = /^[^,，\s]{1,100}$/;

/**
 * The items in that style: codes stand before the reason in brackets, and an objection is a failure that says so.
 * @throws ROW_RECEIPT_MALFORMED for an id that the style cannot carry
 */
export function rowReceiptOf(items: readonly ReceiptItem[]): RowReceipt {
  for (const { item } of items) if (!ID.test(item)) throw adapterError('ROW_RECEIPT_MALFORMED', { details: { place: 'failId' } });
  const joined = (answer: ReceiptItem['answer']) => items.flatMap((of) => (of.answer === answer ? [of.item] : [])).join(',');
  const failed = items.filter(({ answer }) => answer === 'refused' || answer === 'objection');
  return {
    code: failed.length > 0 && failed.length === items.length ? '0404' : ROW_OK,
    msg: failed.length === 0 ? '成功' : `${failed.length}条未成功`,
    successStr: joined('accepted'),
    conflictStr: joined('conflict'),
    failSituationList: failed.map(({ item, answer, code, reason }) => ({
      failId: item,
      failReason: `${answer === 'objection' ? OBJECTION : ''}${code ? `【${code}】` : ''}${reason ?? ''}` || '未说明理由',
    })),
  };
}

/** Nothing of the batch was taken. A fault is told without its words. */
export const rowRefusal = (error: unknown): RowReceipt => ({
  code: rowCodeOf(error),
  msg: isDomainError(error) ? error.message : '系统出错',
  successStr: '',
  conflictStr: '',
  failSituationList: [],
});

/**
 * Reads a receipt back: the items, or why none was taken.
 * @throws ROW_RECEIPT_MALFORMED, ROW_CODE_UNKNOWN
 */
export function readRowReceipt(receipt: unknown): { readonly items: readonly ReceiptItem[]; readonly refusal: DomainError | null } {
  const { success, data, error } = rowReceipt.safeParse(receipt);
  if (!success) throw adapterError('ROW_RECEIPT_MALFORMED', { details: { place: error.issues[0]?.path.join('.') || 'code' } });
  const listed = (text: string, answer: ReceiptItem['answer']): ReceiptItem[] =>
    text.split(/[,，]/).flatMap((id) => (id.trim() ? [{ item: id.trim(), answer }] : []));
  const items = [
    ...listed(data.successStr, 'accepted'),
    ...listed(data.conflictStr, 'conflict'),
    ...data.failSituationList.map(({ failId, failReason }): ReceiptItem => {
      const objection = failReason.startsWith(OBJECTION);
      const [, code, reason = ''] =
        /^(?:【([A-Z][A-Z0-9_]{2,60})】)?([^]*)$/.exec(objection ? failReason.slice(OBJECTION.length) : failReason) ?? [];
      return { item: failId, answer: objection ? 'objection' : 'refused', ...(code ? { code } : {}), ...(reason ? { reason } : {}) };
    }),
  ];
  return { items, refusal: items.length === 0 ? errorOfRowCode(data.code, data.msg) : null };
}
