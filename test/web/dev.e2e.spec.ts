import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { world, type World } from '../world.js';
import { look, openBrowser } from './browser.js';

const LONG = 120_000;
const root = join(import.meta.dirname, '..', '..');

let city: World;
let browser: Browser;
let vite: ChildProcess;
let address: string;

/** The address that Vite says it serves. */
async function served({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface(stdout!)) {
    const found = /Local: +(http:\S+?)\/?$/.exec(stripVTControlCharacters(line))?.[1];
    if (found) return found;
  }
  throw new Error('Vite ended without an address');
}

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), join(root, 'web'), '--port', '0'], {
    // The node of the specs runs as in production; Vite does not.
    env: { ...process.env, NODE_ENV: 'development', NODE_URL: `http://127.0.0.1:${city.node.port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  address = await served(vite);
}, LONG);

afterAll(async () => {
  vite.kill();
  await once(vite, 'exit');
  await browser.close();
  await city.close();
});

describe('npm run dev', () => {
  it('draws the portal from its sources, and loads it anew when they change', async () => {
    const { page, context } = await look(browser, address);
    await page.goto('/elder/guide');
    await page.getByRole('heading', { level: 1, name: '我该找谁办' }).waitFor();
    expect(await page.evaluate('document.documentElement.dataset.mode')).toBe('elder');
    await page.waitForFunction('getComputedStyle(document.querySelector(".portal-nav ul")).listStyleType === "none"'); // script and style came
    await page.evaluate('window.before = true');
    const source = join(root, 'web/src/portal/guide.tsx');
    const { atime, mtime } = statSync(source);
    utimesSync(source, atime, new Date());
    try {
      await page.waitForFunction('window.before === undefined && document.querySelector("h1") !== null');
    } finally {
      utimesSync(source, atime, mtime);
    }
    await context.close();
  });

  it('serves the workbench from its sources, with the graph of the running node', async () => {
    const { page, context } = await look(browser, address);
    await page.goto('/work/petitions');
    await page.getByLabel('账号').waitFor();
    const answer = await page.request.post('/graphql', { data: { query: '{ __typename }' } });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    await context.close();
  });
});
