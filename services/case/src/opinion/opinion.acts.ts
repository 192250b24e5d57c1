import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { organId, organIn } from '../runner/organs.js';
import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from '../domain/opinion/opinion.js';
import { cleanProof } from '../domain/papers/proof.js';
import type * as inputs from './opinion.inputs.js';

/** An opinion from its draft to its issue. */
@Injectable()
export class OpinionActs {
  constructor(private readonly runner: CaseRunner) {}

  draftOpinion(ctx: RequestContext, input: inputs.DraftOpinionInput): Promise<Acted> {
    const { facts, evidence, executeBy = null, performerOrganId = null } = input;
    // The graph writes outcomes of input in upper case (contract), the law's strings are lower case.
    const answers = input.answers.map(({ id, outcome, answer, basis }) => ({ id, outcome: outcome.toLowerCase(), answer, basis }));
    return this.runner.run(ctx, {
      act: 'draftOpinion',
      input,
      clocks: false,
      otherOrganId: performerOrganId === null ? null : organId(performerOrganId),
      decide: (given, { found }) => {
        if (performerOrganId !== null) organIn(found.organs, performerOrganId);
        return draftOpinion(given, { opinionId: uuid(), facts, evidence, answers, executeBy, performerOrganId });
      },
    });
  }

  checkOpinion(ctx: RequestContext, input: inputs.CheckOpinionInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'checkOpinion',
      input,
      clocks: false,
      decide: (given) => checkOpinion(given, { remark: input.remark ?? null }),
    });
  }

  returnOpinion(ctx: RequestContext, input: inputs.ReturnOpinionInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'returnOpinion',
      input,
      clocks: false,
      decide: (given) => returnOpinion(given, { remark: input.remark }),
    });
  }

  issueOpinion(ctx: RequestContext, input: inputs.IssueOpinionInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'issueOpinion',
      input,
      paper: 'OPINION',
      decide: (given, { found, documentId, number }) =>
        issueOpinion(given, { way, proof, documentId, number, reviewedBy: found.organs.get(given.act.organ.id)?.reviewedBy ?? null }),
    });
  }
}
