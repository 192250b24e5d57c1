import { describe, expect, it } from '@jest/globals';
import { COURT, DISCIPLINE, HOUSING, PERSON, aClock, aPetition, given, id, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import type { ClockFact, Organ, PetitionState } from '../petition.js';
import { decideSuggestion, followMeasure, replySuggestion, startStudy, type DecideSuggestion, type ReplySuggestion } from './suggestion.js';
import { latestRecord, newRecord } from '../records.js';

const informed = aPetition({ kind: 'SUGGESTION', stage: 'informed', latestOn: '2025-03-10' });
const study = (withOrgans: readonly Organ[] = [], state: PetitionState = informed) =>
  startStudy(given(state, '2025-03-17'), { recordId: id('s', 1), plan: '会同有关单位研究', withOrgans });
const decide = (state: PetitionState, change: Partial<DecideSuggestion> = {}) =>
  decideSuggestion(given(state, '2025-04-14', { by: PERSON.head }), {
    recordId: id('s', 2),
    outcome: 'adopted',
    reason: '合理可行',
    measure: '增设路灯',
    views: [],
    ...change,
  });
const reply = (state: PetitionState, change: Partial<ReplySuggestion> = {}, on = '2025-04-21', clocks: readonly ClockFact[] = []) =>
  replySuggestion(given(state, on, { clocks }), {
    recordId: id('s', 3),
    text: '感谢您的建议',
    answerBy: null,
    award: null,
    ...sent,
    ...paper,
    ...change,
  });

describe('a suggestion', () => {
  it.each([
    ['adopted', 'law', '信访工作条例 29'],
    ['partly_adopted', 'law', '信访工作条例 29'],
    ['not_adopted', 'own_rule', '本系统规则 建议回复'],
  ] as const)('%s is studied, decided and replied to: the reply is a duty by %s', (outcome, duty, basis) => {
    const studied = study();
    expect(studied.state.stage).toBe('studying');
    const decision = decide(studied.state, { outcome, measure: outcome === 'not_adopted' ? null : '增设路灯' });
    expect(decision.state).toMatchObject({ stage: 'decided', outcome });
    const answered = reply(decision.state);
    expect(answered.state.stage).toBe('replied');
    expect(answered.line.basis).toBe(basis);
    expect(latestRecord(answered.state, 'suggestionReply')?.data).toMatchObject({ duty, way: 'paper', documentId: paper.documentId });
    expect(answered.papers).toMatchObject([{ kind: 'SUGGESTION_REPLY', body: { parts: { decision: outcome } } }]);
    expect([studied, decision, answered].flatMap(({ clocks }) => clocks)).toEqual([]);
  });

  it('has its measure followed only where it was adopted, in whole or in part', () => {
    const replied = (outcome: string) => reply(decide(study().state, { outcome }).state).state;
    const follow = (state: PetitionState) =>
      followMeasure(given(state, '2025-06-30'), { recordId: id('s', 4), text: '已增设', doneOn: '2025-06-27' });
    expect(follow(replied('adopted')).state.stage).toBe('measure_followed');
    expect(follow(replied('partly_adopted')).state.stage).toBe('measure_followed');
    expect(refusal(() => follow(replied('not_adopted')))).toBe('SUGGESTION_NOT_ADOPTED');
  });

  it('adopted names its measure; another outcome there is not', () => {
    expect(refusal(() => decide(study().state, { measure: ' ' }))).toBe('SUGGESTION_MEASURE_MISSING');
    expect(refusal(() => decide(study().state, { outcome: 'noted' }))).toBe('SUGGESTION_OUTCOME_UNKNOWN');
    expect(refusal(() => decide(study().state, { reason: '' }))).toBe('TEXT_MISSING');
  });

  it('studied by several organs is answered by one that has collated every view', () => {
    const { state } = study([COURT, DISCIPLINE]);
    const view = (organ: typeof COURT) => ({ organId: organ.id, organ: organ.name, view: '同意' });
    expect(refusal(() => decide(state))).toBe('SUGGESTION_VIEW_MISSING');
    expect(refusal(() => decide(state, { views: [view(COURT)] }))).toBe('SUGGESTION_VIEW_MISSING');
    expect(refusal(() => decide(state, { views: [view(COURT), view(DISCIPLINE)] }))).toBe('no refusal');
    expect(refusal(() => decide(study().state, { views: [view(COURT)] }))).toBe('SUGGESTION_VIEW_OF_STRANGER');
  });

  it('is what these acts are for: no claim, no report, no bureau, and nothing that CN-2005 answers by opinion', () => {
    expect(refusal(() => study([], { ...informed, kind: 'CLAIM' }))).toBe('SUGGESTION_ONLY');
    expect(refusal(() => study([], { ...informed, kind: 'REPORT' }))).toBe('SUGGESTION_ONLY');
    expect(refusal(() => study([], { ...informed, organKind: 'petition_bureau' }))).toBe('BUREAU_DECIDES_NO_EXIT');
    expect(
      refusal(() =>
        startStudy(given({ ...informed, receivedOn: '2019-03-04' }, '2019-03-11'), { recordId: id('s'), plan: '研究', withOrgans: [] }),
      ),
    ).toBe('SUGGESTION_TAKES_OPINION');
    expect(refusal(() => study([], aPetition({ kind: 'SUGGESTION' })))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is answered by telephone only on the fast track, and that meets SIMPLE_HANDLE', () => {
    const { state } = decide(study().state);
    expect(refusal(() => reply(state, { answerBy: 'phone' }))).toBe('SUGGESTION_ANSWER_WAY');
    const fast = newRecord({
      id: id('k'),
      kind: 'fastTrack',
      state: 'chosen',
      on: '2025-03-04',
      organId: HOUSING.id,
      data: { fits: ['answered_at_once'], titles: [], reason: '可即时反馈', left: null },
    });
    const onFast = { ...state, records: [...state.records, fast] };
    expect(refusal(() => reply(onFast, { answerBy: 'letter' }))).toBe('SUGGESTION_ANSWER_WAY_UNKNOWN');
    const answered = reply(onFast, { answerBy: 'phone' }, '2025-04-21', [aClock('SIMPLE_HANDLE', '2025-04-10')]);
    expect(answered.papers).toEqual([]);
    expect(termsOf(answered.clocks, 'stop')).toEqual(['SIMPLE_HANDLE']);
  });

  it('tells an award where there is one', () => {
    expect(reply(decide(study().state).state, { award: '表扬信' }).papers[0]?.body).toMatchObject({ parts: { award: '表扬信' } });
  });
});
