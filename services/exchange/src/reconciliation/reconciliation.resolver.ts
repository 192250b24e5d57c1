import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import {
  ExchangeDifference,
  ExchangeDifferenceConnection,
  ExchangeDifferenceFilter,
  Reconciliation,
  ReconciliationConnection,
} from './reconciliation.graph.js';
import { ReconciliationReads } from './reconciliation.reads.js';

@Resolver()
export class ReconciliationResolver {
  constructor(private readonly reads: ReconciliationReads) {}

  @Query(() => ReconciliationConnection, { description: 'Newest first' })
  reconciliations(
    @Ctx() ctx: RequestContext,
    @Args('node', { type: () => String, nullable: true }) node?: string | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<Reconciliation>> {
    return this.reads.reconciliations(ctx, node ?? null, first, after);
  }

  @Query(() => ExchangeDifferenceConnection, { description: 'Newest first' })
  differences(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => ExchangeDifferenceFilter, nullable: true }) filter?: ExchangeDifferenceFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<ExchangeDifference>> {
    return this.reads.differences(ctx, filter ?? null, first, after);
  }
}
