import { describe, expect, it } from '@jest/globals';
import {
  CaseOpened,
  ClocksMoved,
  LegacyReplyRecorded,
  OpinionDrafted,
  OpinionIssued,
  OpinionServed,
  PetitionAccepted,
  PetitionClosed,
  PetitionInformed,
  PetitionReceived,
  PetitionRouted,
  type Envelope,
  type NewEvent,
} from '@sunshine/events';
import { followCourse, progressOf, type Course } from './course.js';

const petitionId = '0190a0b0-0000-7000-8000-000000000001';
const [bureau, housing, document] = [2, 3, 4].map((n) => `0190a0b0-0000-7000-8000-00000000000${n}`) as [string, string, string];
const on = '2025-03-03';

const envelope = (event: NewEvent): Envelope => ({
  id: petitionId,
  source: 'case',
  key: petitionId,
  seq: 1,
  occurredAt: `${on}T04:00:00.000Z`,
  recordedAt: `${on}T04:00:00.000Z`,
  on,
  actor: { kind: 'person', id: bureau },
  correlationId: 'test',
  ...event,
  clocks: undefined,
});
const follow = (...events: NewEvent[]) => events.reduce<Course | null>((course, event) => followCourse(course, envelope(event)), null);

const opened = CaseOpened.create({ petitionId, organId: bureau, stage: 'registered' });
const routed = PetitionRouted.create({
  petitionId,
  kind: 'TRANSFER',
  fromOrganId: bureau,
  toOrganId: housing,
  reason: '职责',
  reportBy: null,
});
const received = PetitionReceived.create({ petitionId, organId: housing, receivedOn: on });
const informed = PetitionInformed.create({ petitionId, organId: housing, dispatchedOn: on, documentId: document });
const accepted = PetitionAccepted.create({
  petitionId,
  organId: housing,
  exit: '31(6)',
  acceptedOn: on,
  handleFrom: on,
  documentId: document,
});
const drafted = OpinionDrafted.create({ petitionId, opinionId: document, revision: 1 });
const issued = OpinionIssued.create({
  petitionId,
  opinionId: document,
  documentId: document,
  number: '1',
  dispatchedOn: on,
  outcome: 'supported',
  executeBy: on,
});
const served = (servedOn: string | null) =>
  OpinionServed.create({
    petitionId,
    opinionId: document,
    petitionerId: bureau,
    way: servedOn ? 'post' : 'undeliverable',
    servedOn,
    reviewRequestLastDay: servedOn,
  });
const closed = PetitionClosed.create({ petitionId, ground: 'opinion_executed', closedOn: on });

describe('the copy of a course', () => {
  it('follows the straight line', () => {
    expect(follow(opened)).toEqual({ petitionId, stage: 'registered', exit: null, outcome: null, organId: bureau, closedOn: null });
    expect(follow(opened, routed)).toMatchObject({ stage: 'routed', organId: housing });
    expect(follow(opened, routed, received, informed)).toMatchObject({ stage: 'informed', organId: housing });
    expect(follow(opened, routed, received, informed, accepted)).toMatchObject({ stage: 'accepted', exit: '31(6)' });
    expect(follow(opened, routed, received, informed, accepted, drafted)).toMatchObject({ stage: 'handling' });
    const line = [opened, routed, received, informed, accepted, drafted, issued, served(on)];
    expect(follow(...line)).toMatchObject({ stage: 'opinion_served', outcome: 'supported', closedOn: null });
    expect(follow(...line, closed)).toMatchObject({ stage: 'closed', closedOn: on });
  });

  it('stays where it was when a paper could not be delivered, or a clock moved', () => {
    expect(follow(opened, issued, served(null))).toMatchObject({ stage: 'opinion_issued' });
    expect(follow(opened, ClocksMoved.create({ petitionId, reason: 'calendar' }))).toMatchObject({ stage: 'registered' });
  });

  it('goes straight to the service of an old reply', () => {
    expect(
      follow(opened, routed, received, accepted, LegacyReplyRecorded.create({ petitionId, opinionId: document, repliedOn: on })),
    ).toMatchObject({ stage: 'opinion_served' });
  });

  it('begins with the opening of the case', () => {
    expect(follow(closed)).toBeNull();
  });
});

describe('the progress of a report', () => {
  it('is received, handed over or answered, and nothing else', () => {
    expect(
      [null, 'registered', 'routed', 'received', 'informed', 'accepted', 'handling', 'opinion_issued', 'opinion_served', 'closed'].map(
        (stage) => progressOf(stage as Course['stage'] | null),
      ),
    ).toEqual([
      'received',
      'received',
      'handed_over',
      'handed_over',
      'handed_over',
      'handed_over',
      'handed_over',
      'answered',
      'answered',
      'answered',
    ]);
  });
});
