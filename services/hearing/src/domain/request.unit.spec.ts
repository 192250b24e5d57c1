import { describe, expect, it } from '@jest/globals';
import { HANDLER, HEAD, HEARING, ORGAN, PETITION, act, after, code, given, id, matter, requested } from '../../test/given.js';
import { stageNow } from './course.js';
import type { Conclusion, HearingAct, MatterState } from './hearing.js';
import { confirmHearing, decideHearing, requestHearing, type DecideHearing } from './request.js';

const ask = { hearingId: HEARING, reason: '事实有争议', newEvidence: null, form: null, petitionerId: id(3) };
const request = (state: MatterState, more: object = {}, by = act(HANDLER, '2025-04-07')) =>
  requestHearing(given(state, by), { ...ask, ...more }, 'petitioner');
const decision: DecideHearing = { hearingId: HEARING, hold: true, ground: null, reason: '重大、复杂', contains: [], form: null };
const decide = (state: MatterState, more: Partial<DecideHearing> = {}, by: HearingAct = act(HANDLER, '2025-04-08')) =>
  decideHearing(given(state, by), { ...decision, ...more });

describe('a request for a hearing', () => {
  it('runs to the pack’s day for the decision, a working day; a motion of the organ has none', () => {
    // 15 days from 7 April are the 22nd, a Tuesday; from 17 April they are 2 May, a holiday.
    expect(request(matter()).hearing).toMatchObject({ state: 'requested', stage: 'handling', organId: ORGAN, decideBy: '2025-04-22' });
    expect(request(matter(), {}, act(HANDLER, '2025-04-17')).hearing.decideBy).toBe('2025-05-06');
    const motion = requestHearing(given(matter(), act(HANDLER, '2025-04-07')), ask, 'organ');
    expect(motion.hearing).toMatchObject({ by: 'organ', petitionerId: null, decideBy: null });
    expect(motion.events).toMatchObject([{ type: 'HearingRequested', data: { petitionId: PETITION, by: 'organ' } }]);
  });

  it('is one of a claim that is handled or reviewed, and open', () => {
    expect(() => request(matter({ kind: 'SUGGESTION' }))).toThrow(code('HEARING_CLAIMS_ONLY'));
    for (const stage of ['registered', 'informed', 'opinion_served', 'closed', null])
      expect(() => request(matter({ stage }))).toThrow(code('HEARING_NOT_IN_STAGE'));
    expect(() => request(matter({ closed: true }))).toThrow(code('HEARING_NOT_IN_STAGE'));
    expect(() => request(matter({ mergedInto: id(9) }))).toThrow(code('HEARING_NOT_IN_STAGE'));
    for (const stage of ['accepted', 'handling', 'redoing']) expect(request(matter({ stage })).hearing.stage).toBe('handling');
  });

  it('in review and re-review is decided by the reviewing organ, and by nobody where none is known', () => {
    expect(stageNow(matter({ stage: 'review_requested', reviewerIds: [id(5)] }))).toEqual({ stage: 'review', organId: id(5) });
    expect(stageNow(matter({ stage: 'rereview_requested', reviewerIds: [id(5)] }))).toEqual({ stage: 'rereview', organId: id(5) });
    expect(stageNow(matter({ stage: 'rereview_requested' }))).toBeNull();
    const state = matter({ stage: 'rereview_requested', reviewerIds: [id(5)] });
    expect(() => requestHearing(given(state, act(HANDLER, '2025-04-07')), ask, 'organ')).toThrow(code('HEARING_OF_OTHER_ORGAN'));
  });

  it('stands alone: another one only when it has ended', () => {
    const state = requested();
    expect(() => request(state, { hearingId: id(20) })).toThrow(code('HEARING_UNDER_WAY'));
    const ended = matter({ hearings: [{ ...state.hearings[0]!, state: 'cancelled' }] });
    expect(request(ended, { hearingId: id(20) }).hearing.state).toBe('requested');
  });

  it('has its words checked', () => {
    expect(() => request(matter(), { reason: ' ' })).toThrow(code('HEARING_TEXT_MISSING'));
    expect(() => request(matter(), { reason: '长'.repeat(2001) })).toThrow(code('HEARING_TEXT_TOO_LONG'));
    expect(request(matter(), { reason: '长'.repeat(2000) }).hearing.reason).toHaveLength(2000);
    expect(() => request(matter(), { reason: 'a\u0000b' })).toThrow(code('HEARING_TEXT_MALFORMED'));
    expect(() => request(matter(), { form: 'theatre' })).toThrow(code('HEARING_CODE_UNKNOWN'));
    expect(request(matter(), { form: 'village' }).hearing.form).toBe('village');
  });
});

describe('the decision', () => {
  it('to refuse has a ground of the pack and a reason', () => {
    expect(() => decide(requested(), { hold: false })).toThrow(code('HEARING_GROUND_MISSING'));
    expect(() => decide(requested(), { hold: false, ground: 'visit_above_level' })).toThrow(code('HEARING_GROUND_UNKNOWN'));
    expect(decide(requested(), { hold: false, ground: 'hearing_not_needed' }).hearing.decision).toMatchObject({
      hold: false,
      ground: 'hearing_not_needed',
    });
    expect(decide(requested(), { ground: 'hearing_not_needed' }).hearing.decision?.ground).toBeNull();
  });

  it('to hold passes the gates: no state secret, no statutory route, once only unless there is new evidence', () => {
    expect(() => decide(requested(), { contains: ['state_secret'] })).toThrow(code('HEARING_STATE_SECRET'));
    expect(() => decide(requested(), { contains: ['gossip'] })).toThrow(code('HEARING_CODE_UNKNOWN'));
    expect(decide(requested(), { contains: ['privacy', 'privacy'] }).hearing.decision?.contains).toEqual(['privacy']);
    expect(() => decide(requested(matter({ exit: '31(2)' })))).toThrow(code('HEARING_STATUTORY_ROUTE'));
    expect(decide(requested(matter({ exit: null }))).hearing.state).toBe('proposed');
    const conclusion: Conclusion = { text: '结论', on: '2025-03-20', byPersonId: id(1), round: 1, result: '支持' };
    const heard = { ...requested().hearings[0]!, id: id(30), state: 'concluded' as const, conclusion };
    const again = requested(matter({ hearings: [heard] }));
    expect(() => decide(again)).toThrow(code('HEARING_HELD_BEFORE'));
    const evidence = { ...again, hearings: again.hearings.map((one) => (one.id === HEARING ? { ...one, newEvidence: '新的鉴定' } : one)) };
    expect(decide(evidence).hearing.state).toBe('proposed');
    // Heard while it was handled, it may be heard in review.
    const review = { ...again, hearings: again.hearings.map((one) => (one.id === HEARING ? { ...one, stage: 'review' as const } : one)) };
    expect(decide(review).hearing.state).toBe('proposed');
  });

  it('is the hearing organ’s, confirmed by another hand, and takes effect then alone', () => {
    expect(() => decide(requested(), {}, { ...act(HANDLER, '2025-04-08'), organId: id(5) })).toThrow(code('HEARING_OF_OTHER_ORGAN'));
    expect(() => decide(requested(), { hearingId: id(77) })).toThrow(code('HEARING_NOT_FOUND'));
    const state = after(requested(), decide(requested()));
    const confirm = (by: string) => confirmHearing(given(state, act(by, '2025-04-09')), { hearingId: HEARING, seed: 'ab' });
    expect(() => confirm(HANDLER)).toThrow(code('HEARING_OWN_PROPOSAL'));
    const { hearing, events } = confirm(HEAD);
    expect(hearing).toMatchObject({ state: 'decided', decision: { seed: 'ab', confirmedBy: HEAD, confirmedOn: '2025-04-09' } });
    expect(events).toMatchObject([{ type: 'HearingDecided', data: { hold: true, ground: null, serviceOn: null } }]);
    const done = after(state, { hearing, events });
    expect(() => decide(done)).toThrow(code('HEARING_ACT_NOT_NOW'));
    expect(() => confirmHearing(given(done, act(HEAD, '2025-04-09')), { hearingId: HEARING, seed: 'ab' })).toThrow(
      code('HEARING_ACT_NOT_NOW'),
    );
  });

  it('to refuse publishes no seed', () => {
    const state = after(requested(), decide(requested(), { hold: false, ground: 'hearing_not_needed' }));
    const { hearing } = confirmHearing(given(state, act(HEAD, '2025-04-09')), { hearingId: HEARING, seed: 'ab' });
    expect(hearing).toMatchObject({ state: 'refused', decision: { seed: null } });
  });
});
