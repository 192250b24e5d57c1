import { describe, expect, it } from '@jest/globals';
import { ClocksMoved, PetitionClosed, Stage, type Envelope, type NewEvent, OffPathOutcome } from '@sunshine/events';
import { courseAfter, progressOf, type Standing } from './course.js';

const petitionId = '0190a0b0-0000-7000-8000-000000000001';
const housing = '0190a0b0-0000-7000-8000-000000000003';
const on = '2025-03-03';

const envelope = (event: NewEvent): Envelope => ({
  id: petitionId,
  source: 'case',
  key: petitionId,
  seq: 1,
  occurredAt: `${on}T04:00:00.000Z`,
  recordedAt: `${on}T04:00:00.000Z`,
  on,
  actor: { kind: 'person', id: housing },
  correlationId: 'test',
  ...event,
  clocks: undefined,
});

describe('the copy of a course', () => {
  it('is what the event of case says, whatever the act', () => {
    const course = { stage: 'closed', exit: '31(6)', outcome: 'supported', organId: housing, closedOn: on } as const;
    const closed = PetitionClosed.create({ petitionId, ground: 'opinion_executed', closedOn: on });
    expect(courseAfter(envelope({ ...closed, course }))).toEqual({ petitionId, ...course });
  });

  it('stays where it was when an event moves nothing', () => {
    expect(courseAfter(envelope(ClocksMoved.create({ petitionId, reason: 'calendar' })))).toBeNull();
  });
});

describe('the progress of a report', () => {
  const of = (change: Partial<Standing> = {}) =>
    progressOf({ stage: 'received', closedOn: null, outcome: null, elsewhere: true, ...change });
  const at = (progress: string, elsewhere = true) =>
    Stage.options.filter((stage) => of({ stage, closedOn: stage === 'closed' ? on : null, elsewhere }) === progress);

  it('is received, handed over or answered, where it goes its way', () => {
    expect(of({ stage: null })).toBe('received');
    expect(at('received')).toEqual(['registered']);
    const between: Stage[] = [
      'routed',
      'received',
      'informed',
      'accepted',
      'handling',
      'led_into_procedure',
      'studying',
      'decided',
      'handed_to_discipline',
    ];
    expect(at('handed_over')).toEqual(between);
    expect(at('received').length + at('handed_over').length + at('answered').length).toBe(Stage.options.length);
    // Brought straight to the body, or still with a bureau.
    expect(at('received', false)).toEqual(['registered', ...between]);
  });

  it('is no answer where it ended without one', () => {
    for (const outcome of OffPathOutcome.options) expect(of({ stage: 'closed', closedOn: on, outcome })).toBe('ended');
    expect(of({ stage: 'informed', outcome: 'refused_acceptance' })).toBe('ended');
    expect(of({ stage: 'informed', outcome: 'settled' })).toBe('handed_over');
    expect(of({ stage: 'closed', closedOn: on, outcome: 'handed_over' })).toBe('answered');
  });
});
