import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan } from '@sunshine/envelope';
import { Health, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from './config.js';
import { Rounds } from './rounds.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Rows of one statement. */
const AT_ONCE = 1_000;

/** Months as they stand in names of partitions: UTC. */
const monthOf = (day: Date): string => day.toISOString().slice(0, 7).replace('-', '_');
const firstOf = (year: number, month: number): Date => new Date(Date.UTC(year, month, 1));

/**
 * Keeps the tables as the plan says: the text of messages and the record of refusals for 400 days, the proof log by months for thirty years. Once an hour;
 * a month's partition is there before its first line.
 */
@Injectable()
export class Upkeep extends Rounds {
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange upkeep', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    const now = this.time.now();
    if (now.getTime() - this.last < HOUR_MS) return false;
    await this.months(now);
    const { wireKeptDays, refusedKeptDays } = exchangePlan;
    const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
    for (const table of ['message_out', 'message_in'])
      await this.each(
        `update ${table} set wire = null where id in (select id from ${table} where wire is not null and ended_at < $1 limit ${AT_ONCE}) returning 1`,
        before(wireKeptDays),
      );
    await this.each(
      `delete from refused_message where id in (select id from refused_message where at < $1 limit ${AT_ONCE}) returning 1`,
      before(refusedKeptDays),
    );
    this.last = now.getTime();
    return false;
  }

  private async each(text: string, before: Date): Promise<void> {
    const changed = async (): Promise<number> => ((await this.db.query(text, [before])) as [unknown[], number])[1];
    while (!this.stopped && (await changed()) === AT_ONCE);
  }

  /** Partitions of this month and the next, and none of those whose time is over. */
  private async months(now: Date): Promise<void> {
    const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
    for (const ahead of [0, 1]) {
      const [from, to] = [firstOf(year, month + ahead), firstOf(year, month + ahead + 1)];
      await this.partition(`proof_leaf_${monthOf(from)}`, from, to);
    }
    const oldest = `proof_leaf_${monthOf(firstOf(year - exchangePlan.proofKeptYears, month))}`;
    for (const { name } of await this.partitions())
      if (/_\d{4}_\d{2}$/.test(name) && name < oldest) await this.db.query(`drop table ${name}`);
  }

  private partitions(): Promise<{ name: string }[]> {
    return this.db.query(
      `select c.relname name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'proof_leaf'::regclass order by 1`,
    );
  }

  /** What lies in the rest of that month already moves into it: of a node that was first started in it. */
  private async partition(name: string, from: Date, to: Date): Promise<void> {
    if ((await this.partitions()).some((one) => one.name === name)) return;
    const span = `at >= '${from.toISOString()}' and at < '${to.toISOString()}'`;
    await this.db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('sunshine.exchange.proof', 0))`);
      await tx.query(`create table if not exists ${name} (like proof_leaf including all excluding identity)`);
      await tx.query(`with moved as (delete from proof_leaf_rest where ${span} returning *) insert into ${name} select * from moved`);
      await tx.query(
        `alter table proof_leaf attach partition ${name} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
      );
    });
  }
}
