import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from '@sunshine/platform';
import { DataSource } from 'typeorm';

/** Failures allowed within the window before every further try is refused unread; own rule. */
const ACCOUNT_LIMIT = { failures: 5, minutes: 15 } as const;
const ADDRESS_LIMIT = { failures: 30, minutes: 60 } as const;

const minutesOf = `case when subject like 'account:%' then ${ACCOUNT_LIMIT.minutes} else ${ADDRESS_LIMIT.minutes} end * interval '1 minute'`;
const recent = `(select coalesce(array_agg(t order by t), '{}') from unnest(failed_at) t where t > now() - ${minutesOf})`;
const locked = `cardinality(${recent}) >= case when subject like 'account:%' then ${ACCOUNT_LIMIT.failures} else ${ADDRESS_LIMIT.failures} end`;

const look = { name: 'lockout_look', text: `select 1 from sign_in_attempt where subject = any($1) and ${locked} limit 1` };
// Rows are there before they are judged, and locked in one order: tries at once stand in line, and never deadlock.
const enter = {
  name: 'lockout_enter',
  text: `insert into sign_in_attempt (subject, failed_at, last_at) select s, '{}', now() from unnest($1::text[]) s order by s on conflict do nothing`,
};
const hold = {
  name: 'lockout_hold',
  text: `select ${locked} locked from sign_in_attempt where subject = any($1) order by subject for update`,
};
const fail = {
  name: 'lockout_fail',
  text: `update sign_in_attempt set failed_at = ${recent} || now(), last_at = now() where subject = any($1)`,
};
const clear = { name: 'lockout_clear', text: `delete from sign_in_attempt where subject = any($1) and (subject = $2 or failed_at = '{}')` };
const tidy = {
  name: 'lockout_tidy',
  text: `delete from sign_in_attempt where subject in
    (select subject from sign_in_attempt where last_at < now() - interval '${ADDRESS_LIMIT.minutes} minutes' limit 20 for update skip locked)`,
};

/** Hashed: what people type where the account belongs may be a password. */
const subjectOf = (kind: 'account' | 'address', text: string) =>
  `${kind}:${createHash('sha256').update(text.trim().toLowerCase()).digest('base64url')}`;

/**
 * Counts failed sign-ins per account and per address in PostgreSQL, so that all processes count together; the windows slide.
 * The machine's clock rules here, not the clock of legal acts.
 */
@Injectable()
export class Lockout {
  constructor(private readonly db: DataSource) {}

  /** The subjects of one try; an unknown account counts like a known one. */
  subjects(account: string, address: string): string[] {
    return [subjectOf('account', account), ...(address ? [subjectOf('address', address)] : [])];
  }

  async isLocked(subjects: readonly string[]): Promise<boolean> {
    return (await sql(this.db.manager, look, [subjects])).length > 0;
  }

  /**
   * Settles a try whose password was checked. Counts a failure; a success clears the account. Whatever the password was, a try
   * that was overtaken by the limit answers `locked`, so guesses made at once learn no more than guesses made in turn.
   */
  async settle(subjects: readonly string[], right: boolean): Promise<'open' | 'locked'> {
    return this.db.transaction(async (tx) => {
      await sql(tx, enter, [subjects]);
      const rows = await sql<{ locked: boolean }>(tx, hold, [subjects]);
      if (rows.some((row) => row.locked)) return 'locked';
      if (right) await sql(tx, clear, [subjects, subjects[0]]);
      else {
        await sql(tx, tidy, []);
        await sql(tx, fail, [subjects]);
      }
      return 'open';
    });
  }
}
