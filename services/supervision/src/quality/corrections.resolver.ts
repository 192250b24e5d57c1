import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { validate as isUuid } from 'uuid';
import { correctionError } from '../domain/quality/correction.errors.js';
import { answerQualityCorrection, checkQualityCorrection, openQualityCorrection } from '../domain/quality/correction.js';
import { CORRECTION_STATES } from '../domain/quality/correction.records.js';
import { heldScores } from '../domain/quality/sample.js';
import { supervisionError } from '../domain/supervision.errors.js';
import { doneBy } from '../runner/done-by.js';
import { OrganRecordReads, type OrganRecordView } from '../runner/organ-record.reads.js';
import { OrganRecordRunner } from '../runner/organ-record.runner.js';
import { shownPage } from '../runner/record.page.js';
import * as graph from './corrections.graph.js';
import { correctionRuns, lockSample, readCourse, readInspections, readSettlements } from './quality.rows.js';

/** A `QualityCorrection` of the graph that keeps what it is shown of. */
type ShownCorrection = graph.QualityCorrection & { readonly of: OrganRecordView<'correction'> };

const shown = (record: OrganRecordView<'correction'>): ShownCorrection => ({ ...ofRecord(record), of: record });

const ofRecord = ({ petitionId, answers, checks, ...view }: OrganRecordView<'correction'>): graph.QualityCorrection => ({
  ...view,
  stateName: CORRECTION_STATES[view.state],
  organ: { id: view.organId },
  byOrgan: { id: view.byOrganId },
  byPerson: { id: view.byPersonId },
  petition: petitionId === null ? null : { id: petitionId },
  items: [...view.items],
  answers: answers.map(doneBy),
  checks: checks.map(doneBy),
});

/** Corrections that follow from a quality review: one between who reviews and the organ, on a petition that is closed. */
@Resolver(() => graph.QualityCorrection)
export class QualityCorrectionResolver {
  constructor(
    private readonly runner: OrganRecordRunner,
    private readonly reads: OrganRecordReads,
  ) {}

  @Query(() => graph.QualityCorrectionConnection, {
    description: 'Newest first, of the organs concerned and the supervisors of their tree',
  })
  async qualityCorrections(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => graph.QualityCorrectionFilter, nullable: true }) filter?: graph.QualityCorrectionFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<graph.QualityCorrection>> {
    return shownPage(await this.reads.page(ctx, 'correction', filter ?? {}, first, after), shown);
  }

  @Query(() => graph.QualityCorrection, { nullable: true, description: 'Null where the reader may not see it' })
  async qualityCorrection(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<graph.QualityCorrection | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'correction', id);
    return found ? shown(found) : null;
  }

  @Mutation(() => graph.QualityCorrection, {
    description: 'On items of the sheet on which points were lost, to the organ whose work was reviewed',
  })
  async openQualityCorrection(
    @Ctx() ctx: RequestContext,
    @Input() input: graph.OpenQualityCorrectionInput,
  ): Promise<graph.QualityCorrection> {
    const { sampleId, petitionId, byOrganId } = input;
    const acting = this.runner.open(ctx, 'openQualityCorrection', input, {
      series: 'CORRECTION',
      byOrganId,
      petitionId,
      prepare: async (tx) => {
        const sample = isUuid(sampleId) ? await lockSample(tx, sampleId) : null;
        if (!sample) throw supervisionError('SAMPLE_UNKNOWN');
        const made = (await readInspections(tx, [sampleId])).map(({ data }) => data).filter((one) => one.petitionId === petitionId);
        const settled = (await readSettlements(tx, [sampleId])).find(({ data }) => data.petitionId === petitionId)?.data ?? null;
        return { sample, petitionId, scores: heldScores(sample.sheet, made, settled), runs: await correctionRuns(tx, petitionId) };
      },
      decide: (given, { documentId, number }, reviewed) =>
        openQualityCorrection(given, reviewed, number, { ...input, correctionId: documentId }),
    });
    return shown(await this.reads.acted(ctx, 'correction', acting));
  }

  @Mutation(() => graph.QualityCorrection, { description: 'By the organ whose work was reviewed' })
  async answerQualityCorrection(
    @Ctx() ctx: RequestContext,
    @Input() input: graph.AnswerQualityCorrectionInput,
  ): Promise<graph.QualityCorrection> {
    const acting = this.runner.on(ctx, 'answerQualityCorrection', input, {
      ...this.of(input.correctionId),
      as: 'organId',
      decide: (given, correction) => answerQualityCorrection(given, correction, input),
    });
    return shown(await this.reads.acted(ctx, 'correction', acting));
  }

  @Mutation(() => graph.QualityCorrection, {
    description: 'It stands, once the matter was reopened where that was asked for, or goes on until a new day',
  })
  async checkQualityCorrection(
    @Ctx() ctx: RequestContext,
    @Input() input: graph.CheckQualityCorrectionInput,
  ): Promise<graph.QualityCorrection> {
    const acting = this.runner.on(ctx, 'checkQualityCorrection', input, {
      ...this.of(input.correctionId),
      as: 'byOrganId',
      prepare: (tx, _act, petitionId) => readCourse(tx, petitionId),
      decide: (given, correction, course) => checkQualityCorrection(given, correction, course, input),
    });
    return shown(await this.reads.acted(ctx, 'correction', acting));
  }

  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { of }: ShownCorrection, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of);
  }

  private of(id: string) {
    return { kind: 'correction', id, unknown: () => correctionError('QUALITY_CORRECTION_UNKNOWN') } as const;
  }
}
