/** Answer of the graph to one operation, errors as the graph sends them. */
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
  /** Upload service at `/files` for the client at `address`; takes files of forms without script. Null where there is none. */
  readonly files: ((request: Request, address: string) => Promise<Response>) | null;
  /** Whose node it is, in words; left out: nobody has said. */
  readonly title?: string | null;
  /** Takes a turn for the client at `address`, to be released afterwards: a client that floods pages waits only for itself. Rejects with a refusal. */
  readonly turn?: (address: string) => Promise<() => void>;
}
