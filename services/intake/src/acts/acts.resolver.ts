import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskAct } from './acts.graph.js';
import { ActReads } from './acts.reads.js';

@Resolver(() => Petition)
export class ActResolver {
  constructor(private readonly acts: ActReads) {}

  @ResolveField(() => [DeskAct], { description: 'What the reader may do at the desk now' })
  deskActs(@Parent() row: PetitionRow, @Ctx() ctx: RequestContext): Promise<DeskAct[]> {
    return this.acts.of(ctx, row);
  }
}
