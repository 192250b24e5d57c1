import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { clampFirst, decodeCursor, pageOf, signedIn, sql, type Connection, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import {
  agreement,
  differences,
  heldScores,
  qualityOffers,
  type Inspection,
  type Sample,
  type Settlement,
} from '../domain/quality/sample.js';
import { supervisionError } from '../domain/supervision.errors.js';
import type { QualitySample, SampledMatter } from './quality.graph.js';
import { readInspections, readSettlements, underCorrection } from './quality.rows.js';

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

/** Who reviews and whose work is reviewed see a sample, and those above who may score it: supervisors, and the bureau's auditors; nobody else. */
const SEEN = `exists (select from person_role r join organ own on own.id = r.organ_id join organ o on o.id = s.organ_id where r.person_id = $1::uuid and
    (r.organ_id in (s.organ_id, s.by_organ_id) and r.role in ('HEAD', 'SUPERVISOR', 'AUDITOR')
      or (r.role = 'SUPERVISOR' or r.role = 'AUDITOR' and own.kind = 'petition_bureau') and coalesce(own.parent_id, own.id) = any(o.path)))`;
const one: Statement = { name: 'supervision.sample', text: `select s.data from quality_sample s where s.id = $2 and ${SEEN}` };

const sum = (scores: Readonly<Record<string, number>>): number => Object.values(scores).reduce((total, points) => total + points, 0);

/** The acts that are open to a person, as far as the reader has the right to them. */
type May = (offersTo: (personId: string) => string[]) => Promise<string[]>;

/** A matter of the graph that keeps what its reader may do about it. */
export type ShownMatter = SampledMatter & { readonly offer: () => Promise<string[]> };

/** Samples by right, and what came of them. */
@Injectable()
export class QualityReads {
  private readonly petitions: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {
    this.petitions = {
      name: 'supervision.sampled',
      text: `select p.id from petition p where p.id = any($1::uuid[]) and ${access.visible('p', '$2')}`,
    };
  }

  /** @throws SAMPLE_UNKNOWN where the reader may not see it, as for an unknown one */
  async sample(ctx: RequestContext, id: string): Promise<QualitySample> {
    const [row] = isUuid(id) ? await sql<{ data: Sample }>(this.db.manager, one, [ctx.personId, id]) : [];
    const [shown] = row ? await this.shown(ctx, [row.data]) : [];
    if (!shown) throw supervisionError('SAMPLE_UNKNOWN');
    return shown;
  }

  /** Newest first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  async page(ctx: RequestContext, organIds?: readonly string[] | null, first?: number | null, after?: string | null) {
    const limit = clampFirst(first);
    const values: unknown[] = [signedIn(ctx)];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const conditions = [SEEN];
    if (organIds) conditions.push(`s.organ_id = any(${given(organIds, 'uuid[]')})`);
    if (after) {
      const [day, id] = decodeCursor(after, Cursor);
      conditions.push(`(s.drawn_on, s.id) < (${given(day, 'date')}, ${given(id, 'uuid')})`);
    }
    const rows = (await this.db.query(
      `select s.data from quality_sample s where ${conditions.join(' and ')} order by s.drawn_on desc, s.id desc limit ${limit + 1}`,
      values,
    )) as { data: Sample }[];
    const samples = await this.shown(
      ctx,
      rows.map(({ data }) => data),
    );
    const page: Connection<QualitySample> = pageOf(samples, limit, ({ drawnOn, id }) => [drawnOn, id], Boolean(after));
    return page;
  }

  /** What a reader who has the right may do about a matter of the sample; each right is looked up once. */
  private mayOf(ctx: RequestContext, { organId, byOrganId }: Sample): May {
    const known = new Map<string, Promise<boolean>>();
    return async (offersTo) => {
      const acts = ctx.personId !== null && ctx.kind === 'person' ? offersTo(ctx.personId) : [];
      const may = await Promise.all(
        acts.map((act) => {
          const asked = known.get(act) ?? this.access.mayNode(this.db, ctx, act, act === 'openQualityCorrection' ? byOrganId : organId);
          known.set(act, asked);
          return asked;
        }),
      );
      return acts.filter((_, at) => may[at]);
    };
  }

  private async shown(ctx: RequestContext, samples: readonly Sample[]): Promise<QualitySample[]> {
    const ids = samples.map(({ id }) => id);
    const sampled = samples.flatMap(({ petitionIds }) => petitionIds);
    const [inspections, settlements, seen, correcting] = await Promise.all([
      readInspections(this.db.manager, ids),
      readSettlements(this.db.manager, ids),
      sql<{ id: string }>(this.db.manager, this.petitions, [sampled, ctx.personId]),
      underCorrection(this.db.manager, sampled),
    ]);
    const visible = new Set(seen.map(({ id }) => id));
    return samples.map((sample) => {
      const of = <Row>(rows: readonly { readonly sampleId: string; readonly data: Row }[]) =>
        rows.filter(({ sampleId }) => sampleId === sample.id).map(({ data }) => data);
      const made = of(inspections);
      const { same, items } = agreement(sample, made);
      const may = this.mayOf(ctx, sample);
      return {
        ...sample,
        organ: { id: sample.organId },
        byOrgan: { id: sample.byOrganId },
        drawnBy: { id: sample.byPersonId },
        sheet: [...sample.sheet],
        matters: sample.petitionIds
          .filter((id) => visible.has(id))
          .map((id) => matterOf(sample, id, made, of(settlements), correcting.has(id), may)),
        agreed: same,
        compared: items,
      };
    });
  }
}

function matterOf(
  { sheet }: Sample,
  petitionId: string,
  made: readonly Inspection[],
  settled: readonly Settlement[],
  corrects: boolean,
  may: May,
): ShownMatter {
  const both = made.filter((one) => one.petitionId === petitionId);
  const differing = differences(sheet, both);
  const settlement = settled.find((one) => one.petitionId === petitionId) ?? null;
  const held = heldScores(sheet, both, settlement);
  return {
    petition: { id: petitionId },
    inspected: both.length,
    inspections: (differing === null ? [] : both).map(({ personId, organId, on, scores, remark }) => ({
      inspector: { id: personId },
      organ: { id: organId },
      on,
      scores: sheet.map(({ item }) => ({ item, points: scores[item] ?? 0 })),
      total: sum(scores),
      remark,
    })),
    differences: [...(differing ?? [])],
    total: held && sum(held),
    settledReason: settlement?.reason ?? null,
    offer: () => may((personId) => qualityOffers(sheet, both, settlement, { personId, corrects })),
  };
}
