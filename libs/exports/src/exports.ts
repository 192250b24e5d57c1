import { createHash, randomBytes } from 'node:crypto';
import { Access, ROLE_NAMES, type Grant } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { formatFilter, LIST_COLUMNS, type Filters, type List, type ListColumn } from '@sunshine/filters';
import { Commands } from '@sunshine/messaging';
import type { ServiceName } from '@sunshine/events';
import {
  logOf,
  namesWanted,
  platformError,
  shanghaiDay,
  signedIn,
  sql,
  Time,
  type Door,
  type PeopleNames,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { exportError } from './exports.errors.js';
import { patient } from './patient.js';
import { FORMATS, roomOf, sheetOf, type Format } from './sheet.js';
import type { Row } from './table.js';

const PURPOSE = { shortest: 5, longest: 200 };
const LINK_MS = 60_000;
/** How long what was asked for, or confirmed, may be fetched. */
const HOURS = 24;
/** Files that one process reads at once; each holds a connection to the database. */
const AT_ONCE = 2;
const PAGE = 500;
/** The first piece of a file: once it is sent, the end of the export is always recorded. */
const BEGUN = new Uint8Array(0);
const log = logOf('exports');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An export that a person asks for. */
export interface ExportWish<F = object> {
  readonly requestId?: string | null;
  readonly filter?: F | null;
  readonly orderBy?: string | null;
  readonly columns: readonly string[];
  readonly format: Format;
  readonly purpose: string;
}

export interface ExportRow {
  readonly id: string;
  readonly filter: object;
  readonly filterText: string;
  readonly orderBy: string;
  readonly columns: readonly string[];
  readonly format: Format;
  readonly purpose: string;
  /** Whether it names persons in clear. */
  readonly identity: boolean;
  readonly personId: string;
  readonly organId: string;
  readonly role: string;
  readonly at: Date;
  readonly on: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  /** Of the last file that was read to its end. */
  readonly rows: number | null;
  readonly sha256: string | null;
}

export interface OpenedExport extends ExportRow {
  /** Path below the gateway, for the same person, for one minute; null while it waits for the second person. */
  readonly link: string | null;
  readonly until: Date | null;
}

interface Query {
  readonly text: string;
  readonly values: unknown[];
}

/** The rows of a list as `select` by one statement, and how each becomes cells. */
export interface ExportSource {
  readonly service: ServiceName;
  readonly list: List;
  /** First words of the file's name. */
  readonly title: string;
  readonly orderBy: string;
  /** Names of the acts in the matrix; `identity` and `confirm` where the list has columns of identity. */
  readonly acts: { readonly take: string; readonly identity: string | null; readonly confirm: string | null };
  /** What the reader may see of the list, in its order; null where nothing can fit. */
  query(personId: string, wish: Pick<ExportRow, 'filter' | 'orderBy'>): Query | null;
  /** Ids of the people whom the file names by the directory, each once, as the column `id`; left out or null where it names nobody. */
  people?(personId: string, wish: Pick<ExportRow, 'filter' | 'orderBy' | 'columns'>): Query | null;
  /**
   * Cells of a page in the order of `columns`; of identity only what `ctx` may open, and on record before it is answered.
   * @param names of `people`; somebody of whom the row is only known since they were asked for is missing
   */
  cells(ctx: RequestContext, rows: readonly unknown[], columns: readonly string[], wish: ExportRow, names: PeopleNames): Promise<Row[]>;
}

const COLUMNS = `id, filter, filter_text "filterText", order_by "orderBy", columns, format, purpose, identity, person_id "personId", organ_id "organId",
  role, at, on_day "on", confirmed_by "confirmedBy", confirmed_at "confirmedAt", rows, sha256`;
const statement = (name: string, text: string): Statement => ({ name: `export.${name}`, text });
const add = statement(
  'add',
  `insert into export (id, filter, filter_text, order_by, columns, format, purpose, identity, person_id, organ_id, role, at, on_day)
   values ($1, $2::jsonb, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
const byId = statement('by-id', `select ${COLUMNS} from export where id = $1`);
const locked = statement('locked', `select ${COLUMNS} from export where id = $1 for update`);
const byTicket = statement('by-ticket', `select ${COLUMNS}, ticket_until "until" from export where ticket = $1`);
const confirmed = statement('confirm', 'update export set confirmed_by = $2, confirmed_at = $3 where id = $1');
const ticketed = statement('ticket', 'update export set ticket = $2, ticket_until = $3 where id = $1');
const finished = statement('finish', 'update export set rows = $2, sha256 = $3 where id = $1');
const shown = statement(
  'shown',
  `select ${COLUMNS} from export where person_id = $1 or identity and confirmed_by is null and at > $3 and organ_id = any($2::uuid[]) order by id desc limit 100`,
);
const headed = statement(
  'headed',
  `select organ_id "organId" from person_role where person_id = $1 and role = 'HEAD' and organ_id is not null`,
);

const digest = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();

/** What leaves a list as a file: asked for with a purpose, confirmed by a second person where it names people, read when its link is opened. */
export class Exports implements Door {
  readonly statuses = { EXPORT_LINK_EXPIRED: 410 };
  private reading = 0;

  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly audit: AuditLog,
    private readonly time: Time,
    private readonly source: ExportSource,
  ) {}

  /**
   * Asks for a file. Without columns of identity its link is there at once.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, EXPORT_PURPOSE_MISSING, EXPORT_COLUMNS_UNFIT, EXPORT_TOO_LONG
   */
  async request(ctx: RequestContext, wish: ExportWish): Promise<OpenedExport> {
    const personId = personOf(ctx);
    const { acts, list } = this.source;
    const purpose = wish.purpose.trim().replace(/\s+/g, ' ');
    if ([...purpose].length < PURPOSE.shortest || [...purpose].length > PURPOSE.longest)
      throw exportError('EXPORT_PURPOSE_MISSING', { details: { limit: PURPOSE.longest } });
    const identity = this.columns(wish.columns).some((column) => column.identity);
    const filter = wish.filter ?? {};
    const filterText = formatFilter(list, filter as Filters[List]);
    const orderBy = wish.orderBy ?? this.source.orderBy;
    const act = identity && acts.identity !== null ? acts.identity : acts.take;
    const { id } = await this.commands.run(ctx, act, wish, async (tx, _emit, note) => {
      const { organId, role } = await this.access.requireNode(tx, ctx, act);
      await this.requireRoom(tx, personId, { format: wish.format, identity, filter, orderBy });
      const fresh = uuid();
      const values = [fresh, JSON.stringify(filter), filterText, orderBy, wish.columns, wish.format, purpose];
      await sql(tx, add, [...values, identity, personId, organId, role, ctx.at, ctx.on]);
      note({ subject: fresh, part: `${wish.columns.join(',')} | ${filterText}`, purpose });
      return { id: fresh };
    });
    return this.opened(await this.own(personId, id));
  }

  /**
   * Another link to an own export.
   * @throws SIGN_IN_REQUIRED, EXPORT_UNKNOWN, EXPORT_WAITS, EXPORT_LAPSED
   */
  async open(ctx: RequestContext, id: string): Promise<OpenedExport> {
    const row = await this.own(personOf(ctx), id);
    if (waits(row)) throw exportError('EXPORT_WAITS');
    return this.opened(row);
  }

  /**
   * The second person lets an export of identities go.
   * @throws SIGN_IN_REQUIRED, EXPORT_UNKNOWN, EXPORT_NOT_WAITING, EXPORT_CONFIRMED_BY_OTHER, EXPORT_LAPSED, ACT_NOT_YOURS, ORGAN_CLOSED
   */
  async confirm(ctx: RequestContext, input: { readonly requestId?: string | null; readonly id: string }): Promise<ExportRow> {
    const personId = personOf(ctx);
    const act = this.source.acts.confirm;
    if (act === null) throw exportError('EXPORT_UNKNOWN');
    await this.commands.run(ctx, act, input, async (tx, _emit, note) => {
      const row = await rowOf(tx, locked, input.id);
      if (!row) throw exportError('EXPORT_UNKNOWN');
      await this.access.requireNode(tx, ctx, act, row.organId);
      if (!waits(row)) throw exportError('EXPORT_NOT_WAITING');
      if (row.personId === personId) throw exportError('EXPORT_CONFIRMED_BY_OTHER');
      this.requireFresh(row);
      await sql(tx, confirmed, [row.id, personId, ctx.at]);
      note({ subject: row.id, part: `${row.columns.join(',')} | ${row.filterText}`, purpose: row.purpose });
      return null;
    });
    const row = await rowOf(this.db.manager, byId, input.id);
    if (!row) throw exportError('EXPORT_UNKNOWN');
    return row;
  }

  /** Own exports, and those that wait for the reader as head, newest first; at most a hundred. @throws SIGN_IN_REQUIRED */
  async of(ctx: RequestContext): Promise<ExportRow[]> {
    const personId = personOf(ctx);
    const heads = await sql<{ organId: string }>(this.db.manager, headed, [personId]);
    const since = new Date(this.time.now().getTime() - HOURS * 3_600_000);
    return sql<ExportRow>(this.db.manager, shown, [personId, heads.map(({ organId }) => organId), since]);
  }

  /**
   * The file behind a link, for the person it was given to, who must still have the right; on record before its first byte and after its last.
   * Where the file names people, their names are asked for first and come with the same request (`namesWanted`).
   * @throws SIGN_IN_REQUIRED, EXPORT_LINK_INVALID, EXPORT_LINK_EXPIRED, EXPORT_LAPSED, EXPORT_WAITS, EXPORTS_BUSY, EXPORT_TOO_LONG,
   *   ACT_NOT_YOURS
   */
  async answer(request: Request, ctx: RequestContext, names: PeopleNames | null): Promise<Response> {
    const personId = personOf(ctx);
    const ticket = new URL(request.url).pathname.split('/').at(-1) ?? '';
    const [row] = await sql<ExportRow & { until: Date }>(this.db.manager, byTicket, [digest(ticket)]);
    const method = names === null ? 'GET' : 'POST';
    if (!row || request.method !== method || row.personId !== personId) throw exportError('EXPORT_LINK_INVALID');
    if (row.until < this.time.now()) throw exportError('EXPORT_LINK_EXPIRED');
    if (waits(row)) throw exportError('EXPORT_WAITS');
    this.requireFresh(row);
    const { acts } = this.source;
    const grant = await this.access.requireNode(this.db, ctx, row.identity && acts.identity !== null ? acts.identity : acts.take);
    const people = names === null ? await this.people(personId, row) : [];
    if (people.length > 0) return namesWanted(people);
    if (this.reading >= AT_ONCE) throw exportError('EXPORTS_BUSY');
    this.reading += 1;
    const done = () => (this.reading -= 1);
    try {
      await this.requireRoom(this.db.manager, personId, row);
      await this.note(ctx, 'downloadExport', row, grant, row.filterText);
      const pieces = this.file(ctx, row, grant, names ?? new Map());
      await pieces.next();
      const failed = (error: unknown) => log.error({ err: error, export: row.id }, 'export broke off');
      return new Response(patient(pieces, { done, failed }), { headers: this.headers(row) });
    } catch (error) {
      done();
      throw error;
    }
  }

  private async people(personId: string, row: ExportRow): Promise<string[]> {
    const query = this.source.people?.(personId, row) ?? null;
    const found = query === null ? [] : ((await this.db.query(query.text, query.values)) as { id: string }[]);
    return found.map(({ id }) => id);
  }

  /** A list that a sheet cannot hold is refused as a whole: what lies below its last row would be lost in silence. */
  private async requireRoom(
    db: EntityManager,
    personId: string,
    wish: Pick<ExportRow, 'filter' | 'orderBy' | 'format' | 'identity'>,
  ): Promise<void> {
    const most = roomOf(wish.format, wish.identity);
    const query = most === null ? null : this.source.query(personId, wish);
    if (most === null || query === null) return;
    const counted = `select count(*)::int as "rows" from (select from (${query.text}) listed limit ${most + 1}) room`;
    const [found] = (await db.query(counted, query.values)) as { rows: number }[];
    if (found && found.rows > most) throw exportError('EXPORT_TOO_LONG', { details: { limit: most } });
  }

  /** `BEGUN`, then the file. Its end is on record: finished where all of it was taken, broken where its reader or its rows went away. */
  private async *file(
    ctx: RequestContext,
    row: ExportRow,
    grant: Pick<Grant, 'role'> & { organId: string | null },
    names: PeopleNames,
  ): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    const count = { rows: 0 };
    let whole = false;
    try {
      yield BEGUN;
      const sheet = { title: this.source.title, columns: this.columns(row.columns), mark: row.identity ? await this.mark(row) : null };
      for await (const piece of sheetOf(row.format, sheet, this.pages(ctx, row, names, count))) {
        hash.update(piece);
        yield piece;
      }
      const sha256 = hash.digest('hex');
      await sql(this.db.manager, finished, [row.id, count.rows, sha256]);
      await this.note(ctx, 'finishExport', row, grant, `${count.rows} rows sha256 ${sha256}`);
      whole = true;
    } finally {
      if (!whole)
        await this.note(ctx, 'breakExport', row, grant, `${count.rows} rows`).catch((error: unknown) =>
          // Usually fails for the same reason as the file itself; the reader gets the error of the file.
          log.error({ err: error, export: row.id }, 'recording a broken export failed'),
        );
    }
  }

  /** One snapshot from the first row to the last, by a cursor: the list as it stood when the file was begun, each row once. */
  private async *pages(ctx: RequestContext, row: ExportRow, names: PeopleNames, count: { rows: number }): AsyncGenerator<Row[]> {
    const query = this.source.query(row.personId, row);
    if (query === null) return;
    const runner = this.db.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query(`declare exported no scroll cursor for ${query.text}`, query.values);
      for (;;) {
        const rows = (await runner.query(`fetch ${PAGE} from exported`)) as unknown[];
        if (rows.length === 0) return;
        const cells = await this.source.cells(ctx, rows, row.columns, row, names);
        count.rows += cells.length;
        yield cells;
      }
    } finally {
      try {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
      } catch (error) {
        // Nothing was written; that the connection is gone must not hide why the rows ended.
        log.error({ err: error, export: row.id }, 'releasing the snapshot failed');
      } finally {
        await runner.release();
      }
    }
  }

  private async mark(row: ExportRow): Promise<string> {
    const { name } = await this.access.organ(this.db, row.organId);
    const at = row.confirmedAt ?? row.at;
    return `含个人信息，仅限所列用途。导出编号：${row.id}；导出人：${name}（${roleName(row.role)}），人员编号${row.personId}；审批人：人员编号${row.confirmedBy ?? ''}；日期：${shanghaiDay(at)}；用途：${row.purpose}`;
  }

  private headers({ format, on, id }: ExportRow): Record<string, string> {
    const { mime, extension } = FORMATS[format];
    const tail = `${on.replaceAll('-', '')}-${id.slice(-6)}.${extension}`;
    return {
      'content-type': mime,
      'content-disposition': `attachment; filename="export-${tail}"; filename*=UTF-8''${encodeURIComponent(`${this.source.title}-${tail}`)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    };
  }

  private async opened(row: ExportRow): Promise<OpenedExport> {
    if (waits(row)) return { ...row, link: null, until: null };
    this.requireFresh(row);
    const ticket = randomBytes(32).toString('base64url');
    const until = new Date(this.time.now().getTime() + LINK_MS);
    await sql(this.db.manager, ticketed, [row.id, digest(ticket), until]);
    return { ...row, link: `/exports/${this.source.service}/${ticket}`, until };
  }

  private async own(personId: string, id: string): Promise<ExportRow> {
    const row = await rowOf(this.db.manager, byId, id);
    if (row?.personId !== personId) throw exportError('EXPORT_UNKNOWN');
    return row;
  }

  private requireFresh({ at, confirmedAt }: ExportRow): void {
    if (this.time.now().getTime() > new Date(confirmedAt ?? at).getTime() + HOURS * 3_600_000)
      throw exportError('EXPORT_LAPSED', { details: { hours: HOURS } });
  }

  private columns(names: readonly string[]): ListColumn[] {
    const known = LIST_COLUMNS[this.source.list];
    const columns = names.map((name) => known.find((column) => column.name === name));
    if (columns.length === 0 || columns.includes(undefined) || new Set(names).size < names.length)
      throw exportError('EXPORT_COLUMNS_UNFIT');
    return columns as ListColumn[];
  }

  private note(
    ctx: RequestContext,
    act: string,
    { id, purpose }: ExportRow,
    { organId, role }: { organId: string | null; role: string },
    part: string,
  ) {
    return this.audit.note(ctx, act, { subject: id, part, purpose, organId, role });
  }
}

const roleName = (role: string): string => (ROLE_NAMES as Readonly<Record<string, string>>)[role] ?? role;
const waits = ({ identity, confirmedBy }: ExportRow): boolean => identity && confirmedBy === null;

async function rowOf(db: EntityManager, of: Statement, id: string): Promise<ExportRow | null> {
  const [row] = UUID.test(id) ? await sql<ExportRow>(db, of, [id]) : [];
  return row ?? null;
}

/** Only persons take something out. */
function personOf(ctx: RequestContext): string {
  const personId = signedIn(ctx);
  if (ctx.kind !== 'person') throw platformError('SIGN_IN_REQUIRED');
  return personId;
}
