import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FORMATS } from '@sunshine/exports';
import { DEMO_PASSWORD, organId } from '@sunshine/demo';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { atRest, cutWhileReading, world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn, TABLET, type Sight } from './browser.js';

const LONG = 120_000;
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number petition { id } } }';
const SUMMARIES = ['夜间 施工噪音', '道路积水', '拖欠工资'];
const KINDS = ['CLAIM', 'SUGGESTION', 'CLAIM'];

let city: World;
let browser: Browser;
let address: string;
const housing = organId('housing.city');
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
  await atRest(city.admin);
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
  return (await page.locator('tbody td.col-number').allInnerTexts()).map((text) => /[\d-]{10,}/.exec(text)?.[0] ?? text);
}

describe('a list', () => {
  it(
    'is a link: filter, columns and order come back',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', '/petitions');
      await page.getByRole('textbox', { name: '筛选条件' }).fill('类别:建议意见 积水');
      await page.getByRole('button', { name: '筛选', exact: true }).click();
      await page.getByRole('button', { name: '去掉条件“类别 建议意见”' }).waitFor();
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
      expect(await again.getByRole('textbox', { name: '筛选条件' }).inputValue()).toBe('类别:建议意见 积水');
      expect(await again.getByLabel('排序').inputValue()).toBe('NUMBER');
      await again.getByRole('columnheader', { name: '渠道' }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'says where a filter is wrong, keeps what was typed, and opens by a text that is right',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', link({ filter: '类别:信件' }));
      const box = page.getByRole('textbox', { name: '筛选条件' });
      await page.getByText('链接中的筛选条件有误').waitFor();
      const alert = page.locator('[data-code=FILTER_VALUE_UNKNOWN]');
      expect(await alert.innerText()).toContain('第4个字符');
      expect(await alert.locator('mark').innerText()).toBe('信件');
      await box.fill('未办结 "夜间 施工');
      await page.locator('[data-code=FILTER_QUOTE_OPEN]').waitFor();
      await page.getByRole('button', { name: '筛选', exact: true }).click();
      expect(await box.inputValue()).toBe('未办结 "夜间 施工');
      await box.fill('未办结 "夜间 施工"');
      await page.getByText('按项填写条件').first().click();
      await page.getByLabel('代录').selectOption('no');
      expect(await box.inputValue()).toBe('未办结 非代录 夜间 施工');
      await box.press('Enter');
      await page
        .getByRole('button', { name: '去掉条件“代录 非代录”' })
        .or(page.getByRole('button', { name: '去掉条件“非代录”' }))
        .waitFor();
      expect(await numbersOf(page)).toHaveLength(petitions.filter(({ summary }) => summary.startsWith('夜间')).length);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'turns its pages and comes back, and shows what came only when asked to',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', link({ sort: 'REGISTERED_DESC', size: '20' }));
      const first = await numbersOf(page);
      expect(first).toHaveLength(20);
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByText('第2页').waitFor();
      expect(await numbersOf(page)).toHaveLength(petitions.length - 20);
      await page.getByRole('button', { name: '上一页' }).click();
      await page.getByText('第1页').waitFor();
      expect(await numbersOf(page)).toEqual(first);
      await page.waitForLoadState('load');
      await register(petitions.length);
      const news = page.getByRole('button', { name: '有1件新事项，点此显示' });
      await news.waitFor();
      expect(await numbersOf(page)).toEqual(first);
      await news.click();
      expect((await numbersOf(page))[0]).toBe(petitions.at(-1)?.number);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'is kept as a view: own, shared with the organ, for nobody else',
    async () => {
      const { page, context, complaints } = await opened(
        'dispatcher.city',
        link({ filter: '类别:建议意见', sort: 'NUMBER', columns: 'number,kind' }),
      );
      const numbers = await numbersOf(page);
      for (const [name, shared] of [
        ['自己的建议件', false],
        ['全局建议件', true],
      ] as const) {
        await page.getByRole('button', { name: '视图' }).click();
        const dialog = page.getByRole('dialog', { name: '视图' });
        await dialog.getByLabel('视图名称').fill(name);
        if (shared) await dialog.getByLabel('共享').selectOption({ index: 1 });
        await dialog.getByRole('button', { name: '保存', exact: true }).click();
        await dialog.getByText(`已保存“${name}”`).waitFor();
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      const other = await opened('registrar.city', '/petitions');
      await numbersOf(other.page);
      await other.page.getByRole('button', { name: '视图' }).click();
      await other.page.getByRole('button', { name: '打开：全局建议件' }).waitFor();
      expect(await other.page.getByText('自己的建议件').count()).toBe(0);
      await other.page.getByRole('button', { name: '打开：全局建议件' }).click();
      await other.page.getByRole('button', { name: '视图：全局建议件' }).waitFor();
      expect(await numbersOf(other.page)).toEqual(numbers);
      expect(await other.page.getByRole('columnheader').count()).toBe(3);
      await other.page.goto(`/work${link({ view: new URL(other.page.url()).searchParams.get('view') ?? '' })}`);
      await other.page.getByRole('button', { name: '视图：全局建议件' }).waitFor();
      expect(await numbersOf(other.page)).toEqual(numbers);
      const stranger = await opened('handler.housing', '/petitions');
      await stranger.page.getByRole('button', { name: '视图' }).click();
      await stranger.page.getByText('还没有视图').waitFor();
      expect([complaints, other.complaints, stranger.complaints]).toEqual([[], [], []]);
      await Promise.all([context, other.context, stranger.context].map((one) => one.close()));
    },
    LONG,
  );
});

describe('what leaves a list', () => {
  const taken = async (page: Page, format: 'xlsx' | 'csv'): Promise<{ name: string; bytes: Buffer }> => {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '导出' });
    await dialog.getByLabel(new RegExp(format)).check();
    await dialog.getByLabel('导出目的').fill('核对登记数据');
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '导出', exact: true }).click()]);
    await dialog.getByText('已下载').waitFor();
    await page.keyboard.press('Escape');
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };

  it.each(['类别:建议意见', '渠道:来信 工资', ''])(
    'is what the list of “%s” shows, as workbook and as text',
    async (filter) => {
      const { page, context, complaints } = await opened(
        'registrar.city',
        link({ filter, sort: 'NUMBER', size: '100', columns: 'number,registeredOn,summary' }),
      );
      const numbers = await numbersOf(page);
      expect(numbers.length).toBeGreaterThan(0);
      const text = await taken(page, 'csv');
      expect(text.name).toMatch(/^信访件查询.*\.csv$/);
      const lines: string[][] = parse(text.bytes, { bom: true });
      expect(lines[0]).toEqual(['信访编号', '登记日期', '概况']);
      expect(lines.slice(1).map(([number]) => number)).toEqual(numbers);
      const book = await taken(page, 'xlsx');
      expect(book.name).toMatch(/^信访件查询.*\.xlsx$/);
      const rows = (await readSheet(book.bytes)) as unknown[][];
      expect(rows.slice(1).map(([number]) => number)).toEqual(numbers);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'is told to leave otherwise where a sheet cannot hold it, and kept only where all of it came',
    async () => {
      const filter = `登记单位:${organId('bureau.city')}`;
      const { page, context } = await opened('registrar.city', link({ filter, columns: 'number,closedOn', sort: 'CLOSED_DESC' }));
      expect((await numbersOf(page)).length).toBeGreaterThan(10);
      expect(await page.getByLabel('排序').inputValue()).toBe('CLOSED_DESC');
      await page.getByRole('button', { name: '导出', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '导出' });
      await dialog.getByText('筛选条件：登记单位:明川市信访局').waitFor();
      const start = dialog.getByRole('button', { name: '导出', exact: true });
      await dialog.getByLabel('导出目的').fill('核对登记数据');
      const sheet = jest.replaceProperty(FORMATS.XLSX, 'rows', 10);
      try {
        await start.click();
        await dialog.getByText('一张电子表格装不下。请改选文本表格（csv），或者缩小筛选范围后分次导出').waitFor();
        expect(await findings(page)).toEqual([]);
      } finally {
        sheet.restore();
      }
      await dialog.getByLabel(/csv/).check();
      let files = 0;
      page.on('download', () => (files += 1));
      await cutWhileReading(city.admin, 'intake.petitioner', async () => {
        await start.click();
        await dialog.getByText('文件没有传完').waitFor();
      });
      expect(files).toBe(0);
      await Promise.all([page.waitForEvent('download'), start.click()]);
      await dialog.getByText('已下载').waitFor();
      await context.close();
    },
    LONG,
  );

  it(
    'names people only after a second person has agreed',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', link({ filter: '类别:建议意见', columns: 'number' }));
      await page.getByRole('button', { name: '导出', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '导出' });
      await dialog.getByRole('checkbox', { name: '信访人', exact: true }).check();
      await dialog.getByRole('button', { name: '导出', exact: true }).click();
      await dialog.getByText('请写明导出的目的').waitFor();
      await dialog.getByLabel('导出目的').fill('逐件电话回访');
      expect(await findings(page)).toEqual([]);
      await dialog.getByRole('button', { name: '导出', exact: true }).click();
      await dialog.getByText('等待本单位负责人审批').waitFor();
      await dialog.getByRole('link', { name: '查看导出记录' }).click();
      await page.getByText('等待审批', { exact: true }).waitFor();
      const mine = page.getByRole('article').filter({ hasText: '逐件电话回访' });
      expect(await mine.getByRole('button', { name: '下载' }).count()).toBe(0);
      const head = await opened('head.bureau.city', '/exports');
      const card = head.page.getByRole('article').filter({ hasText: '逐件电话回访' });
      await card.getByText('同意后').waitFor();
      expect(await findings(head.page)).toEqual([]);
      await card.getByRole('button', { name: '审批同意' }).click();
      await card.waitFor({ state: 'detached' });
      await page.reload();
      const [file] = await Promise.all([page.waitForEvent('download'), mine.getByRole('button', { name: '下载' }).click()]);
      expect((await readFile(await file.path())).length).toBeGreaterThan(0);
      expect([complaints, head.complaints]).toEqual([[], []]);
      await Promise.all([context.close(), head.context.close()]);
    },
    LONG,
  );
});

describe('several rows at once', () => {
  it(
    'are routed row by row, and a refused one is told apart',
    async () => {
      const [one, two, refused] = petitions.filter(({ kind }) => kind === 'CLAIM').slice(0, 3);
      if (!one || !two || !refused) throw new Error('too few claims');
      const { page, context, complaints } = await opened('dispatcher.city', link({ filter: '类别:申诉求决', size: '100' }));
      await numbersOf(page);
      for (const { number } of [one, two, refused]) await page.getByRole('checkbox', { name: `选择 ${number}` }).check();
      await page.getByText('已选3件').waitFor();
      await page.getByRole('button', { name: '批量办理' }).click();
      const act = page.getByRole('button', { name: /转送.*3件/ }).first();
      await act.waitFor();
      // Somebody else was quicker with one of them.
      const { petition } = await city.client.query<{ petition: { version: number } }>(
        'dispatcher2.city',
        'query ($id: ID!) { petition(id: $id) { version } }',
        { id: refused.id },
      );
      await city.client.query('dispatcher2.city', 'mutation ($input: RoutePetitionInput!) { routePetition(input: $input) { id } }', {
        input: { petitionId: refused.id, expectedVersion: petition.version, kind: 'TRANSFER', toOrganId: housing, reason: '属住建职责' },
      });
      await act.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('heading', { level: 2 }).waitFor();
      await dialog.getByLabel('方式').selectOption('TRANSFER');
      await dialog.getByRole('combobox', { name: '转往单位' }).fill('明川市住房');
      await page.getByRole('option', { name: '明川市住房和城乡建设局' }).click();
      await dialog.getByLabel(/理由/).fill('属于住建部门职责');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('已办理2件，未办成1件').waitFor();
      expect(await dialog.locator('li[data-state=refused] .number').innerText()).toBe(refused.number);
      await dialog.getByRole('button', { name: '关闭' }).click();
      await page.getByText('已选1件').waitFor();
      await page
        .getByRole('row')
        .filter({ hasText: one.number })
        .getByText(/已转送交办或者报请|责任单位已收到/)
        .waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});

describe('the keyboard alone', () => {
  it(
    'opens the list, filters, moves, selects and opens a matter',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', '/');
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { name: '信访件查询' }).waitFor();
      await numbersOf(page);
      await page.keyboard.press('/');
      await page.keyboard.type('类别:建议意见 jkx');
      expect(await page.getByRole('textbox', { name: '筛选条件' }).inputValue()).toBe('类别:建议意见 jkx');
      for (let n = 0; n < 4; n += 1) await page.keyboard.press('Backspace');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '去掉条件“类别 建议意见”' }).waitFor();
      const numbers = await numbersOf(page);
      await page.keyboard.press('Tab');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.getByText('已选1件').waitFor();
      expect(await page.getByRole('checkbox', { name: `选择 ${numbers[1]}` }).isChecked()).toBe(true);
      await page.keyboard.press('k');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: numbers[0] ?? '' }).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/work/petition/${petitions.find(({ number }) => number === numbers[0])?.id}`);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'has a map, where single keys are switched off',
    async () => {
      const { page, context, complaints } = await opened('registrar.city', '/petitions');
      await numbersOf(page);
      await page.keyboard.press('Shift+?');
      const map = page.getByRole('dialog', { name: '键盘快捷键' });
      await map.getByText('下一行').waitFor();
      expect(await findings(page)).toEqual([]);
      await map.getByRole('checkbox', { name: '使用快捷键' }).uncheck();
      await page.keyboard.press('Escape');
      await map.waitFor({ state: 'detached' });
      await page.keyboard.press('Shift+?');
      await page.keyboard.press('j');
      expect(await page.evaluate<boolean>("document.activeElement.matches('tbody a')")).toBe(false);
      expect(await map.count()).toBe(0);
      await page.getByRole('button', { name: '快捷键' }).click();
      await map.getByRole('checkbox', { name: '使用快捷键' }).check();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});

describe('the board and the day', () => {
  it(
    'tell what is due, with its reason, by links',
    async () => {
      const { page, context, complaints } = await opened('supervisor.city', '/board');
      await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
      await page.getByText('为什么').first().click();
      await page.locator('details.why[open] li').first().waitFor();
      await page.getByRole('link', { name: '已逾期' }).click();
      await page.getByText('没有符合条件的事项').waitFor();
      expect(await page.getByRole('textbox', { name: '筛选条件' }).inputValue()).toBe('状态:逾期 性质:办理职责');
      await page.getByRole('button', { name: '清除筛选条件' }).click();
      await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});

describe.each([DESKTOP, TABLET, PHONE])('at $width', (viewport) => {
  it.each([
    ['registrar.city', link({ filter: '登记:2020-01-01.. 未办结', size: '20' })],
    ['supervisor.city', '/board'],
    ['dispatcher.city', '/'],
  ])(
    '%s finds %s without a finding of axe in both modes, and not too wide',
    async (account, path) => {
      const { page, context, complaints } = await opened(account, path, viewport);
      await page
        .locator(path === '/' ? '.duty' : 'tbody tr')
        .first()
        .waitFor();
      for (const mode of ['standard', 'elder']) {
        await page.evaluate<undefined>(`void (document.documentElement.dataset.mode = '${mode}')`);
        expect(await findings(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});
