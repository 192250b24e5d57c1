import type { CombinedError } from 'urql';
import { fieldOf } from '../../graph/refusal';

/** What is refused, by the field of the form: `keyOf` answers null for a path that the form has not, and where none is named. */
export function byField(error: CombinedError | undefined, keyOf: (path: readonly string[]) => string | null): ReadonlyMap<string, string> {
  const key = error ? keyOf(fieldOf(error)) : null;
  return new Map(error && key !== null ? [[key, error.graphQLErrors[0]?.message ?? '']] : []);
}
