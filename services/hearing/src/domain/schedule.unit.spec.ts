import { describe, expect, it } from '@jest/globals';
import {
  CLERK,
  HANDLER,
  HEAD,
  HEARING,
  ORGAN,
  PEOPLE,
  PETITIONER,
  POOL,
  act,
  after,
  code,
  given,
  id,
  matter,
  member,
  requested,
} from '../../test/given.js';
import type { Contents, MatterState } from './hearing.js';
import { serveNotice, untold } from './notices.js';
import { keepPoolMember, type KeepPoolMember } from './pool.js';
import { confirmHearing, decideHearing } from './request.js';
import { keepRoom } from './room.js';
import { cancelHearing, endedWithMatter, linkHearings, rescheduleHearing, scheduleHearing, type ScheduleHearing } from './schedule.js';
import { challengeMember, decideChallenge, listPanel, replaceMember } from './seats.js';

const ROOM = { id: id(50), organId: ORGAN, name: '一号', place: '县政务中心', seats: 30, endedOn: null };
const day = (on: string) => ({ startsAt: `${on}T01:00:00.000Z`, endsAt: `${on}T04:00:00.000Z`, startsOn: on, endsOn: on });
const PLACE: ScheduleHearing = {
  hearingId: HEARING,
  room: ROOM,
  ...day('2025-04-22'),
  public: true,
  closedReason: null,
  clerkIds: [CLERK],
  before: null,
};
const decided = (contains: readonly Contents[] = [], state = requested()): MatterState => {
  const command = { hearingId: HEARING, hold: true, ground: null, reason: '重大', contains, form: null };
  const proposed = after(state, decideHearing(given(state, act(HANDLER, '2025-04-08')), command));
  return after(proposed, confirmHearing(given(proposed, act(HEAD, '2025-04-09')), { hearingId: HEARING, seed: 'ab' }));
};
const schedule = (state: MatterState, more: Partial<ScheduleHearing> = {}, on = '2025-04-10') =>
  scheduleHearing(given(state, act(CLERK, on)), { ...PLACE, ...more });
const [a, b, c, d, e] = PEOPLE as [string, string, string, string, string];
const listed = (state = decided()): MatterState =>
  after(
    state,
    listPanel(given(state, act(CLERK, '2025-04-10')), {
      hearingId: HEARING,
      byLot: false,
      size: 0,
      presiderId: a,
      memberIds: [b, c],
      substituteIds: [d, e],
      pool: POOL,
    }),
  );

describe('time and place', () => {
  it('leave the days of notice: seven of them, and one less is too soon', () => {
    expect(schedule(decided(), day('2025-04-17')).hearing.schedule?.on).toBe('2025-04-17');
    expect(() => schedule(decided(), day('2025-04-16'))).toThrow(code('HEARING_TOO_SOON'));
  });

  it('lie within thirty days of the decision, unless it is put off with a reason', () => {
    expect(schedule(decided(), day('2025-05-09')).hearing.schedule?.round).toBe(1);
    expect(() => schedule(decided(), day('2025-05-10'))).toThrow(code('HEARING_TOO_LATE'));
    const state = after(decided(), schedule(decided()));
    const off = (reason: string) => rescheduleHearing(given(state, act(CLERK, '2025-04-12')), { ...PLACE, ...day('2025-05-20'), reason });
    expect(off('一方生病').hearing.schedule).toMatchObject({ round: 2, reason: '一方生病', on: '2025-05-20' });
    expect(() => off(' ')).toThrow(code('HEARING_TEXT_MISSING'));
    expect(() => rescheduleHearing(given(decided(), act(CLERK, '2025-04-12')), { ...PLACE, reason: '理由' })).toThrow(
      code('HEARING_NOT_FOUND'),
    );
  });

  it('are in a room of the organ that is used that day, begin before they end, and end that day', () => {
    expect(() => schedule(decided(), { room: null })).toThrow(code('ROOM_UNKNOWN'));
    expect(() => schedule(decided(), { room: { ...ROOM, organId: id(5) } })).toThrow(code('ROOM_UNKNOWN'));
    expect(() => schedule(decided(), { room: { ...ROOM, endedOn: '2025-04-22' } })).toThrow(code('ROOM_ENDED'));
    expect(schedule(decided(), { room: { ...ROOM, endedOn: '2025-04-23' } }).hearing.schedule?.roomId).toBe(ROOM.id);
    expect(() => schedule(decided(), { endsAt: PLACE.startsAt })).toThrow(code('HEARING_TIMES_BACKWARDS'));
    expect(() => schedule(decided(), { endsAt: '2025-04-23T01:00:00.000Z', endsOn: '2025-04-23' })).toThrow(
      code('HEARING_TIMES_BACKWARDS'),
    );
  });

  it('are public, or closed with a reason; what is private is never public', () => {
    expect(() => schedule(decided(), { public: false })).toThrow(code('HEARING_CLOSED_REASON_MISSING'));
    expect(() => schedule(decided(['privacy']))).toThrow(code('HEARING_MUST_BE_CLOSED'));
    expect(() => schedule(decided(['business_secret']))).toThrow(code('HEARING_MUST_BE_CLOSED'));
    expect(schedule(decided(['privacy']), { public: false, closedReason: '个人隐私' }).hearing.schedule?.closedReason).toBe('个人隐私');
  });

  it('follow the hearing with which it is linked', () => {
    const before = { hearingId: id(60), endsAt: '2025-04-22T01:00:00.000Z' };
    expect(schedule(decided(), { before }).hearing.schedule?.on).toBe('2025-04-22');
    expect(() => schedule(decided(), { before: { ...before, endsAt: '2025-04-22T01:00:00.001Z' } })).toThrow(code('HEARING_LINK_BEFORE'));
    const link = (state: MatterState, more: object = {}) =>
      linkHearings(given(state, act(CLERK, '2025-04-10')), { hearingId: HEARING, afterHearingId: id(60), before, ...more });
    expect(link(decided()).hearing.afterId).toBe(id(60));
    expect(() => link(decided(), { before: null })).toThrow(code('HEARING_LINK_UNKNOWN'));
    expect(() => link(decided(), { afterHearingId: HEARING })).toThrow(code('HEARING_LINK_TO_ITSELF'));
    const late = { before: { ...before, endsAt: '2025-04-22T02:00:00.000Z' } };
    expect(() => link(after(decided(), schedule(decided())), late)).toThrow(code('HEARING_LINK_BEFORE'));
  });
});

describe('a room and a term of the pool', () => {
  it('have seats, words and days that fit', () => {
    expect(keepRoom(ROOM)).toEqual(ROOM);
    for (const seats of [0, 2001]) expect(() => keepRoom({ ...ROOM, seats })).toThrow(code('ROOM_SEATS_WRONG'));
    const term: KeepPoolMember = { ...member(0), former: null, others: [], at: '2025-01-01T00:00:00.000Z' };
    expect(keepPoolMember(term)).toEqual(member(0));
    expect(() => keepPoolMember({ ...term, until: '2024-12-31' })).toThrow(code('POOL_TERM_BACKWARDS'));
    expect(() => keepPoolMember({ ...term, endedOn: '2024-12-31' })).toThrow(code('POOL_TERM_BACKWARDS'));
    expect(() => keepPoolMember({ ...term, leaves: [{ from: '2025-02-02', to: '2025-02-01' }] })).toThrow(code('POOL_TERM_BACKWARDS'));
    const next = { ...term, id: id(2000), from: '2027-12-31', until: null };
    expect(() => keepPoolMember({ ...next, others: [member(0)] })).toThrow(code('POOL_MEMBER_TWICE'));
    expect(keepPoolMember({ ...next, from: '2028-01-01', others: [member(0)] }).from).toBe('2028-01-01');
    // What it was entered at stays, so that a change does not take it out of a lot.
    expect(keepPoolMember({ ...term, former: member(0), at: '2025-06-01T00:00:00.000Z' }).enteredAt).toBe('2025-01-01T00:00:00.000Z');
  });
});

describe('notices', () => {
  const ready = () => after(listed(), schedule(listed()));
  const notice = {
    noticeId: id(70),
    hearingId: HEARING,
    kind: 'notice',
    to: PETITIONER,
    way: 'in_person',
    proof: { signature: '签收' },
    waiver: null,
  };
  const serve = (state: MatterState, more: object = {}, on = '2025-04-12') =>
    serveNotice(given(state, act(CLERK, on)), { ...notice, servedOn: '2025-04-11', ...more });

  it('go to petitioners, members and, in review, the organ in charge', () => {
    expect(untold(ready(), ready().hearings[0]!).map(({ kind, toKind }) => `${kind} ${toKind}`)).toEqual([
      'decision petitioner',
      'notice petitioner',
      'notice member',
      'notice member',
      'notice member',
    ]);
    const review = { ...ready().hearings[0]!, organId: id(5) };
    expect(untold(ready(), review).find(({ toKind }) => toKind === 'organ')?.to).toBe(ORGAN);
  });

  it('have a known addressee, a way with its proof, and a day between decision and today, once', () => {
    expect(() => serve(ready(), { to: id(999) })).toThrow(code('NOTICE_TO_UNKNOWN'));
    expect(() => serve(ready(), { way: 'pigeon' })).toThrow(code('NOTICE_WAY_UNKNOWN'));
    expect(() => serve(ready(), { proof: {} })).toThrow(code('NOTICE_PROOF_MISSING'));
    expect(() => serve(ready(), { proof: { signature: ' ' } })).toThrow(code('NOTICE_PROOF_MISSING'));
    for (const servedOn of ['2025-04-08', '2025-04-13']) expect(() => serve(ready(), { servedOn })).toThrow(code('NOTICE_DAY_WRONG'));
    const state = after(ready(), serve(ready()));
    expect(() => serve(state)).toThrow(code('NOTICE_ALREADY_SERVED'));
  });

  it('tell of the decision’s first service once, and are due anew when the hearing is put off', () => {
    const first = serve(ready(), { kind: 'decision' });
    expect(first.events.map(({ type }) => type)).toEqual(['HearingNoticeServed', 'HearingDecisionServed']);
    expect(first.hearing.serviceOn).toBe('2025-04-11');
    const two = matter({ petitionerIds: [PETITIONER, id(33)] });
    const joint = after(decided([], requested(two)), serve(decided([], requested(two)), { kind: 'decision' }));
    expect(serve(joint, { kind: 'decision', to: id(33) }).events.map(({ type }) => type)).toEqual(['HearingNoticeServed']);
    const told = after(ready(), serve(ready()));
    const off = rescheduleHearing(given(told, act(CLERK, '2025-04-12')), { ...PLACE, ...day('2025-04-25'), reason: '调整' });
    expect(untold(told, off.hearing).some(({ kind, to }) => kind === 'notice' && to === PETITIONER)).toBe(true);
  });

  it('of a cancelled hearing go to whoever had been told, and begin no pause', () => {
    const told = after(ready(), serve(ready()));
    const gone = after(told, cancelHearing(given(told, act(HEAD, '2025-04-14')), { hearingId: HEARING, reason: '和解' }));
    expect(gone.hearings[0]?.state).toBe('cancelled');
    expect(untold(gone, gone.hearings[0]!)).toEqual([{ kind: 'cancellation', to: PETITIONER, toKind: 'petitioner' }]);
    expect(() => cancelHearing(given(told, act(HEAD, '2025-04-14')), { hearingId: HEARING, reason: '' })).toThrow(
      code('HEARING_TEXT_MISSING'),
    );
    expect(endedWithMatter(told, told.hearings[0]!, '2025-04-15').hearing.ended).toMatchObject({ why: 'matter_ended' });
  });
});

describe('a challenge', () => {
  const challenge = (state: MatterState, memberId: string) =>
    challengeMember(given(state, act(HANDLER, '2025-04-11')), { challengeId: id(80), hearingId: HEARING, memberId, reason: '亲属' });
  const decide = (state: MatterState, more: object = {}, by = HEAD) =>
    decideChallenge(given(state, act(by, '2025-04-12')), {
      hearingId: HEARING,
      challengeId: id(80),
      upheld: true,
      reason: '属实',
      substituteId: null,
      pool: POOL,
      ...more,
    });

  it('is about somebody of the panel, once, and decided by another', () => {
    expect(() => challenge(listed(), id(999))).toThrow(code('CHALLENGE_NOT_OF_PANEL'));
    expect(() => challenge(decided(), b)).toThrow(code('CHALLENGE_NOT_OF_PANEL'));
    const state = after(listed(), challenge(listed(), b));
    expect(() => challenge(state, b)).toThrow(code('CHALLENGE_AGAIN'));
    expect(() => decide(state, { challengeId: id(81) })).toThrow(code('CHALLENGE_NOT_FOUND'));
    expect(() => decide(state, {}, b)).toThrow(code('CHALLENGE_BY_CHALLENGED'));
  });

  it('that is upheld empties the seat or seats a substitute; a substitute who is challenged is one no more', () => {
    const state = after(listed(), challenge(listed(), b));
    expect(decide(state).hearing.panel).toMatchObject({ size: 3, memberIds: [a, c], substituteIds: [d, e] });
    expect(decide(state, { substituteId: e }).hearing.panel).toMatchObject({ memberIds: [a, c, e], substituteIds: [d] });
    expect(() => decide(state, { substituteId: id(999) })).toThrow(code('PANEL_SUBSTITUTE_UNFIT'));
    expect(decide(state, { upheld: false }).hearing.panel?.memberIds).toEqual([a, b, c]);
    const other = after(listed(), challenge(listed(), d));
    expect(decide(other).hearing.panel).toMatchObject({ memberIds: [a, b, c], substituteIds: [e] });
  });

  it('of the presider lets a substitute preside who has not handled the matter', () => {
    const state = { ...after(listed(), challenge(listed(), a)), involved: { [d]: ['handler' as const] } };
    expect(() => decide(state, { substituteId: d })).toThrow(code('PANEL_SUBSTITUTE_UNFIT'));
    expect(decide(state, { substituteId: e }).hearing.panel).toMatchObject({ presiderId: e, memberIds: [e, b, c] });
  });

  it('and a departure leave a seat that a substitute takes later', () => {
    const replace = (state: MatterState, memberId: string | null, substituteId: string | null) =>
      replaceMember(given(state, act(CLERK, '2025-04-12')), { hearingId: HEARING, memberId, substituteId, reason: '出差', pool: POOL });
    const state = after(listed(), replace(listed(), c, null));
    expect(state.hearings[0]?.panel?.memberIds).toEqual([a, b]);
    expect(replace(state, null, d).hearing.panel?.memberIds).toEqual([a, b, d]);
    expect(() => replace(state, null, null)).toThrow(code('PANEL_SUBSTITUTE_UNFIT'));
    expect(() => replace(listed(), null, d)).toThrow(code('PANEL_SUBSTITUTE_UNFIT'));
    expect(() => replace(listed(), d, null)).toThrow(code('CHALLENGE_NOT_OF_PANEL'));
    expect(() => replace(decided(), c, null)).toThrow(code('PANEL_NOT_LISTED'));
  });
});
