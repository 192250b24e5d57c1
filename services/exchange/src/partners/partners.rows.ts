import type { PublicKeys, Suite } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Allowance, PartnerWay } from '../domain/partner.js';

export interface PartnerRow {
  readonly node: string;
  readonly name: string;
  readonly endpoint: string | null;
  readonly suite: Suite;
  /** How messages to it leave. */
  readonly way: PartnerWay;
  /** Whether messages from it are fetched at its endpoint. */
  readonly pulled: boolean;
  /** The organ here that keeps the entry and owns the differences. */
  readonly organId: string;
  /** Organs of the directory here that its node serves. */
  readonly organs: readonly string[];
  /** The organ here at which its matters arrive. */
  readonly receivedBy: string;
  readonly state: 'active' | 'suspended';
  readonly sends: Allowance;
  readonly receives: Allowance;
  readonly failures: number;
  readonly tryFrom: Date | null;
  readonly lastFailure: string | null;
  readonly lastSeenAt: Date | null;
  readonly registeredAt: Date;
  readonly changedAt: Date;
}

export interface PartnerKeyRow extends PublicKeys {
  readonly node: string;
  readonly validFrom: Date;
  /** Exclusive. */
  readonly validTo: Date | null;
  readonly revokedAt: Date | null;
}

const COLUMNS = `node, name, endpoint, suite, way, pulled, organ_id "organId", organs, coalesce(received_by, organ_id) "receivedBy", state, sends, receives, failures, try_from "tryFrom", last_failure "lastFailure",
  last_seen_at "lastSeenAt", registered_at "registeredAt", changed_at "changedAt"`;
const KEY = `key_id "keyId", node, suite, signing, encryption, valid_from "validFrom", valid_to "validTo", revoked_at "revokedAt"`;

const all: Statement = { name: 'exchange.partners', text: `select ${COLUMNS} from partner order by node` };
const one: Statement = { name: 'exchange.partner', text: `select ${COLUMNS} from partner where node = $1` };
const keysOf: Statement = {
  name: 'exchange.partner-keys',
  text: `select ${KEY} from partner_key where node = any($1::text[]) order by valid_from, key_id`,
};
const keyOf: Statement = { name: 'exchange.partner-key', text: `select ${KEY} from partner_key where key_id = $1` };
const keep: Statement = {
  name: 'exchange.keep-partner',
  text: `insert into partner (node, name, endpoint, suite, organ_id, state, sends, receives, registered_at, changed_at, way, pulled)
    values ($1, $2, $3, $4, $5, 'active', $6::jsonb, $7::jsonb, $8, $8, $9, $10)
    on conflict (node) do update set name = excluded.name, endpoint = excluded.endpoint, suite = excluded.suite, organ_id = excluded.organ_id, state = 'active',
      sends = excluded.sends, receives = excluded.receives, changed_at = excluded.changed_at, way = excluded.way,
      pulled = excluded.pulled`,
};
const ofOrgans: Statement = {
  name: 'exchange.partners-of-organs',
  text: `select ${COLUMNS} from partner where organs && $1::uuid[] order by node`,
};
const place: Statement = {
  name: 'exchange.place-partner',
  text: 'update partner set organs = $2::uuid[], received_by = $3, changed_at = $4 where node = $1',
};
const suspend: Statement = {
  name: 'exchange.suspend-partner',
  text: `update partner set state = 'suspended', changed_at = $2 where node = $1`,
};
const keepKey: Statement = {
  name: 'exchange.keep-partner-key',
  text: `insert into partner_key (key_id, node, suite, signing, encryption, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (key_id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to where partner_key.node = excluded.node
    returning 1 kept`,
};
const endKeys: Statement = {
  name: 'exchange.end-partner-keys',
  text: `update partner_key set valid_to = $5 where node = $1 and suite = $2 and key_id <> $3 and valid_from <= $4 and (valid_to is null or valid_to > $5)`,
};
const revoke: Statement = {
  name: 'exchange.revoke-partner-key',
  text: 'update partner_key set revoked_at = coalesce(revoked_at, $3) where node = $1 and key_id = $2 returning 1 found',
};

export const partners = (tx: EntityManager): Promise<PartnerRow[]> => sql<PartnerRow>(tx, all, []);

export async function partnerOf(tx: EntityManager, node: string): Promise<PartnerRow | null> {
  return (await sql<PartnerRow>(tx, one, [node]))[0] ?? null;
}

/** By the instant from which they count. */
export const partnerKeys = (tx: EntityManager, nodes: readonly string[]): Promise<PartnerKeyRow[]> =>
  sql<PartnerKeyRow>(tx, keysOf, [nodes]);

export async function partnerKey(tx: EntityManager, keyId: string): Promise<PartnerKeyRow | null> {
  return (await sql<PartnerKeyRow>(tx, keyOf, [keyId]))[0] ?? null;
}

export async function keepPartner(
  tx: EntityManager,
  {
    node,
    name,
    endpoint,
    suite,
    organId,
    sends,
    receives,
    way,
    pulled,
  }: Pick<PartnerRow, 'node' | 'name' | 'endpoint' | 'suite' | 'organId' | 'sends' | 'receives' | 'way' | 'pulled'>,
  at: Date,
): Promise<void> {
  await sql(tx, keep, [node, name, endpoint, suite, organId, JSON.stringify(sends), JSON.stringify(receives), at, way, pulled]);
}

/** Those whose nodes serve one of these organs of the directory here. */
export const partnersServing = (tx: EntityManager, organIds: readonly string[]): Promise<PartnerRow[]> =>
  sql<PartnerRow>(tx, ofOrgans, [organIds]);

export async function placePartnerRow(
  tx: EntityManager,
  node: string,
  { organs, receivedBy }: Pick<PartnerRow, 'organs' | 'receivedBy'>,
  at: Date,
): Promise<void> {
  await sql(tx, place, [node, organs, receivedBy, at]);
}

export async function suspendPartnerRow(tx: EntityManager, node: string, at: Date): Promise<void> {
  await sql(tx, suspend, [node, at]);
}

/** False where the key is another node's. A revoked key stays revoked. */
export async function keepPartnerKey(tx: EntityManager, key: Omit<PartnerKeyRow, 'revokedAt'>): Promise<boolean> {
  const { keyId, node, suite, signing, encryption, validFrom, validTo } = key;
  return (await sql(tx, keepKey, [keyId, node, suite, signing, encryption, validFrom, validTo])).length > 0;
}

/** Those of the node in that suite that began no later than the key end at `to`, which is after its beginning. */
export async function endEarlierPartnerKeys(
  tx: EntityManager,
  { node, suite, keyId, validFrom }: Omit<PartnerKeyRow, 'revokedAt'>,
  to: Date,
): Promise<void> {
  await sql(tx, endKeys, [node, suite, keyId, validFrom, to]);
}

/** False where the node has no such key. */
export async function revokePartnerKeyRow(tx: EntityManager, node: string, keyId: string, at: Date): Promise<boolean> {
  return (await sql(tx, revoke, [node, keyId, at])).length > 0;
}
