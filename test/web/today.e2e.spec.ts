import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/infra';
import type { Browser } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn } from './browser.js';

const LONG = 120_000;
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number } }';
/** More than the page shows of a group. */
const LETTERS = 54;

let city: World;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const receivedOn = city.node.services.intake.time.today();
  for (let at = 0; at < LETTERS; at += 1)
    await city.client.query('registrar.city', REGISTER, {
      input: {
        ...{ channel: 'LETTER', kind: 'CLAIM', receivedOn, division: '990100', peopleCount: 1, anonymous: false },
        ...{ summary: `路灯不亮${at + 1}`, text: '请修好路灯。', requests: [{ text: '修好路灯' }] },
        petitioners: [{ name: '申某某', phone: '19900001234' }],
      },
    });
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('the page of the day', () => {
  it.each([
    ['a desk', DESKTOP],
    ['a phone', PHONE],
  ])(
    'counts all that is to be done and not what it shows of it, at %s',
    async (_, viewport) => {
      const { page, context, complaints } = await look(browser, address, { viewport });
      await signIn(page, 'dispatcher.city', DEMO_PASSWORD);
      const group = page.getByRole('region', { name: '以后' });
      await group.getByRole('heading', { name: `以后 ${LETTERS}` }).waitFor();
      expect(await group.getByRole('listitem').count()).toBe(50);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await findings(page)).toEqual([]);
      await group.getByRole('link', { name: `在督查看板中查看“以后”全部${LETTERS}件` }).click();
      await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
      await page.getByLabel('每页').selectOption('100');
      await page.getByText(`本页${LETTERS}件`).waitFor();
      await page.goBack();
      await page.goBack();
      await page.getByRole('link', { name: `${LETTERS} 等待分办` }).click();
      await page.getByRole('heading', { name: '分办', level: 1 }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});
