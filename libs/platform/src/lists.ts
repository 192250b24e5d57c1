import { defaultFieldResolver, getNullableType, isListType, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { RequestContext } from './context.js';
import { platformError } from './errors.js';

/** Rows of all lists that a subgraph answers to one request; a page of 100 petitions with all their clocks explained has 6,000. */
const ITEMS_MAX = 10_000;

/**
 * Makes every list of a schema count its rows before anything is done with them: a request whose lists multiply ends there, with
 * ANSWER_TOO_LARGE, whatever was guessed of it before.
 */
export function countLists(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (isListType(getNullableType(field.type))) field.resolve = counted(field.resolve ?? defaultFieldResolver);
  }
}

function counted(resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, ctx, info) => {
    const rows: unknown = resolve(source, args, ctx, info);
    return rows instanceof Promise ? rows.then((list: unknown) => count(list, ctx)) : count(rows, ctx);
  };
}

function count(list: unknown, ctx: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const { remarks } = ctx as RequestContext;
  remarks.items = (remarks.items ?? 0) + list.length;
  if (remarks.items > ITEMS_MAX) throw answerTooLarge();
  return list;
}

export const answerTooLarge = (): Error => platformError('ANSWER_TOO_LARGE');
