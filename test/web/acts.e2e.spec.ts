import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Browser, Page } from 'playwright-core';
import { ACT_NAMES, actTitle } from '../../web/src/texts/acts/titles.js';
import { world, type World } from '../world.js';
import { close, comes, DESKTOP, findings, officer, openBrowser, overflow, PHONE, type Sight } from './browser.js';
import { Matters, type Made } from './matters.js';

const LONG = 600_000; // every form, drawn in both modes; beside two other workers it took 250 s
const today = (): string => Time.shared.today();

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

const at = (account: string, viewport = DESKTOP): Promise<Sight> => officer(browser, address, account, { viewport });

const opened = async (page: Page, { id }: Made, name: string) => {
  await page.goto(`/work/petition/${id}/act/${name}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '取消', exact: true }).waitFor();
  return dialog;
};

describe('the forms of the acts', () => {
  it(
    'open without a complaint, with nothing for axe to find, in both modes and on a phone',
    async () => {
      const made = await matters.routed();
      const sight = await at('handler.housing', PHONE);
      const { page } = sight;
      const names = ACT_NAMES.filter((name) => !['draftOpinion', 'checkOpinion', 'returnOpinion', 'issueOpinion'].includes(name));
      const found: string[] = [];
      for (const mode of ['standard', 'elder']) {
        await page.evaluate(`document.documentElement.dataset.mode = '${mode}'`);
        for (const name of names) {
          await page.evaluate(`history.pushState(null, '', '/work/petition/${made.id}/act/${name}')`);
          await comes(page.getByRole('dialog', { name: actTitle(name) }).getByRole('button', { name: '取消', exact: true }));
          found.push(
            ...(await findings(page, 'dialog', mode === 'elder' ? ['color-contrast', 'target-size'] : [])).map(
              (one) => `${name} ${mode} ${one}`,
            ),
          );
          const wider = await page.evaluate<number>(
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('dialog'))",
          );
          if (wider > 0 || (await overflow(page)) > 0) found.push(`${name} ${mode} is too wide for a phone`);
        }
      }
      expect(found).toEqual([]);
      await close(sight);
    },
    LONG,
  );

  it(
    'link a paper that an act has issued to its print and its service',
    async () => {
      const made = await matters.routed();
      const sight = await at('handler.housing');
      const { page } = sight;
      await page.goto(`/work/petition/${made.id}`);
      await page.getByRole('button', { name: '受理', exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      // The button says what it does.
      await dialog.getByRole('button', { name: '受理并出具告知书', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      const issued = page.locator('[data-issued=acceptPetition]');
      await issued.getByText(/^已出具文书：受理告知书 .*信访〔\d{4}〕\d+号$/).waitFor();
      expect(await issued.getByRole('link', { name: '打开文书打印' }).getAttribute('href')).toBe(`/work/petition/${made.id}#documents`);
      await issued.getByRole('button', { name: '登记这份文书的送达' }).click();
      const service = page.getByRole('dialog');
      const paper = service.getByLabel('文书', { exact: true });
      expect(
        await paper.evaluate((field) => (field as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]?.text),
      ).toMatch(/^受理告知书/);
      await service.getByRole('button', { name: '取消', exact: true }).click();
      await close(sight);
    },
    LONG,
  );

  it(
    'ask for the day of an inquiry, choose the only petitioner, and mark no required field as optional',
    async () => {
      const made = await matters.filed({ petitioners: [{ name: '申甲', phone: '13900000001' }], peopleCount: 1 });
      await matters.act('dispatcher.city', 'routePetition', made.id, {
        kind: 'TRANSFER',
        toOrganId: organId('housing.city'),
        reason: '属住建部门职责',
      });
      await matters.act('handler.housing', 'acceptPetition', made.id, { way: 'post', proof: { receiptNumber: 'EMS-1' } });
      const sight = await at('handler.housing');
      const { page } = sight;
      const dialog = await opened(page, made, 'recordInquiry');
      await dialog.getByLabel('调查方式').selectOption('INTERVIEW');
      await expect(dialog.getByLabel('调查日期', { exact: true }).inputValue()).resolves.toBe(today());
      await dialog.getByLabel(/^信访人/).waitFor();
      expect(await dialog.getByLabel(/^信访人/).inputValue()).not.toBe('');
      await dialog.getByLabel('调查方式').selectOption('SITE_VISIT');
      for (const label of ['地点', '在场人员', '查明的情况']) await dialog.getByLabel(label, { exact: true }).waitFor();
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('还有必填的项目').waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'inform and accept, require what the way of sending needs, and keep what was typed over a reload',
    async () => {
      const made = await matters.routed();
      const sight = await at('handler.housing');
      const { page } = sight;
      const inform = await opened(page, made, 'informPetitioner');
      await inform.locator('[type=submit]').click();
      await inform.getByText('还有必填的项目').waitFor();
      // The first field with an error has the focus.
      await page.keyboard.type('信访事项办理程序');
      await expect(inform.getByLabel('办理途径').inputValue()).resolves.toBe('信访事项办理程序');
      await inform.getByLabel('办理程序').fill('调查核实后出具处理意见书');
      await inform.getByLabel('送达方式').selectOption({ label: '邮寄送达' });
      await inform.locator('[type=submit]').click();
      // For service by post the rules require the number of the receipt, so the form does too.
      await inform.getByText('还有必填的项目').waitFor();
      expect(await page.evaluate("document.activeElement.closest('[data-place]').dataset.place")).toBe('proof.receiptNumber');
      await expect(inform.getByLabel('办理程序').inputValue()).resolves.toBe('调查核实后出具处理意见书');
      await page.reload();
      await expect(inform.getByLabel('办理程序').inputValue()).resolves.toBe('调查核实后出具处理意见书');
      await inform.getByLabel('回执编号').fill('EMS0001');
      await inform.locator('[type=submit]').click();
      await inform.waitFor({ state: 'detached' });
      const accept = await opened(page, made, 'acceptPetition');
      await accept.locator('[type=submit]').click();
      await accept.waitFor({ state: 'detached' });
      const { petition } = await city.client.query<{ petition: { stage: string } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { stage } }',
        { id: made.id },
      );
      expect(petition.stage).toBe('accepted');
      await close(sight);
    },
    LONG,
  );

  it(
    'propose an extension, which is refused with its article if it is too long, and which the head grants after seeing it',
    async () => {
      const made = await matters.routed();
      await matters.act('handler.housing', 'informPetitioner', made.id, { path: '办理', procedure: '调查' });
      await matters.act('handler.housing', 'acceptPetition', made.id);
      const handler = await at('handler.housing');
      const ask = await opened(handler.page, made, 'requestExtension');
      await ask.getByLabel('天数').fill('31');
      await ask.getByLabel('理由').fill('需要专业机构检测电梯');
      await ask.locator('[type=submit]').click();
      await ask.getByRole('alert').getByText('依据').waitFor();
      await expect(ask.getByLabel('理由').inputValue()).resolves.toBe('需要专业机构检测电梯');
      await ask.getByLabel('天数').fill('30');
      await ask.locator('[type=submit]').click();
      await ask.waitFor({ state: 'detached' });
      await close(handler);
      const head = await at('head.housing');
      const grant = await opened(head.page, made, 'extendHandling');
      await grant.getByText('需要专业机构检测电梯').waitFor();
      await grant.locator('[type=submit]').click();
      await grant.waitFor({ state: 'detached' });
      await close(head);
      const { petition } = await city.client.query<{ petition: { extension: { days: number; approvedOn: string } } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { extension { days approvedOn } } }',
        { id: made.id },
      );
      expect(petition.extension).toEqual({ days: 30, approvedOn: today() });
    },
    LONG,
  );

  it(
    'object to a transfer; the head sends the objection, the sender decides and another person confirms',
    async () => {
      const made = await matters.routed('head.bureau.city');
      const step = async (
        account: string,
        name: string,
        fill: (dialog: ReturnType<Page['getByRole']>, page: Page) => Promise<void>,
      ): Promise<void> => {
        const sight = await at(account);
        const dialog = await opened(sight.page, made, name);
        await fill(dialog, sight.page);
        await dialog.locator('[type=submit]').click();
        await dialog.waitFor({ state: 'detached' });
        await close(sight);
      };
      await step('handler.housing', 'objectToTransfer', async (dialog, page) => {
        await dialog.getByLabel('详细理由').fill('该小区由供水集团自管，不属本单位职责');
        await dialog.getByLabel('职责依据').fill('三定规定第三条');
        await dialog.getByRole('combobox', { name: '建议的办理单位' }).fill('供水');
        await page.getByRole('option', { name: /供水集团/ }).click();
      });
      await step('head.housing', 'confirmObjection', async (dialog) => dialog.getByText('该小区由供水集团自管').waitFor());
      await step('dispatcher2.city', 'decideObjection', async (dialog) => {
        await dialog.getByRole('radio', { name: '否' }).check();
        await dialog.getByLabel('核实理由').fill('电梯属住建部门监管');
      });
      await step('head.bureau.city', 'confirmObjectionDecision', async (dialog) => dialog.getByText('电梯属住建部门监管').waitFor());
      const { petition } = await city.client.query<{ petition: { records: { state: string }[] } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { records(kinds: ["objection"]) { state } } }',
        { id: made.id },
      );
      expect(petition.records).toEqual([{ state: 'rejected' }]);
    },
    LONG,
  );
});
