import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { OrganActName } from '../domain/acts.js';
import { measureError } from '../domain/measures/measure.errors.js';
import * as rules from '../domain/measures/measure.js';
import type { Measure } from '../domain/measures/measure.records.js';
import type { OrganDecision, OrganGiven } from '../domain/organ-record.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { OrganRecordRunner, type OnRecord } from '../runner/organ-record.runner.js';
import { ConferenceMeasure } from './measures.graph.js';
import * as inputs from './measures.inputs.js';
import { shownMeasure } from './measures.view.js';

type Rule<I> = (given: OrganGiven, measure: Measure, input: I) => OrganDecision;

/** Measures of the joint conference. They are opened here alone, by a person: no event brings one about. */
@Resolver()
export class MeasureActs {
  constructor(
    private readonly runner: OrganRecordRunner,
    private readonly reads: OrganRecordReads,
  ) {}

  @Mutation(() => ConferenceMeasure, { description: 'By gravity, against a leading body or a leading cadre in office' })
  async proposeConferenceMeasure(
    @Ctx() ctx: RequestContext,
    @Input() input: inputs.ProposeConferenceMeasureInput,
  ): Promise<ConferenceMeasure> {
    const { organId, cadreId, byOrganId } = input;
    const { runner } = this;
    const acting = runner.open(ctx, 'proposeConferenceMeasure', input, {
      series: 'MEASURE',
      byOrganId,
      petitionId: null,
      prepare: async (tx, act) => ({
        to: await runner.organ(tx, organId, act.on),
        cadreRoles: cadreId === null ? [] : await runner.rolesAt(tx, cadreId, organId),
      }),
      decide: (given, { documentId, number }, concerns) =>
        rules.proposeMeasure(given, concerns, number, { ...input, measureId: documentId }),
    });
    return shownMeasure(await this.reads.acted(ctx, 'measure', acting));
  }

  @Mutation(() => ConferenceMeasure, { description: 'By the leading body, or the cadre in person, before the decision' })
  answerConferenceMeasure(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerConferenceMeasureInput): Promise<ConferenceMeasure> {
    return this.onMeasure(ctx, 'answerConferenceMeasure', input, 'organId', rules.answerMeasure);
  }

  @Mutation(() => ConferenceMeasure, { description: 'The decision of the joint conference, entered by another person than who proposed' })
  decideConferenceMeasure(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideConferenceMeasureInput): Promise<ConferenceMeasure> {
    return this.onMeasure(ctx, 'decideConferenceMeasure', input, 'byOrganId', rules.decideMeasure);
  }

  @Mutation(() => ConferenceMeasure, { description: 'The talk, the notice or the listing took place' })
  recordConferenceMeasure(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordConferenceMeasureInput): Promise<ConferenceMeasure> {
    return this.onMeasure(ctx, 'recordConferenceMeasure', input, 'byOrganId', rules.recordMeasure);
  }

  @Mutation(() => ConferenceMeasure)
  recordCorrection(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordCorrectionInput): Promise<ConferenceMeasure> {
    return this.onMeasure(ctx, 'recordCorrection', input, 'organId', rules.recordCorrection);
  }

  @Mutation(() => ConferenceMeasure)
  checkCorrection(@Ctx() ctx: RequestContext, @Input() input: inputs.CheckCorrectionInput): Promise<ConferenceMeasure> {
    return this.onMeasure(ctx, 'checkCorrection', input, 'byOrganId', rules.checkCorrection);
  }

  @Mutation(() => ConferenceMeasure, { description: 'Listed supervision ends once its correction was checked' })
  removeFromList(@Ctx() ctx: RequestContext, @Input() input: inputs.RemoveFromListInput): Promise<ConferenceMeasure> {
    return this.onMeasure(ctx, 'removeFromList', input, 'byOrganId', rules.removeFromList);
  }

  private async onMeasure<I extends inputs.MeasureActInput>(
    ctx: RequestContext,
    act: OrganActName,
    input: I,
    as: OnRecord<'measure'>['as'],
    rule: Rule<I>,
  ): Promise<ConferenceMeasure> {
    const acting = this.runner.on(ctx, act, input, {
      kind: 'measure',
      id: input.measureId,
      as,
      unknown: () => measureError('MEASURE_UNKNOWN'),
      decide: (given, measure) => rule(given, measure, input),
    });
    return shownMeasure(await this.reads.acted(ctx, 'measure', acting));
  }
}
