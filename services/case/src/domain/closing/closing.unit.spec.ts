import { describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING, PERSON, PETITIONERS, aClock, aPetition, anOpinion, given, id, paper, refusal } from '../../../test/builders.js';
import { closePetition, verifyCompletion, type ServedPaper } from './closing.js';
import { recordExecution } from '../handling/execution.js';
import { reportAssignment } from '../handling/assignment.js';
import type { ClockFact, PetitionState, Delivery } from '../petition.js';
import { newRecord, type CaseRecord, type RecordData, type RecordKind, type RecordState } from '../records.js';

const service = (petitionerId: string, servedOn: string | null): Delivery => ({
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
    deliveries: PETITIONERS.map((one) => service(one, '2025-05-08')),
    ...change,
  });
const EXECUTE = aClock('EXECUTE', '2025-05-08', { dueOn: '2025-06-30' });
const close = (ground: string, on = '2025-06-25', state = served(), clocks: ClockFact[] = [EXECUTE]) =>
  closePetition(given(state, on, { clocks }), { ground, served: [] });
const proposed = (change: Partial<PetitionState> = {}) =>
  served({ completion: { ground: 'opinion_served', proposedBy: PERSON.handler, proposedOn: '2025-06-25', verifiedBy: null }, ...change });
const verify = (state = proposed(), by = PERSON.auditor, clocks: ClockFact[] = [EXECUTE], on = '2025-06-26') =>
  verifyCompletion(given(state, on, { clocks, by, organ: BUREAU, role: 'AUDITOR' }), {
    archiveId: id('k'),
    served: [],
    remark: null,
    helpBy: null,
    ...paper,
  });

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
    const one = served({ deliveries: [service(first, '2025-05-08')] });
    expect(refusal(() => close('opinion_served', '2025-06-25', one))).toBe('COMPLETION_SERVICE_MISSING');
    const tried = served({ deliveries: [service(first, '2025-05-08'), service(second, null)] });
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

  it('closes a merged petition on that ground alone, and only after its lead', () => {
    const merged = aPetition({ stage: 'accepted', exit: '31(6)', outcome: 'merged', mergedInto: id('z', 2) });
    const end = (ground: string, leadClosedOn: string | null) =>
      closePetition(given(merged, '2025-06-25'), { ground, served: [], leadClosedOn });
    expect(refusal(() => end('merged', null))).toBe('COMPLETION_GROUND_UNMET');
    expect(refusal(() => end('opinion_served', '2025-06-24'))).toBe('MERGED_ELSEWHERE');
    expect(end('merged', '2025-06-24').state.completion).toMatchObject({ ground: 'merged' });
    const closed = verifyCompletion(
      given(end('merged', '2025-06-24').state, '2025-06-26', { by: PERSON.auditor, organ: BUREAU, role: 'AUDITOR' }),
      {
        archiveId: id('k'),
        served: [],
        leadClosedOn: '2025-06-24',
        remark: null,
        helpBy: null,
        ...paper,
      },
    );
    expect(closed.state).toMatchObject({ stage: 'closed', outcome: 'merged', closedOn: '2025-06-26' });
  });

  it('refuses grounds of other paths', () => {
    for (const ground of ['led_into_procedure', 'performed_or_answered', 'suggestion_replied', 'report_handed_over'])
      expect(refusal(() => close(ground))).toBe('COMPLETION_GROUND_OTHER_PATH');
    for (const ground of ['rereview_served', 'withdrawn', 'settled', 'merged', 'kept_for_reference'])
      expect(refusal(() => close(ground))).toBe('COMPLETION_GROUND_UNMET');
  });

  it('needs the EXECUTE of a supported request, and the report of an assignment', () => {
    expect(refusal(() => close('opinion_served', '2025-06-25', served(), []))).toBe('COMPLETION_EXECUTION_UNKNOWN');
    const report = aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-06-30' });
    expect(refusal(() => close('opinion_served', '2025-06-25', served(), [EXECUTE, report]))).toBe('COMPLETION_REPORT_OUTSTANDING');
    expect(refusal(() => close('opinion_served', '2025-06-25', served(), [EXECUTE, { ...report, ended: 'met' }]))).toBe('no refusal');
  });

  it('waits for service, except where there is nobody to serve', () => {
    expect(refusal(() => close('opinion_served', '2025-06-25', served({ stage: 'opinion_issued', deliveries: [] })))).toBe(
      'ACT_NOT_IN_STAGE',
    );
    const anonymous = served({ stage: 'opinion_issued', deliveries: [], petitionerIds: [] });
    expect(refusal(() => close('opinion_served', '2025-06-25', anonymous, []))).toBe('no refusal');
  });

  it('counts no execution of a former opinion, and no agreement that was broken', () => {
    const former: ClockFact = { ...aClock('EXECUTE', '2025-02-03', { dueOn: '2025-03-31' }), ended: 'met' };
    expect(refusal(() => close('opinion_executed', '2025-06-25', served(), [former, EXECUTE]))).toBe('COMPLETION_GROUND_UNMET');
    const unsupported = served({ opinion: anOpinion({ state: 'issued', dispatchedOn: '2025-05-07', executeBy: null, answers: [] }) });
    expect(refusal(() => close('opinion_executed', '2025-06-25', unsupported, [former]))).toBe('COMPLETION_GROUND_UNMET');
    const settlement = (state: string) =>
      ({ id: id('t', state.length), kind: 'settlement', state, on: '2025-05-01', data: { stage: 'handling' } }) as unknown as CaseRecord;
    const at = aPetition({ stage: 'handling', exit: '31(6)', records: [settlement('performed'), settlement('broken')] });
    expect(refusal(() => close('settled', '2025-06-25', at, []))).toBe('COMPLETION_GROUND_UNMET');
  });
});

describe('verifyCompletion', () => {
  it('names no field where the ground no longer holds: who proposed it chose it', () => {
    const ground = { ground: 'opinion_final', proposedBy: PERSON.handler, proposedOn: '2025-06-09', verifiedBy: null };
    const tooEarly = proposed({ completion: ground });
    expect(() => verify(tooEarly, PERSON.auditor, [EXECUTE], '2025-06-09')).toThrow(
      expect.objectContaining({ code: 'COMPLETION_GROUND_UNMET', field: null }),
    );
  });

  it('is the judgement of a bureau; only a report ends with the organ that got it straight from the reporter', () => {
    const atHousing = (kind: 'CLAIM' | 'SUGGESTION' | 'REPORT') =>
      refusal(() =>
        verifyCompletion(
          given(proposed({ kind }), '2025-06-26', { clocks: [EXECUTE], by: PERSON.checker, organ: HOUSING, role: 'CHECKER' }),
          {
            archiveId: id('k'),
            served: [],
            remark: null,
            helpBy: null,
            ...paper,
          },
        ),
      );
    expect([atHousing('CLAIM'), atHousing('SUGGESTION')]).toEqual(['COMPLETION_BY_BUREAU', 'COMPLETION_BY_BUREAU']);
    expect(atHousing('REPORT')).not.toBe('COMPLETION_BY_BUREAU');
    // No bureau stands above a court, nor above an organ of the Party: it judges what was brought straight to it, by another hand.
    for (const kind of ['court', 'mass_organisation'] as const)
      expect(
        refusal(() =>
          verifyCompletion(
            given(proposed(), '2025-06-26', { clocks: [EXECUTE], by: PERSON.checker, organ: { ...HOUSING, kind }, role: 'CHECKER' }),
            { archiveId: id('k'), served: [], remark: null, helpBy: null, ...paper },
          ),
        ),
      ).toBe('no refusal');
  });

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
    expect(refusal(() => verify(proposed({ deliveries: [] })))).toBe('COMPLETION_SERVICE_MISSING');
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
    reportAssignment(given(served({ assignerId: BUREAU.id, ...change }), '2025-06-20', { clocks }), {
      recordId: id('e'),
      documentId: id('x'),
      number: '明住建信访〔2025〕9号',
      report: '已办结',
    });
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
    expect(lacks({ stage: 'handling', opinion: anOpinion({ state: 'drafted' }), deliveries: [] })).toContain('处理意见书');
    expect(lacks({ stage: 'accepted', opinion: null, deliveries: [] })).toContain('处理意见书');
    expect(lacks({ deliveries: [service(PETITIONERS[0]!, '2025-05-08')] })).toContain('送达回证');
    expect(lacks({ deliveries: [service(PETITIONERS[0]!, '2025-05-08'), service(PETITIONERS[1]!, null)] })).toBeNull();
  });

  it('is due only where the matter was assigned and not reported yet', () => {
    expect(refusal(() => report({}, []))).toBe('ASSIGNMENT_NOT_DUE');
    expect(refusal(() => report({}, [{ ...REPORT, ended: 'met' }]))).toBe('ASSIGNMENT_NOT_DUE');
  });
});

describe('closing off the straight line', () => {
  const verifyOn = (ground: string, state: PetitionState, clocks: ClockFact[] = [], on = '2025-06-26', servedPapers: ServedPaper[] = []) =>
    verifyCompletion(
      given({ ...state, completion: { ground, proposedBy: PERSON.handler, proposedOn: on, verifiedBy: null } }, on, {
        clocks,
        by: PERSON.auditor,
        organ: BUREAU,
        role: 'AUDITOR',
      }),
      { archiveId: id('k'), served: servedPapers, remark: '材料齐全', helpBy: null, ...paper },
    );
  const record = <K extends RecordKind>(kind: K, state: RecordState<K>, data: RecordData[K], more = {}) =>
    newRecord({ id: id('r'), kind, state, on: '2025-05-08', data, ...more }) as CaseRecord;
  const withRecords = (change: Partial<PetitionState>, ...records: CaseRecord[]) => aPetition({ ...change, records });

  it('issues the review form with its check list, sets the retention class and owes the file to the archive', () => {
    const { papers, state, events } = verifyOn('opinion_served', served(), [EXECUTE]);
    expect(papers[0]).toMatchObject({
      kind: 'COMPLETION_REVIEW',
      body: { parts: { verification: '材料齐全', checkList: expect.arrayContaining(['已签发的处理意见书']) } },
    });
    expect(state.records.at(-1)).toMatchObject({
      kind: 'archive',
      state: 'due',
      until: '2025-08-25',
      data: { retentionClass: '30_years', from: 'opinion_served' },
    });
    expect(events[0]).toMatchObject({ data: { retentionClass: '30_years', archiveDue: '2025-08-25' } });
  });

  it('needs the receipt and the guidance of a matter led into a procedure', () => {
    const ledIn = {
      exit: '31(4)',
      channelId: 'reconsideration',
      body: '司法局',
      text: '申请书',
      receiptNumber: '1',
      receivedOn: '2025-05-08',
    } as const;
    const told = {
      exit: '31(4)',
      reason: '',
      basis: '',
      channelId: null,
      starts: [],
      corrects: null,
      lateAfter: null,
      toldOn: '2025-03-10',
      documentId: id('x'),
      body: null,
      papers: [],
    } as const;
    const at = { stage: 'led_into_procedure', exit: '31(4)', outcome: 'led_in' } as const;
    const whole = withRecords(at, record('exitDecision', 'decided', told), record('leadingIn', 'received', ledIn));
    expect(verifyOn('led_into_procedure', whole).state).toMatchObject({ stage: 'closed', outcome: 'led_in' });
    expect(
      refusal(() =>
        verifyOn('led_into_procedure', withRecords(at, record('exitDecision', 'decided', told), record('leadingIn', 'sent', ledIn))),
      ),
    ).toBe('COMPLETION_GROUND_UNMET');
    expect(refusal(() => verifyOn('led_into_procedure', withRecords(at, record('leadingIn', 'received', ledIn))))).toBe(
      'COMPLETION_GROUND_UNMET',
    );
  });

  it('needs no guidance of a court or other political-legal organ that took the matter into its own procedure', () => {
    const data = { exit: '31(1)', channelId: 'litigation', body: '法院', text: '', receiptNumber: '1', receivedOn: '2025-05-08' } as const;
    const receivedBy = (confirmedBy: string) => {
      const receipt = { ...record('leadingIn', 'received', data), byPersonId: PERSON.checker, confirmedBy };
      const state = withRecords({ stage: 'outcome_reported', exit: '31(1)', outcome: 'led_in' }, receipt);
      return refusal(() => verifyOn('led_into_procedure', state));
    };
    expect(receivedBy(PERSON.checker)).toBe('no refusal');
    expect(receivedBy(PERSON.handler)).toBe('COMPLETION_GROUND_UNMET');
  });

  it('needs the answer under another law served on each petitioner', () => {
    const answer = { outcome: 'performed', text: '已查处', basis: '法', remedy: null, documentId: id('x') } as const;
    const state = withRecords({ stage: 'performed', exit: '31(5)' }, record('performance', 'issued', answer));
    const reached = PETITIONERS.map((petitionerId) => ({ documentId: id('x'), petitionerId, servedOn: '2025-05-10' }));
    expect(refusal(() => verifyOn('performed_or_answered', state, [], '2025-06-26', reached))).toBe('no refusal');
    expect(refusal(() => verifyOn('performed_or_answered', state, [], '2025-06-26', reached.slice(1)))).toBe('COMPLETION_SERVICE_MISSING');
    expect(refusal(() => verifyOn('opinion_served', state, [], '2025-06-26', reached))).toBe('COMPLETION_GROUND_OTHER_PATH');
  });

  it('needs the reply to a suggestion, and receipt and feedback of a report, whose file is sealed', () => {
    const reply = { duty: 'law', way: 'paper', text: '采纳', documentId: id('x') } as const;
    const suggestion = withRecords({ kind: 'SUGGESTION', stage: 'replied' }, record('suggestionReply', 'replied', reply));
    expect(verifyOn('suggestion_replied', suggestion).state.records.at(-1)).toMatchObject({ data: { retentionClass: '10_years' } });
    expect(refusal(() => verifyOn('suggestion_replied', { ...suggestion, records: [] }))).toBe('COMPLETION_GROUND_UNMET');
    const handOver = {
      authority: '',
      despiteAccused: null,
      cadreMatter: false,
      grave: false,
      organisationNotifiedOn: null,
      leadersNotifiedOn: null,
      receiptNumber: '1',
      receivedOn: '2025-03-10',
    };
    const feedback = record('feedback', 'noted', { reference: '1', text: '已办', reporterTold: true });
    const report = withRecords({ kind: 'REPORT', stage: 'feedback_noted' }, record('handOver', 'received', handOver), feedback);
    expect(verifyOn('report_handed_over', report).state.records.at(-1)).toMatchObject({
      data: { retentionClass: 'permanent', sealed: true },
    });
    expect(refusal(() => verifyOn('report_handed_over', { ...report, records: report.records.slice(0, 1) }))).toBe(
      'COMPLETION_GROUND_UNMET',
    );
  });

  it('of a settlement needs every promise performed and nothing put off', () => {
    const settlement = { parties: [], mediator: null, dispute: '', terms: '', documentId: id('x'), stage: 'handling' } as const;
    const at = { stage: 'handling', exit: '31(6)', outcome: 'settled' } as const;
    expect(verifyOn('settled', withRecords(at, record('settlement', 'performed', settlement))).state).toMatchObject({
      stage: 'closed',
      outcome: 'settled',
    });
    expect(refusal(() => verifyOn('settled', withRecords(at, record('settlement', 'standing', settlement))))).toBe(
      'COMPLETION_GROUND_UNMET',
    );
    const pending = record('commitment', 'pending', { reason: '', plan: '', documentId: id('x'), reviews: [] });
    expect(refusal(() => verifyOn('settled', withRecords(at, record('settlement', 'performed', settlement), pending)))).toBe(
      'COMPLETION_GROUND_UNMET',
    );
  });

  it('of an answer on the fast track needs that no paper was asked for', () => {
    const at = { stage: 'opinion_issued', exit: '31(6)', outcome: 'explained', acceptedOn: '2025-05-06' } as const;
    const answer = record('fastTrackAnswer', 'answered', { way: 'phone', record: '电话答复本人', opinionId: id('o') });
    expect(verifyOn('fast_track_answered', withRecords(at, answer)).state).toMatchObject({ stage: 'closed', outcome: 'explained' });
    const papered = { ...answer, state: 'paper_issued' } as CaseRecord;
    expect(refusal(() => verifyOn('fast_track_answered', withRecords(at, papered)))).toBe('COMPLETION_GROUND_UNMET');
    expect(refusal(() => verifyOn('fast_track_answered', withRecords(at)))).toBe('COMPLETION_GROUND_UNMET');
  });

  it('counts no pending commitment as solved', () => {
    const pending = record('commitment', 'pending', { reason: '', plan: '', documentId: id('x'), reviews: [] });
    const met: ClockFact[] = [{ ...EXECUTE, ended: 'met' }];
    expect(refusal(() => close('opinion_executed', '2025-06-25', served({ records: [pending] }), met))).toBe('COMPLETION_GROUND_UNMET');
    expect(
      refusal(() => close('opinion_executed', '2025-06-25', served({ records: [{ ...pending, state: 'solved' } as CaseRecord] }), met)),
    ).toBe('no refusal');
  });

  it('of a withdrawal waits until it can no longer be taken back, and cancels the clocks as of its day', () => {
    const withdrawal = record(
      'withdrawal',
      'confirmed',
      { way: 'online', reason: null, fileId: null, contact: '电话', revokedOn: null },
      { on: '2025-03-24', until: '2025-04-08' },
    );
    const at = { stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10' } as const;
    const state = withRecords(at, withdrawal);
    const clocks = [aClock('HANDLE', '2025-03-10'), aClock('ASSIGNMENT_REPORT', '2025-04-01', { dueOn: '2025-05-30' }), EXECUTE];
    expect(refusal(() => verifyOn('withdrawn', state, clocks, '2025-04-08'))).toBe('WITHDRAWAL_STILL_REVOCABLE');
    expect(
      refusal(() => verifyOn('withdrawn', withRecords(at, { ...withdrawal, state: 'declared' } as CaseRecord), clocks, '2025-04-09')),
    ).toBe('COMPLETION_GROUND_UNMET');
    const closed = verifyOn('withdrawn', state, clocks, '2025-04-09');
    expect(closed.state).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
    expect(closed.clocks.map((move) => [move.do, move.term, move.do === 'cancel' && move.on])).toEqual([
      ['cancel', 'HANDLE', '2025-03-24'],
      ['cancel', 'ASSIGNMENT_REPORT', '2025-04-01'],
    ]);
  });

  it('of a refusal needs its notice served', () => {
    const refused = {
      act: 'refuseAcceptance',
      ground: 'g',
      title: '',
      article: '',
      reason: '',
      instead: '',
      insteadDeadline: '',
      channelId: null,
      lower: null,
      earlier: [],
      comparedBy: null,
      help: null,
      documentId: id('x'),
    } as const;
    const state = withRecords({ stage: 'received', outcome: 'refused_acceptance' }, record('refusal', 'issued', refused));
    const reached = PETITIONERS.map((petitionerId) => ({ documentId: id('x'), petitionerId, servedOn: '2025-05-10' }));
    expect(verifyOn('refused', state, [], '2025-06-26', reached).state).toMatchObject({ stage: 'closed', outcome: 'refused_acceptance' });
    expect(refusal(() => verifyOn('refused', state))).toBe('COMPLETION_SERVICE_MISSING');
  });
});
