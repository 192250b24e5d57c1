import { Inject, type Provider, type Type } from '@nestjs/common';
import {
  Args,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import type { ServiceName } from '@sunshine/events';
import type { RequestContext } from '@sunshine/platform';
import { Ctx, Instant, clampFirst, connectionOf, decodeCursor, pageOf, type Connection } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Commands } from './commands.js';
import { HeldMessages, type HeldHead } from './held.js';

@InputType()
export class ReplayHeldMessageInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  /** As the list of held messages names it: a number, no UUID. */
  @Field(() => String)
  id: string;
}

@InputType()
export class SkipHeldMessageInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => String, { description: 'The first held message of its key' })
  id: string;

  @Field({ description: '5 to 200 characters' })
  reason: string;
}

const Cursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/**
 * Held messages of a service in the graph: `heldMessages { <service> }` and two mutations that end in its name, since a mutation belongs
 * to one subgraph. Providers for its module.
 */
export function heldGraph({ service, registerIn }: { readonly service: ServiceName; readonly registerIn: () => Type }): Provider[] {
  const suffix = `In${service.charAt(0).toUpperCase()}${service.slice(1)}`;

  @ObjectType('HeldMessage', {
    registerIn,
    description: 'The first message of a key that a service could not apply; later ones wait behind it',
  })
  @Directive('@shareable')
  class HeldMessage implements HeldHead {
    @Field(() => ID)
    id: string;

    @Field({ description: 'Service that sent it' })
    source: string;

    @Field({ description: 'Petition, organ, person, or pack: and calendar: with an id' })
    key: string;

    @Field(() => Int, { description: 'Its number in the key' })
    seq: number;

    @Field()
    type: string;

    @Field(() => String, { description: 'failed, or gap where an earlier number is missing' })
    why: HeldHead['why'];

    @Field(() => Instant)
    since: Date;

    @Field(() => Int, { description: 'How often it was tried in vain' })
    attempts: number;

    @Field(() => String, { nullable: true, description: 'Code of the refusal or of the database, else the kind of error' })
    errorCode: string | null;

    @Field(() => Instant, { nullable: true, description: 'null: nothing is tried any more by itself' })
    nextTry: Date | null;

    @Field(() => Int, { description: 'Later messages of the key' })
    behind: number;
  }

  const HeldMessageConnection = connectionOf(HeldMessage, { shareable: true });

  @ObjectType('HeldMessages', { registerIn, description: 'What readers could not apply, service by service' })
  @Directive('@key(fields: "id")')
  class HeldMessagesOfNode {
    @Field(() => ID)
    id: string;
  }

  @Resolver(() => HeldMessagesOfNode)
  class HeldMessagesResolver {
    constructor(
      @Inject(HeldMessages) private readonly held: HeldMessages,
      @Inject(Access) private readonly access: Access,
      @Inject(DataSource) private readonly db: DataSource,
      @Inject(Commands) private readonly commands: Commands,
    ) {}

    @ResolveReference()
    reference({ id }: { id: string }): { id: string } {
      return { id };
    }

    @ResolveField(service, () => HeldMessageConnection, { description: 'Oldest first' })
    async list(
      @Ctx() ctx: RequestContext,
      @Args('first', { type: () => Int, nullable: true }) first: number | null,
      @Args('after', { type: () => String, nullable: true }) after: string | null,
    ): Promise<Connection<HeldHead>> {
      await this.access.requireNode(this.db, ctx, 'readHeldMessages');
      const limit = clampFirst(first);
      const rows = await this.held.firstOnes(after ? decodeCursor(after, Cursor)[0] : '0', limit + 1);
      return pageOf(rows, limit, ({ id }) => [id], Boolean(after));
    }

    @Mutation(() => HeldMessage, {
      name: `replayHeldMessage${suffix}`,
      nullable: true,
      description: 'Applies a key again now; answers what still holds it, null where nothing does',
    })
    async replay(@Args('input') input: ReplayHeldMessageInput, @Ctx() ctx: RequestContext): Promise<HeldHead | null> {
      const key = await this.commands.run(ctx, 'replayHeldMessage', input, async (tx, _emit, note) => {
        await this.access.requireNode(tx, ctx, 'replayHeldMessage');
        const { type, seq, ...released } = await this.held.decideReplay(tx, input.id, ctx);
        note({ subject: released.key, part: `${released.source} ${type} ${seq}` });
        return released;
      });
      await this.held.again(key);
      return this.held.firstOf(key);
    }

    @Mutation(() => HeldMessage, {
      name: `skipHeldMessage${suffix}`,
      nullable: true,
      description: 'Passes over a message for good and applies the later ones; answers what still holds the key',
    })
    async skip(@Args('input') input: SkipHeldMessageInput, @Ctx() ctx: RequestContext): Promise<HeldHead | null> {
      const key = await this.commands.run(ctx, 'skipHeldMessage', input, async (tx, _emit, note) => {
        await this.access.requireNode(tx, ctx, 'skipHeldMessage');
        const { type, seq, ...released } = await this.held.decideSkip(tx, input.id, input.reason, ctx);
        note({ subject: released.key, part: `${released.source} ${type} ${seq}`, purpose: input.reason.trim() });
        return released;
      });
      await this.held.again(key);
      return this.held.firstOf(key);
    }
  }

  return [HeldMessagesResolver];
}
