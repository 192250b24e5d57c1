import {
  GraphQLError,
  GraphQLID,
  GraphQLString,
  Kind,
  TypeInfo,
  coerceInputValue,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { isDomainError, withField } from '@sunshine/errors';
import { platformError } from './errors.js';
import { INPUT } from './graph-errors.js';

/** Forbidden in every text of the graph: NUL, which PostgreSQL cannot store, and half of a surrogate pair, which UTF-8 cannot write. */
const UNFIT = /[\0\p{Surrogate}]/u;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text can be stored. */
export const isText = (text: string): boolean => !UNFIT.test(text);

type Path = readonly (string | number)[];

/** Of the one argument of a mutation, what lies below it. */
const fieldAt = ([argument, ...below]: Path): string | null => (argument === INPUT && below.length > 0 ? below.join('.') : null);

function checkText(text: string, name: string, path: Path = []): void {
  if (!isText(text)) throw platformError('TEXT_MALFORMED', { details: { field: name }, field: fieldAt(path) });
}

/** Alike for whoever asks, before anything is looked up: that it is no id tells nothing of what exists. */
function checkId(id: unknown, name: string, path: Path = []): void {
  if (typeof id !== 'string' || !UUID.test(id)) throw platformError('ID_MALFORMED', { details: { field: name }, field: fieldAt(path) });
}

/**
 * Every literal of a valid document, also in lists, inputs and defaults of variables: a `String` is text that can be stored, an `ID` a UUID.
 * @throws TEXT_MALFORMED, ID_MALFORMED
 */
export function checkLiterals(schema: GraphQLSchema, document: DocumentNode): void {
  const types = new TypeInfo(schema);
  const check = (value: ValueNode, ancestors: readonly (ASTNode | readonly ASTNode[])[]): void => {
    // One value stands for a list of one.
    const type = getNamedType(types.getInputType());
    const given = value.kind === Kind.STRING || value.kind === Kind.INT ? value.value : null;
    if (type === GraphQLID) checkId(given, nameAbove(ancestors));
    else if (value.kind === Kind.STRING) checkText(value.value, nameAbove(ancestors));
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      StringValue: (value, _key, parent, _path, ancestors) => check(value, parent ? [...ancestors, parent] : ancestors),
      IntValue: (value, _key, parent, _path, ancestors) => check(value, parent ? [...ancestors, parent] : ancestors),
    }),
  );
}

function nameAbove(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string {
  const named = ancestors.findLast((node) => 'kind' in node && (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD));
  return named && 'name' in named && named.name ? named.name.value : '';
}

/**
 * Checks the variables of one operation against their types before anything runs. A refusal names the place, never the value, which may
 * be a password.
 * @throws TEXT_MALFORMED, ID_MALFORMED, what a scalar refuses with, or a GraphQLError with code BAD_USER_INPUT
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]);
    if (!isInputType(type)) throw badInput([name], '类型不存在');
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (given === undefined) {
      if (isNonNullType(type) && !defaultValue) throw badInput([name], '未给出');
      continue;
    }
    checkValue(type, given, name, [name]);
    coerceInputValue(
      given,
      type,
      (path, _value, error) => {
        if (isDomainError(error.originalError)) throw withField(error.originalError, fieldAt([name, ...path]));
        const tellsNoValue = /^(Field "|Expected non-nullable|Expected type "\w+" to be an object|Exactly one key)/.test(error.message);
        throw badInput([name, ...path], tellsNoValue ? error.message : `值的类型不符${expected(schema, error.message)}`);
      },
      true,
    );
  }
}

/** The type that was wanted; of the message nothing else is safe to tell. */
function expected(schema: GraphQLSchema, message: string): string {
  const [, quoted, plain] = /(?:Enum |in |type )"(\w+)"|^(\w+) cannot represent/.exec(message) ?? [];
  const name = quoted ?? plain ?? '';
  return schema.getType(name) ? `，应为 ${name}` : '';
}

function badInput(path: Path, why: string): GraphQLError {
  const field = fieldAt(path);
  const place = field === null ? {} : { field: `${INPUT}.${field}` };
  return new GraphQLError(`变量 $${path.join('.')}：${why}`, { extensions: { code: 'BAD_USER_INPUT', ...place } });
}

/** A value without the shape of its type is left to coercion. */
function checkValue(type: GraphQLInputType, value: unknown, field: string, path: Path): void {
  if (value === null || value === undefined) return;
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    for (const [at, item] of items.entries()) checkValue(bare.ofType, item, field, [...path, at]);
  } else if (isInputObjectType(bare)) {
    if (typeof value === 'object' && !Array.isArray(value))
      for (const { name, type: own } of Object.values(bare.getFields()))
        if (Object.hasOwn(value, name)) checkValue(own, (value as Record<string, unknown>)[name], name, [...path, name]);
  } else if (bare === GraphQLID) {
    if (typeof value === 'string' || typeof value === 'number') checkId(value, field, path);
  } else if (bare === GraphQLString && typeof value === 'string') checkText(value, field, path);
}
