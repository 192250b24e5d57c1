import { Injectable } from '@nestjs/common';
import { Access, accessError } from '@sunshine/access';
import {
  byIds,
  clampFirst,
  forIds,
  loader,
  pageOf,
  signedIn,
  sql,
  type ByIds,
  type Connection,
  type RequestContext,
} from '@sunshine/platform';
import { DataSource } from 'typeorm';
import type { RecordKind, SupervisionRecord } from '../domain/matter.js';
import { pageOfRecords, readerOf, type RecordFilter, type RecordOrder } from './record.page.js';
import type { RecordActed } from './supervision.runner.js';

/** A record as its reader may see it: whoever may see the petition, since between organs nothing is hidden. */
export type RecordView<Kind extends RecordKind = RecordKind> = Extract<SupervisionRecord, { kind: Kind }> & {
  readonly petitionId: string;
  readonly petitionNumber: string | null;
};

interface Row {
  readonly petitionId: string;
  readonly petitionNumber: string | null;
  readonly record: SupervisionRecord;
}

interface OfPetition extends Omit<Row, 'record'> {
  readonly records: readonly SupervisionRecord[];
}

const viewOf = ({ record, ...petition }: Row): RecordView => ({ ...record, ...petition });
const COLUMNS = 's.petition_id "petitionId", p.number "petitionNumber", s.data record';
const FROM = 'from supervision_record s join petition p on p.id = s.petition_id';
const ONES = Symbol('records of supervision');
const OF_PETITIONS = Symbol('records of petitions');

/** What supervision keeps, by right. */
@Injectable()
export class RecordReads {
  private readonly ones: ByIds;
  private readonly ofPetitions: ByIds;
  private readonly seen: string;

  constructor(
    readonly db: DataSource,
    access: Access,
  ) {
    this.ones = byIds('supervision.records', `select ${COLUMNS} ${FROM} where s.id $IDS and ${access.visible('p', '$2')}`);
    this.ofPetitions = byIds(
      'supervision.records-of',
      `select p.id "petitionId", p.number "petitionNumber",
          coalesce((select json_agg(s.data order by s.opened_on, s.id) from supervision_record s where s.petition_id = p.id), '[]') records
        from petition p where p.id $IDS and ${access.visible('p', '$2')}`,
    );
    this.seen = access.visibleInList('s', '$1', 'petition_id');
  }

  /** Null where the reader may not see it, as for an unknown one. */
  async one<Kind extends RecordKind>(ctx: RequestContext, kind: Kind, id: string): Promise<RecordView<Kind> | null> {
    const found = await loader<string, RecordView>(ctx, ONES, async (ids) => {
      const [statement, bound] = forIds(this.ones, ids);
      const rows = await sql<Row>(this.db.manager, statement, [bound, readerOf(ctx)]);
      const byId = new Map(rows.map((row) => [row.record.id, viewOf(row)]));
      return ids.map((one) => byId.get(one) ?? null);
    }).load(id);
    return found?.kind === kind ? (found as RecordView<Kind>) : null;
  }

  /** What an act has just written. @throws PETITION_NOT_FOUND where whoever did it may not see it any more */
  async acted<Kind extends RecordKind>(ctx: RequestContext, kind: Kind, acting: Promise<RecordActed>): Promise<RecordView<Kind>> {
    const view = await this.one(ctx, kind, (await acting).recordId);
    if (!view) throw accessError('PETITION_NOT_FOUND');
    return view;
  }

  /** Of a petition, in the order in which they were opened; null where the reader may not see it. */
  async of<Kind extends RecordKind>(ctx: RequestContext, kind: Kind, petitionId: string): Promise<RecordView<Kind>[] | null> {
    const found = await loader<string, readonly RecordView[]>(ctx, OF_PETITIONS, async (ids) => {
      const [statement, bound] = forIds(this.ofPetitions, ids);
      const rows = await sql<OfPetition>(this.db.manager, statement, [bound, readerOf(ctx)]);
      const known = new Map(rows.map(({ records, ...of }) => [of.petitionId, records.map((record) => viewOf({ ...of, record }))]));
      return ids.map((one) => known.get(one) ?? null);
    }).load(petitionId);
    return found?.filter((view): view is RecordView<Kind> => view.kind === kind) ?? null;
  }

  /** Newest first, or by the day of the answer, the earliest first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  async page<Kind extends RecordKind>(
    ctx: RequestContext,
    kind: Kind,
    filter: RecordFilter,
    first?: number | null,
    after?: string | null,
    by: RecordOrder = 'opened',
  ): Promise<Connection<RecordView<Kind>>> {
    signedIn(ctx);
    const limit = clampFirst(first);
    const values: unknown[] = [readerOf(ctx), kind];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const { conditions, order } = pageOfRecords(filter, by, after, given);
    const rows = (await this.db.query(
      `select ${COLUMNS} ${FROM} where ${['s.kind = $2', this.seen, ...conditions].join(' and ')} order by ${order} limit ${limit + 1}`,
      values,
    )) as Row[];
    const views = rows.map((row) => viewOf(row) as RecordView<Kind>);
    return pageOf(views, limit, ({ openedOn, replyBy, id }) => [by === 'opened' ? openedOn : replyBy, id], Boolean(after));
  }
}
