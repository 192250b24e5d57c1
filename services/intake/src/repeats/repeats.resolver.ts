import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { RepeatsService, type RepeatCandidatesView } from './repeats.service.js';
import { OccurrenceEnum, RepeatCandidates, type Occurrence } from './repeats.graph.js';
import { LinkRepeatInput, RepeatsOfFormInput, UnlinkRepeatInput } from './repeats.inputs.js';

@Resolver(() => Petition)
export class RepeatsResolver {
  constructor(
    private readonly service: RepeatsService,
    private readonly register: Register,
  ) {}

  @Query(() => RepeatCandidates, { description: 'Each look is on record' })
  repeatCandidates(
    @Args('petitionId', { type: () => ID }) petitionId: string,
    @Args('first', { type: () => Int, nullable: true, description: 'Of each sort; 1 to 20, 5 when not given' }) first: number | null,
    @Ctx() ctx: RequestContext,
  ): Promise<RepeatCandidatesView> {
    return this.service.candidates(ctx, petitionId, first);
  }

  @Query(() => RepeatCandidates, {
    description: 'For a filing that is still being typed: by its facts alone, among what the registrar may see. Each look is on record',
  })
  repeatCandidatesOfForm(
    @Args('input', { type: () => RepeatsOfFormInput }) input: RepeatsOfFormInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RepeatCandidatesView> {
    return this.service.candidatesOfForm(ctx, input);
  }

  @Mutation(() => Petition, { description: 'By hand, after comparing; moves neither stage nor date' })
  async linkRepeat(
    @Args('input', { type: () => LinkRepeatInput }) input: LinkRepeatInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PetitionRow> {
    return this.register.get(ctx, await this.service.link(ctx, input));
  }

  @Mutation(() => Petition)
  async unlinkRepeat(
    @Args('input', { type: () => UnlinkRepeatInput }) input: UnlinkRepeatInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PetitionRow> {
    return this.register.get(ctx, await this.service.unlink(ctx, input));
  }

  @ResolveField(() => [Petition], { description: 'Linked by hand as the same matter, as far as the reader may see them' })
  repeats(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRow[]> {
    return this.service.repeatsOf(ctx, id);
  }

  @ResolveField(() => [Petition], { description: '相关事项 linked by hand, as far as the reader may see them' })
  related(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRow[]> {
    return this.service.relatedTo(ctx, id);
  }

  @ResolveField(() => OccurrenceEnum, { nullable: true, description: 'By the links; null for a report, which is compared with nothing' })
  async occurrence(@Parent() { id, kind }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Occurrence | null> {
    if (kind === 'REPORT') return null;
    return (await this.service.repeats(ctx, id)) ? 'REPEAT' : 'FIRST';
  }
}
