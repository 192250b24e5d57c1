import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Time, clampFirst, decodeCursor, pageOf, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { stateConditions } from '../board-states.js';
import { NO_TERM, OWN_RULES, PATROLLED_SIGNS } from '../domain/patrol.js';
import { readerOf } from '../runner/record.page.js';

export interface MissingRow {
  readonly id: string;
  readonly petitionId: string;
  readonly petitionNumber: string | null;
  readonly organId: string | null;
  readonly missing: string;
  readonly since: string;
  readonly basis: string | null;
}

const Cursor = z.tuple([z.iso.date(), z.uuid()]);
const [READER, TODAY] = ['$1', '$2::date'];
const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** One source of missing steps: rows `x` in the order of `day` and `id`, whose columns are found by an index. */
interface Source {
  readonly from: string;
  readonly day: string;
  readonly id: string;
  readonly petitionId: string;
  readonly organId: string;
  readonly missing: string;
  readonly basis: string;
  readonly when: string;
}

const SOURCES: readonly Source[] = [
  {
    from: 'clock_register c',
    day: 'c.effective_due',
    id: 'c.clock_id',
    petitionId: 'c.petition_id',
    organId: 'c.subject',
    missing: 'c.term',
    basis: 'c.article',
    when: `c.listed and c.nature = 'duty' and ${stateConditions(TODAY).overdue}`,
  },
  {
    from: 'matter_sign c join petition m on m.id = c.petition_id',
    day: 'c.on_day',
    id: 'c.ref',
    petitionId: 'c.petition_id',
    organId: 'coalesce(c.organ_id, m.organ_id)',
    missing: 'c.kind',
    basis: 'null::text',
    when: `c.kind in (${list(Object.keys(PATROLLED_SIGNS))}) and m.listed and m.closed_on is null`,
  },
  {
    from: 'petition c join organ n on n.id = c.organ_id',
    day: 'c.received_on',
    id: 'c.id',
    petitionId: 'c.id',
    organId: 'c.organ_id',
    missing: `'${NO_TERM}'`,
    basis: 'null::text',
    when: `c.opened and c.listed and c.closed_on is null and c.merged_into is null and c.received_on is not null and n.kind not in (${list(OWN_RULES)})
      and not exists (select from clock_register r where r.petition_id = c.id and r.ended is null)`,
  },
];

/** Routine patrol: open matters whose legal step is missing, from the terms and facts that are kept, as far as the reader may see them. */
@Injectable()
export class Patrol {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly access: Access,
  ) {}

  /**
   * The oldest first. A paused term lacks nothing; reports are in no list, and neither is a matter without a term of an organ that works under its
   * own rules.
   * @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED
   */
  async page(
    ctx: RequestContext,
    organIds?: readonly string[] | null,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<MissingRow>> {
    signedIn(ctx);
    const limit = clampFirst(first);
    const values: unknown[] = [readerOf(ctx), this.time.today()];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const organs = organIds ? given(organIds, 'uuid[]') : null;
    const behind = after ? decodeCursor(after, Cursor) : null;
    const place = behind ? `(${given(behind[0], 'date')}, ${given(behind[1], 'uuid')})` : null;
    const sources = SOURCES.map(({ from, day, id, petitionId, organId, missing, basis, when }) => {
      const visible = this.access.visibleInList('c', READER, petitionId.replace('c.', ''));
      const conditions = [when, `(select ${visible})`];
      if (organs) conditions.push(`${organId} = any(${organs})`);
      if (place) conditions.push(`(${day}, ${id}) > ${place}`);
      return `(select ${id} id, ${petitionId} "petitionId", ${organId} "organId", ${missing} missing, ${day} since, ${basis} basis
        from ${from} where ${conditions.join(' and ')} order by ${day}, ${id} limit ${limit + 1})`;
    });
    const rows = (await this.db.query(
      `select x.id, x."petitionId", (select p.number from petition p where p.id = x."petitionId") "petitionNumber", x."organId", x.missing,
         x.since::text since, x.basis
       from (${sources.join(' union all ')}) x order by x.since, x.id limit ${limit + 1}`,
      values,
    )) as MissingRow[];
    return pageOf(rows, limit, ({ since, id }) => [since, id], Boolean(after));
  }
}
