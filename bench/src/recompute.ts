import { setTimeout as sleep } from 'node:timers/promises';
import { Recomputations, Sweep } from '@sunshine/clocks';
import { services } from '@sunshine/infra';
import { hostService } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { ReaderCopies } from './copy-reader.js';
import { CASE, allCopied, onGround, type SweepOptions } from './sweep.js';
import { PacedTime, SweepWorker, type Pace } from './sweep-workers.js';

interface Counts {
  readonly ledger: number;
  readonly notices: number;
}

/**
 * Workers of `case` recompute all running clocks after a new calendar, whose day off moves every date; then a second run is started by hand.
 * @returns `moved`: clocks with another date; `ledger`: rows of the recomputation; `notices`: of the topic; `secondRun`: rows and notices of the second run
 */
export async function benchRecompute({
  engine,
  clocks,
  workers: count,
  seed,
}: Omit<SweepOptions, 'kill'>): Promise<Record<string, unknown>> {
  return onGround(engine, { kind: 'running', clocks, seed }, async ({ admin, database, planted }) => {
    await planted.plant();
    const pace: Pace = { realStart: Date.now(), legalStart: Date.parse(planted.line), factor: 1 };
    const copies = await ReaderCopies.start(database.adminUrl, 1, CASE, database.env('case'));
    const workers = Array.from({ length: count }, () => new SweepWorker(database.env('case'), pace));
    const number = async (text: string): Promise<number> => Number((await admin.query<{ n: string }>(text)).rows[0]?.n);
    const counted = async (): Promise<Counts> => ({
      ledger: await number('select count(*) n from casework.clock_ledger where recomputation_id is not null'),
      notices: await number(`select count(*) n from copy_1.copy where data ->> 'type' = 'NoticeDue'`),
    });
    try {
      await Promise.all(workers.map((worker) => worker.isReady()));
      const started = performance.now();
      const hash = await planted.publishHoliday();
      while ((await number(`select count(*) n from casework.clock where calendar_hash <> '${hash}' and ended is null`)) > 0)
        await sleep(200);
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      await allCopied(admin);
      const first = await counted();
      await Promise.all(workers.map((worker) => worker.stop()));
      const again = await secondRun({ ...database.env('case'), SWEEP_SECONDS: '0' }, pace);
      await allCopied(admin);
      const second = await counted();
      const moved = await number(
        `select count(distinct clock_id) n from casework.clock_ledger where recomputation_id is not null and effective_before <> effective_after`,
      );
      return {
        bench: 'recompute',
        engine,
        clocks,
        moved,
        ...first,
        seconds,
        secondRun: again + second.ledger - first.ledger + second.notices - first.notices,
      };
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
      await copies.stop();
    }
  });
}

/** Starts a recomputation as an administrator would, and lets the sweep look. @returns clocks it found behind */
async function secondRun(env: NodeJS.ProcessEnv, pace: Pace): Promise<number> {
  const casework = services.find(({ name }) => name === 'case');
  if (!casework) throw new Error('no case');
  const owner = await hostService(casework, env, { time: new PacedTime(pace) });
  try {
    const [recomputations, sweep] = [owner.app.get(Recomputations, { strict: false }), owner.app.get(Sweep, { strict: false })];
    const { manager } = owner.app.get(DataSource);
    const id = await manager.transaction((tx) => recomputations.start(tx, owner.time.now().toISOString(), null));
    await sweep.run();
    const { clocks, moved } = await recomputations.one(manager, id);
    return clocks + moved;
  } finally {
    await owner.close();
  }
}
