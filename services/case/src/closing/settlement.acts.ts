import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { recordPromiseBroken, recordPromisePerformed, recordSettlement } from '../domain/closing/settlement.js';
import type { RecordPromiseBrokenInput, RecordPromisePerformedInput, RecordSettlementInput } from './settlement.inputs.js';

/** 调解、和解 and what was promised. */
@Injectable()
export class SettlementActs {
  constructor(private readonly runner: CaseRunner) {}

  recordSettlement(ctx: RequestContext, input: RecordSettlementInput): Promise<Acted> {
    const { dispute, terms, mediator = null } = input;
    const parties = input.parties.map(({ petitionerId = null, organId = null, other = null, signature }) => ({
      petitionerId,
      organId,
      other,
      signature,
    }));
    const promises = input.promises.map(({ party, text, dueOn }) => ({ id: uuid(), party, text, dueOn }));
    const settlementId = uuid();
    return this.runner.run(ctx, {
      act: 'recordSettlement',
      input,
      paper: 'SETTLEMENT',
      decide: (given, { documentId, number }) =>
        recordSettlement(given, { settlementId, parties, mediator, dispute, terms, promises, documentId, number }),
    });
  }

  recordPromisePerformed(ctx: RequestContext, input: RecordPromisePerformedInput): Promise<Acted> {
    const { promiseId, evidence, otherPartyAsked } = input;
    return this.runner.run(ctx, {
      act: 'recordPromisePerformed',
      input,
      decide: (given) => recordPromisePerformed(given, { promiseId, evidence, otherPartyAsked }),
    });
  }

  recordPromiseBroken(ctx: RequestContext, input: RecordPromiseBrokenInput): Promise<Acted> {
    const { promiseId, reason } = input;
    const refusedByParty = input.refusedByParty ?? false;
    return this.runner.run(ctx, {
      act: 'recordPromiseBroken',
      input,
      decide: (given) => recordPromiseBroken(given, { promiseId, reason, refusedByParty }),
    });
  }
}
