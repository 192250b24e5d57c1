import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { REQUEST_DAYS, busConfig } from './config.js';
import { purgeRequests } from './requests.js';
import type { DataSource } from 'typeorm';
import { World, until, type Engine } from '../test/world.js';

const embedded: Engine = { name: 'embedded', config: (node) => ({ engine: 'embedded', node, brokers: [] }) };

afterEach(() => World.closeAll());

/** A service that nothing runs in. */
const empty = async () => (await World.make(embedded)).db.source('alpha');
const keep = (ds: DataSource, id: string, age: string) =>
  ds.query(`insert into request (actor, id, input_hash, at) values ('person-1', $1, '', now() - $2::interval)`, [id, age]);
const kept = async (ds: DataSource): Promise<string[]> =>
  ((await ds.query('select id from request order by at, id')) as { id: string }[]).map(({ id }) => id);

describe('the memory of requests', () => {
  it('ends with the day of the limit: what is younger by a minute is known again', async () => {
    const ds = await empty();
    const [younger, older] = [randomUUID(), randomUUID()];
    await keep(ds, younger, `${REQUEST_DAYS} days -1 minutes`);
    await keep(ds, older, `${REQUEST_DAYS} days`);
    expect(await purgeRequests(ds, REQUEST_DAYS)).toBe(1);
    expect(await kept(ds)).toEqual([younger]);
  });

  it('is kept where the id names a thing: the row of an imported file is the same whenever the file comes again', async () => {
    const ds = await empty();
    const named = ['replay:5c1f:17', 'EXCHANGE-2025-000001', `x${randomUUID()}`];
    for (const id of named) await keep(ds, id, '20 years');
    await keep(ds, randomUUID().toUpperCase(), '20 years');
    expect(await purgeRequests(ds, REQUEST_DAYS)).toBe(1);
    expect((await kept(ds)).sort()).toEqual([...named].sort());
  });

  it('is forgotten batch by batch until nothing old is left', async () => {
    const ds = await empty();
    for (let n = 0; n < 7; n += 1) await keep(ds, randomUUID(), '1 year');
    const young = randomUUID();
    await keep(ds, young, '1 day');
    expect(await purgeRequests(ds, REQUEST_DAYS, 3)).toBe(7);
    expect(await kept(ds)).toEqual([young]);
  });

  it('is looked through when a service starts, one without sources too', async () => {
    const world = await World.make(embedded);
    const ds = await world.db.source('alpha');
    const old = randomUUID();
    await keep(ds, old, '1 year');
    await world.publisher('alpha');
    await until(async () => !(await kept(ds)).includes(old));
  });

  it('lasts longer than a page keeps what was not answered', () => {
    expect(busConfig({}).requestDays).toBe(90);
    expect(busConfig({ REQUEST_DAYS: '31' }).requestDays).toBe(31);
    expect(() => busConfig({ REQUEST_DAYS: '30' })).toThrow('REQUEST_DAYS');
  });
});
