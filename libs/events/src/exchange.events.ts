import { z } from 'zod';
import { code } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** Kinds of messages by which a matter comes from another node. */
export const ArrivedKind = z.enum(['transfer', 'assignment', 'political-legal-hand-over', 'discipline-hand-over']);
export type ArrivedKind = z.infer<typeof ArrivedKind>;

/**
 * A matter of another node waits to be registered at an organ here. Key of this file: `arrived:<messageId>`. What it says is opened by right
 * alone; its number there and the words of its sender are no part of the event.
 */
export const MatterArrived = defineEvent('MatterArrived', 1, {
  messageId: id,
  organId: id,
  /** Id of the partner's node. */
  node: code,
  kind: growing(ArrivedKind),
  division: z.string().regex(/^\d{6}$/),
  /** Day of the transport receipt, Asia/Shanghai: the terms run from it. */
  receivedOn: day,
  /** Of an assignment with a report: the day by which to report. */
  reportBy: day.nullable(),
});

/** It is not taken here, and the sender is told so. */
export const ArrivedMatterRefused = defineEvent('ArrivedMatterRefused', 1, { messageId: id, organId: id });
