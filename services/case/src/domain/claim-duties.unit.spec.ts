import { describe, expect, it } from '@jest/globals';
import type { Exit } from '@sunshine/procedure';
import { PERSON, aClock, aPetition, given, id, moved, paper, refusal, sent } from '../../test/builders.js';
import { claimDuties } from './claim-duties.js';
import { acceptPetition } from './exits/acceptance.js';
import { confirmExit, correctExit, decideExit, issueGuidance } from './exits/exits.js';
import { informPetitioner } from './exits/notice.js';
import { confirmPerformance, performDuty } from './exits/performance.js';
import type { ClockFact, Decision, PetitionState } from './petition.js';

const NOTIFY = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('OBJECT', '2025-03-03')];
const GUIDANCE = { body: null, papers: [], starts: null };
/** What runs, as `TERM from..due`. */
const running = (clocks: readonly ClockFact[]) =>
  clocks.filter(({ ended }) => ended === null).map(({ term, startedOn, effectiveDue }) => `${term} ${startedOn}..${effectiveDue}`);

/** A claim step by step, with all its clocks. */
class Claim {
  constructor(
    readonly state: PetitionState = aPetition(),
    readonly clocks: readonly ClockFact[] = NOTIFY,
    readonly last: Decision | null = null,
  ) {}
  with(decision: Decision): Claim {
    return new Claim(decision.state, moved(this.clocks, decision.clocks), decision);
  }
  at(on: string, by = PERSON.handler) {
    return given(this.state, on, { clocks: this.clocks, by });
  }
  decided(
    exit: Exit,
    channelId: string | null,
    on = '2025-03-10',
    decide = decideExit,
    starts: { limit: string; on: string }[] = [],
  ): Claim {
    const n = this.state.records.length + 1;
    const proposed = this.with(
      decide(this.at(on), { recordId: id('r', n), exit, reason: '属该途径', basis: '《演示办法》第三条', channelId, starts }),
    );
    return proposed.with(confirmExit(proposed.at(on, PERSON.checker), { decisionId: id('r', n) }));
  }
  told(on = '2025-03-12'): Claim {
    const guidance = this.state.exit === null || this.state.exit === '31(6)' ? null : GUIDANCE;
    return this.with(informPetitioner(this.at(on), { path: '依法办理', procedure: '依法办理', guidance, ...sent, ...paper }));
  }
}
const performsBy = (claim: Claim) => running(claim.clocks).find((clock) => clock.startsWith('PERFORM'));

describe('a claim that was told', () => {
  it('owes its exit within the days of our own rule, until it is accepted', () => {
    const told = new Claim().told();
    // 15 days from 2025-03-12: Thursday 2025-03-27.
    expect(running(told.clocks)).toEqual(['DECIDE_EXIT 2025-03-12..2025-03-27']);
    const decided = told.decided('31(6)', null, '2025-03-20');
    expect(running(decided.clocks)).toEqual(['DECIDE_EXIT 2025-03-12..2025-03-27']);
    const accepted = decided.with(acceptPetition(decided.at('2025-03-21'), { ...sent, ...paper }));
    expect(running(accepted.clocks).map((clock) => clock.split(' ')[0])).toEqual(['HANDLE']);
    expect(accepted.clocks.find(({ term }) => term === 'DECIDE_EXIT')?.ended).toBe('met');
  });

  it('owes no exit where it is no claim, and under the law of 2005, whose notice accepts it', () => {
    const term = (change: Partial<PetitionState>, on: string) =>
      claimDuties(given(aPetition(change), on, { clocks: [] }), { stage: 'informed' }).map((move) => move.term);
    expect(term({}, '2025-03-12')).toEqual(['DECIDE_EXIT']);
    expect(term({ kind: 'SUGGESTION' }, '2025-03-12')).toEqual([]);
    expect(term({ outcome: 'settled' }, '2025-03-12')).toEqual([]);
    expect(term({ latestOn: '2019-03-04', receivedOn: '2019-03-04', organReceivedOn: '2019-03-04' }, '2019-03-12')).toEqual([]);
  });

  it('owes its exit anew where a correction leads it back to the notice', () => {
    const accepted = new Claim().with(acceptPetition(new Claim().at('2025-03-10'), { ...sent, ...paper }));
    const corrected = accepted.decided('31(2)', 'labour_arbitration', '2025-04-02', correctExit);
    expect(running(corrected.clocks)).toEqual(['DECIDE_EXIT 2025-04-02..2025-04-17']);
  });
});

describe('an application to act (31(5))', () => {
  it('is performed or answered within the term of its channel, from the receipt by the organ', () => {
    const by = (channelId: string) => performsBy(new Claim().decided('31(5)', channelId));
    // Two months from 2025-03-03: Saturday 2025-05-03, in the holiday until the 5th.
    expect(by('statutory_duty')).toBe('PERFORM 2025-03-03..2025-05-06');
    // 20 working days.
    expect(by('information_disclosure')).toBe('PERFORM 2025-03-03..2025-03-31');
    // 7 working days to accept, then 45 to mediate.
    expect(by('market_complaint')).toBe('PERFORM 2025-03-03..2025-05-19');
    // The channel sets no term of its own for it.
    expect(by('market_report')).toBe('PERFORM 2025-03-03..2025-05-06');
  });

  it('counts from another day of the application where that is known', () => {
    const starts = [{ limit: '履行职责', on: '2025-02-10' }];
    expect(performsBy(new Claim().decided('31(5)', 'statutory_duty', '2025-03-10', decideExit, starts))).toBe(
      'PERFORM 2025-03-03..2025-04-10',
    );
  });

  it('is told by the notice with its last day, before the decision or after it, and never as a way to go elsewhere', () => {
    const first = new Claim().decided('31(5)', 'statutory_duty').told();
    expect(first.last?.papers).toMatchObject([
      { kind: 'NOTICE', body: { parts: { performBy: '您的申请由本机关依法履行或者答复，至迟2025年5月6日' } } },
    ]);
    expect(first.last?.papers[0]?.body['parts']).not.toHaveProperty('notStopped');
    expect(running(first.clocks)).toEqual(['PERFORM 2025-03-03..2025-05-06']);

    const later = new Claim().told().decided('31(5)', 'statutory_duty', '2025-03-20');
    expect(running(later.clocks)).toEqual(['PERFORM 2025-03-03..2025-05-06']);
    expect(later.clocks.find(({ term }) => term === 'DECIDE_EXIT')?.ended).toBe('met');
    const told = later.with(issueGuidance(later.at('2025-03-21'), { guidance: GUIDANCE, ...sent, ...paper }));
    expect(told.last?.papers).toMatchObject([{ kind: 'NOTICE', body: { parts: { performBy: expect.stringContaining('2025年5月6日') } } }]);
  });

  it('is met by the answer, and cancelled where the exit is corrected', () => {
    const told = new Claim().decided('31(5)', 'statutory_duty').told();
    const draft = { recordId: id('f', 1), text: '已依法查处', basis: '《演示法》第九条', remedy: null };
    const proposed = told.with(performDuty(told.at('2025-04-07'), draft));
    const answered = proposed.with(confirmPerformance(proposed.at('2025-04-10', PERSON.issuer), { ...sent, ...paper }));
    expect(answered.clocks.find(({ term }) => term === 'PERFORM')?.ended).toBe('met');
    expect(running(answered.clocks)).toEqual([]);

    const other = told.decided('31(2)', 'labour_arbitration', '2025-04-02', correctExit);
    expect(other.last?.clocks).toContainEqual({
      do: 'cancel',
      petitionId: id('z'),
      term: 'PERFORM',
      on: '2025-04-02',
      reason: 'other_exit',
    });
    expect(running(other.clocks)).toEqual(['DECIDE_EXIT 2025-04-02..2025-04-17']);
    const again = other.decided('31(5)', 'information_disclosure', '2025-04-03', correctExit);
    expect(running(again.clocks)).toEqual(['PERFORM 2025-03-03..2025-03-31']);
  });

  it('has the term of the other channel where the channel alone is corrected', () => {
    const corrected = new Claim().decided('31(5)', 'statutory_duty').decided('31(5)', 'information_disclosure', '2025-03-11', correctExit);
    expect(running(corrected.clocks)).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-03..2025-03-18',
      'OBJECT 2025-03-03..2025-03-10',
      'PERFORM 2025-03-03..2025-03-31',
    ]);
  });

  it('is not without the guidance that was asked for', () => {
    const decided = new Claim().decided('31(5)', 'statutory_duty');
    expect(
      refusal(() => informPetitioner(decided.at('2025-03-12'), { path: '履行', procedure: '依法', guidance: null, ...sent, ...paper })),
    ).toBe('GUIDANCE_MISSING');
  });
});
