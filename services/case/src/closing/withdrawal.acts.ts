import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { ActRunner, type Acted } from '../runner/act.runner.js';
import { byOfficer } from '../runner/act.inputs.js';
import type { Given, PetitionerGiven } from '../domain/petition.js';
import { confirmWithdrawal, revokeWithdrawal, withdrawPetition } from '../domain/closing/withdrawal.js';
import type { ConfirmWithdrawalInput, RevokeWithdrawalInput, WithdrawPetitionInput } from './withdrawal.inputs.js';

/** 撤回信访: the petitioner's own act, by the pass or on a signed paper. */
@Injectable()
export class WithdrawalActs {
  constructor(private readonly runner: ActRunner) {}

  withdrawPetition(ctx: RequestContext, input: WithdrawPetitionInput): Promise<Acted> {
    const { reason = null, fileId = null, pass } = input;
    const signedBy = input.signedBy ?? [];
    const decide = (given: Given | PetitionerGiven) => withdrawPetition(given, { recordId: uuid(), reason, fileId, signedBy });
    return pass
      ? this.runner.runByPass(ctx, { act: 'withdrawPetition', input: { ...input, pass }, decide })
      : this.runner.run(ctx, { act: 'withdrawPetition', input: byOfficer(input), clocks: false, decide });
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
    const { pass } = input;
    return pass
      ? this.runner.runByPass(ctx, { act: 'revokeWithdrawal', input: { ...input, pass }, decide: revokeWithdrawal })
      : this.runner.run(ctx, {
          act: 'revokeWithdrawal',
          input: byOfficer(input),
          clocks: false,
          decide: (given) => revokeWithdrawal(given),
        });
  }
}
