import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayNumber, dayOf, weekday } from './days.js';
import { builtInPacks, dueDate, isWorkingDay, nationalCalendar, packNamed, type Span, type Term } from './index.js';
import { readAgain } from './second-reader.js';

const calendar = nationalCalendar();
const packs = builtInPacks();

const day = fc.integer({ min: 0, max: 11_000 }).map((days) => Temporal.PlainDate.from('2004-06-01').add({ days }).toString());

const withLength = packs.flatMap((pack) =>
  Object.entries(pack.terms).flatMap(([term, rule]) => (rule.length ? [{ pack: pack.id, term: term as Term }] : [])),
);
const withDate = packs.flatMap((pack) =>
  Object.entries(pack.terms).flatMap(([term, rule]) => (rule.given ? [{ pack: pack.id, term: term as Term }] : [])),
);

/** Pauses near the start, at most 30 days in all; they may touch, overlap and come in any order. */
const pausesFrom = (start: string) =>
  fc.array(fc.tuple(fc.integer({ min: -10, max: 60 }), fc.integer({ min: 0, max: 9 })), { maxLength: 3 }).map((spans) =>
    spans.map(([from, length]): Span => {
      const first = Temporal.PlainDate.from(start).add({ days: from });
      return { from: first.toString(), to: first.add({ days: length }).toString() };
    }),
  );

const request = fc.tuple(fc.constantFrom(...withLength), day, fc.integer({ min: 0, max: 30 })).chain(([{ pack, term }, start, days]) => {
  const rule = packNamed(packs, pack).terms[term];
  const paused = rule.pause.allowed ? pausesFrom(start) : fc.constant([]);
  return paused.map((spans) => ({
    pack: packNamed(packs, pack),
    term,
    start,
    extended: rule.extension.allowed ? days : 0,
    paused: spans,
    calendar,
  }));
});

const given = fc
  .tuple(fc.constantFrom(...withDate), day, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 40 }))
  .map(([{ pack, term }, start, days, more]) => {
    const rule = packNamed(packs, pack).terms[term];
    const dueOn = Temporal.PlainDate.from(start).add({ days }).toString();
    return { pack: packNamed(packs, pack), term, start, dueOn, extended: rule.extension.allowed ? more : 0, calendar };
  });

describe('every term, whatever its start, extension and pauses', () => {
  it('ends effectively never before its nominal day, and on a working day', () => {
    fc.assert(
      fc.property(fc.oneof(request, given), (input) => {
        const due = dueDate(input);
        expect(due.effectiveDue >= due.nominalDue).toBe(true);
        expect(isWorkingDay(calendar, due.effectiveDue)).toBe(true);
        for (let number = dayNumber(due.nominalDue); number < dayNumber(due.effectiveDue); number += 1) {
          expect(isWorkingDay(calendar, dayOf(number))).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('can be reached again by a second function that reads only the explanation', () => {
    fc.assert(
      fc.property(fc.oneof(request, given), (input) => {
        const due = dueDate(input);
        const { nominalDue, effectiveDue, provisional } = due;
        expect(readAgain(due.explanation)).toEqual({
          startedOn: input.start,
          nominalDue,
          effectiveDue,
          provisional,
          contradictions: [],
        });
        expect(due.explanation.at(-1)?.to).toBe(due.effectiveDue);
      }),
      { numRuns: 1_000 },
    );
  });

  it('survives JSON: pack, calendar and explanation are plain data', () => {
    fc.assert(
      fc.property(request, (input) => {
        const copy = { ...input, pack: JSON.parse(JSON.stringify(input.pack)), calendar: JSON.parse(JSON.stringify(input.calendar)) };
        expect(JSON.stringify(dueDate(copy))).toBe(JSON.stringify(dueDate(input)));
      }),
      { numRuns: 20 },
    );
  });

  it('a working-day term has one date only', () => {
    fc.assert(
      fc.property(request, (input) => {
        const due = dueDate(input);
        if (input.pack.terms[input.term].length?.unit === 'working_day') expect(due.nominalDue).toBe(due.effectiveDue);
      }),
    );
  });

  it('a later start never ends earlier', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 0, max: 40 }), (input, days) => {
        const later = Temporal.PlainDate.from(input.start).add({ days }).toString();
        const plain = { ...input, paused: [] };
        expect(dueDate({ ...plain, start: later }).effectiveDue >= dueDate(plain).effectiveDue).toBe(true);
      }),
    );
  });
});

describe('pauses', () => {
  const pack = packNamed(packs, 'CN-2022');
  const nominal = (start: string, paused: Span[]) => dayNumber(dueDate({ pack, term: 'REREVIEW', start, paused, calendar }).nominalDue);

  it('add up: the nominal day moves by exactly the paused days inside the count, overlaps once', () => {
    fc.assert(
      fc.property(
        day.chain((start) => fc.tuple(fc.constant(start), pausesFrom(start))),
        ([start, paused]) => {
          const end = nominal(start, paused);
          const inside = new Set<number>();
          for (const { from, to } of paused) {
            for (let number = dayNumber(from); number <= dayNumber(to); number += 1)
              if (number > dayNumber(start) && number <= end) inside.add(number);
          }
          expect(end).toBe(dayNumber(start) + 30 + inside.size);
          expect(inside.has(end)).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('give the same date in any order and cut in any pieces', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (start, from, length) => {
        const at = (days: number) => Temporal.PlainDate.from(start).add({ days }).toString();
        const whole = [{ from: at(from), to: at(from + length) }];
        const pieces = Array.from({ length: length + 1 }, (_, index) => ({ from: at(from + index), to: at(from + index) })).reverse();
        expect(nominal(start, pieces)).toBe(nominal(start, whole));
      }),
    );
  });
});

describe('day numbers', () => {
  it('agree with Temporal there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 376_199 }), (number) => {
        const text = Temporal.PlainDate.from('1970-01-01').add({ days: number });
        expect(dayOf(number)).toBe(text.toString());
        expect(dayNumber(text.toString())).toBe(number);
        expect(weekday(number)).toBe(text.dayOfWeek);
      }),
    );
  });
});
