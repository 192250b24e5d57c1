import { attachments } from './attachments.js';
import { handingOver } from './handing-over.js';
import { handling } from './handling.js';
import type { BodyOf, Kind } from './kind.js';
import { supervising } from './supervising.js';

/** What nodes say to each other of matters; what the link says of itself its service knows. */
export const MESSAGE_KINDS = { ...handingOver, ...handling, ...supervising, ...attachments } as const satisfies Readonly<
  Record<string, Kind>
>;

export type MessageKind = keyof typeof MESSAGE_KINDS;
export type MessageBody<K extends MessageKind> = BodyOf<(typeof MESSAGE_KINDS)[K]>;

export const isMessageKind = (kind: string): kind is MessageKind => Object.hasOwn(MESSAGE_KINDS, kind);
