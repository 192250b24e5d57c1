import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '@sunshine/infra';
import { temporaryFolder } from '@sunshine/testing';

const root = join(import.meta.dirname, '..');
const LONG = 180_000;

let folder: string;
let url: string;
let node: ChildProcess;
let said = '';

beforeAll(async () => {
  folder = join(temporaryFolder(), 'packed');
  const packed = spawnSync(process.execPath, [join(root, 'tools/pack-production.mjs'), folder], { encoding: 'utf8' });
  expect(packed.stderr).toBe('');
  const [port] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  // Nothing can be fetched.
  const { NODE_ENV: _test, ...env } = process.env;
  node = spawn(process.execPath, [join(folder, 'tools/run.mjs'), 'demo/dist/start.js'], {
    cwd: folder,
    env: {
      ...env,
      npm_config_registry: 'http://127.0.0.1:1/',
      LOG_LEVEL: 'error',
      DATA_DIR: join(folder, '..', 'data'),
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [node.stdout, node.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const answers = async () => (await fetch(`${url}/health/ready`).catch(() => null))?.ok;
  while (!(await answers())) {
    if (node.exitCode !== null) throw new Error(`it ended: ${said}`);
    await sleep(100);
  }
}, LONG);

afterAll(async () => {
  if (node.exitCode !== null) return;
  node.kill('SIGTERM');
  await once(node, 'exit');
}, LONG);

describe('what npm run pack:production writes', () => {
  it('holds no package for development, and of what is compiled no source', () => {
    for (const name of ['typescript', 'vite', 'jest', '@swc/core', 'wouter', '@sunshine/testing'])
      expect(existsSync(join(folder, 'node_modules', name))).toBe(false);
    expect(existsSync(join(folder, 'services/case/src'))).toBe(false);
  });

  it('answers the graph, with nothing fetched, installed or built', async () => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ rulePacks { id } }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { rulePacks: expect.arrayContaining([{ id: 'CN-2022' }]) } });
    expect(said).not.toMatch(/Installing/);
  });

  it('serves portal and workbench with every script and style that they name', async () => {
    for (const page of ['/', '/file', '/work/']) {
      const answer = await fetch(`${url}${page}`);
      expect([page, answer.status]).toEqual([page, 200]);
      const named = (await answer.text()).match(/\/assets\/[\w.-]+/g) ?? [];
      expect([page, named.length > 0]).toEqual([page, true]);
      for (const asset of named) expect([asset, (await fetch(`${url}${asset}`)).status]).toEqual([asset, 200]);
    }
  });

  it('stops when it is told to', async () => {
    node.kill('SIGTERM');
    const [code] = (await once(node, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});
