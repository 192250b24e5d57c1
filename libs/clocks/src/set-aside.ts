import { isDatabaseConflict, isDatabaseFault, logOf } from '@sunshine/platform';
import { Gauge, register } from 'prom-client';

const FIRST_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** What sweeps have set aside now, by service and sweep; `/metrics` shows it. */
const figures = new Map<string, SetAside>();

new Gauge({
  name: 'sunshine_sweep_set_aside',
  help: 'sweep: clocks or matters that failed and wait for another try, by service and sweep',
  labelNames: ['service', 'sweep'],
  registers: [register],
  collect() {
    for (const one of figures.values()) this.set({ service: one.service, sweep: one.sweep }, one.size);
  },
});

interface Waiting {
  readonly tries: number;
  /** On the monotonic clock of the process, ms. */
  readonly until: number;
}

/**
 * Items that a sweep failed on, set aside so that they do not stop the others: for a minute, then twice as long each time, an hour at
 * most. Operators see them in the log, in readiness and in the metrics. Kept in memory: a new process tries at once.
 */
export class SetAside {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    readonly service: string,
    readonly sweep: string,
    private readonly now: () => number = () => performance.now(),
  ) {
    figures.set(`${service} ${sweep}`, this);
  }

  get size(): number {
    return this.waiting.size;
  }

  /** Ids whose pause is not over. */
  ids(): string[] {
    const now = this.now();
    return [...this.waiting].filter(([, { until }]) => until > now).map(([id]) => id);
  }

  /** @throws `error` itself where it is the database's: then it is not about this one */
  failed(id: string, error: unknown): void {
    if (isDatabaseFault(error) || isDatabaseConflict(error)) throw error;
    const tries = (this.waiting.get(id)?.tries ?? 0) + 1;
    const pause = Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS);
    this.waiting.set(id, { tries, until: this.now() + pause });
    logOf(this.service).error({ err: error, id, tries, againInSeconds: pause / 1_000 }, `${this.sweep}: set aside`);
  }

  done(id: string): void {
    this.waiting.delete(id);
  }

  /** For readiness; null when nothing waits. */
  problem(): string | null {
    const [id] = this.waiting.keys();
    return id === undefined ? null : `${this.size} set aside, among them ${id}`;
  }
}

/**
 * Does `batch`; where it fails for another reason than the database, each of `ids` by itself, so that only what fails is set aside.
 * @returns what `batch` answered, or the number of ids
 */
export async function batchOrEach(
  aside: SetAside,
  batch: () => Promise<number>,
  ids: () => Promise<readonly string[]>,
  one: (id: string) => Promise<unknown>,
): Promise<number> {
  try {
    return await batch();
  } catch (error) {
    if (isDatabaseFault(error) || isDatabaseConflict(error)) throw error;
  }
  const all = await ids();
  for (const id of all) {
    try {
      await one(id);
      aside.done(id);
    } catch (error) {
      aside.failed(id, error);
    }
  }
  return all.length;
}
