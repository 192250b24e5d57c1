import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { clampFirst, pageOf, signedIn, sql, type Connection, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { Advice } from '../domain/advice/advice.records.js';
import type { ConductComplaint } from '../domain/conduct/conduct.records.js';
import type { Measure } from '../domain/measures/measure.records.js';
import { offersOn } from '../domain/organ-offers.js';
import type { OrganRecord, OrganRecordKind } from '../domain/organ-record.js';
import type { QualityCorrection } from '../domain/quality/correction.records.js';
import { roundOffers } from '../domain/rounds/round-offers.js';
import { roundFor, type Round, type RoundReader } from '../domain/rounds/round.records.js';
import { pageOfRecords, readerOf, type RecordFilter } from './record.page.js';

/** A record between organs as its reader may see it; the petition only where the reader may see that as well. */
export type OrganRecordView<Kind extends OrganRecordKind = OrganRecordKind> = Extract<OrganRecord, { kind: Kind }> & {
  readonly petitionId: string | null;
  readonly petitionNumber: string | null;
};

interface Row {
  readonly petitionId: string | null;
  readonly petitionNumber: string | null;
  readonly record: OrganRecord;
  readonly reader: RoundReader | null;
}

const leaders: Statement = {
  name: 'supervision.leaders',
  text: `select r.person_id id from person_role r join organ o on o.id = r.organ_id where r.organ_id = $2 and r.role = 'HEAD'
    and exists (select from person_role mine join organ own on own.id = mine.organ_id
      where mine.person_id = $1 and mine.role in ('SUPERVISOR', 'AUDITOR') and coalesce(own.parent_id, own.id) = any(o.path)) order by 1`,
};

const heads: Statement = {
  name: 'supervision.heads',
  text: `select 1 from person_role where person_id = $1 and organ_id = $2 and role = 'HEAD'`,
};

/** The parameter that is the reader. */
const READER = '$1';

/**
 * Records between organs, by right: of the organ addressed, the one in whose name it was done and the supervisors of their tree. An advice of a
 * petition is seen with the petition too, but not one that pursues responsibility: the petition is at the unit that it is about.
 * A measure is seen by the organ addressed, the one that proposed it, and supervisors above the organ addressed.
 * A complaint about staff is seen by who handles and who registered it, never by the officer or by anybody of the unit complained about.
 * A round is seen whole by who inspects, who ordered it and who was told of important problems, but by nobody of an inspected organ; an inspected
 * organ sees its own part, of a spot check once it is fed back.
 */
@Injectable()
export class OrganRecordReads {
  private readonly conditions: Readonly<Record<OrganRecordKind, string>>;
  private readonly joined: string;
  private readonly columns: string;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {
    const free = access.free('s', READER, 'petition_id');
    const concerned = (act: string): string =>
      `${access.atOrgan(act, 's.organ_id', READER)} or ${access.atOrgan(act, 's.by_organ_id', READER)}`;
    this.joined = `from supervision_record s left join petition p on p.id = s.petition_id and ${access.visible('p', READER)}`;
    const here = (column: string): string => access.atOrgan('readConductComplaint', column, READER, 'none');
    const at = (column: string): string => access.atOrgan('readInspectionRound', column, READER, 'none');
    const whole = `((${access.atOrgan('readInspectionRound', 's.by_organ_id', READER)} or ${at('s.organ_id')}
        or exists (select from json_array_elements(s.data->'reports') told where ${at(`(told->>'toOrganId')::uuid`)}))
      and not exists (select from person_role w join organ o on o.id = w.organ_id where w.person_id = ${READER} and o.path && s.organ_ids))`;
    // Who is looked at without notice learns of it by the feedback.
    const own = `array(select (part->>'organId')::uuid from json_array_elements(s.data->'parts') part where ${at(`(part->>'organId')::uuid`)}
      and (part->>'feedback' is not null or not (s.data->'methods')::jsonb ? 'spot_check'))`;
    this.columns = `p.id "petitionId", p.number "petitionNumber", s.data record,
      case when s.kind = 'round' then json_build_object('whole', ${whole}, 'organIds', ${own}) end reader`;
    this.conditions = {
      advice: `(${concerned('readAdvice')} or p.id is not null and s.data->>'advice' <> 'RESPONSIBILITY') and ${free}`,
      // Point to point: not by the tree from beside the organ addressed, nor from beside who decided.
      measure: `(${access.atOrgan('readConferenceMeasure', 's.organ_id', READER, 'above')} or ${access.atOrgan('readConferenceMeasure', 's.by_organ_id', READER, 'none')})`,
      round: `(${whole} or ${own} <> '{}')`,
      contest: `(${concerned('readContest')}) and ${free}`,
      conduct: `(${here('s.by_organ_id')} or ${here(`(s.data->>'receivedByOrganId')::uuid`)}) and ${free}
        and s.data->>'personId' is distinct from ${READER}::text
        and not exists (select from person_role w join organ o on o.id = w.organ_id where w.person_id = ${READER} and s.organ_id = any(o.path))`,
      correction: `(${concerned('readQualityCorrection')}) and ${free}`,
    };
  }

  /** SQL that is true where the person $1 may see the record `s` of that kind. */
  seen(kind: OrganRecordKind): string {
    return this.conditions[kind];
  }

  /** SQL of the record $3 of the kind $2 as the person $1 may see it. */
  oneOf(kind: OrganRecordKind, columns: string): string {
    return `select ${columns} ${this.joined} where s.id = $3 and s.kind = $2 and ${this.conditions[kind]}`;
  }

  /** Null where the reader may not see it, as for an unknown one. */
  async one<Kind extends OrganRecordKind>(ctx: RequestContext, kind: Kind, id: string): Promise<OrganRecordView<Kind> | null> {
    if (!isUuid(id)) return null;
    const [row] = (await this.db.query(this.oneOf(kind, this.columns), [readerOf(ctx), kind, id])) as Row[];
    return row ? (viewOf(row) as OrganRecordView<Kind>) : null;
  }

  /**
   * Names of the acts that the reader may do about a record now; their rules may still ask for more.
   * @param of of a round: the inspected organ; null: the round as a whole
   */
  async offers(
    ctx: RequestContext,
    record: Advice | Measure | QualityCorrection | Round | ConductComplaint,
    of: string | null = null,
  ): Promise<string[]> {
    const { personId, kind, on } = ctx;
    if (personId === null || kind !== 'person') return [];
    const open =
      record.kind === 'round'
        ? roundOffers(record, { personId, on, isHead: await this.isHead(personId, record.byOrganId) }, of)
        : offersOn(record, { personId, on });
    const may = await Promise.all(open.map(({ act, organId }) => this.access.mayNode(this.db, ctx, act, organId)));
    return open.flatMap(({ act }, at) => (may[at] ? [act] : []));
  }

  private async isHead(personId: string, organId: string): Promise<boolean> {
    return (await sql(this.db.manager, heads, [personId, organId])).length > 0;
  }

  /** Who leads an organ, for those who may propose a measure against it; nobody for others. */
  async leaders(ctx: RequestContext, organId: string): Promise<{ id: string }[]> {
    const { personId } = ctx;
    if (personId === null || !isUuid(organId) || !(await this.access.mayNode(this.db, ctx, 'proposeConferenceMeasure'))) return [];
    return sql<{ id: string }>(this.db.manager, leaders, [personId, organId]);
  }

  /** What an act has just written. */
  async acted<Kind extends OrganRecordKind>(
    ctx: RequestContext,
    kind: Kind,
    acting: Promise<{ id: string }>,
  ): Promise<OrganRecordView<Kind>> {
    const view = await this.one(ctx, kind, (await acting).id);
    if (!view) throw new Error('whoever may act on a record between organs may read it');
    return view;
  }

  /** Newest first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  async page<Kind extends OrganRecordKind>(
    ctx: RequestContext,
    kind: Kind,
    filter: RecordFilter & { readonly kinds?: readonly string[] | null; readonly reopening?: boolean | null },
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<OrganRecordView<Kind>>> {
    signedIn(ctx);
    const limit = clampFirst(first);
    const values: unknown[] = [readerOf(ctx), kind];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const { organIds, ...rest } = filter;
    const { conditions, order } = pageOfRecords(kind === 'round' ? rest : filter, 'opened', after, given);
    const all = ['s.kind = $2', this.conditions[kind], ...conditions];
    if (kind === 'round' && organIds) all.push(`s.organ_ids && ${given(organIds, 'uuid[]')}`);
    if (filter.kinds) all.push(`s.data->>'advice' = any(${given(filter.kinds, 'text[]')})`);
    if (filter.reopening) all.push(`s.data->>'reopening' is not null`);
    const rows = (await this.db.query(
      `select ${this.columns} ${this.joined} where ${all.join(' and ')} order by ${order} limit ${limit + 1}`,
      values,
    )) as Row[];
    const views = rows.map((row) => viewOf(row) as OrganRecordView<Kind>);
    return pageOf(views, limit, ({ openedOn, id }) => [openedOn, id], Boolean(after));
  }
}

const viewOf = ({ record, reader, ...petition }: Row): OrganRecordView => ({
  ...(record.kind === 'round' ? roundFor(record, reader ?? { whole: false, organIds: [] }) : record),
  ...petition,
});
