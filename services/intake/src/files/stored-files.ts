import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BlobStore, FairGate, fileError, FILE_TYPES, Gate, strip, typeOf, type BegunUpload, type UploadRows } from '@sunshine/files';
import { Limits, networkOf } from '@sunshine/limits';
import { Space, sql, Time } from '@sunshine/platform';
import { waitWords } from '@sunshine/words';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { FILE_LIMITS, type FileType } from '../domain/files/files.js';
import { QueryCodes } from '../tracking/query-codes.js';
import { FileKeys } from '../sealing/file-keys.js';
import {
  completeFile,
  countReceived,
  countStaged,
  currentBlobs,
  deleteFile,
  insertFile,
  knownBlobs,
  lockUploads,
  measureFile,
  orphanFiles,
  storedFiles,
  type StoredFileRow,
} from './files.rows.js';

/** The uploader: a signed-in person, the holder of a pass, or both. */
export interface Uploader {
  readonly personId: string | null;
  readonly passId: string | null;
  readonly address: string;
}

/** A blob that replaces another one if the act commits. */
export interface Replacement {
  readonly fileId: string;
  readonly former: string;
  readonly blobId: string;
  readonly size: number;
}

const HOUR_MS = 3_600_000;
const MB = 1_048_576;
/** The bytes received of an upload are recorded after so many bytes or so much time. */
const COUNTED_BYTES = 4 * MB;
const COUNTED_MS = 30_000;
const ORPHANS = 100;
/** In place of a pass: no holder of one has this. */
const ARRIVED = 'of another node';
/** Maximum of file content in memory while types are detected: one file of the largest size, and small ones beside it. */
const WHOLE_BYTES = FILE_LIMITS.bytes + 4 * MB;

/** Rows, keys and blobs of uploads; `PetitionFiles` assigns them to petitions. */
@Injectable()
export class StoredFiles implements UploadRows<Uploader> {
  private readonly gate = new Gate(WHOLE_BYTES);
  /** Cleaning has a gate of its own: it may take seconds, and uploads must not wait for it. */
  private readonly cleaning: FairGate;

  constructor(
    private readonly db: DataSource,
    private readonly keys: FileKeys,
    private readonly blobs: BlobStore,
    private readonly codes: QueryCodes,
    private readonly limits: Limits,
    private readonly time: Time,
    private readonly space: Space,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {
    this.cleaning = new FairGate(config.FILES_CLEANING_AT_ONCE, config.FILES_CLEANING_WAIT_SECONDS * 1_000);
  }

  newId(): string {
    return uuid();
  }

  /** @throws FILE_EMPTY, UPLOADS_TOO_MANY, UPLOADS_FULL, UPLOADS_SHARE_FULL, STORAGE_LOW */
  async begin(uploader: Uploader, fileId: string, length: number): Promise<void> {
    if (length < 1) throw fileError('FILE_EMPTY');
    const { personId, passId, address } = uploader;
    const { within, retryAfterSeconds } = await this.limits.count('upload', personId === null ? { address } : { person: personId });
    if (!within) throw fileError('UPLOADS_TOO_MANY', { details: { wait: waitWords(retryAfterSeconds), retryAfterSeconds } });
    const now = this.time.now();
    // The address is counted by its digest and never stored.
    const stagedBy = personId === null ? this.codes.addressDigest(networkOf(address)) : null;
    const blobId = uuid();
    await this.db.transaction(async (tx) => {
      if (stagedBy !== null) await sql(tx, lockUploads, [stagedBy]);
      await this.checkSpace(tx, stagedBy);
      await sql(tx, insertFile, [fileId, blobId, personId, personId === null ? passId : null, length, now, stagedBy]);
    });
    try {
      await this.keys.create(blobId);
      await this.blobs.create(blobId);
    } catch (error) {
      await this.remove(fileId);
      throw error;
    }
  }

  /** @throws FILE_UNKNOWN for a file of another uploader, a used file, and one that is gone */
  async mayContinue(uploader: Uploader, fileId: string): Promise<void> {
    const [row] = await this.rows([fileId]);
    if (!row || row.used || !isOf(row, uploader)) throw fileError('FILE_UNKNOWN');
  }

  async begun(fileId: string): Promise<BegunUpload> {
    const { blobId, size } = await this.row(fileId);
    return { blobId, key: await this.keys.open(blobId), length: size };
  }

  /**
   * Passes the content through and counts it: space is used by bytes received, not by bytes announced, and an upload in progress is not idle.
   * @param already bytes received before
   * @throws UPLOADS_FULL, UPLOADS_SHARE_FULL; bytes received before are kept
   */
  async *counted(fileId: string, already: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let [came, counted, at] = [already, already, -Infinity];
    try {
      for await (const part of content) {
        came += part.length;
        if (came - counted >= COUNTED_BYTES || performance.now() - at > COUNTED_MS) {
          const stagedBy = await this.received(fileId, came);
          if (stagedBy !== undefined) await this.checkSpace(this.db.manager, stagedBy);
          counted = came;
          at = performance.now();
        }
        yield part;
      }
    } finally {
      if (came > counted) await this.received(fileId, came);
    }
  }

  /** @returns the address digest for which the upload counts, null for a person of the office; undefined where the upload is gone */
  private async received(fileId: string, bytes: number): Promise<string | null | undefined> {
    const [row] = await sql<{ stagedBy: string | null }>(this.db.manager, countReceived, [fileId, bytes, this.time.now()]);
    return row?.stagedBy;
  }

  /** @param stagedBy null: a person of the office, for whom a part of the space is reserved @throws UPLOADS_FULL, UPLOADS_SHARE_FULL */
  private async checkSpace(db: EntityManager, stagedBy: string | null): Promise<void> {
    await this.space.require();
    const { FILES_STAGED_MB: most, FILES_STAGED_STAFF_MB: kept, FILES_STAGED_ADDRESS_MB: limit } = this.config;
    const [{ staged, share } = { staged: 0, share: 0 }] = await sql<{ staged: number; share: number }>(db, countStaged, [stagedBy]);
    if (staged >= (stagedBy === null ? most : most - kept) * MB) throw fileError('UPLOADS_FULL');
    if (share >= limit * MB) throw fileError('UPLOADS_SHARE_FULL', { details: { limit } });
  }

  /** Detects the type by content and stores the hash. @throws FILE_TYPE_NOT_ALLOWED */
  async finish(fileId: string): Promise<void> {
    const { size } = await this.row(fileId);
    return this.gate.pass(size, async () => {
      const row = await this.row(fileId);
      if (row.type !== null) return;
      const content = await this.whole(row);
      const type = await typeOf(content);
      if (type === null) {
        await this.remove(fileId);
        throw fileError('FILE_TYPE_NOT_ALLOWED', { details: { types: Object.keys(FILE_TYPES).join('、') } });
      }
      await sql(this.db.manager, completeFile, [fileId, type, createHash('sha256').update(content).digest('hex'), this.time.now()]);
    });
  }

  /**
   * Takes a whole file in one request.
   * @throws FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, and the codes of `begin`; nothing of a refused file is left
   */
  async take(uploader: Uploader, content: AsyncIterable<Uint8Array>): Promise<{ id: string; size: number; type: FileType | null }> {
    const id = this.newId();
    await this.begin(uploader, id, FILE_LIMITS.bytes);
    try {
      const { blobId, key } = await this.begun(id);
      const size = await this.blobs.append(blobId, key, this.counted(id, 0, upTo(FILE_LIMITS.bytes, content)));
      if (size < 1) throw fileError('FILE_EMPTY');
      await sql(this.db.manager, measureFile, [id, size]);
      await this.finish(id);
      return { id, size, type: (await this.row(id)).type };
    } catch (error) {
      await this.remove(id);
      throw error;
    }
  }

  /**
   * Takes a file of another node, which lies on this disk already. It has no uploader, and is swept unless an act uses it.
   * @returns its id
   * @throws FILE_TYPE_NOT_ALLOWED, FILE_TOO_LARGE, FILE_DESTROYED; nothing of a refused file is left
   */
  async takeArrived(bytes: number, content: AsyncIterable<Uint8Array>): Promise<string> {
    const [id, blobId] = [this.newId(), uuid()];
    await sql(this.db.manager, insertFile, [id, blobId, null, ARRIVED, bytes, this.time.now(), null]);
    try {
      const key = await this.keys.create(blobId);
      await this.blobs.create(blobId);
      await this.blobs.append(blobId, key, upTo(FILE_LIMITS.bytes, content));
      await this.finish(id);
      return id;
    } catch (error) {
      await this.remove(id);
      throw error;
    }
  }

  /** Removes an upload unless it is used. */
  async remove(fileId: string): Promise<void> {
    const [gone] = await sql<{ blobId: string }>(this.db.manager, deleteFile, [fileId]);
    if (gone) await this.discard([gone.blobId]);
  }

  rows(fileIds: readonly string[]): Promise<StoredFileRow[]> {
    return sql<StoredFileRow>(this.db.manager, storedFiles, [fileIds]);
  }

  /** Whether all bytes of an unfinished upload are there, as after a crash. */
  async isWhole({ blobId, size, type }: StoredFileRow): Promise<boolean> {
    return type === null && (await this.blobs.size(blobId)) === size;
  }

  /**
   * The file without metadata about its author, as a new blob under a new key.
   * @param group a person or an address, whose cleanings take turns with those of others
   * @throws FILE_CANNOT_BE_STRIPPED, FILE_CLEANING_BUSY, STORAGE_LOW
   */
  stripped(row: StoredFileRow & { readonly type: NonNullable<StoredFileRow['type']> }, group: string): Promise<Replacement> {
    const { FILES_CLEANING_MB: memoryMb, FILES_CLEANING_SECONDS: seconds } = this.config;
    return this.cleaning.pass(group, async () => {
      await this.space.require();
      const blobId = uuid();
      const key = await this.keys.create(blobId);
      try {
        await this.blobs.create(blobId);
        const size = await this.blobs.append(blobId, key, strip(this.read(row), row.type, { memoryMb, seconds }));
        return { fileId: row.id, former: row.blobId, blobId, size };
      } catch (error) {
        await this.discard([blobId]);
        throw error;
      }
    });
  }

  /** Of each pair keeps the blob that the file refers to, and destroys the other one with its key. */
  async settle(replacements: readonly Replacement[]): Promise<void> {
    if (replacements.length === 0) return;
    const rows = await sql<{ blobId: string }>(this.db.manager, currentBlobs, [replacements.map(({ fileId }) => fileId)]);
    const current = new Set(rows.map(({ blobId }) => blobId));
    await this.discard(replacements.flatMap(({ former, blobId }) => [former, blobId]).filter((id) => !current.has(id)));
  }

  /** @throws FILE_DESTROYED */
  async *read({ blobId, size }: Pick<StoredFileRow, 'blobId' | 'size'>): AsyncGenerator<Uint8Array> {
    yield* this.blobs.read(blobId, await this.keys.open(blobId), size);
  }

  /**
   * Destroys uploads that were never used, incomplete uploads that are idle, announced uploads without content, and blobs without a row.
   * @returns how many were destroyed
   */
  async sweep(): Promise<number> {
    const hours = this.config.FILES_ORPHAN_HOURS;
    const now = this.time.now().getTime();
    const before = new Date(now - hours * HOUR_MS);
    const stalled = new Date(now - this.config.FILES_STALLED_MINUTES * 60_000);
    const empty = new Date(now - this.config.FILES_EMPTY_MINUTES * 60_000);
    let swept = 0;
    for (let found = ORPHANS; found === ORPHANS; swept += found) {
      const rows = await sql<{ id: string }>(this.db.manager, orphanFiles, [before, ORPHANS, stalled, empty]);
      for (const { id } of rows) await this.remove(id);
      found = rows.length;
    }
    const idle = await this.blobs.idle(hours);
    const rows = await sql<{ blobId: string }>(this.db.manager, knownBlobs, [idle]);
    const known = new Set(rows.map(({ blobId }) => blobId));
    const strays = idle.filter((id) => !known.has(id));
    await this.discard(strays);
    return swept + strays.length;
  }

  private async row(fileId: string): Promise<StoredFileRow> {
    const [row] = await this.rows([fileId]);
    if (!row) throw fileError('FILE_UNKNOWN');
    return row;
  }

  private async whole(row: StoredFileRow): Promise<Buffer> {
    const content = Buffer.allocUnsafe(row.size);
    let at = 0;
    for await (const part of this.read(row)) {
      content.set(part, at);
      at += part.length;
    }
    return content;
  }

  /** Destroys the key first: a blob without its key is unreadable. */
  private async discard(blobIds: readonly string[]): Promise<void> {
    if (blobIds.length === 0) return;
    await this.keys.destroy(blobIds);
    for (const blobId of blobIds) await this.blobs.remove(blobId);
  }
}

/** Whether the uploader may use the file: as the same person, or with the same pass. */
export function isOf({ personId, passId }: StoredFileRow, uploader: Pick<Uploader, 'personId' | 'passId'>): boolean {
  return (personId !== null && personId === uploader.personId) || (passId !== null && passId === uploader.passId);
}

/** @throws FILE_TOO_LARGE */
async function* upTo(bytes: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let came = 0;
  for await (const part of content) {
    came += part.length;
    if (came > bytes) throw fileError('FILE_TOO_LARGE', { details: { limit: bytes / 1_048_576 } });
    yield part;
  }
}
