import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/infra';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { World } from '../world.js';
import { DESKTOP, look, openBrowser, overflow, PHONE, signIn } from './browser.js';
import { demoWorld } from './demo-city.js';
import { fontsOf } from './quality.js';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screens');
const LONG = 300_000;

let city: World;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [city, browser] = await Promise.all([demoWorld(), openBrowser()]);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

interface Shot {
  readonly name: string;
  /** Null: the portal, without an account. */
  readonly account: string | null;
  readonly path: string;
  readonly viewport?: { width: number; height: number };
  /** What is done before the picture is taken. */
  readonly before?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: 'portal-home', account: null, path: '/' },
  { name: 'portal-home-phone', account: null, path: '/', viewport: PHONE },
  { name: 'portal-home-elder-phone', account: null, path: '/elder', viewport: PHONE },
  { name: 'workbench-today', account: 'handler.housing', path: '/work/' },
];

it.each(SHOTS)(
  '$name',
  async ({ name, account, path, viewport = DESKTOP, before }) => {
    const { page, context, complaints } = await look(browser, `http://127.0.0.1:${city.node.port}`, { viewport });
    if (account) await signIn(page, account, DEMO_PASSWORD);
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await before?.(page);
    await page.waitForLoadState('networkidle');
    await page.evaluate('document.fonts.ready');
    await sharp(await page.screenshot())
      .png({ palette: true, quality: 90 })
      .toFile(join(folder, `${name}.png`));
    expect(complaints).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect((await fontsOf(page)).filter((font) => !font.startsWith('Noto Sans SC'))).toEqual([]);
    await context.close();
  },
  LONG,
);
