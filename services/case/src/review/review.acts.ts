import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import type { ReviewLevel } from '@sunshine/events';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Given, PetitionerGiven, PetitionState } from '../domain/petition.js';
import { requestReview } from '../domain/review/requesting.js';
import type { Issuer } from '../domain/review/reviewers.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { RequestReReviewInput, RequestReviewInput, type ReviewRequestInput } from './review.inputs.js';
import { issuerOf } from './review.rows.js';

const BY_PASS = 'By the petitioner with the pass of trackPetition, or by an officer who got it on paper, at the window or from an agent';

/** 复查, 复核: the request, from the service of an opinion until it is answered or with its reviewer. */
@Resolver()
export class ReviewActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: BY_PASS })
  requestReview(@Ctx() ctx: RequestContext, @Input() input: RequestReviewInput): Promise<Acted> {
    return this.request(ctx, 'requestReview', input, 'review');
  }

  @Mutation(() => Petition, { description: BY_PASS })
  requestReReview(@Ctx() ctx: RequestContext, @Input() input: RequestReReviewInput): Promise<Acted> {
    return this.request(ctx, 'requestReReview', input, 'rereview');
  }

  private request(
    ctx: RequestContext,
    act: 'requestReview' | 'requestReReview',
    { pass, ...input }: ReviewRequestInput,
    level: ReviewLevel,
  ): Promise<Acted> {
    const prepare = (tx: EntityManager, state: PetitionState) => issuerOf(tx, state, level);
    const decide = (given: Given | PetitionerGiven, issuer: Issuer) => {
      const way = pass ? 'pass' : (input.way ?? 'window');
      return requestReview(given, { ...input, reviewId: uuid(), way, fileIds: input.fileIds ?? [], issuer }, level);
    };
    if (pass) return this.runner.byPetitioner(ctx, act, { ...input, pass }, { prepare, decide });
    return this.runner.byOfficer(
      ctx,
      act,
      { ...input, petitionId: input.petitionId ?? '' },
      {
        // A paper is entered after it came, and its day follows the opinion, not what was done to the matter since.
        day: (state) => ({ on: input.on, notBefore: state.opinion?.dispatchedOn ?? null, paperChannel: true }),
        prepare,
        decide: (given, _ids, issuer) => decide(given, issuer),
      },
    );
  }
}
