import { GraphQLError, parse, type DocumentNode, type GraphQLSchema, type ValidationRule, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { platformError } from './errors.js';

/** Heap that all kept documents may take together, in bytes. */
const KEPT_BYTES = 20_000_000;
/** Measured: no shape of document takes more for a token, positions left out (`documents.unit.spec.ts`). */
const TOKEN_BYTES = 250;
/** Long names are slices of the text and keep it alive, two bytes a character in Chinese. */
const CHARACTER_BYTES = 2;

/**
 * Documents that passed a check, by their text, so that each is parsed and validated once. Outsiders fill it: it weighs what it holds,
 * and a document that was refused is not kept at all, because whoever wants to fill the heap can always send another.
 */
export class Documents<T extends { readonly document: DocumentNode }> {
  private readonly kept = new LRUCache<string, T>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ document }, text) => (document.tokenCount ?? 0) * TOKEN_BYTES + text.length * CHARACTER_BYTES + 1_000,
  });

  /**
   * @param depth the limit that `examine` keeps
   * @param examine answers what is kept beside the document, or throws its refusal
   */
  constructor(
    private readonly depth: number,
    private readonly examine: (document: DocumentNode, text: string) => T,
  ) {}

  /** Bytes that it counts for what it keeps. */
  get bytes(): number {
    return this.kept.calculatedSize;
  }

  /** Whether reading it costs next to nothing. */
  knows(text: string): boolean {
    return this.kept.has(text);
  }

  /**
   * @param maxTokens how long a document this caller may send
   * @param spent is told how many tokens were read of one that was not known, also where it is refused
   * @throws REQUEST_TOO_LONG, REQUEST_TOO_DEEP, a GraphQLError with code GRAPHQL_PARSE_FAILED, and what `examine` throws
   */
  read(text: string, maxTokens: number, spent?: (tokens: number) => void): T {
    let known = this.kept.get(text);
    if (!known) {
      known = this.fresh(text, maxTokens, spent);
      this.kept.set(text, known);
    }
    if ((known.document.tokenCount ?? 0) > maxTokens) throw tooLong(maxTokens);
    return known;
  }

  private fresh(text: string, maxTokens: number, spent?: (tokens: number) => void): T {
    // Of what breaks off before its end no more is known; two characters are the shortest token with a blank.
    let tokens = Math.min(maxTokens, Math.ceil(text.length / 2));
    try {
      const document = parsed(text, maxTokens);
      tokens = document.tokenCount ?? tokens;
      return this.examine(document, text);
    } catch (error) {
      // Parser and visitors recurse: what is nested too deep for the stack is too deep for any limit.
      throw error instanceof RangeError ? platformError('REQUEST_TOO_DEEP', { details: { limit: this.depth } }) : error;
    } finally {
      spent?.(tokens);
    }
  }
}

const tooLong = (limit: number): Error => platformError('REQUEST_TOO_LONG', { details: { limit } });

function parsed(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { noLocation: true, maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/^Syntax Error: Document contains more that \d+ tokens/.test(error.message)) throw tooLong(maxTokens);
    throw withCode(error, 'GRAPHQL_PARSE_FAILED');
  }
}

/** @throws a GraphQLError with code GRAPHQL_VALIDATION_FAILED: the first rule that the document breaks */
export function checkAgainst(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: readonly ValidationRule[],
  hideSuggestions: boolean,
): void {
  const [error] = validate(schema, document, rules, { maxErrors: 1, hideSuggestions });
  if (error) throw withCode(error, 'GRAPHQL_VALIDATION_FAILED');
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { nodes, source, positions, originalError } = error;
  return new GraphQLError(error.message, { nodes, source, positions, originalError, extensions: { ...error.extensions, code } });
}
