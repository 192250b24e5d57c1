import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUREAU, HOUSING, PERSON, PETITIONERS, aClock, aPetition, anOpinion, given, id, refusal, startOf } from '../../../test/builders.js';
import type { ClockFact, PetitionState, Delivery } from '../petition.js';
import { newRecord, type CaseRecord } from '../records.js';
import { archivePetition, reopenPetition, stepsPassed, type ReopenPetition } from './reopening.js';

const deliveries = PETITIONERS.map((petitionerId): Delivery => ({
  id: id('v'),
  opinionId: id('y'),
  documentId: id('x'),
  petitionerId,
  throughId: null,
  way: 'post',
  servedOn: '2025-05-08',
  proof: {},
}));
const archive = (from: PetitionState['stage'], kind: 'CLAIM' | 'REPORT' = 'CLAIM') =>
  newRecord({
    id: id('k'),
    kind: 'archive',
    state: 'due',
    on: '2025-06-25',
    until: '2025-08-24',
    data: { retentionClass: '30_years', ground: 'opinion_served', from, sealed: kind === 'REPORT', catalogue: [] },
  });
const closed = (change: Partial<PetitionState> = {}, ...records: CaseRecord[]) =>
  aPetition({
    stage: 'closed',
    closedOn: '2025-06-25',
    exit: '31(6)',
    outcome: 'partly_supported',
    acceptedOn: '2025-03-10',
    opinion: anOpinion({ state: 'issued', executeBy: '2025-06-20' }),
    deliveries,
    completion: { ground: 'opinion_served', proposedBy: PERSON.handler, proposedOn: '2025-06-24', verifiedBy: PERSON.auditor },
    records: [archive('opinion_served') as CaseRecord, ...records],
    ...change,
  });
const HANDLE: ClockFact = { ...aClock('HANDLE', '2025-03-10'), ended: 'met' };
const EXECUTE: ClockFact = { ...aClock('EXECUTE', '2025-05-08', { dueOn: '2025-06-20' }), ended: 'met' };
const reopen = (change: Partial<ReopenPetition> = {}, state = closed(), clocks = [HANDLE, EXECUTE], on = '2025-07-10') =>
  reopenPetition(given(state, on, { clocks, by: PERSON.auditor, organ: BUREAU, role: 'AUDITOR' }), {
    recordId: id('r'),
    reason: 'DEFECT',
    text: '未答复第二项诉求',
    stage: 'handling',
    ...change,
  });

describe('reopenPetition', () => {
  it('brings the matter back to the step, with the clock of the step from its own start', () => {
    const { state, clocks, events } = reopen();
    expect(state).toMatchObject({ stage: 'handling', closedOn: null, completion: null, outcome: null });
    expect(clocks).toMatchObject([{ do: 'start', term: 'HANDLE', startedOn: '2025-03-10' }]);
    expect(events[0]).toMatchObject({ type: 'PetitionReopened', data: { stage: 'handling', closedOn: '2025-06-25', daysClosed: 15 } });
  });

  it('keeps in sight that it was closed, and how long', () => {
    const { records } = reopen().state;
    expect(records.at(-1)).toMatchObject({ kind: 'reopening', data: { closedOn: '2025-06-25', daysClosed: 15, ground: 'opinion_served' } });
    expect(records[0]).toMatchObject({ kind: 'archive', state: 'reopened' });
  });

  it('for want of execution makes the execution owed again from its old start', () => {
    const { state, clocks } = reopen({ reason: 'NON_EXECUTION', stage: 'opinion_served' });
    expect(state).toMatchObject({ stage: 'opinion_served', outcome: 'partly_supported' });
    expect(clocks).toMatchObject([{ do: 'start', term: 'EXECUTE', startedOn: '2025-05-08', dueOn: '2025-06-20' }]);
    expect(reopen({ reason: 'NON_EXECUTION', stage: 'opinion_served' }, closed(), [HANDLE, { ...EXECUTE, ended: null }]).clocks).toEqual(
      [],
    );
    // Its own day, whatever a later opinion that reached nobody says.
    const later = closed({ opinion: anOpinion({ state: 'issued', executeBy: '2026-01-30' }) });
    expect(reopen({ reason: 'NON_EXECUTION', stage: 'opinion_served' }, later).clocks).toMatchObject([
      { term: 'EXECUTE', dueOn: '2025-06-20' },
    ]);
    const explained = closed({ opinion: anOpinion({ state: 'issued', answers: [] }) });
    expect(refusal(() => reopen({ reason: 'NON_EXECUTION', stage: 'opinion_served' }, explained))).toBe('REOPEN_NOTHING_TO_EXECUTE');
  });

  it('returns to no step that the matter had not come to', () => {
    expect(stepsPassed(closed())).toEqual(['received', 'informed', 'accepted', 'handling', 'opinion_issued', 'opinion_served']);
    expect(refusal(() => reopen({ stage: 'led_into_procedure' }))).toBe('REOPEN_STAGE_NOT_REACHED');
    expect(refusal(() => reopen({ stage: 'closed' }))).toBe('REOPEN_STAGE_NOT_REACHED');
    const early = closed({ opinion: null, deliveries: [], acceptedOn: null, exit: null, records: [archive('received') as CaseRecord] });
    expect(refusal(() => reopen({ stage: 'handling' }, early, []))).toBe('REOPEN_STAGE_NOT_REACHED');
    expect(startOf(reopen({ stage: 'received' }, early, []).clocks, 'NOTIFY_TRANSFERRED')).toBe('2025-03-03');
  });

  it('is of a closed matter that stands by itself', () => {
    expect(refusal(() => reopen({}, closed({ stage: 'opinion_served' })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => reopen({}, closed({ mergedInto: id('z', 2) })))).toBe('REOPEN_MERGED');
    expect(refusal(() => reopen({ reason: 'BROKEN_PROMISE' }))).toBe('REOPEN_NO_BROKEN_PROMISE');
    expect(refusal(() => reopen({ text: ' ' }))).toBe('TEXT_MISSING');
  });

  it('lets no withdrawal and no refusal stand beside a matter in hand', () => {
    const withdrawal = newRecord({
      id: id('w'),
      kind: 'withdrawal',
      state: 'confirmed',
      on: '2025-03-24',
      data: { way: 'online', reason: null, fileId: null, contact: null, revokedOn: null },
    });
    const state = closed({ outcome: 'withdrawn' }, withdrawal as CaseRecord);
    expect(reopen({ reason: 'NEW_FACTS' }, state).state).toMatchObject({ outcome: null, records: [{}, { state: 'set_aside' }, {}] });
  });

  it('never gives the organ a later day than if the matter had stayed open', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 300 }), (day, later) => {
        const start = `2025-03-${String(day).padStart(2, '0')}`;
        const handle: ClockFact = { ...aClock('HANDLE', start), ended: 'met' };
        const on = new Date(Date.UTC(2025, 5, 25 + later)).toISOString().slice(0, 10);
        const { clocks } = reopen({}, closed({ acceptedOn: start }), [handle], on);
        expect(aClock('HANDLE', startOf(clocks, 'HANDLE')!).effectiveDue).toBe(handle.effectiveDue);
      }),
    );
  });

  it('knows whether a report was handed over or told by the organ, and which answer under another law was given', () => {
    const received = (receiptNumber: string | null, organId = HOUSING.id) =>
      ({ id: id('h'), kind: 'handOver', state: 'received', on: '2025-03-10', organId, data: { receiptNumber } }) as unknown as CaseRecord;
    const reopened = (to: string) => ({ id: id('o'), kind: 'reopening', state: 'reopened', data: { to } }) as unknown as CaseRecord;
    const feedback = { id: id('f'), kind: 'feedback', state: 'noted', on: '2025-04-10', data: {} } as unknown as CaseRecord;
    const of = (...records: CaseRecord[]) =>
      stepsPassed(closed({ kind: 'REPORT', exit: null, records: [archive('feedback_noted', 'REPORT') as CaseRecord, ...records] }));
    const byReceipt = ['received', 'handed_to_discipline', 'feedback_noted'];
    const byNotice = ['received', 'informed', 'feedback_noted'];
    expect(of(received('回执1号'), feedback)).toEqual(byReceipt);
    expect(of(feedback)).toEqual(byNotice);
    // A competent organ has it at once and gives the notice; so does the organ that a designation names afterwards.
    expect(of(received(null), feedback)).toEqual(byNotice);
    expect(of(received('回执1号', BUREAU.id), feedback)).toEqual(byNotice);
    // Back at its receipt the body goes on by a notice; what was reopened before the hand-over says nothing of it.
    expect(of(received('回执1号'), feedback, reopened('received'))).toEqual([
      'received',
      'informed',
      'handed_to_discipline',
      'feedback_noted',
    ]);
    expect(of(reopened('received'), received('回执1号'), feedback)).toEqual(byReceipt);
    expect(of(received('回执1号'), feedback, reopened('feedback_noted'))).toEqual(byReceipt);
    // Noted at its step: a discipline organ answers what came straight to it without a notice.
    const noted = (from: string) => ({ ...feedback, organId: HOUSING.id, data: { from } }) as unknown as CaseRecord;
    expect(of(noted('received'))).toEqual(['received', 'feedback_noted']);
    expect(of(noted('informed'))).toEqual(byNotice);
    const answered = {
      id: id('g'),
      kind: 'performance',
      state: 'issued',
      on: '2025-04-10',
      data: { outcome: 'answered' },
    } as unknown as CaseRecord;
    expect(stepsPassed(closed({ exit: '31(5)', records: [archive('answered') as CaseRecord, answered] }))).toEqual([
      'received',
      'informed',
      'answered',
    ]);
  });

  it('goes by the latest closing: an earlier file opens no later step', () => {
    const former = { ...archive('opinion_served'), state: 'reopened' } as CaseRecord;
    expect(stepsPassed(closed({ records: [former] }))).toEqual(['received']);
  });
});

describe('archivePetition', () => {
  const papers = [
    { id: id('x', 1), kind: 'OPINION', number: '明住建信访〔2025〕1号', issuedOn: '2025-05-07' },
    { id: id('x', 2), kind: 'COMPLETION_REVIEW', number: null, issuedOn: '2025-06-25' },
  ];
  const entries = [
    { documentId: id('x', 1), pages: 4 },
    { documentId: id('x', 2), pages: 2 },
  ];
  const file = (some = entries, state = closed()) => archivePetition(given(state, '2025-07-10'), { papers, entries: some });

  it('counts pages through the file and names every paper in use', () => {
    expect(file().state.records[0]).toMatchObject({
      state: 'filed',
      data: {
        catalogue: [
          { first: 1, last: 4 },
          { first: 5, last: 6 },
        ],
      },
    });
    expect(file().events[0]).toMatchObject({ data: { papers: 2, pages: 6, sealed: false } });
    expect(refusal(() => file(entries.slice(0, 1)))).toBe('ARCHIVE_PAPER_MISSING');
    expect(refusal(() => file([...entries, entries[0]!]))).toBe('ARCHIVE_PAPER_UNKNOWN');
    expect(refusal(() => file([...entries, { documentId: id('x', 3), pages: 1 }]))).toBe('ARCHIVE_PAPER_UNKNOWN');
    expect(refusal(() => file([{ ...entries[0]!, pages: 0 }, entries[1]!]))).toBe('ARCHIVE_PAGES_MALFORMED');
  });

  it('of a matter that another node closed waits until what passed between the nodes is listed', () => {
    const elsewhere = (messages: readonly never[] | null) => {
      const due = archive('accepted');
      const registered = { number: 'A-1', on: '2025-03-03' };
      const data = { ...due.data, elsewhere: { node: 'city.990100', registered, routing: [], messages } };
      return closed({ records: [{ ...due, data } as CaseRecord] });
    };
    expect(refusal(() => file(entries, elsewhere(null)))).toBe('ARCHIVE_MESSAGES_NOT_LISTED');
    expect(file(entries, elsewhere([])).state.records[0]).toMatchObject({ state: 'filed' });
  });

  it('is due once, and marks the file of a report for the sealed store', () => {
    expect(refusal(() => file(entries, file().state))).toBe('ARCHIVE_NOT_DUE');
    expect(refusal(() => file(entries, closed({ stage: 'opinion_served' })))).toBe('ACT_NOT_IN_STAGE');
    const report = closed({ kind: 'REPORT', exit: null, records: [archive('feedback_noted', 'REPORT') as CaseRecord] });
    expect(file(entries, report).events[0]).toMatchObject({ data: { sealed: true } });
  });
});
