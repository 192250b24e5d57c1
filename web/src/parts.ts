/** Answer of the graph to one operation, errors as the graph sends them. */
export interface GraphReply {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly kind: string | null; readonly source: string | null; readonly field?: string };
  }[];
}

/**
 * Asks the graph as a reader without an account, on behalf of the client at `address`. `after` comes from a live signal; the answer
 * includes that event.
 */
export type Ask = (query: string, variables: Record<string, unknown>, address: string, after?: string) => Promise<GraphReply>;

export interface PageParts {
  readonly ask: Ask;
  /** Upload service at `/files` for the client at `address`, for forms without script. Null if there is none. */
  readonly files: ((request: Request, address: string) => Promise<Response>) | null;
  /** The name of the node; left out if the operator gave none. */
  readonly title?: string | null;
  /**
   * Takes a turn for the client at `address` and answers its release, so that a client with many requests delays only itself. Rejects with
   * a refusal.
   */
  readonly turn?: (address: string) => Promise<() => void>;
}
