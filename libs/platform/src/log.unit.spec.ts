import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { describeError, scrub } from './log.js';

describe('a log line', () => {
  it('loses Chinese text, phones and identity numbers and keeps ids, numbers of petitions and instants', () => {
    const kept =
      '{"time":"2025-03-10T00:00:00.000Z","key":"018f0000-0000-7000-8000-000000000001","number":"990100-20250310-000001","seq":12}';
    expect(scrub(kept)).toBe(kept);
    expect(scrub('name 晴某某 phone 13800000000 id 99010019700101001X')).toBe('name [text] phone [number] id [number]');
    expect(scrub('"13800000000"')).toBe('"[number]"');
  });
});

describe('an error in the log', () => {
  it("of the database shows code and constraint, never the statement's values", () => {
    const inner = Object.assign(new Error('duplicate key (phone)=(13800000000)'), {
      code: '23505',
      constraint: 'uq',
      routine: '_bt_check_unique',
      detail: 'Key (phone)=(1)',
    });
    const text = JSON.stringify(describeError(new QueryFailedError('insert', ['13800000000'], inner)));
    expect(text).toContain('23505');
    expect(text).toContain('uq');
    expect(text).not.toMatch(/13800000000|Key \(/);
  });

  it('loses what it quotes', () => {
    expect(describeError(new SyntaxError('Unexpected token \'x\', "secret text" is not valid JSON'))).toMatchObject({
      message: 'Unexpected token "…", "…" is not valid JSON',
    });
  });
});
