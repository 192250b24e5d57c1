import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import type { Browser } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { close, DESKTOP, findings, officer, openBrowser, overflow } from './browser.js';

const LONG = 120_000;
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number } }';

let city: World;
let browser: Browser;
let address: string;
let number: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const receivedOn = new Date(Date.parse(city.node.services.intake.time.today()) - 50 * 86_400_000).toISOString().slice(0, 10);
  const { registerPetition } = await city.client.query<{ registerPetition: { number: string } }>('registrar.housing', REGISTER, {
    input: {
      ...{ channel: 'LETTER', kind: 'CLAIM', receivedOn, division: '990100', summary: '电梯停用', text: '请修好电梯。' },
      ...{ requests: [{ text: '修好电梯' }], peopleCount: 1, anonymous: false, petitioners: [{ name: '申某某', phone: '19900001234' }] },
      organId: organId('housing.city'),
    },
  });
  ({ number } = registerPetition);
  await atRest(city.admin);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('按期率, and a single fact of it', () => {
  it(
    'is contested by the organ from the list and decided by the office, and both stay to be seen',
    async () => {
      const organ = await officer(browser, address, 'checker.housing', { viewport: DESKTOP });
      await organ.page.goto(`/work/supervision/figures?from=2020-01-01`);
      await organ.page.getByRole('link', { name: '打开清单：按期告知率 未按期 1' }).click();
      await organ.page.getByRole('button', { name: `对${number}提出异议` }).click();
      await organ.page.getByLabel('异议理由').fill('已经当面告知');
      expect(await findings(organ.page)).toEqual([]);
      await organ.page.getByRole('dialog').locator('[type=submit]').click();
      await organ.page.getByText(/已提出异议：明住建信异〔\d{4}〕1号/).waitFor();
      await organ.page.getByRole('link', { name: '待认定' }).waitFor();
      expect(await findings(organ.page)).toEqual([]);
      expect(await overflow(organ.page)).toBeLessThanOrEqual(0);

      const office = await officer(browser, address, 'supervisor.city', { viewport: DESKTOP });
      await office.page.goto('/work/supervision/figures?tab=contests');
      await office.page.getByRole('link', { name: /信异/ }).click();
      await office.page.getByLabel('认定结果').selectOption('excluded');
      await office.page.getByLabel('认定理由').fill('送达回证属实');
      expect(await findings(office.page)).toEqual([]);
      await office.page.getByRole('button', { name: '认定异议' }).click();
      await office.page.getByText(/不计入指标：送达回证属实/).waitFor();
      await close(office);

      await organ.page.goto(`/work/supervision/figures?from=2020-01-01&figure=told_in_time&side=EXCLUDED`);
      await organ.page.getByText('不计入（原为未完成）').waitFor();
      await close(organ);
    },
    LONG,
  );
});
