import { Injectable } from '@nestjs/common';
import { EachSecond, Tokens, sql } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import * as statements from './access.rows.js';

const SWEEP_ROUNDS = 60;

/**
 * Keeps what this process refuses equal to the service's table of ended sessions, which the reader of directory's events fills: loaded
 * before the first request, and looked at each second, because another process of the service may have read the event.
 */
@Injectable()
export class SessionWatch extends EachSecond {
  private known = new Set<string>();
  private round = 0;

  constructor(
    private readonly db: DataSource,
    private readonly tokens: Tokens,
  ) {
    super('ended sessions');
  }

  protected override async look(): Promise<void> {
    if (this.round++ % SWEEP_ROUNDS === 0) await sql(this.db.manager, statements.sweepSessions, []);
    const rows = await sql<{ id: string; until: Date }>(this.db.manager, statements.endedSessions, []);
    const found = new Set(rows.map(({ id }) => id));
    for (const id of this.known) if (!found.has(id)) this.tokens.ended.remove(id);
    for (const { id, until } of rows) this.tokens.ended.add(id, until.getTime());
    this.known = found;
  }
}
