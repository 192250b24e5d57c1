import { expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');

/** Widths the pages are made for, in CSS pixels. */
export const DESKTOP = { width: 1280, height: 800 };
export const TABLET = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

/**
 * A real Chromium, from npm: it brings its own libraries, so the machine needs none. `CHROME_PATH` chooses another.
 * Only `--no-sandbox`: the package's own arguments switch security off.
 */
export async function openBrowser(more: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const own = process.env.CHROME_PATH ? { executablePath: process.env.CHROME_PATH, env: {} } : unpacked();
  const env = { ...process.env, ...own.env, ...more } as Record<string, string>;
  return chromium.launch({ executablePath: own.executablePath, args: ['--no-sandbox'], env, headless: true });
}

/** Once for all runs, in a process of its own: here `process.env` is Jest's copy, which the package would not see. */
function unpacked(): { executablePath: string; env: Record<string, string> } {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  const folder = join(root, '.cache', `chromium-${version}`);
  if (!existsSync(folder)) {
    const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.mjs'), folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`Chromium could not be unpacked: ${stderr}`);
  }
  const env = JSON.parse(readFileSync(join(folder, 'env.json'), 'utf8')) as Record<string, string>;
  return { executablePath: join(folder, 'chromium'), env };
}

export interface Sight {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: script errors, refusals of the content policy, failed loads. */
  readonly complaints: string[];
}

/** Less than a test has, so that what was waited for is named. */
const WAIT_MS = 15_000;

interface SightOptions {
  readonly viewport?: { width: number; height: number };
  readonly script?: boolean;
  /** What an earlier context left on the device. */
  readonly storageState?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** A page in a context of its own, as a Chinese reader in Shanghai has it. */
export async function look(
  browser: Browser,
  url: string,
  { viewport = DESKTOP, script = true, storageState }: SightOptions = {},
): Promise<Sight> {
  const phone = viewport.width < 600;
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: script,
    hasTouch: phone,
    isMobile: phone,
    reducedMotion: 'reduce',
    storageState,
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, context, complaints };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/**
 * What axe finds against WCAG 2.1 A and AA, in the whole page or a part of it, by all rules or some: rule and place of each finding.
 * It takes a third of the time that it takes as it comes: only findings are described, not each element that passes; axe is loaded once
 * a page and opens no page of its own; of style sheets it reads none, as no rule of ours does. Frames are left out: no script runs in
 * those of our pages, and axe waits there for ever.
 */
export async function findings(page: Page, within = 'html', rules: readonly string[] = []): Promise<string[]> {
  const loaded = await page.evaluate<boolean>('Boolean(window.axe)');
  const axe = new AxeBuilder({ page, ...(loaded && { axeSource: 'true' }) })
    .options({ resultTypes: ['violations'], preload: { assets: ['media'] }, iframes: false })
    .include(within)
    .setLegacyMode();
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe.withTags(RULES)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`));
}

/** Rules of `findings` that look at how an element is drawn: its colours and how much of it there is room for. All others look at what is there. */
export const DRAWN = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

/** What is there, and which of it is shown, in words that are the same as long as a mode or a width changes nothing but how it is drawn. */
export const shownOn = (page: Page): Promise<string> =>
  page.evaluate<string>(`[
    document.documentElement.outerHTML.replace(/ data-mode="[a-z]*"/, '').replaceAll('/elder', ''),
    ...[...document.body.querySelectorAll('*')].map((element) => Number(element.checkVisibility({ visibilityProperty: true }))),
  ].join('')`);

/** By how many CSS pixels the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)');

const SOON_MS = 2_000;

/** Waits until it is shown, as `waitFor` does, which after a quarter of a second looks again only every half second. */
export async function comes(locator: Locator): Promise<void> {
  for (const end = performance.now() + SOON_MS; performance.now() < end; await sleep(25)) if (await locator.isVisible()) return;
  await locator.waitFor();
}

/** Signs an officer of the demo city in at the workbench. */
export async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.goto('/work/');
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation', { name: '工作栏目' }).waitFor();
}

/** An officer of the demo city at the workbench, in a context of their own. */
export async function officer(browser: Browser, url: string, account: string, options: SightOptions = {}): Promise<Sight> {
  const sight = await look(browser, url, options);
  await signIn(sight.page, account, DEMO_PASSWORD);
  return sight;
}

/** Closes the context. The browser must have complained of nothing but what is allowed. */
export async function close({ context, complaints }: Sight, allowed = /^$/): Promise<void> {
  expect(complaints.filter((one) => !allowed.test(one))).toEqual([]);
  await context.close();
}
