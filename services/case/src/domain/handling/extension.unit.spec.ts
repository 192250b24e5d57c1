import { describe, expect, it } from '@jest/globals';
import { PERSON, aClock, aPetition, anExtension, given, id, law, moved, paper, refusal, sent } from '../../../test/builders.js';
import { declineExtension, extendHandling, requestExtension, type ExtendHandling } from './extension.js';
import type { ClockFact, PetitionState } from '../petition.js';

// Accepted 2025-03-03: nominal 2025-05-02 in the Labour Day holiday, effective 2025-05-06.
const HANDLE = aClock('HANDLE', '2025-03-03');
const accepted = (change: Partial<PetitionState> = {}) => aPetition({ stage: 'accepted', acceptedOn: '2025-03-03', ...change });
const request = (on: string, days = 30, { clocks = [HANDLE], state = accepted() }: { clocks?: ClockFact[]; state?: PetitionState } = {}) =>
  requestExtension(given(state, on, { clocks }), { extensionId: id('e'), days, reason: '检测报告尚未出具' });
const extend = (
  on: string,
  {
    state = accepted({ extension: anExtension() }),
    by = PERSON.head,
    extensionId = id('e'),
    clocks = [HANDLE],
    ...entered
  }: Partial<ExtendHandling> & { state?: PetitionState; by?: string; clocks?: ClockFact[] } = {},
) => extendHandling(given(state, on, { clocks, by, role: 'HEAD' }), { extensionId, days: null, post: null, ...sent, ...paper, ...entered });
const decline = (state = accepted({ extension: anExtension() }), { by = PERSON.head, extensionId = id('e'), reason = '五日不够' } = {}) =>
  declineExtension(given(state, '2025-04-10', { clocks: [HANDLE], by, role: 'HEAD' }), { extensionId, reason });

describe('requestExtension', () => {
  it('moves no date by itself', () => {
    const { state, clocks, events, line } = request('2025-04-08');
    expect(clocks).toEqual([]);
    expect(state.extension).toMatchObject({ days: 30, requestedBy: PERSON.handler, approvedBy: null });
    expect(events[0]).toMatchObject({ type: 'ExtensionRequested', data: { days: 30 } });
    expect(line).toMatchObject({ part: 'proposal', basis: '信访工作条例 34' });
  });

  it('is possible to the end of the last effective day', () => {
    expect(refusal(() => request('2025-05-05'))).toBe('no refusal');
    expect(refusal(() => request('2025-05-06'))).toBe('no refusal');
    expect(refusal(() => request('2025-05-07'))).toBe('EXTENSION_TOO_LATE');
  });

  it('asks for no more days than the pack gives', () => {
    expect(refusal(() => request('2025-04-08', 1))).toBe('no refusal');
    expect(refusal(() => request('2025-04-08', 30))).toBe('no refusal');
    expect(refusal(() => request('2025-04-08', 31))).toBe('EXTENSION_TOO_LONG');
    expect(refusal(() => request('2025-04-08', 0))).toBe('EXTENSION_DAYS_MALFORMED');
    expect(refusal(() => request('2025-04-08', 1.5))).toBe('EXTENSION_DAYS_MALFORMED');
  });

  it('is possible once', () => {
    expect(refusal(() => request('2025-04-08', 10, { clocks: [aClock('HANDLE', '2025-03-03', { extendedBy: 10 })] }))).toBe(
      'EXTENSION_ALREADY_USED',
    );
    expect(refusal(() => request('2025-04-08', 10, { state: accepted({ extension: anExtension() }) }))).toBe('EXTENSION_ALREADY_REQUESTED');
    const used = accepted({ extension: anExtension({ approvedBy: PERSON.head, approvedOn: '2025-04-10', grantedDays: 30 }) });
    expect(refusal(() => request('2025-04-12', 10, { state: used }))).toBe('EXTENSION_ALREADY_USED');
  });

  it('needs a running HANDLE and a matter that is accepted', () => {
    expect(refusal(() => request('2025-04-08', 10, { clocks: [] }))).toBe('HANDLE_NOT_RUNNING');
    expect(refusal(() => request('2025-04-08', 10, { state: aPetition({ stage: 'informed' }) }))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => request('2025-04-08', 10, { state: accepted({ stage: 'opinion_issued' }) }))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('extendHandling', () => {
  it('moves HANDLE from 2025-08-04 to 90 days, effective 2025-11-03', () => {
    const handle = aClock('HANDLE', '2025-08-04');
    const { clocks, events, papers, state } = extend('2025-10-09', { clocks: [handle] });
    expect(clocks).toEqual([{ do: 'extend', petitionId: id('z'), term: 'HANDLE', days: 30, article: '信访工作条例 34', on: '2025-10-09' }]);
    expect(events[0]?.data).toMatchObject({ formerDue: '2025-10-09', newDue: '2025-11-03' });
    expect(papers[0]).toMatchObject({
      kind: 'EXTENSION_NOTICE',
      body: { parts: { originalDue: '2025-10-09', newDue: '2025-11-03', reason: '检测报告尚未出具' } },
    });
    expect(state.extension).toMatchObject({ approvedBy: PERSON.head, approvedOn: '2025-10-09' });
    expect(moved([handle], clocks)[0]?.effectiveDue).toBe('2025-11-03');
  });

  it('is decided to the end of the last effective day, whenever it was asked', () => {
    expect(refusal(() => extend('2025-05-06'))).toBe('no refusal');
    expect(refusal(() => extend('2025-05-07'))).toBe('EXTENSION_TOO_LATE');
  });

  it('is never confirmed by the one who asked', () => {
    expect(refusal(() => extend('2025-04-10', { by: PERSON.handler }))).toBe('OWN_PROPOSAL');
  });

  it('needs the request it names, and one that still waits', () => {
    expect(refusal(() => extend('2025-04-10', { extensionId: id('e', 2) }))).toBe('EXTENSION_NOT_FOUND');
    expect(refusal(() => extend('2025-04-10', { state: accepted() }))).toBe('EXTENSION_NOT_FOUND');
    expect(refusal(() => extend('2025-04-12', { state: accepted({ extension: anExtension({ approvedBy: PERSON.head }) }) }))).toBe(
      'EXTENSION_ALREADY_USED',
    );
  });

  it('leaves ASSIGNMENT_REPORT to the assigner', () => {
    const clocks = [HANDLE, aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-05-30' })];
    expect(extend('2025-04-10', { clocks }).clocks.map(({ term }) => term)).toEqual(['HANDLE']);
  });

  it('grants fewer or more days than were asked, within what the pack gives', () => {
    const five = accepted({ extension: anExtension({ days: 5 }) });
    expect(extend('2025-04-10', { state: five, days: 30 })).toMatchObject({
      clocks: [{ do: 'extend', days: 30 }],
      state: { extension: { days: 5, grantedDays: 30 } },
      events: [{ data: { days: 30 } }],
    });
    expect(extend('2025-04-10', { days: 7 }).clocks).toMatchObject([{ days: 7 }]);
    expect(extend('2025-04-10', { state: five }).state.extension?.grantedDays).toBe(5);
    expect(refusal(() => extend('2025-04-10', { state: five, days: 31 }))).toBe('EXTENSION_TOO_LONG');
    expect(refusal(() => extend('2025-04-10', { state: five, days: 0 }))).toBe('EXTENSION_DAYS_MALFORMED');
  });

  it('tells by the post who approved, and how the notice was sent', () => {
    const parts = (more: Partial<ExtendHandling>) => extend('2025-04-10', more).papers[0]?.body['parts'];
    expect(parts({ post: '局长' })).toMatchObject({ approvedBy: '明川市住房和城乡建设局局长' });
    expect(parts({})).toMatchObject({ approvedBy: '明川市住房和城乡建设局负责人', dispatch: { on: '2025-04-10', way: 'register' } });
    expect(refusal(() => extend('2025-04-10', { way: 'post', proof: {} }))).toBe('DISPATCH_PROOF_MISSING');
    expect(refusal(() => extend('2025-04-10', { way: 'pigeon' }))).toBe('DISPATCH_WAY_UNKNOWN');
  });

  it('judges a clock by the pack it runs under, not by today’s', () => {
    const handle = aClock('HANDLE', '2022-04-20');
    expect(law.packOf(handle.packHash).id).toBe('CN-2005');
    expect(
      extend('2022-05-10', { clocks: [handle], state: accepted({ extension: anExtension(), latestOn: '2022-04-20' }) }).line.basis,
    ).toBe('信访条例 33');
  });
});

describe('declineExtension', () => {
  it('moves no date, tells nobody but the office, and lets the handler ask anew', () => {
    const { state, clocks, papers, events, line } = decline();
    expect([clocks, papers]).toEqual([[], []]);
    expect(events).toMatchObject([{ type: 'ExtensionDeclined', data: { extensionId: id('e') } }]);
    expect(state.extension).toMatchObject({ declinedBy: PERSON.head, declinedOn: '2025-04-10', declineReason: '五日不够' });
    expect(line).toMatchObject({ act: 'declineExtension', remark: '五日不够' });
    const again = requestExtension(given(state, '2025-04-11', { clocks: [HANDLE] }), { extensionId: id('e', 2), days: 30, reason: '检测' });
    expect(again.state.extension).toMatchObject({ id: id('e', 2), days: 30, declinedBy: null });
    expect(refusal(() => extend('2025-04-12', { state }))).toBe('EXTENSION_NOT_FOUND');
    expect(refusal(() => decline(state))).toBe('EXTENSION_NOT_FOUND');
  });

  it('is another’s than who asked, with a reason, of a request that waits', () => {
    expect(refusal(() => decline(undefined, { by: PERSON.handler }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => decline(undefined, { reason: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => decline(undefined, { extensionId: id('e', 2) }))).toBe('EXTENSION_NOT_FOUND');
    expect(refusal(() => decline(accepted()))).toBe('EXTENSION_NOT_FOUND');
    const granted = anExtension({ approvedBy: PERSON.head, approvedOn: '2025-04-09', grantedDays: 30 });
    expect(refusal(() => decline(accepted({ extension: granted })))).toBe('EXTENSION_ALREADY_USED');
    expect(refusal(() => decline(aPetition({ stage: 'informed', extension: anExtension() })))).toBe('ACT_NOT_IN_STAGE');
  });
});
