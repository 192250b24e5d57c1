import { describe, expect, it } from '@jest/globals';
import type { PetitionKind } from '@sunshine/events';
import { BUREAU, HOUSING, PERSON, aClock, aPetition, given, id, aRegistration, paper, refusal } from '../../../test/builders.js';
import { registered } from '../opening.js';
import type { PetitionState } from '../petition.js';
import { newRecord } from '../records.js';
import { confirmSplit, splitPetition } from './split.js';

const SPLIT = id('k');
const registeredAtBureau = (change: Partial<PetitionState> = {}): PetitionState => ({ ...registered(aRegistration()), ...change });
const PARTS = [id('z', 8), id('z', 9)];
const prepared = (kinds: readonly PetitionKind[] = ['CLAIM', 'REPORT'], change: Partial<PetitionState> = {}): PetitionState =>
  registeredAtBureau({
    records: [
      newRecord({ id: SPLIT, kind: 'split', state: 'prepared', on: '2025-03-04', organId: BUREAU.id, data: { kinds, reason: null } }),
    ],
    ...change,
  });
const propose = (state = prepared(), splitId = SPLIT) =>
  splitPetition(given(state, '2025-03-05', { by: PERSON.dispatcher, organ: BUREAU, role: 'DISPATCHER' }), { splitId, reason: '一信多事' });
const confirm = (state: PetitionState, by = PERSON.auditor, splitId = SPLIT) =>
  confirmSplit(
    given(state, '2025-03-06', { by, organ: BUREAU, role: 'AUDITOR', clocks: [aClock('ROUTE', '2025-03-03', { subject: BUREAU.id })] }),
    {
      ...paper,
      splitId,
      partIds: PARTS,
    },
  );

describe('splitPetition', () => {
  it('proposes what the desk has prepared, and moves nothing', () => {
    const { state, clocks, events } = propose();
    expect(state).toMatchObject({ stage: 'registered', outcome: null, records: [{ state: 'proposed', byPersonId: PERSON.dispatcher }] });
    expect(clocks).toEqual([]);
    expect(events).toMatchObject([{ type: 'SplitProposed' }]);
  });

  it('takes the latest preparation alone', () => {
    expect(refusal(() => propose(prepared(), id('k', 2)))).toBe('SPLIT_NOT_PREPARED');
    expect(refusal(() => propose(registeredAtBureau()))).toBe('SPLIT_NOT_PREPARED');
  });

  it('is done where the letter was registered, before it goes on', () => {
    expect(refusal(() => propose({ ...prepared(), stage: 'received' }))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => propose({ ...prepared(), organId: HOUSING.id }))).toBe('SPLIT_AT_REGISTERING_ORGAN');
    const letter = prepared();
    const merge = newRecord({
      id: id('r', 7),
      kind: 'merge',
      state: 'merged',
      on: '2025-03-04',
      organId: BUREAU.id,
      data: {
        mergeId: id('m'),
        leadId: letter.id,
        leadNumber: letter.number,
        joined: [{ id: id('z', 5), number: '990100-20250303-000005', requestIds: [], petitionerIds: [] }],
        reason: '同一事项',
        before: [],
        moved: [],
        unmerge: null,
      },
    });
    expect(refusal(() => propose({ ...letter, records: [...letter.records, merge] }))).toBe('SPLIT_OF_MERGED');
    expect(refusal(() => propose(aPetition()))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('confirmSplit', () => {
  it('ends the letter, cancels its clocks and names the petitions of the parts', () => {
    const { state, clocks, events } = confirm(propose(prepared(['CLAIM', 'CLAIM'])).state);
    expect(state).toMatchObject({ stage: 'closed', outcome: 'split', closedOn: '2025-03-06', kind: 'CLAIM' });
    expect(clocks).toMatchObject([{ do: 'cancel', term: 'ROUTE', on: '2025-03-06', reason: 'split' }]);
    expect(events[0]?.data).toMatchObject({ parts: PARTS.map((petitionId) => ({ petitionId, kind: 'CLAIM' })) });
  });

  it('leaves what was promised of the letter, or is to be executed, owed', () => {
    const { state } = propose(prepared(['CLAIM', 'CLAIM']));
    const clocks = [
      aClock('ROUTE', '2025-03-03'),
      ...(['PROMISE', 'EXECUTE'] as const).map((term) => aClock(term, '2025-03-03', { dueOn: '2025-06-30' })),
    ];
    const ended = confirmSplit(given(state, '2025-03-06', { by: PERSON.auditor, organ: BUREAU, role: 'AUDITOR', clocks }), {
      ...paper,
      splitId: SPLIT,
      partIds: PARTS,
    });
    expect(ended.clocks.map(({ term }) => term)).toEqual(['ROUTE']);
  });

  it('tells the petitioner of the parts by a paper, of a report in no words of its own, and nobody where nobody is named', () => {
    const { papers } = confirm(propose().state);
    expect(papers).toMatchObject([{ id: paper.documentId, number: paper.number, kind: 'SPLIT_NOTICE' }]);
    const told = JSON.stringify(papers[0]?.body);
    for (const part of PARTS) expect(told).toContain(part);
    for (const words of ['申诉求决事项', '其他信访事项', '查询单', '不因分件重新计算']) expect(told).toContain(words);
    for (const words of ['检举', '控告', '一信多事', 'REPORT']) expect(told).not.toContain(words);
    expect(confirm(propose({ ...prepared(), petitionerIds: [] }).state).papers).toEqual([]);
  });

  it('seals the letter as a report where one of its parts is one', () => {
    expect(confirm(propose().state).state.kind).toBe('REPORT');
  });

  it('is another person’s, of a proposal that waits', () => {
    expect(refusal(() => confirm(propose().state, PERSON.dispatcher))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(prepared()))).toBe('SPLIT_NOT_PROPOSED');
    expect(refusal(() => confirm(propose().state, PERSON.auditor, id('k', 2)))).toBe('SPLIT_NOT_PROPOSED');
  });
});
