import type { CombinedError } from 'urql';
import { fieldOf } from '../../graph/refusal';

/** The refusal by field of the form. `keyOf` answers null where the path is not in the form or none is named. */
export function byField(error: CombinedError | undefined, keyOf: (path: readonly string[]) => string | null): ReadonlyMap<string, string> {
  const key = error ? keyOf(fieldOf(error)) : null;
  return new Map(error && key !== null ? [[key, error.graphQLErrors[0]?.message ?? '']] : []);
}
