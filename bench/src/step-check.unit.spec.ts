import { describe, expect, it } from '@jest/globals';
import type { PlantedClock } from './planted-clocks.js';
import { wrongSteps, type Told } from './step-check.js';

const clock: PlantedClock = {
  id: 'a',
  petitionId: 'p',
  term: 'HANDLE',
  startedOn: '2025-03-03',
  steps: [
    { step: 'FIRST_NOTICE', on: '2025-04-17' },
    { step: 'OVERDUE', on: '2025-05-07' },
  ],
};
const reached = (step: string, on: string): Told => ({ type: 'ClockStepReached', clockId: 'a', step, on });
const revoked = (step: string, on: string): Told => ({ type: 'ClockStepRevoked', clockId: 'a', step, on });
const first = reached('FIRST_NOTICE', '2025-04-17');
const overdue = reached('OVERDUE', '2025-05-07');
const NONE = { withdrawn: 0, missing: 0, doubled: 0, disordered: 0, wronglyWithdrawn: 0, wronglyStanding: 0 };
const check = (told: Told[], facts = new Map()) => wrongSteps(told, { clocks: [clock], facts });
const done = (on: string) => new Map([['a', { on, after: null }]]);
const extended = new Map([['a', { on: '2025-05-06', after: [{ step: 'OVERDUE', on: '2025-06-04' }] }]]);

describe('the check of what a topic tells of steps', () => {
  it('finds nothing where each step is told once, in order', () => expect(check([first, overdue])).toEqual(NONE));

  it('counts a step that is missing, told twice, or out of order', () => {
    expect(check([first])).toEqual({ ...NONE, missing: 1 });
    expect(check([first, overdue, overdue])).toEqual({ ...NONE, doubled: 1 });
    expect(check([overdue, first])).toEqual({ ...NONE, disordered: 1 });
  });

  it('counts what a late fact should have withdrawn, and what it should not', () => {
    expect(check([first, overdue, revoked('OVERDUE', '2025-05-07')], done('2025-05-06'))).toEqual({ ...NONE, withdrawn: 1 });
    expect(check([first, overdue], done('2025-05-06'))).toEqual({ ...NONE, wronglyStanding: 1 });
    expect(check([first, overdue, revoked('OVERDUE', '2025-05-07')], done('2025-05-07'))).toMatchObject({ wronglyWithdrawn: 1 });
    expect(check([first, overdue, revoked('OVERDUE', '2025-05-07')])).toMatchObject({ wronglyWithdrawn: 1, missing: 1 });
    expect(check([revoked('OVERDUE', '2025-05-07')], done('2025-05-06'))).toMatchObject({ wronglyWithdrawn: 1 });
  });

  it('asks after an extension for the steps of its new days', () => {
    const moved = [first, overdue, revoked('OVERDUE', '2025-05-07')];
    expect(check(moved, extended)).toEqual({ ...NONE, withdrawn: 1, missing: 1 });
    expect(check([...moved, reached('OVERDUE', '2025-06-04')], extended)).toEqual({ ...NONE, withdrawn: 1 });
  });
});
