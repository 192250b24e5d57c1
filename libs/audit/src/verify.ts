import { sealBatch, sealedLines, rootOf, digestOf, linesOf, type AuditRow, type Batch } from './chain.js';
import { keptIn, type Head, type Note } from './heads.js';
import { receiptsIn } from './receipts.js';
import { batchesAfter, rowsBetween } from './audit.rows.js';

export const FAULTS = {
  ROW_CHANGED: '一行被改动',
  ROWS_REMOVED: '有行被删除',
  ROWS_SWAPPED: '两行被互换',
  ROW_ADDED: '封存之后被插入一行',
  BATCH_CHANGED: '一批的封存记录被改动',
  BATCH_REMOVED: '有批次的封存记录被删除',
  CHAIN_BROKEN: '一批与前一批不相接',
  HEAD_DIFFERS: '一批与库外留存的链首不符',
  TAIL_CUT: '末尾被截去：库外留存的链首多于库内批次',
  HEADS_CUT: '库外留存的链首缺失',
  UNSEALED: '有行逾时未封存',
} as const;
export type FaultCode = keyof typeof FAULTS;

/** A fault and its place: ids of lines and numbers of batches, both inclusive. */
export interface Fault {
  readonly code: FaultCode;
  readonly ids: readonly [from: string, to: string] | null;
  readonly batches: readonly [from: number, to: number] | null;
  /** Folder of the heads, where it is about one of several. */
  readonly place?: string;
  /** When the running sealer noted it; absent for what this check found itself. */
  readonly noted?: string;
}

export interface ChainReport {
  readonly service: string;
  /** Lines that are sealed and there. */
  readonly rows: number;
  readonly batches: number;
  readonly unsealed: number;
  /** Root of the last batch; equal to the last one kept outside when there is no fault. */
  readonly head: string | null;
  /** In the order of the chain; the first is where to look. */
  readonly faults: readonly Fault[];
}

/** A connection that may read the audit of all services. */
export interface AuditReader {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface ChainPlace {
  readonly service: string;
  readonly schema: string;
  /** Folders of the heads, the first one first. */
  readonly heads: readonly string[];
  /** Lines may wait this long for their seal. */
  readonly unsealedMinutes: number;
}

const BATCHES = 50;
const MANY = 1_000_000;

interface Differing {
  readonly id: string;
  readonly seq: number;
  readonly sealed: string;
  readonly found: string;
}

/** The content of one folder: heads by number of batch, and the sealer's notes. */
interface Kept {
  readonly place: string;
  readonly heads: ReadonlyMap<number, Head>;
  readonly notes: readonly Note[];
}

/**
 * Recomputes the chain of one service from its lines and compares it with its batches, with the heads kept outside in every place,
 * and what is not sealed yet with the receipts beside the first.
 */
export async function verifyChain(db: AuditReader, { service, schema, heads: folders, unsealedMinutes }: ChainPlace): Promise<ChainReport> {
  const dot = `"${schema}".`;
  const kept = await Promise.all(folders.map((folder) => keptOf(folder, service)));
  // Before the lines are read: a line is there before its receipt is.
  const receipts = folders[0] === undefined ? [] : await receiptsIn(folders[0], service);
  const faults: Fault[] = [];
  const differing: Differing[] = [];
  let last: Batch | null = null;
  let batches = 0;
  let rows = 0;

  const rowsOf = async (from: string, to: string) => (await db.query(rowsBetween(dot), [from, to, MANY])).rows as AuditRow[];
  for (let page: Batch[]; ;) {
    page = (await db.query(batchesAfter(dot), [last?.seq ?? 0, BATCHES])).rows as Batch[];
    for (const batch of page) {
      faults.push(...linkFaults(service, last, batch, kept));
      const present = await rowsOf(batch.fromId, batch.toId);
      const compared = compare(batch, present);
      faults.push(...compared.faults);
      differing.push(...compared.differing);
      rows += present.length;
      batches += 1;
      last = batch;
    }
    if (page.length < BATCHES) break;
  }
  faults.push(...changes(differing), ...(await endFaults(rowsOf, service, last, kept)));

  const waiting = receipts
    .filter(({ id }) => BigInt(id) > BigInt(last?.toId ?? 0))
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  if (waiting.length > 0) {
    const there = new Map((await rowsOf(waiting[0]!.id, waiting.at(-1)!.id)).map((row) => [row.id, row]));
    for (const { id, algorithm, digest } of waiting) {
      const row = there.get(id);
      if (!row) faults.push({ code: 'ROWS_REMOVED', ids: [id, id], batches: null });
      else if (!digestOf(algorithm, row).equals(digest)) faults.push({ code: 'ROW_CHANGED', ids: [id, id], batches: null });
    }
  }
  faults.push(...noted(kept, faults));

  const { rows: open } = await db.query(
    `select count(*)::int n, count(*) filter (where at < now() - $2 * interval '1 minute')::int late, min(id)::text first, max(id)::text newest
     from ${dot}audit where id > $1::bigint`,
    [last?.toId ?? '0', unsealedMinutes],
  );
  const unsealed = open[0] as { n: number; late: number; first: string | null; newest: string | null };
  if (unsealed.late > 0) faults.push({ code: 'UNSEALED', ids: [unsealed.first ?? '', unsealed.newest ?? ''], batches: null });
  return { service, rows, batches, unsealed: unsealed.n, head: last?.root ?? null, faults: faults.toSorted(byPlace) };
}

const ofBatch = (code: FaultCode, { seq, fromId, toId }: Pick<Batch, 'seq' | 'fromId' | 'toId'>): Fault => ({
  code,
  ids: [fromId, toId],
  batches: [seq, seq],
});

/** A head that was kept first stands, whatever line was added for the same batch later. */
async function keptOf(place: string, service: string): Promise<Kept> {
  const { heads, notes } = (await keptIn(place, service)) ?? { heads: [], notes: [] };
  return { place, heads: new Map(heads.toReversed().map((head) => [head.seq, head])), notes };
}

const sameSpan = (a: Fault['ids'] | Fault['batches'], b: Fault['ids'] | Fault['batches']) => String(a) === String(b);

/** Faults noted by the sealer and not found by this check; each once, even if several places have it. */
function noted(kept: readonly Kept[], found: readonly Fault[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const { fault: code, ids, batches, place, at } of kept.flatMap(({ notes }) => notes)) {
    const here = { code, ids, batches, noted: at, ...(place === undefined ? {} : { place }) };
    const known = found.some(
      (one) => one.code === code && sameSpan(one.batches, batches) && (!ids || sameSpan(one.ids, ids)) && one.place === place,
    );
    if (!known) faults.set(JSON.stringify([code, ids, batches, place]), here);
  }
  return [...faults.values()];
}

/** Faults of a batch against its predecessor, its own lines and its kept heads; missing heads are reported once, at the end. */
function linkFaults(service: string, last: Batch | null, batch: Batch, kept: readonly Kept[]): Fault[] {
  const faults: Fault[] = [];
  const next = (last?.seq ?? 0) + 1;
  const start = (BigInt(last?.toId ?? 0) + 1n).toString();
  if (batch.seq !== next)
    faults.push({ code: 'BATCH_REMOVED', ids: [start, (BigInt(batch.fromId) - 1n).toString()], batches: [next, batch.seq - 1] });
  else if (batch.previous !== (last?.root ?? '') || batch.fromId !== start) faults.push(ofBatch('CHAIN_BROKEN', batch));
  if (rootOf(service, batch) !== batch.root) faults.push(ofBatch('BATCH_CHANGED', batch));
  if (kept.some(({ heads }) => (heads.get(batch.seq)?.root ?? batch.root) !== batch.root)) faults.push(ofBatch('HEAD_DIFFERS', batch));
  return faults;
}

/** The lines of a batch as they are against those that were sealed. */
function compare(batch: Batch, present: readonly AuditRow[]): { faults: Fault[]; differing: Differing[] } {
  const sealed = sealedLines(batch);
  const found = new Map(present.map((row) => [row.id, digestOf(batch.algorithm, row).toString('hex')]));
  const known = new Set(sealed.map(({ id }) => id));
  const faults: Fault[] = present
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => ({ code: 'ROW_ADDED', ids: [id, id], batches: [batch.seq, batch.seq] }));
  const differing: Differing[] = [];
  let gap: string[] = [];
  const close = () => {
    if (gap.length > 0) faults.push({ code: 'ROWS_REMOVED', ids: [gap[0]!, gap.at(-1)!], batches: [batch.seq, batch.seq] });
    gap = [];
  };
  for (const { id, digest } of sealed) {
    const there = found.get(id);
    if (there === undefined) {
      gap.push(id);
      continue;
    }
    close();
    const was = digest.toString('hex');
    if (there !== was) differing.push({ id, seq: batch.seq, sealed: was, found: there });
  }
  close();
  return { faults, differing };
}

/** A line that holds what was sealed in another's place was put there; any other was changed. */
function changes(differing: readonly Differing[]): Fault[] {
  const places = new Map(differing.map((line) => [line.sealed, line]));
  const faults = new Map<string, Fault>();
  for (const line of differing) {
    const from = places.get(line.found);
    const [first, second] = from && BigInt(from.id) < BigInt(line.id) ? [from, line] : [line, from ?? line];
    faults.set(`${first.id} ${second.id}`, {
      code: from ? 'ROWS_SWAPPED' : 'ROW_CHANGED',
      ids: [first.id, second.id],
      batches: [first.seq, second.seq],
    });
  }
  return [...faults.values()];
}

/** Batches known only to the heads, and batches missing from the heads of a place. */
async function endFaults(
  rowsOf: (from: string, to: string) => Promise<AuditRow[]>,
  service: string,
  last: Batch | null,
  kept: readonly Kept[],
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const seq = last?.seq ?? 0;
  const ahead = new Map(kept.toReversed().flatMap(({ heads }) => [...heads].filter(([number]) => number > seq)));
  const beyond = [...ahead.values()].toSorted((a, b) => a.seq - b.seq);
  const [next] = beyond;
  // A head without its batch is what a crash in the midst of sealing leaves; the lines then still make that very batch.
  const interrupted =
    next !== undefined &&
    beyond.length === 1 &&
    next.seq === seq + 1 &&
    sealBatch(service, last, linesOf(next.algorithm, await rowsOf(next.fromId, next.toId)), next).root === next.root;
  if (next && !interrupted)
    faults.push({ code: 'TAIL_CUT', ids: [next.fromId, beyond.at(-1)!.toId], batches: [next.seq, beyond.at(-1)!.seq] });
  for (const { place, heads } of kept) {
    const missing = Array.from({ length: seq }, (_, at) => at + 1).filter((number) => !heads.has(number));
    if (missing.length > 0) faults.push({ code: 'HEADS_CUT', ids: null, batches: [missing[0]!, missing.at(-1)!], place });
  }
  return faults;
}

function byPlace(a: Fault, b: Fault): number {
  const [left, right] = [a.batches?.[0] ?? Infinity, b.batches?.[0] ?? Infinity];
  if (left !== right) return left < right ? -1 : 1;
  const order = BigInt(a.ids?.[0] || 0) - BigInt(b.ids?.[0] || 0);
  return order < 0n ? -1 : order > 0n ? 1 : 0;
}
