import { Args, Field, ID, InputType, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ExportFields, ExportInputFields, Exports, exportView, type ExportWish } from '@sunshine/exports';
import type { BoardFilter } from '@sunshine/filters';
import { Ctx, PersonStub as Person, type RequestContext } from '@sunshine/platform';
import { BoardOrderEnum, SupervisionBoardFilter, type BoardOrder } from '../supervision.graph.js';
import { SupervisionGraph } from '../graph.js';

const registerIn = () => SupervisionGraph;

@ObjectType({ registerIn, description: 'A file made of the board' })
export class BoardExport extends ExportFields {}

@InputType({ registerIn })
export class ExportSupervisionBoardInput extends ExportInputFields implements ExportWish<BoardFilter> {
  @Field(() => SupervisionBoardFilter, { nullable: true })
  filter?: SupervisionBoardFilter | null;

  @Field(() => BoardOrderEnum, { nullable: true })
  orderBy?: BoardOrder | null;
}

@InputType({ registerIn })
export class BoardExportInput {
  @Field(() => ID)
  id: string;
}

@Resolver(() => BoardExport)
export class BoardExportResolver {
  constructor(private readonly exports: Exports) {}

  @Query(() => [BoardExport], { description: 'The reader’s own exports, newest first, at most a hundred' })
  async supervisionBoardExports(@Ctx() ctx: RequestContext): Promise<BoardExport[]> {
    return (await this.exports.of(ctx)).map(exportView);
  }

  @Mutation(() => BoardExport, { description: 'The board as a file' })
  async exportSupervisionBoard(
    @Args('input', { type: () => ExportSupervisionBoardInput }) input: ExportSupervisionBoardInput,
    @Ctx() ctx: RequestContext,
  ): Promise<BoardExport> {
    return exportView(await this.exports.request(ctx, input));
  }

  @Mutation(() => BoardExport, { description: 'A link to one of the reader’s own exports, valid for one minute' })
  async openSupervisionBoardExport(
    @Args('input', { type: () => BoardExportInput }) { id }: BoardExportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<BoardExport> {
    return exportView(await this.exports.open(ctx, id));
  }

  @ResolveField(() => Person, { description: 'Who asked for it' })
  person(@Parent() { personId }: BoardExport): Person {
    return { id: personId };
  }
}
