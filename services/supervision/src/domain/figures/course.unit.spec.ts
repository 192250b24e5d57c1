import { describe, expect, it } from '@jest/globals';
import { follow, type CourseStep, type MatterCourse } from './course.js';

const NONE: MatterCourse = { exits: [], accepted: [], closings: [] };
const after = (...steps: CourseStep[]): MatterCourse => steps.reduce(follow, NONE);
const at = (exit: string | null, closedOn: string | null = null) => ({ exit, closedOn });

describe('the course of a matter', () => {
  it('keeps each way that was decided with its day, and a refusal as one', () => {
    expect(
      after(
        { on: '2025-03-04', course: at('31(6)') },
        { on: '2025-03-05', course: at('31(6)') },
        { on: '2025-03-09', course: at('31(1)') },
        { on: '2025-03-10', course: at(null), refused: true },
      ).exits,
    ).toEqual([
      { exit: '31(6)', on: '2025-03-04' },
      { exit: '31(1)', on: '2025-03-09' },
      { exit: 'refused', on: '2025-03-10' },
    ]);
  });

  it('keeps every closing, and when it was undone', () => {
    expect(
      after(
        { on: '2025-05-01', course: at(null, '2025-05-01') },
        { on: '2025-05-02', course: at(null, '2025-05-01') },
        { on: '2025-05-20', course: at(null) },
        { on: '2025-06-01', course: at(null, '2025-06-01') },
      ).closings,
    ).toEqual([
      { on: '2025-05-01', reopenedOn: '2025-05-20' },
      { on: '2025-06-01', reopenedOn: null },
    ]);
  });

  it('is the same object where an event tells nothing new', () => {
    const course = after({ on: '2025-03-04', course: at('31(6)') });
    expect(follow(course, { on: '2025-03-05', course: at('31(6)') })).toBe(course);
    expect(follow(course, { on: '2025-03-05' })).toBe(course);
  });
});
