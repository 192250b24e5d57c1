export type ErrorKind =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'INVALID_INPUT' | 'CONFLICT' | 'RULE_BROKEN' | 'NOT_YET' | 'TOO_MANY' | 'UNAVAILABLE';

interface ErrorDefinition {
  readonly kind: ErrorKind;
  /** Chinese sentence for the user; `{name}` is replaced by the detail of that name. */
  readonly text: string;
  /** Path in the input of the field that is wrong, as `entry.wordsOf`: where the code is always about the same one. */
  readonly field?: string;
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
    /** Path in the input of the field that is wrong, as `requests.1.text`; null where it is none, or several. */
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

/** The same refusal about another field of the input; null: about none. */
export const withField = ({ code, kind, message, source, details }: DomainError, field: string | null): DomainError =>
  new DomainError(code, kind, message, source, details, field);

/**
 * Runs a rule that knows its fields by other paths than the caller's input has them.
 * @param place the path in the input of a field that the rule names, or of a refusal that names none; null where the input has none
 */
export function placed<T>(place: (field: string | null) => string | null, rule: () => T): T {
  try {
    return rule();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw withField(error, place(error.field));
  }
}

const catalogue = new Map<string, ErrorDefinition>();

/** Every code defined in this process, with kind and text. */
export function errorCatalogue(): ReadonlyMap<string, ErrorDefinition> {
  return catalogue;
}

/**
 * Declares the codes a room can raise; a code without kind or text does not compile.
 * Answers a maker: `error('HEARING_CLOSED', { source: '信访工作条例 31', details: { number } })`; a `field` given there goes before the one
 * of the definition, null takes it away.
 */
export function defineErrors<const T extends Readonly<Record<string, ErrorDefinition>>>(definitions: T) {
  for (const [code, definition] of Object.entries(definitions)) catalogue.set(code, definition);
  return (code: keyof T & string, more: { source?: string | null; details?: Details; field?: string | null } = {}): DomainError => {
    const { kind, text, field = null } = definitions[code] as ErrorDefinition;
    const details = more.details ?? {};
    const message = text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
    return new DomainError(code, kind, message, more.source ?? null, details, more.field === undefined ? field : more.field);
  };
}
