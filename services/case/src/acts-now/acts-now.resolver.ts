import { Args, Directive, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, PersonStub as Person, type Connection, type RequestContext } from '@sunshine/platform';
import { PendingConfirmations, PetitionAct, PetitionChoice, type PendingConfirmation } from './acts-now.graph.js';
import { ActsNowReads } from './acts-now.reads.js';
import type { WaitingRow } from './waiting.rows.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseReads } from '../petition/petition.reads.js';
import { ACTS } from '../domain/acts.js';

@Resolver(() => Petition)
export class ActsNowResolver {
  constructor(
    private readonly cases: CaseReads,
    private readonly reads: ActsNowReads,
  ) {}

  @ResolveField(() => [PetitionAct], { nullable: true, description: 'What the reader may do now, in the order of the course' })
  @Directive('@listSize(assumedSize: 8)')
  async acts(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<PetitionAct[] | null> {
    return (await this.cases.view(ctx, id)) && this.reads.acts(ctx, id);
  }

  @ResolveField(() => [PetitionChoice], { nullable: true, description: 'What forms choose from, by the rules in force today' })
  async choices(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Petition,
    @Args('names', { type: () => [String], nullable: true, description: 'Absent: all' }) names: string[] | null,
  ): Promise<PetitionChoice[] | null> {
    return (await this.cases.view(ctx, id)) && this.reads.choices(ctx, id, names ?? null);
  }

  @ResolveField(() => [Person], {
    nullable: true,
    description: 'Officers whom the reader may name to investigate a review: of the reviewing organ, without part in what is attacked',
  })
  async investigators(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<Person[] | null> {
    if (!(await this.cases.view(ctx, id))) return null;
    return (await this.reads.investigators(ctx, id)).map((personId) => ({ id: personId }));
  }

  /** Proposals of others that the reader may confirm, oldest first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  @Query(() => PendingConfirmations, { description: 'Proposals that wait for the reader’s confirmation, oldest first' })
  async pendingConfirmations(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Connection<PendingConfirmation>> {
    const page = await this.reads.pending(ctx, first ?? null, after ?? null);
    return { ...page, edges: page.edges.map(({ node, cursor }) => ({ cursor, node: shown(node) })) };
  }
}

const shown = ({ petitionId, organId, act, id, proposedAct, proposedOn }: WaitingRow): PendingConfirmation => ({
  id: `${act}:${id}`,
  petition: { id: petitionId },
  act,
  name: ACTS[act].name,
  subjectId: id,
  proposedAct,
  proposedName: proposedAct && ACTS[proposedAct].name,
  proposedOn,
  organ: { id: organId },
});
