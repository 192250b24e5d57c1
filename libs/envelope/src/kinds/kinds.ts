import { handingOver } from './handing-over.js';
import { handling } from './handling.js';
import type { BodyOf, Kind } from './kind.js';
import { ofLink } from './link.js';
import { supervising } from './supervising.js';

/** What nodes say to each other. */
export const MESSAGE_KINDS = { ...handingOver, ...handling, ...supervising, ...ofLink } as const satisfies Readonly<Record<string, Kind>>;

export type MessageKind = keyof typeof MESSAGE_KINDS;
export type MessageBody<K extends MessageKind> = BodyOf<(typeof MESSAGE_KINDS)[K]>;

export const isMessageKind = (kind: string): kind is MessageKind => Object.hasOwn(MESSAGE_KINDS, kind);
