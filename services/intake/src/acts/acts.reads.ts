import { Injectable } from '@nestjs/common';
import { Access, type RightCheck } from '@sunshine/access';
import { loader, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { deskActsOf, type DeskState } from '../domain/acts.js';
import type { PetitionRow } from '../register/register.rows.js';
import type { DeskAct } from './acts.graph.js';

const states: Statement = {
  name: 'intake.desk-states',
  text: `select p.id, p.channel, p.kind, c.closed_on is not null closed, c.outcome,
      not exists (select from code_slip s where s.petition_id = p.id)
        and not exists (select from query_code q where q.holder_id = p.id and q.round > 0) "slipOpen",
      array(select k.person_id from correction k where k.petition_id = p.id and k.state = 'proposed') "correctedBy",
      array(select s.person_id from succession s where s.petition_id = p.id and s.state = 'proposed') "successionsBy",
      (select count(*)::int from issued_opinion o where o.petition_id = p.id and o.served_on is not null and o.ended_on is null) "standingOpinions",
      (select count(*)::int from publication b where b.petition_id = p.id and b.state <> 'down') "openPublications",
      coalesce((select json_agg(json_build_object('by', b.person_id, 'ground', b.ground)) from publication b
        where b.petition_id = p.id and b.state = 'proposed'), '[]') "proposedPublications"
    from petition p left join petition_course c on c.petition_id = p.id where p.id = any($1::uuid[])`,
};

interface Standing {
  readonly state: DeskState;
  readonly may: RightCheck;
}
const STANDINGS = Symbol('desk acts of petitions');

/** The acts of the desk that a reader of a petition may do now. */
@Injectable()
export class ActReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {}

  async of(ctx: RequestContext, { id }: Pick<PetitionRow, 'id'>): Promise<DeskAct[]> {
    const { personId } = ctx;
    if (ctx.kind !== 'person' || personId === null) return [];
    const found = await loader<string, Standing>(ctx, STANDINGS, async (ids) => {
      const [rows, rights] = await Promise.all([
        sql<DeskState & { id: string }>(this.db.manager, states, [ids]),
        this.access.rights(this.db, ctx, ids),
      ]);
      const byId = new Map(rows.map(({ id: key, ...state }) => [key, state]));
      return ids.map((key) => {
        const [state, may] = [byId.get(key), rights.get(key)];
        return state && may ? { state, may } : null;
      });
    }).load(id);
    return found ? deskActsOf(found.state, personId, (act) => found.may(act) !== null) : [];
  }
}
