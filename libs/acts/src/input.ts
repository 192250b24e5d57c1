import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { Args, TypeMetadataStorage } from '@nestjs/graphql';

/** What is left out of an input is null from here on, at every depth, so that a rule takes an input as it is. */
class LeftOutIsNull implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    return metatype ? whole(value, metatype) : value;
  }
}

/** The input of an act: `@Input() input: XInput`. Fields that are left out arrive as null. */
export const Input = (): ParameterDecorator => Args('input', new LeftOutIsNull());

interface InputField {
  readonly name: string;
  /** The class of a nested input, or of the members of a list of them. */
  readonly nested: Type | null;
}

const known = new Map<Function, readonly InputField[]>();

/** Fields of an input class with those it inherits; empty for what is no input class. */
function fieldsOf(target: Function): readonly InputField[] {
  const former = known.get(target);
  if (former) return former;
  const parent = Object.getPrototypeOf(target) as Function | null;
  const own = TypeMetadataStorage.getInputTypeMetadataByTarget(target as Type<unknown>)?.properties ?? [];
  const fields = [
    ...(parent?.prototype ? fieldsOf(parent) : []),
    ...own.map(({ name, typeFn }) => {
      const type: unknown = typeFn();
      return { name, nested: typeof type === 'function' && isInput(type) ? (type as Type) : null };
    }),
  ];
  known.set(target, fields);
  return fields;
}

const isInput = (type: Function): boolean => TypeMetadataStorage.getInputTypeMetadataByTarget(type as Type<unknown>) !== undefined;

/** The value of an input class with every field it has: what is left out is null. */
export function whole(value: unknown, type: Function): unknown {
  if (Array.isArray(value)) return value.map((one) => whole(one, type));
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fieldsOf(type).map(({ name, nested }) => [name, (nested ? whole(given[name], nested) : given[name]) ?? null]));
}

/** A request as it was before what is left out became null: the same request answers the same, whichever way it was sent. */
export function withoutNulls<T extends object>(input: T): T {
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => (one === null || one === undefined ? [] : [[name, bare(one)]])),
    );
  };
  return bare(input) as T;
}
