import { Injectable } from '@nestjs/common';
import { ACCESS_MINUTES, EachSecond, Tokens, sql } from '@sunshine/platform';
import { DataSource } from 'typeorm';

const ended = {
  name: 'directory.session-ended-lately',
  text: `select id, least(expires_at, ended_at + interval '${ACCESS_MINUTES} minutes') until from session
    where ended_at > now() - interval '${ACCESS_MINUTES} minutes'`,
};

/**
 * Refuses tokens of ended sessions in the directory itself. Reads its own table before the first request, after each act that ends a
 * session, and every second for sessions ended by another process. Other services follow its events (libs/access).
 */
@Injectable()
export class SessionWatch extends EachSecond {
  constructor(
    private readonly db: DataSource,
    private readonly tokens: Tokens,
  ) {
    super('ended sessions');
  }

  /** To be called after the commit of an act that ended sessions. */
  override async look(): Promise<void> {
    for (const { id, until } of await sql<{ id: string; until: Date }>(this.db.manager, ended, []))
      this.tokens.ended.add(id, until.getTime());
  }
}
