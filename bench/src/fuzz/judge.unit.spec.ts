import { describe, expect, it } from '@jest/globals';
import { judge, type Answered } from './judge.js';

const refused = (code?: string, kind?: string | null): Answered => ({
  status: 200,
  body: { data: null, errors: [{ message: 'm', extensions: { code, kind } }] },
  ms: 5,
});
const fine: Answered = { status: 200, body: { data: { me: null } }, ms: 1_000 };
const nothing = { internal: false, neither: false, nameless: false, slow: false };

describe('an answer of the graph', () => {
  it('is good with data, and within a second', () => {
    expect(judge(fine)).toEqual({ ...nothing, code: 'ok', reached: 'done' });
    expect(judge({ ...fine, ms: 1_001 }).slow).toBe(true);
    expect([judge({ ...fine, ms: 2_500 }, 2_500).slow, judge({ ...fine, ms: 2_501 }, 2_500).slow]).toEqual([false, true]);
  });

  it('is good as a refusal with code and kind', () => {
    expect(judge(refused('SUMMARY_MISSING', 'INVALID_INPUT'))).toEqual({ ...nothing, code: 'SUMMARY_MISSING', reached: 'form' });
  });

  it.each([
    ['an internal error', refused('INTERNAL_SERVER_ERROR', null), { internal: true }],
    [
      'an internal error beside data and another refusal',
      {
        ...fine,
        body: {
          data: {},
          errors: [
            ...(refused('A', 'CONFLICT').body?.errors as object[]),
            ...(refused('INTERNAL_SERVER_ERROR', null).body?.errors as object[]),
          ],
        },
      },
      { internal: true },
    ],
    ['neither data nor errors', { ...fine, body: { data: null } }, { neither: true }],
    ['an empty object', { ...fine, body: {} }, { neither: true }],
    ['no errors in their list', { ...fine, body: { errors: [] } }, { neither: true }],
    ['nothing that can be read', { ...fine, body: null }, { neither: true }],
    ['a refusal without a code', refused(undefined, 'CONFLICT'), { nameless: true }],
    ['a refusal without a kind', refused('A', null), { nameless: true }],
  ] as [string, Answered, object][])('is a finding: %s', (_what, answered, finding) => {
    expect(judge(answered)).toMatchObject({ ...nothing, ...finding });
  });

  it.each([
    ['rule', 'STAGE_WRONG', 'CONFLICT'],
    ['rule', 'TOO_EARLY', 'RULE_BROKEN'],
    ['form', 'TEXT_TOO_LONG', 'INVALID_INPUT'],
    ['types', 'BAD_USER_INPUT', 'INVALID_INPUT'],
    ['door', 'PETITION_NOT_FOUND', 'NOT_FOUND'],
    ['door', 'ACT_NOT_YOURS', 'FORBIDDEN'],
  ])('came as far as the %s: %s', (reached, code, kind) => {
    expect(judge(refused(code, kind)).reached).toBe(reached);
  });
});
