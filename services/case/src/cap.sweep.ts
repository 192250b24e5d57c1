import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clocks, Law } from '@sunshine/clocks';
import { ClocksMoved, type Act, type PetitionKind } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Time, logOf, sql, type Statement } from '@sunshine/platform';
import { packInForce, type Day } from '@sunshine/procedure';
import { CASE_CONFIG, type CaseConfig } from './config.js';
import { handleRunsForAll } from './domain/duties.js';
import { capOfHandle } from './domain/handling/notice.js';

const BATCH = 100;
/** The dated facts of an import follow each other within moments; what none of them has met by then is judged. */
const IMPORT_MS = 3_600_000;
const KINDS: readonly PetitionKind[] = ['CLAIM', 'SUGGESTION', 'REPORT'];

const overdue: Statement = {
  name: 'case.cap',
  text: `select p.id, p.kind, p.division, p.organ_id "organId", n.effective_due "effectiveDue"
    from unnest($1::text[], $2::date[]) v(pack_id, until)
    join clock n on n.pack_id = v.pack_id and n.effective_due < $3::date and n.effective_due <= v.until
    join petition p on p.id = n.petition_id
    where n.ended is null and n.term in ('NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED')
      and not exists (select 1 from clock h where h.petition_id = n.petition_id and h.term = 'HANDLE' and h.ended is distinct from 'cancelled')
      and (p.channel <> 'IMPORT' or not exists (select 1 from history r where r.petition_id = p.id and r.recorded_at > $4))
    order by n.effective_due limit ${BATCH} for update of p skip locked`,
};

/**
 * HANDLE starts at the latest on the last effective day of NOTIFY, notice or not, under a pack that runs it for all matters (CN-2005).
 * Under CN-2022 the acceptance finds the same day, so nothing is to be done here.
 */
@Injectable()
export class CapSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly commands: Commands,
    private readonly clocks: Clocks,
    private readonly law: Law,
    private readonly time: Time,
    @Inject(CASE_CONFIG) private readonly config: CaseConfig,
  ) {}

  onApplicationBootstrap(): void {
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
    for (let batch = BATCH; batch === BATCH && !this.stopped; started += batch) batch = await this.startBatch();
    return started;
  }

  private plan(ms: number): void {
    this.timer = setTimeout(() => {
      this.round = this.run()
        .catch((error: unknown) => logOf('case').error({ err: error }, 'cap of HANDLE failed, tried again'))
        .finally(() => !this.stopped && this.plan(ms));
    }, ms);
  }

  private startBatch(): Promise<number> {
    const now = this.time.now();
    const at = now.toISOString();
    const today = this.time.today();
    const act: Act = { actor: { kind: 'service', id: 'case' }, at, on: today, recordedAt: at, correlationId: crypto.randomUUID() };
    return this.commands.act(act, async (tx, emit) => {
      const packs = (await this.law.active(tx)).packs.filter((pack) => KINDS.some((kind) => handleRunsForAll(pack, kind)));
      if (packs.length === 0) return 0;
      const values = [
        packs.map(({ id }) => id),
        packs.map(({ inForceTo }) => inForceTo ?? '2999-12-31'),
        today,
        new Date(now.getTime() - IMPORT_MS),
      ];
      const rows = await sql<{ id: string; kind: PetitionKind; division: string; organId: string; effectiveDue: Day }>(tx, overdue, values);
      let started = 0;
      for (const { id, effectiveDue, ...petition } of rows) {
        const clocks = await this.clocks.of(tx, id);
        const moves = capOfHandle({ id, ...petition }, clocks, effectiveDue, packInForce(packs, petition.division, effectiveDue));
        const changes = moves.length > 0 ? await this.clocks.apply(tx, act, petition.division, moves, clocks) : [];
        if (changes.length > 0) emit(id, ClocksMoved.create({ petitionId: id, reason: 'handle_cap' }, changes));
        started += changes.length;
      }
      return started;
    });
  }
}
