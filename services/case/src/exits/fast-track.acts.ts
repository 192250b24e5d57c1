import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { answerFastTrack, chooseFastTrack, issueFastTrackPaper, leaveFastTrack } from '../domain/exits/fast-track.js';
import { cleanProof } from '../domain/papers/proof.js';
import type * as inputs from './fast-track.inputs.js';

/** 简易办理 of first petitions. */
@Injectable()
export class FastTrackActs {
  constructor(private readonly runner: CaseRunner) {}

  chooseFastTrack(ctx: RequestContext, input: inputs.ChooseFastTrackInput): Promise<Acted> {
    const { first, fits, checked, reason } = input;
    return this.runner.run(ctx, {
      act: 'chooseFastTrack',
      input,
      decide: (given) => chooseFastTrack(given, { recordId: uuid(), first, fits, checked, reason }),
    });
  }

  leaveFastTrack(ctx: RequestContext, input: inputs.LeaveFastTrackInput): Promise<Acted> {
    return this.runner.run(ctx, { act: 'leaveFastTrack', input, decide: (given) => leaveFastTrack(given, { reason: input.reason }) });
  }

  answerFastTrack(ctx: RequestContext, input: inputs.AnswerFastTrackInput): Promise<Acted> {
    const { facts, executeBy = null, answerBy: way, record, paperOffered } = input;
    const answers = input.answers.map(({ id, outcome, answer, basis }) => ({ id, outcome: outcome.toLowerCase(), answer, basis }));
    return this.runner.run(ctx, {
      act: 'answerFastTrack',
      input,
      decide: (given) =>
        answerFastTrack(given, { recordId: uuid(), opinionId: uuid(), facts, answers, executeBy, way, record, paperOffered }),
    });
  }

  issueFastTrackPaper(ctx: RequestContext, input: inputs.IssueFastTrackPaperInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'issueFastTrackPaper',
      input,
      clocks: false,
      paper: 'OPINION',
      decide: (given, { found, documentId, number }) =>
        issueFastTrackPaper(given, {
          way,
          proof,
          documentId,
          number,
          reviewedBy: found.organs.get(given.act.organ.id)?.reviewedBy ?? null,
        }),
    });
  }
}
