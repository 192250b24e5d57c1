import { Injectable } from '@nestjs/common';
import { Access, type Grant } from '@sunshine/access';
import type { Cell, ExportRow, ExportSource, Row } from '@sunshine/exports';
import { LIST_COLUMNS, LIST_ORDERS, type PetitionFilter } from '@sunshine/filters';
import { KeyStore, open } from '@sunshine/sealing';
import { CHANNEL_NAMES, KIND_NAMES, exitName, outcomeName, stageName } from '@sunshine/words';
import { sql, type PeopleNames, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { placeOf } from '../sealing/place.js';
import { EXPORT_JOINS, listQuery, type PetitionOrder, type PetitionRow } from '../register/register.rows.js';

interface Exported extends PetitionRow {
  readonly stage: string | null;
  readonly exit: string | null;
  readonly outcome: string | null;
  readonly closedOn: string | null;
  readonly organName: string | null;
  readonly registeringName: string | null;
  readonly officerId: string | null;
  readonly maskedName: string | null;
  readonly maskedPhone: string | null;
}

type Identity = ReadonlyMap<string, string>;

interface SealedPetitioner {
  readonly id: string;
  readonly petitionId: string;
  readonly sealed: Readonly<Record<string, string>>;
}

const IDENTITY: ReadonlySet<string> = new Set(LIST_COLUMNS.petitions.filter(({ identity }) => identity).map(({ name }) => name));

/** All columns except identity. For a report, sealed fields and the masked petitioner are left out. */
const CELLS: Readonly<Record<string, (row: Exported, names: PeopleNames) => Cell>> = {
  number: ({ number }) => number,
  kind: ({ kind }) => KIND_NAMES[kind],
  channel: ({ channel }) => CHANNEL_NAMES[channel],
  registeredOn: ({ registeredOn }) => registeredOn,
  receivedOn: ({ receivedOn }) => receivedOn,
  summary: ({ summary }) => summary,
  text: ({ text }) => text,
  stage: ({ stage }) => stage && stageName(stage),
  exit: ({ exit }) => exit && exitName(exit),
  outcome: ({ outcome }) => outcome && outcomeName(outcome),
  organ: ({ organName }) => organName,
  // Somebody of another node, or who was given the matter since the names were asked for, has a number alone.
  officer: ({ officerId }, names) => officerId && (names.get(officerId) ?? `人员编号${officerId}`),
  registeringOrgan: ({ registeringName }) => registeringName,
  closedOn: ({ closedOn }) => closedOn,
  division: ({ division }) => division,
  contentClass: ({ contentClass }) => contentClass,
  purpose: ({ purpose }) => purpose,
  peopleCount: ({ peopleCount }) => peopleCount,
  maskedName: ({ kind, maskedName }) => (kind === 'REPORT' ? null : maskedName),
  maskedPhone: ({ kind, maskedPhone }) => (kind === 'REPORT' ? null : maskedPhone),
};

const sealedPetitioners: Statement = {
  name: 'intake.export-petitioners',
  text: 'select id, petition_id as "petitionId", sealed from petitioner where petition_id = any($1::uuid[]) order by petition_id, position',
};
const noteOpenings: Statement = {
  name: 'intake.export-openings',
  text: `insert into sealed_opening (id, petition_id, owner_id, field, person_id, organ_id, role, purpose, at)
    select o.id, o.petition_id, o.owner_id, o.field, $5, o.organ_id, o.role, $8, $9
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $6::uuid[], $7::text[]) o(id, petition_id, owner_id, field, organ_id, role)`,
};

/** The register as a file: the rows of the query `petitions`, with the same filter and the same rights. */
@Injectable()
export class PetitionExportSource implements ExportSource {
  readonly service = 'intake';
  readonly list = 'petitions';
  readonly title = '信访件查询';
  readonly orderBy = LIST_ORDERS.petitions[0];
  readonly acts = { take: 'exportPetitions', identity: 'exportIdentities', confirm: 'confirmPetitionExport' };
  private readonly visible: string;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly keys: KeyStore,
  ) {
    this.visible = access.visibleInList('p', '$1');
  }

  query(personId: string, { filter, orderBy }: Pick<ExportRow, 'filter' | 'orderBy'>): { text: string; values: unknown[] } | null {
    const all = { limit: null, after: null, window: null, visible: this.visible, more: EXPORT_JOINS };
    return listQuery({ personId, filter: filter as PetitionFilter, order: orderBy as PetitionOrder, ...all });
  }

  people(personId: string, { columns, ...list }: Pick<ExportRow, 'filter' | 'orderBy' | 'columns'>) {
    const query = columns.includes('officer') ? this.query(personId, list) : null;
    return query && { ...query, text: `select distinct "officerId" as id from (${query.text}) listed where "officerId" is not null` };
  }

  async cells(
    ctx: RequestContext,
    rows: readonly unknown[],
    columns: readonly string[],
    { purpose }: ExportRow,
    names: PeopleNames,
  ): Promise<Row[]> {
    const petitions = rows as readonly Exported[];
    const fields = columns.filter((column) => IDENTITY.has(column));
    const identities = fields.length > 0 ? await this.identities(ctx, petitions, fields, purpose) : new Map<string, Identity>();
    return petitions.map((row) => columns.map((column) => CELLS[column]?.(row, names) ?? identities.get(row.id)?.get(column) ?? null));
  }

  /** Identity fields of the petitioners of each petition that the person may open and that is no report; openings are recorded first. */
  private async identities(
    ctx: RequestContext,
    petitions: readonly Exported[],
    fields: readonly string[],
    purpose: string,
  ): Promise<ReadonlyMap<string, Identity>> {
    const ids = petitions.filter(({ kind }) => kind !== 'REPORT').map(({ id }) => id);
    const rights = await this.access.rights(this.db, ctx, ids);
    const grants = new Map(
      [...rights].flatMap(([id, right]) => {
        const grant = right('openSealedField');
        return grant ? [[id, grant] as const] : [];
      }),
    );
    const may = [...grants.keys()];
    const [keys, petitioners] = await Promise.all([
      this.keys.openAll(may),
      sql<SealedPetitioner>(this.db.manager, sealedPetitioners, [may]),
    ]);
    const parts = petitioners.flatMap(({ id, petitionId, sealed }) => {
      const [key, grant] = [keys.get(petitionId), grants.get(petitionId)];
      return key && grant
        ? fields.flatMap((field) => (sealed[field] ? [{ id, petitionId, field, key, grant, text: sealed[field] }] : []))
        : [];
    });
    await this.note(ctx, parts, purpose);
    const opened = new Map<string, Map<string, string>>();
    for (const { id, petitionId, field, key, text } of parts) {
      const of = opened.get(petitionId) ?? new Map<string, string>();
      const value = open(key, placeOf(id, field), text).toString('utf8');
      of.set(field, of.has(field) ? `${of.get(field)}；${value}` : value);
      opened.set(petitionId, of);
    }
    return opened;
  }

  private async note(
    { personId, at }: RequestContext,
    parts: readonly { id: string; petitionId: string; field: string; grant: Grant }[],
    purpose: string,
  ): Promise<void> {
    if (parts.length === 0) return;
    const owners = [
      parts.map(() => uuid()),
      parts.map((part) => part.petitionId),
      parts.map(({ id }) => id),
      parts.map(({ field }) => field),
    ];
    const rights = [parts.map(({ grant }) => grant.organId), parts.map(({ grant }) => grant.role)];
    await sql(this.db.manager, noteOpenings, [...owners, personId, ...rights, purpose, at]);
  }
}
