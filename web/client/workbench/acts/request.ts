import type { Values } from './fields';
import type { ActName } from './table';

export interface ActRequest {
  /** Name of the mutation. */
  readonly act: string;
  /** One: the form of this matter. Several: one form, done matter by matter. None: an act apart from matters. */
  readonly petitionIds: readonly string[];
  /** Values that the page knows already, by their names in the input; the form does not ask for them. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** First values of the form, by the name of the field; the reader may change them. */
  readonly start?: Values;
  /** A note above the form that the reader should know before the act. */
  readonly warning?: string | undefined;
  /** Also an act of the opinion in a dialog: for the page of the opinion itself. */
  readonly here?: boolean;
}

export interface ActDone {
  readonly act: ActName;
  readonly done: readonly { readonly petitionId: string | null; readonly result: unknown; readonly papersBefore: readonly string[] }[];
}
