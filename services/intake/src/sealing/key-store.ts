import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { defineErrors } from '@sunshine/errors';
import { sql } from '@sunshine/platform';
import type { DataSource } from 'typeorm';
import { KEY_BYTES } from './cipher.js';
import { MasterKeys, type KeyClass, type Wrapped } from './master-keys.js';

const keyError = defineErrors({
  IDENTITY_DESTROYED: { kind: 'NOT_FOUND', text: '该信访事项的身份信息已依规定销毁' },
});

/** Injection token of the DataSource of the second database. */
export const KEYS_DATABASE = Symbol('database of wrapped keys');

interface WrappedRow {
  petition_id: string;
  key_id: string;
  wrapped: string;
}

const insertKey = { name: 'intake_key_insert', text: 'insert into wrapped_key (petition_id, key_id, wrapped) values ($1, $2, $3)' };
const readKey = { name: 'intake_key_read', text: 'select petition_id, key_id, wrapped from wrapped_key where petition_id = $1' };
const outdatedKeys = {
  name: 'intake_key_outdated',
  text: 'select petition_id, key_id, wrapped from wrapped_key where key_id = any($1::text[]) order by petition_id limit $2 for update skip locked',
};
const replaceKeys = {
  name: 'intake_key_replace',
  text: `update wrapped_key k set key_id = n.key_id, wrapped = n.wrapped
           from unnest($1::uuid[], $2::text[], $3::text[]) as n(petition_id, key_id, wrapped) where k.petition_id = n.petition_id`,
};
const deleteKeys = { name: 'intake_key_delete', text: 'delete from wrapped_key where petition_id = any($1::uuid[]) returning petition_id' };

/** Each petition's data key, kept only wrapped, in a database apart from what it seals. */
@Injectable()
export class KeyStore implements OnApplicationShutdown {
  constructor(
    @Inject(KEYS_DATABASE) private readonly keys: DataSource,
    private readonly masters: MasterKeys,
  ) {}

  /** Makes and keeps the data key of a petition, before the petition itself is written: a key without its petition is harmless. */
  async create(petitionId: string, keyClass: KeyClass): Promise<Buffer> {
    const dataKey = randomBytes(KEY_BYTES);
    const { keyId, wrapped } = this.masters.wrap(keyClass, petitionId, dataKey);
    await sql(this.keys.manager, insertKey, [petitionId, keyId, wrapped]);
    return dataKey;
  }

  /** @throws IDENTITY_DESTROYED */
  async open(petitionId: string): Promise<Buffer> {
    const [row] = await sql<WrappedRow>(this.keys.manager, readKey, [petitionId]);
    if (!row) throw keyError('IDENTITY_DESTROYED');
    return this.masters.unwrap(petitionId, wrappedOf(row));
  }

  /** Wraps everything that lies under an older master key anew, so that the older one can be taken away; answers how many. */
  async rotate(batch = 500): Promise<number> {
    const outdated = this.masters.outdated();
    for (let done = 0; ;) {
      const count = await this.keys.transaction(async (tx) => {
        const rows = await sql<WrappedRow>(tx, outdatedKeys, [outdated, batch]);
        const fresh = rows.map((row) => this.masters.rewrap(row.petition_id, wrappedOf(row)));
        await sql(tx, replaceKeys, [
          rows.map((row) => row.petition_id),
          fresh.map(({ keyId }) => keyId),
          fresh.map(({ wrapped }) => wrapped),
        ]);
        return rows.length;
      });
      done += count;
      if (count < batch) return done;
    }
  }

  /** Nothing sealed of these petitions can be opened again, in backups neither; answers how many had a key. */
  async destroy(petitionIds: readonly string[]): Promise<number> {
    return (await sql(this.keys.manager, deleteKeys, [petitionIds])).length;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.keys.isInitialized) await this.keys.destroy();
  }
}

const wrappedOf = (row: WrappedRow): Wrapped => ({ keyId: row.key_id, wrapped: row.wrapped });
