import { describe, expect, it } from '@jest/globals';
import { PETITIONERS, aClock, aPetition, anOpinion, given, id, refusal } from '../../../test/builders.js';
import { recordLegacyReply } from './legacy.js';
import type { PetitionState } from '../petition.js';

const HANDLE = aClock('HANDLE', '2011-04-02');
const imported = (change: Partial<PetitionState> = {}) =>
  aPetition({ channel: 'IMPORT', stage: 'accepted', exit: '31(6)', latestOn: '2011-04-02', ...change });
const record = (state = imported(), reply = '已转有关部门研究。', on = '2013-09-12') =>
  recordLegacyReply(given(state, on, { clocks: [HANDLE], role: 'MIGRATOR' }), {
    opinionId: id('y'),
    documentId: id('x'),
    deliveryIds: PETITIONERS.map((_, n) => id('v', n)),
    reply,
  });

describe('recordLegacyReply', () => {
  it('is issued and served on every petitioner on its own day, and meets HANDLE by it', () => {
    const { state, clocks, events } = record();
    expect(state).toMatchObject({ stage: 'opinion_served', opinion: { legacy: true, state: 'issued', dispatchedOn: '2013-09-12' } });
    expect(state.deliveries.map(({ petitionerId, servedOn }) => [petitionerId, servedOn])).toEqual(
      PETITIONERS.map((one) => [one, '2013-09-12']),
    );
    expect(clocks).toEqual([{ do: 'stop', petitionId: id('z'), term: 'HANDLE', on: '2013-09-12' }]);
    expect(events.map(({ type }) => type)).toEqual(['LegacyReplyRecorded']);
  });

  it('is exempt from document parts, bears no number, and is marked in the history', () => {
    const { papers, line } = record();
    expect(papers).toMatchObject([{ kind: 'LEGACY_REPLY', number: null, body: { reply: '已转有关部门研究。' } }]);
    expect(line).toMatchObject({ act: 'recordLegacyReply', basis: '信访条例 33' });
    expect(line.remark).toContain('导入');
  });

  it('is for imported matters that are accepted and not answered yet', () => {
    expect(refusal(() => record(imported({ channel: 'WEB' })))).toBe('LEGACY_IMPORT_ONLY');
    expect(refusal(() => record(imported({ stage: 'informed' })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => record(imported({ stage: 'handling', opinion: anOpinion({ state: 'drafted' }) })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => record(record().state))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => record(imported(), ' '))).toBe('TEXT_MISSING');
  });
});
