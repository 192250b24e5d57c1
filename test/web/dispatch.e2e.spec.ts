import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import type { Browser } from 'playwright-core';
import { actTitle } from '../../web/src/texts/acts/titles.js';
import { world, type World } from '../world.js';
import { close, findings, officer, openBrowser, type Sight } from './browser.js';
import { Matters } from './matters.js';

const LONG = 300_000;

let city: World;
let browser: Browser;
let address: string;
let matters: Matters;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  matters = new Matters(city);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const at = (account: string): Promise<Sight> => officer(browser, address, account);

describe('the page of routing', () => {
  it(
    'routes one by keyboard alone, and several at once with a report of the refused one',
    async () => {
      const filings = [];
      for (const at of [1, 2, 3, 4, 5, 6])
        filings.push(await matters.filed({ summary: `路灯损坏第${at}处`, addressedTo: [organId('housing.city')] }));
      const sight = await at('dispatcher.city');
      const { page } = sight;
      await page.getByRole('navigation').getByRole('link', { name: '分办' }).click();
      // Matters of one day are listed in the order in which their terms reached the board.
      const rows = page.getByRole('listitem').locator('.number');
      for (;;) {
        await rows.first().waitFor();
        if ((await rows.count()) >= filings.length) break;
        await page.reload();
      }
      const shown = await rows.allTextContents();
      const all = filings.toSorted((a, b) => shown.indexOf(a.number) - shown.indexOf(b.number));
      const form = page.getByRole('form', { name: '分办' });
      await form.getByText(all[0]?.number ?? '').waitFor();
      await page.getByRole('region', { name: '诉求内容' }).getByRole('heading', { name: '诉求事项' }).waitFor();
      await page.keyboard.press('Alt+KeyJ');
      await page.getByText(`${all[0]?.number} 已转往`).waitFor();
      // The next matter, filled in by keyboard.
      await form.getByText(all[1]?.number ?? '').waitFor();
      expect(await findings(page)).toEqual([]);
      await form.getByRole('combobox', { name: '转往单位' }).focus();
      await page.keyboard.type('住建');
      await page.getByRole('option', { name: /市住/ }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await form.getByLabel('理由').focus();
      await page.keyboard.type('属住建部门职责');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText(`${all[1]?.number} 已转往`).waitFor();

      // Another dispatcher has routed one of the chosen matters meanwhile.
      await page.getByLabel('全选').check();
      await matters.act('dispatcher2.city', 'routePetition', all[3]?.id ?? '', {
        kind: 'TRANSFER',
        toOrganId: organId('housing.city'),
        reason: '职责范围',
      });
      const left = await page.getByRole('checkbox', { name: /选择/ }).count();
      await page.getByRole('button', { name: /批量分办/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('方式').selectOption({ label: '转送' });
      const receiver = dialog.getByRole('combobox', { name: '转往单位' });
      await receiver.fill('没有这个单位');
      await dialog.getByRole('status').filter({ hasText: '没有找到' }).waitFor();
      // The first Escape closes the list and clears text that names no organ; the dialog stays open.
      await page.keyboard.press('Escape');
      expect(await receiver.inputValue()).toBe('');
      expect(await receiver.getAttribute('aria-expanded')).toBe('false');
      await receiver.fill('住建');
      await page.getByRole('option', { name: /市住/ }).first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('option', { name: /市住/ }).first().click();
      await dialog.getByLabel('理由').fill('属住建部门职责');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText(`已办理${left - 1}件，未办成1件`).waitFor();
      await dialog
        .getByRole('listitem')
        .filter({ hasText: all[3]?.number ?? '' })
        .getByText('代码')
        .waitFor();
      await dialog.getByRole('button', { name: '只重办未办成的' }).waitFor();
      await dialog.getByRole('button', { name: '关闭' }).click();
      await page.getByText('没有待分办').waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'keeps a matter after another act and removes it when it is routed',
    async () => {
      const made = await matters.filed({ summary: '路灯损坏待研判' });
      const sight = await at('dispatcher.city');
      const { page } = sight;
      await page.getByRole('navigation').getByRole('link', { name: '分办' }).click();
      const row = page.getByRole('checkbox', { name: `选择${made.number}` });
      await row.waitFor();
      await page.getByRole('button', { name: `分办 ${made.number}` }).click();
      await page
        .getByRole('group', { name: '其他办理' })
        .getByRole('button', { name: actTitle('proposeExit') })
        .click();
      const dialog = page.getByRole('dialog', { name: actTitle('proposeExit') });
      await dialog.getByRole('option').nth(1).waitFor({ state: 'attached' });
      await dialog.getByRole('combobox').first().selectOption({ index: 1 });
      await dialog.getByLabel('理由').fill('宜按申诉求决办理');
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      await expect(
        city.client.query('dispatcher.city', 'query ($id: ID!) { petition(id: $id) { history { act } } }', { id: made.id }),
      ).resolves.toMatchObject({ petition: { history: expect.arrayContaining([{ act: 'proposeExit' }]) } });
      await row.waitFor();
      const form = page.getByRole('form', { name: '分办' });
      await form.getByText(made.number).waitFor();
      await form.getByRole('combobox', { name: '转往单位' }).fill('住建');
      await page.getByRole('option', { name: /市住/ }).first().click();
      await form.getByLabel('理由').fill('属住建部门职责');
      await form.getByRole('button', { name: '提交，看下一件' }).click();
      await page.getByText(`${made.number} 已转往`).waitFor();
      await row.waitFor({ state: 'detached' });
      await close(sight);
    },
    LONG,
  );
});
