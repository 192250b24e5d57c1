import { describe, expect, it } from '@jest/globals';
import { CLERK, HANDLER, HEAD, HEARING, PEOPLE, POOL, act, after, given, matter, requested } from '../../test/given.js';
import { actsNow, type Onlooker } from './offers.js';
import { confirmHearing, decideHearing } from './request.js';
import { challengeMember, listPanel } from './seats.js';
import type { Hearing, MatterState, Vote } from './hearing.js';

const who = (personId: string, more: Partial<Onlooker> = {}): Onlooker => ({ personId, today: '2025-04-18', cast: [], ...more });
const now = (state: MatterState, onlooker: Onlooker) => actsNow(state.hearings[0] as Hearing, state, onlooker);
const decide = { hearingId: HEARING, hold: true, ground: null, reason: '事实有争议', contains: [], form: null };
const proposed = (): MatterState => {
  const state = requested();
  return after(state, decideHearing(given(state, act(HANDLER, '2025-04-08')), decide));
};
const decided = (): MatterState => {
  const state = proposed();
  return after(state, confirmHearing(given(state, act(HEAD, '2025-04-09')), { hearingId: HEARING, seed: 'seed' }));
};
const listed = (): MatterState => {
  const state = decided();
  const people = { byLot: false, size: 0, presiderId: PEOPLE[0] ?? null, memberIds: PEOPLE.slice(1, 3), substituteIds: PEOPLE.slice(3, 5) };
  return after(state, listPanel(given(state, act(CLERK, '2025-04-09')), { hearingId: HEARING, ...people, pool: POOL }));
};
const changed = (state: MatterState, more: Partial<Hearing>): MatterState => ({
  ...state,
  hearings: state.hearings.map((one) => ({ ...one, ...more })),
});
const vote = (more: Partial<Vote> = {}): Vote => ({
  round: 1,
  question: '是否支持',
  options: ['支持', '不支持'],
  entitled: PEOPLE.slice(0, 3),
  state: 'open',
  counts: null,
  why: null,
  ...more,
});
const deliberating = (...votes: Vote[]): MatterState => changed(listed(), { state: 'deliberating', votes });

describe('what is offered on a hearing', () => {
  it('is the decision while it is asked for, and its confirmation to anybody but who proposed it', () => {
    expect(now(requested(), who(HANDLER))).toEqual(['decideHearing']);
    expect(now(proposed(), who(HANDLER))).toEqual(['decideHearing']);
    expect(now(proposed(), who(HEAD))).toEqual(['decideHearing', 'confirmHearing']);
  });

  it('has a first time or a putting off, never both', () => {
    expect(now(decided(), who(CLERK))).toContain('scheduleHearing');
    expect(now(decided(), who(CLERK))).not.toContain('rescheduleHearing');
    const on = '2025-04-18';
    const schedule = { roomId: '', startsAt: '', endsAt: '', on, public: true, closedReason: null, clerkIds: [], round: 1, reason: null };
    const state = changed(listed(), { schedule });
    expect(now(state, who(CLERK))).toContain('rescheduleHearing');
    expect(now(state, who(CLERK))).not.toContain('scheduleHearing');
    expect(now(state, who(CLERK))).toContain('openHearing');
    expect(now(state, who(CLERK, { today: '2025-04-17' }))).not.toContain('openHearing');
  });

  it('has no challenge before there is a panel, and its decision not for the challenged', () => {
    expect(now(decided(), who(CLERK))).not.toContain('challengeMember');
    const [memberId = ''] = PEOPLE;
    const state = listed();
    expect(now(state, who(HEAD))).not.toContain('decideChallenge');
    const challenge = { challengeId: HEARING, hearingId: HEARING, memberId, reason: '邻居' };
    const challenged = after(state, challengeMember(given(state, act(CLERK, '2025-04-10')), challenge));
    expect(now(challenged, who(HEAD))).toContain('decideChallenge');
    expect(now(challenged, who(memberId))).not.toContain('decideChallenge');
  });

  it('is one’s own ballot once, the count when all have voted, and the conclusion when there is a majority', () => {
    const [first = '', second = '', third = '', outside = ''] = PEOPLE;
    const open = deliberating(vote());
    expect(now(open, who(first))).toContain('castBallot');
    expect(now(open, who(first, { cast: [first] }))).not.toContain('castBallot');
    expect(now(open, who(outside))).not.toContain('castBallot');
    expect(now(open, who(CLERK))).not.toContain('openVote');
    expect(now(open, who(CLERK, { cast: [first, second] }))).not.toContain('stopVote');
    expect(now(open, who(CLERK, { cast: [first, second, third] }))).toContain('stopVote');
    expect(now(deliberating(vote({ state: 'stopped', why: '离席' })), who(CLERK))).toEqual(
      expect.arrayContaining(['openVote', 'replaceMember']),
    );
    expect(now(deliberating(vote({ state: 'counted', counts: [1, 1] })), who(CLERK))).not.toContain('concludeHearing');
    expect(now(deliberating(vote({ state: 'counted', counts: [2, 1] })), who(CLERK))).toContain('concludeHearing');
  });

  it('is nothing once it was cancelled and nobody has to be told of it', () => {
    expect(now(changed(requested(matter()), { state: 'cancelled' }), who(CLERK))).toEqual([]);
  });
});
