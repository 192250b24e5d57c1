import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Tokens, describeError, logOf, sql } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import * as statements from './statements.js';

const EVERY_MS = 1_000;
const SWEEP_ROUNDS = 60;

/**
 * Keeps what this process refuses equal to the service's table of ended sessions, which the reader of directory's events fills: loaded
 * before the first request, and looked at each second, because another process of the service may have read the event.
 */
@Injectable()
export class SessionWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = logOf('ended sessions');
  private timer: NodeJS.Timeout | undefined;
  private known = new Set<string>();
  private looking: Promise<void> | undefined;
  private round = 0;

  constructor(
    private readonly db: DataSource,
    private readonly tokens: Tokens,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => {
      this.looking ??= this.look()
        // What is refused already stays refused; the next second asks again.
        .catch((error: unknown) => this.log.warn({ err: describeError(error) }, 'not looked up'))
        .finally(() => (this.looking = undefined));
    }, EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    if (this.round++ % SWEEP_ROUNDS === 0) await sql(this.db.manager, statements.sweepSessions, []);
    const rows = await sql<{ id: string; until: Date }>(this.db.manager, statements.endedSessions, []);
    const found = new Set(rows.map(({ id }) => id));
    for (const id of this.known) if (!found.has(id)) this.tokens.ended.remove(id);
    for (const { id, until } of rows) this.tokens.ended.add(id, until.getTime());
    this.known = found;
  }
}
