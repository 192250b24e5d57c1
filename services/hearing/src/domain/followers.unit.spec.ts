import { describe, expect, it } from '@jest/globals';
import { CLERK, HEARING, ORGAN, SCHEDULE, act, code, given, id, matter, requested } from '../../test/given.js';
import { MOST_FOLLOWERS, admitFollower, dismissFollower, isFollowedNow, mayBeFollowed, toldToFollowers } from './followers.js';
import { HEARING_STATES, type Entry, type Follower, type Hearing, type HearingState, type MatterState } from './hearing.js';

const { on } = SCHEDULE;
const hearing = (more: Partial<Hearing> = {}): Hearing => ({ ...requested().hearings[0]!, state: 'open', schedule: SCHEDULE, ...more });
const state = (more: Partial<Hearing> = {}, involved: MatterState['involved'] = {}) => matter({ hearings: [hearing(more)], involved });
const at = (one: MatterState, organId = ORGAN) => given(one, { ...act(CLERK, on), organId });
const follower = (n: number, more: Partial<Follower> = {}): Follower => ({
  id: id(n),
  personId: null,
  name: `旁听${n}`,
  byPersonId: CLERK,
  admittedAt: `${on}T00:00:00.000Z`,
  endedAt: null,
  reason: null,
  ...more,
});
const admit = (one: MatterState, more: Partial<Parameters<typeof admitFollower>[1]> = {}) =>
  admitFollower(at(one), { followerId: id(80), hearingId: HEARING, personId: null, name: '王记者', followers: [], ...more });

describe('an admission', () => {
  it('is of a public sitting alone: closed and village ones are followed by nobody', () => {
    expect(admit(state()).follower).toMatchObject({ name: '王记者', personId: null, endedAt: null });
    const closed = { ...SCHEDULE, public: false, closedReason: '个人隐私' };
    expect(() => admit(state({ schedule: closed }))).toThrow(code('FOLLOWER_CLOSED'));
    expect(() => admit(state({ form: 'village' }))).toThrow(code('FOLLOWER_CLOSED'));
    expect(() => admit(state({ schedule: null }))).toThrow(code('FOLLOWER_NOT_SCHEDULED'));
    expect(
      [hearing(), hearing({ schedule: closed }), hearing({ form: 'village' }), hearing({ schedule: null })].map(mayBeFollowed),
    ).toEqual([true, false, false, false]);
  });

  it('is of the organ that hears, before the conclusion', () => {
    expect(() =>
      admitFollower(at(state(), id(5)), { followerId: id(80), hearingId: HEARING, personId: null, name: '甲', followers: [] }),
    ).toThrow(code('HEARING_OF_OTHER_ORGAN'));
    const may = (Object.keys(HEARING_STATES) as HearingState[]).filter((one) => {
      try {
        return admit(state({ state: one })).follower?.id === id(80);
      } catch {
        return false;
      }
    });
    expect(may).toEqual(['decided', 'open', 'deliberating']);
  });

  it('is of a person with an account or of a name, once, and of nobody whom a bar keeps from the matter', () => {
    expect(admit(state(), { personId: id(60), name: '不用' }).follower).toMatchObject({ personId: id(60), name: null });
    expect(() => admit(state(), { name: ' ' })).toThrow(code('HEARING_TEXT_MISSING'));
    const followers = [follower(1, { name: '王记者' }), follower(2, { personId: id(60), name: null })];
    expect(() => admit(state(), { followers })).toThrow(code('FOLLOWER_ALREADY'));
    expect(() => admit(state(), { followers, personId: id(60), name: null })).toThrow(code('FOLLOWER_ALREADY'));
    const gone = followers.map((one) => ({ ...one, endedAt: `${on}T00:30:00.000Z` }));
    expect(admit(state(), { followers: gone }).follower).toMatchObject({ id: id(80), name: '王记者', endedAt: null });
    for (const part of ['recused', 'accused'] as const)
      expect(() => admit(state({}, { [id(60)]: [part] }), { personId: id(60) })).toThrow(code('FOLLOWER_BARRED'));
    expect(admit(state({}, { [id(60)]: ['handler'] }), { personId: id(60) }).follower).toMatchObject({ personId: id(60), name: null });
  });

  it('is given to so many people and no more', () => {
    const full = Array.from({ length: MOST_FOLLOWERS }, (_, n) => follower(n + 1));
    expect(() => admit(state(), { followers: full })).toThrow(code('FOLLOWERS_TOO_MANY'));
    expect(admit(state(), { followers: full.slice(1) }).follower).toMatchObject({ id: id(80), name: '王记者', endedAt: null });
  });

  it('is taken back in any state, once', () => {
    const take = (one: Hearing['state'], followers: readonly Follower[]) =>
      dismissFollower(at(state({ state: one })), { hearingId: HEARING, followerId: id(1), reason: '扰乱秩序', followers });
    for (const one of ['decided', 'open', 'deliberating', 'concluded', 'cancelled'] as const)
      expect(take(one, [follower(1)]).follower).toMatchObject({ id: id(1), endedAt: `${on}T01:00:00.000Z`, reason: '扰乱秩序' });
    expect(() => take('open', [follower(1, { endedAt: `${on}T00:30:00.000Z` })])).toThrow(code('FOLLOWER_UNKNOWN'));
    expect(() => take('open', [follower(2)])).toThrow(code('FOLLOWER_UNKNOWN'));
  });

  it('shows what is said from the opening to the conclusion', () => {
    const shown = (Object.keys(HEARING_STATES) as HearingState[]).filter((one) => isFollowedNow(hearing({ state: one })));
    expect(shown).toEqual(['open', 'deliberating']);
    expect(isFollowedNow(hearing({ schedule: { ...SCHEDULE, public: false } }))).toBe(false);
  });
});

const entry = (text: string, more: Partial<Entry & { withheldLater: boolean }> = {}): Entry & { withheldLater: boolean } => ({
  number: 1,
  kind: 'petitioner_statement',
  speaker: null,
  text,
  hash: null,
  corrects: null,
  withheld: false,
  withheldLater: false,
  byPersonId: CLERK,
  at: `${on}T01:00:00.000Z`,
  ...more,
});
const NAMED = { officials: ['陈主持'], others: ['李明', '李明华', '欧阳修', '办理单位'] };
const told = (text: string, more: Partial<Entry & { withheldLater: boolean }> = {}) => toldToFollowers(entry(text, more), NAMED);

describe('what followers read', () => {
  it('names nobody but the panel and roles', () => {
    expect(told('李明华说李明欠款，欧阳修在场，陈主持制止，办理单位没有意见').text).toBe(
      '李某说李某欠款，欧某在场，陈主持制止，办理单位没有意见',
    );
    expect(told('答', { speaker: '李明' }).speaker).toBe('信访人');
    expect(told('答', { speaker: '李明', kind: 'answer' }).speaker).toBeNull();
    expect(told('问', { speaker: '陈主持', kind: 'question' }).speaker).toBe('陈主持');
    expect(told('问', { speaker: '证人', kind: 'answer' }).speaker).toBe('证人');
  });

  it.each([
    ['身份证110101199003078515', '身份证（身份证号码略）'],
    ['身份证11010119900307851X。', '身份证（身份证号码略）。'],
    ['电话13800138000', '电话（电话略）'],
    ['电话138-0013-8000或0571-88886666', '电话（电话略）或（电话略）'],
    ['电话１３８００１３８０００', '电话（电话略）'],
    ['卡号6222 0212 3456 7890 123', '卡号（卡号略）'],
    ['邮箱a.b@example.org', '邮箱（邮箱略）'],
    ['车牌浙A12345和京AD12345', '车牌（车牌号略）和（车牌号略）'],
  ])('hides the number in %s', (text, hidden) => expect(told(text).text).toBe(hidden));

  it.each(['2025年4月22日', '第1至12号楼', '欠款123456元', '依据《条例》第36条'])('shows %s as it is', (text) =>
    expect(told(text).text).toBe(text),
  );

  it('is nothing of the check of identities and of what was withheld, at once or by a correction', () => {
    const hash = 'ab'.repeat(32);
    for (const more of [{ kind: 'identity' }, { withheld: true }, { withheldLater: true }])
      expect(told('私事', { hash, ...more })).toMatchObject({ number: 1, text: null, hash: null });
    expect(told('公事', { hash })).toMatchObject({ text: '公事', hash });
  });
});
