import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { allRead } from '@sunshine/infra';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn } from './browser.js';

const LONG = 120_000;
/** What an address may file in an hour. */
const MOST = 2;
const HELD = 4;
const DAYS_AGO = 3;
const SUBMIT = `mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { number pending queryCode secret } }`;
const BY_NUMBER = `query ($number: String!) { petitionByNumber(number: $number) { receivedOn registeredOn stage clocks { term startedOn state } } }`;

interface Told {
  submitPetition: { number: string | null; pending: boolean; queryCode: string; secret: string };
}

let city: World;
let browser: Browser;
let address: string;
let receivedOn: string;
const told: Told['submitPetition'][] = [];

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const file = async (summary: string): Promise<void> => {
  const { submitPetition } = await city.client.query<Told>(null, SUBMIT, {
    input: {
      ...{ kind: 'CLAIM', division: '990100', summary, text: '楼道的灯不亮，请修好。', requests: [{ text: '修好楼道灯' }] },
      petitioners: [{ name: '申某某', phone: '19900001234' }],
    },
  });
  told.push(submitPetition);
};

beforeAll(async () => {
  [city, browser] = await Promise.all([world({ env: { FILINGS_PER_ADDRESS: String(MOST) } }), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const { time } = city.node.services.intake;
  time.set(new Date(Date.now() - DAYS_AGO * 86_400_000));
  receivedOn = time.today();
  for (let at = 0; at < MOST; at += 1) await file(`先来的第${at + 1}件`);
  for (let at = 0; at < HELD; at += 1) await file('楼道灯不亮');
  time.set(null);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('a citizen who files in the middle of a flood', () => {
  it.each([
    ['with script', true],
    ['without script', false],
  ])(
    '%s, is told that it was received, and finds it by the code',
    async (_, script) => {
      const { page, context } = await look(browser, address, { script, viewport: PHONE });
      const next = async (name: string) => page.getByRole('button', { name, exact: true }).last().click();
      await page.goto('/file');
      await page.getByLabel('申诉求决').check();
      await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
      if (script) await next('下一步');
      await page.getByLabel('概况').fill('小区路灯损坏');
      await page.getByLabel('信访内容').fill('路灯坏了三个月。');
      await page.getByLabel('第1项诉求').fill('修好路灯');
      if (script) await next('下一步');
      await page.getByLabel('姓名或者名称').first().fill('申甲');
      if (script) await next('下一步');
      await next('下一步：核对');
      await next('确认提交');
      await page.getByRole('heading', { name: '已收到，待工作人员核对后登记' }).waitFor();
      await page.getByText('登记后用查询码可以看到').waitFor();
      const text = async (name: string) => (await page.locator(`[data-receipt=${name}]`).textContent())?.replaceAll(' ', '') ?? '';
      const [code, secret] = [await text('code'), await text('secret')];
      // Axe runs in the page, which needs script.
      if (script) expect([await findings(page), await overflow(page)]).toEqual([[], 0]);
      await page.goto(`/track?code=${code}`);
      await page.getByLabel('密码').fill(secret);
      await next('查询');
      await page.getByText('已收到，待登记').waitFor();
      await page.getByText('您不用再提交一次').waitFor();
      if (script) expect(await findings(page)).toEqual([]);
      await context.close();
    },
    LONG,
  );
});

describe('what waits to be registered', () => {
  it(
    'is on the page of the day with its age, is looked at, registered one by one with a report, and has its clocks from its own day',
    async () => {
      const { page, context, complaints } = await look(browser, address, { viewport: DESKTOP });
      await signIn(page, 'registrar.city', DEMO_PASSWORD);
      await page.getByRole('link', { name: `待登记 最早的一件已等${DAYS_AGO}天` }).click();
      await page.getByRole('heading', { name: '待登记', level: 1 }).waitFor();
      const rows = page.locator('tr[data-filing]');
      await rows.first().waitFor();
      const waiting = await rows.count();
      expect(waiting).toBeGreaterThanOrEqual(HELD);
      await page
        .getByRole('button', { name: `内容相同${HELD}件` })
        .first()
        .click();
      await page.getByText('现在只显示同一组的信访件').waitFor();
      await rows.nth(HELD - 1).waitFor();
      expect(await rows.count()).toBe(HELD);
      await page
        .getByRole('button', { name: /^看内容/ })
        .first()
        .click();
      await page.getByRole('region', { name: '提交的内容' }).getByText('楼道的灯不亮').waitFor();
      await page.getByText('申** 199****1234').waitFor();
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByLabel('选择本页全部').check();
      await press(page, '登记所选');
      const report = page.getByRole('region', { name: '办理结果' });
      await report
        .getByText('已登记，编号')
        .nth(HELD - 1)
        .waitFor();
      await page.getByText('没有待登记的信访件。').waitFor();
      await allRead(city.admin);
      for (const { queryCode, secret } of told.filter(({ pending }) => pending)) {
        const { trackPetition } = await city.client.query<{ trackPetition: { number: string } }>(
          null,
          'query ($c: String!, $s: String!) { trackPetition(queryCode: $c, secret: $s) { number } }',
          { c: queryCode, s: secret },
        );
        const { petitionByNumber } = await city.client.query<{ petitionByNumber: object }>('registrar.city', BY_NUMBER, {
          number: trackPetition.number,
        });
        expect(petitionByNumber).toMatchObject({ receivedOn, stage: 'registered', clocks: [{ term: 'ROUTE', startedOn: receivedOn }] });
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'is set aside by two, with a reason that its filer reads',
    async () => {
      await file('啊啊啊啊');
      const { page, context, complaints } = await look(browser, address, { viewport: DESKTOP });
      await signIn(page, 'registrar.city', DEMO_PASSWORD);
      await page.getByRole('navigation').getByRole('link', { name: '待登记' }).click();
      await page
        .locator('tr[data-filing]')
        .last()
        .getByRole('button', { name: /^提请不予登记/ })
        .click();
      await press(page, '提请');
      await page.getByText('请选择情形').waitFor();
      await page.getByLabel('情形').selectOption({ label: '没有反映任何事项，无法辨认或者无法办理' });
      await page.getByLabel('理由').fill('全文只有一个字重复');
      await press(page, '提请');
      await page.getByText('已提请，等待另一人审批').waitFor();
      await page.getByText('已提请不予登记').waitFor();
      await context.close();

      const second = await look(browser, address, { viewport: DESKTOP });
      await signIn(second.page, 'auditor.city', DEMO_PASSWORD);
      await second.page.getByRole('link', { name: '1 等待审批的不予登记' }).click();
      await second.page.getByRole('button', { name: /^看内容/ }).click();
      await second.page.getByText('全文只有一个字重复').waitFor();
      expect(await findings(second.page)).toEqual([]);
      await press(second.page, '同意不予登记');
      await second.page.getByText('已同意不予登记').waitFor();
      await second.context.close();

      const { queryCode, secret } = told.at(-1)!;
      const citizen = await look(browser, address, { viewport: PHONE });
      await citizen.page.goto(`/track?code=${queryCode}`);
      await citizen.page.getByLabel('密码').fill(secret);
      await press(citizen.page, '查询');
      await citizen.page.getByText('已收到，不予登记').waitFor();
      await citizen.page.getByText('没有反映任何事项').waitFor();
      await citizen.page.getByText('您不同意的，随时可以凭查询码到接待窗口').waitFor();
      await citizen.context.close();
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
