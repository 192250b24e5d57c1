import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { answerFastTrack, chooseFastTrack, issueFastTrackPaper, leaveFastTrack } from '../domain/exits/fast-track.js';
import { reviewingOn } from '../domain/reviewing/reviewing.js';
import { cleanProof } from '../domain/papers/proof.js';
import { answersOf } from '../opinion/opinion.inputs.js';
import * as inputs from './fast-track.inputs.js';

/** 简易办理 of first petitions. */
@Resolver()
export class FastTrackActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  chooseFastTrack(@Ctx() ctx: RequestContext, @Input() input: inputs.ChooseFastTrackInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'chooseFastTrack', input, (given) => chooseFastTrack(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  leaveFastTrack(@Ctx() ctx: RequestContext, @Input() input: inputs.LeaveFastTrackInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'leaveFastTrack', input, (given) => leaveFastTrack(given, input));
  }

  @Mutation(() => Petition)
  answerFastTrack(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerFastTrackInput): Promise<Acted> {
    const [answers, way] = [answersOf(input.answers), input.answerBy];
    return this.runner.byOfficer(ctx, 'answerFastTrack', input, (given) =>
      answerFastTrack(given, { ...input, recordId: uuid(), opinionId: uuid(), answers, way }),
    );
  }

  @Mutation(() => Petition)
  issueFastTrackPaper(@Ctx() ctx: RequestContext, @Input() input: inputs.IssueFastTrackPaperInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'issueFastTrackPaper', input, (given, ids) => {
      const reviewing = reviewingOn(given.organ(given.act.organ.id), given.act.on);
      return issueFastTrackPaper(given, { ...input, ...ids, proof, ...reviewing });
    });
  }
}
