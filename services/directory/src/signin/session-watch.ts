import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ACCESS_MINUTES, Tokens, describeError, logOf, sql } from '@sunshine/platform';
import { DataSource } from 'typeorm';

const EVERY_MS = 1_000;

const ended = {
  name: 'session_ended_lately',
  text: `select id, least(expires_at, ended_at + interval '${ACCESS_MINUTES} minutes') until from session
    where ended_at > now() - interval '${ACCESS_MINUTES} minutes'`,
};

/**
 * Whose tokens the directory itself refuses: what its own table says, read before the first request, after each act that ends a session,
 * and each second for what another process of it has ended. The others follow its events (libs/access).
 */
@Injectable()
export class SessionWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = logOf('ended sessions');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

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

  /** Call it after the commit of an act that ended sessions. */
  async look(): Promise<void> {
    for (const { id, until } of await sql<{ id: string; until: Date }>(this.db.manager, ended, []))
      this.tokens.ended.add(id, until.getTime());
  }
}
