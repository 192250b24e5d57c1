import { describe, expect, it } from '@jest/globals';
import { BUREAU, PERSON, PETITIONERS, aClock, aPetition, anOpinion, given, id, refusal } from '../../test/builders.js';
import { closePetition, verifyCompletion } from './closing.js';
import { recordExecution, reportAssignment } from './execution.js';
import type { ClockFact, PetitionState, Service } from './petition.js';

const service = (petitionerId: string, servedOn: string | null): Service => ({
  id: id('v'),
  opinionId: id('y'),
  documentId: id('x'),
  petitionerId,
  throughId: null,
  way: servedOn ? 'post' : 'undeliverable',
  servedOn,
  proof: {},
});
const served = (change: Partial<PetitionState> = {}) =>
  aPetition({
    stage: 'opinion_served',
    exit: '31(6)',
    opinion: anOpinion({ state: 'issued', dispatchedOn: '2025-05-07' }),
    services: PETITIONERS.map((one) => service(one, '2025-05-08')),
    ...change,
  });
const EXECUTE = aClock('EXECUTE', '2025-05-08', { dueOn: '2025-06-30' });
const close = (ground: string, on = '2025-06-25', state = served(), clocks: ClockFact[] = [EXECUTE]) =>
  closePetition(given(state, on, { clocks }), { ground });
const proposed = (change: Partial<PetitionState> = {}) =>
  served({ completion: { ground: 'opinion_served', proposedBy: PERSON.handler, proposedOn: '2025-06-25', verifiedBy: null }, ...change });
const verify = (state = proposed(), by = PERSON.auditor, clocks: ClockFact[] = [EXECUTE], on = '2025-06-26') =>
  verifyCompletion(given(state, on, { clocks, by, organ: BUREAU, role: 'AUDITOR' }));

describe('closePetition', () => {
  it('proposes on a ground of the pack', () => {
    const { state, events, clocks } = close('opinion_served');
    expect(state).toMatchObject({ stage: 'opinion_served', completion: { ground: 'opinion_served', proposedBy: PERSON.handler } });
    expect(events.map(({ type }) => type)).toEqual(['CompletionProposed']);
    expect(clocks).toEqual([]);
  });

  it('knows no other ground', () => {
    expect(refusal(() => close('petitioner_silent'))).toBe('COMPLETION_GROUND_UNKNOWN');
  });

  it('needs proof of service for each petitioner', () => {
    const [first, second] = PETITIONERS as [string, string];
    const one = served({ services: [service(first, '2025-05-08')] });
    expect(refusal(() => close('opinion_served', '2025-06-25', one))).toBe('COMPLETION_SERVICE_MISSING');
    const tried = served({ services: [service(first, '2025-05-08'), service(second, null)] });
    expect(refusal(() => close('opinion_served', '2025-06-25', tried))).toBe('COMPLETION_SERVICE_MISSING');
  });

  it('takes the review term as ended only after its last day', () => {
    // Served 2025-05-08: last day Monday 2025-06-09.
    expect(refusal(() => close('opinion_final', '2025-06-09'))).toBe('COMPLETION_GROUND_UNMET');
    expect(refusal(() => close('opinion_final', '2025-06-10'))).toBe('no refusal');
  });

  it('takes the opinion as executed only when it is', () => {
    expect(refusal(() => close('opinion_executed'))).toBe('COMPLETION_GROUND_UNMET');
    expect(refusal(() => close('opinion_executed', '2025-06-25', served(), [{ ...EXECUTE, ended: 'met' }]))).toBe('no refusal');
  });

  it('refuses grounds of other paths', () => {
    for (const ground of ['rereview_served', 'led_into_procedure', 'withdrawn', 'settled', 'merged'])
      expect(refusal(() => close(ground))).toBe('COMPLETION_GROUND_UNMET');
  });

  it('needs the EXECUTE of a supported request, and the report of an assignment', () => {
    expect(refusal(() => close('opinion_served', '2025-06-25', served(), []))).toBe('COMPLETION_EXECUTION_UNKNOWN');
    const report = aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-06-30' });
    expect(refusal(() => close('opinion_served', '2025-06-25', served(), [EXECUTE, report]))).toBe('COMPLETION_REPORT_OUTSTANDING');
    expect(refusal(() => close('opinion_served', '2025-06-25', served(), [EXECUTE, { ...report, ended: 'met' }]))).toBe('no refusal');
  });

  it('waits for service, except where there is nobody to serve', () => {
    expect(refusal(() => close('opinion_served', '2025-06-25', served({ stage: 'opinion_issued', services: [] })))).toBe(
      'ACT_NOT_IN_STAGE',
    );
    const anonymous = served({ stage: 'opinion_issued', services: [], petitionerIds: [] });
    expect(refusal(() => close('opinion_served', '2025-06-25', anonymous, []))).toBe('no refusal');
  });
});

describe('verifyCompletion', () => {
  it('closes and lets EXECUTE and the petitioners’ rights go on', () => {
    const { state, events, clocks } = verify();
    expect(state).toMatchObject({ stage: 'closed', closedOn: '2025-06-26', completion: { verifiedBy: PERSON.auditor } });
    expect(events.map(({ type }) => type)).toEqual(['PetitionClosed']);
    expect(clocks).toEqual([]);
  });

  it('is never done by the one who proposed, nor without a proposal, nor twice', () => {
    expect(refusal(() => verify(proposed(), PERSON.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => verify(served()))).toBe('COMPLETION_NOT_PROPOSED');
    expect(refusal(() => verify(proposed({ stage: 'closed' })))).toBe('ACT_NOT_IN_STAGE');
  });

  it('judges everything again', () => {
    expect(refusal(() => verify(proposed({ services: [] })))).toBe('COMPLETION_SERVICE_MISSING');
  });
});

describe('recordExecution', () => {
  const execute = (change: Partial<PetitionState> = {}, clocks: ClockFact[] = [EXECUTE], evidence = '竣工验收单', petitionerAsked = true) =>
    recordExecution(given(served(change), '2025-06-20', { clocks }), { recordId: id('e'), evidence, petitionerAsked });

  it('meets EXECUTE, after closing too', () => {
    expect(execute().clocks).toEqual([{ do: 'stop', petitionId: id('z'), term: 'EXECUTE', on: '2025-06-20' }]);
    expect(execute({ stage: 'closed' }).state.stage).toBe('closed');
  });

  it('needs evidence, the petitioner asked, and something to be carried out', () => {
    expect(refusal(() => execute({}, [EXECUTE], ' '))).toBe('TEXT_MISSING');
    expect(refusal(() => execute({}, [EXECUTE], '单', false))).toBe('EXECUTION_PETITIONER_NOT_ASKED');
    expect(refusal(() => execute({}, []))).toBe('EXECUTION_NOT_DUE');
    expect(refusal(() => execute({}, [{ ...EXECUTE, ended: 'met' }]))).toBe('EXECUTION_NOT_DUE');
    expect(refusal(() => execute({ stage: 'handling' }))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('reportAssignment', () => {
  const REPORT = aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-06-30' });
  const report = (change: Partial<PetitionState> = {}, clocks: ClockFact[] = [REPORT]) =>
    reportAssignment(given(served({ assignerId: BUREAU.id, ...change }), '2025-06-20', { clocks }), { recordId: id('e'), report: '已办结' });
  const lacks = (change: Partial<PetitionState>) => {
    try {
      report(change);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('meets ASSIGNMENT_REPORT when opinion and 送达回证 are there', () => {
    const { state, clocks } = report();
    expect(clocks).toEqual([{ do: 'stop', petitionId: id('z'), term: 'ASSIGNMENT_REPORT', on: '2025-06-20' }]);
    expect(state.reportedOn).toBe('2025-06-20');
  });

  it('comes back by itself with the part it lacks', () => {
    expect(lacks({ stage: 'handling', opinion: anOpinion({ state: 'drafted' }), services: [] })).toContain('处理意见书');
    expect(lacks({ stage: 'accepted', opinion: null, services: [] })).toContain('处理意见书');
    expect(lacks({ services: [service(PETITIONERS[0]!, '2025-05-08')] })).toContain('送达回证');
    expect(lacks({ services: [service(PETITIONERS[0]!, '2025-05-08'), service(PETITIONERS[1]!, null)] })).toBeNull();
  });

  it('is due only where the matter was assigned and not reported yet', () => {
    expect(refusal(() => report({}, []))).toBe('ASSIGNMENT_NOT_DUE');
    expect(refusal(() => report({}, [{ ...REPORT, ended: 'met' }]))).toBe('ASSIGNMENT_NOT_DUE');
  });
});
