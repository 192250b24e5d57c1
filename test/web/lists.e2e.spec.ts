import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/infra';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn, TABLET, type Sight } from './browser.js';

const LONG = 120_000;
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number petition { id } } }';
const SUMMARIES = ['夜间 施工噪音', '道路积水', '拖欠工资'];
const KINDS = ['CLAIM', 'SUGGESTION', 'CLAIM'];

let city: World;
let browser: Browser;
let address: string;
const petitions: { id: string; number: string; kind: string; summary: string }[] = [];

async function register(at: number): Promise<void> {
  const [kind, summary] = [KINDS[at % 3] as string, `${SUMMARIES[at % 3]}${at + 1}`];
  const { registerPetition } = await city.client.query<{ registerPetition: { number: string; petition: { id: string } } }>(
    'registrar.city',
    REGISTER,
    {
      input: {
        ...{ channel: at % 2 === 0 ? 'LETTER' : 'PHONE', kind, receivedOn: city.node.services.intake.time.today(), division: '990100' },
        ...{ summary, text: '请处理。', requests: [{ text: '处理' }], peopleCount: 1, anonymous: false },
        petitioners: [{ name: '申某某', phone: '19900001234' }],
      },
    },
  );
  petitions.push({ id: registerPetition.petition.id, number: registerPetition.number, kind, summary });
}

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  for (let at = 0; at < 24; at += 1) await register(at);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

async function opened(account: string, path: string, viewport = DESKTOP): Promise<Sight> {
  const sight = await look(browser, address, { viewport });
  await signIn(sight.page, account, DEMO_PASSWORD);
  await sight.page.goto(`/work${path}`);
  return sight;
}

const link = (conditions: Record<string, string>, page = '/petitions'): string => `${page}?${new URLSearchParams(conditions).toString()}`;

/** What the first column of the list says, row by row. */
async function numbersOf(page: Page): Promise<string[]> {
  await page.locator('.list-box[aria-busy=false]').waitFor();
  return page.locator('tbody td.col-number').allInnerTexts();
}

describe('a list', () => {
  it(
    'is a link: filter, columns and order come back',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', '/petitions');
      await page.getByRole('textbox', { name: '筛选条件' }).fill('类型:建议意见 积水');
      await page.getByRole('button', { name: '筛选', exact: true }).click();
      await page.getByRole('button', { name: '去掉条件“类型 建议意见”' }).waitFor();
      await page.getByLabel('排序').selectOption('NUMBER');
      await page.locator('summary', { hasText: /^列$/ }).click();
      await page.locator('.list-menu').getByLabel('渠道').check();
      await page.getByRole('columnheader', { name: '渠道' }).waitFor();
      const numbers = await numbersOf(page);
      expect(numbers).toEqual(
        petitions
          .filter(({ kind }) => kind === 'SUGGESTION')
          .map(({ number }) => number)
          .toSorted(),
      );

      const again = await context.newPage();
      await again.goto(page.url());
      expect(await numbersOf(again)).toEqual(numbers);
      expect(await again.getByRole('textbox', { name: '筛选条件' }).inputValue()).toBe('类型:建议意见 积水');
      expect(await again.getByLabel('排序').inputValue()).toBe('NUMBER');
      await again.getByRole('columnheader', { name: '渠道' }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it.each([DESKTOP, TABLET, PHONE])(
    'has nothing to find for axe in both modes and is not too wide at $width',
    async (viewport) => {
      const { page, context, complaints } = await opened('registrar.city', link({ filter: '登记:2020-01-01.. 未办结' }), viewport);
      expect(await numbersOf(page)).toHaveLength(petitions.length);
      await page.getByText('按项填写条件').first().click();
      for (const mode of ['standard', 'elder']) {
        await page.evaluate<undefined>(`void (document.documentElement.dataset.mode = '${mode}')`);
        expect(await findings(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      }
      await page.getByText('按项填写条件').first().click();
      await page.evaluate<undefined>(`void (document.documentElement.dataset.mode = 'standard')`);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});
