import { Injectable } from '@nestjs/common';
import { Access, type NodeGrant } from '@sunshine/access';
import { Time, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';

/** Whose figures a reader asked for, and how far the reader may see into them. */
export interface Area {
  readonly personId: string;
  readonly organId: string;
  /** The organ, and with `below` those below it. */
  readonly organIds: readonly string[];
  readonly below: boolean;
  /** The organ itself, or its supervisor: sets below five are shown. */
  readonly sees: boolean;
  /** Matters counted in these organs that are kept from the reader; they are taken out of what the reader is told. */
  readonly barred: readonly string[];
}

const organs: Statement = {
  name: 'supervision.area',
  text: 'select id from organ where id = $1 or ($2 and path && array[$1::uuid])',
};
const above: Statement = { name: 'supervision.area-of', text: 'select coalesce(parent_id, id) id from organ where id = $1' };

/** Which organs a reader of figures may read of. */
@Injectable()
export class Areas {
  private readonly barred: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly time: Time,
  ) {
    this.barred = {
      name: 'supervision.barred',
      text: `select distinct x.petition_id id from relation x where x.relation in ('barred', 'recused') and not (${access.free('x', '$1', 'petition_id')})`,
    };
  }

  /**
   * @param organId null: the area of a reader who supervises one, else the reader's own organ
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS
   */
  async of(ctx: RequestContext, organId: string | null, below: boolean): Promise<Area> {
    const personId = signedIn(ctx);
    const who = { personId: ctx.kind === 'person' ? personId : null, on: this.time.today() };
    const grant = await this.grant(who, organId);
    const id = grant.organId as string;
    const [found, barred] = await Promise.all([
      sql<{ id: string }>(this.db.manager, organs, [id, below]),
      sql<{ id: string }>(this.db.manager, this.barred, [personId]),
    ]);
    return {
      personId,
      organId: id,
      organIds: found.map((organ) => organ.id),
      below,
      sees: grant.role === 'SUPERVISOR' || (grant.relation === 'own' && found.length === 1),
      barred: barred.map((petition) => petition.id),
    };
  }

  private async grant(who: { personId: string | null; on: string }, organId: string | null): Promise<NodeGrant> {
    const own = await this.access.requireNode(this.db, who, 'readTimeliness', organId);
    if (organId !== null || own.organId === null) return own;
    const [area] = await sql<{ id: string }>(this.db.manager, above, [own.organId]);
    const wider = area !== undefined && (await this.access.mayNode(this.db, who, 'readTimeliness', area.id));
    return wider ? this.access.requireNode(this.db, who, 'readTimeliness', area.id) : own;
  }
}
