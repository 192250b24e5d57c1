import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import type { ServiceWay } from '@sunshine/events';
import {
  clampFirst,
  decodeCursor,
  listOf,
  loader,
  pageOf,
  signedIn,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { NIL, validate as isUuid } from 'uuid';
import { z } from 'zod';
import { sql } from '../sealing/sql.js';
import type { CaseDocument } from './papers.graph.js';
import { paperError } from '../domain/papers/papers.errors.js';
import { documentNumber } from '../domain/papers/papers.js';
import type { PaperService } from './delivery.graph.js';
import type { DocumentNumber, SealEntry } from './papers.graph.js';

export const DOCUMENT_COLUMNS = `d.petition_id "petitionId", d.id, d.kind, d.body::json->>'title' title, d.number, d.issued_on "issuedOn", d.hash, d.organ_id "organId",
  d.voided_on "voidedOn", d.void_reason "voidReason", d.replaced_by "replacedById"`;

/** A paper as the graph hands it on: its content is asked for by itself. */
export type PaperRow = Omit<CaseDocument, 'organ' | 'replacedBy'> & { readonly organId: string; readonly replacedById: string | null };

const NUMBERS = `select r.kind, r.year, r.running, r.state, r.number, r.document_id "documentId", r.void_reason reason, r.voided_on "voidedOn",
      r.voided_by "voidedBy", o.short_name "shortName"
    from document_register r left join organ o on o.id = r.organ_id`;
const register: Statement = {
  name: 'case.register',
  text: `${NUMBERS} where r.organ_id = $1 and r.year = $2 and ($3::text is null or r.kind = $3) and (not $4 or r.state = 'free')
      and (r.kind, r.running) > ($5, $6) order by r.kind, r.running limit $7`,
};
const oneNumber: Statement = {
  name: 'case.register-one',
  text: `${NUMBERS} where r.organ_id = $1 and r.year = $2 and r.kind = $3 and r.running = $4`,
};
const seals: Statement = {
  name: 'case.seals',
  text: `select document_id "documentId", line, copies, reason, printed_on "printedOn", printed_by "printedBy"
    from seal_register where document_id = any($1::uuid[]) order by document_id, line`,
};
const deliveriesOf: Statement = {
  name: 'case.paper-deliveries',
  text: `select document_id "documentId", petitioner_id "petitionerId", through_id "throughPetitionerId", way, served_on "servedOn",
      proof ->> 'receiptFileId' "receiptFileId"
    from service where document_id = any($1::uuid[]) order by document_id, id`,
};

const servedOf: Statement = {
  name: 'case.paper-served',
  text: `select document_id "documentId", petitioner_id "petitionerId", through_id "throughId", way, served_on "servedOn", proof
    from service where document_id = any($1::uuid[]) order by document_id, id`,
};

interface NumberRow {
  kind: string;
  year: number;
  running: number;
  state: 'free' | 'taken' | 'used' | 'void';
  number: string | null;
  documentId: string | null;
  reason: string | null;
  voidedOn: Day | null;
  voidedBy: string | null;
  shortName: string | null;
}
interface DeliveryRow extends Omit<PaperService, 'way'> {
  documentId: string;
  way: ServiceWay;
}

const CURSOR = z.tuple([z.string(), z.int32()]);
const YEAR = { from: 1949, to: 9999 };

const PAPERS = Symbol('papers by id');
const BODIES = Symbol('content of papers');
const SEALS = Symbol('prints of papers');
const SERVED = Symbol('deliveries of papers with their proofs');
const DELIVERIES = Symbol('deliveries of papers');

/** Papers, their numbers, prints and deliveries as the graph reads them; rights in the same SQL. */
@Injectable()
export class PaperReads {
  private readonly papers: Statement;
  private readonly bodies: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {
    const visible = access.visible('p', '$2');
    const from = `from document d join petition p on p.id = d.petition_id where d.id = any($1::uuid[]) and ${visible}`;
    this.papers = { name: 'case.papers', text: `select ${DOCUMENT_COLUMNS} ${from}` };
    this.bodies = { name: 'case.bodies', text: `select d.id, d.body ${from}` };
  }

  /** The paper where the reader may see its petition; null otherwise, as for an unknown one. */
  paper(ctx: RequestContext, id: string): Promise<PaperRow | null> {
    return loader<string, PaperRow>(ctx, PAPERS, (ids) => this.byRight<PaperRow>(this.papers, ctx, ids)).load(id);
  }

  /** The canonical JSON itself: the hash of the paper is the SHA-256 of exactly these bytes. */
  async body(ctx: RequestContext, id: string): Promise<string | null> {
    type Row = { id: string; body: string };
    const row = await loader<string, Row>(ctx, BODIES, (ids) => this.byRight<Row>(this.bodies, ctx, ids)).load(id);
    return row?.body ?? null;
  }

  async deliveries(ctx: RequestContext, id: string): Promise<PaperService[]> {
    return this.listed<DeliveryRow>(ctx, DELIVERIES, deliveriesOf, id);
  }

  /** How the paper reached each petitioner, with the proofs, as JSON; null where the reader may not see its petition. */
  async served(ctx: RequestContext, id: string): Promise<string | null> {
    if ((await this.paper(ctx, id)) === null) return null;
    const rows = await this.listed<OfPaper>(ctx, SERVED, servedOf, id);
    return JSON.stringify(rows.map(({ documentId: _id, ...row }) => row));
  }

  async prints(ctx: RequestContext, id: string): Promise<SealEntry[]> {
    type Row = Omit<SealEntry, 'printedBy'> & { documentId: string; printedBy: string };
    const rows = await this.listed<Row>(ctx, SEALS, seals, id);
    return rows.map(({ printedBy, documentId: _id, ...line }) => ({ ...line, printedBy: { id: printedBy } }));
  }

  /**
   * The numbers of one organ and year, by kind and running number.
   * @param gapsOnly numbers that are free: none is left at the end of a year, each has gone to a paper or has its reason
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, REGISTER_YEAR_MALFORMED, CURSOR_MALFORMED
   */
  async register(
    ctx: RequestContext,
    { organId, year, kind, gapsOnly }: { organId: string; year: number; kind: string | null; gapsOnly: boolean },
    first: number | null,
    after: string | null,
  ): Promise<Connection<DocumentNumber>> {
    const personId = signedIn(ctx);
    const organ = isUuid(organId) ? organId : NIL;
    const who = { ...ctx, personId: ctx.kind === 'person' ? personId : null };
    await this.access.requireNode(this.db, who, 'readDocumentRegister', organ);
    if (!Number.isInteger(year) || year < YEAR.from || year > YEAR.to) throw paperError('REGISTER_YEAR_MALFORMED');
    const size = clampFirst(first);
    const [lastKind, lastRunning] = after ? decodeCursor(after, CURSOR) : ['', 0];
    const rows = await sql<NumberRow>(this.db.manager, register, [organ, year, kind, gapsOnly, lastKind, lastRunning, size + 1]);
    const page = pageOf(rows, size, (row) => [row.kind, row.running], after !== null);
    return { ...page, edges: page.edges.map(({ node, cursor }) => ({ cursor, node: numberOf(organ, node) })) };
  }

  /** One number of the organ’s register, as it is now. */
  async number(organId: string, kind: string, year: number, running: number): Promise<DocumentNumber> {
    const [row] = await sql<NumberRow>(this.db.manager, oneNumber, [organId, year, kind, running]);
    return numberOf(organId, row as NumberRow);
  }

  private async byRight<T extends { id: string }>(
    statement: Statement,
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<(T | null)[]> {
    const known = ctx.kind === 'person' ? ids.filter((id) => isUuid(id)) : [];
    const rows = known.length > 0 ? await sql<T>(this.db.manager, statement, [known, ctx.personId]) : [];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
  }

  private listed<T extends OfPaper>(ctx: RequestContext, key: symbol, statement: Statement, id: string): Promise<T[]> {
    return listOf<T>(ctx, key, id, (ids) => sql(this.db.manager, statement, [ids]), paperOf);
  }
}

interface OfPaper {
  readonly documentId: string;
}
const paperOf = ({ documentId }: OfPaper): string => documentId;

function numberOf(organId: string, { shortName, voidedBy, number, ...row }: NumberRow): DocumentNumber {
  const { kind, year, running } = row;
  return {
    ...row,
    id: `${organId}:${kind}:${year}:${running}`,
    organ: { id: organId },
    number: number ?? documentNumber({ shortName: shortName ?? '' }, String(year), running),
    voidedBy: voidedBy === null ? null : { id: voidedBy },
  };
}
