import { describe, expect, it } from '@jest/globals';
import { COURT, REQUESTS, aPetition, anOpinion, id, refusal } from '../../../test/builders.js';
import type { Opinion, PetitionState } from '../petition.js';
import { endsDraft, keepDraft, type KeepDraft } from './draft.js';

const typed = (change: Partial<KeepDraft> = {}): KeepDraft => ({
  formerVersion: null,
  facts: ' 渗水属实，\n',
  evidence: ['查看记录', ''],
  answers: [{ id: REQUESTS[0]!, outcome: null, answer: '', basis: [''] }],
  executeBy: null,
  performerOrganId: null,
  ...change,
});
const at = (stage: PetitionState['stage'], opinion: Opinion | null = null, change: Partial<PetitionState> = {}) =>
  aPetition({ stage, exit: '31(6)', opinion, ...change });
const keep = (change: Partial<KeepDraft> = {}, version: string | null = null, state = at('accepted')) =>
  keepDraft(state, version, typed(change));
const OPINIONS = { drafted: false, checked: false, returned: true, issued: true } as const;

describe('keepDraft', () => {
  it('keeps the text exactly as typed, whatever parts are still missing', () => {
    expect(keep()).toEqual({
      facts: ' 渗水属实，\n',
      evidence: ['查看记录', ''],
      answers: [{ requestId: REQUESTS[0], outcome: null, answer: '', basis: [''] }],
      executeBy: null,
      performerId: null,
    });
  });

  it('writes over the version alone that was read', () => {
    expect(refusal(() => keep({ formerVersion: 'a' }, 'a'))).toBe('no refusal');
    for (const [read, held] of [
      [null, 'a'],
      ['a', 'b'],
      ['a', null],
    ] as const)
      expect(refusal(() => keep({ formerVersion: read }, held))).toBe('OPINION_DRAFT_MOVED');
  });

  it('is there where the opinion may be drafted, and nowhere else', () => {
    for (const stage of ['registered', 'received', 'informed', 'opinion_issued', 'opinion_served', 'closed'] as const)
      expect(refusal(() => keep({}, null, at(stage)))).toBe('ACT_NOT_IN_STAGE');
    for (const [state, may] of Object.entries(OPINIONS))
      expect(refusal(() => keep({}, null, at('handling', anOpinion({ state: state as Opinion['state'] }))))).toBe(
        may ? 'no refusal' : 'ACT_NOT_IN_STAGE',
      );
    expect(refusal(() => keep({}, null, at('accepted', null, { mergedInto: id('z', 2) })))).toBe('ACT_NOT_IN_STAGE');
  });

  it('answers requests of this petition, each once, with an outcome of law', () => {
    const answer = { id: REQUESTS[0]!, outcome: 'supported', answer: '修', basis: [] };
    expect(refusal(() => keep({ answers: [{ ...answer, id: id('q', 9) }] }))).toBe('OPINION_REQUEST_UNKNOWN');
    expect(refusal(() => keep({ answers: [answer, answer] }))).toBe('OPINION_REQUEST_TWICE');
    expect(refusal(() => keep({ answers: [{ ...answer, outcome: 'granted' }] }))).toBe('OPINION_OUTCOME_UNKNOWN');
  });

  it.each([
    ['facts', 10_000, (text: string) => ({ facts: text })],
    ['evidence', 500, (text: string) => ({ evidence: [text] })],
    ['an answer', 5000, (text: string) => ({ answers: [{ id: REQUESTS[0]!, outcome: null, answer: text, basis: [] }] })],
    ['a basis', 500, (text: string) => ({ answers: [{ id: REQUESTS[0]!, outcome: null, answer: '', basis: [text] }] })],
  ])('holds %s to the length that an opinion may have', (_what, limit, of) => {
    expect(refusal(() => keep(of('字'.repeat(limit))))).toBe('no refusal');
    expect(refusal(() => keep(of('字'.repeat(limit + 1))))).toBe('TEXT_TOO_LONG');
    expect(refusal(() => keep(of('字\u0000')))).toBe('TEXT_MALFORMED');
  });
});

describe('endsDraft', () => {
  const accepted = at('accepted');

  it('when the text goes to the checker, or somebody else will answer', () => {
    expect(endsDraft(accepted, at('handling', anOpinion({ state: 'drafted' })))).toBe(true);
    expect(endsDraft(accepted, at('informed'))).toBe(true);
    expect(endsDraft(accepted, at('closed'))).toBe(true);
    expect(endsDraft(accepted, at('accepted', null, { organId: COURT.id }))).toBe(true);
    expect(endsDraft(accepted, at('accepted', null, { mergedInto: id('z', 2) }))).toBe(true);
  });

  it('by nothing else that happens meanwhile', () => {
    expect(endsDraft(accepted, at('accepted', null, { version: 9, reportBy: '2025-05-01' }))).toBe(false);
    expect(endsDraft(accepted, at('handling'))).toBe(false);
    const returned = at('handling', anOpinion({ state: 'returned' }));
    expect(endsDraft(returned, { ...returned, version: 9 })).toBe(false);
    // Where nothing could be typed nothing is to be erased.
    expect(endsDraft(at('handling', anOpinion({ state: 'drafted' })), returned)).toBe(false);
    expect(endsDraft(at('received'), at('received', null, { organId: COURT.id }))).toBe(false);
  });
});
