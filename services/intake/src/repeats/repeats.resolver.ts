import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { RepeatsService, type RepeatCandidatesView } from './repeats.service.js';
import { OccurrenceEnum, RepeatCandidates, type Occurrence } from './repeats.graph.js';
import { RepeatsOfFormInput } from './repeats.inputs.js';

@Resolver(() => Petition)
export class RepeatsResolver {
  constructor(private readonly service: RepeatsService) {}

  @Query(() => RepeatCandidates, { description: 'Each query is recorded in the audit' })
  repeatCandidates(
    @Args('petitionId', { type: () => ID }) petitionId: string,
    @Args('first', { type: () => Int, nullable: true, description: 'Maximum of each sort, 1 to 20; by default 5' }) first: number | null,
    @Ctx() ctx: RequestContext,
  ): Promise<RepeatCandidatesView> {
    return this.service.candidates(ctx, petitionId, first);
  }

  @Query(() => RepeatCandidates, {
    description:
      'For a filing that is still being typed: compares facts only, among the petitions that the registrar may see. Each query is recorded in the audit',
  })
  repeatCandidatesOfForm(
    @Args('input', { type: () => RepeatsOfFormInput }) input: RepeatsOfFormInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RepeatCandidatesView> {
    return this.service.candidatesOfForm(ctx, input);
  }

  @ResolveField(() => [Petition], { description: 'Petitions linked as the same matter that the reader may see' })
  repeats(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRow[]> {
    return this.service.repeatsOf(ctx, id);
  }

  @ResolveField(() => [Petition], { description: '相关事项: petitions linked as related that the reader may see' })
  related(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRow[]> {
    return this.service.relatedTo(ctx, id);
  }

  @ResolveField(() => OccurrenceEnum, {
    nullable: true,
    description: 'First or repeated, according to the links; null for a report, which is compared with nothing',
  })
  async occurrence(@Parent() { id, kind }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Occurrence | null> {
    if (kind === 'REPORT') return null;
    return (await this.service.repeats(ctx, id)) ? 'REPEAT' : 'FIRST';
  }
}
