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
  registerEnumType,
} from '@nestjs/graphql';
import { defineErrors } from '@sunshine/errors';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import {
  Ctx,
  Day,
  Tokens,
  clampFirst,
  connectionOf,
  loader,
  newSigningKey,
  pageOf,
  sql,
  type Connection,
  type RequestContext,
  type ServiceDefinition,
} from '../src/index.js';

const toyError = defineErrors({ TOY_BROKEN: { kind: 'RULE_BROKEN', text: '玩具坏了' } });

/** What every toy service finds in its environment, besides its database. */
export async function toyEnv(): Promise<Record<string, string>> {
  const [token, pass] = [await newSigningKey(), await newSigningKey()];
  return {
    SUNSHINE_MODE: 'demo',
    GATEWAY_SECRETS: 'g2=value:second g1=value:first',
    OPERATIONS_TOKEN: 'ops=value:token-of-operations',
    TOKEN_KEYS: JSON.stringify([{ id: 'demo-t', source: `value:${token.privateJwk}` }]),
    PASS_KEYS: JSON.stringify([{ id: 'demo-p', source: `value:${pass.privateJwk}` }]),
  };
}

export class ToyShop1710000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table toy (id text primary key, made_on date not null)');
    await runner.query("insert into toy select 'toy-' || lpad(n::text, 3, '0'), date '2025-01-01' + n from generate_series(1, 150) n");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table toy');
  }
}

enum Colour {
  RED = 'RED',
  BLUE = 'BLUE',
}

registerEnumType(Colour, { name: 'Colour', registerIn: () => ShopModule });

@ObjectType('Petition', { registerIn: () => ShopModule })
@Directive('@key(fields: "id")')
class ShopPetition {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  madeOn: string;
}

const Petitions = connectionOf(ShopPetition);

@InputType({ registerIn: () => ShopModule })
class ShopInput {
  @Field(() => Day, { nullable: true })
  on?: string;

  @Field(() => Colour, { nullable: true })
  colour?: Colour;

  @Field({ nullable: true })
  fail?: string;
}

interface ToyRow {
  id: string;
  made_on: string;
}

const LIST = { name: 'toy_list', text: 'select id, made_on from toy order by id limit $1' };
const BY_IDS = { name: 'toy_by_ids', text: 'select id, made_on from toy where id = any($1)' };
const petition = (row: ToyRow): ShopPetition => ({ id: row.id, madeOn: row.made_on });

/** How often the shop asked its database for referenced petitions. */
export const asked = { byIds: 0 };

@Injectable()
@Resolver(() => ShopPetition)
class ShopResolver {
  constructor(private readonly db: DataSource) {}

  @Query(() => Petitions)
  async petitions(@Args('first', { type: () => Int, nullable: true }) first?: number): Promise<Connection<ShopPetition>> {
    const rows = clampFirst(first);
    const found = await sql<ToyRow>(this.db.manager, LIST, [rows + 1]);
    return pageOf(found.map(petition), rows, ({ id }) => [id]);
  }

  @Query(() => String)
  whoAmI(@Ctx() ctx: RequestContext): string {
    return `${ctx.kind} ${ctx.personId ?? ctx.petitionId ?? '-'} ${ctx.address}`;
  }

  @Query(() => String)
  async brokenStatement(): Promise<string> {
    return String(await this.db.query('select 13800000000 from nowhere'));
  }

  @Mutation(() => ShopPetition)
  async makeToy(@Args('input') input: ShopInput, @Ctx() ctx: RequestContext): Promise<ShopPetition> {
    if (input.fail === 'rule') throw toyError('TOY_BROKEN', { source: '示例条例 1' });
    if (input.fail === 'bug') throw new Error('secret inside 13800000000');
    return this.db.transaction(async (tx) => {
      const [row] = await sql<ToyRow>(tx, BY_IDS, [['toy-001']]);
      ctx.answered.push({ source: 'intake', key: 'toy-001', seq: 7 });
      return petition(row as ToyRow);
    });
  }

  @ResolveReference()
  reference(@Parent() stub: { id: string }, @Ctx() ctx: RequestContext): Promise<ShopPetition | null> {
    return loader<string, ShopPetition>(ctx, TOYS, async (ids) => {
      asked.byIds++;
      const rows = await sql<ToyRow>(this.db.manager, BY_IDS, [ids]);
      const found = new Map(rows.map((row) => [row.id, petition(row)]));
      return ids.map((id) => found.get(id) ?? null);
    }).load(stub.id);
  }
}
const TOYS = Symbol('toys');

@ObjectType('Petition', { registerIn: () => ShelfModule })
@Directive('@key(fields: "id")')
class ShelfPetition {
  @Field(() => ID)
  id: string;
}

@ObjectType({ registerIn: () => ShelfModule })
@Directive('@key(fields: "pass")')
class TrackedPetition {
  @Field()
  pass: string;

  @Field()
  shelf: string;
}

@Injectable()
@Resolver(() => ShelfPetition)
class ShelfResolver {
  @ResolveReference()
  reference(stub: { id: string }): ShelfPetition {
    return { id: stub.id };
  }

  @ResolveField(() => Int, { nullable: true })
  shelf(@Parent() { id }: ShelfPetition): number {
    return Number(id.slice(-1));
  }

  @ResolveField(() => [ShelfPetition])
  neighbours(@Parent() { id }: ShelfPetition, @Args('first', { type: () => Int, nullable: true }) first?: number): ShelfPetition[] {
    return [{ id: `toy-${String((Number(id.slice(-3)) % 150) + 1).padStart(3, '0')}` }].slice(0, clampFirst(first));
  }
}

@Injectable()
@Resolver(() => TrackedPetition)
class TrackedResolver {
  constructor(private readonly tokens: Tokens) {}

  @ResolveReference()
  async reference(stub: { pass: string }): Promise<TrackedPetition> {
    return { pass: stub.pass, shelf: await this.tokens.petitionOf(stub.pass) };
  }
}

@Module({ providers: [ShopResolver] })
class ShopModule {}

@Module({ providers: [ShelfResolver, TrackedResolver] })
class ShelfModule {}

export const shop: ServiceDefinition = {
  name: 'intake',
  schema: 'intake',
  sources: ['case'],
  module: ShopModule,
  graph: ShopModule,
  entities: [],
  migrations: [ToyShop1710000000001],
};
export const shelf: ServiceDefinition = {
  name: 'case',
  schema: 'casework',
  sources: ['intake'],
  module: ShelfModule,
  graph: ShelfModule,
  entities: [],
  migrations: [],
};
