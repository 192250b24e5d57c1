interface Publisher {
  /** Holds its outbox. */
  readonly schema: string;
  /**
   * Its events concern each other beyond their keys (organs of one tree, packs and calendars), so a reader takes them one after the
   * other; events of all other services concern the petition of their key alone.
   */
  readonly inOrder: boolean;
}

/** The services of a node: each publishes events under its name. `case` is a word of SQL, so its schema has another name. */
export const SERVICES = {
  directory: { schema: 'directory', inOrder: true },
  intake: { schema: 'intake', inOrder: false },
  case: { schema: 'casework', inOrder: false },
  supervision: { schema: 'supervision', inOrder: false },
  hearing: { schema: 'hearing', inOrder: false },
  exchange: { schema: 'exchange', inOrder: false },
} as const satisfies Record<string, Publisher>;
export type ServiceName = keyof typeof SERVICES;
