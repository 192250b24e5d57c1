import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { byIds, forIds, listOf, loader, sql, type ByIds, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { partners } from '../partners/partners.rows.js';
import type { CourseAtNode, CourseStep, PetitionAcrossLevels } from './matters.graph.js';
import { isShared, mattersOf, petitionsOfNumber, type MatterOfPetition } from './matters.rows.js';
import { saidOf, type SaidRow } from './said.rows.js';
import { ToldHandlers } from './told.handlers.js';
import { toldOf, type ToldRow } from './told.rows.js';

const [SEEN, MATTERS, TOLD, SAID, NAMES] = [Symbol('seen'), Symbol('matters'), Symbol('told'), Symbol('said'), Symbol('names')];

/** The course of petitions at other nodes, for who may read the petition. */
@Injectable()
export class MatterReads {
  private readonly seen: ByIds;

  constructor(
    private readonly db: DataSource,
    private readonly told: ToldHandlers,
    private readonly access: Access,
  ) {
    this.seen = byIds('exchange.petitions', `select k.id from petition_known k where k.id $IDS and ${access.visible('k', '$2')}`);
  }

  /** Whether the reader may see the petition; an id that is none belongs to nothing. */
  async sees(ctx: RequestContext, id: string): Promise<boolean> {
    const person = ctx.kind === 'person' ? ctx.personId : null;
    const seen = await loader<string, true>(ctx, SEEN, async (ids) => {
      const [statement, bound] = forIds(
        this.seen,
        ids.filter((one) => isUuid(one)),
      );
      const found = new Set((await sql<{ id: string }>(this.db.manager, statement, [bound, person])).map((row) => row.id));
      return ids.map((one) => (found.has(one) ? true : null));
    }).load(id);
    return seen !== null;
  }

  /** Whether the reader may ask the other nodes. */
  async mayAsk(ctx: RequestContext, id: string): Promise<boolean> {
    if (!(await this.matters(ctx, id)).some(isShared)) return false;
    return (await this.access.rights(this.db, ctx, [id])).get(id)?.('askOtherNodes') != null;
  }

  /** In the order of its handing over; empty where only this node knows the petition. Read only what `sees` allows. */
  async course(ctx: RequestContext, id: string): Promise<CourseAtNode[]> {
    const matters = await this.matters(ctx, id);
    if (matters.length === 0) return [];
    const steps = await listOf<ToldRow>(
      ctx,
      TOLD,
      id,
      (ids) => toldOf(this.db.manager, ids),
      ({ petitionId }) => petitionId,
    );
    const said = await listOf<SaidRow>(
      ctx,
      SAID,
      id,
      (ids) => saidOf(this.db.manager, ids),
      ({ petitionId }) => petitionId,
    );
    const names = await loader<string, string>(ctx, NAMES, async (nodes) => {
      const known = new Map((await partners(this.db.manager)).map(({ node, name }) => [node, name]));
      return nodes.map((node) => known.get(node) ?? null);
    }).loadMany(matters.map(({ partner }) => partner));
    return matters.map(({ partner: node, organId, partnerNumber, askedAt, ...matter }, at) => ({
      ...matter,
      node,
      partial: askedAt !== null && !steps.some((step) => step.partner === node && step.kind === 'status-answer' && step.toldAt >= askedAt),
      nodeName: typeof names[at] === 'string' ? names[at] : node,
      organ: { id: organId },
      number: partnerNumber,
      steps: steps.filter((step) => step.partner === node && step.way === matter.way).map((step) => this.step(step)),
      said: said
        .filter(({ partner, way }) => partner === node && way === matter.way)
        .map(({ kind, state, code, saidAt: at }) => ({ kind, state, code, at })),
    }));
  }

  /** Null for a petition that the reader may not see, and for one of this node alone. */
  async acrossLevels(ctx: RequestContext, number: string): Promise<PetitionAcrossLevels | null> {
    for (const id of await petitionsOfNumber(this.db.manager, number)) {
      if (!(await this.sees(ctx, id))) continue;
      const course = await this.course(ctx, id);
      return { petition: { id }, course, partial: course.some(({ partial }) => partial) };
    }
    return null;
  }

  private matters(ctx: RequestContext, id: string): Promise<MatterOfPetition[]> {
    return listOf<MatterOfPetition>(
      ctx,
      MATTERS,
      id,
      (ids) => mattersOf(this.db.manager, ids),
      ({ petitionId }) => petitionId,
    );
  }

  private step(row: ToldRow): CourseStep {
    const { messageId, kind, on, due, ground, toldAt: asOf, unknown: unknownFields } = row;
    return { messageId, kind, on, due, ground, asOf, unknownFields, ...this.told.wordsOf(row) };
  }
}
