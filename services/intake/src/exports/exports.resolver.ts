import { Args, Field, ID, InputType, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ExportFields, ExportInputFields, Exports, exportView, type ExportWish } from '@sunshine/exports';
import type { PetitionFilter } from '@sunshine/filters';
import { Ctx, type RequestContext, PersonStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import type { PetitionOrder } from '../register/register.rows.js';
import { PetitionOrderEnum } from '../register/petition.graph.js';
import { PetitionFilterInput } from '../register/petition.inputs.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'A file made of the register' })
export class PetitionExport extends ExportFields {}

@InputType({ registerIn })
export class ExportPetitionsInput extends ExportInputFields implements ExportWish<PetitionFilter> {
  @Field(() => PetitionFilterInput, { nullable: true })
  filter?: PetitionFilterInput | null;

  @Field(() => PetitionOrderEnum, { nullable: true })
  orderBy?: PetitionOrder | null;
}

@InputType({ registerIn })
export class PetitionExportInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  id: string;
}

@Resolver(() => PetitionExport)
export class PetitionExportResolver {
  constructor(private readonly exports: Exports) {}

  @Query(() => [PetitionExport], {
    description: 'The reader’s own exports and those that wait for the reader’s confirmation as head; newest first, at most 100',
  })
  async petitionExports(@Ctx() ctx: RequestContext): Promise<PetitionExport[]> {
    return (await this.exports.of(ctx)).map(exportView);
  }

  @Mutation(() => PetitionExport, { description: 'The register as a file; with identity columns it waits for confirmation by the head' })
  async exportPetitions(
    @Args('input', { type: () => ExportPetitionsInput }) input: ExportPetitionsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PetitionExport> {
    return exportView(await this.exports.request(ctx, input));
  }

  @Mutation(() => PetitionExport, { description: 'By the head of the organ; refused to the person who requested it' })
  async confirmPetitionExport(
    @Args('input', { type: () => PetitionExportInput }) input: PetitionExportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PetitionExport> {
    return exportView(await this.exports.confirm(ctx, input));
  }

  @Mutation(() => PetitionExport, { description: 'Answers a link to one of the reader’s own exports, good for one minute' })
  async openPetitionExport(
    @Args('input', { type: () => PetitionExportInput }) { id }: PetitionExportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PetitionExport> {
    return exportView(await this.exports.open(ctx, id));
  }

  @ResolveField(() => PersonStub, { description: 'The person who requested it' })
  person(@Parent() { personId }: PetitionExport): PersonStub {
    return { id: personId };
  }

  @ResolveField(() => PersonStub, { nullable: true, description: 'The person who confirmed it' })
  confirmedBy(@Parent() { confirmedBy }: PetitionExport): PersonStub | null {
    return confirmedBy === null ? null : { id: confirmedBy };
  }
}
