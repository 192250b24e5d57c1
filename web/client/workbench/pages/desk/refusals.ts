import type { CombinedError } from 'urql';

/** Words of a refusal and the field they belong to: `fieldOf` answers null where they are about the whole. */
export const byField = (error: CombinedError | undefined, fieldOf: (code: string) => string | null): ReadonlyMap<string, string> =>
  new Map(
    (error?.graphQLErrors ?? []).flatMap(({ message, extensions }) => {
      const field = fieldOf(String(extensions.code));
      return field === null ? [] : [[field, message] as const];
    }),
  );
