import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity } from '@sunshine/infra';
import type { Browser } from 'playwright-core';
import { world, type World } from '../world.js';
import { findings, look, openBrowser, overflow, signIn } from './browser.js';

let city: World;
let browser: Browser;
let address: string;
let served: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const today = city.node.services.case.time.today();
  served = await life({ client: city.client, city: loadCity, department: loadCity.departments[0]!, today, tag: 'matter', until: 'serve' });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('the page of one matter', () => {
  it('shows every part of a served claim', async () => {
    const { page, context, complaints } = await look(browser, address);
    await signIn(page, 'handler.housing', DEMO_PASSWORD);
    await page.goto(`/work/petition/${served}`);
    await page.getByRole('heading', { name: '办理经过' }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
