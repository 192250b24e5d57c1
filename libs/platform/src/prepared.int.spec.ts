import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databases } from '@sunshine/testing';
import pg from 'pg';
import './database.js';
import { rowsOf, type PreparedClient } from './prepared.js';

let client: pg.Client;
const heard: string[] = [];

beforeAll(async () => {
  const { adminUrl } = await databases({ prepared: [] });
  client = new pg.Client({ connectionString: adminUrl, pipeline: true } as pg.ClientConfig);
  await client.connect();
  await client.query('create temporary table thing (id int primary key, day date, words text[], more json)');
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  for (const told of ['rowDescription', 'noData']) connection.on(told, () => heard.push(told));
});
afterAll(() => client.end());

const ask = (name: string, text: string, ...values: unknown[]) => rowsOf(client as PreparedClient, { name, text }, values);
const told = () => heard.splice(0);

describe('a named statement', () => {
  const read = (id: number) => ask('read', 'select id, day, words, more, null::text nothing from thing where id = $1', id);
  const write = (id: number) =>
    ask('write', 'insert into thing values ($1, $2, $3, $4)', id, '2026-02-28', ['a, "b"', '信访'], JSON.stringify({ deep: [1] }));

  it('is told its columns once, and answers alike with and without', async () => {
    await write(1);
    const row = { id: 1, day: '2026-02-28', words: ['a, "b"', '信访'], more: { deep: [1] }, nothing: null };
    told();
    expect(await read(1)).toEqual([row]);
    expect(told()).toEqual(['rowDescription']);
    expect(await read(1)).toEqual([row]);
    expect(await read(0)).toEqual([]);
    expect(told()).toEqual([]);
  });

  it('that answers no rows is asked for them once', async () => {
    await write(2);
    told();
    await write(3);
    expect(told()).toEqual([]);
    expect(await read(3)).toHaveLength(1);
  });

  it('is told again where it was sent before the first answer had come', async () => {
    told();
    const answers = await Promise.all([1, 2, 3].map((n) => ask('early', 'select $1::int n', n)));
    expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(told()).toEqual(['rowDescription', 'rowDescription', 'rowDescription']);
  });

  it('that has failed goes on as before', async () => {
    const half = (n: number) => ask('half', 'select 10 / $1::int n', n);
    await expect(half(0)).rejects.toMatchObject({ code: '22012' });
    expect(await half(5)).toEqual([{ n: 2 }]);
    await expect(half(0)).rejects.toMatchObject({ code: '22012' });
    await expect(ask('half', 'select 1', 1)).rejects.toThrow('must be unique');
    expect(await half(2)).toEqual([{ n: 5 }]);
  });

  it('whose columns have changed is refused by the server and never read by the old ones', async () => {
    await client.query('create temporary table turned (n int); insert into turned values (1)');
    const all = () => ask('all', 'select * from turned');
    expect(await all()).toEqual([{ n: 1 }]);
    await client.query('alter table turned add column m text');
    await expect(all()).rejects.toMatchObject({ code: '0A000' });
  });
});
