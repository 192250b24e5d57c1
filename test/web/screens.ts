import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { demoWorld, type World } from '../world.js';
import { Courses, type Held } from './course.js';
import { DESKTOP, look, openBrowser, overflow, PHONE, signIn } from './browser.js';
import { fontsOf } from './quality.js';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screens');
const LONG = 300_000;

let city: World;
let browser: Browser;
let matter: string;
let tracked: Held;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  // As a Chinese desktop has it: days in their order. (Without that locale installed it cannot name a download in Chinese.)
  [city, browser] = await Promise.all([demoWorld(), openBrowser({ LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' })]);
  const { petitions } = await city.client.query<{ petitions: { edges: { node: { id: string } }[] } }>(
    'handler.housing',
    '{ petitions(filter: { kinds: [CLAIM], stages: ["handling"] }, first: 1) { edges { node { id } } } }',
  );
  matter = petitions.edges[0]?.node.id ?? '';
  tracked = await new Courses(city).served('三号楼外墙渗水，要求维修');
}, LONG);

afterAll(async () => {
  const lines = SHOTS.map(({ name, caption }) => `## ${caption}\n\n![${caption}](${name}.png)\n`);
  writeFileSync(
    join(folder, 'README.md'),
    `# 画面\n\nTaken by \`npm run screens\` on a node of its own with the demo city.\n\n${lines.join('\n')}`,
  );
  await browser.close();
  await city.close();
});

interface Shot {
  readonly name: string;
  readonly caption: string;
  /** Null: the portal, without an account. */
  readonly account: string | null;
  /** `:id` is the matter shown. */
  readonly path: string;
  readonly viewport?: { width: number; height: number };
  /** What is done before the picture is taken. */
  readonly before?: (page: Page) => Promise<void>;
}

const follow = async (page: Page): Promise<void> => {
  await page.getByLabel('查询码').fill(tracked.code);
  await page.getByLabel('密码').fill(tracked.secret);
  await page.getByRole('main').getByRole('button', { name: '查询' }).click();
  await page.getByRole('heading', { name: '现在的情况' }).waitFor();
};

const SHOTS: readonly Shot[] = [
  { name: 'portal-home', caption: '门户首页', account: null, path: '/' },
  { name: 'portal-guide', caption: '我该找谁办', account: null, path: '/guide' },
  { name: 'portal-file', caption: '分步提交', account: null, path: '/file' },
  { name: 'portal-course', caption: '凭查询码看进度', account: null, path: '/track', before: follow },
  { name: 'portal-home-phone', caption: '手机', account: null, path: '/', viewport: PHONE },
  { name: 'portal-home-elder-phone', caption: '手机，长者模式', account: null, path: '/elder', viewport: PHONE },
  { name: 'workbench-today', caption: '今日待办', account: 'handler.traffic', path: '/work/' },
  { name: 'workbench-matter', caption: '一件信访事项', account: 'handler.housing', path: '/work/petition/:id' },
  {
    name: 'workbench-clocks',
    caption: '期限和理由',
    account: 'handler.housing',
    path: '/work/petition/:id',
    before: async (page) => {
      const clocks = page.locator('#clocks');
      await clocks.getByText('为什么是这一天').first().click();
      await clocks.scrollIntoViewIfNeeded();
      await page.evaluate("document.getElementById('clocks').scrollIntoView()");
    },
  },
  { name: 'workbench-matter-phone', caption: '手机上的一件事项', account: 'handler.housing', path: '/work/petition/:id', viewport: PHONE },
  { name: 'workbench-dispatch', caption: '分办', account: 'dispatcher.city', path: '/work/dispatch' },
  { name: 'workbench-desk', caption: '登记', account: 'registrar.city', path: '/work/desk' },
  { name: 'workbench-petitions', caption: '信访件查询', account: 'supervisor.city', path: '/work/petitions' },
  { name: 'workbench-board', caption: '期限台账', account: 'supervisor.city', path: '/work/board' },
  { name: 'workbench-confirmations', caption: '待我审批', account: 'checker.housing', path: '/work/confirmations' },
  { name: 'workbench-law', caption: '日历与规则', account: 'sysadmin', path: '/work/law' },
  { name: 'workbench-audit', caption: '审计查询', account: 'audit', path: '/work/audit' },
];

it.each(SHOTS)(
  '$name',
  async ({ name, account, path, viewport = DESKTOP, before }) => {
    const { page, context, complaints } = await look(browser, `http://127.0.0.1:${city.node.port}`, { viewport });
    if (account) await signIn(page, account, DEMO_PASSWORD);
    await page.goto(path.replace(':id', matter));
    await page.waitForLoadState('networkidle');
    await before?.(page);
    await page.waitForLoadState('networkidle');
    await page.evaluate('document.fonts.ready');
    await sharp(await page.screenshot())
      .png({ palette: true, quality: 90 })
      .toFile(join(folder, `${name}.png`));
    expect(complaints).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect((await fontsOf(page)).filter((font) => !font.startsWith('Noto Sans SC'))).toEqual([]);
    await context.close();
  },
  LONG,
);
