import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import {
  Time,
  clampFirst,
  decodeCursor,
  pageOf,
  signedIn,
  sql,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { assessmentOffers, assessmentState, heldPoints } from '../domain/assessment/assessment.js';
import {
  ASSESSMENT_STATES,
  type AssessmentScheme as Scheme,
  type OrganAssessment as One,
} from '../domain/assessment/assessment.records.js';
import { DEFINITIONS } from '../domain/figures/definitions.js';
import { supervisionError } from '../domain/supervision.errors.js';
import type { AssessedItem, AssessmentScheme, AssessmentScore, OrganAssessment } from './assessment.graph.js';

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

const READERS = `r.person_id = $1::uuid and r.role in ('HEAD', 'SUPERVISOR', 'AUDITOR')`;
/** Who assesses, who is assessed, and nobody else. */
const SEEN = `exists (select from person_role r where ${READERS} and (r.organ_id = s.by_organ_id
    or exists (select from organ_assessment a where a.scheme_id = s.id and a.organ_id = r.organ_id)))`;
const one: Statement = {
  name: 'supervision.assessment-scheme',
  text: `select s.data from assessment_scheme s where s.id = $2 and ${SEEN}`,
};
/** Of a scheme: all for who assesses, the own one for who is assessed. */
const organsFor = (access: Access): Statement => ({
  name: 'supervision.organ-assessments',
  text: `select o.data, ${access.atOrgan('submitSelfCheck', 'o.organ_id', '$1', 'none')} answers, ${access.atOrgan('scoreAssessment', 'o.by_organ_id', '$1', 'none')}
      and not exists (select from person_role r where r.person_id = $1::uuid and r.organ_id = o.organ_id) assesses
    from organ_assessment o where o.scheme_id = any($2::uuid[])
    and exists (select from person_role r where ${READERS} and r.organ_id in (o.organ_id, o.by_organ_id))`,
});
const assessing: Statement = {
  name: 'supervision.assessing',
  text: `select s.data from assessment_scheme s where s.id = $2 and exists (select from person_role r where ${READERS} and r.organ_id = s.by_organ_id)`,
};

/** An assessment of an organ, with what the reader may do about it. */
interface Found {
  readonly data: One;
  readonly answers: boolean;
  readonly assesses: boolean;
}

const total = (points: readonly { readonly points: number }[]): number =>
  points.reduce((sum, one) => sum + Math.round(one.points * 100), 0) / 100;

/** Schemes of assessment by right, and how each organ stands. */
@Injectable()
export class AssessmentReads {
  private readonly organs: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    access: Access,
  ) {
    this.organs = organsFor(access);
  }

  /** @throws ASSESSMENT_UNKNOWN where the reader may not see it, as for an unknown one */
  async scheme(ctx: RequestContext, id: string): Promise<AssessmentScheme> {
    const [row] = isUuid(id) ? await sql<{ data: Scheme }>(this.db.manager, one, [ctx.personId, id]) : [];
    const [shown] = row ? await this.shown(ctx, [row.data]) : [];
    if (!shown) throw supervisionError('ASSESSMENT_UNKNOWN');
    return shown;
  }

  /** Newest first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  async page(
    ctx: RequestContext,
    year?: number | null,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<AssessmentScheme>> {
    const limit = clampFirst(first);
    const values: unknown[] = [signedIn(ctx)];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const conditions = [SEEN];
    if (year) conditions.push(`s.year = ${given(year, 'int')}`);
    if (after) {
      const [day, id] = decodeCursor(after, Cursor);
      conditions.push(`(s.published_on, s.id) < (${given(day, 'date')}, ${given(id, 'uuid')})`);
    }
    const rows = (await this.db.query(
      `select s.data from assessment_scheme s where ${conditions.join(' and ')} order by s.published_on desc, s.id desc limit ${limit + 1}`,
      values,
    )) as { data: Scheme }[];
    const schemes = await this.shown(
      ctx,
      rows.map(({ data }) => data),
    );
    return pageOf(schemes, limit, ({ publishedOn, id }) => [publishedOn, id], Boolean(after));
  }

  /**
   * Final points by organ and item, for who assesses: what leaves the system, without numbers of petitions, claims and reasons.
   * @throws ASSESSMENT_UNKNOWN
   */
  async scores(ctx: RequestContext, id: string): Promise<AssessmentScore[]> {
    const [row] = isUuid(id) ? await sql<{ data: Scheme }>(this.db.manager, assessing, [ctx.personId, id]) : [];
    if (!row) throw supervisionError('ASSESSMENT_UNKNOWN');
    const items = new Map(row.data.items.map((item) => [item.code, item]));
    const ones = (await this.organsOf(ctx, [row.data])).map(({ data }) => data);
    return ones
      .filter((each) => assessmentState(row.data, each, this.time.today()) === 'final')
      .flatMap((each) =>
        heldPoints(each).flatMap(({ code, points }) => {
          const item = items.get(code);
          return item ? [{ organ: { id: each.organId }, code, title: item.title, points, of: item.points }] : [];
        }),
      );
  }

  private async organsOf(ctx: RequestContext, schemes: readonly Scheme[]): Promise<Found[]> {
    const rows = await sql<Found>(this.db.manager, this.organs, [ctx.personId, schemes.map(({ id }) => id)]);
    const found = new Map(rows.map((row) => [`${row.data.schemeId} ${row.data.organId}`, row]));
    return schemes.flatMap(({ id, organIds }) => organIds.flatMap((organId) => found.get(`${id} ${organId}`) ?? []));
  }

  private async shown(ctx: RequestContext, schemes: readonly Scheme[]): Promise<AssessmentScheme[]> {
    const ones = await this.organsOf(ctx, schemes);
    const [today, personId] = [this.time.today(), signedIn(ctx)];
    return schemes.map((scheme) => ({
      ...scheme,
      byOrgan: { id: scheme.byOrganId },
      items: scheme.items.map((item) => ({ ...item, figure: item.figure && { ...item.figure, title: DEFINITIONS[item.figure.id].title } })),
      organs: ones
        .filter(({ data }) => data.schemeId === scheme.id)
        .map(({ data, ...may }) => ({
          ...organShown(scheme, data, today),
          acts: assessmentOffers(scheme, data, { personId, ...may }, today),
        })),
    }));
  }
}

function organShown(scheme: Scheme, each: One, today: string): Omit<OrganAssessment, 'acts'> {
  const { selfCheck, score, decision } = each;
  const state = assessmentState(scheme, each, today);
  const held = heldPoints(each);
  return {
    organ: { id: each.organId },
    state,
    stateName: ASSESSMENT_STATES[state],
    selfCheckedOn: selfCheck?.on ?? null,
    scoredOn: score?.on ?? null,
    scoredBy: score && { id: score.personId },
    contestBy: score?.contestBy ?? null,
    decidedBy: decision && { id: decision.personId },
    items: scheme.items.map(({ code }) => itemShown(each, code, held.find((item) => item.code === code)?.points ?? null)),
    total: score && total(held),
  };
}

function itemShown({ selfCheck, score, contest, decision }: One, code: string, points: number | null): AssessedItem {
  const of = <Item extends { readonly code: string }>(part: { readonly items: readonly Item[] } | null) =>
    part?.items.find((item) => item.code === code);
  const [claim, scored] = [of(selfCheck), of(score)];
  return {
    code,
    claimed: claim?.points ?? null,
    evidence: claim?.evidence ?? null,
    scored: scored?.points ?? null,
    reason: scored?.reason ?? null,
    numerator: scored?.numerator ?? null,
    denominator: scored?.denominator ?? null,
    contested: of(contest)?.reason ?? null,
    decided: of(decision)?.reason ?? null,
    points,
  };
}
