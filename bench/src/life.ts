import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, quantile, round } from './figures.js';
import { CALLS, type Call } from '@sunshine/demo';
import type { LoadOrder, LoadReport } from './load-process.js';
import { withBenchNode, type BenchNode } from './bench-node.js';
import { pgbenchPerSecond, prepareTpcb, tpcbPerSecond } from './tpcb.js';

export interface LifeOptions {
  engine: 'embedded' | 'kafka';
  petitions: number;
  users: number;
  seconds: number;
  rounds: number;
  readers: number;
}

function run(order: LoadOrder): Promise<LoadReport> {
  const child = fork(fileURLToPath(new URL('./load-process.js', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message: { result?: LoadReport; error?: string }) =>
      message.result ? resolve(message.result) : reject(new Error(message.error)),
    );
    child.once('error', reject);
    child.once('exit', (code) => code && reject(new Error(`load generator ended with ${code}`)));
    child.send(order);
  });
}

async function oneRound(node: BenchNode, tpcb: string, options: LifeOptions, round: number) {
  const probe = Math.min(10, Math.max(2, options.seconds / 4));
  const before = await tpcbPerSecond(tpcb, probe);
  const order = { url: node.url, password: node.password, city: node.city, today: node.today, users: options.users };
  await run({ ...order, seconds: Math.min(5, options.seconds), tag: `warm:${node.run}:${round}` });
  const result = await run({ ...order, seconds: options.seconds, tag: `life:${node.run}:${round}` });
  const drained = await node.drain();
  const after = await tpcbPerSecond(tpcb, probe);
  const all = CALLS.flatMap((call) => result.samples[call]);
  return {
    livesPerSecond: result.lives / result.seconds,
    tpcb: (before + after) / 2,
    p95: quantile(all, 0.95),
    p50: quantile(all, 0.5),
    drained,
    result,
  };
}

/**
 * Lives a second in a closed loop, beside TPC-B on the same server before and after, with extra readers of every topic attached.
 * The figures are those of the round with the median rate.
 */
export async function benchLife(options: LifeOptions): Promise<Record<string, unknown>> {
  return withBenchNode({ engine: options.engine, petitions: options.petitions, readers: options.readers }, async (node) => {
    const tpcb = await prepareTpcb(node.adminUrl);
    const rounds = [];
    for (let round = 1; round <= options.rounds; round += 1) rounds.push(await oneRound(node, tpcb, options, round));
    const middle = median(rounds.map((one) => one.livesPerSecond));
    const chosen = rounds.find((one) => one.livesPerSecond === middle) ?? rounds[0]!;
    const pgbench = await pgbenchPerSecond(tpcb, 5);
    const tpcbPerSecondMedian = median(rounds.map((one) => one.tpcb));
    const perCall = Object.fromEntries(
      CALLS.map((call: Call) => [
        call,
        { p50Ms: round(quantile(chosen.result.samples[call], 0.5)), p95Ms: round(quantile(chosen.result.samples[call], 0.95)) },
      ]),
    );
    return {
      bench: 'life',
      engine: options.engine,
      petitions: options.petitions,
      users: options.users,
      seconds: options.seconds,
      readers: options.readers,
      livesPerSecond: round(chosen.livesPerSecond, 2),
      perRound: rounds.map((one) => round(one.livesPerSecond, 2)),
      perCall,
      tpcbPerSecond: Math.round(tpcbPerSecondMedian),
      tpcbPerRound: rounds.map((one) => Math.round(one.tpcb)),
      tpcbBy: 'script through pg, scale 10, 8 clients, fsync on',
      pgbenchPerSecond: pgbench === null ? null : Math.round(pgbench),
      ratio: `1/${round(tpcbPerSecondMedian / chosen.livesPerSecond)}`,
      p50Ms: round(chosen.p50),
      p95Ms: round(chosen.p95),
      readersBehindSecondsAfterLoad: chosen.drained,
      loadCpuMsPerLife: round(chosen.result.cpuMs / chosen.result.lives),
      errors: chosen.result.errors,
    };
  });
}
