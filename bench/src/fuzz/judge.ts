/** An answer of the graph as a client read it; `body` null where it was no JSON object. */
export interface Answered {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: unknown } | null;
  readonly ms: number;
}

/** Above it an answer is slow; guesses at secrets are held back on purpose, up to 1.5 s, before they are even looked at. */
export const SLOW_MS = 1_000;
export const GUESS_SLOW_MS = 2_500;

export const REACHED = ['done', 'rule', 'form', 'types', 'door'] as const;
export type Reached = (typeof REACHED)[number];

interface Refusal {
  readonly code: unknown;
  readonly kind: unknown;
}

export interface Judgement {
  readonly internal: boolean;
  /** Neither data nor errors, or nothing that can be read. */
  readonly neither: boolean;
  /** A refusal that lacks code or kind. */
  readonly nameless: boolean;
  readonly slow: boolean;
  /** `ok`, or the code of the first refusal. */
  readonly code: string;
  /**
   * How far it came: `done`; `rule` where a rule of the matter refused it; `form` where what was typed did not do; `types` where it was of
   * no shape that the graph knows; `door` where who asked had no right, was not signed in, or what was named is not there.
   */
  readonly reached: Reached;
}

const OF_TYPES = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'REQUEST_MALFORMED', 'BODY_TOO_LARGE']);
const DOOR = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);
const RULES = new Set(['CONFLICT', 'RULE_BROKEN', 'NOT_YET', 'TOO_MANY', 'UNAVAILABLE']);

const refusalsOf = (errors: unknown): Refusal[] =>
  Array.isArray(errors)
    ? errors.map((error: { extensions?: { code?: unknown; kind?: unknown } } | null) => ({
        code: error?.extensions?.code,
        kind: error?.extensions?.kind,
      }))
    : [];

/** What an answer is worth, whatever was asked. */
export function judge({ body, ms }: Answered, slowMs = SLOW_MS): Judgement {
  const refusals = refusalsOf(body?.errors);
  const [first] = refusals;
  const internal = refusals.some(({ code }) => code === 'INTERNAL_SERVER_ERROR');
  const neither = body === null || ((body.data === null || body.data === undefined) && refusals.length === 0);
  const nameless = refusals.some(
    ({ code, kind }) => code !== 'INTERNAL_SERVER_ERROR' && (typeof code !== 'string' || typeof kind !== 'string'),
  );
  return { internal, neither, nameless, slow: ms > slowMs, code: first ? String(first.code) : 'ok', reached: reachedBy(first) };
}

function reachedBy(refusal: Refusal | undefined): Reached {
  if (!refusal) return 'done';
  if (OF_TYPES.has(String(refusal.code))) return 'types';
  if (DOOR.has(String(refusal.kind))) return 'door';
  return RULES.has(String(refusal.kind)) ? 'rule' : 'form';
}
