import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/infra';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn, type Sight } from './browser.js';

const LONG = 120_000;

let city: World;
let browser: Browser;
let address: string;
const sights: Sight[] = [];

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

/** The workbench as an administrator has it. */
async function opened(account: string, path: string, viewport = DESKTOP): Promise<Page> {
  const sight = await look(browser, address, { viewport });
  sights.push(sight);
  await signIn(sight.page, account, DEMO_PASSWORD);
  await sight.page.goto(`/work${path}`);
  await sight.page.getByRole('heading', { level: 1 }).waitFor();
  return sight.page;
}

async function tidy(page: Page): Promise<void> {
  expect(await findings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

/** A page is closed with nothing to complain of. */
async function closed(page: Page): Promise<void> {
  const sight = sights.find((one) => one.page === page);
  expect(sight?.complaints).toEqual([]);
  await page.context().close();
}

const register = async (): Promise<string> => {
  const { registerPetition } = await city.client.query<{ registerPetition: { petition: { id: string } } }>(
    'registrar.city',
    'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
    {
      input: {
        channel: 'PHONE',
        kind: 'CLAIM',
        receivedOn: city.node.services.case.time.today(),
        division: '990100',
        summary: '请求检修路灯',
        text: '路灯损坏，请求检修。',
        requests: [{ text: '检修路灯' }],
        petitioners: [{ name: '申某' }],
      },
    },
  );
  return registerPetition.petition.id;
};

describe('the way into the workbench', () => {
  it('brings an administrator to the first page of their own, and keeps others out of it with a word', async () => {
    const page = await opened('sysadmin', '/');
    await page.waitForURL(/\/work\/(?!$)/);
    await closed(page);
    const officer = await opened('handler.housing', '/held');
    await officer.getByText('您的岗位不使用这个页面').waitFor();
    await closed(officer);
  });
});

describe('messages that are held', () => {
  const broken = async (): Promise<string> => {
    await city.admin.query(
      `create function supervision.broken() returns trigger language plpgsql as $$ begin raise exception 'broken for the test'; end $$`,
    );
    await city.admin.query(
      'create trigger broken before insert on supervision.clock_register for each row execute function supervision.broken()',
    );
    const petition = await register();
    for (;;) {
      // From here on nothing is tried by itself.
      const { rowCount } = await city.admin.query('update supervision.held set tries = 8, next_at = null');
      if (rowCount) return petition;
      await new Promise((again) => setTimeout(again, 50));
    }
  };
  const mended = () => city.admin.query('drop function supervision.broken cascade');
  const clocks = async (petition: string): Promise<number> =>
    (await city.admin.query('select 1 from supervision.clock_register where petition_id = $1', [petition])).rowCount ?? 0;

  it(
    'are named with what holds them, and replayed when the fault is mended',
    async () => {
      const page = await opened('sysadmin', '/held');
      await page.getByText('没有暂存的消息，一切正常').waitFor();
      const petition = await broken();
      await page.getByRole('button', { name: '刷新' }).click();
      const one = page.getByRole('listitem').filter({ hasText: petition });
      await one.getByText('错误代码P0001').waitFor();
      await one.getByText('不再自动重试，等待处理').waitFor();
      await tidy(page);
      await page.setViewportSize(PHONE);
      await tidy(page);
      await page.setViewportSize(DESKTOP);
      await one.getByRole('button', { name: /^重放/ }).click();
      await page.getByText('重放后仍没有办成').waitFor();
      expect(await clocks(petition)).toBe(0);
      await mended();
      await one.getByRole('button', { name: /^重放/ }).click();
      await page.getByText('已重放，这个事项不再有暂存的消息').waitFor();
      await page.getByText('没有暂存的消息，一切正常').waitFor();
      expect(await clocks(petition)).toBeGreaterThan(0);
      await closed(page);
    },
    LONG,
  );

  it(
    'are skipped for a reason alone',
    async () => {
      const petition = await broken();
      await mended();
      const page = await opened('sysadmin', '/held', PHONE);
      const one = page.getByRole('listitem').filter({ hasText: petition });
      await one.getByRole('button', { name: /^跳过/ }).click();
      await one.getByRole('button', { name: '确定跳过' }).click();
      await one.getByText('理由应为5至200个字符').waitFor();
      expect(await page.evaluate('document.activeElement?.name')).toBe('reason');
      await one.getByLabel('跳过的理由').fill('测试造成的故障，已经排除');
      await tidy(page);
      await one.getByRole('button', { name: '确定跳过' }).click();
      await page.getByText('已跳过，理由已记入审计').waitFor();
      expect(await clocks(petition)).toBe(0);
      await closed(page);
    },
    LONG,
  );
});

describe('one’s own account', () => {
  it(
    'shows roles and session, and takes a new password without ending the work',
    async () => {
      const page = await opened('handler2.housing', '/account');
      await page.getByText('承办员', { exact: true }).waitFor();
      await page.getByLabel('现在的密码').fill('not the password');
      await page.getByLabel('新密码', { exact: true }).fill('short');
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('新密码至少12个字符').waitFor();
      await page.getByLabel('新密码', { exact: true }).fill('Chosen-by-myself-1');
      await page.getByLabel('再输入一次新密码').fill('Chosen-by-myself-1');
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('账号或者口令不正确').waitFor();
      await tidy(page);
      await page.getByLabel('现在的密码').fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('密码已修改').waitFor();
      expect(await page.getByRole('heading', { name: '工作人员登录' }).count()).toBe(0);
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByLabel('账号').fill('handler2.housing');
      await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByText('账号或者口令不正确').waitFor();
      await page.getByLabel('密码', { exact: true }).fill('Chosen-by-myself-1');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('navigation', { name: '工作栏目' }).waitFor();
      await closed(page);
    },
    LONG,
  );
});
