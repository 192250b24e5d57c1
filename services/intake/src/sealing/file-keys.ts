import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { fileError } from '@sunshine/files';
import { sql } from '@sunshine/platform';
import { KEY_BYTES, KEYS_DATABASE, MasterKeys, type KeyClass, wrappedOf } from '@sunshine/sealing';
import type { DataSource } from 'typeorm';

interface FileKeyRow {
  blob_id: string;
  key_id: string;
  wrapped: string;
}

const insertKey = { name: 'intake.file-key-insert', text: 'insert into file_key (blob_id, key_id, wrapped) values ($1, $2, $3)' };
const readKeys = { name: 'intake.file-key-read', text: 'select blob_id, key_id, wrapped from file_key where blob_id = any($1::uuid[])' };
const giveKeys = {
  name: 'intake.file-key-give',
  text: `update file_key k set petition_id = $1, key_id = n.key_id, wrapped = n.wrapped
           from unnest($2::uuid[], $3::text[], $4::text[]) as n(blob_id, key_id, wrapped) where k.blob_id = n.blob_id`,
};
const deleteKeys = { name: 'intake.file-key-delete', text: 'delete from file_key where blob_id = any($1::uuid[])' };

/** One key for each blob, stored wrapped beside the keys of petitions. `KeyStore` rotates them, and destroys them with the key of their petition. */
@Injectable()
export class FileKeys {
  constructor(
    @Inject(KEYS_DATABASE) private readonly keys: DataSource,
    private readonly masters: MasterKeys,
  ) {}

  /** An unused file may become part of a report, so its key is wrapped under the master keys of reports. */
  async create(blobId: string): Promise<Buffer> {
    const dataKey = randomBytes(KEY_BYTES);
    const { keyId, wrapped } = this.masters.wrap('report', blobId, dataKey);
    await sql(this.keys.manager, insertKey, [blobId, keyId, wrapped]);
    return dataKey;
  }

  /** @throws FILE_DESTROYED */
  async open(blobId: string): Promise<Buffer> {
    const [row] = await sql<FileKeyRow>(this.keys.manager, readKeys, [[blobId]]);
    if (!row) throw fileError('FILE_DESTROYED');
    return this.masters.unwrap(blobId, wrappedOf(row));
  }

  /** From now on the keys are destroyed together with the key of the petition. */
  async give(blobIds: readonly string[], petitionId: string, keyClass: KeyClass): Promise<void> {
    const rows = await sql<FileKeyRow>(this.keys.manager, readKeys, [blobIds]);
    const moved = rows.map((row) => this.masters.move(keyClass, row.blob_id, wrappedOf(row)));
    await sql(this.keys.manager, giveKeys, [
      petitionId,
      rows.map(({ blob_id }) => blob_id),
      moved.map(({ keyId }) => keyId),
      moved.map(({ wrapped }) => wrapped),
    ]);
  }

  async destroy(blobIds: readonly string[]): Promise<void> {
    await sql(this.keys.manager, deleteKeys, [blobIds]);
  }
}
