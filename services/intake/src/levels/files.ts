import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FILE_TYPES } from '@sunshine/files';
import { sql } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { named, travelling } from '../domain/files/travelling.js';
import { filesOfPetitions, type PetitionFileRow } from '../files/files.rows.js';
import { StoredFiles } from '../files/stored-files.js';
import { FileKeys } from '../sealing/file-keys.js';

/** A file as the message names it, and as `exchange` reads it (ADR 0108). */
export interface TravellingFile {
  readonly id: string;
  readonly named: {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly digest: string;
    readonly role: string;
  };
  /** `key` is base64. */
  readonly given: { readonly digest: string; readonly blobId: string; readonly key: string; readonly bytes: number };
}

/** Files of a petition for the node to which it is handed over. */
@Injectable()
export class TravellingFiles {
  constructor(
    private readonly files: StoredFiles,
    private readonly keys: FileKeys,
  ) {}

  /** None of a report: it is handed over by its own way alone. */
  async of(tx: EntityManager, petitionId: string, anonymous: boolean): Promise<TravellingFile[]> {
    const rows = (await sql<PetitionFileRow>(tx, filesOfPetitions, [[petitionId]])).filter(({ kind }) => kind !== 'REPORT');
    return this.opened(travelling(rows, anonymous));
  }

  /** Those of these files that are the petition's, and no report's. */
  async told(tx: EntityManager, petitionId: string, fileIds: readonly string[]): Promise<TravellingFile[]> {
    if (fileIds.length === 0) return [];
    const rows = await sql<PetitionFileRow>(tx, filesOfPetitions, [[petitionId]]);
    return this.opened(named(rows.filter(({ id, kind }) => kind !== 'REPORT' && fileIds.includes(id))));
  }

  private async opened(files: ReturnType<typeof named<PetitionFileRow>>): Promise<TravellingFile[]> {
    const found: TravellingFile[] = [];
    for (const { file, name } of files) {
      const { id, role, type, size: bytes, blobId } = file;
      const digest = await this.digestOf(file);
      const key = (await this.keys.open(blobId)).toString('base64');
      found.push({ id, named: { name, mediaType: FILE_TYPES[type].mime, bytes, digest, role }, given: { digest, blobId, key, bytes } });
    }
    return found;
  }

  /** Of the bytes that are kept: what was uploaded had another digest where it was cleaned. */
  private async digestOf(file: PetitionFileRow): Promise<string> {
    if (file.sha256 !== null && !file.stripped) return file.sha256;
    const hash = createHash('sha256');
    for await (const part of this.files.read(file)) hash.update(part);
    return hash.digest('hex');
  }
}
