import { describe, expect, it } from '@jest/globals';
import { PERSON, aClock, aPetition, given, id, paper, refusal, sent } from '../../../test/builders.js';
import { confirmExit, decideExit } from './exits.js';
import { informPetitioner } from './notice.js';
import { answerUnderLaw, confirmPerformance, performDuty } from './performance.js';
import type { Decision, PetitionState } from '../petition.js';

const NOTIFY = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('OBJECT', '2025-03-03')];

function decided(exit: '31(5)' | '31(4)', channelId: string): PetitionState {
  const proposal = decideExit(given(aPetition(), '2025-03-10'), {
    recordId: id('r', 1),
    exit,
    reason: '申请查处违法行为',
    basis: '依据',
    channelId,
    starts: [],
  });
  return confirmExit(given(proposal.state, '2025-03-11', { clocks: NOTIFY, by: PERSON.checker }), { decisionId: id('r', 1) }).state;
}
const informed = (exit: '31(5)' | '31(4)' = '31(5)', channelId = 'statutory_duty') =>
  informPetitioner(given(decided(exit, channelId), '2025-03-12', { clocks: NOTIFY }), {
    path: '履行职责',
    procedure: '依专门法律',
    guidance: { body: null, papers: ['申请书'], starts: null },
    ...sent,
    ...paper,
  }).state;

const draft = { recordId: id('f', 1), text: '已依法查处', basis: '《演示法》第九条', remedy: null };
const confirm = ({ state }: Decision, by = PERSON.issuer, on = '2025-04-10') =>
  confirmPerformance(given(state, on, { by }), { ...sent, ...paper });

describe('31(5): perform or answer under the special law', () => {
  it.each([
    ['performed', performDuty],
    ['answered', answerUnderLaw],
  ] as const)('enters %s by a paper that another hand issued; HANDLE does not run', (outcome, propose) => {
    const proposal = propose(given(informed(), '2025-04-07'), draft);
    expect(proposal.state).toMatchObject({ stage: 'informed', outcome: null });
    const { state, papers, clocks, events } = confirm(proposal);
    expect(state).toMatchObject({ stage: outcome, outcome });
    expect(clocks).toEqual([]);
    expect(papers).toMatchObject([{ kind: 'PERFORMANCE_ANSWER', body: { parts: { performance: { outcome, text: '已依法查处' } } } }]);
    expect(events[0]?.data).toMatchObject({ outcome, documentId: paper.documentId, dispatchedOn: '2025-04-10' });
  });

  it('tells the remedy of the special law where it has one', () => {
    const withRemedy = performDuty(given(informed(), '2025-04-07'), { ...draft, remedy: '60日内可以申请行政复议' });
    expect(confirm(withRemedy).papers[0]?.body).toMatchObject({ parts: { remedy: '60日内可以申请行政复议' } });
  });

  it('is refused to the drafter, twice, and where nothing is drafted', () => {
    const proposal = performDuty(given(informed(), '2025-04-07'), draft);
    expect(refusal(() => confirm(proposal, PERSON.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(confirm(proposal)))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => confirmPerformance(given(informed(), '2025-04-10'), { ...sent, ...paper }))).toBe('PERFORMANCE_NOT_PROPOSED');
  });

  it('is for exit 31(5), after the guidance notice', () => {
    const other = informed('31(4)', 'administrative_reconsideration');
    expect(refusal(() => performDuty(given(other, '2025-04-07'), draft))).toBe('PERFORMANCE_OTHER_EXIT');
    const untold: PetitionState = { ...decided('31(5)', 'statutory_duty'), stage: 'informed' };
    expect(refusal(() => performDuty(given(untold, '2025-04-07'), draft))).toBe('GUIDANCE_NOT_TOLD');
    expect(refusal(() => performDuty(given(informed(), '2025-04-07'), { ...draft, basis: '' }))).toBe('TEXT_MISSING');
  });

  it('of a later draft takes the place of the first', () => {
    const first = performDuty(given(informed(), '2025-04-07'), draft);
    const second = answerUnderLaw(given(first.state, '2025-04-08'), { ...draft, recordId: id('f', 2), text: '依法答复如下' });
    expect(confirm(second).state.stage).toBe('answered');
  });
});
