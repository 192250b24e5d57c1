import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import type { Given, PetitionerGiven } from '../domain/petition.js';
import { confirmWithdrawal, revokeWithdrawal, withdrawPetition } from '../domain/closing/withdrawal.js';
import type { ConfirmWithdrawalInput, RevokeWithdrawalInput, WithdrawPetitionInput } from './withdrawal.inputs.js';

/** 撤回信访: the petitioner's own act, by the pass or on a signed paper. */
@Injectable()
export class WithdrawalActs {
  constructor(private readonly runner: CaseRunner) {}

  withdrawPetition(ctx: RequestContext, input: WithdrawPetitionInput): Promise<Acted> {
    const { reason = null, fileId = null } = input;
    const signedBy = input.signedBy ?? [];
    const decide = (given: Given | PetitionerGiven) => withdrawPetition(given, { recordId: uuid(), reason, fileId, signedBy });
    return this.runner.byOfficerOrPass(ctx, 'withdrawPetition', input, { decide });
  }

  confirmWithdrawal(ctx: RequestContext, input: ConfirmWithdrawalInput): Promise<Acted> {
    const { contact, willing } = input;
    return this.runner.run(ctx, {
      act: 'confirmWithdrawal',
      input,
      clocks: false,
      decide: (given) => confirmWithdrawal(given, { contact, willing }),
    });
  }

  revokeWithdrawal(ctx: RequestContext, input: RevokeWithdrawalInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'revokeWithdrawal', input, { decide: revokeWithdrawal });
  }
}
