import { afterAll, beforeAll, expect } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, signIn, type Sight } from './browser.js';

export const LONG = 120_000;

/** Administrators at a node of their own, for the specs of this file. */
export class Administrators {
  city!: World;
  private browser!: Browser;
  private readonly sights: Sight[] = [];

  constructor() {
    beforeAll(async () => {
      [this.city, this.browser] = await Promise.all([world(), openBrowser()]);
    }, LONG);
    afterAll(async () => {
      await this.browser.close();
      await this.city.close();
    });
  }

  /** Somebody before the sign-in. */
  arrived(viewport: typeof DESKTOP): Promise<Sight> {
    return look(this.browser, `http://127.0.0.1:${this.city.node.port}`, { viewport });
  }

  /** Signs an administrator in and opens a page of the workbench. */
  async opened(account: string, path: string, viewport = DESKTOP): Promise<Page> {
    const sight = await this.arrived(viewport);
    this.sights.push(sight);
    await signIn(sight.page, account, DEMO_PASSWORD);
    await sight.page.goto(`/work${path}`);
    await sight.page.getByRole('heading', { level: 1 }).waitFor();
    return sight.page;
  }

  /** Closes the page. The browser must have complained of nothing. */
  async closed(page: Page): Promise<void> {
    expect(this.sights.find((one) => one.page === page)?.complaints).toEqual([]);
    await page.context().close();
  }
}

export async function tidy(page: Page): Promise<void> {
  expect(await findings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}
