import { readFileSync } from 'node:fs';
import { Channel, PetitionKind } from '@sunshine/events';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { CONTENT_CLASSES, type ContentClass } from '@sunshine/words';
import { tags } from './sight.js';

/** Days before today; negative: after it. */
const back = z.int();

const Petitioner = z.strictObject({
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  representative: z.boolean().optional(),
});

/**
 * When each act of the straight line was done; an act that is missing was not done (yet). A day of rest moves on to the next working
 * day, unless `exact`.
 */
const Course = z.strictObject({
  received: back,
  routed: back.optional(),
  /** Organ it was routed to. */
  to: z.string().optional(),
  /** An assignment (交办): days from today to the date by which to report, and the points to answer. */
  assignment: z.strictObject({ reportIn: z.int(), points: z.array(z.string()) }).optional(),
  informed: back.optional(),
  accepted: back.optional(),
  extension: z
    .strictObject({
      requested: back,
      approved: back.optional(),
      declined: z.strictObject({ back, reason: z.string() }).optional(),
      days: z.int(),
      reason: z.string(),
    })
    .optional(),
  drafted: back.optional(),
  /** Sent back by the checker; `redrafted` is the day of the next draft. */
  returned: back.optional(),
  redrafted: back.optional(),
  checked: back.optional(),
  issued: back.optional(),
  /** One day for all petitioners, or one for each; null: not served yet; `tried`: could not be delivered. */
  served: z.union([back, z.array(z.union([back, z.null(), z.strictObject({ tried: back })]))]).optional(),
  reported: back.optional(),
  executed: back.optional(),
  proposed: back.optional(),
  verified: back.optional(),
  exact: z.boolean().optional(),
});

const Opinion = z.strictObject({
  facts: z.string(),
  evidence: z.array(z.string()),
  /** One for each request, in its order. */
  answers: z.array(
    z.strictObject({
      outcome: z.enum(['SUPPORTED', 'PARTLY_SUPPORTED', 'EXPLAINED', 'NOT_SUPPORTED']),
      answer: z.string(),
      basis: z.array(z.string()),
    }),
  ),
  /** Days from today to the date of execution; negative where it lies behind. */
  executeIn: z.int().optional(),
});

/** An act after the filing, as the graph takes it. */
const Act = z.strictObject({
  back,
  /** Account. */
  by: z.string(),
  /** Mutation; the player adds the petition and the request id. */
  act: z.string(),
  input: z.record(z.string(), z.unknown()).optional(),
  /** A paper that goes out by the petition's channel; the word tells its receipts apart. */
  sent: z.string().optional(),
});

const DemoPetition = z.strictObject({
  /** Names it in request ids; never changes. */
  code: z.string(),
  /** CLAIM where nothing else is said. */
  kind: PetitionKind.optional(),
  channel: Channel,
  contentClass: z.enum(Object.keys(CONTENT_CLASSES) as ContentClass[]),
  summary: z.string(),
  text: z.string(),
  requests: z.array(z.string()),
  petitioners: z.array(Petitioner),
  peopleCount: z.int().optional(),
  anonymous: z.boolean().optional(),
  respondent: z.array(z.string()).optional(),
  /** Whom a report accuses: an organ, or words. */
  accused: z.array(z.string()).optional(),
  /** Channel TRANSFER_IN: what the letter of the body outside says; `reportIn`: days from today to the date by which to report. */
  transferIn: z
    .strictObject({ sender: z.string(), number: z.string(), kind: z.enum(['TRANSFER', 'ASSIGNMENT']), reportIn: z.int().optional() })
    .optional(),
  /** A complaint about the conduct of staff: handled above the unit that `respondent` names. */
  staffConduct: z.boolean().optional(),
  /** Organ that received it. */
  at: z.string(),
  course: Course,
  opinion: Opinion.optional(),
  /** What was done after the filing where it is no straight line; then the course holds the day of receipt alone. */
  acts: z.array(Act).optional(),
  /** Who acts for the petitioners. */
  agent: z.string().optional(),
});
export type DemoPetition = z.infer<typeof DemoPetition>;
export type Course = z.infer<typeof Course>;

/** Files of `demo/petitions`, in the order in which their petitions are filed where a day is the same. */
const FILES = [
  'housing',
  'labour',
  'village',
  'surroundings',
  'livelihood',
  'voices',
  'exit-31-1',
  'exit-31-2',
  'exit-31-3',
  'exit-31-4',
  'exit-31-5',
  'exit-31-6',
  'suggestions',
  'reports',
  'between',
  'fast-tracks',
  'turned-away',
  'agreed',
  'handled',
  'joined',
  'succeeded',
  'organs',
  'reviewed',
  'heard',
  'supervised',
] as const;

/** @throws Error for a text that is no list of petitions, with its place */
export function readPetitions(text: string, name: string): DemoPetition[] {
  const document = parseDocument(text, { customTags: tags });
  // A tag that nobody knows is a warning to the library.
  const fault = [...document.errors, ...document.warnings][0];
  if (fault) throw new Error(`${name}: ${fault.message}`);
  const { success, data, error } = z.array(DemoPetition).safeParse(document.toJS());
  if (!success) throw new Error(`${name}: ${z.prettifyError(error)}`);
  return data;
}

let read: readonly DemoPetition[] | null = null;

/** All petitions of the demo city: invented matters of invented people in places that do not exist. Read once. */
export function petitions(): readonly DemoPetition[] {
  read ??= FILES.flatMap((name) =>
    readPetitions(readFileSync(new URL(`../petitions/${name}.yaml`, import.meta.url), 'utf8'), `${name}.yaml`),
  );
  return read;
}
