import { describe, expect, it } from '@jest/globals';
import { PERSON, aClock, aPetition, given, id, law, moved, paper, refusal } from '../../../test/builders.js';
import { extendHandling, requestExtension } from './extension.js';
import type { ClockFact, Extension, PetitionState } from '../petition.js';

// Accepted 2025-03-03: nominal 2025-05-02 in the Labour Day holiday, effective 2025-05-06.
const HANDLE = aClock('HANDLE', '2025-03-03');
const accepted = (change: Partial<PetitionState> = {}) => aPetition({ stage: 'accepted', acceptedOn: '2025-03-03', ...change });
const asked = (change: Partial<Extension> = {}): Extension => ({
  id: id('e'),
  days: 30,
  reason: '检测报告尚未出具',
  requestedBy: PERSON.handler,
  requestedOn: '2025-04-08',
  approvedBy: null,
  approvedOn: null,
  ...change,
});
const request = (on: string, days = 30, { clocks = [HANDLE], state = accepted() }: { clocks?: ClockFact[]; state?: PetitionState } = {}) =>
  requestExtension(given(state, on, { clocks }), { extensionId: id('e'), days, reason: '检测报告尚未出具' });
const extend = (
  on: string,
  { state = accepted({ extension: asked() }), by = PERSON.head, extensionId = id('e'), clocks = [HANDLE] } = {},
) => extendHandling(given(state, on, { clocks, by, role: 'HEAD' }), { extensionId, ...paper });

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
    expect(refusal(() => request('2025-04-08', 10, { state: accepted({ extension: asked() }) }))).toBe('EXTENSION_ALREADY_REQUESTED');
    const used = accepted({ extension: asked({ approvedBy: PERSON.head, approvedOn: '2025-04-10' }) });
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
    expect(refusal(() => extend('2025-04-12', { state: accepted({ extension: asked({ approvedBy: PERSON.head }) }) }))).toBe(
      'EXTENSION_ALREADY_USED',
    );
  });

  it('leaves ASSIGNMENT_REPORT to the assigner', () => {
    const clocks = [HANDLE, aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-05-30' })];
    expect(extend('2025-04-10', { clocks }).clocks.map(({ term }) => term)).toEqual(['HANDLE']);
  });

  it('judges a clock by the pack it runs under, not by today’s', () => {
    const handle = aClock('HANDLE', '2022-04-20');
    expect(law.packOf(handle.packHash).id).toBe('CN-2005');
    expect(extend('2022-05-10', { clocks: [handle], state: accepted({ extension: asked(), latestOn: '2022-04-20' }) }).line.basis).toBe(
      '信访条例 33',
    );
  });
});
