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
import { isDomainError } from '@sunshine/errors';
import { platformError } from './errors.js';

/** Forbidden in every text of the graph: NUL, which PostgreSQL cannot store, and half of a surrogate pair, which UTF-8 cannot write. */
const UNFIT = /[\0\p{Surrogate}]/u;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text can be stored. */
export const isText = (text: string): boolean => !UNFIT.test(text);

function checkText(text: string, field: string): void {
  if (!isText(text)) throw platformError('TEXT_MALFORMED', { details: { field } });
}

/** Alike for whoever asks, before anything is looked up: that it is no id tells nothing of what exists. */
function checkId(id: unknown, field: string): void {
  if (typeof id !== 'string' || !UUID.test(id)) throw platformError('ID_MALFORMED', { details: { field } });
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
    if (!isInputType(type)) throw badInput(`$${name}`, '类型不存在');
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (given === undefined) {
      if (isNonNullType(type) && !defaultValue) throw badInput(`$${name}`, '未给出');
      continue;
    }
    checkValue(type, given, name);
    coerceInputValue(
      given,
      type,
      (path, _value, error) => {
        if (isDomainError(error.originalError)) throw error.originalError;
        const tellsNoValue = /^(Field "|Expected non-nullable|Expected type "\w+" to be an object|Exactly one key)/.test(error.message);
        throw badInput([`$${name}`, ...path].join('.'), tellsNoValue ? error.message : `值的类型不符${expected(schema, error.message)}`);
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

const badInput = (place: string, why: string): GraphQLError =>
  new GraphQLError(`变量 ${place}：${why}`, { extensions: { code: 'BAD_USER_INPUT' } });

/** A value without the shape of its type is left to coercion. */
function checkValue(type: GraphQLInputType, value: unknown, field: string): void {
  if (value === null || value === undefined) return;
  const bare = getNullableType(type);
  if (isListType(bare)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) checkValue(bare.ofType, item, field);
  } else if (isInputObjectType(bare)) {
    if (typeof value === 'object' && !Array.isArray(value))
      for (const { name, type: own } of Object.values(bare.getFields()))
        if (Object.hasOwn(value, name)) checkValue(own, (value as Record<string, unknown>)[name], name);
  } else if (bare === GraphQLID) {
    if (typeof value === 'string' || typeof value === 'number') checkId(value, field);
  } else if (bare === GraphQLString && typeof value === 'string') checkText(value, field);
}
