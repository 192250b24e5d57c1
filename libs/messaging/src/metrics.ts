import { Gauge, register } from 'prom-client';

/** Counters of one service's bus since start, and its state now. */
export interface BusFigures {
  /** Outbox rows numbered by this process. */
  relayed: number;
  /** Handler runs that were committed. */
  handled: number;
  /** Batches run again because a message or the database failed. */
  retried: number;
  /** Messages held now in the reader's table. */
  held: number;
  /** Lost messages found by the audit. */
  lost: number;
  /** Events not yet read, by source; 0 while caught up. */
  lag: Record<string, number>;
}

/** Figures by service, plain numbers; `/metrics` shows them as `sunshine_bus_*`. */
export const busFigures: Record<string, BusFigures> = {};

export function figuresOf(service: string): BusFigures {
  return (busFigures[service] ??= { relayed: 0, handled: 0, retried: 0, held: 0, lost: 0, lag: {} });
}

for (const name of ['relayed', 'handled', 'retried', 'held', 'lost'] as const) {
  new Gauge({
    name: `sunshine_bus_${name}`,
    help: `bus: ${name}, by service`,
    labelNames: ['service'],
    registers: [register],
    collect() {
      for (const [service, figures] of Object.entries(busFigures)) this.set({ service }, figures[name]);
    },
  });
}

new Gauge({
  name: 'sunshine_bus_lag',
  help: 'bus: events of a source not yet read, by service and source',
  labelNames: ['service', 'source'],
  registers: [register],
  collect() {
    for (const [service, { lag }] of Object.entries(busFigures))
      for (const [source, events] of Object.entries(lag)) this.set({ service, source }, events);
  },
});
