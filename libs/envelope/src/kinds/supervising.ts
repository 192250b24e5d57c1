import { Exit, Outcome, Stage, UrgentAddressee, UrgentReportKind } from '@sunshine/events';
import { FILING_LIMITS } from '@sunshine/words';
import { z } from 'zod';
import { instant } from '../forms.js';
import { attachments, code, coded, day, organ, paper, petitionNumber, words } from './fields.js';
import type { Kind } from './kind.js';

const reason = words(2000);
const text = words(20_000);
const messageId = z.uuid();
const Followed = z.enum(['returned', 'extended', 'accepted', 'closed']);

const rated = z.object({
  value: coded(z.enum(['satisfied', 'basically_satisfied', 'not_satisfied'])),
  text: words(FILING_LIMITS.requestText).optional(),
  dissatisfiedBecause: reason.optional(),
});

/** Kinds that ask, urge and tell beside the handling of a matter. */
export const supervising = {
  reminder: {
    version: 1,
    by: 'sender',
    handsOverTo: null,
    receipt: true,
    fields: {
      sender: z.object({
        term: words(40),
        dueOn: day,
        remindedOn: day,
        /** Inclusive; without it the receiver's own law says by when it answers. */
        answerBy: day.optional(),
        text: reason.optional(),
        paper: paper.optional(),
      }),
    },
  },
  'supervised-handling': {
    version: 1,
    by: 'sender',
    handsOverTo: null,
    receipt: true,
    fields: {
      sender: z.object({
        triggers: z.array(words(100)).max(20),
        finding: text,
        todo: z.array(reason).min(1).max(50),
        replyBy: day,
        /** What became of an earlier one whose message it names: its answer was sent back or accepted, its day moved, or it was closed. */
        follows: z.object({ message: messageId, as: code(Followed) }).optional(),
        paper: paper.optional(),
        attachments: attachments.optional(),
      }),
    },
  },
  /** Of a reminder or of supervised handling, whose message it names. */
  'supervision-answer': {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: { 'in-charge': z.object({ answers: messageId, answeredOn: day, text, attachments: attachments.optional() }) },
  },
  /** Art 25: an event that ends by date, never a person. */
  'urgent-report': {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: {
      either: z.object({
        report: code(UrgentReportKind),
        at: instant,
        reason: words(FILING_LIMITS.urgentReason),
        endsOn: day,
        place: words(FILING_LIMITS.address).optional(),
        peopleCount: z.int().min(0).max(FILING_LIMITS.people).optional(),
        to: z.array(code(UrgentAddressee)).min(1).max(20),
      }),
    },
  },
  'guidance-given': {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: {
      either: z.object({ guidedOn: day, reason, competentBody: organ, deadline: reason.optional(), paper: paper.optional() }),
    },
  },
  rating: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: {
      either: z.object({
        state: coded(z.enum(['waiting', 'not_rated', 'rated', 'timed_out'])),
        ratedAt: instant.optional(),
        way: coded(words(40)).optional(),
        bureau: rated.optional(),
        unit: rated.optional(),
      }),
    },
  },
  'status-query': {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: false,
    fields: { either: z.object({ purpose: words(200) }) },
  },
  /** Each side tells what it owns, as of an instant. */
  'status-answer': {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: false,
    fields: {
      either: z.object({ answers: messageId, asOf: instant, known: z.boolean() }),
      registering: z.object({ number: petitionNumber, receivedOn: day }).partial(),
      'in-charge': z
        .object({
          stage: code(Stage),
          exit: code(Exit),
          outcome: code(Outcome),
          acceptedOn: day,
          dueOn: day,
          closedOn: day,
          handlingUnit: words(200),
        })
        .partial(),
    },
  },
} as const satisfies Readonly<Record<string, Kind>>;
