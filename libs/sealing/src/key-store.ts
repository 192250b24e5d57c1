import { randomBytes } from 'node:crypto';
import { defineErrors } from '@sunshine/errors';
import { sql, type Statement } from '@sunshine/platform';
import type { DataSource } from 'typeorm';
import { KEY_BYTES } from './cipher.js';
import type { KeyClass, MasterKeys, Wrapped } from './master-keys.js';

const keyError = defineErrors({
  IDENTITY_DESTROYED: { kind: 'NOT_FOUND', text: '该信访事项的身份信息已依规定销毁' },
});

/** Injection token of the DataSource of the second database. */
export const KEYS_DATABASE = Symbol('database of wrapped keys');

interface WrappedRow {
  /** Of the petition or the blob whose key it is. */
  id: string;
  key_id: string;
  wrapped: string;
}

const PETITIONS = ['wrapped_key', 'petition_id'] as const;
/** Of a service that keeps files too: their keys, which share the fate of the petition's own. */
const FILES = ['file_key', 'blob_id'] as const;

const insertKey = {
  name: 'key.insert',
  text: 'insert into wrapped_key (petition_id, key_id, wrapped) values ($1, $2, $3) on conflict do nothing returning petition_id',
};
const readKey = { name: 'key.read', text: 'select petition_id as id, key_id, wrapped from wrapped_key where petition_id = $1' };
const readKeys = {
  name: 'key.read-all',
  text: 'select petition_id as id, key_id, wrapped from wrapped_key where petition_id = any($1::uuid[])',
};
const outdatedKeys = (table: string, id: string): Statement => ({
  name: `key.outdated-${table}`,
  text: `select ${id} as id, key_id, wrapped from ${table} where key_id = any($1::text[]) order by ${id} limit $2 for update skip locked`,
});
const replaceKeys = (table: string, id: string): Statement => ({
  name: `key.replace-${table}`,
  text: `update ${table} k set key_id = n.key_id, wrapped = n.wrapped
           from unnest($1::uuid[], $2::text[], $3::text[]) as n(id, key_id, wrapped) where k.${id} = n.id`,
});
const deleteKeys = { name: 'key.delete', text: 'delete from wrapped_key where petition_id = any($1::uuid[]) returning petition_id' };
const deleteWithFiles = {
  name: 'key.delete-files',
  text: `with files as (delete from file_key where petition_id = any($1::uuid[])) ${deleteKeys.text}`,
};

/** Each petition's data key, kept only wrapped, in a database apart from what it seals. */
export class KeyStore {
  constructor(
    private readonly keys: DataSource,
    private readonly masters: MasterKeys,
    private readonly withFiles = true,
  ) {}

  /**
   * Makes and keeps the data key of a petition, before the petition itself is written: a key without its petition is harmless, and
   * whoever tries again to write the petition gets that same key.
   */
  async create(petitionId: string, keyClass: KeyClass): Promise<Buffer> {
    const dataKey = randomBytes(KEY_BYTES);
    const { keyId, wrapped } = this.masters.wrap(keyClass, petitionId, dataKey);
    const [fresh] = await sql(this.keys.manager, insertKey, [petitionId, keyId, wrapped]);
    return fresh ? dataKey : this.open(petitionId);
  }

  /** As `create`, for a petition that mostly has its key already. */
  async openOrCreate(petitionId: string, keyClass: KeyClass): Promise<Buffer> {
    const [row] = await sql<WrappedRow>(this.keys.manager, readKey, [petitionId]);
    return row ? this.masters.unwrap(petitionId, wrappedOf(row)) : this.create(petitionId, keyClass);
  }

  /** @throws IDENTITY_DESTROYED */
  async open(petitionId: string): Promise<Buffer> {
    const [row] = await sql<WrappedRow>(this.keys.manager, readKey, [petitionId]);
    if (!row) throw keyError('IDENTITY_DESTROYED');
    return this.masters.unwrap(petitionId, wrappedOf(row));
  }

  /** The keys of many petitions, by their ids; those destroyed are left out. */
  async openAll(petitionIds: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const rows = await sql<WrappedRow>(this.keys.manager, readKeys, [[...petitionIds]]);
    return new Map(rows.map((row) => [row.id, this.masters.unwrap(row.id, wrappedOf(row))]));
  }

  /** Wraps everything that lies under an older master key anew, so that the older one can be taken away; answers how many. */
  async rotate(batch = 500): Promise<number> {
    let done = 0;
    for (const [table, id] of this.withFiles ? [PETITIONS, FILES] : [PETITIONS]) {
      for (let count = batch; count === batch; done += count) count = await this.rewrap(table, id, batch);
    }
    return done;
  }

  private rewrap(table: string, id: string, batch: number): Promise<number> {
    return this.keys.transaction(async (tx) => {
      const rows = await sql<WrappedRow>(tx, outdatedKeys(table, id), [this.masters.outdated(), batch]);
      const fresh = rows.map((row) => this.masters.rewrap(row.id, wrappedOf(row)));
      await sql(tx, replaceKeys(table, id), [
        rows.map((row) => row.id),
        fresh.map(({ keyId }) => keyId),
        fresh.map(({ wrapped }) => wrapped),
      ]);
      return rows.length;
    });
  }

  /** Nothing sealed of these petitions can be opened again, their files neither, nor in backups; answers how many had a key. */
  async destroy(petitionIds: readonly string[]): Promise<number> {
    return (await sql(this.keys.manager, this.withFiles ? deleteWithFiles : deleteKeys, [petitionIds])).length;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.keys.isInitialized) await this.keys.destroy();
  }
}

export const wrappedOf = (row: Pick<WrappedRow, 'key_id' | 'wrapped'>): Wrapped => ({ keyId: row.key_id, wrapped: row.wrapped });
