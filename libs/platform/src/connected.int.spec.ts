import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { testServer } from '@sunshine/testing';
import { DataSource } from 'typeorm';
import { connectedTo, sql } from './database.js';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** Takes every connection; the first `silent` of them never get an answer, the others reach the server. */
async function behind(silent: number): Promise<{ url: string; asked: () => number; cut: () => void }> {
  const target = new URL(testServer());
  let asked = 0;
  const taken = new Set<Socket>();
  const server: Server = createServer((client) => {
    client.on('error', () => undefined);
    taken.add(client);
    asked += 1;
    if (asked <= silent) return;
    const host = target.searchParams.get('host');
    const port = Number(target.port || 5432);
    const upstream = host ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, target.hostname);
    upstream.on('error', () => client.destroy());
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ close: () => void server.close() });
  const url = new URL(target);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const client of taken) client.resetAndDestroy();
  };
  return { url: url.href, asked: () => asked, cut };
}

function source(url: string): DataSource {
  const db = new DataSource({ type: 'postgres', url, extra: { connectionTimeoutMillis: 200 } });
  opened.unshift({ close: () => db.isInitialized && db.destroy() });
  return db;
}

describe('a service at its start', () => {
  it('asks a database again that takes the connection and is too busy to answer', async () => {
    const { url, asked } = await behind(2);
    const db = await connectedTo(source(url));
    expect(asked()).toBeGreaterThanOrEqual(3);
    expect(await db.query('select 1 one')).toEqual([{ one: 1 }]);
  });

  it('is told at once of a database that is away', async () => {
    const { url } = await behind(0);
    const away = new URL(url);
    await opened.splice(0)[0]?.close();
    await expect(connectedTo(source(away.href))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a statement', () => {
  it('whose connection is lost fails, and the process and the pool go on', async () => {
    const { url, cut } = await behind(0);
    const db = await connectedTo(source(url));
    const lost: unknown[] = [];
    const note = (error: unknown) => void lost.push(error);
    process.on('uncaughtException', note);
    const running = sql(db.manager, { name: 'spec.sleep', text: 'select pg_sleep(5)' }, []);
    const failing = expect(running).rejects.toMatchObject({ message: expect.stringMatching(/ECONNRESET|terminated/) as unknown });
    await db.query('select 1');
    cut();
    await failing;
    await new Promise((settled) => setTimeout(settled, 100));
    process.off('uncaughtException', note);
    expect(lost).toEqual([]);
    expect(await sql(db.manager, { name: 'spec.one', text: 'select 1 one' }, [])).toEqual([{ one: 1 }]);
  });
});
