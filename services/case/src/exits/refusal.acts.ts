import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { cleanProof } from '../domain/papers/proof.js';
import { latestRecord } from '../domain/records.js';
import { comparisonOf } from '../domain/exits/refusal.comparison.js';
import { confirmRefusal, refusalPaper, refuseAcceptance, refuseRefiling } from '../domain/exits/refusal.js';
import * as inputs from './refusal.inputs.js';
import { refusalFacts } from './refusal.rows.js';

/** 不予受理 / 不再受理, and the second reader. */
@Resolver()
export class RefusalActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  refuseAcceptance(@Ctx() ctx: RequestContext, @Input() input: inputs.RefuseAcceptanceInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'refuseAcceptance', input, {
      prepare: (tx, state) => refusalFacts(tx, state.organId, { ...input, earlierId: comparisonOf(state)?.earlierId ?? null }),
      decide: (given, _ids, facts) =>
        refuseAcceptance(given, { ...input, recordId: uuid(), earlier: input.earlier ?? [], rereviewFileId: null }, facts),
    });
  }

  @Mutation(() => Petition)
  refuseRefiling(@Ctx() ctx: RequestContext, @Input() input: inputs.RefuseRefilingInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'refuseRefiling', input, {
      prepare: (tx, state) => refusalFacts(tx, state.organId, { ...input, earlierId: comparisonOf(state)?.earlierId ?? null }),
      decide: (given, _ids, facts) => refuseRefiling(given, { ...input, recordId: uuid(), earlier: input.earlier ?? [] }, facts),
    });
  }

  @Mutation(() => Petition)
  confirmRefusal(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmRefusalInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'confirmRefusal', input, {
      prepare: (tx, state) => {
        const { lower = null, lowerOrganId = null } = latestRecord(state, 'refusal', 'proposed')?.data ?? {};
        const earlierId = comparisonOf(state)?.earlierId ?? null;
        return refusalFacts(tx, state.organId, { matterNumber: lower?.number ?? null, lowerOrganId, earlierId });
      },
      paper: refusalPaper,
      decide: (given, ids, facts) => confirmRefusal(given, { ...input, ...ids, proof, rereviewRead: input.rereviewRead === true }, facts),
    });
  }
}
