import type { FastifyRequest } from 'fastify';
import type { Ask } from '../parts.js';

/** A refusal of the graph with its message. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    readonly kind: string | null,
    message: string,
    readonly source: string | null,
    /** Path of the wrong field of the input, starting with `input`. */
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

export interface Answer<T> {
  readonly data: T;
  /** A service did not answer, so its data is missing. */
  readonly partial: boolean;
}

export type AskGraph = <T>(request: FastifyRequest, query: string, variables?: Record<string, unknown>) => Promise<Answer<T>>;

/** Position from a live signal, sent back with the next request. */
function afterOf({ headers }: FastifyRequest): string | undefined {
  const after = headers['x-after'];
  return typeof after === 'string' ? after : undefined;
}

/**
 * Asks on behalf of the client of the request. If only a service is missing, the rest of the answer is shown.
 * @throws Refusal
 */
export const asker =
  (ask: Ask): AskGraph =>
  async <T>(request: FastifyRequest, query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors = [] } = await ask(query, variables, request.ip, afterOf(request));
    const refused = errors.find(({ extensions }) => extensions.kind !== 'UNAVAILABLE') ?? errors[0];
    const answered = data && Object.values(data).every((value) => value !== null && value !== undefined);
    if (refused && (!answered || refused.extensions.kind !== 'UNAVAILABLE'))
      throw new Refusal(
        refused.extensions.code,
        refused.extensions.kind,
        refused.message,
        refused.extensions.source,
        refused.extensions.field ?? null,
      );
    if (!data) throw new Refusal('NO_ANSWER', 'UNAVAILABLE', '', null);
    return { data: data as T, partial: errors.length > 0 };
  };
