import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { cleanProof } from '../domain/papers/proof.js';
import { decideSuggestion, followMeasure, replySuggestion, startStudy } from '../domain/exits/suggestion.js';
import { organId, organIn } from '../runner/organs.js';
import type * as inputs from './suggestion.inputs.js';

/** 建议意见: study, decision, reply, measure. */
@Injectable()
export class SuggestionActs {
  constructor(private readonly runner: CaseRunner) {}

  startStudy(ctx: RequestContext, input: inputs.StartStudyInput): Promise<Acted> {
    const { plan } = input;
    const organIds = (input.withOrganIds ?? []).map(organId);
    return this.runner.run(ctx, {
      act: 'startStudy',
      input,
      clocks: false,
      organIds,
      decide: (given, { found }) =>
        startStudy(given, { recordId: uuid(), plan, withOrgans: organIds.map((id) => organIn(found.organs, id)) }),
    });
  }

  decideSuggestion(ctx: RequestContext, input: inputs.DecideSuggestionInput): Promise<Acted> {
    const { reason, measure = null } = input;
    const views = input.views ?? [];
    return this.runner.run(ctx, {
      act: 'decideSuggestion',
      input,
      clocks: false,
      organIds: views.map((asked) => organId(asked.organId)),
      decide: (given, { found }) =>
        decideSuggestion(given, {
          recordId: uuid(),
          outcome: input.outcome.toLowerCase(),
          reason,
          measure,
          views: views.map(({ organId: id, view }) => ({ organId: id, organ: organIn(found.organs, id).name, view })),
        }),
    });
  }

  replySuggestion(ctx: RequestContext, input: inputs.ReplySuggestionInput): Promise<Acted> {
    const { text, answerBy = null, award = null, way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'replySuggestion',
      input,
      ...(answerBy === null && { paper: 'SUGGESTION_REPLY' }),
      decide: (given, { documentId, number }) =>
        replySuggestion(given, { recordId: uuid(), text, answerBy, award, way, proof, documentId, number }),
    });
  }

  followMeasure(ctx: RequestContext, input: inputs.FollowMeasureInput): Promise<Acted> {
    const { text, doneOn } = input;
    return this.runner.run(ctx, {
      act: 'followMeasure',
      input,
      clocks: false,
      decide: (given) => followMeasure(given, { recordId: uuid(), text, doneOn }),
    });
  }
}
