import { Injectable } from '@nestjs/common';
import { sql, type Statement } from '@sunshine/platform';
import { KeyStore, open, seal } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { placeOf } from '../sealing/place.js';

export interface SplitRow {
  readonly id: string;
  readonly petitionId: string;
  readonly organId: string;
  readonly sealed: string;
  readonly personId: string;
  readonly on: string;
  readonly at: string;
}

const insert: Statement = {
  name: 'intake.split-insert',
  text: `with former as (update split set state = 'replaced' where petition_id = $2 and state = 'prepared')
    insert into split (id, petition_id, organ_id, state, sealed, person_id, on_day, at, done_on)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const prepared: Statement = {
  name: 'intake.split-prepared',
  text: `select id, petition_id as "petitionId", organ_id as "organId", sealed, person_id as "personId", on_day as "on", at
    from split where id = $1 and petition_id = $2 and state = 'prepared' for update`,
};
const done: Statement = { name: 'intake.split-done', text: `update split set state = 'done', sealed = $2, done_on = $3 where id = $1` };
const ofPetition: Statement = {
  name: 'intake.split-of',
  text: `select id, sealed from split where petition_id = $1 and state = 'done'`,
};

/** Splits of letters, sealed under a key of their own. */
@Injectable()
export class SplitStore {
  constructor(private readonly keys: KeyStore) {}

  /** @param parts texts of a prepared split; ids of the petitions of a split that is done */
  async add(tx: EntityManager, row: Omit<SplitRow, 'sealed'>, parts: unknown, doneOn: string | null): Promise<void> {
    const sealed = this.sealed(await this.keys.create(row.id, 'report'), row.id, parts);
    const state = doneOn === null ? 'prepared' : 'done';
    await sql(tx, insert, [row.id, row.petitionId, row.organId, state, sealed, row.personId, row.on, row.at, doneOn]);
  }

  /** The prepared split, locked; null where none of that id waits. */
  async prepared<T>(tx: EntityManager, id: string, petitionId: string): Promise<(SplitRow & { readonly parts: T }) | null> {
    const [row] = await sql<SplitRow>(tx, prepared, [id, petitionId]);
    return row ? { ...row, parts: await this.opened<T>(row) } : null;
  }

  /** Deletes the texts and keeps the link. */
  async done(tx: EntityManager, id: string, petitionIds: readonly string[], on: string): Promise<void> {
    await sql(tx, done, [id, this.sealed(await this.keys.open(id), id, petitionIds), on]);
  }

  /** Ids of the petitions that this one was split into; empty where it was not split. */
  async parts(tx: EntityManager, petitionId: string): Promise<readonly string[]> {
    const rows = await sql<Pick<SplitRow, 'id' | 'sealed'>>(tx, ofPetition, [petitionId]);
    return (await Promise.all(rows.map((row) => this.opened<string[]>(row)))).flat();
  }

  private sealed = (key: Buffer, id: string, parts: unknown): string => seal(key, placeOf(id, 'parts'), JSON.stringify(parts));

  private async opened<T>({ id, sealed }: Pick<SplitRow, 'id' | 'sealed'>): Promise<T> {
    return JSON.parse(open(await this.keys.open(id), placeOf(id, 'parts'), sealed).toString('utf8')) as T;
  }
}
