import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { List } from '@sunshine/filters';
import { Commands } from '@sunshine/messaging';
import { Ctx, loader, type RequestContext } from '@sunshine/platform';
import type { OrganEntity } from '../organ/organ.entity.js';
import { ORGAN_BY_ID, Organs } from '../organ/organ.service.js';
import { Organ } from '../organ/organ.graph.js';
import { Views, type ViewRow } from './view.service.js';
import { ListKind, SavedView } from './view.graph.js';
import { DeleteViewInput, SaveViewInput } from './view.inputs.js';

@Resolver(() => SavedView)
export class ViewResolver {
  constructor(
    private readonly views: Views,
    private readonly organs: Organs,
    private readonly commands: Commands,
  ) {}

  @Query(() => [SavedView], { description: 'The reader’s own views of a list, then those shared by the reader’s organs' })
  savedViews(@Args('list', { type: () => ListKind }) list: List, @Ctx() ctx: RequestContext): Promise<ViewRow[]> {
    return this.views.of(ctx, list);
  }

  @Mutation(() => SavedView)
  async saveView(@Args('input') input: SaveViewInput, @Ctx() ctx: RequestContext): Promise<ViewRow> {
    const { id } = await this.commands.run(ctx, 'saveView', input, async (tx, _emit, note) => {
      const saved = await this.views.save(tx, ctx, input);
      note({ subject: saved, part: input.sharedWith ? 'shared' : null });
      return { id: saved };
    });
    return this.views.get(ctx, id);
  }

  @Mutation(() => ID, { description: 'Answers its id' })
  async deleteView(@Args('input') input: DeleteViewInput, @Ctx() ctx: RequestContext): Promise<string> {
    await this.commands.run(ctx, 'deleteView', input, async (tx, _emit, note) => {
      await this.views.delete(tx, ctx, input.id);
      note({ subject: input.id });
      return null;
    });
    return input.id;
  }

  @ResolveField(() => Organ, { nullable: true, description: 'The organ that shares it' })
  sharedWith(@Parent() { sharedWith }: ViewRow, @Ctx() ctx: RequestContext): Promise<OrganEntity | null> | null {
    return sharedWith === null ? null : loader<string, OrganEntity>(ctx, ORGAN_BY_ID, (ids) => this.organs.byIds(ids)).load(sharedWith);
  }
}
