import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { loadConfig, logOf, type ServiceDefinition, type Time } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { HASH_NAMES, digestOf, sealBatch, sealedLines, type AuditRow, type Batch, type Sealed } from './chain.js';
import { auditFaults } from './figures.js';
import { headOf, type Head, type Note } from './heads.js';
import { HeadsPlaces, type Found, type Last } from './places.js';
import { receiptsOf, type Receipt, type Receipts } from './receipts.js';
import { batchValues, batchesOf, headsFrom, insertBatch, lastBatch, rootAt, rowsBetween } from './audit.rows.js';

/** Lines of a batch, at most. */
const BATCH = 5_000;
const SETTLE_MS = 100;
const SETTLE_TRIES = 20;
/** Seconds between two comparisons of a process that does not seal. */
const COMPARE_SECONDS = 10;
/** Faults of one look that are noted one by one. */
const NOTED_AT_ONCE = 100;

const horizon = `select coalesce((select max(id) from audit), 0)::text newest, pg_snapshot_xmin(s)::text xmin, pg_snapshot_xmax(s)::text xmax
  from pg_current_snapshot() s`;

interface Horizon {
  newest: string;
  xmin: string;
  xmax: string;
}

const settings = z.object({
  AUDIT_SEAL_SECONDS: z.coerce.number().min(0).default(10),
  AUDIT_HEADS_DIR: z.string().optional(),
  AUDIT_HEADS_COPY: z.string().optional(),
  AUDIT_HASH: z.enum(HASH_NAMES).default('sha256'),
});

/** Folders of heads in the environment, the first one first; `AUDIT_HEADS_COPY` may name several, with commas between. */
export function headsFolders({ AUDIT_HEADS_DIR: first, AUDIT_HEADS_COPY: copies }: NodeJS.ProcessEnv): string[] {
  return [first ?? '', ...(copies ?? '').split(',')].map((folder) => folder.trim()).filter(Boolean);
}

/**
 * Seals new lines of one service's audit into the chain, at its pace and when the service stops. A line gets its place when it is
 * sealed: only ranges of ids are taken in which no line can appear any more, however late a transaction commits.
 * The head of each batch is on the disk outside the database before the batch is in it.
 *
 * A line with a receipt is sealed as it was committed, whatever happened to it since, so that the chain reveals a change.
 * Each round compares the database with what this process sealed last, and with every place of heads. Faults are noted among the
 * heads, logged, counted and shown in readiness; sealing goes on, because unsealed lines could be changed unnoticed.
 *
 * `AUDIT_SEAL_SECONDS` (10; 0: never by itself), `AUDIT_HEADS_DIR` (none: heads are logged only), `AUDIT_HEADS_COPY` (folders that
 * do not lie with the first), `AUDIT_HASH` (sha256, sm3).
 */
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log;
  private readonly config: z.output<typeof settings>;
  private readonly places: HeadsPlaces;
  private readonly receipts: Receipts;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> | null = null;
  private stopped = false;
  private mark: Horizon | null = null;
  /** All ids up to here are settled: every transaction that could own one has ended. */
  private settled = 0n;
  /** The last batch that this process knows to be in the database. */
  private known: Last | null = null;
  /** Faults told since start, each once. */
  private readonly told = new Set<string>();

  constructor(
    private readonly db: DataSource,
    private readonly service: Pick<ServiceDefinition, 'name' | 'schema'>,
    private readonly time: Time,
    env: NodeJS.ProcessEnv,
  ) {
    this.log = logOf(`audit of ${service.name}`);
    this.config = loadConfig(settings, env);
    const folders = headsFolders(env);
    this.places = new HeadsPlaces(folders, service.name);
    this.receipts = receiptsOf(db);
    if (folders[0] !== undefined) this.receipts.keepIn(folders[0], service.name, this.config.AUDIT_HASH);
    auditFaults[service.name] ??= 0;
  }

  onApplicationBootstrap(): void {
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
    if (this.config.AUDIT_SEAL_SECONDS > 0)
      await this.drain().catch((error: unknown) => this.log.error({ err: error }, 'sealing the audit at shutdown failed'));
    await this.receipts.close();
  }

  /** The message for an operator, in English; null when all is well. */
  problem(): string | null {
    const faults = this.told.size > 0 ? `${this.told.size} faults, run verify-audit: ${[...this.told].slice(0, 3).join('; ')}` : null;
    return [faults, this.places.problem(), this.receipts.problem].filter(Boolean).join('; ') || null;
  }

  /** Seals what is settled by now; answers the number of lines. Several sealers of one service take turns. */
  async seal(): Promise<number> {
    await this.look();
    return this.sealSettled();
  }

  /** Seals all lines written so far, waiting at most two seconds for transactions that may still own an earlier place. */
  async drain(): Promise<void> {
    await this.look();
    const newest = BigInt(this.mark?.newest ?? this.settled);
    for (let tries = 0; tries < SETTLE_TRIES; tries += 1) {
      await this.look();
      if (this.settled >= newest) break;
      await new Promise((again) => setTimeout(again, SETTLE_MS));
    }
    await this.sealSettled();
  }

  private plan(): void {
    if (this.stopped) return;
    const seals = this.config.AUDIT_SEAL_SECONDS > 0;
    this.timer = setTimeout(
      () => {
        this.round = (seals ? this.seal() : this.compareReceipts())
          .catch((error: unknown) => this.log.error({ err: error }, 'sealing the audit failed; will retry'))
          .finally(() => this.plan());
      },
      (this.config.AUDIT_SEAL_SECONDS || COMPARE_SECONDS) * 1_000,
    ).unref();
  }

  /**
   * Ids up to the mark are settled when every transaction that was running at the mark has ended: a line has its id after its
   * transaction has its xid, so a smaller id that is not there yet belongs to one of those. An id that a receipt tells of was there.
   */
  private async look(): Promise<void> {
    const told = await this.receipts.newest();
    const [seen] = (await this.db.query(horizon)) as [Horizon];
    const now = BigInt(seen.newest) < told ? { ...seen, newest: told.toString() } : seen;
    if (this.mark && BigInt(now.xmin) >= BigInt(this.mark.xmax)) {
      this.settled = BigInt(this.mark.newest);
      this.mark = null;
    }
    this.mark ??= now;
  }

  private async sealSettled(): Promise<number> {
    this.receipts.turn();
    const left = await this.receipts.left();
    let count = 0;
    for (let sealed: number | null; (sealed = await this.sealOne(left)) !== null;) count += sealed;
    await this.compareReceipts(left);
    return count;
  }

  /** Null when there was nothing left to seal, or another sealer is at it. */
  private async sealOne(left: readonly Receipt[]): Promise<number | null> {
    const batch = await this.db.transaction(async (tx) => {
      const [lock] = (await tx.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) mine', [
        `sunshine.audit.${this.service.schema}`,
      ])) as [{ mine: boolean }];
      if (!lock.mine) return null;
      const [last = null] = (await tx.query(lastBatch)) as Last[];
      const ahead = await this.compare(tx, last);
      const next = (ahead && (await this.interrupted(tx, last, ahead, left))) ?? (await this.next(tx, last, left));
      if (!next) return null;
      await this.places.keep(headOf(this.service.name, next));
      await tx.query(insertBatch, batchValues(next));
      return next;
    });
    if (!batch) return null;
    this.known = batch;
    this.log.info({ seq: batch.seq, toId: batch.toId, algorithm: batch.algorithm, root: batch.root }, 'audit sealed');
    await this.receipts.settle(batch.ids.map(BigInt));
    return batch.ids.length;
  }

  /** Compares the database with what this process knows of it, and with all places; answers a head whose batch a crash kept back. */
  private async compare(tx: EntityManager, last: Last | null): Promise<Head | null> {
    const found: Found[] = [];
    if (this.known) {
      const { seq, root } = this.known;
      const [there] = last?.seq === seq ? [last] : ((await tx.query(rootAt, [seq])) as { root: string }[]);
      if (!there) found.push({ fault: 'TAIL_CUT', ids: null, batches: [Math.min((last?.seq ?? 0) + 1, seq), seq] });
      else if (there.root !== root) found.push({ fault: 'HEAD_DIFFERS', ids: null, batches: [seq, seq] });
    }
    const compared = await this.places.compare(last, async (seq) =>
      ((await tx.query(headsFrom, [seq])) as Omit<Head, 'service'>[]).map((head) => ({ service: this.service.name, ...head })),
    );
    const reaches = this.known?.seq ?? 0;
    // What this process has seen in the database was not kept back by a crash: it was removed.
    const ahead = compared.ahead && compared.ahead.seq > reaches ? compared.ahead : null;
    await this.fault(last, [...found, ...compared.found]);
    this.known = last;
    return ahead;
  }

  private async next(tx: EntityManager, last: Last | null, left: readonly Receipt[]): Promise<Batch | null> {
    const from = BigInt(last?.toId ?? 0) + 1n;
    if (from > this.settled) return null;
    const rows = (await tx.query(rowsBetween(), [from.toString(), this.settled.toString(), BATCH])) as AuditRow[];
    const toId = rows.length === BATCH ? (rows.at(-1)?.id as string) : this.settled.toString();
    const lines = this.committed(rows, from, BigInt(toId), left, true);
    if (lines.length === 0) return null;
    return sealBatch(this.service.name, last, lines, {
      algorithm: this.config.AUDIT_HASH,
      toId,
      sealedAt: this.time.now().toISOString(),
    });
  }

  /** The batch whose head was kept before a crash kept the batch itself from being written, sealed again as it was; else null. */
  private async interrupted(tx: EntityManager, last: Last | null, head: Head, left: readonly Receipt[]): Promise<Batch | null> {
    const rows = (await tx.query(rowsBetween(), [head.fromId, head.toId, BATCH])) as AuditRow[];
    const lines = this.committed(rows, BigInt(head.fromId), BigInt(head.toId), left, false, head.algorithm);
    const batch = sealBatch(this.service.name, last, lines, head);
    if (batch.root === head.root) return batch;
    await this.fault(last, [{ fault: 'TAIL_CUT', ids: [head.fromId, head.toId], batches: [head.seq, head.seq] }]);
    return null;
  }

  /** Lines of a range as they were committed: those that are there, and in their place what a receipt tells otherwise. */
  private committed(
    rows: readonly AuditRow[],
    from: bigint,
    to: bigint,
    left: readonly Receipt[],
    tell: boolean,
    algorithm = this.config.AUDIT_HASH,
  ): Sealed[] {
    const lines = new Map(rows.map((row) => [row.id, digestOf(algorithm, row)]));
    const there = new Map(rows.map((row) => [row.id, row]));
    const receipts = [...left, ...this.receipts.upTo(to)].filter(({ id }) => BigInt(id) >= from && BigInt(id) <= to);
    for (const receipt of receipts) {
      const row = there.get(receipt.id);
      if (row && digestOf(receipt.algorithm, row).equals(receipt.digest)) continue;
      lines.set(receipt.id, receipt.digest);
      if (tell) this.tell({ fault: row ? 'ROW_CHANGED' : 'ROWS_REMOVED', ids: [receipt.id, receipt.id], batches: null });
    }
    return [...lines].map(([id, digest]) => ({ id, digest })).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  /** Receipts of lines that another process has sealed by now must stand in its seals. */
  private async compareReceipts(left: readonly Receipt[] | null = null): Promise<void> {
    const [last = null] = (await this.db.query(lastBatch)) as Last[];
    const to = BigInt(last?.toId ?? 0);
    const own = this.receipts.upTo(to);
    const all = [...own, ...(left ?? []).filter(({ id }) => BigInt(id) <= to)];
    if (all.length > 0) {
      const ids = all.map(({ id }) => BigInt(id));
      const [least, most] = ids.reduce(([a, b], id) => [id < a ? id : a, id > b ? id : b], [ids[0]!, ids[0]!]);
      const batches = (await this.db.query(batchesOf, [least.toString(), most.toString()])) as Batch[];
      await this.fault(last, unsealed(all, batches));
    }
    await this.receipts.settle(own.map(({ id }) => BigInt(id)));
    await this.receipts.clear(to);
  }

  /** Tells faults that were not told yet, and notes them among the heads. */
  private async fault(last: Last | null, found: readonly Found[]): Promise<void> {
    const fresh = found.filter((one) => this.tell(one)).slice(0, NOTED_AT_ONCE);
    if (fresh.length === 0) return;
    const now = { seq: last?.seq ?? 0, root: last?.root ?? '', at: this.time.now().toISOString() };
    const notes: Note[] = fresh.map((one) => ({ service: this.service.name, ...one, ...now }));
    await this.places.note(notes);
  }

  private tell(found: Found): boolean {
    const { fault, ids, batches, place } = found;
    const where = [batches && `batches ${batches.join('-')}`, ids && `lines ${ids.join('-')}`, place].filter(Boolean).join(' ');
    const text = `${fault} ${where}`;
    if (this.told.has(text)) return false;
    this.told.add(text);
    auditFaults[this.service.name] = (auditFaults[this.service.name] ?? 0) + 1;
    this.log.error({ fault, lines: ids, batches, place }, 'the audit is not what was written');
    return true;
  }
}

/** Receipts that the seals of their ranges contradict. */
function unsealed(receipts: readonly Receipt[], batches: readonly Batch[]): Found[] {
  const sealed = new Map(batches.flatMap((batch) => sealedLines(batch).map(({ id, digest }) => [id, { batch, digest }] as const)));
  return receipts.flatMap(({ id, algorithm, digest }): Found[] => {
    const line = sealed.get(id);
    if (line && (line.batch.algorithm !== algorithm || line.digest.equals(digest))) return [];
    const batch = line?.batch ?? batches.find(({ fromId, toId }) => BigInt(fromId) <= BigInt(id) && BigInt(id) <= BigInt(toId));
    return [{ fault: line ? 'ROW_CHANGED' : 'ROWS_REMOVED', ids: [id, id], batches: batch ? [batch.seq, batch.seq] : null }];
  });
}
