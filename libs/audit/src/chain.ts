import { createHash } from 'node:crypto';

/** SHA-256, or SM3 (GB/T 32905) where the deployment must use commercial cryptography; both 32 bytes. */
export const HASH_NAMES = ['sha256', 'sm3'] as const;
export type HashName = (typeof HASH_NAMES)[number];
export const DIGEST_BYTES = 32;

/** A line of the audit as the chain sees it: every column but the id, each as text. */
export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly on: string;
  readonly act: string;
  readonly outcome: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly organId: string | null;
  readonly role: string | null;
  readonly subject: string | null;
  readonly part: string | null;
  readonly purpose: string | null;
  readonly correlationId: string;
}

/** A sealed batch: the lines of a whole range of ids, and the batch before it. */
export interface Batch {
  readonly seq: number;
  readonly algorithm: HashName;
  /** Root of the batch before; empty for the first. */
  readonly previous: string;
  /** Range of ids, both inclusive: no id in it can appear any more. */
  readonly fromId: string;
  readonly toId: string;
  /** Ids that are there, ascending, and the digests of their lines in the same order, one behind the other. */
  readonly ids: readonly string[];
  readonly digests: Buffer;
  readonly sealedAt: string;
  readonly root: string;
}

export interface Sealed {
  readonly id: string;
  readonly digest: Buffer;
}

const hash = (algorithm: HashName, text: string): Buffer => createHash(algorithm).update(text, 'utf8').digest();

/** The digest of a line leaves its id out, so that a line in another's place is known by it. JSON of texts is canonical (RFC 8785). */
export function digestOf(algorithm: HashName, row: AuditRow): Buffer {
  const { at, on, act, outcome, actorKind, actorId, organId, role, subject, part, purpose, correlationId } = row;
  return hash(algorithm, JSON.stringify([at, on, act, outcome, actorKind, actorId, organId, role, subject, part, purpose, correlationId]));
}

/** Binds the service, the place of the batch, the batch before it, and each id to its line. */
export function rootOf(service: string, batch: Omit<Batch, 'root'>): string {
  const { seq, algorithm, previous, fromId, toId, ids, digests, sealedAt } = batch;
  const lines = ids.map((id, at) => `${id} ${digests.toString('hex', at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES)}`);
  const head = JSON.stringify([service, seq, algorithm, previous, fromId, toId, ids.length, sealedAt]);
  return hash(algorithm, [head, ...lines].join('\n')).toString('hex');
}

/** Lines as a batch seals them: each id with the digest of what stands there. */
export const linesOf = (algorithm: HashName, rows: readonly AuditRow[]): Sealed[] =>
  rows.map((row) => ({ id: row.id, digest: digestOf(algorithm, row) }));

/** The batch of these lines, ascending by id, behind `last`. */
export function sealBatch(
  service: string,
  last: Pick<Batch, 'seq' | 'toId' | 'root'> | null,
  lines: readonly Sealed[],
  how: { readonly algorithm: HashName; readonly toId: string; readonly sealedAt: string },
): Batch {
  const batch = {
    seq: (last?.seq ?? 0) + 1,
    algorithm: how.algorithm,
    previous: last?.root ?? '',
    fromId: (BigInt(last?.toId ?? 0) + 1n).toString(),
    toId: how.toId,
    ids: lines.map(({ id }) => id),
    digests: Buffer.concat(lines.map(({ digest }) => digest)),
    sealedAt: how.sealedAt,
  };
  return { ...batch, root: rootOf(service, batch) };
}

export function sealedLines({ ids, digests }: Pick<Batch, 'ids' | 'digests'>): Sealed[] {
  return ids.map((id, at) => ({ id, digest: digests.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES) }));
}
