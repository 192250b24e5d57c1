import type { MemberConsent } from './petition.graph.js';
import { Injectable } from '@nestjs/common';
import { Access, accessError } from '@sunshine/access';
import type { PetitionFilter } from '@sunshine/filters';
import {
  byIds,
  clampFirst,
  decodeCursor,
  forIds,
  loader,
  noteRefused,
  pageOf,
  signedIn,
  sql,
  type ByIds,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { validate as isUuid } from 'uuid';
import { isPetitionNumber } from '../domain/registration/registration.js';
import { byPetition } from './by-petition.js';
import {
  cursorOf,
  listQuery,
  PETITION_COLUMNS,
  stretchesOf,
  worksThere,
  type ListedRow,
  type PetitionOrder,
  type PetitionRow,
} from './register.rows.js';

export interface RequestRow {
  readonly id: string;
  readonly petitionId: string;
  readonly text: string | null;
}

export interface PetitionerRow {
  readonly id: string;
  readonly petitionId: string;
  readonly representative: boolean;
  readonly maskedName: string | null;
  readonly maskedPhone: string | null;
  readonly consent: MemberConsent | null;
  readonly leftOn: string | null;
  readonly endedOn: string | null;
  readonly succeeds: string | null;
}

const day = z.iso.date();
const CURSORS = {
  REGISTERED_DESC: z.tuple([day, z.uuid()]),
  REGISTERED_ASC: z.tuple([day, z.uuid()]),
  RECEIVED_DESC: z.tuple([day, z.uuid()]),
  RECEIVED_ASC: z.tuple([day, z.uuid()]),
  CLOSED_DESC: z.tuple([day.nullable(), z.uuid()]),
  CLOSED_ASC: z.tuple([day.nullable(), z.uuid()]),
  NUMBER: z.tuple([z.string().max(22)]),
};

/**
 * A reader who may see most of the register finds a page among the first rows of the order, with the right checked row by row. A reader
 * who may see little would check the whole register, so after this many rows the reader's petitions are gathered instead.
 */
const WINDOW = 400;

const PETITIONS = Symbol('petitions the person may see, by id');
const REQUESTS_BY_ID = Symbol('requests by their id');
const OFFICERS = Symbol('officers by petition');

const requestsOf: Statement = {
  name: 'intake.requests-of',
  text: 'select id, petition_id as "petitionId", text from petition_request where petition_id = any($1::uuid[]) order by petition_id, position',
};
const existing: Statement = {
  name: 'intake.petition-existing',
  text: 'select id from petition where id = $1::uuid or number = $2::text',
};
const petitionersOf: Statement = {
  name: 'intake.petitioners-of',
  text: `select t.id, t.petition_id as "petitionId", t.representative, t.masked_name as "maskedName", t.masked_phone as "maskedPhone",
           (select json_build_object('way', j.way, 'on', j.on_day, 'fileId', j.file_id) from joint_consent j
              where j.petitioner_id = t.id order by j.at desc, j.id desc limit 1) as consent, d.on_day as "leftOn", t.ended_on as "endedOn", t.succeeds
           from petitioner t left join departure d on d.petitioner_id = t.id
           where t.petition_id = any($1::uuid[]) order by t.petition_id, t.position`,
};

const officersOf: Statement = {
  name: 'intake.officers-of',
  text: `select c.petition_id as "petitionId", c.officer_id as "officerId" from petition_course c
           where c.petition_id = any($1::uuid[]) and c.officer_id is not null and ${worksThere('$2')}`,
};

/** Only persons have relations to petitions; a service sees none under its own name. */
const readerOf = ({ kind, personId }: RequestContext): string | null => (kind === 'person' ? personId : null);

/** The register: lists and single petitions, rights in the same SQL. */
@Injectable()
export class Register {
  private readonly probe: string;
  private readonly gather: string;
  private readonly byIds: ByIds;
  private readonly byNumber: Statement;
  private readonly requestsByIds: Statement;

  constructor(
    private readonly db: DataSource,
    access: Access,
  ) {
    const visible = access.visible('p', '$1');
    this.probe = visible;
    this.gather = access.visibleInList('p', '$1');
    this.byIds = byIds('intake.petitions-by-id', `select ${PETITION_COLUMNS} from petition p where p.id $IDS and ${visible}`, '$2');
    this.byNumber = {
      name: 'intake.petition-by-number',
      text: `select ${PETITION_COLUMNS} from petition p where p.number = $2 and ${visible}`,
    };
    this.requestsByIds = {
      name: 'intake.requests-by-id',
      text: `select r.id, r.petition_id as "petitionId", r.text from petition_request r join petition p on p.id = r.petition_id
              where r.id = any($2::uuid[]) and ${visible}`,
    };
  }

  /**
   * A page of the petitions that the person may see, by keyset.
   * @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED
   */
  async list(
    ctx: RequestContext,
    filter: PetitionFilter,
    first: number | null | undefined,
    after: string | null | undefined,
    order: PetitionOrder,
  ): Promise<Connection<PetitionRow>> {
    signedIn(ctx);
    const personId = readerOf(ctx);
    const size = clampFirst(first);
    const cursor = after ? decodeCursor(after, CURSORS[order]) : null;
    const rows: ListedRow[] = [];
    for (const [at, stretch] of stretchesOf(order, cursor).entries()) {
      const limit = size + 1 - rows.length;
      const ask = async (visible: string, window: number | null): Promise<ListedRow[]> => {
        const after = at === 0 ? cursor : null;
        const query = personId === null ? null : listQuery({ personId, filter, order, stretch, limit, after, visible, window });
        return query ? ((await this.db.query(query.text, query.values)) as ListedRow[]) : [];
      };
      const found = limit > 0 ? await ask(this.probe, WINDOW) : [];
      rows.push(...(found.length < limit ? await ask(this.gather, null) : found));
    }
    return pageOf(rows, size, cursorOf(order), cursor !== null);
  }

  /** A petition that the person may see; null for an unknown and for a hidden one alike. One statement for all ids of a request. */
  find(ctx: RequestContext, id: string): Promise<PetitionRow | null> {
    return loader<string, PetitionRow>(ctx, PETITIONS, async (ids) => {
      const known = ids.filter((candidate) => isUuid(candidate));
      const personId = readerOf(ctx);
      if (personId === null || known.length === 0) return ids.map(() => null);
      const [statement, bound] = forIds(this.byIds, known);
      const rows = new Map((await sql<PetitionRow>(this.db.manager, statement, [personId, bound])).map((row) => [row.id, row]));
      return ids.map((candidate) => rows.get(candidate.toLowerCase()) ?? null);
    }).load(id);
  }

  /** @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND */
  async get(ctx: RequestContext, id: string): Promise<PetitionRow> {
    signedIn(ctx);
    const row = await this.find(ctx, id);
    if (row) return row;
    if (isUuid(id)) await this.noteHidden(ctx, { id });
    throw accessError('PETITION_NOT_FOUND');
  }

  /** @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND */
  async getByNumber(ctx: RequestContext, number: string): Promise<PetitionRow> {
    signedIn(ctx);
    const personId = readerOf(ctx);
    const [row] =
      personId !== null && isPetitionNumber(number) ? await sql<PetitionRow>(this.db.manager, this.byNumber, [personId, number]) : [];
    if (row) return row;
    if (isPetitionNumber(number)) await this.noteHidden(ctx, { number });
    throw accessError('PETITION_NOT_FOUND');
  }

  /** Records an attempt to read a hidden petition in the audit; the caller gets the same answer as for an unknown one. */
  private async noteHidden(
    { remarks }: RequestContext,
    { id = null, number = null }: { id?: string | null; number?: string | null },
  ): Promise<void> {
    const [hidden] = await sql<{ id: string }>(this.db.manager, existing, [id, number]);
    if (hidden) noteRefused(remarks, { act: 'readPetition', code: 'PETITION_NOT_FOUND', subject: hidden.id });
  }

  /** Requests of a petition that the caller was allowed to load. */
  requests(ctx: RequestContext, petitionId: string): Promise<RequestRow[]> {
    return byPetition<RequestRow>(this.db, ctx, requestsOf, petitionId);
  }

  petitioners(ctx: RequestContext, petitionId: string): Promise<PetitionerRow[]> {
    return byPetition<PetitionerRow>(this.db, ctx, petitionersOf, petitionId);
  }

  /** The officer to whom the head assigned a petition that the caller was allowed to load; null for readers outside the organ in charge. */
  officer(ctx: RequestContext, petitionId: string): Promise<string | null> {
    return loader<string, string>(ctx, OFFICERS, async (ids) => {
      const rows = await sql<{ petitionId: string; officerId: string }>(this.db.manager, officersOf, [ids, readerOf(ctx)]);
      const officers = new Map(rows.map(({ petitionId: id, officerId }) => [id, officerId]));
      return ids.map((id) => officers.get(id) ?? null);
    }).load(petitionId);
  }

  /** A request of a petition that the person may see, otherwise null. */
  findRequest(ctx: RequestContext, id: string): Promise<RequestRow | null> {
    return loader<string, RequestRow>(ctx, REQUESTS_BY_ID, async (ids) => {
      const known = ids.filter((candidate) => isUuid(candidate));
      const personId = readerOf(ctx);
      if (personId === null || known.length === 0) return ids.map(() => null);
      const rows = new Map((await sql<RequestRow>(this.db.manager, this.requestsByIds, [personId, known])).map((row) => [row.id, row]));
      return ids.map((candidate) => rows.get(candidate.toLowerCase()) ?? null);
    }).load(id);
  }
}
