import { describe, expect, it } from '@jest/globals';
import {
  builtInPacks,
  dueDate,
  nationalCalendar,
  packNamed,
  type DueInput,
  type ExplainedStep,
  type Explanation,
  type Term,
} from './index.js';
import { checkExplanations } from './explanation-check.js';
import { readAgain } from './second-reader.js';

const calendar = nationalCalendar();
const explained = (pack: string, term: Term, start: string, more: Partial<DueInput> = {}) =>
  dueDate({ pack: packNamed(builtInPacks(), pack), term, start, calendar, ...more }).explanation;

describe('a second reader', () => {
  it('reaches the dates of random clocks from the steps of their explanations alone', () => {
    expect(checkExplanations(1_500, 7)).toEqual({ clocks: 1_500, equal: 1_500, wrong: [] });
  });

  it('makes the same clocks of the same seed', () => {
    expect(checkExplanations(50, 3)).toEqual(checkExplanations(50, 3));
  });

  it('reads extension, pauses, rest days, shift and unknown years', () => {
    expect(readAgain(explained('CN-2022', 'HANDLE', '2025-08-04', { extended: 30 }))).toMatchObject({
      nominalDue: '2025-11-02',
      effectiveDue: '2025-11-03',
      provisional: false,
      contradictions: [],
    });
    const paused = [{ from: '2025-03-10', to: '2025-03-14' }];
    expect(readAgain(explained('CN-2022', 'REREVIEW', '2025-03-03', { paused }))).toMatchObject({ nominalDue: '2025-04-07' });
    expect(readAgain(explained('CN-11-2006', 'OBJECT', '2015-02-12'))).toMatchObject({ nominalDue: '2015-02-25', contradictions: [] });
    expect(readAgain(explained('CN-2022', 'HANDLE', '2026-11-23'))).toMatchObject({ provisional: true, contradictions: [] });
    expect(readAgain(explained('CN-2022', 'EXECUTE', '2025-03-03', { dueOn: '2025-05-02' }))).toMatchObject({ effectiveDue: '2025-05-06' });
  });

  it('reads that a weekend day works', () => {
    // Sunday 2025-01-26 makes up for the Spring Festival.
    const explanation = explained('CN-2022', 'ROUTE', '2025-01-11');
    expect(explanation.map(({ step }) => step)).toEqual(['start', 'length', 'not_shifted', 'calendar']);
    expect(explanation[2]?.text).toBe('计满之日为2025-01-26（星期日）；2025-01-26（星期日）为春节调休上班，是工作日，不顺延');
    expect(readAgain(explanation)).toMatchObject({ nominalDue: '2025-01-26', effectiveDue: '2025-01-26', contradictions: [] });
    expect(readAgain(explanation.filter(({ step }) => step !== 'not_shifted')).contradictions).toEqual(['the last day works']);
  });

  const whole = explained('CN-11-2006', 'OBJECT', '2015-02-12');
  const shifted = explained('CN-2022', 'HANDLE', '2025-08-04', { extended: 30 });
  const unknown = explained('CN-2022', 'HANDLE', '2026-11-23');
  const change = (explanation: Explanation, step: string, more: object): Explanation =>
    explanation.map((one) => (one.step === step ? ({ ...one, ...more } as ExplainedStep) : one));
  const rests = whole.find(({ step }) => step === 'not_counted') as Extract<
    ExplainedStep,
    { step: 'not_counted' | 'shift' | 'not_shifted' }
  >;

  it.each<[what: string, explanation: Explanation]>([
    ['a length that ends elsewhere', change(shifted, 'length', { to: '2025-10-04' })],
    ['another number of days', change(shifted, 'length', { days: 61 })],
    ['an extension of other days', change(shifted, 'extension', { days: 29 })],
    ['a shift that goes too far', change(shifted, 'shift', { to: '2025-11-04' })],
    ['no shift at all', shifted.filter(({ step }) => step !== 'shift')],
    ['a rest day left out', change(whole, 'not_counted', { rests: rests.rests.slice(1) })],
    ['a make-up day left out', change(whole, 'not_counted', { makeUps: [] })],
    [
      'a weekday called a weekend',
      change(whole, 'not_counted', { rests: [...rests.rests, { from: '2015-02-25', to: '2015-02-25', festival: null }] }),
    ],
    ['an unknown year not told', unknown.filter(({ step }) => step !== 'provisional')],
    ['a known year called unknown', change(unknown, 'provisional', { years: [2026, 2027] })],
    ['a sentence with another day', change(shifted, 'extension', { text: '经批准延长30日，计至2025-11-09' })],
  ])('sees %s', (_what, explanation) => {
    expect(readAgain(explanation).contradictions).not.toEqual([]);
  });

  it('reads nothing that does not begin with its start', () => {
    expect(() => readAgain(whole.slice(1))).toThrow(TypeError);
    expect(() => readAgain([])).toThrow(TypeError);
  });
});
