import { Query, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { ExchangeNode, ExchangePartner } from './partners.graph.js';
import { PartnerReads } from './partners.reads.js';

@Resolver()
export class PartnerResolver {
  constructor(private readonly reads: PartnerReads) {}

  @Query(() => ExchangeNode)
  exchangeNode(@Ctx() ctx: RequestContext): Promise<ExchangeNode> {
    return this.reads.node(ctx);
  }

  @Query(() => [ExchangePartner], { description: 'By their ids' })
  exchangePartners(@Ctx() ctx: RequestContext): Promise<ExchangePartner[]> {
    return this.reads.partners(ctx);
  }
}
