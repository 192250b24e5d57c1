import type { Type } from '@nestjs/common';
import { Directive, Field, ObjectType, TypeMetadataStorage } from '@nestjs/graphql';
import { z } from 'zod';
import { platformError } from './errors.js';
import { isText } from './inputs.js';

export const PAGE_DEFAULT = 20;
export const PAGE_MAX = 100;

/** Rows of a page: 1 to 100, 20 when not given; anything outside is moved to the nearer limit. */
export function clampFirst(first?: number | null): number {
  if (first === null || first === undefined || Number.isNaN(first)) return PAGE_DEFAULT;
  return Math.min(PAGE_MAX, Math.max(1, Math.trunc(first)));
}

/** Cursor of a keyset page: the ordering values of a row. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws CURSOR_MALFORMED unless the cursor holds values of `shape` */
export function decodeCursor<S extends z.ZodType>(cursor: string, shape: S): z.output<S> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'), storable));
  } catch {
    throw platformError('CURSOR_MALFORMED');
  }
}

/** A cursor is text of the client like any other, written another way. */
function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && !isText(value)) throw platformError('CURSOR_MALFORMED');
  return value;
}

@ObjectType()
@Directive('@shareable')
export class PageInfo {
  @Field()
  hasNextPage: boolean;

  @Field()
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true })
  startCursor: string | null;

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

export interface Edge<T> {
  node: T;
  cursor: string;
}

export interface Connection<T> {
  edges: Edge<T>[];
  pageInfo: PageInfo;
}

const PLAIN: ClassDecorator = () => undefined;

/**
 * The Relay connection of a node type, registered where the node is:
 * `const Petitions = connectionOf(Petition)`, then `@Query(() => Petitions) petitions(): Promise<Connection<Petition>>`.
 * `shareable` where several services answer the same node type.
 */
export function connectionOf<T extends object>(Node: Type<T>, { shareable = false } = {}): Type<Connection<T>> {
  const metadata = TypeMetadataStorage.getObjectTypeMetadataByTarget(Node);
  if (!metadata) throw new Error(`${Node.name} is no object type`);
  const options = metadata.registerIn ? { registerIn: metadata.registerIn } : {};
  const shared = shareable ? Directive('@shareable') : PLAIN;

  @ObjectType(`${metadata.name}Edge`, options)
  @shared
  class NodeEdge implements Edge<T> {
    @Field(() => Node)
    node: T;

    @Field()
    cursor: string;
  }

  @ObjectType(`${metadata.name}Connection`, options)
  @shared
  class NodeConnection implements Connection<T> {
    @Field(() => [NodeEdge])
    edges: NodeEdge[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;
  }

  return NodeConnection;
}

/** A page from rows fetched with `limit first + 1`; `paged` says that a cursor was given. */
export function pageOf<T>(rows: readonly T[], first: number, cursorOf: (row: T) => readonly unknown[], paged = false): Connection<T> {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(cursorOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: paged,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
