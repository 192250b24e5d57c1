import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '@sunshine/platform';
import { databases } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { Limits, limitsMigrations } from './index.js';

const ENV = { FILINGS_PER_ADDRESS: '3', FILINGS_PER_NODE: '5', FILES_PER_PERSON: '2', FILES_PER_ADDRESS: '1' };

let db: DataSource;
/** What another process of the node has. */
let other: DataSource;

beforeAll(async () => {
  const base = await databases({ intake: limitsMigrations });
  db = await base.source('intake');
  other = await base.source('intake');
});
beforeEach(() => db.query('truncate limit_count'));

const limits = (source = db) => new Limits(source, ENV);
const times = async (count: number, take: () => Promise<{ within: boolean }>) => {
  const within: boolean[] = [];
  for (let at = 0; at < count; at += 1) within.push((await take()).within);
  return within;
};
const age = (ms: number) => db.query('update limit_count set expire = expire - $1::bigint', [ms]);

describe('a limit', () => {
  it('lets as many in as the rule says, tells the seconds then, and begins anew when they are over', async () => {
    const one = limits();
    const file = () => one.count('filing', { address: '192.0.2.1' });
    expect(await times(3, file)).toEqual([true, true, true]);
    const refused = await file();
    expect(refused).toMatchObject({ within: false, beyond: 'address' });
    expect(refused.retryAfterSeconds).toBeGreaterThan(3_590);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    await age(3_600_000);
    expect(await file()).toEqual({ within: true, retryAfterSeconds: 0, beyond: null });
  });

  it('is shared by the processes of a node, and by tries at once', async () => {
    const [one, two] = [limits(), limits(other)];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) => (at % 2 ? one : two).count('filing', { address: '192.0.2.1' })),
    );
    expect(answers.filter(({ within }) => within)).toHaveLength(3);
  });

  it('counts an IPv6 network as one, and an IPv4 address however it is written', async () => {
    const one = limits();
    for (const address of ['2001:db8::1', '2001:db8::2', '2001:db8::ffff:1']) await one.count('filing', { address });
    expect((await one.count('filing', { address: '2001:db8::4' })).within).toBe(false);
    expect((await one.count('filing', { address: '2001:db8:0:1::4' })).within).toBe(true);
    for (const address of ['192.0.2.1', '::ffff:192.0.2.1']) await one.count('upload', { address });
    expect((await one.count('upload', { address: '192.0.2.1' })).within).toBe(false);
  });

  it('of a person is not that of the address', async () => {
    const one = limits();
    expect(await times(3, () => one.count('upload', { person: 'p', address: null }))).toEqual([true, true, false]);
    expect(await times(2, () => one.count('upload', { address: 'p' }))).toEqual([true, false]);
  });

  it('of the node is not used up by what an address had refused', async () => {
    const one = limits();
    await times(40, () => one.count('filing', { address: '192.0.2.1' }));
    expect(await times(2, () => one.count('filing', { address: '192.0.2.2' }))).toEqual([true, true]);
    expect(await one.count('filing', { address: '192.0.2.3' })).toMatchObject({ within: false, beyond: 'node' });
  });

  it('keeps neither address nor person', async () => {
    await limits().count('filing', { address: '192.0.2.77' });
    await limits().count('upload', { person: 'somebody' });
    const rows: { key: string }[] = await db.query('select key from limit_count');
    expect(rows).toHaveLength(3);
    expect(rows.filter(({ key }) => /192\.0\.2|somebody/.test(key))).toEqual([]);
  });

  it('is set by its variable, and a wrong one stops the start', async () => {
    expect(() => new Limits(db, { FILINGS_PER_ADDRESS: '0' })).toThrow(ConfigError);
    const one = new Limits(db, { FILINGS_PER_ADDRESS: '1' });
    expect(await times(2, () => one.count('filing', { address: 'a' }))).toEqual([true, false]);
  });
});
