import type { Values } from './fields';
import type { ActName } from './table';

export interface ActRequest {
  /** Name of the mutation. */
  readonly act: string;
  /** One: the form of this matter. Several: one form, done matter by matter. None: an act apart from matters. */
  readonly petitionIds: readonly string[];
  /** What the page knows already, by the name in the input; not asked again. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** What the form is opened with, by the name of the field; the reader may change it. */
  readonly start?: Values;
  /** What the reader should know before the act, shown above the form. */
  readonly warning?: string | undefined;
  /** Also an act of the opinion in a dialog: for the page of the opinion itself. */
  readonly here?: boolean;
}

export interface ActDone {
  readonly act: ActName;
  readonly done: readonly { readonly petitionId: string | null; readonly result: unknown; readonly papersBefore: readonly string[] }[];
}
