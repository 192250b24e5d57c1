import { describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING, refusal } from '../../../test/builders.js';
import { sealLine } from './printing.js';

const paper = { organId: HOUSING.id, number: '明住建信访〔2025〕1号', voidedOn: null, voidReason: null };
const print = (former: number, copies = 2, reason: string | null = null, change: Partial<typeof paper> | { number: null } = {}) =>
  sealLine({ ...paper, ...change }, HOUSING.id, former, { copies, reason });

describe('the seal register', () => {
  it('has one line a print; a print again is a second line with its reason', () => {
    expect(print(0)).toEqual({ line: 1, copies: 2, reason: null });
    expect(print(1, 1, ' 原件污损 ')).toEqual({ line: 2, copies: 1, reason: '原件污损' });
  });

  it('takes no print again without a reason', () => {
    for (const reason of [null, ' ']) expect(refusal(() => print(1, 1, reason))).toBe('REPRINT_REASON_MISSING');
  });

  it('counts copies from 1 to 99', () => {
    for (const copies of [1, 99]) expect(refusal(() => print(0, copies))).toBe('no refusal');
    for (const copies of [0, 100, 1.5, -1]) expect(refusal(() => print(0, copies))).toBe('PRINT_COPIES_MALFORMED');
  });

  it('seals the own papers alone, none out of use and none without number', () => {
    expect(refusal(() => sealLine(paper, BUREAU.id, 0, { copies: 1, reason: null }))).toBe('DOCUMENT_OF_OTHER_ORGAN');
    expect(
      refusal(() => sealLine({ ...paper, voidedOn: '2025-03-03', voidReason: '重号' }, HOUSING.id, 0, { copies: 1, reason: null })),
    ).toBe('DOCUMENT_VOID');
    expect(refusal(() => print(0, 1, null, { number: null }))).toBe('DOCUMENT_WITHOUT_SEAL');
  });
});
