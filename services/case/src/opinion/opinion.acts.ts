import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from '../domain/opinion/opinion.js';
import { cleanProof } from '../domain/papers/proof.js';
import { reviewingOn } from '../domain/reviewing/reviewing.js';
import * as inputs from './opinion.inputs.js';

/** An opinion from its draft to its issue. */
@Resolver()
export class OpinionActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  draftOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.DraftOpinionInput): Promise<Acted> {
    const { performerOrganId } = input;
    const answers = inputs.answersOf(input.answers);
    return this.runner.byOfficer(ctx, 'draftOpinion', input, {
      organIds: [performerOrganId],
      decide: (given) => {
        if (performerOrganId !== null) given.organ(performerOrganId);
        return draftOpinion(given, { ...input, opinionId: uuid(), answers });
      },
    });
  }

  @Mutation(() => Petition)
  checkOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.CheckOpinionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'checkOpinion', input, (given) => checkOpinion(given, input));
  }

  @Mutation(() => Petition)
  returnOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.ReturnOpinionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'returnOpinion', input, (given) => returnOpinion(given, input));
  }

  @Mutation(() => Petition)
  issueOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.IssueOpinionInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'issueOpinion', input, (given, ids) => {
      const reviewing = reviewingOn(given.organ(given.act.organ.id), given.act.on);
      return issueOpinion(given, { ...input, ...ids, proof, ...reviewing });
    });
  }
}
