import { describe, expect, it } from '@jest/globals';
import { ClocksMoved, PetitionClosed, Stage, type Envelope, type NewEvent } from '@sunshine/events';
import { courseAfter, progressOf } from './course.js';

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
  it('is received, handed over or answered, and nothing else', () => {
    const at = (progress: string) => Stage.options.filter((stage) => progressOf(stage, stage === 'closed' ? on : null) === progress);
    expect(progressOf(null, null)).toBe('received');
    expect(at('received')).toEqual(['registered']);
    expect(at('handed_over')).toEqual([
      'routed',
      'received',
      'informed',
      'accepted',
      'handling',
      'led_into_procedure',
      'studying',
      'decided',
      'handed_to_discipline',
    ]);
    expect(at('received').length + at('handed_over').length + at('answered').length).toBe(Stage.options.length);
  });
});
