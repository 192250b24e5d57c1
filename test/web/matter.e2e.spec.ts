import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { life, loadCity, organId, type Call } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Browser, Page } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { close, DESKTOP, findings, officer, openBrowser, overflow, PHONE, TABLET, type Sight } from './browser.js';

const LONG = 120_000;
const SECTIONS = ['诉求内容', '信访人', '期限', '办理经过', '文书', '办理记录', '材料', '补充与更正', '重复与相关', '查阅权限'] as const;

let city: World;
let browser: Browser;
let address: string;
const today = (): string => Time.shared.today();
const made: Partial<Record<Call, string>> = {};

const until = (call: Call): Promise<string> =>
  life({ client: city.client, city: loadCity, department: loadCity.departments[0]!, today: today(), tag: `matter ${call}`, until: call });

/** An act through the graph. */
const act = (account: string, name: string, petitionId: string, input: object): Promise<unknown> =>
  city.client.query(account, `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`, {
    input: { petitionId, ...input },
  });

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  for (const call of ['inform', 'accept', 'draft', 'serve'] as const) made[call] = await until(call);
  await atRest(city.admin);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const at = (account: string, viewport = DESKTOP): Promise<Sight> => officer(browser, address, account, { viewport });

const section = (page: Page, name: (typeof SECTIONS)[number]) => page.getByRole('region', { name, exact: true });

async function opened(page: Page, id: string | undefined): Promise<void> {
  await page.goto(`/work/petition/${id}`);
  await section(page, '查阅权限').waitFor();
}

describe('the page of one matter', () => {
  it.each([DESKTOP, TABLET, PHONE])(
    'shows every part of a served claim at $width, with nothing for axe to find in either mode',
    async (viewport) => {
      const sight = await at('handler.housing', viewport);
      const { page } = sight;
      await opened(page, made.serve);
      for (const name of SECTIONS) await expect(section(page, name).count()).resolves.toBe(1);
      for (const mode of ['standard', 'elder']) {
        await page.evaluate(`document.documentElement.dataset.mode = '${mode}'`);
        expect(await findings(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      }
      // On a desktop no name of a section is cut off; narrower, the bar is drawn along.
      await page.evaluate("document.documentElement.dataset.mode = 'standard'");
      const cut = '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector(".matter-nav"))';
      if (viewport === DESKTOP) expect(await page.evaluate(cut)).toBe(0);
      await section(page, '信访人').getByText('申*').waitFor();
      await section(page, '办理经过').getByText('信访工作条例').first().waitFor();
      await section(page, '查阅权限').getByText('明川市住房和城乡建设局 承办员：承办此件').waitFor();
      await close(sight);
    },
    LONG,
  );

  it('is found by its number, and filters the course by act', async () => {
    const sight = await at('handler.housing');
    const { page } = sight;
    const { petition } = await city.client.query<{ petition: { number: string } }>(
      'handler.housing',
      'query ($id: ID!) { petition(id: $id) { number } }',
      { id: made.serve },
    );
    await page.goto(`/work/number/${petition.number}#history`);
    const course = section(page, '办理经过');
    await course.getByLabel('只看').selectOption({ label: '受理' });
    await expect(course.getByRole('listitem').count()).resolves.toBe(1);
    await close(sight);
  });

  it('says why a duty ends on its day', async () => {
    const sight = await at('handler.housing');
    const { page } = sight;
    await opened(page, made.accept);
    const handling = section(page, '期限').getByRole('listitem').filter({ hasText: '办理' }).filter({ hasText: '60日' }).first();
    await handling.getByText('为什么是这一天？').click();
    await handling.getByText('信访工作条例').last().waitFor();
    await expect(handling.locator('details li').count()).resolves.toBeGreaterThan(0);
    await section(page, '期限').getByText('期限变动记录').click();
    const moves = page.getByRole('region', { name: '期限变动记录' });
    await moves.getByRole('row').filter({ hasText: '受理告知' }).filter({ hasText: '完成' }).filter({ hasText: '按期完成' }).waitFor();
    await moves
      .getByRole('row')
      .filter({ hasText: '起算' })
      .filter({ hasText: '办理' })
      .filter({ hasText: '信访工作条例' })
      .first()
      .waitFor();
    expect(await findings(page, '#clocks')).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page
      .getByText(/还有\d+天/)
      .first()
      .waitFor();
    await close(sight);
  });

  it('opens a sealed field with a purpose, shows it once, and the head sees the opening', async () => {
    const sight = await at('handler.housing');
    const { page } = sight;
    await opened(page, made.serve);
    await page.getByRole('button', { name: '查看信访人1姓名（留痕）' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await dialog.getByText('请写明理由，至少5个字。').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('查看的理由').fill('电话核实诉求事项');
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await dialog.getByText('申某', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect(page.getByText('申某', { exact: true }).count()).resolves.toBe(0);
    await close(sight);
    const head = await at('head.housing');
    await opened(head.page, made.serve);
    await section(head.page, '查阅权限').getByRole('cell', { name: '电话核实诉求事项' }).waitFor();
    await close(head);
  });

  it('tells the unit that a report accuses what it tells of a petition that does not exist', async () => {
    const { registerPetition } = await city.client.query<{ registerPetition: { petition: { id: string } } }>(
      'registrar.city',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
      {
        input: {
          channel: 'LETTER',
          kind: 'REPORT',
          receivedOn: today(),
          division: '990100',
          summary: '反映维修资金去向不明',
          text: '请依法核查。',
          requests: [{ text: '请核查' }],
          petitioners: [{ name: '申某' }],
          peopleCount: 1,
          anonymous: false,
          accused: [{ organId: organId('housing.city') }],
        },
      },
    );
    const { id } = registerPetition.petition;
    const sight = await at('handler.housing');
    const { page } = sight;
    const told: string[] = [];
    for (const each of [id, crypto.randomUUID()]) {
      await page.goto(`/work/petition/${each}`);
      await page.getByText('没有这件信访事项').waitFor();
      told.push(await page.getByRole('main').innerHTML());
    }
    expect(told[0]).toBe(told[1]);
    await close(sight);
    const desk = await at('registrar.city');
    await opened(desk.page, id);
    await section(desk.page, '诉求内容').getByText('检举控告内容密封').waitFor();
    await expect(desk.page.getByText('维修资金').count()).resolves.toBe(0);
    await close(desk);
  });

  it('draws a paper as it is printed, with a font for its Chinese, and keeps the seal register', async () => {
    const sight = await at('handler.housing');
    const { page } = sight;
    await opened(page, made.serve);
    const papers = section(page, '文书');
    const paper = papers.getByRole('listitem').filter({ hasText: '信访事项处理意见书' }).first();
    await paper.getByRole('button', { name: /^打开文书/ }).click();
    const dialog = page.getByRole('dialog');
    const frame = page.frameLocator('iframe');
    await frame.getByText('经现场测压').first().waitFor();
    await frame.getByText('申*').first().waitFor();
    const fonts = `document.fonts.ready.then(() => [...document.fonts].some(({ family, status }) => family.includes('Noto Sans SC') && status === 'loaded'))`;
    await expect(frame.locator('body').evaluate(fonts)).resolves.toBe(true);
    await dialog.getByLabel('份数').fill('2');
    await dialog.getByRole('button', { name: '登记并打印' }).click();
    await dialog.getByText('已打印过').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();
    await paper.getByText('2份 经手：市住建局承办员甲').waitFor();
    await paper.getByRole('button', { name: '送达回证（申*）' }).click();
    await frame.getByText('送达回证').first().waitFor();
    await close(sight);
  });

  it('shows without a reload what another officer does meanwhile', async () => {
    const [first, second] = [await at('handler.housing'), await at('handler2.housing')];
    await opened(first.page, made.inform);
    await opened(second.page, made.inform);
    await first.page.evaluate('window.__same = true');
    await second.page.getByRole('button', { name: '受理', exact: true }).click();
    await second.page.getByRole('dialog').locator('[type=submit]').click();
    await section(first.page, '办理经过').getByRole('listitem').filter({ hasText: '受理' }).getByText('新', { exact: true }).waitFor();
    await first.page.getByText('内容已更新').waitFor();
    await expect(first.page.evaluate('window.__same')).resolves.toBe(true);
    await close(first);
    await close(second);
  });

  it('keeps what was typed when the matter has moved meanwhile, and shows what moved it', async () => {
    const sight = await at('handler.housing');
    const { page } = sight;
    await opened(page, made.accept);
    await page.getByRole('button', { name: '申请延期', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('延长天数').fill('30');
    await act('handler2.housing', 'addEvidence', made.accept!, { what: '现场照片', source: '现场查看', heldBy: '房管科' });
    await dialog.getByRole('textbox').last().fill('检测报告尚未出具');
    // The form asks for the matter as it has become; until then it would be refused again.
    const reread = page.waitForResponse((response) => response.request().postData()?.includes('MatterOfAct') ?? false);
    await dialog.locator('[type=submit]').click();
    await dialog.getByText('本件刚刚有了新的变化').waitFor();
    await expect(dialog.getByLabel('延长天数').inputValue()).resolves.toBe('30');
    await (await reread).finished();
    await dialog.locator('[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await section(page, '期限').getByText('等待批准').waitFor();
    await expect(section(page, '办理经过').getByText('新', { exact: true }).count()).resolves.toBe(2);
    await close(sight, /409|400/);
  });
});

describe('what waits for a second person', () => {
  it('is not shown to who proposed it, and is confirmed by another', async () => {
    const proposer = await at('handler.housing');
    await proposer.page.goto('/work/confirmations');
    await proposer.page.getByText('现在没有等待您审批的事项。').waitFor();
    await close(proposer);
    const head = await at('head.housing');
    const { page } = head;
    await page.goto('/work/confirmations');
    const waiting = page.getByRole('region', { name: /^批准延期/ });
    await waiting.getByText('检测报告尚未出具').first().waitFor();
    await waiting.getByText('明川市住房和城乡建设局·承办').waitFor();
    expect(await findings(page)).toEqual([]);
    await waiting.getByRole('button', { name: /^批准延期/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await waiting.waitFor({ state: 'detached' });
    await close(head);
  });

  it.each([DESKTOP, TABLET, PHONE])(
    'shows a draft with its answers at $width, in both modes',
    async (viewport) => {
      const sight = await at('checker.housing', viewport);
      const { page } = sight;
      await page.goto('/work/confirmations');
      await page.getByText('经现场测压，高峰时段水压低于标准。').waitFor();
      for (const mode of ['standard', 'elder']) {
        await page.evaluate(`document.documentElement.dataset.mode = '${mode}'`);
        expect(await findings(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      }
      await close(sight);
    },
    LONG,
  );

  it('has an opinion checked on the card that shows it, and leads to no other page', async () => {
    const sight = await at('checker.housing');
    const { page } = sight;
    await page.goto('/work/confirmations');
    const waiting = page.getByRole('region', { name: /^审核/ });
    await waiting.getByText('经现场测压，高峰时段水压低于标准。').waitFor();
    await waiting.getByRole('button', { name: /^审核/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await waiting.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/work/confirmations');
    await close(sight);
  });
});
