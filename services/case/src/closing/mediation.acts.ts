import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { answerMediation, arrangeMediation, endMediation, proposeMediation } from '../domain/closing/mediation.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import * as inputs from './mediation.inputs.js';

/** 调解, until there is an agreement (`recordSettlement`) or none. */
@Resolver()
export class MediationActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: 'By the organ in charge, or by the petitioner with the pass of trackPetition' })
  proposeMediation(@Ctx() ctx: RequestContext, @Input() input: inputs.ProposeMediationInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'proposeMediation', input, {
      decide: (given) => proposeMediation(given, { ...input, mediationId: uuid(), parties: input.parties ?? [] }),
    });
  }

  @Mutation(() => Petition, { description: 'By an officer who asked the party, or by the petitioner with the pass of trackPetition' })
  answerMediation(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerMediationInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'answerMediation', input, { decide: (given) => answerMediation(given, input) });
  }

  @Mutation(() => Petition)
  arrangeMediation(@Ctx() ctx: RequestContext, @Input() input: inputs.ArrangeMediationInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'arrangeMediation', input, (given) => arrangeMediation(given, input));
  }

  @Mutation(() => Petition)
  endMediation(@Ctx() ctx: RequestContext, @Input() input: inputs.EndMediationInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'endMediation', input, (given) => endMediation(given, input));
  }
}
