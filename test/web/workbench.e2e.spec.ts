import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity } from '@sunshine/demo';
import type { Browser, Locator, Page } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { close, DESKTOP, findings, look, officer, openBrowser, type Sight } from './browser.js';

const LONG = 120_000;

let city: World;
let browser: Browser;
let address: string;
/** A claim that housing has accepted. */
let accepted: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const today = city.node.services.case.time.today();
  accepted = await life({
    client: city.client,
    city: loadCity,
    department: loadCity.departments[0]!,
    today,
    tag: 'bench',
    until: 'accept',
  });
  await atRest(city.admin);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const at = (account: string, viewport = DESKTOP): Promise<Sight> => officer(browser, address, account, { viewport });

/** The form of an act at its own address. */
async function opened(page: Page, act: string): Promise<Locator> {
  await page.goto(`/work/petition/${accepted}/act/${act}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '取消', exact: true }).waitFor();
  return dialog;
}

describe('the frame of the workbench', () => {
  it.each(['standard', 'elder'])(
    'keeps the words of its buttons readable under the pointer (%s)',
    async (mode) => {
      const sight = await at('handler.housing');
      const { page } = sight;
      await page.evaluate(`document.documentElement.dataset.mode = '${mode}'`);
      const buttons = await page.getByRole('banner').getByRole('button').all();
      expect(buttons.length).toBeGreaterThan(2);
      for (const button of buttons) {
        await button.hover();
        expect(await findings(page, '.bench-head', ['color-contrast'])).toEqual([]);
      }
      await close(sight);
    },
    LONG,
  );

  it(
    'says which system it is and that nothing secret belongs there, and what follows wrong passwords',
    async () => {
      const { page, context } = await look(browser, address);
      await page.goto('/work/');
      await page.getByText('阳光信访', { exact: true }).waitFor();
      await page.getByText('非涉密系统，严禁处理、传输涉密信息').waitFor();
      await page.getByLabel('账号').fill('handler.housing');
      await page.getByLabel('密码', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('alert').getByText('账号或者密码不正确').waitFor();
      await page.getByText('账号不会被锁定').waitFor();
      expect(await findings(page)).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'names whose node it is at the sign-in, and says in plain words how long to wait after wrong passwords',
    async () => {
      const { page, context } = await look(browser, address);
      await page.goto('/work/');
      await page.getByRole('heading', { name: '工作人员登录' }).waitFor();
      await page.getByText('明川市信访局', { exact: true }).waitFor();
      await page.getByText('本系统为非涉密系统').waitFor();
      const locked = page.getByText(/登录失败次数较多，请等\d+(?:秒|分钟)再登录；账号没有被锁定/);
      for (let tries = 0; tries < 12 && (await locked.count()) === 0; tries += 1) {
        await page.getByLabel('账号').fill('somebody.unknown');
        await page.getByLabel('密码', { exact: true }).fill(`wrong password ${tries}`);
        const answered = page.waitForResponse((answer) => answer.url().endsWith('/graphql'));
        await page.getByRole('button', { name: '登录', exact: true }).click();
        await answered;
        await page.getByRole('alert').first().waitFor();
        if (tries === 0) await page.getByText('连续输错几次后，再试须稍等；账号不会被锁定。').waitFor();
      }
      await locked.waitFor();
      await context.close();
    },
    LONG,
  );

  it(
    'covers the page of an ended session wholly, with the account filled in and the cursor at the password',
    async () => {
      const sight = await at('handler.housing');
      const { page } = sight;
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      await page.evaluate(
        "localStorage.removeItem('sunshine.session'); void dispatchEvent(new StorageEvent('storage', { key: 'sunshine.session' }))",
      );
      const door = page.getByRole('dialog', { name: '工作人员登录' });
      await door.waitFor();
      expect(await page.evaluate<string>("getComputedStyle(document.querySelector('dialog.sign-in')).backgroundColor")).toMatch(/^rgb\(/);
      expect(await door.getByLabel('账号').inputValue()).toBe('handler.housing');
      await page.keyboard.type(DEMO_PASSWORD);
      await page.keyboard.press('Enter');
      await door.waitFor({ state: 'detached' });
      await close(sight);
    },
    LONG,
  );
});

/** What a bar at the foot covers of that which has the focus, on the way by Tab from the top of the form to the bar. */
async function coveredUnder(page: Page, bar: string): Promise<string[]> {
  const covered: string[] = [];
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate<string>(`(() => {
      const focused = document.activeElement;
      const bar = document.querySelector('${bar}');
      const { top, bottom: end } = focused.getBoundingClientRect();
      // Of a text of many lines the browser brings the line with the cursor into view, which is the first here.
      const bottom = focused.tagName === 'TEXTAREA' ? Math.min(end, top + 32) : end;
      const edge = bar.getBoundingClientRect();
      if (bar.contains(focused)) return 'bar';
      return bottom > edge.top + 1 && top < edge.bottom ? focused.outerHTML.slice(0, 80) : 'free';
    })()`);
    if (seen === 'bar') return covered;
    if (seen !== 'free') covered.push(seen);
  }
  throw new Error('Tab did not come to the bar');
}

describe('the form of an act', () => {
  it.each(['recordInquiry', 'recordService'])(
    'never has a field that is being filled in under its bar of buttons: %s',
    async (act) => {
      const sight = await at('handler.housing', { width: 1280, height: 620 });
      const { page } = sight;
      const dialog = await opened(page, act);
      const bar = await dialog.locator('.act-buttons').boundingBox();
      const around = await dialog.boundingBox();
      if (!bar || !around) throw new Error('the form has no bar of buttons');
      // Nothing passes below the bar: its lower edge is that of the dialog, but for the border.
      expect(bar.y + bar.height).toBeGreaterThanOrEqual(Math.min(620, around.y + around.height) - 2);
      expect(await coveredUnder(page, '.act-buttons')).toEqual([]);
      await close(sight);
    },
    LONG,
  );
});

describe('the desk', () => {
  it(
    'never has a field that is being filled in under its foot',
    async () => {
      const sight = await at('registrar.city');
      await sight.page.goto('/work/desk');
      await sight.page.getByLabel('概况').waitFor();
      expect(await coveredUnder(sight.page, '.desk-foot')).toEqual([]);
      await close(sight);
    },
    LONG,
  );
});

describe('the reasons for a day', () => {
  it(
    'name each day once, in words, and their article once',
    async () => {
      const sight = await at('handler.housing');
      const { page } = sight;
      await page.goto(`/work/petition/${accepted}`);
      await page.getByText('为什么是这一天？').first().waitFor();
      const reasons = await page.locator('.why li').allTextContents();
      expect(reasons.length).toBeGreaterThan(3);
      for (const reason of reasons) {
        expect(reason).not.toMatch(/\d{4}-\d{2}-\d{2}/);
        for (const [day = ''] of reason.matchAll(/\d{4}年\d{1,2}月\d{1,2}日/g)) expect(reason.split(day)).toHaveLength(2);
        for (const [article = ''] of reason.matchAll(/《[^》]+》第[一二三四五六七八九十百]+条/g))
          expect(reason.split(article)).toHaveLength(2);
      }
      await close(sight);
    },
    LONG,
  );
});

describe('matters beside each other', () => {
  const filing = (name: string, phone: string) => ({
    ...{ channel: 'LETTER', kind: 'CLAIM', receivedOn: city.node.services.case.time.today(), division: '990100' },
    ...{ summary: '梧桐里二号楼外墙瓷砖脱落', text: '梧桐里二号楼外墙瓷砖连续脱落，砸坏车辆，请求加固并公布鉴定结果。' },
    ...{ requests: [{ text: '请求加固二号楼外墙' }], petitioners: [{ name, phone, address: '梧桐里' }], peopleCount: 1, anonymous: false },
  });
  const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number petition { id } } }';
  const register = async (name: string, phone: string) =>
    (
      await city.client.query<{ registerPetition: { number: string; petition: { id: string } } }>('registrar.city', REGISTER, {
        input: filing(name, phone),
      })
    ).registerPetition;

  it(
    'are repeats only where the petitioner is the same: of others an officer can say no more than that they are alike, or propose to merge',
    async () => {
      const others = await register('邻甲', '13900001101');
      const earlier = await register('邻乙', '13900001102');
      const own = await register('邻乙', '13900001102');
      await atRest(city.admin);
      const registrar = await at('registrar.city');
      await registrar.page.goto(`/work/petition/${own.petition.id}`);
      await registrar.page.getByRole('button', { name: '查找可能重复的事项' }).click();
      const same = registrar.page
        .getByRole('region', { name: '同一信访人的相似事项' })
        .getByRole('listitem')
        .filter({ hasText: earlier.number });
      const other = registrar.page
        .getByRole('region', { name: '其他信访人的相似事项' })
        .getByRole('listitem')
        .filter({ hasText: others.number });
      await same.waitFor();
      expect(await same.getByRole('button').allInnerTexts()).toEqual(['认定为重复件', '关联同类问题']);
      expect(await other.getByRole('button').allInnerTexts()).toEqual(['关联同类问题']);
      await other.getByRole('button', { name: '关联同类问题' }).click();
      await registrar.page.getByRole('heading', { name: '已关联的同类问题' }).waitFor();
      await close(registrar);
      const dispatcher = await at('dispatcher.city');
      await dispatcher.page.goto(`/work/petition/${own.petition.id}`);
      await dispatcher.page.getByRole('button', { name: `拟并案：${others.number}` }).click();
      const merge = dispatcher.page.getByRole('dialog', { name: '拟并案' });
      await expect(merge.getByLabel('信访件', { exact: true }).inputValue()).resolves.toBe(others.number);
      expect(await findings(dispatcher.page)).toEqual([]);
      await close(dispatcher);
    },
    LONG,
  );
});
