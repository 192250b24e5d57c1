import { Exit, OpinionOutcome, Outcome, ReviewDisposition, ReviewLevel, ServiceWay } from '@sunshine/events';
import { FILING_LIMITS } from '@sunshine/words';
import { z } from 'zod';
import { digest } from '../forms.js';
import { attachments, code, coded, day, paper, petitionNumber, words } from './fields.js';
import type { Kind } from './kind.js';
import { matter } from './matter.js';

const reason = words(2000);
const text = words(50_000);
const files = attachments.optional();

/** Dates of the node in charge that a correction may change. */
const dates = z.object({ informedOn: day.optional(), acceptedOn: day.optional(), dueOn: day.optional() });

/** Kinds that tell how a matter is handled. */
export const handling = {
  /** Art 23. */
  'information-given': {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z.object({
        informedOn: day,
        exit: code(Exit).optional(),
        procedure: reason.optional(),
        paper: paper.optional(),
        attachments: files,
      }),
    },
  },
  acceptance: {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z.object({
        acceptedOn: day,
        dueOn: day,
        handlingUnit: words(200).optional(),
        paper: paper.optional(),
        attachments: files,
      }),
    },
  },
  extension: {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z
        .object({ originalDue: day, newDue: day, reason, approvedBy: words(200).optional(), paper: paper.optional() })
        .refine(({ originalDue, newDue }) => newDue > originalDue, { path: ['newDue'] }),
    },
  },
  opinion: {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z.object({
        paper,
        text,
        outcome: code(OpinionOutcome).optional(),
        executeBy: day.optional(),
        remedy: reason.optional(),
        attachments: files,
      }),
    },
  },
  /** One for each petitioner. `servedOn` is missing where the paper could not be delivered. */
  service: {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z.object({
        opinionNumber: words(100).optional(),
        recipient: words(FILING_LIMITS.name),
        way: coded(code(ServiceWay)),
        servedOn: day.optional(),
        server: words(200).optional(),
        signature: coded(z.enum(['signed', 'refused'])).optional(),
        view: coded(z.enum(['agrees', 'disagrees', 'unclear'])).optional(),
        attachments: files,
      }),
    },
  },
  /** 办结报告; `stage` where it tells why the report is late, and when it comes. */
  'assigned-matter-report': {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z.object({
        form: z.enum(['final', 'stage']),
        reportedOn: day,
        text,
        points: z
          .array(z.object({ point: words(500), answer: words(5000) }))
          .max(50)
          .optional(),
        outcome: code(Outcome).optional(),
        opinionNumber: words(100).optional(),
        serviceReceipt: digest.optional(),
        reason: reason.optional(),
        nextDate: day.optional(),
        signer: words(FILING_LIMITS.name).optional(),
        attachments: files,
      }),
    },
  },
  /** 退回重办: who assigned the matter is not content with the report. */
  'report-return': {
    version: 1,
    by: 'sender',
    handsOverTo: null,
    receipt: true,
    fields: { sender: z.object({ reason, todo: reason, returnedOn: day, redoBy: day, paper: paper.optional() }) },
  },
  /** 审核认定办结: the node in charge proposes, who sent the matter has checked it. */
  completion: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: {
      either: z.object({ note: reason.optional() }),
      'in-charge': z.object({ closedOn: day, ground: words(100), outcome: code(Outcome).optional() }).partial(),
      sender: z.object({ verifiedOn: day, verifiedBy: words(200) }).partial(),
    },
  },
  'review-result': {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: {
      either: z.object({
        level: code(ReviewLevel),
        reviewed: words(100).optional(),
        disposition: code(ReviewDisposition),
        paper,
        text: text.optional(),
        redoBy: day.optional(),
        attachments: files,
      }),
    },
  },
  supplement: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: { either: z.object({ suppliedOn: day, text: words(FILING_LIMITS.text).optional(), attachments: files }) },
  },
  /** Of a matter the node that registered it corrects what it registered, and the one in charge its own dates; nobody what is another's. */
  correction: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: { either: z.object({ reason, correctedOn: day }), registering: matter.partial(), 'in-charge': dates },
  },
  merge: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: { either: z.object({ lead: petitionNumber, merged: z.array(petitionNumber).min(1).max(200), mergedOn: day, reason }) },
  },
  split: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: true,
    fields: {
      either: z.object({
        parts: z
          .array(z.object({ number: petitionNumber, summary: words(FILING_LIMITS.summary).optional() }))
          .min(2)
          .max(20),
        splitOn: day,
        reason,
      }),
    },
  },
} as const satisfies Readonly<Record<string, Kind>>;
