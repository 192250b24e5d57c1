import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { decideSuggestion, followMeasure, replySuggestion, startStudy } from '../domain/exits/suggestion.js';
import { cleanProof } from '../domain/papers/proof.js';
import * as inputs from './suggestion.inputs.js';

/** 建议意见: study, decision, reply, measure. */
@Resolver()
export class SuggestionActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  startStudy(@Ctx() ctx: RequestContext, @Input() input: inputs.StartStudyInput): Promise<Acted> {
    const organIds = input.withOrganIds ?? [];
    return this.runner.byOfficer(ctx, 'startStudy', input, {
      organIds,
      decide: (given) => startStudy(given, { ...input, recordId: uuid(), withOrgans: organIds.map((id) => given.organ(id)) }),
    });
  }

  @Mutation(() => Petition)
  decideSuggestion(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideSuggestionInput): Promise<Acted> {
    const [asked, outcome] = [input.views ?? [], input.outcome.toLowerCase()];
    return this.runner.byOfficer(ctx, 'decideSuggestion', input, {
      organIds: asked.map(({ organId }) => organId),
      decide: (given) => {
        const views = asked.map((one) => ({ ...one, organ: given.organ(one.organId).name }));
        return decideSuggestion(given, { ...input, recordId: uuid(), outcome, views });
      },
    });
  }

  @Mutation(() => Petition)
  replySuggestion(@Ctx() ctx: RequestContext, @Input() input: inputs.ReplySuggestionInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'replySuggestion', input, {
      paper: () => (input.answerBy === null ? 'SUGGESTION_REPLY' : null),
      decide: (given, ids) => replySuggestion(given, { ...input, ...ids, recordId: uuid(), proof }),
    });
  }

  @Mutation(() => Petition)
  followMeasure(@Ctx() ctx: RequestContext, @Input() input: inputs.FollowMeasureInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'followMeasure', input, (given) => followMeasure(given, { ...input, recordId: uuid() }));
  }
}
