import type { ActName } from '../../../src/texts/acts/titles';
import type { Values } from './fields';
import type { Offer } from './matter';

export interface ActRequest {
  /** Name of the mutation. */
  readonly act: string;
  /** One: the form of this matter. Several: one form, and the act is done on each matter in turn. None: the act concerns no matter. */
  readonly petitionIds: readonly string[];
  /** Values that the page already knows, by their names in the input. The form does not ask for them. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** First values of the form, by the name of the field; the reader may change them. */
  readonly start?: Values;
  /** What the fields of the form offer, by the name of the list: then the form reads nothing of the matter. */
  readonly offers?: Readonly<Partial<Record<string, readonly Offer[]>>>;
  /** A note above the form that the reader should know before the act. */
  readonly warning?: string | undefined;
  /** Opens an act of the opinion in a dialog too; only the page of the opinion sets it. */
  readonly here?: boolean;
}

export interface ActDone {
  readonly act: ActName;
  readonly done: readonly { readonly petitionId: string | null; readonly result: unknown; readonly papersBefore: readonly string[] }[];
}
