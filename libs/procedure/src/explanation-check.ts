import { chance } from '@sunshine/chance';
import { builtInPacks, nationalCalendar } from './built-in.js';
import type { Calendar } from './calendar.js';
import { handleRuns, handleStart } from './clock-rules.js';
import { dayNumber, dayOf, type Day } from './days.js';
import { dueDate, type DueInput } from './due-date.js';
import type { Span } from './explanation.js';
import { localCalendar } from './load.js';
import { CAP_START, TERMS, type Term } from './pack-terms.js';
import { type RulePack } from './pack.js';
import { readAgain } from './second-reader.js';

/** The national calendar, and one of an invented place with a holiday of its own and one year more, after a gap. */
function calendarsOf(national: Calendar): Calendar[] {
  const { hash: _hash, ...content } = national;
  return [
    national,
    localCalendar(national, {
      ...content,
      id: 'CN-QC',
      jurisdiction: '99',
      title: '晴川省工作日历',
      years: [2029],
      days: [
        ['2018-04-03', 'off', '三月三'],
        ['2018-04-08', 'work', '三月三'],
        ['2029-01-01', 'off', '元旦'],
      ],
    }),
  ];
}

interface Clock {
  readonly input: DueInput;
  /** The notice duty whose last day started it, where the cap did. */
  readonly notice: DueInput | null;
}

const EARLIEST = dayNumber('2004-01-01');
const DAYS = dayNumber('2035-01-01') - EARLIEST;

/** Any clock the packs allow: term, start, extension, pauses in any order, a date set in a paper, a start by the cap. */
function clocksFrom(random: () => number): () => Clock {
  const packs = builtInPacks();
  const calendars = calendarsOf(nationalCalendar());
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const one = <T>(list: readonly T[]): T => list[upTo(list.length - 1)] as T;
  const anyDay = (): Day => dayOf(EARLIEST + upTo(DAYS));
  const exists = (pack: RulePack) => (term: Term) => pack.terms[term].length !== null || pack.terms[term].given !== null;

  const pauses = (start: Day, most: number): Span[] =>
    Array.from({ length: upTo(3) }, () => {
      const from = dayNumber(start) + upTo(70) - 10;
      return { from: dayOf(from), to: dayOf(from + upTo(Math.floor(most / 3) - 1)) };
    });

  const capped = (pack: RulePack, calendar: Calendar): { notice: DueInput; start: Day } => {
    const term = one(['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'] as const);
    const notice = { pack, term, start: anyDay(), calendar };
    const { effectiveDue } = dueDate(notice);
    const acceptedOn = one([null, dayOf(dayNumber(effectiveDue) + 1 + upTo(40))]);
    return { notice, start: handleStart({ acceptedOn, notifyEffectiveDue: effectiveDue }).startedOn as Day };
  };

  return () => {
    const pack = one(packs);
    const calendar = one(calendars);
    const term = one(TERMS.filter(exists(pack)));
    const { length, extension, pause } = pack.terms[term];
    const cap = term === 'HANDLE' && handleRuns(pack, { kind: 'CLAIM', exit: '31(6)' }) && random() < 0.5 ? capped(pack, calendar) : null;
    const start = cap?.start ?? anyDay();
    return {
      notice: cap?.notice ?? null,
      input: {
        pack,
        term,
        calendar,
        start,
        startFact: cap && CAP_START,
        dueOn: length ? null : dayOf(dayNumber(start) + upTo(400)),
        extended: extension.allowed ? one([0, upTo(extension.maxDays ?? 120)]) : 0,
        paused: pause.allowed ? pauses(start, pause.max.days) : [],
      },
    };
  };
}

export interface CheckedExplanations {
  readonly clocks: number;
  readonly equal: number;
  /** Of each clock whose explanation does not lead to its dates: which it is and why. */
  readonly wrong: readonly string[];
}

/** Explains so many random clocks and reads each explanation again; the same seed makes the same clocks. */
export function checkExplanations(clocks: number, seed: number): CheckedExplanations {
  const next = clocksFrom(chance(seed));
  const wrong: string[] = [];
  for (let number = 0; number < clocks; number += 1) {
    const clock = next();
    const faults = faultsOf(clock);
    const { pack, term, start } = clock.input;
    if (faults.length > 0) wrong.push(`${number} ${pack.id} ${term} ${start}: ${faults.join(', ')}`);
  }
  return { clocks, equal: clocks - wrong.length, wrong };
}

function faultsOf({ input, notice }: Clock): string[] {
  const due = dueDate(input);
  const again = readAgain(due.explanation);
  const faults = [...again.contradictions];
  if (again.startedOn !== input.start) faults.push(`starts ${again.startedOn}`);
  for (const date of ['nominalDue', 'effectiveDue', 'provisional'] as const)
    if (again[date] !== due[date]) faults.push(`${date} ${again[date]}`);
  if (notice && again.startedOn !== readAgain(dueDate(notice).explanation).effectiveDue) faults.push('the cap starts on another day');
  return faults;
}
