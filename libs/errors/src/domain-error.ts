export type ErrorKind =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'INVALID_INPUT' | 'CONFLICT' | 'RULE_BROKEN' | 'NOT_YET' | 'TOO_MANY' | 'UNAVAILABLE';

interface ErrorDefinition {
  readonly kind: ErrorKind;
  /** Chinese sentence for the user; `{name}` is replaced by the detail of that name. */
  readonly text: string;
}

type Details = Readonly<Record<string, string | number>>;

/** A refusal that the user can understand: a stable code, its kind and, where law gives one, the article. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    readonly source: string | null = null,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

const catalogue = new Map<string, ErrorDefinition>();

/** Every code defined in this process, with kind and text. */
export function errorCatalogue(): ReadonlyMap<string, ErrorDefinition> {
  return catalogue;
}

/**
 * Declares the codes a room can raise; a code without kind or text does not compile.
 * Answers a maker: `error('HEARING_CLOSED', { source: '信访工作条例 31', details: { number } })`.
 */
export function defineErrors<const T extends Readonly<Record<string, ErrorDefinition>>>(definitions: T) {
  for (const [code, definition] of Object.entries(definitions)) catalogue.set(code, definition);
  return (code: keyof T & string, more: { source?: string | null; details?: Details } = {}): DomainError => {
    const { kind, text } = definitions[code] as ErrorDefinition;
    const details = more.details ?? {};
    const message = text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
    return new DomainError(code, kind, message, more.source ?? null, details);
  };
}
