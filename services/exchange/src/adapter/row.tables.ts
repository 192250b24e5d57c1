import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ROW_OK, rowCodeOf } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { Health, logOf, Time } from '@sunshine/platform';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerOf } from '../partners/partners.rows.js';
import { partnerSeen } from '../receiving/receiving.rows.js';
import { eachByItself, Rounds } from '../rounds.js';
import { systemOf, type RowPartner } from './callers.js';
import { warningsOf } from './row.calls.js';
import { RowGiver } from './row.giver.js';
import { RowTaker, type RowAnswer } from './row.taker.js';
import { rowSystemsWithTables, type RowSystemRow } from './systems.rows.js';

const OF_A_ROUND = 200;
const PAUSE_MS = 1_000;
const PATIENCE_MS = 10_000;
/** State of a row that was not taken for a fault of this node. */
const LAST_ATTEMPT = 9;
/** In the place of an address, in the record of refusals. */
const ADDRESS = 'tables';

interface RowIn {
  readonly id: string;
  readonly kind: string;
  readonly row: unknown;
  readonly state: number;
}

interface RowOut {
  readonly id: string;
  readonly state: number;
  readonly reason: string | null;
  readonly code: string | null;
  readonly number: string | null;
  readonly stateRead: number | null;
  readonly codeRead: string | null;
}

const PENDING = `select id, kind, row, state from exchange_adapter.rows_in where state between 0 and ${LAST_ATTEMPT} order by id limit $1 for update skip locked`;
const ANSWER = 'update exchange_adapter.rows_in set state = $2, code = $3, msg = $4, answered_at = now() where id = $1';
const ANSWERED = `select id, state, reason, code, number, state_read "stateRead", code_read "codeRead" from exchange_adapter.rows_out
  where (state >= 10 and state_read is distinct from state) or (code is not null and code_read is distinct from code)
  order by place limit $1 for update skip locked`;
const READ = 'update exchange_adapter.rows_out set state_read = $2, code_read = $3, refusal = $4 where id = $1';
/** One that lies there is left as it is, unless it was refused there and is sent again. */
const GIVE = `insert into exchange_adapter.rows_out (id, kind, row) values ($1, $2, $3::jsonb)
  on conflict (id) do update set state = 0, state_read = null, reason = null, row = excluded.row, given_at = now() where rows_out.state_read >= 30`;

/** Intermediate tables of systems that speak in rows: what stands there goes the same way as what a JSON call brings, and the answers are written back. */
@Injectable()
export class RowTables extends Rounds implements OnApplicationShutdown {
  private readonly pools = new Map<string, pg.Pool>();

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly taker: RowTaker,
    private readonly giver: RowGiver,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
    health: Health,
  ) {
    super('intermediate tables', config.EXCHANGE_PAUSE_MS === 0 ? 0 : Math.max(PAUSE_MS, config.EXCHANGE_PAUSE_MS), health);
  }

  /** One system whose database does not answer holds up no other. */
  async run(): Promise<boolean> {
    if (!this.keys.on || !this.keys.signs) return false;
    return eachByItself(await rowSystemsWithTables(this.db.manager), (row) => this.of(row));
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }

  private async of(row: RowSystemRow): Promise<boolean> {
    const partner = await partnerOf(this.db.manager, row.node);
    const connection = this.config.EXCHANGE_ROW_TABLES.find(({ id }) => id === row.tables);
    if (partner?.state !== 'active' || partner.way !== 'rows' || !connection) return false;
    const of = systemOf(partner, row);
    const pool = this.pool(connection);
    const came = await within(pool, (client) => this.take(client, of));
    const said = await within(pool, (client) => this.hear(client, of));
    const given = await this.give(pool, of);
    if (came + said > 0) await partnerSeen(this.db.manager, row.node, this.time.now());
    return came + said + given > 0;
  }

  private async take(client: pg.PoolClient, of: RowPartner): Promise<number> {
    const { rows } = await client.query<RowIn>(PENDING, [OF_A_ROUND]);
    for (const { id, kind, row, state } of rows) {
      const to = await this.answered(of, kind, { row, place: id }, state);
      await client.query(ANSWER, [id, to.state, to.code, to.msg]);
    }
    return rows.length;
  }

  private async answered(of: RowPartner, kind: string, coming: { readonly row: unknown; readonly place: string }, attempts: number) {
    try {
      const [answer] = await this.taker.take(of, kind, [coming], ADDRESS);
      return standing(answer!, attempts);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return { state: 40, code: rowCodeOf(error), msg: `【${error.code}】${error.message}` };
    }
  }

  /** What the system wrote beside rows that it was given. */
  private async hear(client: pg.PoolClient, of: RowPartner): Promise<number> {
    const { rows } = await client.query<RowOut>(ANSWERED, [OF_A_ROUND]);
    for (const { id, state, reason, code, number, stateRead, codeRead } of rows) {
      const said = state >= 10 && state !== stateRead ? await this.giver.states(of, [{ id, state, reason: reason ?? undefined }]) : [];
      const decision = { id, code: code ?? '', number: number ?? undefined, reason: reason ?? undefined };
      const decided = code !== null && code !== codeRead ? await this.giver.decided(of, [decision]) : [];
      const refusal = [...said, ...decided].find(({ answer }) => answer === 'refused');
      await client.query(READ, [
        id,
        state >= 10 ? state : stateRead,
        code,
        refusal ? `【${refusal.code ?? ''}】${refusal.reason ?? ''}` : null,
      ]);
    }
    return rows.length;
  }

  private async give(pool: pg.Pool, of: RowPartner): Promise<number> {
    const rows = await this.giver.waiting(of);
    let fresh = 0;
    for (const { id, kind, row } of rows) fresh += (await pool.query(GIVE, [id, kind, JSON.stringify(row)])).rowCount ?? 0;
    return fresh;
  }

  private pool({ id, value }: { readonly id: string; readonly value: string }): pg.Pool {
    const open = this.pools.get(id);
    if (open) return open;
    const pool = new pg.Pool({ connectionString: value, max: 2, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS });
    // A connection that breaks while nobody uses it; the next round opens another.
    pool.on('error', (error) => logOf('exchange').warn({ err: error, tables: id }, 'a connection to intermediate tables broke'));
    this.pools.set(id, pool);
    return pool;
  }
}

/** What is written beside a row that was looked at. */
function standing(answer: RowAnswer, attempts: number): { readonly state: number; readonly code: string; readonly msg: string } {
  const { answer: said, code, reason } = answer.item;
  const warnings = warningsOf(answer)
    .map(({ column, reason: why }) => `${column}：${why}`)
    .join('；');
  if (said === 'accepted') return { state: 20, code: ROW_OK, msg: warnings };
  if (said === 'conflict') return { state: 30, code: ROW_OK, msg: '【ROW_REPEATED】该行已经收到' };
  const fault = code === 'ROW_NOT_TAKEN' && attempts < LAST_ATTEMPT;
  return { state: fault ? attempts + 1 : 40, code: fault ? '04' : '0404', msg: `【${code ?? ''}】${reason ?? ''}` };
}

/** Rows that are read stay locked until their answers are written. */
async function within<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const done = await work(client);
    await client.query('commit');
    client.release();
    return done;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
