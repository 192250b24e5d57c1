import { z } from 'zod';
import { Actor } from './act.js';
import { code } from './code.js';
import { Course } from './course.js';
import { growing } from './growth.js';

const Span = z.object({ from: z.iso.date(), to: z.iso.date() });

/**
 * State of one clock after a move, with every input that its dates come from, so that a reader can explain and check them.
 * Days are Asia/Shanghai, inclusive; `subject` is the petitioner or organ whose clock it is where a term runs once for each.
 */
export const ClockChange = z.object({
  clockId: z.uuid(),
  petitionId: z.uuid(),
  term: code,
  subject: z.uuid().nullable(),
  move: growing(z.enum(['started', 'restarted', 'extended', 'paused', 'unpaused', 'stopped', 'cancelled', 'lapsed', 'recomputed'])),
  packId: code,
  packHash: code,
  calendarHash: code,
  startedOn: z.iso.date(),
  /** The fact that started it, where not the usual one of its term; null else. */
  startFact: code.nullable(),
  /** The date itself where law leaves it to a document (assignment, opinion), else null. */
  dueOn: z.iso.date().nullable(),
  length: z.number().int().nullable(),
  unit: growing(z.enum(['day', 'workday'])),
  extendedBy: z.number().int(),
  pauses: z.array(Span),
  nominalDue: z.iso.date(),
  effectiveDue: z.iso.date(),
  provisional: z.boolean(),
  ended: growing(z.enum(['met', 'cancelled', 'lapsed'])).nullable(),
  endedOn: z.iso.date().nullable(),
  endReason: code.nullable(),
  /** Article the move rests on. */
  source: z.string(),
});
export type ClockChange = z.input<typeof ClockChange>;
/** A change as it is read: a later release may know moves, units and endings that this one does not. */
export type ClockChangeRead = z.output<typeof ClockChange>;

/** An event as a room makes it, before the outbox adds who, when and its running number. */
export interface NewEvent<T = unknown> {
  readonly type: string;
  readonly version: number;
  readonly data: T;
  readonly clocks?: readonly ClockChange[];
  /** Only where the act moved it. */
  readonly course?: Course;
}

/** An event on the bus. `seq` is the running number of `source` for `key`, from 1, without gaps. */
export const Envelope = z.object({
  id: z.uuid(),
  type: code,
  version: z.number().int().positive(),
  source: code,
  key: code,
  seq: z.number().int().positive(),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  /** Legal day of the act, Asia/Shanghai. */
  on: z.iso.date(),
  actor: Actor,
  correlationId: code,
  clocks: z.array(ClockChange).optional(),
  course: Course.optional(),
  data: z.unknown(),
});
export type EnvelopeHead = z.infer<typeof Envelope>;
export type Envelope<T = unknown> = Omit<EnvelopeHead, 'data'> & { data: T };
