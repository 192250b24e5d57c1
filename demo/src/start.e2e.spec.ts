import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { GraphClient } from '@sunshine/infra';
import { DEMO_PASSWORD } from './city.js';

const root = join(import.meta.dirname, '..', '..');
const LONG = 180_000;

let dataDir: string;
let port: number;
let running: Started | undefined;

interface Started {
  child: ChildProcess;
  output(): string;
  exit: Promise<number | null>;
}

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => done(free));
    });
  });

/** What `npm start` runs after its set-up. */
function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['--no-warnings', join(root, 'demo/dist/start.js')], {
    env: { ...process.env, LOG_LEVEL: 'silent', DATA_DIR: dataDir, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text, exit: new Promise((done) => child.once('exit', done)) };
}

async function ready(started: Started): Promise<void> {
  const ended = started.exit.then((code) => Promise.reject(new Error(`ended with ${code}: ${started.output()}`)));
  const said = (async () => {
    while (!started.output().includes('Ready in')) await new Promise((done) => setTimeout(done, 50));
  })();
  await Promise.race([said, ended]);
}

async function filed(): Promise<string[]> {
  const client = new GraphClient(`http://127.0.0.1:${port}/graphql`, DEMO_PASSWORD);
  try {
    const { petitions } = await client.query<{ petitions: { edges: { node: { number: string } }[] } }>(
      'supervisor.city',
      '{ petitions(first: 100, orderBy: NUMBER) { edges { node { number } } } }',
    );
    return petitions.edges.map(({ node }) => node.number);
  } finally {
    client.close();
  }
}

beforeAll(async () => {
  dataDir = join(temporaryFolder(), 'data');
  port = await freePort();
  const build = spawn(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'ignore' });
  expect(await new Promise((done) => build.once('exit', done))).toBe(0);
  running = start({});
  await ready(running);
}, LONG);

afterAll(async () => {
  running?.child.kill('SIGTERM');
  await running?.exit;
}, LONG);

describe('npm start', () => {
  it('prints address, accounts and next steps, and serves the demo city', async () => {
    expect(running?.output()).toContain(`http://127.0.0.1:${port}/graphql`);
    expect(running?.output()).toContain('registrar.city');
    expect((await filed()).length).toBeGreaterThan(30);
  });

  it(
    'says which port is taken, and how to choose another',
    async () => {
      const second = start({ DATA_DIR: `${dataDir}-other` });
      expect(await second.exit).toBe(1);
      expect(second.output()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    },
    LONG,
  );

  it(
    'refuses a folder that another process uses',
    async () => {
      const second = start({ PORT: String(await freePort()) });
      expect(await second.exit).toBe(1);
      expect(second.output()).toContain(`${dataDir} is in use by another Sunshine process`);
    },
    LONG,
  );

  it('names every setting that is wrong', async () => {
    const second = start({ PORT: 'four thousand' });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain('PORT');
    expect(second.output()).not.toContain('    at ');
  });

  it(
    'ends with 1 where one service refuses to start, and closes the services that had started, and its database',
    async () => {
      const folder = `${dataDir}-refused`;
      const refused = start({ DATA_DIR: folder, PORT: String(await freePort()), PACKS_DIR: join(folder, 'nowhere') });
      expect(await refused.exit).toBe(1); // a service left open has timers, which keep the process alive
      expect(refused.output()).toContain(join(folder, 'nowhere'));
      expect(existsSync(join(folder, 'postgres'))).toBe(true);
      expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
    },
    LONG,
  );

  it(
    'starts again with its data after it was killed',
    async () => {
      const before = await filed();
      running?.child.kill('SIGKILL');
      await running?.exit;
      running = start({});
      await ready(running);
      expect(await filed()).toEqual(before);
    },
    LONG,
  );

  it(
    'drains and ends with 0 when it is told to stop',
    async () => {
      running?.child.kill('SIGINT');
      expect(await running?.exit).toBe(0);
      expect(running?.output()).toContain('Stopped; the data is kept.');
    },
    LONG,
  );
});
