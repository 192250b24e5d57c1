import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import type { Browser } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { done, faultsAt } from './act-form.js';
import { close, DESKTOP, findings, officer, openBrowser, overflow, PHONE } from './browser.js';

const LONG = 120_000;
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number } }';
const DAY_MS = 86_400_000;

let city: World;
let browser: Browser;
let address: string;

/** A letter that the bureau, or a department itself, has had for so many days. */
const letter = (account: string, days: number, at: number): Promise<unknown> => {
  const today = city.node.services.intake.time.today();
  const receivedOn = new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);
  return city.client.query(account, REGISTER, {
    input: {
      ...{ channel: 'LETTER', kind: 'CLAIM', receivedOn, division: '990100', summary: `电梯停用${days}天之${at}`, text: '请修好电梯。' },
      ...{ requests: [{ text: '修好电梯' }], peopleCount: 1, anonymous: false, petitioners: [{ name: '申某某', phone: '19900001234' }] },
      ...(account === 'registrar.city' ? {} : { organId: organId('housing.city') }),
    },
  });
};

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  for (const [at, days] of [60, 45, 40, 12, 5, 0].entries()) await letter('registrar.city', days, at);
  for (const [at, days] of [50, 3].entries()) await letter('registrar.housing', days, at);
  await atRest(city.admin);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('督查总览, the home of supervision', () => {
  it(
    'names the late organs with their duties on the first screen, without fault of access',
    async () => {
      const sight = await officer(browser, address, 'supervisor.city', { viewport: DESKTOP });
      const { page } = sight;
      await page.getByRole('heading', { name: '督查总览', level: 1 }).waitFor();
      const late = page.getByRole('region', { name: '逾期：单位和职责' });
      for (const [organ, duty, count] of [
        ['明川市信访局', '转送交办', '3'],
        ['明川市住房和城乡建设局', '受理告知（直接收到）', '1'],
      ] as const) {
        const row = late.getByRole('row', { name: organ }).filter({ hasText: duty });
        await row.getByRole('link', { name: `${organ} ${duty}：${count}，打开清单` }).waitFor();
        const box = await row.boundingBox();
        expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(DESKTOP.height);
      }
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await close(sight);
    },
    LONG,
  );

  it(
    'opens each number to its list, which has as many rows, and each picture to its table',
    async () => {
      const sight = await officer(browser, address, 'supervisor.city', { viewport: DESKTOP });
      const { page } = sight;
      for (const [title, count] of [
        ['逾期', 4],
        ['在办件', 8],
      ] as const) {
        await page.goto('/work/');
        const tile = page.getByRole('region', { name: '总计' }).getByRole('link', { name: new RegExp(`^${title}\\s*${count}`) });
        await tile.click();
        await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
        expect(await page.locator('.list-box tbody tr').count()).toBe(count);
      }
      await page.goto('/work/');
      const ages = page.getByRole('region', { name: '在办件龄（自收到之日）' });
      await ages.getByText('数据表').click();
      await ages.getByRole('link', { name: '31至60天 在办件：4，打开清单' }).click();
      await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
      expect(await page.locator('.list-box tbody tr').count()).toBe(4);
      await page.goto('/work/');
      await page.getByRole('combobox').selectOption('ROUTE');
      await page
        .getByRole('region', { name: '总计' })
        .getByRole('link', { name: /^逾期\s*3/ })
        .waitFor();
      for (const summary of await page.getByText('数据表').all()) await summary.click();
      expect(await findings(page)).toEqual([]);
      await close(sight);
    },
    LONG,
  );

  it(
    'leads to one organ by its duties, and both are printed without navigation and with their tables',
    async () => {
      const sight = await officer(browser, address, 'supervisor.city', { viewport: DESKTOP });
      const { page } = sight;
      const inPrint = async (tables: number): Promise<void> => {
        await page.emulateMedia({ media: 'print' });
        for (const hidden of await page.locator('nav, button, select, summary').all()) expect(await hidden.isVisible()).toBe(false);
        const shown = await page.locator('main table').all();
        expect(shown.length).toBeGreaterThanOrEqual(tables);
        for (const table of shown) expect((await table.boundingBox())?.height).toBeGreaterThan(20);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        await page.emulateMedia({ media: 'screen' });
      };
      const late = page.getByRole('region', { name: '逾期：单位和职责' });
      await page.getByRole('region', { name: '逾期最久的' }).waitFor();
      await inPrint(6);
      await late.getByRole('link', { name: '明川市住房和城乡建设局', exact: true }).click();
      await page.getByRole('heading', { name: '单位画像：明川市住房和城乡建设局', level: 1 }).waitFor();
      await page
        .getByRole('region', { name: '逾期明细' })
        .getByRole('link', { name: /电梯停用50天/ })
        .waitFor();
      await page.getByRole('region', { name: '督查记录' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await inPrint(4);
      const duties = page.getByRole('region', { name: '未了结的职责' });
      await duties.getByRole('link', { name: '受理告知（直接收到） 逾期：1，打开清单' }).click();
      await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
      expect(await page.locator('.list-box tbody tr').count()).toBe(1);
      await page.goBack();
      const figures = page.getByRole('region', { name: '按期率' });
      await figures.getByRole('link', { name: '按期告知率 未按期：1，打开清单' }).click();
      await page.getByRole('row', { name: /明川市住房和城乡建设局/ }).waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'is frozen as the report of the week, which is read as a page and taken as two files',
    async () => {
      const sight = await officer(browser, address, 'supervisor.city', { viewport: DESKTOP });
      const { page } = sight;
      await page.getByRole('link', { name: '督查周报' }).click();
      await page.getByText('没有封存的周报。').waitFor();
      await done(page, '封存周报', (dialog) => dialog.getByLabel('周内任意一日').waitFor());
      await page.getByText('内容与封存时一致').waitFor();
      await page
        .getByRole('table', { name: '二、到期和逾期情况' })
        .getByRole('row', { name: /明川市信访局.*转送交办3项.*3/ })
        .waitFor();
      const names: string[] = [];
      for (const button of ['下载文档（DOCX）', '下载PDF']) {
        const file = page.waitForEvent('download');
        await page.getByRole('button', { name: button }).click();
        names.push((await file).suggestedFilename());
        await page.getByText(`已下载：${names.at(-1)}`).waitFor();
      }
      expect(names.map((name) => name.replace(/\d{4}-W\d{2}/, 'W'))).toEqual(['督查周报-W.docx', '督查周报-W.pdf']);
      expect(await findings(page)).toEqual([]);
      const path = new URL(page.url()).pathname + new URL(page.url()).search;
      await close(sight);
      expect(await faultsAt(browser, address, 'supervisor.city', path, '内容与封存时一致')).toEqual([]);
    },
    LONG,
  );

  it(
    'leads to the day’s work beside it, and is read on a phone',
    async () => {
      const sight = await officer(browser, address, 'supervisor.city', { viewport: PHONE });
      const { page } = sight;
      await page.getByRole('heading', { name: '督查总览', level: 1 }).waitFor();
      await page.getByRole('region', { name: '逾期：单位和职责' }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await findings(page)).toEqual([]);
      await page.getByRole('link', { name: '今日待办' }).click();
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'is not the page of others, who start with the work of the day',
    async () => {
      const sight = await officer(browser, address, 'handler.housing', { viewport: DESKTOP });
      await sight.page.getByRole('heading', { name: '今日待办' }).waitFor();
      expect(await sight.page.getByRole('link', { name: '督查总览' }).count()).toBe(0);
      await close(sight);
    },
    LONG,
  );
});
