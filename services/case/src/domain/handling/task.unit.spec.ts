import { describe, expect, it } from '@jest/globals';
import type { Term } from '@sunshine/procedure';
import { Matter } from '../../../test/between.js';
import { BUREAU, HOUSING, PERSON, aClock, aPetition, given, id, refusal } from '../../../test/builders.js';
import { isToldPetitioner } from '../wording.js';
import type { PetitionState } from '../petition.js';
import { recordsOf } from '../records.js';
import { decideRecusal, requestRecusal, type Staff } from './recusal.js';
import { assignPetition, takeBackPetition, type AssignPetition } from './task.js';

const OTHER = id('p', 21);
const staff: Staff = {
  path: [HOUSING.id],
  officers: [
    { personId: PERSON.handler, role: 'HANDLER' },
    { personId: OTHER, role: 'HANDLER' },
    { personId: PERSON.head, role: 'HEAD' },
    { personId: PERSON.auditor, role: 'AUDITOR' },
  ],
};
const accepted = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10' });
const handle = aClock('HANDLE', '2025-03-10');
const at = (state: PetitionState = accepted, more: Parameters<typeof given>[2] = {}, on = '2025-03-20') =>
  given(state, on, { by: PERSON.head, role: 'HEAD', clocks: [handle], ...more });
const assign = (where = at(), change: Partial<AssignPetition> = {}) =>
  assignPetition(where, {
    taskId: id('k'),
    officerId: PERSON.handler,
    section: null,
    dueOn: '2025-04-01',
    text: ' 查清渗水原因 ',
    reason: null,
    staff,
    kept: false,
    ...change,
  });
const tasks = (state: PetitionState) => recordsOf(state, 'task').map((one) => [one.state, one.data.officerId, one.until]);
const given1 = assign().state;

describe('assignPetition', () => {
  it('gives the matter to an officer with a day of its own; no clock, stage, paper or relation moves', () => {
    const decision = assign();
    expect(decision).toMatchObject({ clocks: [], papers: [], relations: [], line: { act: 'assignPetition', part: null, remark: null } });
    expect(decision.state).toMatchObject({ stage: 'accepted', organId: HOUSING.id, handlerId: PERSON.handler });
    expect(decision.state.records).toMatchObject([
      { kind: 'task', state: 'open', organId: HOUSING.id, byPersonId: PERSON.head, until: '2025-04-01', data: { text: '查清渗水原因' } },
    ]);
    expect(decision.events).toMatchObject([
      {
        type: 'PetitionAssigned',
        data: { taskId: id('k'), organId: HOUSING.id, officerId: PERSON.handler, dueOn: '2025-04-01' },
      },
    ]);
    expect(JSON.stringify(decision.events)).not.toContain('渗水');
  });

  it('is seen by the office alone', () => {
    const { line } = assign();
    expect(isToldPetitioner(line)).toBe(false);
    expect(isToldPetitioner(takeBackPetition(at(given1), { reason: '另有安排' }).line)).toBe(false);
  });

  it('may name a section beside the officer or in the place of one', () => {
    const toSection = assign(at({ ...accepted, handlerId: OTHER }), { officerId: null, section: ' 房产股 ' });
    expect(toSection.state).toMatchObject({ handlerId: OTHER, records: [{ data: { officerId: null, section: '房产股' } }] });
    expect(assign(at(), { section: '房产股' }).state.records[0]?.data).toMatchObject({ officerId: PERSON.handler, section: '房产股' });
    expect(refusal(() => assign(at(), { officerId: null, section: ' ' }))).toBe('TASK_ASSIGNEE_MISSING');
  });

  it('goes only to officers who work on matters of that organ', () => {
    expect(refusal(() => assign(at(), { officerId: PERSON.head }))).toBe('no refusal');
    expect(refusal(() => assign(at(), { officerId: PERSON.dispatcher }))).toBe('TASK_OFFICER_UNKNOWN');
    expect(refusal(() => assign(at(), { officerId: PERSON.auditor }))).toBe('TASK_OFFICER_UNKNOWN');
    expect(refusal(() => assign(at(), { officerId: 'nobody' }))).toBe('TASK_OFFICER_UNKNOWN');
  });

  it('never goes to the accused, to an officer who has stepped back, nor to one asked to step back', () => {
    expect(refusal(() => assign(at(), { kept: true }))).toBe('TASK_TO_BARRED');
    expect(refusal(() => assign(at({ ...accepted, accusedIds: [PERSON.handler] })))).toBe('TASK_TO_BARRED');
    const asked = requestRecusal(at(accepted, { by: PERSON.handler, role: 'HANDLER' }), {
      recordId: id('r'),
      officerId: null,
      ofHead: false,
      reason: '系亲属',
      staff,
    }).state;
    expect(refusal(() => assign(at(asked)))).toBe('TASK_TO_BARRED');
    expect(refusal(() => assign(at(asked), { officerId: OTHER }))).toBe('no refusal');
  });

  it('has a day from today to the next last day of a duty of the organ, both included', () => {
    const day = (dueOn: string, ...clocks: ReturnType<typeof aClock>[]) => refusal(() => assign(at(accepted, { clocks }), { dueOn }));
    expect(day('2025-03-19', handle)).toBe('TASK_DATE_TOO_EARLY');
    expect(day('2025-03-20', handle)).toBe('no refusal');
    expect(handle.effectiveDue).toBe('2025-05-09');
    expect(day('2025-05-09', handle)).toBe('no refusal');
    expect(day('2025-05-10', handle)).toBe('TASK_DATE_AFTER_LAW');
    expect(day('2026-01-01')).toBe('no refusal');
  });

  it('is bound by the first duty that is ahead: not by a right, another organ, what has ended or what is late', () => {
    const day = (change: Partial<ReturnType<typeof aClock>>, term: Term = 'ASSIGNMENT_REPORT') =>
      refusal(() =>
        assign(at(accepted, { clocks: [handle, { ...aClock('HANDLE', '2025-03-10'), term, effectiveDue: '2025-04-10', ...change }] }), {
          dueOn: '2025-04-11',
        }),
      );
    expect(day({})).toBe('TASK_DATE_AFTER_LAW');
    expect(day({ effectiveDue: '2025-04-11' })).toBe('no refusal');
    expect(day({ subject: BUREAU.id })).toBe('no refusal');
    expect(day({ ended: 'met' })).toBe('no refusal');
    expect(day({ effectiveDue: '2025-03-19' })).toBe('no refusal');
    expect(day({}, 'OBJECT')).toBe('no refusal');
  });

  it('moves to another officer, section or day with a reason, and never to the same', () => {
    const moved = assign(at(given1), { taskId: id('k', 2), officerId: OTHER, reason: '工作调整' });
    expect(tasks(moved.state)).toEqual([
      ['moved', PERSON.handler, '2025-04-01'],
      ['open', OTHER, '2025-04-01'],
    ]);
    expect(moved.line.remark).toBe('工作调整');
    expect(moved.state.handlerId).toBe(OTHER);
    expect(refusal(() => assign(at(given1), { officerId: OTHER }))).toBe('TEXT_MISSING');
    expect(refusal(() => assign(at(given1), { reason: '再次' }))).toBe('TASK_UNCHANGED');
    expect(refusal(() => assign(at(given1), { dueOn: '2025-04-02', reason: '延后' }))).toBe('no refusal');
  });

  it('is of the organ that has the matter, while an organ has it', () => {
    expect(refusal(() => assign(at(accepted, { organ: BUREAU })))).toBe('ACT_NOT_IN_STAGE');
    for (const stage of ['routed', 'closed'] as const) expect(refusal(() => assign(at({ ...accepted, stage })))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('takeBackPetition', () => {
  it('takes back what stands, with a reason, and leaves the matter where it is', () => {
    const back = takeBackPetition(at(given1), { reason: '另有安排' });
    expect(tasks(back.state)).toEqual([['taken_back', PERSON.handler, '2025-04-01']]);
    expect(back).toMatchObject({ clocks: [], relations: [], state: { stage: 'accepted' }, line: { remark: '另有安排' } });
    expect(back.events).toMatchObject([{ type: 'PetitionTakenBack', data: { taskId: id('k'), organId: HOUSING.id } }]);
    expect(refusal(() => takeBackPetition(at(given1), { reason: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => takeBackPetition(at(back.state), { reason: '另有安排' }))).toBe('TASK_NOT_FOUND');
    expect(refusal(() => takeBackPetition(at(given1, { organ: BUREAU }), { reason: '另有安排' }))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('a task', () => {
  it('ends by itself where the matter leaves the organ', () => {
    const bureau = Matter.registered();
    const own = { ...staff, officers: [{ personId: PERSON.dispatcher, role: 'DISPATCHER' as const }] };
    const there = assign(bureau.given('2025-03-03', PERSON.head, BUREAU, 'HEAD'), {
      officerId: PERSON.dispatcher,
      dueOn: '2025-03-04',
      staff: own,
    }).state;
    expect(tasks(bureau.with(there).routed(HOUSING, '2025-03-05').state)).toEqual([['ended', PERSON.dispatcher, '2025-03-04']]);
  });

  it('ends where its officer steps back, and not where another does', () => {
    const steppedBack = (officerId: string) => {
      const asked = requestRecusal(at(given1, { by: PERSON.auditor }), {
        recordId: id('r'),
        officerId,
        ofHead: false,
        reason: '系亲属',
        staff,
      });
      return decideRecusal(at(asked.state), { recusalId: null, granted: true, reason: '属实', namedHandlerId: null, staff }).state;
    };
    expect(tasks(steppedBack(PERSON.handler))).toEqual([['ended', PERSON.handler, '2025-04-01']]);
    expect(tasks(steppedBack(OTHER))).toEqual([['open', PERSON.handler, '2025-04-01']]);
  });
});
