import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { NestLog, describeError, scrub } from './log.js';

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
  it('loses what is quoted, also where the quote does not end, however many quotes there are', () => {
    const told = (message: string) => describeError(new Error(message))['message'];
    expect(told(`got "a \\" secret" and 'secret'`)).toBe('got "…" and "…"');
    expect(told('got "secret without end')).toBe('got "…"');
    expect(told(`got ${'\\"'.repeat(1_000_000)}`)).toMatch(/^got .{1,10}$/);
  });

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

  it('is described by its text: a thrown value that is no Error, an error that passed through JSON, a description', () => {
    expect(describeError('the line broke')).toEqual({ type: 'string', message: 'the line broke' });
    expect(describeError(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
    expect(describeError({ message: 'no "secret"', extensions: { code: 'GONE' } })).toMatchObject({ code: 'GONE', message: 'no "…"' });
    expect(describeError({ status: 3 })).toEqual({ type: 'Object', keys: 'status' });
    const once = describeError(new RangeError('too far'));
    expect(describeError(once)).toBe(once);
  });

  it('tells what lies behind it, and at which addresses it failed', () => {
    const refused = new AggregateError([Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })], '');
    expect(describeError(new Error('no answer', { cause: refused }))).toMatchObject({
      message: 'no answer',
      cause: { type: 'AggregateError', errors: [{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }] },
    });
    const ring = new Error('a ring');
    ring.cause = ring;
    expect(JSON.stringify(describeError(ring)).match(/a ring/g)).toHaveLength(4);
  });
});

describe('what the framework says', () => {
  const said: unknown[][] = [];
  const line = (...parts: unknown[]) => void said.push(parts);
  const log = new NestLog({ warn: line, error: line } as never);

  it('keeps the text of errors and of what is none, and the stack that comes beside a message', () => {
    log.error(new Error('broken'), 'Speaker');
    log.error({ reason: 1 });
    log.error('broken "secret"', 'Error: broken\n    at here', 'Speaker');
    log.warn('slow', 'Speaker');
    expect(said).toEqual([
      [{ err: expect.any(Error), from: 'Speaker' }, 'told by the framework'],
      [{ err: { reason: 1 }, from: undefined }, 'told by the framework'],
      [{ err: { message: 'broken "secret"', stack: 'Error: broken\n    at here' }, from: 'Speaker' }, 'broken "…"'],
      [{ from: 'Speaker' }, 'slow'],
    ]);
  });
});
