import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import { loader, byIds, forIds, sql, type ByIds, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { triggersOf, type OfferedTrigger, type Sign, type WatchedDuty } from '../domain/handling/triggers.js';

interface Row {
  readonly id: string;
  readonly division: string;
  readonly duties: readonly WatchedDuty[];
  readonly signs: readonly Sign[];
}

const LOADER = Symbol('triggers of petitions');

/** On what supervised handling of a petition might be opened, as far as its reader may see it. */
@Injectable()
export class Triggers {
  private readonly ofPetitions: ByIds;

  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    access: Access,
  ) {
    this.ofPetitions = byIds(
      'supervision.triggers-of',
      `select p.id, k.division,
          coalesce((select json_agg(json_build_object('clockId', c.clock_id, 'term', c.term, 'nature', c.nature, 'organId', c.subject,
              'effectiveDue', c.effective_due, 'endedOn', c.ended_on, 'pauses', c.pauses) order by c.started_on, c.clock_id)
            from clock_register c where c.petition_id = p.id and c.nature is not null), '[]') duties,
          coalesce((select json_agg(json_build_object('kind', s.kind, 'on', s.on_day, 'organId', s.organ_id) order by s.on_day, s.ref)
            from matter_sign s where s.petition_id = p.id and s.kind <> 'objection_raised'), '[]') signs
        from petition p join petition_known k on k.id = p.id where p.id $IDS and ${access.visible('p', '$2')}`,
    );
  }

  /** Null where the reader may not see the petition. */
  of(ctx: RequestContext, petitionId: string): Promise<OfferedTrigger[] | null> {
    return loader<string, OfferedTrigger[]>(ctx, LOADER, async (ids) => {
      const [statement, bound] = forIds(this.ofPetitions, ids);
      const rows = await sql<Row>(this.db.manager, statement, [bound, ctx.kind === 'person' ? ctx.personId : null]);
      const found = await Promise.all(
        rows.map(async (row) => {
          const pack = await this.law.packFor(this.db.manager, row.division, ctx.on);
          return [row.id, triggersOf(row, pack, ctx.on)] as const;
        }),
      );
      const known = new Map(found);
      return ids.map((id) => known.get(id) ?? null);
    }).load(petitionId);
  }
}
