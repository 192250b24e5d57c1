import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { WithdrawalActs } from './withdrawal.acts.js';
import { ConfirmWithdrawalInput, RevokeWithdrawalInput, WithdrawPetitionInput } from './withdrawal.inputs.js';

const BY_PASS = 'By the petitioner with the pass of trackPetition, or by a registrar with the signed paper';

@Resolver(() => Petition)
export class WithdrawalResolver {
  constructor(private readonly acts: WithdrawalActs) {}

  @Mutation(() => Petition, { description: BY_PASS })
  withdrawPetition(@Ctx() ctx: RequestContext, @Args('input') input: WithdrawPetitionInput): Promise<Petition> {
    return this.acts.withdrawPetition(ctx, input);
  }

  @Mutation(() => Petition, { description: 'Second contact, by a bureau that does not handle the matter' })
  confirmWithdrawal(@Ctx() ctx: RequestContext, @Args('input') input: ConfirmWithdrawalInput): Promise<Petition> {
    return this.acts.confirmWithdrawal(ctx, input);
  }

  @Mutation(() => Petition, { description: BY_PASS })
  revokeWithdrawal(@Ctx() ctx: RequestContext, @Args('input') input: RevokeWithdrawalInput): Promise<Petition> {
    return this.acts.revokeWithdrawal(ctx, input);
  }
}
