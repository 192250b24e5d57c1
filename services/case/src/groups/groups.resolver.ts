import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { GroupActs } from './groups.acts.js';
import { ConfirmMergeInput, ConfirmUnmergeInput, MergePetitionsInput, UnmergePetitionsInput } from './groups.inputs.js';

@Resolver(() => Petition)
export class GroupResolver {
  constructor(private readonly acts: GroupActs) {}

  @Mutation(() => Petition, { description: 'Proposes that claims in one hand go on as one matter; answers the lead' })
  mergePetitions(@Ctx() ctx: RequestContext, @Args('input') input: MergePetitionsInput): Promise<Petition> {
    return this.acts.mergePetitions(ctx, input);
  }

  @Mutation(() => Petition, { description: 'Second reader' })
  confirmMerge(@Ctx() ctx: RequestContext, @Args('input') input: ConfirmMergeInput): Promise<Petition> {
    return this.acts.confirmMerge(ctx, input);
  }

  @Mutation(() => Petition, { description: 'Proposes that each goes its own way again, until an opinion is issued' })
  unmergePetitions(@Ctx() ctx: RequestContext, @Args('input') input: UnmergePetitionsInput): Promise<Petition> {
    return this.acts.unmergePetitions(ctx, input);
  }

  @Mutation(() => Petition, { description: 'Second reader' })
  confirmUnmerge(@Ctx() ctx: RequestContext, @Args('input') input: ConfirmUnmergeInput): Promise<Petition> {
    return this.acts.confirmUnmerge(ctx, input);
  }
}
