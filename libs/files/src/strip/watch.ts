import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { StripJob } from './limits.js';

// Runs while the thread that works is busy. Memory is that of the whole process: buffers, pictures and the heap alike.
const { memoryMb, seconds } = workerData as StripJob;
const { ppid } = process;
const tick = new Int32Array(new SharedArrayBuffer(4));

function over(): string | null {
  if (process.memoryUsage.rss() > memoryMb * 1_048_576) return 'memory';
  const { user, system } = process.cpuUsage();
  if (user + system > seconds * 1_000_000) return 'processor time';
  return process.ppid === ppid ? null : 'a parent';
}

parentPort?.postMessage('watching');
for (;;) {
  const limit = over();
  if (limit) {
    writeSync(2, `over the limit of ${limit}`);
    process.kill(process.pid, 'SIGKILL');
  }
  Atomics.wait(tick, 0, 0, 3);
}
