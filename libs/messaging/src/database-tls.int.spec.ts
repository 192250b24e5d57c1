import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceFor, isDatabaseFault, connectedTo } from '@sunshine/platform';
import { connected, startPostgres, type Postgres } from '@sunshine/postgres';
import { certified, cleanUp, temporaryFolder, testServer, type Certified } from '@sunshine/testing';
import { isDbFault } from './db-fault.js';
import { eventTail } from './index.js';
import { World, until } from '../test/world.js';

let files: Certified;
let stranger: Certified;
let server: Postgres;

/** The address of the server by TCP, since a socket has no TLS. */
const byNetwork = (url: string) => {
  const address = new URL(url);
  address.searchParams.delete('host');
  return address;
};

beforeAll(async () => {
  [files, stranger] = (await Promise.all(['database', 'stranger'].map(certified))) as [Certified, Certified];
  server = await startPostgres({
    folder: temporaryFolder(),
    safety: 'throwaway',
    settings: { ssl: 'on', ssl_cert_file: files.certificate, ssl_key_file: files.key },
  });
  cleanUp(() => server.stop());
}, 60_000);
afterAll(() => World.closeAll());

const refusalOf = async (env: NodeJS.ProcessEnv): Promise<unknown> => {
  const db = dataSourceFor({ name: 'spec', schema: 'public', migrations: [] }, env);
  try {
    await connectedTo(db);
    await db.destroy();
    return null;
  } catch (error) {
    return error;
  }
};

describe('a database with TLS', () => {
  it('is reached by it alone: by migrations, services, relays and the tail of events', async () => {
    const address = byNetwork(server.adminUrl());
    address.searchParams.set('sslmode', 'verify-full');
    address.searchParams.set('sslrootcert', files.ca);
    const world = await World.on(
      { ...server, adminUrl: () => address.href },
      {
        name: 'embedded',
        config: (node) => ({ engine: 'embedded', node, brokers: [] }),
      },
    );
    const alpha = await world.publisher('alpha');
    await world.reader();
    const plain = byNetwork(world.db.url('gamma'));
    plain.search = '';
    const tail = await eventTail({ DATABASE_URL: plain.href, DATABASE_CA_FILE: files.ca }, [{ name: 'alpha', schema: 'alpha' }]);
    const heard: number[] = [];
    let attached = false;
    tail.start({ heard: ({ seq }) => heard.push(seq), attached: () => (attached = true) });
    try {
      await until(async () => attached);
      await alpha.tick('key', 1, 2);
      await until(async () => heard.length === 2 && (await world.seen()).length === 2);
      const sessions = await connected(
        address.href,
        async (admin) =>
          (
            await admin.query<{ name: string; tls: boolean }>(
              `select application_name name, bool_and(ssl) tls from pg_stat_activity join pg_stat_ssl using (pid) where usename like 'svc_%' group by 1`,
            )
          ).rows,
      );
      expect(sessions.map(({ name }) => name)).toEqual(expect.arrayContaining(['event-tail', 'relay-alpha', 'relay-gamma']));
      expect(sessions.filter(({ tls }) => !tls)).toEqual([]);
    } finally {
      await tail.stop();
    }
  }, 60_000);

  it.each<[string, (address: URL) => void, () => string, string]>([
    ['a CA that did not sign its certificate', () => undefined, () => stranger.ca, 'CERTIFICATE_UNTRUSTED'],
    ['none of the CAs that everybody knows', () => undefined, () => '', 'CERTIFICATE_UNTRUSTED'],
    ['a name that its certificate is not for', (address) => (address.hostname = 'localhost'), () => files.ca, 'CERTIFICATE_OF_ANOTHER'],
    ['a wrong password', (address) => (address.password = 'another'), () => files.ca, 'LOGIN_REFUSED'],
  ])('refuses the start for %s, and holds no message for it later', async (_, change, ca, code) => {
    const address = byNetwork(server.adminUrl());
    change(address);
    const refusal = await refusalOf({ DATABASE_URL: address.href, DATABASE_TLS: 'verify-full', DATABASE_CA_FILE: ca() });
    expect(refusal).toMatchObject({ name: 'PeerRefusal', code });
    const { cause, message } = refusal as Error;
    expect([isDatabaseFault(cause), isDbFault(cause)]).toEqual([true, true]);
    expect(message).not.toContain(decodeURIComponent(address.password));
  });

  it('is taken with the right CA, password and address', async () => {
    expect(await refusalOf({ DATABASE_URL: byNetwork(server.adminUrl()).href, DATABASE_CA_FILE: files.ca })).toBeNull();
    expect(readFileSync(files.ca, 'utf8')).not.toBe(readFileSync(stranger.ca, 'utf8'));
  });

  it('is not taken where the server speaks none: it never goes on without', async () => {
    const refusal = await refusalOf({ DATABASE_URL: byNetwork(testServer()).href, DATABASE_CA_FILE: files.ca });
    expect(refusal).toMatchObject({ name: 'PeerRefusal', code: 'TLS_MISSING' });
  });
});
