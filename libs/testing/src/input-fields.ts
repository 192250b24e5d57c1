import { readFileSync } from 'node:fs';
import { Kind, parse, type DefinitionNode, type TypeNode } from 'graphql';

/** Whether the input of a mutation has a field at that path; lists are entered by a number: `requests.1.text`. */
export type HasField = (mutation: string, path: string) => boolean;

const isList = (type: TypeNode): boolean => type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** By printed schemas of services, to hold to what refusals name in `extensions.field`. */
export function inputFields(...schemaFiles: readonly string[]): HasField {
  const definitions = schemaFiles.flatMap((file): readonly DefinitionNode[] => parse(readFileSync(file, 'utf8')).definitions);
  const fieldsOf = (name: string): ReadonlyMap<string, TypeNode> =>
    new Map(
      definitions.flatMap((one) =>
        one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && one.name.value === name
          ? (one.fields ?? []).map(({ name: { value }, type }) => [value, type] as const)
          : [],
      ),
    );
  const inputs = new Map(
    definitions.flatMap((one) =>
      (one.kind === Kind.OBJECT_TYPE_DEFINITION || one.kind === Kind.OBJECT_TYPE_EXTENSION) && one.name.value === 'Mutation'
        ? (one.fields ?? []).map((mutation) => [mutation.name.value, mutation.arguments?.find(({ name }) => name.value === 'input')?.type])
        : [],
    ),
  );
  return (mutation, path) => {
    const input = inputs.get(mutation);
    if (!input) return false;
    let at: { type: TypeNode; item: boolean } | null = { type: input, item: true };
    for (const part of path.split('.')) {
      if (at === null) return false;
      if (/^\d+$/.test(part)) at = isList(at.type) && !at.item ? { ...at, item: true } : null;
      else {
        const type: TypeNode | undefined = !isList(at.type) || at.item ? fieldsOf(nameOf(at.type)).get(part) : undefined;
        at = type ? { type, item: false } : null;
      }
    }
    return at !== null;
  };
}
