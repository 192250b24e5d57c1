import type { z } from 'zod';

/**
 * Whose word a field is: the node that registered the matter, the one that sent it where it is now, the one in charge of it (or to which
 * it is being handed over), or whichever sends the message.
 */
export const OWNERS = ['registering', 'sender', 'in-charge', 'either'] as const;
export type Owner = (typeof OWNERS)[number];
/** How the node that sends a message stands to its matter. */
export type Standing = Exclude<Owner, 'either'>;

export interface Kind {
  /** The last version of the body that this release knows. */
  readonly version: number;
  /** Who may send it; its group of `fields` is there in every message. */
  readonly by: Exclude<Owner, 'registering'>;
  /** Which node is in charge once the receiver has accepted by a business receipt; null: nothing moves. */
  readonly handsOverTo: 'receiver' | 'sender' | null;
  /** Whether the receiver owes a business receipt. */
  readonly receipt: boolean;
  /** The only organ that may be addressed, where the law names one. */
  readonly addressee?: 'political-legal organ of the level of the sender' | 'discipline or competent body';
  /** Fields by their owner. */
  readonly fields: { readonly [O in Owner]?: z.ZodObject };
}

type Fields<K extends Kind, O extends Owner> = [O] extends [never]
  ? object
  : K['fields'] extends Readonly<Record<O, infer Schema extends z.ZodObject>>
    ? z.output<Schema>
    : object;

/** A body of this kind as a receiver reads it: what others than the sender own may be missing. */
export type BodyOf<K extends Kind> = Fields<K, K['by']> &
  Partial<Fields<K, Exclude<'registering', K['by']>>> &
  Partial<Fields<K, Exclude<'sender', K['by']>>> &
  Partial<Fields<K, Exclude<'in-charge', K['by']>>> &
  Partial<Fields<K, Exclude<'either', K['by']>>>;
