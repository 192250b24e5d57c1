import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chance } from '@sunshine/chance';
import type { Engine } from '@sunshine/demo';
import { pauseUntil, prepare, startKafka, type Prepared } from '@sunshine/infra';
import { allSources } from '@sunshine/messaging';
import { connected } from '@sunshine/postgres';
import type pg from 'pg';
import { ReaderCopies } from './copy-reader.js';
import { PlantedClocks, type Plan } from './planted-clocks.js';
import { wrongSteps, type Told } from './step-check.js';
import { SweepWorker, type Pace } from './sweep-workers.js';

export interface SweepOptions {
  engine: Engine;
  clocks: number;
  workers: number;
  /** Kills a worker at random instants while the clocks are judged. */
  kill: boolean;
  seed: number;
}

export interface ChaosOptions extends Omit<SweepOptions, 'kill'> {
  /** For so long workers are killed and facts entered late. */
  seconds: number;
}

export const CASE = allSources.filter(({ name }) => name === 'case');
/** Workers begin before the first clock crosses. */
const LEAD_MS = 45_000;
/** For what is still to be done once nobody is killed any more. */
const DRAIN_MS = 300_000;

interface Ground {
  readonly admin: pg.Client;
  readonly database: Prepared;
  readonly planted: PlantedClocks;
}

/** A durable database of its own with clocks planted, a broker where asked; all of it goes afterwards. */
export async function onGround<T>(engine: Engine, plan: Plan, work: (ground: Ground) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-sweep-'));
  const kafka = engine === 'kafka' ? await startKafka({ folder: join(folder, 'kafka') }) : null;
  try {
    const database = await prepare({
      dataDir: join(folder, 'node'),
      safety: 'durable',
      env: { SWEEP_SECONDS: '0.2', ...(kafka ? { BUS: 'kafka', KAFKA_BROKERS: kafka.brokers } : { BUS: 'embedded' }) },
    });
    try {
      const planted = await PlantedClocks.on(database.adminUrl, plan);
      try {
        return await connected(database.adminUrl, (admin) => work({ admin, database, planted }));
      } finally {
        await planted.close();
      }
    } finally {
      await database.close();
    }
  } finally {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
    await rm(join(folder, 'node.heads'), { recursive: true, force: true });
  }
}

/** Workers that are killed at random instants until `over`. */
async function killing(workers: readonly SweepWorker[], random: () => number, over: AbortSignal): Promise<number> {
  let killed = 0;
  while (!over.aborted) {
    await pauseUntil(5_000 + random() * 10_000, over);
    const worker = workers[Math.floor(random() * workers.length)];
    if (!over.aborted && worker?.kill()) killed += 1;
  }
  return killed;
}

const due = async (admin: pg.Client, at: string): Promise<boolean> => {
  const { rows } = await admin.query('select 1 from casework.clock where next_step_at <= $1 limit 1', [at]);
  return rows.length > 0;
};

/** Waits until the reader has every event of `case`. */
export async function allCopied(admin: pg.Client): Promise<void> {
  for (const end = performance.now() + DRAIN_MS; performance.now() < end; await sleep(200)) {
    const { rows } = await admin.query<{ left: string }>(
      `select coalesce((select sum(seq) from casework.outbox_seq), 0) - coalesce((select sum(seq) from copy_1.inbox where source = 'case'), 0) as left`,
    );
    if (Number(rows[0]?.left) === 0) return;
  }
  throw new Error('the reader has not read everything');
}

/**
 * All clocks cross one line in the same instant; worker processes of `case` judge them, and a reader of the topic counts what it was told.
 * @returns `seconds` from the crossing until no clock is due; `missing`: clocks whose step was not told; `doubled`: told more than once
 */
export function benchSweep({ engine, clocks, workers: count, kill, seed }: SweepOptions): Promise<Record<string, unknown>> {
  return onGround(engine, { kind: 'line', clocks, seed }, async ({ admin, database, planted }) => {
    await planted.plant();
    const realStart = Date.now() + LEAD_MS;
    // The line is midnight; what follows it lies hours behind.
    const pace: Pace = { realStart, legalStart: Date.parse(planted.line), factor: 1 };
    const copies = await ReaderCopies.start(database.adminUrl, 1, CASE, database.env('case'));
    const workers = Array.from({ length: count }, () => new SweepWorker(database.env('case'), pace));
    const over = new AbortController();
    try {
      await Promise.all(workers.map((worker) => worker.isReady()));
      const late = Date.now() - realStart;
      if (late > 0) throw new Error(`the workers came up ${late} ms after the crossing`);
      await sleep(-late);
      const started = performance.now();
      const kills = kill ? killing(workers, chance(seed), over.signal) : Promise.resolve(0);
      while (await due(admin, planted.line)) await sleep(100);
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      over.abort();
      const killed = await kills;
      await allCopied(admin);
      const read = Math.round((performance.now() - started) / 100) / 10;
      const { rows } = await admin.query<{
        told: string;
        doubled: string;
      }>(`select count(*) told, count(*) filter (where n > 1) doubled from (
        select data -> 'data' ->> 'clockId', data -> 'data' ->> 'step', count(*) n from copy_1.copy
        where data ->> 'type' = 'ClockStepReached' group by 1, 2) t`);
      const missing = clocks - Number(rows[0]?.told);
      return { bench: 'sweep', engine, clocks, workers: count, killed, seconds, read, missing, doubled: Number(rows[0]?.doubled) };
    } finally {
      over.abort();
      await Promise.all(workers.map((worker) => worker.stop()));
      await copies.stop();
    }
  });
}

/**
 * Clocks of several terms cross their lines through weeks of legal time, while workers are killed at random and facts of earlier days are
 * entered: the steps of each clock are told in order, each once, and a fact withdraws those it shows not due and no others.
 */
export function benchSweepChaos({ engine, clocks, workers: count, seconds, seed }: ChaosOptions): Promise<Record<string, unknown>> {
  return onGround(engine, { kind: 'weeks', clocks, seed }, async ({ admin, database, planted }) => {
    await planted.plant();
    const realStart = Date.now() + LEAD_MS;
    const span = Date.parse(planted.until) - Date.parse(planted.line);
    const pace: Pace = { realStart, legalStart: Date.parse(planted.line), factor: span / (seconds * 1_000) };
    const copies = await ReaderCopies.start(database.adminUrl, 1, CASE, database.env('case'));
    const workers = Array.from({ length: count }, () => new SweepWorker(database.env('case'), pace));
    const over = new AbortController();
    try {
      await Promise.all(workers.map((worker) => worker.isReady()));
      await sleep(Math.max(0, realStart - Date.now()));
      const started = performance.now();
      const kills = killing(workers, chance(seed), over.signal);
      const facts = planted.enterFacts(pace, over.signal);
      await sleep(seconds * 1_000);
      over.abort();
      const [killed, entered] = [await kills, await facts];
      for (const end = performance.now() + DRAIN_MS; performance.now() < end && (await due(admin, '9999-01-01')); await sleep(500));
      // A withdrawal by the last fact may still wait to be told.
      while (
        (await admin.query('select 1 from casework.clock_step where revoked_at is not null and not announced limit 1')).rows.length > 0
      )
        await sleep(200);
      const judged = Math.round((performance.now() - started) / 100) / 10;
      await allCopied(admin);
      const { rows } =
        await admin.query<Told>(`select data ->> 'type' "type", data -> 'data' ->> 'clockId' "clockId", data -> 'data' ->> 'step' step,
          data -> 'data' ->> 'on' "on" from copy_1.copy where data ->> 'type' in ('ClockStepReached', 'ClockStepRevoked') order by key, seq`);
      const counts = wrongSteps(rows, planted);
      return {
        bench: 'sweep',
        chaos: seconds,
        engine,
        clocks,
        workers: count,
        killed,
        seconds: judged,
        facts: entered,
        steps: rows.length,
        ...counts,
      };
    } finally {
      over.abort();
      await Promise.all(workers.map((worker) => worker.stop()));
      await copies.stop();
    }
  });
}
