import type { Batch } from './chain.js';

/** The instant of a line as the chain sees it, to the microsecond. */
export const AT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const ROW = `id::text id, ${AT} at, on_day::text "on", act, outcome, actor_kind "actorKind",
  actor_id "actorId", organ_id::text "organId", role, subject, part, purpose, correlation_id "correlationId"`;
const BATCH = `seq, algorithm, previous, from_id::text "fromId", to_id::text "toId", ids::text[] ids, digests, sealed_at "sealedAt", root`;

/** Lines as the chain sees them. `schema`: of another role's tables, with its dot. */
export const rowsBetween = (schema = '') =>
  `select ${ROW} from ${schema}audit where id between $1::bigint and $2::bigint order by audit.id limit $3`;

export const batchesAfter = (schema: string) => `select ${BATCH} from ${schema}audit_batch where seq > $1 order by seq limit $2`;

/** Heads of the batches from $1 on, as they are kept outside the database. */
export const headsFrom = `select seq, algorithm, previous, from_id::text "fromId", to_id::text "toId", cardinality(ids) count, sealed_at "sealedAt", root
  from audit_batch where seq >= $1 order by audit_batch.seq`;

/** Batches whose range meets that from $1 to $2. */
export const batchesOf = `select ${BATCH} from audit_batch where to_id >= $1::bigint and from_id <= $2::bigint order by audit_batch.seq`;

export const rootAt = `select root from audit_batch where seq = $1`;

export const lastBatch = `select seq, to_id::text "toId", root from audit_batch order by audit_batch.seq desc limit 1`;

export const insertBatch = `insert into audit_batch (seq, algorithm, previous, from_id, to_id, ids, digests, sealed_at, root)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

export const batchValues = ({ seq, algorithm, previous, fromId, toId, ids, digests, sealedAt, root }: Batch): unknown[] => [
  seq,
  algorithm,
  previous,
  fromId,
  toId,
  ids,
  digests,
  sealedAt,
  root,
];
