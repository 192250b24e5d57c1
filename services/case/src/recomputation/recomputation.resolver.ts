import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Recomputations, type RecomputationState } from '@sunshine/clocks';
import { Commands } from '@sunshine/messaging';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Recomputation, StartRecomputationInput } from './recomputation.graph.js';

/** Dates that move because the law has changed, for the two administrators. */
@Resolver()
export class RecomputationResolver {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly commands: Commands,
    private readonly recomputations: Recomputations,
  ) {}

  /** @throws ACT_NOT_YOURS */
  @Mutation(() => Recomputation)
  async startRecomputation(@Args('input') input: StartRecomputationInput, @Ctx() ctx: RequestContext): Promise<Recomputation> {
    const id = await this.commands.run(ctx, 'startRecomputation', input, async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'startRecomputation');
      const begun = await this.recomputations.start(tx, ctx.at, ctx.personId);
      note({ subject: begun });
      return begun;
    });
    return shown(await this.recomputations.one(this.db.manager, id));
  }

  /** @throws ACT_NOT_YOURS, RECOMPUTATION_UNKNOWN */
  @Query(() => Recomputation)
  async recomputation(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, nullable: true, description: 'Absent: the newest' }) id: string | null,
  ): Promise<Recomputation> {
    await this.access.requireNode(this.db, ctx, 'readRecomputation');
    return shown(await this.recomputations.one(this.db.manager, id ?? null));
  }
}

const stub = (id: string | null) => (id === null ? null : { id });

const shown = ({ startedBy, ...rest }: RecomputationState): Recomputation => ({ ...rest, startedBy: stub(startedBy) });
