import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { FormReads } from './form.reads.js';
import { EntryOnBehalf, OpenPoint } from './registration.graph.js';

@Resolver(() => Petition)
export class FormResolver {
  constructor(private readonly reads: FormReads) {}

  @ResolveField(() => EntryOnBehalf, { nullable: true })
  entry(@Parent() { entry, registeredBy }: PetitionRow): EntryOnBehalf | null {
    return entry && { ...entry, typedBy: registeredBy };
  }

  @ResolveField(() => [OpenPoint])
  openPoints(@Parent() row: PetitionRow, @Ctx() ctx: RequestContext): Promise<OpenPoint[]> {
    return this.reads.openPoints(ctx, row);
  }
}
