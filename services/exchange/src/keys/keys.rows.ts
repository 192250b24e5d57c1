import type { PublicKeys } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

/** A pair of keys of this node. */
export interface NodeKeyRow extends PublicKeys {
  /** Private halves, under a key of the configuration. */
  readonly sealed: string;
  readonly validFrom: Date;
  /** Exclusive: until then it signs; null: no end. It opens for ever. */
  readonly validTo: Date | null;
}

const COLUMNS = 'key_id "keyId", suite, signing, encryption, sealed, valid_from "validFrom", valid_to "validTo"';

const all: Statement = { name: 'exchange.node-keys', text: `select ${COLUMNS} from node_key order by valid_from, key_id` };
const add: Statement = {
  name: 'exchange.add-node-key',
  text: `insert into node_key (key_id, suite, signing, encryption, sealed, valid_from, made_at) values ($1, $2, $3, $4, $5, $6, $7)`,
};
const end: Statement = {
  name: 'exchange.end-node-keys',
  text: `update node_key set valid_to = $3 where suite = $1 and key_id <> $2 and (valid_to is null or valid_to > $3)`,
};
/** Two processes that start, or rotate, at once take turns. */
const turn: Statement = {
  name: 'exchange.node-keys-turn',
  text: `select pg_advisory_xact_lock(hashtextextended('sunshine.exchange.keys', 0))`,
};

export const nodeKeys = (tx: EntityManager): Promise<NodeKeyRow[]> => sql<NodeKeyRow>(tx, all, []);

export async function takeKeysTurn(tx: EntityManager): Promise<void> {
  await sql(tx, turn, []);
}

/** From `validFrom` it signs; those before it end at `othersTo`. */
export async function addNodeKey(
  tx: EntityManager,
  key: Omit<NodeKeyRow, 'validTo'>,
  { madeAt, othersTo }: { readonly madeAt: Date; readonly othersTo: Date | null },
): Promise<void> {
  await sql(tx, add, [key.keyId, key.suite, key.signing, key.encryption, key.sealed, key.validFrom, madeAt]);
  if (othersTo) await sql(tx, end, [key.suite, key.keyId, othersTo]);
}
