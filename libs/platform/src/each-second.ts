import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { logOf } from './log.js';

const EVERY_MS = 1_000;

/**
 * Looks once before the first request and then each second, one look at a time. A look that fails is logged and the next second asks
 * again, so it must leave what it found before as it was. The application's end waits for the last one.
 */
export abstract class EachSecond implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  /** @param name of its log */
  constructor(private readonly name: string) {}

  protected abstract look(): Promise<void>;

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    const log = logOf(this.name);
    this.timer = setInterval(() => {
      this.looking ??= this.look()
        .catch((err: unknown) => log.warn({ err }, 'lookup failed'))
        .finally(() => (this.looking = undefined));
    }, EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }
}
