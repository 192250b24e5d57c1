import { Directive, Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { MatterReads } from './matter.reads.js';
import { CourseAtNode, Petition } from './matters.graph.js';

@Resolver(() => Petition)
export class PetitionResolver {
  constructor(private readonly reads: MatterReads) {}

  /** Null where the reader may not see it. */
  @ResolveReference()
  async resolve(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<Petition | null> {
    return (await this.reads.sees(ctx, id)) ? { id } : null;
  }

  @ResolveField(() => [CourseAtNode], {
    nullable: true,
    description: 'At other nodes, as far as they have told; empty: it is of this node alone',
  })
  @Directive('@listSize(assumedSize: 3)')
  course(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<CourseAtNode[]> {
    return this.reads.course(ctx, id);
  }

  @ResolveField(() => Boolean, { nullable: true, description: 'Whether the reader may ask other nodes how it stands: askOtherNodes' })
  mayAskOtherNodes(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<boolean> {
    return this.reads.mayAsk(ctx, id);
  }
}
