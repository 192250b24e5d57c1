import type { DataSource } from 'typeorm';

/** Rows of one statement: few enough that a concurrent command hardly waits. */
const BATCH = 1_000;

/**
 * An id that a page makes up for one attempt. Any other id names the thing itself, such as a row of an imported file, and must be
 * recognised whenever it comes again, so it is kept.
 */
const ATTEMPT = `id ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'`;

/**
 * Forgets the answers of requests that nobody sends again: ids of attempts, by the clock of the database `days` days or more after
 * their command. Batch by batch, each in a transaction of its own.
 * @returns how many
 */
export async function purgeRequests(ds: DataSource, days: number, batch = BATCH): Promise<number> {
  for (let purged = 0; ;) {
    const [, gone] = (await ds.query(
      `delete from request where ctid = any(array(
         select ctid from request where at <= now() - make_interval(days => $1) and ${ATTEMPT} limit $2 for update skip locked))`,
      [days, batch],
    )) as [unknown, number];
    purged += gone;
    if (gone < batch) return purged;
  }
}
