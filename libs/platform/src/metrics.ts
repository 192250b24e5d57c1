import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, Histogram, collectDefaultMetrics, register, type Registry } from 'prom-client';

/** One registry a process; every room may add its own metrics. Labels are names of rooms and codes, never data. */
export const metrics: Registry = register;

export const graphRequests = new Counter({
  name: 'sunshine_graph_requests_total',
  help: 'Operations answered, by room, operation kind and first error code (ok when none)',
  labelNames: ['room', 'operation', 'outcome'],
});

export const graphSeconds = new Histogram({
  name: 'sunshine_graph_seconds',
  help: 'Time to answer an operation',
  labelNames: ['room', 'operation'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

let collecting = false;

/** Begins to measure this process: of the time before it nothing is known of the event loop. */
export function collectMetrics(): void {
  if (!collecting) collectDefaultMetrics({ register: metrics });
  collecting = true;
}

/** Text of `/metrics`, with the process's own figures. */
export async function metricsText(): Promise<string> {
  collectMetrics();
  for (;;) {
    const text = await metrics.metrics();
    // Each reading empties the histogram of the event loop, which has no mean before its next samples, 10 ms apart.
    if (!/^nodejs_eventloop_lag_mean_seconds nan$/im.test(text)) return text;
    await sleep(50);
  }
}
