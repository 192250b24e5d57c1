import { Inject, Injectable } from '@nestjs/common';
import { Access, accessError, type Grant } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { checkLink, fileError, linkTo, type FileLink, type Signer } from '@sunshine/files';
import { Commands } from '@sunshine/messaging';
import { loader, platformError, signedIn, sql, Time, type RequestContext, type Statement } from '@sunshine/platform';
import { KeyStore, open } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { isSealed, purposeOfOpening } from '../domain/files/files.js';
import { placeOf } from '../sealing/place.js';
import { filesOfPetitions, petitionFile, type PetitionFileRow } from './files.rows.js';
import { StoredFiles } from './stored-files.js';

/** Injection token of the signer of links. */
export const LINK_SIGNER = Symbol('signer of links to files');

export interface FileOpening {
  readonly requestId?: string | null;
  readonly petitionId: string;
  readonly fileId: string;
  readonly purpose?: string | null;
}

export type OpenedFile = FileLink & Pick<PetitionFileRow, 'type' | 'size' | 'sha256'>;

export interface Content {
  readonly row: PetitionFileRow;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

const FILES = Symbol('files by petition');

const noteOpening: Statement = {
  name: 'intake.file-opening',
  text: `insert into sealed_opening (id, petition_id, owner_id, field, person_id, organ_id, role, purpose, at)
    values ($1, $2, $3, 'file', $4, $5, $6, $7, $8)`,
};

/** A reader of a petition may open its ordinary files; sealed files need the right to sealed fields and a purpose. */
@Injectable()
export class FileReading {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly audit: AuditLog,
    private readonly keys: KeyStore,
    private readonly files: StoredFiles,
    private readonly time: Time,
    @Inject(LINK_SIGNER) private readonly links: Signer,
  ) {}

  /** Files of a petition that the caller was allowed to load, in the order of their arrival. */
  async of(ctx: RequestContext, petitionId: string): Promise<PetitionFileRow[]> {
    const rows = await loader<string, PetitionFileRow[]>(ctx, FILES, async (ids) => {
      const found = await sql<PetitionFileRow>(this.db.manager, filesOfPetitions, [ids]);
      return ids.map((id) => found.filter((row) => row.petitionId === id));
    }).load(petitionId);
    return rows ?? [];
  }

  /**
   * A link of one minute for the caller; recorded in the audit first.
   * @throws PETITION_NOT_FOUND, ACT_NOT_YOURS, FILE_UNKNOWN, FILE_PURPOSE_MISSING, IDENTITY_DESTROYED
   */
  async open(ctx: RequestContext, opening: FileOpening): Promise<OpenedFile> {
    const personId = personOf(ctx);
    const { petitionId, fileId } = opening;
    if (!isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    const noted = await this.commands.run(ctx, 'openFile', opening, async (tx, _emit, note) => {
      // A hidden petition is answered like one without files.
      await this.access.require(tx, ctx, 'readPetition', petitionId);
      const row = await fileOf(tx, fileId);
      if (row?.petitionId !== petitionId.toLowerCase()) throw fileError('FILE_UNKNOWN');
      const grant = await this.right(tx, ctx, row);
      const purpose = purposeOfOpening(isSealed(row.kind, row.role), opening.purpose);
      ctx.remarks.granted = { act: 'openFile', subject: row.petitionId, organId: grant.organId, role: grant.role };
      note({ subject: row.petitionId, part: row.id, purpose });
      if (isSealed(row.kind, row.role))
        await sql(tx, noteOpening, [uuid(), row.petitionId, row.id, personId, grant.organId, grant.role, purpose, ctx.at]);
      return { subject: row.petitionId, part: row.id, purpose };
    });
    const row = await fileOf(this.db.manager, fileId);
    if (!row) throw fileError('FILE_UNKNOWN');
    if (ctx.remarks.repeated) {
      // A repeated request opens the file again: the right may have ended since, and the opening is recorded again.
      await this.right(this.db, ctx, row);
      await this.audit.note(ctx, 'openFile', noted);
    }
    const { type, size, sha256, sealed, id } = row;
    const hash = sealed === null ? sha256 : open(await this.keys.open(row.petitionId), placeOf(id, 'sha256'), sealed).toString('utf8');
    return { ...linkTo(this.links, { fileId: id, personId }, this.time.now()), type, size, sha256: hash };
  }

  /**
   * The content of a link, for the person it was given to, who must still have the right. Recorded in the audit before the first byte.
   * @throws SIGN_IN_REQUIRED, LINK_INVALID, LINK_EXPIRED, FILE_UNKNOWN, PETITION_NOT_FOUND, ACT_NOT_YOURS, FILE_DESTROYED
   */
  async content(ctx: RequestContext, fileId: string, link: string): Promise<Content> {
    const personId = personOf(ctx);
    checkLink(this.links, link, { fileId, personId }, this.time.now());
    const row = await fileOf(this.db.manager, fileId);
    if (!row) throw fileError('FILE_UNKNOWN');
    const { organId, role } = await this.right(this.db, ctx, row);
    const bytes = this.files.read(row);
    const first = await bytes.next();
    await this.audit.note(ctx, 'downloadFile', { subject: row.petitionId, part: row.id, organId, role });
    return { row, bytes: resumed(first, bytes) };
  }

  private right(db: EntityManager | DataSource, ctx: RequestContext, { petitionId, kind, role }: PetitionFileRow): Promise<Grant> {
    return this.access.require(db, ctx, isSealed(kind, role) ? 'openSealedField' : 'readPetition', petitionId);
  }
}

/** Only persons open files. */
function personOf(ctx: RequestContext): string {
  const personId = signedIn(ctx);
  if (ctx.kind !== 'person') throw platformError('SIGN_IN_REQUIRED');
  return personId;
}

async function fileOf(db: EntityManager, fileId: string): Promise<PetitionFileRow | null> {
  const [row] = isUuid(fileId) ? await sql<PetitionFileRow>(db, petitionFile, [fileId]) : [];
  return row ?? null;
}

async function* resumed<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value;
  yield* rest;
}
