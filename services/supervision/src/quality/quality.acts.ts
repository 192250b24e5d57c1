import { randomBytes } from 'node:crypto';
import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { Law } from '@sunshine/clocks';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { drawSample, settleInspection, submitInspection, type Inspector, type Sample } from '../domain/quality/sample.js';
import { supervisionError } from '../domain/supervision.errors.js';
import { QualitySample } from './quality.graph.js';
import { DrawSampleInput, SettleInspectionInput, SubmitInspectionInput } from './quality.inputs.js';
import { QualityReads } from './quality.reads.js';
import {
  insertInspection,
  insertSample,
  insertSettlement,
  lockSample,
  organsOf,
  readClosed,
  readInspections,
  readSettlements,
} from './quality.rows.js';

type Act = 'drawSample' | 'submitInspection' | 'settleInspection';

/** 质量评查: closed matters of an organ, drawn by lot and scored by two people of other organs. It moves no matter, and no event tells of it. */
@Resolver()
export class QualityActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly law: Law,
    private readonly reads: QualityReads,
  ) {}

  @Mutation(() => QualitySample, { description: 'By lot, with a seed that is published with it' })
  async drawSample(@Ctx() ctx: RequestContext, @Input() input: DrawSampleInput): Promise<QualitySample> {
    const personId = signedIn(ctx);
    const id = await this.commands.run(ctx, 'drawSample', withoutNulls(input), async (tx, _emit, note) => {
      const byOrganId = await this.outside(tx, ctx, 'drawSample', input.organId);
      const organ = await this.access.organ(tx, input.organId);
      const { qualitySheet: sheet } = await this.law.packFor(tx, organ.division, ctx.on);
      const sample = drawSample({
        ...input,
        id: uuid(),
        byOrganId,
        byPersonId: personId,
        drawnOn: ctx.on,
        seed: randomBytes(16).toString('hex'),
        sheet,
        closed: await readClosed(tx, input.organId, input.from, input.to),
      });
      await insertSample(tx, sample);
      note({ subject: sample.id });
      return sample.id;
    });
    return this.reads.sample(ctx, id);
  }

  @Mutation(() => QualitySample, { description: 'By two people, neither of whom sees the score of the other before both are in' })
  submitInspection(@Ctx() ctx: RequestContext, @Input() input: SubmitInspectionInput): Promise<QualitySample> {
    return this.scoring(ctx, 'submitInspection', input, async (tx, sample, inspector) => {
      const made = (await readInspections(tx, [sample.id])).map(({ data }) => data);
      await insertInspection(tx, sample.id, submitInspection(sample, made, inspector, input));
    });
  }

  @Mutation(() => QualitySample, { description: 'By a third person, where both inspectors differ' })
  settleInspection(@Ctx() ctx: RequestContext, @Input() input: SettleInspectionInput): Promise<QualitySample> {
    return this.scoring(ctx, 'settleInspection', input, async (tx, sample, person) => {
      const made = {
        inspections: (await readInspections(tx, [sample.id])).map(({ data }) => data),
        settlements: (await readSettlements(tx, [sample.id])).map(({ data }) => data),
      };
      await insertSettlement(tx, sample.id, settleInspection(sample, made, person, input));
    });
  }

  private async scoring(
    ctx: RequestContext,
    act: Act,
    input: SubmitInspectionInput | SettleInspectionInput,
    score: (tx: EntityManager, sample: Sample, inspector: Inspector) => Promise<void>,
  ): Promise<QualitySample> {
    const personId = signedIn(ctx);
    await this.commands.run(ctx, act, withoutNulls(input), async (tx, _emit, note) => {
      const sample = isUuid(input.sampleId) ? await lockSample(tx, input.sampleId) : null;
      if (!sample) throw supervisionError('SAMPLE_UNKNOWN');
      const organId = await this.outside(tx, ctx, act, sample.organId);
      // Whoever is barred from the matter, or has stepped back from it, scores it no more than he handles it.
      if (sample.petitionIds.includes(input.petitionId)) await this.access.require(tx, ctx, 'readPetition', input.petitionId);
      await score(tx, sample, { personId, organId, on: ctx.on, organIds: await organsOf(tx, personId) });
      note({ subject: sample.id });
    });
    return this.reads.sample(ctx, input.sampleId);
  }

  /** The officer's own organ, where the right reaches the organ under review. @throws ACT_NOT_YOURS, ORGAN_CLOSED */
  private async outside(tx: EntityManager, ctx: RequestContext, act: Act, organId: string): Promise<string> {
    const own = await this.access.requireNode(tx, ctx, act);
    await this.access.requireNode(tx, ctx, act, organId);
    if (own.organId === null) throw accessError('ACT_NOT_YOURS');
    return own.organId;
  }
}
