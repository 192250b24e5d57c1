import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exchangeCodes, reasonText } from '../src/texts/exchange-codes.js';

const root = join(import.meta.dirname, '..', '..');
const codesIn = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): \{/gm)].map(([, code]) => code ?? '');

/** Told to the operator as the refusal of an act, and never of a message. */
const OF_ACTS = [
  'PARTNER_IS_SELF',
  'PARTNER_NODE_MALFORMED',
  'PARTNER_NAME_MISSING',
  'PARTNER_ENDPOINT_MALFORMED',
  'PARTNER_KEYS_MISSING',
  'PARTNER_ALLOWANCE_MALFORMED',
  'PARTNER_WAY_ENDPOINT',
  'FERRY_NOTHING',
  'FERRY_PIECE_MALFORMED',
  'MESSAGE_NOT_RESENT',
  'MESSAGE_NOT_PARKED',
  'REASON_MISSING',
  'ARRIVAL_UNKNOWN',
  'ARRIVAL_ENDED',
  'ARRIVAL_PURPOSE_MISSING',
  'ARRIVAL_REASON_TOO_LONG',
  'ARRIVED_FILE_UNKNOWN',
  'ARRIVED_FILE_NOT_COMPLETE',
  'ARRIVED_FILE_PIECE',
  'PROOF_NOT_YET',
  'QUESTION_UNKNOWN',
  'QUESTION_NOT_RECEIVED',
  'QUESTION_SAMPLED',
  'QUESTION_NOT_SAMPLED',
  'QUESTION_NOT_REVIEWABLE',
  'QUESTION_REVIEWED',
  'QUESTION_REASON_TOO_LONG',
  'DIFFERENCE_UNKNOWN',
  'DIFFERENCE_ENDED',
  'DIFFERENCE_NOT_RESENT',
  'ROOT_MALFORMED',
  'ROOT_SIGNATURE_WRONG',
];

describe('why a message did not count is said in words', () => {
  it.each(['services/exchange/src/domain/exchange.errors.ts', 'libs/envelope/src/envelope.errors.ts'])('for each code of %s', (file) => {
    const codes = codesIn(file);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !OF_ACTS.includes(code) && !Object.hasOwn(exchangeCodes, code))).toEqual([]);
  });

  it('with the code behind the words, also where the code is of a node that this one does not know', () => {
    expect(reasonText('KEY_REVOKED')).toBe('密钥已经吊销（KEY_REVOKED）');
    expect(reasonText('HTTP 502')).toBe('对方返回错误502（HTTP 502）');
    expect(reasonText('OF_ANOTHER_VENDOR')).toBe('原因代码没有对应的说明（OF_ANOTHER_VENDOR）');
    expect(reasonText('没有这份报文')).toBe('没有这份报文');
  });
});
