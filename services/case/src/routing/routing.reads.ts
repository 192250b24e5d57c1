import { Injectable } from '@nestjs/common';
import { loader, type RequestContext, type Statement } from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { sql } from '../sealing/sql.js';
import { stationsOf, type Station } from '../domain/routing/charge.js';
import { crossingOf } from '../domain/routing/crossing.js';
import type { CaseRecord } from '../domain/records.js';
import type { CourseOrgan } from './routing.graph.js';

interface Row {
  id: string;
  registeringOrganId: string;
  receivedOn: Day;
  records: CaseRecord[];
}

const rowsOf: Statement = {
  name: 'case.routing',
  text: `select p.id, p.registering_organ_id "registeringOrganId", p.received_on "receivedOn",
    coalesce((select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'state', c.state, 'on', c.on_day, 'data', c.data) order by c.id)
      from case_record c where c.petition_id = p.id and c.kind in ('transfer', 'crossing')), '[]') records
    from petition p where p.id = any($1::uuid[])`,
};

const ROWS = Symbol('routing of petitions');

/** The organs a matter has been with, and its crossing marks; the caller has checked the right. */
@Injectable()
export class RoutingReads {
  constructor(private readonly db: DataSource) {}

  async organs(ctx: RequestContext, petitionId: string): Promise<CourseOrgan[]> {
    const row = await this.row(ctx, petitionId);
    return row ? stationsOf(row).map(({ organId, ...station }: Station) => ({ ...station, organ: { id: organId } })) : [];
  }

  async crossing(ctx: RequestContext, petitionId: string): Promise<string[]> {
    const row = await this.row(ctx, petitionId);
    return row ? [...crossingOf(row)] : [];
  }

  private row(ctx: RequestContext, petitionId: string): Promise<Row | null> {
    return loader<string, Row>(ctx, ROWS, async (ids) => {
      const rows = new Map((await sql<Row>(this.db.manager, rowsOf, [[...ids]])).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    }).load(petitionId);
  }
}
