import { describe, expect, it } from '@jest/globals';
import { nationalCalendar } from '@sunshine/procedure';
import { AGES, receivedWhen, weeksTo, workingDaysFrom } from './weeks.js';

describe('weeks', () => {
  it('run from Monday to Sunday, the last that of today', () => {
    expect(weeksTo('2025-03-09', 2)).toEqual([
      { from: '2025-02-24', to: '2025-03-02' },
      { from: '2025-03-03', to: '2025-03-09' },
    ]);
    expect(weeksTo('2025-03-10', 1)).toEqual([{ from: '2025-03-10', to: '2025-03-16' }]);
  });
});

describe('the next working days', () => {
  it('skip festivals, take make-up days in, and leave no day between them', () =>
    expect(workingDaysFrom('2025-01-25', 3, nationalCalendar())).toEqual([
      { from: '2025-01-25', to: '2025-01-26' },
      { from: '2025-01-27', to: '2025-01-27' },
      { from: '2025-01-28', to: '2025-02-05' },
    ]));
});

describe('the age of what is open', () => {
  it('falls into groups without gap or overlap', () => {
    expect(AGES.map((age) => receivedWhen('2025-03-31', age))).toEqual([
      { from: '2025-03-16', to: '2025-03-31' },
      { from: '2025-03-01', to: '2025-03-15' },
      { from: '2025-01-30', to: '2025-02-28' },
      { from: '2024-12-31', to: '2025-01-29' },
      { from: null, to: '2024-12-30' },
    ]);
  });
});
