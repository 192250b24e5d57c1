import { describe, expect, it } from '@jest/globals';
import { defineErrors } from '@sunshine/errors';
import fc from 'fast-check';
import { deliveryOfRowState, errorOfRowCode, ROW_CODES, ROW_OK, rowCodeOf, rowStateOf } from './codes.js';
import { readRowReceipt, rowReceiptOf, rowRefusal, type ReceiptItem } from './row-receipt.js';

const sample = defineErrors({
  SAMPLE_CLASH: { kind: 'CONFLICT', text: '冲突' },
  SAMPLE_FORM: { kind: 'INVALID_INPUT', text: '格式' },
  KIND_UNKNOWN: { kind: 'INVALID_INPUT', text: '种类' },
});
const code = (value: string) => expect.objectContaining({ code: value });

describe('codes of a system of rows', () => {
  const SEEN = [
    ['0202', 'ROW_SYSTEM_FORMAT'],
    ['0301', 'ROW_SYSTEM_NO_SERVICE'],
    ['0304', 'ROW_SYSTEM_NOT_ALLOWED'],
    ['0404', 'ROW_SYSTEM_RULE'],
    ['04', 'ROW_SYSTEM_FAILED'],
    ['-1', 'ROW_SYSTEM_BUSY'],
    ['-2', 'ROW_SYSTEM_TOO_OFTEN'],
  ] as const;

  it('are those that were seen, and no other', () => {
    expect(Object.keys(ROW_CODES).sort()).toEqual(SEEN.map(([rowCode]) => rowCode).sort());
  });

  it.each(SEEN)('%s is %s, both ways', (rowCode, error) => {
    const refusal = errorOfRowCode(rowCode, '原因');
    expect(refusal).toMatchObject({ code: error });
    expect(rowCodeOf(refusal)).toBe(rowCode);
  });

  it('0001 is no refusal, and what nobody has seen is refused', () => {
    expect(errorOfRowCode(ROW_OK, '')).toBeNull();
    for (const unknown of ['0002', '', 'constructor', '1']) expect(() => errorOfRowCode(unknown, '')).toThrow(code('ROW_CODE_UNKNOWN'));
  });

  it('tell own refusals by their kind, and a fault as unknown', () => {
    expect([sample('SAMPLE_CLASH'), sample('SAMPLE_FORM'), sample('KIND_UNKNOWN'), new Error('secret')].map(rowCodeOf)).toEqual([
      '0404',
      '0202',
      '0301',
      '04',
    ]);
    expect(JSON.stringify(rowRefusal(new Error('secret')))).not.toContain('secret');
  });

  it('of states are there both ways', () => {
    for (const state of [0, 1, 9, 20, 30, 40]) {
      const { state: own, attempts } = deliveryOfRowState(state);
      expect(rowStateOf(own, attempts)).toBe(state);
    }
    for (const state of [-1, 10, 19, 21, 41, 0.5]) expect(() => deliveryOfRowState(state)).toThrow(code('ROW_STATE_UNKNOWN'));
    expect([rowStateOf('waiting', 12), rowStateOf('dropped', 0)]).toEqual([9, 40]);
  });
});

describe('receipts of rows', () => {
  const item = fc.record(
    {
      item: fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/),
      answer: fc.constantFrom<ReceiptItem['answer']>('refused', 'objection'),
      code: fc.constantFrom('SAMPLE_CLASH', 'KIND_UNKNOWN'),
      reason: fc.stringMatching(/^[一-龥]{1,20}$/),
    },
    { requiredKeys: ['item', 'answer', 'reason'] },
  );
  const plain = fc.record({
    item: fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/),
    answer: fc.constantFrom<ReceiptItem['answer']>('accepted', 'conflict'),
  });

  it('say of each item what was said, when read back', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(item, plain), { minLength: 1, maxLength: 20 }), (items) => {
        const read = readRowReceipt(JSON.parse(JSON.stringify(rowReceiptOf(items))));
        const sorted = (of: readonly ReceiptItem[]) => of.map((one) => JSON.stringify(one, ['item', 'answer', 'code', 'reason'])).sort();
        expect(sorted(read.items)).toEqual(sorted(items));
        expect(read.refusal).toBeNull();
      }),
    );
  });

  it('tell why nothing was taken', () => {
    expect(readRowReceipt(rowRefusal(sample('SAMPLE_CLASH')))).toMatchObject({ items: [], refusal: { code: 'ROW_SYSTEM_RULE' } });
    expect(rowReceiptOf([{ item: 'a', answer: 'refused', reason: '重复' }]).code).toBe('0404');
  });

  it('of another form are refused, and no id goes out that a comma would break', () => {
    for (const receipt of [null, {}, { ...rowRefusal(null), failSituationList: [{}] }])
      expect(() => readRowReceipt(receipt)).toThrow(code('ROW_RECEIPT_MALFORMED'));
    expect(() => rowReceiptOf([{ item: 'a,b', answer: 'accepted' }])).toThrow(code('ROW_RECEIPT_MALFORMED'));
  });
});
