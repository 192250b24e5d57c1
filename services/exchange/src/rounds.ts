import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { logOf, type Health } from '@sunshine/platform';

/**
 * Work that is looked for again and again: at once where the last look found some, else after a pause. A round that fails is told to
 * operators and tried again; it must leave what it found as it was. The application's end waits for the last round.
 */
export abstract class Rounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private going: Promise<unknown> = Promise.resolve();
  private failed = false;
  protected stopped = false;

  /** @param pauseMs 0: nothing moves by itself */
  constructor(
    private readonly title: string,
    private readonly pauseMs: number,
    health: Health,
  ) {
    health.warn(title, () => Promise.resolve(this.failed ? `the last round of ${title} failed; tried again` : null));
  }

  /** One round. @returns whether there may be more to do at once */
  abstract run(): Promise<boolean>;

  onApplicationBootstrap(): void {
    if (this.pauseMs > 0) this.plan(this.pauseMs);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.going;
  }

  /** Rounds until one finds nothing. */
  async drain(): Promise<void> {
    while (await this.run());
  }

  private plan(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.going = this.run().then(
        (more) => {
          this.failed = false;
          this.plan(more ? 0 : this.pauseMs);
        },
        (error: unknown) => {
          this.failed = true;
          logOf('exchange').error({ err: error }, `${this.title} failed; will retry`);
          this.plan(this.pauseMs);
        },
      );
    }, ms);
  }
}

/**
 * The work for each, at once. What fails of one holds up no other.
 * @returns whether it came to something for any
 * @throws what failed, once all have ended; an AggregateError of several
 */
export async function eachByItself<T>(all: readonly T[], work: (one: T) => Promise<boolean>): Promise<boolean> {
  const ends = await Promise.allSettled(all.map(work));
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `failed for ${failures.length} of ${all.length}`);
  return ends.some((end) => end.status === 'fulfilled' && end.value);
}
