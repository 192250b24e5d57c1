import { createHash } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import {
  Args,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { composeServices } from '@apollo/composition';
import { defineErrors } from '@sunshine/errors';
import {
  Ctx,
  Day,
  EXCHANGE_DOOR,
  FILE_DOOR,
  READ_WAITER,
  clampFirst,
  connectionOf,
  describeService,
  hostService,
  loader,
  newSigningKey,
  pageOf,
  type After,
  type Connection,
  type Door,
  type HostedService,
  type RequestContext,
  type ServiceDefinition,
} from '@sunshine/platform';
import { parse } from 'graphql';
import { DataSource } from 'typeorm';

// Two toy services that know nothing of petitions' law: one lists and writes, the other adds fields.

const toyError = defineErrors({ TOY_BROKEN: { kind: 'RULE_BROKEN', text: '玩具坏了' } });

@ObjectType('Petition', { registerIn: () => ShopModule })
@Directive('@key(fields: "id")')
class ShopPetition {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field(() => Int, { nullable: true })
  @Directive('@external')
  shelf?: number | null;
}

const Petitions = connectionOf(ShopPetition);

@ObjectType({ registerIn: () => ShopModule })
class Stock {
  @Field()
  name: string;
}

@InputType({ registerIn: () => ShopModule })
class ShopInput {
  @Field(() => Day, { nullable: true })
  on?: string;

  @Field({ nullable: true })
  fail?: string;

  @Field(() => [ID], { nullable: true })
  ids?: string[];

  @Field(() => ShopInput, { nullable: true })
  inner?: ShopInput;
}

const petition = (n: number): ShopPetition => ({ id: String(n), number: `no-${n}` });

/** What reached the subgraphs: a refused request must leave it as it was. */
export const reached = { shop: 0, shelf: 0, cut: 0 };

@Injectable()
@Resolver(() => ShopPetition)
class ShopResolver {
  @Query(() => Petitions)
  petitions(@Args('first', { type: () => Int, nullable: true }) first?: number): Connection<ShopPetition> {
    reached.shop++;
    const rows = clampFirst(first);
    return pageOf(Array.from({ length: 150 }, (_, n) => petition(n)).slice(0, rows + 1), rows, ({ id }) => [id]);
  }

  @Query(() => ShopPetition, { nullable: true })
  petition(@Args('id') id: string): ShopPetition {
    reached.shop++;
    return petition(Number(id));
  }

  @Query(() => String)
  whoAmI(@Ctx() ctx: RequestContext): string {
    reached.shop++;
    return `${ctx.kind} ${ctx.personId ?? '-'} ${ctx.correlationId}`;
  }

  /** 404 stands for a petition that this reader may not see. */
  @ResolveReference()
  reference(@Parent() stub: { id: string; shelf?: number }): ShopPetition | null {
    return stub.id === '404' ? null : { ...petition(Number(stub.id)), shelf: stub.shelf };
  }

  @ResolveField(() => String, { nullable: true })
  @Directive('@requires(fields: "shelf")')
  label(@Parent() { number, shelf }: ShopPetition): string {
    return `${number} on shelf ${shelf}`;
  }

  @ResolveField(() => [Stock])
  stock(@Args('rows', { type: () => Int }) rows: number): Stock[] {
    return Array.from({ length: rows }, () => ({ name: '' }));
  }

  @Mutation(() => ShopPetition)
  makeToy(@Args('input') input: ShopInput, @Ctx() ctx: RequestContext): ShopPetition {
    reached.shop++;
    if (input.fail === 'rule') throw toyError('TOY_BROKEN', { source: '示例条例 1' });
    if (input.fail === 'bug') throw new Error('inside');
    if (input.fail === 'again') ctx.remarks.repeated = true;
    ctx.answered.push({ source: 'intake', key: '7', seq: 3 });
    return petition(7);
  }
}

@ObjectType('Petition', { registerIn: () => ShelfModule })
@Directive('@key(fields: "id")')
class ShelfPetition {
  @Field(() => ID)
  id: string;
}

@ObjectType({ registerIn: () => ShelfModule })
class Tag {
  @Field()
  name: string;
}

const SHELVES = Symbol('shelves');

@Injectable()
@Resolver(() => ShelfPetition)
class ShelfResolver {
  @Query(() => ShelfPetition)
  onShelf(@Args('id') id: string): ShelfPetition {
    return { id };
  }

  @ResolveReference()
  reference(@Parent() stub: { id: string }): ShelfPetition {
    return { id: stub.id };
  }

  @ResolveField(() => Int, { nullable: true })
  shelf(@Parent() { id }: ShelfPetition, @Ctx() ctx: RequestContext): Promise<number | null> {
    return loader<string, number>(ctx, SHELVES, async (ids) => {
      reached.shelf++;
      return ids.map(Number);
    }).load(id);
  }

  @ResolveField(() => String)
  waitedFor(@Ctx() ctx: RequestContext): string {
    return JSON.stringify(ctx.waitFor);
  }

  @ResolveField(() => [Tag])
  tags(): Tag[] {
    return [{ name: 'a' }];
  }

  @ResolveField(() => [Tag])
  @Directive('@listSize(assumedSize: 3)')
  marks(): Tag[] {
    return [{ name: 'a' }];
  }

  @ResolveField(() => [Tag])
  many(
    @Args('rows', { type: () => Int }) rows: number,
    @Args('length', { type: () => Int, defaultValue: 0 }) length: number,
  ): Promise<Tag[]> {
    return Promise.resolve(Array.from({ length: rows }, () => ({ name: 'x'.repeat(length) })));
  }

  @ResolveField(() => ShelfPetition)
  twin(@Parent() { id }: ShelfPetition): ShelfPetition {
    return { id };
  }

  @ResolveField(() => [ShelfPetition])
  neighbours(@Parent() { id }: ShelfPetition, @Args('first', { type: () => Int, defaultValue: 2 }) first: number): ShelfPetition[] {
    reached.shelf++;
    return Array.from({ length: clampFirst(first) }, (_, n) => ({ id: String(Number(id) + n) }));
  }
}

/** Says what came to it. */
const toyDoor: Door = {
  statuses: {},
  async answer(request, ctx) {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/files/refuse') throw toyError('TOY_BROKEN');
    if (pathname === '/files/bug') throw new Error('inside');
    if (pathname === '/files/nothing') return new Response(null, { status: 204 });
    if (pathname === '/files/give') return new Response(new Blob([new Uint8Array(2 * 1_048_576).fill(1)]).stream());
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const part of request.body ?? []) {
        hash.update(part);
        bytes += part.length;
      }
    } catch {
      reached.cut += bytes;
    }
    const { personId: person, address } = ctx;
    const offset = request.headers.get('upload-offset');
    const said = { method: request.method, path: pathname + search, person, address, offset, bytes, hash: hash.digest('hex') };
    return Response.json(said, { headers: { 'x-toy': 'yes' } });
  },
};

@Module({ providers: [ShopResolver, { provide: FILE_DOOR, useValue: toyDoor }] })
class ShopModule {}

@Module({ providers: [ShelfResolver, { provide: EXCHANGE_DOOR, useValue: toyDoor }] })
class ShelfModule {}

const shop: ServiceDefinition = {
  name: 'intake',
  schema: 'intake',
  sources: [],
  module: ShopModule,
  graph: ShopModule,
  entities: [],
  migrations: [],
};
const shelf: ServiceDefinition = {
  name: 'case',
  schema: 'casework',
  sources: ['intake'],
  module: ShelfModule,
  graph: ShelfModule,
  entities: [],
  migrations: [],
};

/** Environment of gateway and toys. */
export async function toyEnv(mode: 'demo' | 'production' = 'demo'): Promise<NodeJS.ProcessEnv> {
  const [token, pass] = [await newSigningKey(), await newSigningKey()];
  return {
    SUNSHINE_MODE: mode,
    GATEWAY_SECRETS: 'g=env:G',
    G: 'a secret',
    TOKEN_KEYS: 't=env:T',
    T: token.privateJwk,
    PASS_KEYS: 'p=env:P',
    P: pass.privateJwk,
  };
}

export const toySupergraph = (): Promise<string> => composed([shop, shelf]);
export const shelfSupergraph = (): Promise<string> => composed([shelf]);

async function composed(services: readonly ServiceDefinition[]): Promise<string> {
  const parts = await Promise.all(
    services.map(async (def) => ({ name: def.name, url: `http://${def.name}`, typeDefs: parse(await describeService(def)) })),
  );
  const { supergraphSdl, errors } = composeServices(parts);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'the toys do not compose');
  return supergraphSdl;
}

/** Whether the shelf has read what it is asked to have read. */
export const shelfRead = { caughtUp: true };

/** Both services, without a database: nothing in them asks one. */
export function toyServices(env: NodeJS.ProcessEnv): Promise<HostedService[]> {
  const dataSource = (): DataSource =>
    Object.assign(Object.create(DataSource.prototype) as DataSource, {
      isInitialized: true,
      query: async () => [],
      destroy: async () => undefined,
    });
  const waiter = { provide: READ_WAITER, useValue: { reached: async (after: After[]) => after.length === 0 || shelfRead.caughtUp } };
  return Promise.all([shop, shelf].map((def) => hostService(def, env, { dataSource: dataSource(), providers: [waiter] })));
}
