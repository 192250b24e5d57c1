import { describe, expect, it } from '@jest/globals';
import { Matter, WHO } from '../../../test/between.js';
import { BUREAU, HOUSING, aClock, id, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import { confirmKeeping, keepForReference, objectToKeeping, type KeepForReference, type OtherMatter } from './keeping.js';
import { fastTrackOf } from '../fast-track.clocks.js';
import { latestRecord, newRecord } from '../records.js';

const open: OtherMatter = { petitionId: id('z', 2), number: '990100-20250301-000007', kind: 'CLAIM', stage: 'accepted' };
const at = () => Matter.registered();
const keep = (matter: Matter, on: string, more: Partial<KeepForReference> = {}, by: string = WHO.registrar) =>
  keepForReference(matter.given(on, by, BUREAU, 'REGISTRAR'), {
    keepingId: id('k'),
    ground: 'THANKS',
    reason: '表示感谢，无其他请求',
    asked: null,
    named: false,
    duplicate: null,
    ...more,
  });
const confirm = (matter: Matter, on: string, duplicate: OtherMatter | null = null, by: string = WHO.secondRegistrar) =>
  confirmKeeping(matter.given(on, by, BUREAU, 'REGISTRAR'), { duplicate, ...sent, ...paper });
const kept = (on = '2025-03-10') => {
  const proposed = at().after(keep(at(), '2025-03-05'));
  return proposed.after(confirm(proposed, on));
};

describe('keepForReference', () => {
  it('is for thanks, for no request or an unreadable sheet after an attempt to ask, for a duplicate, and for nothing else', () => {
    const code = (more: Partial<KeepForReference>) => refusal(() => keep(at(), '2025-03-10', more));
    expect(code({})).toBe('no refusal');
    expect(code({ ground: 'ARCHIVE' })).toBe('KEEPING_GROUND_UNKNOWN');
    expect(code({ ground: 'NO_REQUEST' })).toBe('KEEPING_NOT_ASKED');
    expect(code({ ground: 'UNREADABLE', asked: { on: '2025-03-05', how: ' ' } })).toBe('KEEPING_NOT_ASKED');
    expect(code({ ground: 'UNREADABLE', asked: { on: '2025-03-05', how: '按信封地址去函询问' } })).toBe('no refusal');
    expect(code({ reason: '' })).toBe('TEXT_MISSING');
  });

  it('asks between the receipt and today', () => {
    const code = (on: string) => refusal(() => keep(at(), '2025-03-10', { ground: 'NO_REQUEST', asked: { on, how: '电话' } }));
    expect([code('2025-03-02'), code('2025-03-03'), code('2025-03-10'), code('2025-03-11')]).toEqual([
      'KEEPING_ASKED_ON_WRONG_DAY',
      'no refusal',
      'no refusal',
      'KEEPING_ASKED_ON_WRONG_DAY',
    ]);
  });

  it('links a duplicate to an open matter of the same kind', () => {
    const code = (duplicate: OtherMatter | null, named = true) =>
      refusal(() => keep(at(), '2025-03-10', { ground: 'DUPLICATE', named, duplicate }));
    expect(code(open)).toBe('no refusal');
    expect(code(null)).toBe('KEEPING_DUPLICATE_UNKNOWN');
    expect(code({ ...open, petitionId: at().state.id })).toBe('KEEPING_DUPLICATE_UNKNOWN');
    expect(code({ ...open, stage: 'closed' })).toBe('KEEPING_DUPLICATE_CLOSED');
    expect(code({ ...open, kind: 'REPORT' })).toBe('KEEPING_DUPLICATE_OTHER_KIND');
    expect(refusal(() => keep(at(), '2025-03-10', { named: true, duplicate: open }))).toBe('KEEPING_DUPLICATE_NOT_WANTED');
  });

  it('closes nothing by itself', () => {
    const proposal = keep(at(), '2025-03-10');
    expect(proposal.state.stage).toBe('registered');
    expect(proposal.clocks).toEqual([]);
    expect(proposal.line.part).toBe('proposal');
  });

  it('comes too late once the matter was sent', () => {
    expect(refusal(() => keep(at().routed(HOUSING, '2025-03-05'), '2025-03-06'))).toBe('ACT_NOT_IN_STAGE');
    const proposed = at().after(keep(at(), '2025-03-05'));
    expect(latestRecord(proposed.routed(HOUSING, '2025-03-06').state, 'keeping')?.state).toBe('replaced');
  });
});

describe('confirmKeeping', () => {
  it('needs a second reader, and tells the petitioner how to object', () => {
    const proposed = at().after(keep(at(), '2025-03-05'));
    expect(refusal(() => confirm(proposed, '2025-03-06', null, WHO.registrar))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(at(), '2025-03-06'))).toBe('KEEPING_NOT_PROPOSED');
    const decision = confirm(proposed, '2025-03-06');
    expect(decision.state).toMatchObject({ stage: 'closed', outcome: 'kept_for_reference', closedOn: '2025-03-06' });
    expect(termsOf(decision.clocks, 'stop')).toEqual(['ROUTE']);
    expect(decision.papers).toMatchObject([
      { kind: 'REFERENCE_NOTICE', body: { parts: { ground: '表示感谢', howToObject: expect.stringContaining('异议') } } },
    ]);
    expect(decision.events.map(({ type }) => type)).toEqual(['PetitionKept', 'PetitionClosed']);
  });

  it('tells the number of the open matter, which must be open still', () => {
    const proposed = at().after(keep(at(), '2025-03-05', { ground: 'DUPLICATE', named: true, duplicate: open }));
    expect(confirm(proposed, '2025-03-06', open).papers).toMatchObject([{ body: { parts: { relatedNumber: open.number } } }]);
    expect(refusal(() => confirm(proposed, '2025-03-06', { ...open, stage: 'closed' }))).toBe('KEEPING_DUPLICATE_CLOSED');
    expect(refusal(() => confirm(proposed, '2025-03-06', null))).toBe('KEEPING_DUPLICATE_UNKNOWN');
  });

  it('at an organ meets the direct notice duty', () => {
    const direct = Matter.registered({ organId: HOUSING.id, organKind: 'department' });
    const given = (matter: Matter, by: string) => matter.given('2025-03-06', by, HOUSING, 'REGISTRAR');
    const proposed = direct.after(
      keepForReference(given(direct, WHO.registrar), {
        keepingId: id('k'),
        ground: 'THANKS',
        reason: '感谢',
        asked: null,
        named: false,
        duplicate: null,
      }),
    );
    const decision = confirmKeeping(given(proposed, WHO.secondRegistrar), { duplicate: null, ...sent, ...paper });
    expect(termsOf(decision.clocks, 'stop')).toEqual(['NOTIFY_DIRECT']);
  });

  it('leaves no clock running: the fast track ends, and a HANDLE that the cap had started', () => {
    const chosen = newRecord({
      id: id('f'),
      kind: 'fastTrack',
      state: 'chosen',
      on: '2021-12-20',
      organId: HOUSING.id,
      byPersonId: WHO.registrar,
      data: { fits: [], titles: [], reason: '事实清楚', left: null },
    });
    const direct = Matter.registered({
      organId: HOUSING.id,
      organKind: 'department',
      receivedOn: '2021-12-20',
      registeredOn: '2021-12-20',
    }).with({ records: [chosen] });
    const more = Object.assign(direct, {
      clocks: [...direct.clocks, aClock('HANDLE', '2022-01-04'), aClock('SIMPLE_ACCEPT', '2021-12-20')],
    });
    const at = (matter: Matter, by: string) => matter.given('2022-01-10', by, HOUSING, 'REGISTRAR');
    const thanks = { keepingId: id('k'), ground: 'THANKS', reason: '感谢', asked: null, named: false, duplicate: null };
    const proposed = more.after(keepForReference(at(more, WHO.registrar), thanks));
    const kept = proposed.after(confirmKeeping(at(proposed, WHO.secondRegistrar), { duplicate: null, ...sent, ...paper }));
    expect(kept.running()).toEqual([]);
    // Reopened, the organ may choose it anew.
    expect(fastTrackOf(kept.state)).toBeNull();
  });
});

describe('objectToKeeping', () => {
  const object = (matter: Matter, on: string) =>
    objectToKeeping(matter.given(on, WHO.registrar, BUREAU, 'REGISTRAR'), { reason: '另有请求未处理' });

  it('puts the matter back with ROUTE from its first start, however long ago', () => {
    const back = kept().after(object(kept(), '2025-06-30'));
    expect(back.state).toMatchObject({ stage: 'registered', outcome: null, closedOn: null });
    expect(back.running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
    expect(latestRecord(back.state, 'keeping')).toMatchObject({ state: 'reopened', data: { objection: { on: '2025-06-30' } } });
    expect(back.routed(HOUSING, '2025-07-01').state.stage).toBe('received');
  });

  it('concerns a kept matter alone', () => {
    expect(refusal(() => object(kept().with({ outcome: 'supported' }), '2025-03-11'))).toBe('KEEPING_NOT_KEPT');
    expect(refusal(() => object(at(), '2025-03-11'))).toBe('ACT_NOT_IN_STAGE');
  });
});
