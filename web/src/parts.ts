/** What the graph answers to one operation; errors as the graph sends them. */
export interface GraphReply {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly kind: string | null; readonly source: string | null; readonly field?: string };
  }[];
}

/**
 * Asks the graph as a reader without an account, for whom sits at `address`; `after` is what a live signal told, and the answer knows of
 * it.
 */
export type Ask = (query: string, variables: Record<string, unknown>, address: string, after?: string) => Promise<GraphReply>;

export interface PageParts {
  readonly ask: Ask;
  /** What answers at `/files`, for whom sits at `address`: takes the files of forms without script; null where no service does. */
  readonly files: ((request: Request, address: string) => Promise<Response>) | null;
  /** A turn of who sits at `address`, to be given back: one who asks for pages without end waits for the own ones. Rejects with a refusal. */
  readonly turn?: (address: string) => Promise<() => void>;
}
