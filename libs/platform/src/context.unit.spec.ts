import { describe, expect, it } from '@jest/globals';
import { actOn, bearerOf, contextOf, decodeAfter, encodeAfter, loader, signedIn, type After } from './context.js';
import { Time } from './time.js';

const time = new Time();
time.set(new Date('2025-03-10T01:00:00Z'));
const staff = contextOf(time, { kind: 'person', person: 'p', session: 's' });
const nobody = { migrator: false, paperChannel: false };
const paper = { migrator: false, paperChannel: true };
const migrator = { migrator: true, paperChannel: false };

const refusal = (code: string) => expect.objectContaining({ code });

describe('the legal day of an act', () => {
  it('is today when none is given', () => {
    expect(actOn(staff, undefined, nobody)).toMatchObject({ on: '2025-03-10', at: staff.at });
  });

  it('may be today for anyone, though not another day without a paper channel', () => {
    expect(actOn(staff, '2025-03-10', nobody).on).toBe('2025-03-10');
    expect(() => actOn(staff, '2025-03-09', nobody)).toThrow(refusal('DAY_NOT_YOURS_TO_SET'));
  });

  it('may be an earlier one on paper, at noon of that day, recorded now', () => {
    expect(actOn(staff, '2025-03-09', paper)).toMatchObject({
      on: '2025-03-09',
      at: '2025-03-09T04:00:00.000Z',
      recordedAt: staff.recordedAt,
    });
  });

  it('is never in the future', () => {
    expect(() => actOn(staff, '2025-03-11', paper)).toThrow(refusal('DAY_IN_FUTURE'));
    expect(() => actOn(staff, '2025-03-11', nobody)).toThrow(refusal('DAY_IN_FUTURE'));
  });

  it('may be the day of the act it follows and none before', () => {
    expect(actOn(staff, '2025-03-08', paper, '2025-03-08').on).toBe('2025-03-08');
    expect(() => actOn(staff, '2025-03-07', paper, '2025-03-08')).toThrow(refusal('DAY_BEFORE_FORMER_ACT'));
    expect(() => actOn(staff, undefined, nobody, '2025-03-11')).toThrow(refusal('DAY_BEFORE_FORMER_ACT'));
  });

  it('is free for the migrator', () => {
    expect(actOn(staff, '2011-01-05', migrator, '2020-01-01').on).toBe('2011-01-05');
    expect(actOn(staff, '2030-01-05', migrator).on).toBe('2030-01-05');
  });
});

describe('who asks', () => {
  it('is a person with a session, a tracker with one petition, or nobody', () => {
    expect(staff).toMatchObject({ kind: 'person', personId: 'p', session: 's', actor: { kind: 'person', id: 'p' } });
    expect(contextOf(time, { kind: 'tracker', petitionId: 'x', petitionerId: null })).toMatchObject({
      kind: 'tracker',
      personId: null,
      petitionId: 'x',
      actor: { kind: 'tracker', id: null },
    });
    expect(contextOf(time, null)).toMatchObject({ kind: 'anonymous', personId: null });
  });

  it('must be signed in where a room says so', () => {
    expect(signedIn(staff)).toBe('p');
    expect(() => signedIn(contextOf(time, null))).toThrow(refusal('SIGN_IN_REQUIRED'));
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'nonsense'])('sends no bearer token as %p', (header) => {
    expect(() => bearerOf(header)).toThrow(refusal('TOKEN_INVALID'));
  });
});

describe('what a request has to have seen', () => {
  const after: After[] = [{ source: 'case', key: 'k', seq: 3 }];

  it('is sent back as it was answered', () => {
    expect(decodeAfter(encodeAfter(after))).toEqual(after);
    expect(decodeAfter(undefined)).toEqual([]);
  });

  it.each(['[', '{}', '[{"source":"case"}]', '[{"source":"case","key":"k","seq":-1}]'])('is refused as %p', (header) => {
    expect(() => decodeAfter(header)).toThrow(refusal('AFTER_MALFORMED'));
  });

  it('is refused where it is more than the limit, and never cut', () => {
    const events = (count: number) => encodeAfter(Array.from({ length: count }, () => after[0]!));
    expect(decodeAfter(events(200))).toHaveLength(200);
    expect(() => decodeAfter(events(201))).toThrow(refusal('AFTER_TOO_LONG'));
    expect(decodeAfter(events(3), 3)).toHaveLength(3);
    expect(() => decodeAfter(events(4), 3)).toThrow(refusal('AFTER_TOO_LONG'));
  });
});

describe('a loader', () => {
  it('asks once for all keys of a request', async () => {
    const asked: (readonly number[])[] = [];
    const key = Symbol('doubles');
    const doubles = () =>
      loader<number, number>(staff, key, async (keys) => {
        asked.push(keys);
        return keys.map((k) => (k < 3 ? 2 * k : null));
      });
    expect(await Promise.all([doubles().load(1), doubles().load(2), doubles().load(3), doubles().load(1)])).toEqual([2, 4, null, 2]);
    expect(asked).toEqual([[1, 2, 3]]);
  });
});
