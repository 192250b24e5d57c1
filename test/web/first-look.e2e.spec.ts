import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts, DEMO_PASSWORD } from '@sunshine/demo';
import type { Browser } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn, TABLET } from './browser.js';

const demoName = (account: string): string => accounts().find((one) => one.account === account)?.name ?? '';

let city: World;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('the first look', () => {
  it.each([DESKTOP, TABLET, PHONE])('shows the portal without a complaint at $width', async (viewport) => {
    const { page, context, complaints } = await look(browser, address, { viewport });
    for (const path of ['/', '/elder']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }).count()).resolves.toBe(1);
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('signs an officer in at the workbench, and out', async () => {
    const { page, context, complaints } = await look(browser, address);
    await signIn(page, 'handler.housing', DEMO_PASSWORD);
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    await page.getByText('没有待办期限').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('heading', { name: '工作人员登录' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a session that ends by itself', () => {
  it('asks for the password above the open page, which stays as it was', async () => {
    const { page, context, complaints } = await look(browser, address);
    await signIn(page, 'handler.housing', DEMO_PASSWORD);
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    await page.evaluate(
      "document.querySelector('h1').dataset.typed = 'kept'; localStorage.removeItem('sunshine.session'); void dispatchEvent(new StorageEvent('storage', { key: 'sunshine.session' }))",
    );
    await page.getByText('登录已结束').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('账号').fill('handler.housing');
    await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '工作人员登录' }).waitFor({ state: 'detached' });
    expect(await page.locator('h1[data-typed=kept]').count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('begins anew for another person', async () => {
    const { page, context } = await look(browser, address);
    await signIn(page, 'handler.housing', DEMO_PASSWORD);
    await page.evaluate(
      "localStorage.removeItem('sunshine.session'); void dispatchEvent(new StorageEvent('storage', { key: 'sunshine.session' }))",
    );
    await page.getByLabel('账号').fill('checker.housing');
    await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText(demoName('checker.housing')).waitFor();
    await context.close();
  });
});
