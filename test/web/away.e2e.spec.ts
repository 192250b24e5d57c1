import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { servePages, type GraphReply } from '@sunshine/web';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { findings, look, openBrowser, PHONE } from './browser.js';

// The portal over a graph that fails on demand, without script: what was typed must be shown again, and nothing may be filed twice.
let city: World;
let browser: Browser;
let http: FastifyInstance;
let address: string;

/** How the graph behaves. */
let graph: 'answers' | 'is away' | 'breaks' | 'files and loses its answer' = 'answers';

const UNAVAILABLE = { message: '服务暂时不可用', extensions: { code: 'SUBGRAPH_UNAVAILABLE', kind: 'UNAVAILABLE', source: null } };
const INTERNAL = { message: '系统内部错误', extensions: { code: 'INTERNAL', kind: null, source: null } };

async function ask(query: string, variables: Record<string, unknown>): Promise<GraphReply> {
  if (graph === 'is away') return { data: null, errors: [UNAVAILABLE] };
  if (graph === 'breaks') return { data: null, errors: [INTERNAL] };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(city.node.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const reply = (await response.json()) as GraphReply;
  return graph === 'files and loses its answer' && query.includes('submitPetition') ? { data: null, errors: [UNAVAILABLE] } : reply;
}

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
}, 120_000);

beforeEach(async () => {
  await http?.close();
  graph = 'answers';
  http = fastify();
  await servePages(http, { ask, files: null });
  address = await http.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await http.close();
  await browser.close();
  await city.close();
});

const petitions = async () => Number((await city.admin.query<{ n: string }>('select count(*) n from intake.petition')).rows[0]?.n);
const press = async (page: Page, name: string) => {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name, exact: true }).last().click();
  return (await answered).status();
};

async function fill(page: Page): Promise<void> {
  await page.getByLabel('申诉求决').check();
  await page.getByLabel('概况').fill('路灯不亮');
  await page.getByLabel('信访内容').fill('坏了三个月。\n报修过两次。');
  await page.getByLabel('第1项诉求').fill('修好路灯');
  await page.getByLabel('姓名或者名称').first().fill('申某');
  await page.getByLabel('电话').first().fill('13800000001');
}

/** What was typed, as the form shows it. */
const typed = async (page: Page) =>
  Promise.all(['概况', '信访内容', '第1项诉求', '姓名或者名称', '电话'].map((label) => page.getByLabel(label).first().inputValue()));
const ALL = ['路灯不亮', '坏了三个月。\n报修过两次。', '修好路灯', '申某', '13800000001'];

describe('while the graph does not answer, the filing page without script', () => {
  it.each(['is away', 'breaks'] as const)(
    'is shown if the graph %s, keeps what was typed, and files when it answers',
    async (how) => {
      const before = await petitions();
      const { page, context } = await look(browser, address, { script: false, viewport: PHONE });
      graph = how;
      const opened = await page.goto('/file');
      expect([opened?.status(), opened?.headers()['retry-after']]).toEqual([503, '60']);
      await page.getByText('名单暂时读不到，现在还不能提交').waitFor();
      await fill(page);
      // The browser would stop at the division, which cannot be chosen yet.
      expect(await press(page, '再加几行诉求')).toBe(503);
      await page.getByText('名单暂时读不到。您填写的内容都在').waitFor();
      expect(await typed(page)).toEqual(ALL);
      graph = 'answers';
      expect(await press(page, '再加几行诉求')).toBe(200);
      await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
      graph = how;
      // The names can be loaded now, so the check page is shown.
      expect(await press(page, '下一步：核对')).toBe(200);
      expect(await press(page, '确认提交')).toBe(503);
      await page.getByText('还没有提交成功').waitFor();
      expect(await press(page, '返回修改')).toBe(200);
      expect(await typed(page)).toEqual(ALL);
      expect(await press(page, '下一步：核对')).toBe(200);
      graph = 'answers';
      expect(await press(page, '确认提交')).toBe(200);
      await page.getByRole('heading', { name: '已经收到' }).waitFor();
      expect(await petitions()).toBe(before + 1);
      await context.close();
    },
    60_000,
  );

  it('keeps a choice whose name cannot be loaded', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await page.goto('/file');
    await fill(page);
    await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
    await http.close();
    // A server that was restarted while the graph did not answer.
    graph = 'is away';
    http = fastify();
    await servePages(http, { ask, files: null });
    await http.listen({ port: Number(new URL(address).port), host: '127.0.0.1' });
    expect(await press(page, '下一步：核对')).toBe(503);
    expect([...(await typed(page)), await page.getByLabel('事情发生在哪里').inputValue()]).toEqual([...ALL, '990100']);
    graph = 'answers';
    expect(await press(page, '下一步：核对')).toBe(200);
    await page.getByText('明川市', { exact: true }).waitFor();
    await context.close();
  });

  it('shows the same receipt if the answer was lost after the filing', async () => {
    const before = await petitions();
    const { page, context } = await look(browser, address, { script: false });
    await page.goto('/file');
    await fill(page);
    await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
    await press(page, '下一步：核对');
    graph = 'files and loses its answer';
    expect(await press(page, '确认提交')).toBe(503);
    expect(await press(page, '确认提交')).toBe(503);
    graph = 'answers';
    expect(await press(page, '确认提交')).toBe(200);
    await page.getByRole('heading', { name: '已经收到' }).waitFor();
    expect(await petitions()).toBe(before + 1);
    await context.close();
  });
});

describe('while the graph does not answer, the script', () => {
  it('shows the form and says what is missing, with no finding of axe', async () => {
    const { page, context } = await look(browser, address, { viewport: PHONE });
    graph = 'is away';
    await page.goto('/file');
    await page.getByText('名单暂时读不到，现在还不能提交').waitFor();
    expect(await findings(page)).toEqual([]);
    await context.close();
  });

  it('keeps the form and continues automatically', async () => {
    const { page, context } = await look(browser, address);
    await page.goto('/file');
    await page.getByLabel('申诉求决').check();
    await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
    const next = (name = '下一步') => page.getByRole('button', { name, exact: true }).click();
    await next();
    await page.getByLabel('概况').fill('路灯不亮');
    await page.getByLabel('信访内容').fill('坏了三个月。');
    await page.getByLabel('第1项诉求').fill('修好路灯');
    await next();
    await page.getByLabel('姓名或者名称').first().fill('申某');
    await next();
    await page.route('**/file', (route) => route.fulfill({ status: 503, contentType: 'text/html', body: '<main><h1>away</h1></main>' }));
    await next('下一步：核对');
    await page.getByText('系统暂时没有响应').waitFor();
    await page.getByRole('heading', { name: /^四、/ }).waitFor();
    await page.unroute('**/file');
    await page.getByRole('heading', { name: /^五、/ }).waitFor();
    await context.close();
  });
});
