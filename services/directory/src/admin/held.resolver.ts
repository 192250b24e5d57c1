import { Directive, Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Admins } from './admins.js';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph, description: 'What readers could not apply, service by service' })
@Directive('@key(fields: "id")')
export class HeldMessages {
  @Field(() => ID)
  id: string;
}

/** The entry to the held messages of all services; each service checks the right again. */
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
