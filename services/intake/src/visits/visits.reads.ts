import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import { loader, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { isCollective, type VisitEvent } from '../domain/visits/visit.js';
import { byPetition, ORGAN, rowsOfPetitions } from '../register/by-petition.js';
import { visitsByIds } from './visit.rows.js';
import type { GuidanceSlip, Interview, Visit } from './visits.graph.js';

const interviews = rowsOfPetitions(
  'interviews',
  `id, ${ORGAN}, on_day as "on", answers, refusal_witness as "refusalWitness", read_back as "readBack",
     signature_file_id as "signatureFileId", copy_given as "copyGiven"`,
  'interview',
  'at, id',
);
const slips = rowsOfPetitions(
  'slips',
  `id, visit_id as "visitId", ${ORGAN}, json_build_object('id', competent_organ_id) as "competentOrgan", place, reception_times as "receptionTimes",
     called_at as "calledAt", call_answer as "callAnswer", lines as "text", on_day as "on"`,
  'guidance_slip',
  'id',
);
const guided: Statement = {
  name: 'intake.visits-guided',
  text: 'select distinct visit_id as id from guidance_slip where visit_id = any($1::uuid[])',
};

const GUIDED = Symbol('whether a visit lay above the level');
const VISITS = Symbol('visits by their id');

/** Visits, interviews and guidance slips of petitions that the reader was allowed to load. */
@Injectable()
export class VisitReads {
  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly access: Access,
  ) {}

  interviews(ctx: RequestContext, petitionId: string): Promise<Interview[]> {
    return byPetition<Interview & { readonly petitionId: string }>(this.db, ctx, interviews, petitionId);
  }

  async guidanceSlip(ctx: RequestContext, petitionId: string): Promise<GuidanceSlip | null> {
    return (await byPetition<GuidanceSlip & { readonly petitionId: string }>(this.db, ctx, slips, petitionId))[0] ?? null;
  }

  visit(ctx: RequestContext, id: string): Promise<Visit | null> {
    return loader<string, Visit>(ctx, VISITS, async (ids) =>
      (await visitsByIds(this.db.manager, ids)).map((visit) => visit && shownVisit(visit)),
    ).load(id);
  }

  /** By the pack in force for the organ's division on the day of the visit. */
  async isCollective(visit: Pick<Visit, 'organ' | 'headCount' | 'on'>): Promise<boolean> {
    const { division } = await this.access.organ(this.db, visit.organ.id);
    return isCollective(visit, await this.law.packFor(this.db.manager, division, visit.on));
  }

  /** Whether a guidance slip was issued for a petition of this visit. */
  async isAboveLevel(ctx: RequestContext, visitId: string): Promise<boolean> {
    const found = await loader<string, boolean>(ctx, GUIDED, async (ids) => {
      const rows = new Set((await sql<{ id: string }>(this.db.manager, guided, [ids])).map(({ id }) => id));
      return ids.map((id) => rows.has(id));
    }).load(visitId);
    return found === true;
  }
}

export function shownVisit({ organId, calledOrganIds, ...visit }: VisitEvent): Visit {
  return { ...visit, organ: { id: organId }, called: calledOrganIds.map((id) => ({ id })) };
}
