import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, type Acted, type PassHolder } from '@sunshine/acts';
import type { ReviewLevel } from '@sunshine/events';
import { Ctx, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Given, PetitionerGiven, PetitionState } from '../domain/petition.js';
import { cleanProof } from '../domain/papers/proof.js';
import { recordsOf } from '../domain/records.js';
import {
  admitLateReview,
  askReviewPapers,
  checkReviewRefusal,
  confirmReviewRefusal,
  passOnReview,
  refuseReview,
  withdrawReview,
  type NamedPaper,
} from '../domain/reviewing/answering.js';
import { applicantOf, requestReview } from '../domain/reviewing/requesting.js';
import { takeAsReview } from '../domain/reviewing/taking.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { sql } from '../sealing/sql.js';
import * as inputs from './review.inputs.js';
import { attackedPaper, issuerAttacked, issuerOf, leadOf, type AttackedRow } from './review.rows.js';

const BY_PASS = 'By the petitioner with the pass of trackPetition, or by an officer who got it on paper, at the window or from an agent';

/** 复查, 复核: the request, from the service of an opinion until it is answered or with its reviewer. */
@Resolver()
export class ReviewActs {
  private readonly readable: Statement;
  /** A merged petition is asked about on its lead. $2 the filing itself, which is no earlier matter */
  private readonly earlier: Statement = {
    name: 'case.earlier-of-review',
    text: 'select coalesce(merged_into, id) "petitionId" from petition where number = $1 and id <> $2 and coalesce(merged_into, id) <> $2',
  };

  constructor(
    private readonly runner: CaseRunner,
    private readonly db: DataSource,
    access: Access,
  ) {
    this.readable = { name: 'case.earlier-readable', text: `select 1 from petition p where p.id = $1 and ${access.visible('p', '$2')}` };
  }

  /** The opinion of a merged petition is that of its lead; each petitioner keeps the own right to have it reviewed. */
  private readonly lead = (holder: PassHolder): Promise<PassHolder> => leadOf(this.db.manager, holder);

  @Mutation(() => Petition, { description: BY_PASS })
  requestReview(@Ctx() ctx: RequestContext, @Input() input: inputs.RequestReviewInput): Promise<Acted> {
    return this.request(ctx, 'requestReview', input, 'review');
  }

  @Mutation(() => Petition, { description: BY_PASS })
  requestReReview(@Ctx() ctx: RequestContext, @Input() input: inputs.RequestReReviewInput): Promise<Acted> {
    return this.request(ctx, 'requestReReview', input, 'rereview');
  }

  @Mutation(() => Petition, { description: 'On the filing, which ends; its request is with who may review the earlier matter' })
  takeAsReview(@Ctx() ctx: RequestContext, @Input() input: inputs.TakeAsReviewInput): Promise<Acted> {
    return this.runner.onSeveral(ctx, 'takeAsReview', input, {
      others: async (tx) =>
        (await sql<{ petitionId: string }>(tx, this.earlier, [input.earlierNumber, input.petitionId])).map(({ petitionId }) => ({
          petitionId,
          free: true,
        })),
      prepare: async (tx, [, earlier]) => {
        if (!earlier) return undefined;
        const petitionerId = applicantOf(earlier, null, input.petitionerId);
        return {
          seen: (await sql(tx, this.readable, [earlier.id, ctx.personId])).length > 0,
          review: await issuerOf(tx, earlier, 'review', petitionerId),
          rereview: await issuerOf(tx, earlier, 'rereview', petitionerId),
        };
      },
      decide: ([filing, given], known) =>
        takeAsReview(filing, given && known ? { given, seen: known.seen, issuerOf: (level) => known[level] } : null, {
          ...input,
          recordId: uuid(),
          reviewId: uuid(),
        }),
    });
  }

  @Mutation(() => Petition, { description: 'By the organ that got a request which it cannot review' })
  passOnReview(@Ctx() ctx: RequestContext, @Input() input: inputs.PassOnReviewInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'passOnReview', input, {
      prepare: (tx, state) => {
        const review = reviewOf(state, input.reviewId);
        return review ? issuerAttacked(tx, state, review) : issuerOf(tx, state, 'review', null);
      },
      decide: (given, _ids, issuer) => passOnReview(given, { ...input, newReviewId: uuid(), issuer }),
    });
  }

  @Mutation(() => Petition)
  admitLateReview(@Ctx() ctx: RequestContext, @Input() input: inputs.AdmitLateReviewInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'admitLateReview', input, (given) => admitLateReview(given, input));
  }

  @Mutation(() => Petition, { description: 'Once for each request' })
  askReviewPapers(@Ctx() ctx: RequestContext, @Input() input: inputs.AskReviewPapersInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'askReviewPapers', input, {
      prepare: (tx, state) => attackedPaper(tx, attackedIn(state, input.reviewId)),
      decide: (given, ids, paper) => askReviewPapers(given, { ...input, ...ids, proof, attacked: named(given, paper) }),
    });
  }

  @Mutation(() => Petition, { description: 'The first of two reviewers' })
  refuseReview(@Ctx() ctx: RequestContext, @Input() input: inputs.RefuseReviewInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'refuseReview', input, (given) => refuseReview(given, { ...input, refusalId: uuid() }));
  }

  @Mutation(() => Petition, { description: 'The second reviewer' })
  checkReviewRefusal(@Ctx() ctx: RequestContext, @Input() input: inputs.CheckReviewRefusalInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'checkReviewRefusal', input, (given) => checkReviewRefusal(given, input));
  }

  @Mutation(() => Petition, { description: 'The head of the reviewing organ' })
  confirmReviewRefusal(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmReviewRefusalInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'confirmReviewRefusal', input, {
      prepare: (tx, state) => attackedPaper(tx, attackedIn(state, refusedIn(state, input.refusalId))),
      decide: (given, ids, paper) => {
        const own = given.organ(given.act.organ.id);
        return confirmReviewRefusal(given, { ...input, ...ids, proof, attacked: named(given, paper), own });
      },
    });
  }

  @Mutation(() => Petition, { description: 'By the petitioner with the pass of trackPetition, or by an officer with the signed paper' })
  withdrawReview(@Ctx() ctx: RequestContext, @Input() input: inputs.WithdrawReviewInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'withdrawReview', input, { at: this.lead, decide: (given) => withdrawReview(given, input) });
  }

  private request(
    ctx: RequestContext,
    act: 'requestReview' | 'requestReReview',
    input: inputs.ReviewRequestInput,
    level: ReviewLevel,
  ): Promise<Acted> {
    const way = input.pass ? 'pass' : (input.way ?? 'window');
    return this.runner.byOfficerOrPass(ctx, act, input, {
      at: this.lead,
      // A paper is entered after it came, and its day follows the opinion, not what was done to the matter since.
      day: (state) => ({ on: input.on, notBefore: state.opinion?.dispatchedOn ?? null, paperChannel: true }),
      prepare: (tx, state, act) => issuerOf(tx, state, level, applicantOf(state, holderOf(act), input.petitionerId)),
      decide: (given, issuer) => requestReview(given, { ...input, reviewId: uuid(), way, fileIds: input.fileIds ?? [], issuer }, level),
    });
  }
}

/** Whose pass it is; null for an officer and for the pass of the petition itself. */
const holderOf = (act: Given['act'] | PetitionerGiven['act']): string | null => ('petitionerId' in act ? (act.petitionerId ?? null) : null);

/** The request that is named, else the latest. */
const reviewOf = (state: PetitionState, reviewId: string | null) =>
  recordsOf(state, 'review').findLast(({ id }) => reviewId === null || id === reviewId);
const attackedIn = (state: PetitionState, reviewId: string | null): string | null =>
  reviewOf(state, reviewId)?.data.attackedDocumentId ?? null;
const refusedIn = (state: PetitionState, refusalId: string | null): string | null =>
  recordsOf(state, 'reviewRefusal', 'checked').findLast(({ id }) => refusalId === null || id === refusalId)?.data.reviewId ?? null;

/** The attacked paper with its title in the pack. */
const named = ({ law, act }: Given, paper: AttackedRow | null): NamedPaper | null =>
  paper && {
    documentId: paper.documentId,
    title: law.packOn(act.on).documents[paper.kind]?.title ?? paper.kind,
    number: paper.number,
    on: paper.on,
  };
