import { describe, expect, it } from '@jest/globals';
import type { ActName } from './acts.js';
import type { SupervisedHandling } from './handling/handling.records.js';
import type { Duty, MatterState, SupervisionRecord } from './matter.js';
import { offersOf } from './offers.js';

const [BUREAU, ORGAN] = ['bureau', 'organ'];
const duty: Duty = { clockId: 'clock', term: 'HANDLE', nature: 'duty', organId: ORGAN, effectiveDue: '2026-03-09', endedOn: null };
const matter = (duties: Duty[], ...records: object[]): MatterState => ({
  id: 'p',
  number: null,
  division: '990100',
  duties,
  records: records.map((record) => ({ id: 'r', organId: ORGAN, byOrganId: BUREAU, ...record }) as SupervisionRecord),
});
const OF_ORGAN: readonly ActName[] = ['answerReminder', 'replyToSupervision'];
const bureau = (act: ActName) => (OF_ORGAN.includes(act) ? null : BUREAU);
const organ = (act: ActName) => (OF_ORGAN.includes(act) ? ORGAN : null);
const acts = (state: MatterState, may: typeof bureau) => offersOf(state, may).map(({ act }) => act);
const handling = (state: SupervisedHandling['state']) => matter([duty], { kind: 'handling', state });

describe('the acts of supervision offered', () => {
  it('are reminding and supervising an organ whose duty runs, for who may, and nothing for the organ itself', () => {
    expect(acts(matter([duty]), bureau)).toEqual(['issueReminder', 'openSupervisedHandling']);
    expect(acts(matter([duty]), organ)).toEqual([]);
    expect(acts(matter([{ ...duty, endedOn: '2026-03-09' }]), bureau)).toEqual(['openSupervisedHandling']);
    expect(acts(matter([{ ...duty, organId: BUREAU }]), bureau)).toEqual([]);
    expect(acts(matter([{ ...duty, nature: 'right' }]), bureau)).toEqual(['openSupervisedHandling']);
  });

  it('are the answer to an open reminder, and the decision on an open proposal', () => {
    expect(acts(matter([], { kind: 'reminder', state: 'open' }), organ)).toEqual(['answerReminder']);
    expect(acts(matter([], { kind: 'reminder', state: 'answered' }), organ)).toEqual([]);
    expect(acts(matter([], { kind: 'proposal', state: 'open' }), bureau)).toEqual(['openSupervisedHandling', 'dismissSupervisionProposal']);
    expect(acts(matter([], { kind: 'proposal', state: 'taken' }), bureau)).toEqual([]);
  });

  it.each([
    ['open', ['recordSupervisionStep', 'extendSupervisionReply'], ['replyToSupervision']],
    ['replied', ['judgeSupervisionReply', 'recordSupervisionStep'], []],
    ['returned', ['recordSupervisionStep', 'extendSupervisionReply'], ['replyToSupervision']],
    ['accepted', ['closeSupervisedHandling', 'recordSupervisionStep'], []],
  ] as const)('on one that is %s are those of its state', (state, ofBureau, ofOrgan) => {
    expect(acts(handling(state), bureau).slice(1)).toEqual(ofBureau);
    expect(acts(handling(state), organ)).toEqual(ofOrgan);
  });

  it('open no second handling while one runs, and one again after it', () => {
    expect(acts(handling('open'), bureau)).not.toContain('openSupervisedHandling');
    expect(acts(handling('closed'), bureau)).toEqual(['issueReminder', 'openSupervisedHandling']);
  });
});
