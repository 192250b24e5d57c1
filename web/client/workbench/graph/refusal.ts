import type { CombinedError } from 'urql';

/** Path below `input` of the field that a refusal names; empty if it names none. */
export function fieldOf(error: CombinedError): string[] {
  const field: unknown = error.graphQLErrors[0]?.extensions.field;
  const [argument, ...path] = typeof field === 'string' ? field.split('.') : [];
  return argument === 'input' ? path : [];
}

export const codeOf = (error: CombinedError): string | null => {
  const code: unknown = error.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : null;
};
