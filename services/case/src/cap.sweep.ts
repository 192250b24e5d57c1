import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clocks, Law, SetAside, batchOrEach } from '@sunshine/clocks';
import { ClocksMoved, type Act, type PetitionKind } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Health, Time, logOf, type Statement } from '@sunshine/platform';
import { packInForce, type Day, type RulePack } from '@sunshine/procedure';
import { DataSource, type EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import { sql } from './sealing/sql.js';
import { CASE_CONFIG, type CaseConfig } from './config.js';
import { handleRunsForAll } from './domain/duties.js';
import { capOfHandle } from './domain/exits/acceptance.js';

const BATCH = 100;
/** The dated facts of an import follow each other within moments; a notice duty still unmet after this time is judged. */
const IMPORT_MS = 3_600_000;
const KINDS: readonly PetitionKind[] = ['CLAIM', 'SUGGESTION', 'REPORT'];

/** Notice duties after the one of $5, $6, by last day; without those in $7, and only that of $8 where it is not null. */
const overdue: Statement = {
  name: 'case.cap',
  text: `select p.id, p.kind, p.division, p.organ_id "organId", n.effective_due "effectiveDue"
    from unnest($1::text[], $2::date[]) v(pack_id, until)
    join clock n on n.pack_id = v.pack_id and n.effective_due < $3::date and n.effective_due <= v.until
    join petition p on p.id = n.petition_id
    where n.ended is null and n.term in ('NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED')
      and not exists (select 1 from clock h where h.petition_id = n.petition_id and h.term = 'HANDLE' and h.ended is distinct from 'cancelled')
      and (p.channel <> 'IMPORT' or not exists (select 1 from history r where r.petition_id = p.id and r.recorded_at > $4))
      and (n.effective_due, p.id) > ($5::date, $6::uuid) and not p.id = any($7::uuid[]) and ($8::uuid is null or p.id = $8::uuid)
    order by n.effective_due, p.id limit ${BATCH} for update of p skip locked`,
};

interface Overdue {
  readonly id: string;
  readonly kind: PetitionKind;
  readonly division: string;
  readonly organId: string;
  readonly effectiveDue: Day;
}

/** Where a page ends. */
type Place = Pick<Overdue, 'effectiveDue' | 'id'>;

interface Batch {
  started: number;
  readonly ids: readonly string[];
  readonly last: Place | null;
}

/**
 * HANDLE starts at the latest on the last effective day of NOTIFY, notice or not, under a pack that runs it for all matters (CN-2005).
 * Under CN-2022 the acceptance itself starts HANDLE on that day, so there is nothing to do here.
 */
@Injectable()
export class CapSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private readonly aside = new SetAside('case', 'cap');

  constructor(
    private readonly db: DataSource,
    private readonly health: Health,
    private readonly commands: Commands,
    private readonly clocks: Clocks,
    private readonly law: Law,
    private readonly time: Time,
    @Inject(CASE_CONFIG) private readonly config: CaseConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.health.warn('cap', async () => this.problem());
    if (this.config.SWEEP_SECONDS > 0) this.plan(this.config.SWEEP_SECONDS * 1_000);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One round: every notice duty that passed its last effective day. @returns clocks started */
  async run(): Promise<number> {
    let started = 0;
    for (let last: Place | null = START; last !== null && !this.stopped;) {
      const from: Place = last;
      const batch: Batch = { started: 0, last: null, ids: [] };
      await batchOrEach(
        this.aside,
        async () => Object.assign(batch, await this.startBatch(from)).ids.length,
        async () => Object.assign(batch, await this.look(from)).ids,
        async (id) => void (batch.started += (await this.startBatch(START, id)).started),
      );
      started += batch.started;
      last = batch.ids.length === BATCH ? batch.last : null;
    }
    return started;
  }

  /** For readiness: matters whose HANDLE could not be started; null when there are none. */
  problem(): string | null {
    return this.aside.problem();
  }

  private plan(ms: number): void {
    this.timer = setTimeout(() => {
      this.round = this.run()
        .catch((error: unknown) => logOf('case').error({ err: error }, 'cap of HANDLE failed; will retry'))
        .finally(() => !this.stopped && this.plan(ms));
    }, ms);
  }

  /** The next batch behind `from`, without starting any clock. */
  private async look(from: Place): Promise<Omit<Batch, 'started'>> {
    const rows = await this.db.transaction((tx) => this.overdue(tx, from, null));
    return { ids: rows.map(({ id }) => id), last: placeOf(rows) };
  }

  private startBatch(from: Place, only: string | null = null): Promise<Batch> {
    const at = this.time.now().toISOString();
    const today = this.time.today();
    const act: Act = { actor: { kind: 'service', id: 'case' }, at, on: today, recordedAt: at, correlationId: crypto.randomUUID() };
    return this.commands.act(act, async (tx, emit) => {
      const rows = await this.overdue(tx, from, only);
      const packs = rows.length > 0 ? await this.packs(tx) : [];
      let started = 0;
      for (const { id, effectiveDue, ...petition } of rows) {
        const clocks = await this.clocks.of(tx, id);
        const moves = capOfHandle({ id, ...petition }, clocks, effectiveDue, packInForce(packs, petition.division, effectiveDue));
        const changes = moves.length > 0 ? await this.clocks.apply(tx, act, petition.division, moves, clocks) : [];
        if (changes.length > 0) emit(id, ClocksMoved.create({ petitionId: id, reason: 'handle_cap' }, changes));
        started += changes.length;
      }
      return { started, ids: rows.map(({ id }) => id), last: placeOf(rows) };
    });
  }

  private async packs(tx: EntityManager): Promise<RulePack[]> {
    return (await this.law.active(tx)).packs.filter((pack) => KINDS.some((kind) => handleRunsForAll(pack, kind)));
  }

  private async overdue(tx: EntityManager, from: Place, only: string | null): Promise<Overdue[]> {
    const packs = await this.packs(tx);
    if (packs.length === 0) return [];
    return sql<Overdue>(tx, overdue, [
      packs.map(({ id }) => id),
      packs.map(({ inForceTo }) => inForceTo ?? '2999-12-31'),
      this.time.today(),
      new Date(this.time.now().getTime() - IMPORT_MS),
      from.effectiveDue,
      from.id,
      this.aside.ids().filter((id) => id !== only),
      only,
    ]);
  }
}

const START: Place = { effectiveDue: '0001-01-01', id: NIL };

function placeOf(rows: readonly Overdue[]): Place | null {
  const last = rows.at(-1);
  return last ? { effectiveDue: last.effectiveDue, id: last.id } : null;
}
