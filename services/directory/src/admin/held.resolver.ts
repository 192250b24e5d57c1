import { Directive, Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Admins } from './admins.js';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph, description: 'Events that a service could not apply, service by service' })
@Directive('@key(fields: "id")')
export class HeldMessages {
  @Field(() => ID)
  id: string;
}

/** The door to what the buses of all readers hold; each asks the right again for its own. */
@Resolver()
export class HeldMessagesResolver {
  constructor(
    private readonly db: DataSource,
    private readonly admins: Admins,
  ) {}

  /** @throws SIGN_IN_REQUIRED, SESSION_ENDED, ADMIN_ROLE_NEEDED */
  @Query(() => HeldMessages, { description: 'For system administrators' })
  async heldMessages(@Ctx() ctx: RequestContext): Promise<HeldMessages> {
    await this.admins.require(this.db.manager, ctx, 'readHeldMessages');
    return { id: 'node' };
  }
}
