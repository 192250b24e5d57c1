import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { testServer } from '@sunshine/testing';
import { DataSource } from 'typeorm';
import { connectedTo } from './database.js';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** Takes every connection; the first `silent` of them never get an answer, the others reach the server. */
async function behind(silent: number): Promise<{ url: string; asked: () => number }> {
  const target = new URL(testServer());
  let asked = 0;
  const server: Server = createServer((client) => {
    client.on('error', () => undefined);
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
  return { url: url.href, asked: () => asked };
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
