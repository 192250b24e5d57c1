import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { cleanProof } from '../domain/papers/proof.js';
import { checkReviewOpinion, decideReview, issueReviewOpinion, returnReviewOpinion } from '../domain/reviewing/deciding.js';
import { serveReviewedOrgan } from '../domain/reviewing/ordering.js';
import { inHandOf, isInvestigator } from '../domain/reviews-in-hand.js';
import { appointInvestigators, askReviewFile, handOverReviewFile } from '../domain/reviewing/investigating.js';
import { compareRedo } from '../domain/review/redoing.js';
import { reviewingOn } from '../domain/reviewing/reviewing.js';
import { staffOfOrgan } from '../handling/staff.rows.js';
import { answersOf } from '../opinion/opinion.inputs.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { attackedPapers, formerText, keptOutOf } from './deciding.rows.js';
import * as inputs from './deciding.inputs.js';

/** 复查, 复核 from the first inquiry of the reviewer to its opinion, and the redo that it may order. */
@Resolver()
export class DecidingActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  appointInvestigators(@Ctx() ctx: RequestContext, @Input() input: inputs.AppointInvestigatorsInput): Promise<Acted> {
    const investigatorIds = [input.firstId, input.secondId];
    return this.runner.byOfficer(ctx, 'appointInvestigators', input, {
      prepare: async (tx, { id }, { organ }) => ({
        staff: await staffOfOrgan(tx, organ.id),
        keptOut: await keptOutOf(tx, id, investigatorIds),
      }),
      decide: (given, _ids, { staff, keptOut }) => appointInvestigators(given, { investigatorIds, staff, keptOut }),
    });
  }

  @Mutation(() => Petition)
  askReviewFile(@Ctx() ctx: RequestContext, @Input() input: inputs.AskReviewFileInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'askReviewFile', input, (given) => askReviewFile(given, input));
  }

  @Mutation(() => Petition)
  handOverReviewFile(@Ctx() ctx: RequestContext, @Input() input: inputs.HandOverReviewFileInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'handOverReviewFile', input, (given) => handOverReviewFile(given));
  }

  @Mutation(() => Petition)
  decideReview(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideReviewInput): Promise<Acted> {
    const answers = answersOf(input.answers ?? []);
    return this.runner.byOfficer(ctx, 'decideReview', input, (given) => decideReview(given, { ...input, recordId: uuid(), answers }));
  }

  @Mutation(() => Petition)
  checkReviewOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.CheckReviewOpinionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'checkReviewOpinion', input, {
      // Who investigates checks as that, everybody else for the committee.
      role: (state, personId) => (isInvestigator(state, personId) ? null : 'CHECKER'),
      decide: (given) => checkReviewOpinion(given, input),
    });
  }

  @Mutation(() => Petition)
  returnReviewOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.ReturnReviewOpinionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'returnReviewOpinion', input, (given) => returnReviewOpinion(given, input));
  }

  @Mutation(() => Petition)
  issueReviewOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.IssueReviewOpinionInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'issueReviewOpinion', input, {
      prepare: async (tx, state, { organ }) => ({
        attacked: await attackedPapers(tx, state, organ.id),
        again: inHandOf(state, organ.id)?.level === 'rereview',
      }),
      paper: (_state, { again }) => (again ? 'REREVIEW_OPINION' : 'REVIEW_OPINION'),
      decide: (given, ids, { attacked }) =>
        issueReviewOpinion(given, { ...input, ...ids, proof, attacked, ...reviewingOn(given.organ(given.act.organ.id), given.act.on) }),
    });
  }

  @Mutation(() => Petition)
  serveReviewedOrgan(@Ctx() ctx: RequestContext, @Input() input: inputs.ServeReviewedOrganInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'serveReviewedOrgan', input, (given) => serveReviewedOrgan(given, input));
  }

  @Mutation(() => Petition)
  compareRedo(@Ctx() ctx: RequestContext, @Input() input: inputs.CompareRedoInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'compareRedo', input, {
      prepare: (tx, state, { organ }) => formerText(tx, state, organ.id),
      decide: (given, _ids, former) => compareRedo(given, { ...input, recordId: uuid(), former }),
    });
  }
}
