import type { MessageKind } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

/** A message that waits for what services of this node know. */
export interface WantRow {
  readonly id: string;
  readonly petitionId: string;
  readonly partner: string;
  readonly kind: MessageKind;
  /** Of the matter of which it tells. */
  readonly way: 'sent' | 'came';
  /** The record that it tells of. */
  readonly about: string | null;
  /** Days and codes of the event that it tells of. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The key of this want: its public half, and its secret one sealed to this node. */
  readonly open: string;
  readonly secret: string;
  /** What was given, by the name of the part, sealed to this node. */
  readonly parts: Readonly<Record<string, string>>;
}

const insert: Statement = {
  name: 'exchange.insert-want',
  text: 'insert into want (id, petition_id, partner, kind, about, open, secret, wanted_at, facts, way) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)',
};
const lock: Statement = {
  name: 'exchange.want',
  text: `select id, petition_id "petitionId", partner, kind, way, about, facts, open, secret, parts from want where id = $1 for update`,
};
const give: Statement = {
  name: 'exchange.give-part',
  text: 'update want set parts = parts || jsonb_build_object($2::text, $3::text) where id = $1',
};
const end: Statement = { name: 'exchange.end-want', text: 'delete from want where id = $1' };

export async function insertWant(tx: EntityManager, want: Omit<WantRow, 'parts'>, at: Date): Promise<void> {
  await sql(tx, insert, [
    want.id,
    want.petitionId,
    want.partner,
    want.kind,
    want.about,
    want.open,
    want.secret,
    at,
    JSON.stringify(want.facts),
    want.way,
  ]);
}

export async function lockWant(tx: EntityManager, id: string): Promise<WantRow | null> {
  return (await sql<WantRow>(tx, lock, [id]))[0] ?? null;
}

export async function keepPart(tx: EntityManager, id: string, part: string, sealed: string): Promise<void> {
  await sql(tx, give, [id, part, sealed]);
}

export async function endWant(tx: EntityManager, id: string): Promise<void> {
  await sql(tx, end, [id]);
}
