import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import {
  contestAssessment,
  decideAssessmentContest,
  publishAssessment,
  scoreAssessment,
  submitSelfCheck,
} from '../domain/assessment/assessment.js';
import type { AssessmentScheme as Scheme, OrganAssessment } from '../domain/assessment/assessment.records.js';
import { supervisionError } from '../domain/supervision.errors.js';
import { Timeliness } from '../figures/timeliness.reads.js';
import { organsOf } from '../quality/quality.rows.js';
import { AssessmentScheme } from './assessment.graph.js';
import {
  ContestAssessmentInput,
  DecideAssessmentContestInput,
  PublishAssessmentInput,
  ScoreAssessmentInput,
  SubmitSelfCheckInput,
} from './assessment.inputs.js';
import { AssessmentReads } from './assessment.reads.js';
import { insertOrgan, insertScheme, lockAssessment, updateAssessment } from './assessment.rows.js';

type Act = 'publishAssessment' | 'submitSelfCheck' | 'scoreAssessment' | 'contestAssessment' | 'decideAssessmentContest';

/** 履职考核: organs assessed by their duties of a year. It moves no matter, and no event tells of it. */
@Resolver()
export class AssessmentActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly timeliness: Timeliness,
    private readonly reads: AssessmentReads,
  ) {}

  @Mutation(() => AssessmentScheme)
  async publishAssessment(@Ctx() ctx: RequestContext, @Input() input: PublishAssessmentInput): Promise<AssessmentScheme> {
    const byPersonId = signedIn(ctx);
    const id = await this.commands.run(ctx, 'publishAssessment', withoutNulls(input), async (tx, _emit, note) => {
      const byOrganId = await this.own(tx, ctx, 'publishAssessment');
      for (const organId of input.organIds) await this.access.requireNode(tx, ctx, 'publishAssessment', organId);
      const { scheme, organs } = publishAssessment({ ...input, id: uuid(), byOrganId, byPersonId, publishedOn: ctx.on });
      await insertScheme(tx, scheme);
      for (const one of organs) if (!(await insertOrgan(tx, scheme, one))) throw supervisionError('ASSESSMENT_ORGAN_TWICE');
      note({ subject: scheme.id });
      return scheme.id;
    });
    return this.reads.scheme(ctx, id);
  }

  @Mutation(() => AssessmentScheme, { description: 'By the head of an assessed organ' })
  submitSelfCheck(@Ctx() ctx: RequestContext, @Input() input: SubmitSelfCheckInput): Promise<AssessmentScheme> {
    return this.ofOwn(ctx, 'submitSelfCheck', input, (scheme, one, person) => submitSelfCheck(scheme, one, person, input.items));
  }

  @Mutation(() => AssessmentScheme, { description: 'Once the year is over; what a figure scores is taken from the figure' })
  scoreAssessment(@Ctx() ctx: RequestContext, @Input() input: ScoreAssessmentInput): Promise<AssessmentScheme> {
    return this.ofOther(ctx, 'scoreAssessment', input, async (scheme, one, person, tx) => {
      const figures = await this.timeliness.ofOrgan(tx, one.organId, { from: `${scheme.year}-01-01`, to: `${scheme.year}-12-31` });
      return scoreAssessment(scheme, one, person, input.items, figures);
    });
  }

  @Mutation(() => AssessmentScheme, { description: 'By the head of an assessed organ' })
  contestAssessment(@Ctx() ctx: RequestContext, @Input() input: ContestAssessmentInput): Promise<AssessmentScheme> {
    return this.ofOwn(ctx, 'contestAssessment', input, (scheme, one, person) => contestAssessment(scheme, one, person, input.items));
  }

  @Mutation(() => AssessmentScheme, { description: 'By another person than who scored' })
  decideAssessmentContest(@Ctx() ctx: RequestContext, @Input() input: DecideAssessmentContestInput): Promise<AssessmentScheme> {
    const items = input.items.map((item) => ({ ...item, reason: item.reason ?? '' }));
    return this.ofOther(ctx, 'decideAssessmentContest', input, (scheme, one, person) =>
      Promise.resolve(decideAssessmentContest(scheme, one, person, items)),
    );
  }

  /** An act of an assessed organ on its own assessment. */
  private async ofOwn(
    ctx: RequestContext,
    act: Act,
    input: SubmitSelfCheckInput | ContestAssessmentInput,
    done: (scheme: Scheme, one: OrganAssessment, person: { personId: string; on: string }) => OrganAssessment,
  ): Promise<AssessmentScheme> {
    const personId = signedIn(ctx);
    await this.commands.run(ctx, act, withoutNulls(input), async (tx, _emit, note) => {
      const { scheme, one } = await locked(tx, input.schemeId, await this.own(tx, ctx, act));
      await updateAssessment(tx, done(scheme, one, { personId, on: ctx.on }));
      note({ subject: scheme.id, part: one.organId });
    });
    return this.reads.scheme(ctx, input.schemeId);
  }

  /** An act of who assesses on the assessment of an organ. */
  private async ofOther(
    ctx: RequestContext,
    act: Act,
    input: ScoreAssessmentInput | DecideAssessmentContestInput,
    done: (
      scheme: Scheme,
      one: OrganAssessment,
      person: { personId: string; on: string; organIds: readonly string[] },
      tx: EntityManager,
    ) => Promise<OrganAssessment>,
  ): Promise<AssessmentScheme> {
    const personId = signedIn(ctx);
    await this.commands.run(ctx, act, withoutNulls(input), async (tx, _emit, note) => {
      const own = await this.own(tx, ctx, act);
      const { scheme, one } = await locked(tx, input.schemeId, input.organId);
      if (scheme.byOrganId !== own) throw supervisionError('ASSESSMENT_UNKNOWN');
      await updateAssessment(tx, await done(scheme, one, { personId, on: ctx.on, organIds: await organsOf(tx, personId) }, tx));
      note({ subject: scheme.id, part: one.organId });
    });
    return this.reads.scheme(ctx, input.schemeId);
  }

  /** @throws ACT_NOT_YOURS, ORGAN_CLOSED */
  private async own(tx: EntityManager, ctx: RequestContext, act: Act): Promise<string> {
    const { organId } = await this.access.requireNode(tx, ctx, act);
    if (organId === null) throw accessError('ACT_NOT_YOURS');
    return organId;
  }
}

/** @throws ASSESSMENT_UNKNOWN */
async function locked(tx: EntityManager, schemeId: string, organId: string) {
  const found = isUuid(schemeId) && isUuid(organId) ? await lockAssessment(tx, schemeId, organId) : null;
  if (!found) throw supervisionError('ASSESSMENT_UNKNOWN');
  return found;
}
