import { Inject, Injectable } from '@nestjs/common';
import { isDomainError, placed, type DomainError } from '@sunshine/errors';
import type { Act, PetitionKind } from '@sunshine/events';
import { fileError, passId, type Signer } from '@sunshine/files';
import { logOf, sql, type RequestContext } from '@sunshine/platform';
import { KeyStore, seal } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { checkCount, checkFile, isStripped, type NamedFile } from '../domain/files/files.js';
import { petitionFileError } from '../domain/files/files.errors.js';
import { placeOf } from '../sealing/place.js';
import { FileKeys } from '../sealing/file-keys.js';
import { countReferences, insertReferences, useFiles, type StoredFileRow } from './files.rows.js';
import { isOf, StoredFiles, type Replacement } from './stored-files.js';

/** Injection token of the signer of upload passes. */
export const PASS_SIGNER = Symbol('signer of upload passes');

/** Files offered to an act, examined before it; the act judges them. */
export interface OfferedFiles {
  readonly named: readonly NamedFile[];
  readonly mine: ReadonlyMap<string, StoredFileRow>;
  readonly replacements: readonly Replacement[];
  /** Refusals found during the examination, by file id. */
  readonly refusals: ReadonlyMap<string, DomainError>;
}

interface PetitionOfFiles {
  readonly id: string;
  readonly kind: PetitionKind;
}

interface Adding {
  readonly organId: string | null;
}

const NONE: OfferedFiles = { named: [], mine: new Map(), replacements: [], refusals: new Map() };

/** Assigns uploads to petitions. A file belongs to one petition for good. */
@Injectable()
export class PetitionFiles {
  constructor(
    private readonly files: StoredFiles,
    private readonly fileKeys: FileKeys,
    private readonly keys: KeyStore,
    @Inject(PASS_SIGNER) private readonly passes: Signer,
  ) {}

  /**
   * Examines the named files outside any transaction: finishes uploads that a crash left unfinished, strips files where necessary. Must be
   * followed by `settle`, whether the act succeeds or not.
   * @param pass upload pass of a filer without an account
   * @throws UPLOAD_PASS_INVALID, UPLOAD_PASS_EXPIRED
   */
  async offer(
    ctx: Pick<RequestContext, 'kind' | 'personId' | 'recordedAt' | 'address'>,
    named: readonly NamedFile[],
    { pass, anonymous }: { readonly pass?: string | null; readonly anonymous: boolean },
  ): Promise<OfferedFiles> {
    if (named.length === 0) return NONE;
    const holder = {
      personId: ctx.kind === 'person' ? ctx.personId : null,
      passId: pass ? passId(this.passes, pass, new Date(ctx.recordedAt)) : null,
    };
    const read = async () => {
      const rows = await this.files.rows(named.map(({ fileId }) => fileId).filter((id) => isUuid(id)));
      return rows.filter((row) => row.used || isOf(row, holder));
    };
    const refusals = new Map<string, DomainError>();
    const trying = async <T>(fileId: string, work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work();
      } catch (error) {
        if (!isDomainError(error)) throw error;
        refusals.set(fileId, error);
        return null;
      }
    };
    let rows = await read();
    const unfinished = rows.filter(({ type, used }) => type === null && !used);
    for (const row of unfinished) await trying(row.id, async () => (await this.files.isWhole(row)) && this.files.finish(row.id));
    if (unfinished.length > 0) rows = await read();
    const replacements: Replacement[] = [];
    for (const { fileId, role } of named) {
      const row = rows.find(({ id }) => id === fileId);
      const { type = null } = row ?? {};
      if (refusals.size > 0) break; // one refusal is enough to refuse the act
      if (!row || type === null || row.used || !isStripped(anonymous, role)) continue;
      const replacement = await trying(fileId, () => this.files.stripped({ ...row, type }, holder.personId ?? ctx.address));
      if (replacement) replacements.push(replacement);
    }
    return { named, mine: new Map(rows.map((row) => [row.id, row])), replacements, refusals };
  }

  /**
   * Adds the offered files to a petition that is written in this transaction or before.
   * @throws FILE_UNKNOWN for a file of another uploader, FILE_USED, FILE_INCOMPLETE, FILE_NOT_FOR_ROLE, FILES_TOO_MANY, FILE_CANNOT_BE_STRIPPED, FILE_TYPE_NOT_ALLOWED
   */
  async add(tx: EntityManager, act: Act, petition: PetitionOfFiles, offered: OfferedFiles, by: Adding): Promise<void> {
    await this.claim(tx, act, petition.id, offered, by);
    await this.give(tx, petition, offered);
  }

  /**
   * Judges the offered files and reserves them for a petition that is written afterwards, so that a refused file uses up no number.
   * Must be followed by `give` in the same transaction.
   * @throws the codes of `add`
   */
  async claim(tx: EntityManager, act: Act, petitionId: string, { named, mine, refusals }: OfferedFiles, by: Adding): Promise<void> {
    if (named.length === 0) return;
    for (const { fileId, role, field = null } of named)
      placed(
        () => field,
        () => {
          const row = mine.get(fileId);
          if (!row) throw fileError('FILE_UNKNOWN');
          const refusal = refusals.get(fileId);
          if (refusal) throw refusal;
          checkFile(role, row);
        },
      );
    const [{ present } = { present: 0 }] = await sql<{ present: number }>(tx, countReferences, [petitionId]);
    checkCount(present, named.length);
    const ids = named.map(({ fileId }) => fileId);
    const personId = act.actor.kind === 'person' ? act.actor.id : null;
    const taken = await sql(tx, insertReferences, [petitionId, act.on, act.at, personId, by.organId, ids, named.map(({ role }) => role)]);
    if (taken.length !== ids.length) throw petitionFileError('FILE_USED');
  }

  /** Seals the claimed files under the key of their petition, which must have been written. */
  async give(tx: EntityManager, petition: PetitionOfFiles, { named, mine, replacements }: OfferedFiles): Promise<void> {
    if (named.length === 0) return;
    const ids = named.map(({ fileId }) => fileId);
    const dataKey = petition.kind === 'REPORT' ? await this.keys.open(petition.id) : null;
    const rows = ids.map((id) => mine.get(id) as StoredFileRow);
    const now = rows.map((row) => replacements.find(({ fileId }) => fileId === row.id) ?? row);
    await sql(tx, useFiles, [
      ids,
      now.map(({ blobId }) => blobId),
      now.map(({ size }) => size),
      rows.map((row, at) => row.stripped || now[at] !== row),
      rows.map(({ id, sha256 }) => (dataKey && sha256 ? seal(dataKey, placeOf(id, 'sha256'), sha256) : null)),
    ]);
    // The keys are in another database and are not rolled back with this act; moving them early does no harm.
    await this.fileKeys.give(
      now.map(({ blobId }) => blobId),
      petition.id,
      petition.kind === 'REPORT' ? 'report' : 'ordinary',
    );
  }

  /** Cleans up after `offer`, once the act has committed or failed. */
  async settle({ replacements }: OfferedFiles): Promise<void> {
    try {
      await this.files.settle(replacements);
    } catch (error) {
      logOf('intake').error({ err: error }, 'blobs of stripped files not cleaned up; left to the sweep');
    }
  }
}
