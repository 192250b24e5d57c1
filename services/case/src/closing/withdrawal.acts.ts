import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { confirmWithdrawal, revokeWithdrawal, withdrawPetition } from '../domain/closing/withdrawal.js';
import { ConfirmWithdrawalInput, RevokeWithdrawalInput, WithdrawPetitionInput } from './withdrawal.inputs.js';

const BY_PASS = 'By the petitioner with the pass of trackPetition, or by a registrar with the signed paper';

/** 撤回信访: the petitioner's own act, by the pass or on a signed paper. */
@Resolver()
export class WithdrawalActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: BY_PASS })
  withdrawPetition(@Ctx() ctx: RequestContext, @Input() input: WithdrawPetitionInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'withdrawPetition', input, {
      decide: (given) => withdrawPetition(given, { ...input, recordId: uuid(), signedBy: input.signedBy ?? [] }),
    });
  }

  @Mutation(() => Petition, { description: 'Second contact, by a bureau that does not handle the matter' })
  confirmWithdrawal(@Ctx() ctx: RequestContext, @Input() input: ConfirmWithdrawalInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmWithdrawal', input, (given) => confirmWithdrawal(given, input));
  }

  @Mutation(() => Petition, { description: BY_PASS })
  revokeWithdrawal(@Ctx() ctx: RequestContext, @Input() input: RevokeWithdrawalInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'revokeWithdrawal', input, { decide: revokeWithdrawal });
  }
}
