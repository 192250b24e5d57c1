import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { findings, look, officer, openBrowser, PHONE, type Sight } from './browser.js';
import { Courses, type Held } from './course.js';
import { lineTo, type Line } from './line.js';

const LONG = 120_000;

let city: World;
let browser: Browser;
let courses: Courses;
let line: Line;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  line = await lineTo(city.node.port);
  courses = new Courses(city);
}, LONG);

afterEach(() => line.mend());

afterAll(async () => {
  await browser.close();
  await line.close();
  await city.close();
});

/** An officer at the workbench, over the line. */
const at = (account: string, more: Parameters<typeof look>[2] = {}): Promise<Sight> => officer(browser, line.address, account, more);

/** The form of an act at its own address. */
async function opened(page: Page, { id }: Held, act: string) {
  await page.goto(`/work/petition/${id}/act/${act}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '取消', exact: true }).waitFor();
  return dialog;
}

const supplements = async ({ id }: Held): Promise<number> =>
  (
    await city.client.query<{ petition: { supplements: object[] } }>(
      'registrar.city',
      'query ($id: ID!) { petition(id: $id) { supplements { __typename } } }',
      { id },
    )
  ).petition.supplements.length;

const loseSession = (page: Page): Promise<void> =>
  page.evaluate(
    "localStorage.removeItem('sunshine.session'); void dispatchEvent(new StorageEvent('storage', { key: 'sunshine.session' }))",
  );

/** Ends the session at the server; the page does not know it yet. */
const endSession = (page: Page): Promise<void> =>
  page.evaluate(
    "localStorage.setItem('sunshine.session', JSON.stringify({ ...JSON.parse(localStorage.getItem('sunshine.session')), accessToken: 'ended' }))",
  );

async function signInAgain(page: Page, account: string): Promise<void> {
  const door = page.getByRole('dialog', { name: '工作人员登录' });
  await door.getByLabel('账号').fill(account);
  await door.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await door.waitFor({ state: 'detached' });
}

/** Drops the next answer to the act after the server has done it. */
async function loseAnswer(page: Page, act: string): Promise<void> {
  let lost = false;
  await page.route('**/graphql', async (route) => {
    if (lost || !route.request().postData()?.includes(`mutation ${act}`)) return route.fallback();
    lost = true;
    await route.fetch();
    return route.abort('connectionreset');
  });
}

describe('a session that expires while a form is open', () => {
  it(
    'asks for the password above the form of an act, which then continues with everything that was typed',
    async () => {
      const made = await courses.register('路灯不亮');
      const { page, context } = await at('registrar.city');
      const dialog = await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('补充照片两张的说明');
      await loseSession(page);
      await page.getByText('登录已结束').waitFor();
      expect(await page.evaluate('document.activeElement.name')).toBe('password');
      expect(await findings(page, 'dialog')).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByText('登录已结束').waitFor();
      await signInAgain(page, 'registrar.city');
      await expect(dialog.getByLabel('内容').inputValue()).resolves.toBe('补充照片两张的说明');
      await dialog.getByLabel('内容').press('End');
      await page.keyboard.type('。');
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      expect(await supplements(made)).toBe(1);
      await context.close();
    },
    LONG,
  );

  it(
    'ended by the server at the moment of sending, does nothing and sends after the password was given',
    async () => {
      const made = await courses.register('井盖缺失');
      const { page, context } = await at('registrar.city', { viewport: PHONE });
      const dialog = await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('井盖在三号楼前');
      await endSession(page);
      await dialog.locator('[type=submit]').click();
      await signInAgain(page, 'registrar.city');
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      expect(await supplements(made)).toBe(1);
      await context.close();
    },
    LONG,
  );

  it(
    'makes a query of the page wait for the password and keeps the page',
    async () => {
      const made = await courses.register('桥面破损');
      const { page, context } = await at('registrar.city');
      // A page that sends no queries on its own.
      await page.goto('/work/account');
      await page.getByText('修改密码').first().waitFor();
      await endSession(page);
      await page.getByRole('link', { name: '信访件查询', exact: true }).click();
      await signInAgain(page, 'registrar.city');
      await page.getByText(made.number).first().waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      await context.close();
    },
    LONG,
  );

  it(
    'shows nothing of the form to another person who signs in',
    async () => {
      const made = await courses.register('树枝压线');
      const { page, context } = await at('registrar.city');
      const dialog = await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('只给本人看的补充');
      await loseSession(page);
      await signInAgain(page, 'registrar2.city');
      await page.goto(`/work/petition/${made.id}/act/supplementPetition`);
      await dialog.getByRole('button', { name: '取消', exact: true }).waitFor();
      await expect(dialog.getByLabel('内容').inputValue()).resolves.toBe('');
      await context.close();
    },
    LONG,
  );
});

describe('an answer that is lost after the act was done', () => {
  it(
    'and sent again after the page was loaded anew, is one act',
    async () => {
      const made = await courses.register('公交站牌损坏');
      const { page, context } = await at('registrar.city');
      const dialog = await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('站牌编号三十二');
      await loseAnswer(page, 'supplementPetition');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('没有收到办理结果').waitFor();
      expect(await supplements(made)).toBe(1);
      await page.reload();
      await dialog.getByText('没有收到办理结果').waitFor();
      expect(await findings(page, 'dialog')).toEqual([]);
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      expect(await supplements(made)).toBe(1);
      // The next submission is a new act.
      await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('站牌编号三十二');
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      expect(await supplements(made)).toBe(2);
      await context.close();
    },
    LONG,
  );

  it(
    'is not repeated although the matter has a new version, and says in plain words when other values were typed meanwhile',
    async () => {
      const made = await courses.register('楼道堆物');
      const { page, context } = await at('dispatcher.city');
      const route = async (reason: string): Promise<ReturnType<Page['getByRole']>> => {
        const dialog = await opened(page, made, 'routePetition');
        await dialog.getByLabel('方式').selectOption({ label: '转送' });
        await dialog.getByRole('combobox', { name: '转往单位' }).fill('住建');
        await page.getByRole('option', { name: /市住/ }).first().click();
        await dialog.getByLabel('理由').fill(reason);
        return dialog;
      };
      const dialog = await route('属住建部门职责');
      await loseAnswer(page, 'routePetition');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('没有收到办理结果').waitFor();
      await dialog.getByLabel('理由').fill('改过的理由');
      await dialog.locator('[type=submit]').click();
      const said = dialog.getByText('上一次提交其实已经办成');
      await said.waitFor();
      expect(await dialog.textContent()).not.toMatch(/[0-9a-f]{4}-[0-9a-f]{4}-/);
      await context.close();
    },
    LONG,
  );
});

describe('two people at one matter', () => {
  it(
    'tell the second person that the matter has changed, keep what was typed and then accept it',
    async () => {
      const made = await courses.register('垃圾未清运');
      await courses.act('dispatcher.city', 'routePetition', {
        petitionId: made.id,
        kind: 'TRANSFER',
        toOrganId: organId('housing.city'),
        reason: '属住建部门职责',
      });
      const { page, context } = await at('handler.housing');
      const dialog = await opened(page, made, 'acceptPetition');
      await courses.act('handler.housing', 'informPetitioner', { petitionId: made.id, path: '办理', procedure: '调查' });
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('本件刚刚有了新的变化').waitFor();
      expect(await dialog.textContent()).not.toMatch(/第\d+版|[0-9a-f]{4}-[0-9a-f]{4}-/);
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      await context.close();
    },
    LONG,
  );
});

describe('a broken connection', () => {
  it(
    'while a form is filled in or sent loses nothing, and the form is sent once when it is back',
    async () => {
      const made = await courses.register('水管漏水');
      const { page, context } = await at('registrar.city');
      const dialog = await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('漏水已三天');
      await line.cut();
      await dialog.getByLabel('内容').press('End');
      await page.keyboard.type('，物业知情');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('连接不上服务器').waitFor();
      await line.mend();
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      expect(await supplements(made)).toBe(1);
      await context.close();
    },
    LONG,
  );

  it(
    'leaves the page as it is, and the page is updated when it is back',
    async () => {
      const made = await courses.register('噪声扰民');
      const { page, context } = await at('registrar.city');
      // A page without live updates, so that the next stream is the one of the matter.
      await page.goto('/work/account');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const hears = page.waitForResponse((answer) => answer.url().includes('/live?'));
      await page.goto(`/work/petition/${made.id}`);
      await hears;
      await line.cut();
      await page.getByText('实时更新已中断').waitFor();
      await courses.act('registrar.city', 'supplementPetition', { petitionId: made.id, text: '中断时加入的补充' });
      await expect(page.getByRole('heading', { level: 1 }).isVisible()).resolves.toBe(true);
      await line.mend();
      await page.getByText('中断时加入的补充').waitFor();
      await page.getByText('实时更新已中断').waitFor({ state: 'detached' });
      // The page keeps listening.
      await courses.act('registrar.city', 'supplementPetition', { petitionId: made.id, text: '恢复后加入的补充' });
      await page.getByText('恢复后加入的补充').waitFor();
      await context.close();
    },
    LONG,
  );

  it(
    'while a part of the workbench is loaded is reported instead of a white page, and the part opens when it is back',
    async () => {
      const made = await courses.register('围墙倾斜');
      const { page, context } = await at('registrar.city');
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      await line.cut();
      await page.getByRole('link', { name: '期限台账', exact: true }).click();
      await page.getByText('这部分没有取到').waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '重新打开页面' }).click();
      await page.getByText('仍然连接不上服务器').waitFor();
      // Other pages still open.
      await page.getByRole('link', { name: '今日待办' }).click();
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      await page.getByRole('link', { name: '期限台账', exact: true }).click();
      await line.mend();
      await page.getByRole('button', { name: '重新打开页面' }).click();
      await page.getByRole('heading', { name: '期限台账' }).waitFor();

      // The script of a form that the new deployment no longer serves.
      await page.route('**/assets/act-dialog*', (route) => route.fulfill({ status: 404 }));
      await page.goto(`/work/petition/${made.id}/act/supplementPetition`);
      const said = page.getByRole('dialog', { name: '补充材料' });
      await said.getByText('这部分没有取到').waitFor();
      await page.unroute('**/assets/act-dialog*');
      await said.getByRole('button', { name: '重新打开页面' }).click();
      await said.getByLabel('内容').waitFor();
      await context.close();
    },
    LONG,
  );
});

describe('a server that is away or slow, and a page of another role', () => {
  it(
    'keep the form if a service does not answer, and show that it is being sent while the service is slow',
    async () => {
      const made = await courses.register('电梯异响');
      const { page, context } = await at('registrar.city');
      const dialog = await opened(page, made, 'supplementPetition');
      await dialog.getByLabel('内容').fill('异响录音说明');
      // Who leaves the choice of files without one chooses nothing and closes nothing.
      await dialog.locator('input[type=file]').dispatchEvent('cancel');
      await page.route('**/graphql', (route) =>
        route.fulfill({
          status: 503,
          json: {
            errors: [{ message: '部分服务暂不可用，请稍后再试', extensions: { code: 'SUBGRAPH_UNAVAILABLE', kind: 'UNAVAILABLE' } }],
          },
        }),
      );
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('部分服务暂不可用').waitFor();
      await expect(dialog.getByLabel('内容').inputValue()).resolves.toBe('异响录音说明');
      // A proxy that answers with a page of its own.
      await page.unroute('**/graphql');
      await page.route('**/graphql', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }));
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('连接不上服务器').waitFor();
      await page.unroute('**/graphql');
      let go = (): void => undefined;
      const held = new Promise<void>((done) => {
        go = done;
      });
      await page.route('**/graphql', (route) => held.then(() => route.continue()));
      await dialog.locator('[type=submit]').click();
      const sending = dialog.getByRole('button', { name: '正在提交' });
      await sending.waitFor();
      expect(await sending.isDisabled()).toBe(true);
      // Unless told otherwise, the browser asks at the first Escape and closes at the second.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      expect(await sending.isVisible()).toBe(true);
      go();
      await dialog.waitFor({ state: 'detached' });
      expect(await supplements(made)).toBe(1);
      await context.close();
    },
    LONG,
  );

  it('keep an open page while the server does not answer, and say so on a page that is opened', async () => {
    const { page, context } = await at('registrar.city');
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    await page.goto('/work/petitions');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: '今日待办' }).click();
    await page.getByText('连接不上服务器').first().waitFor();
    await expect(page.getByRole('navigation', { name: '工作栏目' }).isVisible()).resolves.toBe(true);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: '重试' }).first().click();
    await page.getByText('连接不上服务器').waitFor({ state: 'detached' });
    await context.close();
  });

  it('say that the page belongs to another role', async () => {
    const { page, context, complaints } = await at('handler.housing');
    for (const path of ['/work/people', '/work/desk', '/work/audit']) {
      await page.goto(path);
      await page.getByText('您的岗位不使用这个页面').waitFor();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
