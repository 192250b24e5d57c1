import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { PendingCount, PendingFiling, PendingFilingConnection, RegisteredFiling } from './pending.graph.js';
import { PendingReads, type Listed } from './pending.reads.js';

/** 待登记: filings of a flood that a registrar must look at. */
@Resolver(() => PendingFiling)
export class PendingResolver {
  constructor(private readonly pending: PendingReads) {}

  @Query(() => PendingFilingConnection, { description: 'Filings that wait to be registered at the reader’s desk, the oldest first' })
  pendingFilings(
    @Args('organId', { type: () => ID, nullable: true }) organId: string | null,
    @Args('group', { type: () => String, nullable: true, description: 'Only filings with this origin or likeness' }) group: string | null,
    @Args('setAside', {
      type: () => Boolean,
      nullable: true,
      description: 'True: the filings that were set aside, instead of those that wait',
    })
    setAside: boolean | null,
    @Args('toConfirm', { type: () => Boolean, nullable: true, description: 'True: only filings that another person proposed to set aside' })
    toConfirm: boolean | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Listed>> {
    return this.pending.list(ctx, { organId, group, setAside, toConfirm }, first, after);
  }

  @Query(() => PendingCount, { description: 'For the page of the day' })
  async pendingCount(@Ctx() ctx: RequestContext): Promise<PendingCount> {
    const { waiting, toConfirm, oldest } = await this.pending.waiting(ctx);
    return { waiting, toConfirm, oldestOn: oldest?.receivedOn ?? null, dueOn: oldest?.dueOn ?? null };
  }

  @ResolveField(() => Int)
  fromOrigin(@Parent() { row }: Listed, @Ctx() ctx: RequestContext): Promise<number> | number {
    return row.origin === null ? 0 : this.pending.countOf(ctx, row.organId, row.origin);
  }

  @ResolveField(() => Int)
  alike(@Parent() { row }: Listed, @Ctx() ctx: RequestContext): Promise<number> | number {
    return row.likeness === null ? 0 : this.pending.countOf(ctx, row.organId, row.likeness);
  }

  @ResolveField(() => String)
  async dueOn(@Parent() { row }: Listed): Promise<string> {
    return (await this.pending.dueOf(row)).effectiveDue;
  }

  @ResolveField(() => Boolean)
  async provisional(@Parent() { row }: Listed): Promise<boolean> {
    return (await this.pending.dueOf(row)).provisional;
  }

  @ResolveField(() => String)
  async source(@Parent() { row }: Listed): Promise<string> {
    return (await this.pending.dueOf(row)).source;
  }
}

@Resolver(() => RegisteredFiling)
export class RegisteredFilingResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: RegisteredFiling, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}
