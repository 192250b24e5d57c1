import { Exit } from '@sunshine/events';
import { z } from 'zod';
import { code, day, organ, paper, words } from './fields.js';
import type { Kind } from './kind.js';
import { matter } from './matter.js';

const REASON = 2000;
const reason = words(REASON);
const messageId = z.uuid();

/** What a sender says of its handing over. */
const handing = z.object({
  from: organ.optional(),
  to: organ.optional(),
  reason: reason.optional(),
  proposedExit: code(Exit).optional(),
  paper: paper.optional(),
  /** Earlier steps, in their order. */
  course: z
    .array(z.object({ on: day, organ: words(200), step: words(200) }))
    .max(200)
    .optional(),
});

const assigning = handing
  .extend({
    reportRequired: z.boolean(),
    reportBy: day.optional(),
    points: z.array(words(500)).max(50).optional(),
  })
  .refine(({ reportRequired, reportBy }) => !reportRequired || reportBy !== undefined, { path: ['reportBy'] });

/** Kinds by which a matter goes from node to node, and comes back. */
export const handingOver = {
  transfer: { version: 1, by: 'sender', handsOverTo: 'receiver', receipt: true, fields: { registering: matter, sender: handing } },
  assignment: { version: 1, by: 'sender', handsOverTo: 'receiver', receipt: true, fields: { registering: matter, sender: assigning } },
  /** Art 22 ¶2. */
  'political-legal-hand-over': {
    version: 1,
    by: 'sender',
    handsOverTo: 'receiver',
    receipt: true,
    addressee: 'political-legal organ of the level of the sender',
    fields: { registering: matter, sender: handing },
  },
  /** Art 30. */
  'discipline-hand-over': {
    version: 1,
    by: 'sender',
    handsOverTo: 'receiver',
    receipt: true,
    addressee: 'discipline or competent body',
    fields: { registering: matter, sender: handing },
  },
  recall: {
    version: 1,
    by: 'sender',
    handsOverTo: 'sender',
    receipt: true,
    fields: { sender: z.object({ reason, recalledOn: day, newOrgan: organ.optional(), paper: paper.optional() }) },
  },
  objection: {
    version: 1,
    by: 'in-charge',
    handsOverTo: null,
    receipt: true,
    fields: {
      'in-charge': z.object({ reason, raisedOn: day, proposedOrgan: organ, basis: words(REASON).optional(), paper: paper.optional() }),
    },
  },
  'objection-decision': {
    version: 1,
    by: 'sender',
    handsOverTo: null,
    receipt: true,
    fields: {
      sender: z
        .object({ objection: messageId, upheld: z.boolean(), reason, decidedOn: day, newOrgan: organ.optional(), paper: paper.optional() })
        .refine(({ upheld, newOrgan }) => !upheld || newOrgan !== undefined, { path: ['newOrgan'] }),
    },
  },
  /** After an upheld objection. */
  return: {
    version: 1,
    by: 'in-charge',
    handsOverTo: 'receiver',
    receipt: true,
    fields: { 'in-charge': z.object({ objection: messageId, returnedOn: day, note: reason.optional() }) },
  },
} as const satisfies Readonly<Record<string, Kind>>;
