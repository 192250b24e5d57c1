import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { loadConfig, logOf, type ServiceDefinition, type Time } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { HASH_NAMES, sealBatch, type AuditRow, type Batch } from './chain.js';
import { HeadsFile, headOf, type Head } from './heads.js';
import { batchValues, insertBatch, lastBatch, rowsBetween } from './rows.js';

/** Lines of a batch, at most. */
const BATCH = 5_000;
const SETTLE_MS = 100;
const SETTLE_TRIES = 20;

const horizon = `select coalesce((select max(id) from audit), 0)::text newest, pg_snapshot_xmin(s)::text xmin, pg_snapshot_xmax(s)::text xmax
  from pg_current_snapshot() s`;

interface Horizon {
  newest: string;
  xmin: string;
  xmax: string;
}

type Last = Pick<Batch, 'seq' | 'toId' | 'root'>;

const settings = z.object({
  AUDIT_SEAL_SECONDS: z.coerce.number().min(0).default(10),
  AUDIT_HEADS_DIR: z.string().optional(),
  AUDIT_HASH: z.enum(HASH_NAMES).default('sha256'),
});

/**
 * Seals new lines of one service's audit into the chain, at its pace and when the service stops. A line gets its place when it is
 * sealed: only ranges of ids are taken in which no line can appear any more, however late a transaction commits.
 * The head of each batch is on the disk outside the database before the batch is in it.
 *
 * `AUDIT_SEAL_SECONDS` (10; 0: never by itself), `AUDIT_HEADS_DIR` (none: heads are logged only), `AUDIT_HASH` (sha256, sm3).
 */
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log;
  private readonly config: z.output<typeof settings>;
  private readonly heads: HeadsFile | null;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> | null = null;
  private stopped = false;
  private mark: Horizon | null = null;
  /** All ids up to here are settled: every transaction that could own one has ended. */
  private settled = 0n;

  constructor(
    private readonly db: DataSource,
    private readonly service: Pick<ServiceDefinition, 'name' | 'schema'>,
    private readonly time: Time,
    env: NodeJS.ProcessEnv,
  ) {
    this.log = logOf(`audit of ${service.name}`);
    this.config = loadConfig(settings, env);
    this.heads = this.config.AUDIT_HEADS_DIR === undefined ? null : new HeadsFile(this.config.AUDIT_HEADS_DIR, service.name);
  }

  onApplicationBootstrap(): void {
    if (this.config.AUDIT_SEAL_SECONDS > 0) this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
    if (this.config.AUDIT_SEAL_SECONDS > 0)
      await this.drain().catch((error: unknown) => this.log.error({ err: error }, 'audit not sealed at the end'));
  }

  /** Seals what is settled by now; answers the number of lines. Several sealers of one service take turns. */
  async seal(): Promise<number> {
    await this.look();
    let count = 0;
    for (let sealed: number | null; (sealed = await this.sealOne()) !== null;) count += sealed;
    return count;
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
    for (let sealed: number | null = 0; sealed !== null;) sealed = await this.sealOne();
  }

  private plan(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.seal()
        .catch((error: unknown) => this.log.error({ err: error }, 'sealing of the audit failed, tried again'))
        .finally(() => this.plan());
    }, this.config.AUDIT_SEAL_SECONDS * 1_000).unref();
  }

  /**
   * Ids up to the mark are settled when every transaction that was running at the mark has ended: a line has its id after its
   * transaction has its xid, so a smaller id that is not there yet belongs to one of those.
   */
  private async look(): Promise<void> {
    const [now] = (await this.db.query(horizon)) as [Horizon];
    if (this.mark && BigInt(now.xmin) >= BigInt(this.mark.xmax)) {
      this.settled = BigInt(this.mark.newest);
      this.mark = null;
    }
    this.mark ??= now;
  }

  /** Null when there was nothing left to seal, or another sealer is at it. */
  private async sealOne(): Promise<number | null> {
    return this.db.transaction(async (tx) => {
      const [lock] = (await tx.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) mine', [
        `sunshine.audit.${this.service.schema}`,
      ])) as [{ mine: boolean }];
      if (!lock.mine) return null;
      const [last = null] = (await tx.query(lastBatch)) as Last[];
      const head = (await this.heads?.last()) ?? null;
      const batch = head && head.seq === (last?.seq ?? 0) + 1 ? await this.interrupted(tx, last, head) : await this.next(tx, last);
      if (!batch) return null;
      if (head && last && head.seq < last.seq) this.log.error({ kept: head.seq, sealed: last.seq }, 'heads of the audit are missing');
      if (head?.seq !== batch.seq) await this.heads?.append(headOf(this.service.name, batch));
      await tx.query(insertBatch, batchValues(batch));
      this.log.info({ seq: batch.seq, toId: batch.toId, algorithm: batch.algorithm, root: batch.root }, 'audit sealed');
      return batch.ids.length;
    });
  }

  private async next(tx: EntityManager, last: Last | null): Promise<Batch | null> {
    const from = BigInt(last?.toId ?? 0) + 1n;
    if (from > this.settled) return null;
    const rows = (await tx.query(rowsBetween(), [from.toString(), this.settled.toString(), BATCH])) as AuditRow[];
    if (rows.length === 0) return null;
    const toId = rows.length === BATCH ? (rows.at(-1)?.id as string) : this.settled.toString();
    return sealBatch(this.service.name, last, rows, {
      algorithm: this.config.AUDIT_HASH,
      toId,
      sealedAt: this.time.now().toISOString(),
    });
  }

  /** The batch whose head was kept before a crash kept the batch itself from being written: sealed again as it was. */
  private async interrupted(tx: EntityManager, last: Last | null, head: Head): Promise<Batch> {
    const rows = (await tx.query(rowsBetween(), [head.fromId, head.toId, BATCH])) as AuditRow[];
    const batch = sealBatch(this.service.name, last, rows, head);
    if (batch.root !== head.root) this.log.error({ seq: head.seq }, 'lines of the audit are not those whose head was kept');
    return batch;
  }
}
