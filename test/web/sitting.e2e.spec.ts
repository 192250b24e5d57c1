import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { organId, personId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Browser, Page } from 'playwright-core';
import { CLERK, SEATS, SUBSTITUTE, hearingStock, type Heard, type Hearings } from '../refusals.hearings.stock.js';
import { world, type World } from '../world.js';
import { DESKTOP, PHONE, TABLET, findings, look, officer, openBrowser, overflow, type Sight } from './browser.js';
import { day } from './course.js';
import { lineTo, type Line } from './line.js';

const LONG = 180_000;
const SECOND_CLERK = 'checker.housing';
const STRANGER = 'handler.labour';
const STRANGER_NAME = '市人社局承办员甲';

let city: World;
let browser: Browser;
let line: Line;
let address: string;
let hearings: Hearings;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  line = await lineTo(city.node.port);
  address = `http://127.0.0.1:${city.node.port}`;
  hearings = await hearingStock({ client: city.client, today: day(), pass: () => Promise.resolve('') });
  await act('security', 'grantRole', { personId: personId(SECOND_CLERK), organId: organId('housing.city'), role: 'CLERK' });
}, LONG);

afterEach(() => line.mend());

afterAll(async () => {
  Time.shared.set(null);
  await browser.close();
  await line.close();
  await city.close();
});

const act = (account: string, name: string, input: object) =>
  city.client.query(account, `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`, {
    input,
  });

/** The sitting as an officer has it open, over the line that may be cut or not. */
async function sitting(account: string, { hearingId }: Heard, over = address): Promise<Sight> {
  const sight = await officer(browser, over, account);
  const hears = sight.page.waitForResponse((answer) => answer.url().includes('/live?'));
  await sight.page.goto(`/work/hearings/${hearingId}/sitting`);
  await hears;
  return sight;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const part = (page: Page, name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
const form = (page: Page) => page.getByRole('form', { name: '记一条' });
const recorded = (page: Page) => page.locator('[data-entry]');

async function record(page: Page, kind: string, text: string): Promise<void> {
  await form(page).getByLabel('类别').selectOption(kind);
  await form(page).getByLabel('内容').fill(text);
  await press(page, '记入');
}

const numbers = async (page: Page): Promise<string[]> =>
  (await Promise.all((await recorded(page).all()).map((entry) => entry.getAttribute('data-entry')))).map(String);
/** Numbers and texts of the entries, as the page shows them in their order. */
const shown = async (page: Page): Promise<string[]> => {
  const texts = await Promise.all((await recorded(page).all()).map((entry) => entry.locator('p').first().innerText()));
  return (await numbers(page)).map((number, n) => `${number} ${texts[n]}`);
};
const kept = async ({ hearingId }: Heard) => {
  const { rows } = await city.admin.query<{ number: number; text: string }>(
    'select number, text from hearing.hearing_entry where hearing_id = $1 order by number',
    [hearingId],
  );
  return rows.map(({ number, text }) => `${number} ${text}`);
};

async function unflawed(page: Page): Promise<void> {
  for (const viewport of [DESKTOP, TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  }
  await page.setViewportSize(DESKTOP);
}

describe('the live sitting', () => {
  it(
    'is written by two clerks beside each other; the line of one is cut, nothing is lost, nothing doubled, and both have one order',
    async () => {
      const at = hearings.told;
      const first = await sitting(CLERK, at, line.address);
      const second = await sitting(SECOND_CLERK, at);
      const member = await sitting(SEATS[0], at);
      const [one, other] = [first.page, second.page];
      await member.page.getByText('听证尚未开始').waitFor();
      for (const box of await part(one, '开庭').getByRole('checkbox').all()) await box.check();
      await press(one, '宣布听证开始');
      for (const page of [one, other]) await form(page).waitFor();
      await record(one, 'identity', '到场人员身份已核对');
      await record(one, 'rules', '宣读纪律');
      await record(one, 'challenge', '告知回避权利，均不申请');
      await other.getByText('告知回避权利，均不申请').waitFor();
      await record(other, 'petitioner_statement', '信访人陈述漏水经过');
      await one.getByText('信访人陈述漏水经过').waitFor();

      await line.cut();
      await record(one, 'organ_statement', '中断时记的第一条');
      await one.getByText('连线中断，已记下1条').waitFor();
      await record(one, 'question', '中断时记的第二条');
      await one.getByText('连线中断，已记下2条').waitFor();
      expect(await one.locator('[data-waiting]').count()).toBe(2);
      await form(one).getByLabel('内容').fill('还没有写完');
      await record(other, 'answer', '另一书记员同时记的一条');
      await recorded(other).getByText('另一书记员同时记的一条').waitFor();
      expect(await kept(at)).toHaveLength(5);

      await line.mend();
      await one.locator('[data-waiting]').first().waitFor({ state: 'detached' });
      for (const page of [one, other, member.page])
        for (const text of ['中断时记的第二条', '另一书记员同时记的一条']) await recorded(page).getByText(text).waitFor();
      const order = await kept(at);
      expect(order).toEqual([
        '1 到场人员身份已核对',
        '2 宣读纪律',
        '3 告知回避权利，均不申请',
        '4 信访人陈述漏水经过',
        '5 另一书记员同时记的一条',
        '6 中断时记的第一条',
        '7 中断时记的第二条',
      ]);
      for (const page of [one, other, member.page]) expect(await shown(page)).toEqual(order);
      expect(await form(one).getByLabel('内容').inputValue()).toBe('还没有写完');

      // What has no answer is still there after the page was loaded again, and goes out once.
      await line.cut();
      await record(one, 'debate', '重开页面以前记的一条');
      await one.getByText('连线中断，已记下1条').waitFor();
      await line.mend();
      await one.reload();
      await recorded(one).getByText('重开页面以前记的一条').waitFor();
      expect((await kept(at)).filter((text) => text.endsWith('重开页面以前记的一条'))).toEqual(['8 重开页面以前记的一条']);

      // A correction stands beside its original.
      await form(other).getByLabel('更正第几条').fill('6');
      await record(other, 'organ_statement', '更正后的陈述');
      const original = one.locator('[data-entry="6"]');
      await original.getByText('有更正：第9条').waitFor();
      expect(await original.innerText()).toContain('中断时记的第一条');
      await unflawed(one);
      for (const sight of [first, second, member]) await sight.context.close();
    },
    LONG,
  );

  it(
    'refuses an entry out of its order in words, keeps it for the clerk, and lets the others go on',
    async () => {
      const { page, context } = await sitting(CLERK, hearings.open);
      await part(page, '议程').getByText('休会前还须有：信访人陈述、办理单位陈述、最后陈述').waitFor();
      expect(await page.getByRole('button', { name: '宣布休会评议' }).isDisabled()).toBe(true);
      await record(page, 'last_words', '过早的最后陈述');
      await page.getByText('没有记入：记入“最后陈述”以前，笔录中还须有：信访人陈述、办理单位陈述').waitFor();
      await record(page, 'note', '随后的记事');
      await recorded(page).getByText('随后的记事').waitFor();
      await press(page, '取回修改');
      expect(await form(page).getByLabel('内容').inputValue()).toBe('过早的最后陈述');
      await record(page, 'note', '改为记事');
      await recorded(page).getByText('改为记事').waitFor();

      await record(page, 'evidence', '现场照片');
      await page.getByText('没有记入：证据须有64位十六进制的校验值').waitFor();
      await press(page, '取回修改');
      const shown = Buffer.from('当庭播放的录像');
      const hash = createHash('sha256').update(shown).digest('hex');
      await form(page).getByLabel('当庭出示的文件、影像').setInputFiles({ name: '录像.mp4', mimeType: 'video/mp4', buffer: shown });
      await form(page).getByText(hash).waitFor();
      await press(page, '记入');
      await recorded(page).getByText(hash).waitFor();
      await context.close();
    },
    LONG,
  );

  it(
    'is followed with a code, with and without script, over a line that is cut, and by nobody any more when that is taken back',
    async () => {
      const at = hearings.open;
      const { page, context } = await sitting(CLERK, at);
      await part(page, '旁听').getByLabel('没有账号的人员姓名').fill('王记者');
      await press(page, '准许旁听');
      const code = await part(page, '旁听').locator('code').innerText();

      const scripted = await look(browser, line.address);
      const plain = await look(browser, address, { script: false });
      for (const one of [scripted.page, plain.page]) {
        await one.goto('/follow');
        await one.getByLabel('旁听码').fill('ABCD-2345-EFGH-6789');
        await press(one, '进入');
        await one.getByText('旁听码不正确').waitFor();
        await one.getByLabel('旁听码').fill(code.toLowerCase());
        await press(one, '进入');
        await one.getByText('仅供准许旁听的人员查看').waitFor();
      }
      await scripted.page.getByText('有新记录时，本页会自动更新').waitFor();
      await record(page, 'petitioner_statement', '李某的电话是13800138000');
      await scripted.page.getByText('李某的电话是（电话略）').waitFor();
      await line.cut();
      await scripted.page.getByText('连线中断，正在重连').waitFor();
      for (const text of ['中断时说的第一句', '中断时说的第二句']) {
        await record(page, 'question', text);
        await recorded(page).getByText(text).waitFor();
      }
      await line.mend();
      await scripted.page.getByText('中断时说的第二句').waitFor();
      await scripted.page.getByText('连线中断，正在重连').waitFor({ state: 'detached' });
      await press(plain.page, '刷新');
      await plain.page.getByText('中断时说的第二句').waitFor();
      for (const one of [scripted.page, plain.page]) {
        expect(await numbers(one)).toEqual((await kept(at)).map((_, n) => String(n + 1)));
        expect(await one.locator('main').innerText()).not.toContain('13800138000');
      }
      await unflawed(scripted.page);
      expect(await plain.page.locator('[data-mark^=王记者]').count()).toBe(24);

      await press(page, '取消王记者旁听');
      await part(page, '旁听').getByText('已于').waitFor();
      await press(plain.page, '刷新');
      await plain.page.getByText('旁听码不正确').waitFor();
      await record(page, 'note', '取消以后的记事');
      await scripted.page.getByText('旁听码不正确').waitFor();
      expect(await scripted.page.locator('main').innerText()).not.toContain('中断时说的第一句');
      for (const one of [context, scripted.context, plain.context]) await one.close();
    },
    LONG,
  );

  it(
    'notes who comes and goes, from when to when',
    async () => {
      const { page, context } = await sitting(CLERK, hearings.open);
      const attendance = part(page, '到场');
      await attendance.getByText('登记到场', { exact: true }).first().click();
      await attendance.getByLabel('姓名').fill('李证人');
      await attendance.getByLabel('身份').selectOption('witness');
      await press(page, '登记到场');
      await attendance.getByText(/证人 李证人 \d\d:\d\d起/).waitFor();
      await press(page, '李证人离场');
      await attendance.getByText(/证人 李证人 \d\d:\d\d至\d\d:\d\d/).waitFor();
      await context.close();
    },
    LONG,
  );

  it(
    'is followed by an officer with an account who was admitted, and by no other',
    async () => {
      const at = hearings.open;
      const stranger = await officer(browser, address, STRANGER);
      await stranger.page.goto(`/work/hearings/${at.hearingId}/sitting`);
      await stranger.page.getByText('没有这场听证').waitFor();
      const clerk = await sitting(CLERK, at);
      const followers = part(clerk.page, '旁听');
      const account = followers.getByLabel('旁听人员的账号');
      await account.fill('nobody.at.all');
      await account.blur();
      await followers.getByText('没有这个账号').waitFor();
      await account.fill(STRANGER);
      await account.blur();
      await followers.getByText(`账号持有人：${STRANGER_NAME}`).waitFor();
      await unflawed(clerk.page);
      await press(clerk.page, '准许旁听');
      await followers.getByRole('listitem').getByText(STRANGER_NAME).waitFor();
      await clerk.context.close();
      await stranger.page.reload();
      await stranger.page.getByText('仅供准许旁听的人员查看').waitFor();
      await act(CLERK, 'addHearingEntries', { ...at, entries: [{ kind: 'note', text: '旁听的人看到的记事' }] });
      await recorded(stranger.page).getByText('旁听的人看到的记事').waitFor();
      expect(await stranger.page.getByRole('form').count()).toBe(0);
      await unflawed(stranger.page);
      await stranger.context.close();
    },
    LONG,
  );
});

describe('the vote', () => {
  it(
    'takes the own ballot once; a member who leaves stops it and the substitutes come up for the clerk',
    async () => {
      const at = hearings.deliberating;
      const clerk = await sitting(CLERK, at);
      const [presider, second] = [await sitting(SEATS[0], at), await sitting(SEATS[1], at)];
      const vote = part(clerk.page, '表决');
      await vote.getByLabel('表决事项').fill('是否支持信访人的诉求');
      await press(clerk.page, '开始表决');
      await vote.getByText('已投0票，共3票').waitFor();
      for (const { page } of [presider, second]) {
        await page.getByRole('radio', { name: '支持', exact: true }).check();
        await press(page, '投票');
        await page.getByText('您已投票').waitFor();
        expect(await page.getByRole('button', { name: '投票', exact: true }).count()).toBe(0);
      }
      await vote.getByText('已投2票，共3票').waitFor();
      expect(await clerk.page.getByRole('button', { name: '停止表决并计票' }).isDisabled()).toBe(true);
      await unflawed(clerk.page);

      const attendance = part(clerk.page, '到场');
      await attendance.getByText('听证员离开', { exact: true }).click();
      await attendance.getByLabel('离开的听证员').selectOption(personId(SEATS[2]));
      await attendance.getByLabel('理由').fill('突发疾病');
      await press(clerk.page, '登记离开');
      await vote.getByText('已中止，不计结果').waitFor();
      await vote.getByText('中止原因：突发疾病').waitFor();
      await presider.page.getByText('已中止，不计结果').waitFor();
      await press(clerk.page, `由${SUBSTITUTE}递补`);
      await attendance.getByText('登记到场', { exact: true }).first().click();
      await press(clerk.page, `登记到场：${SUBSTITUTE}`);
      await attendance.getByText('合议庭可以开庭、表决').waitFor();
      await vote.getByLabel('表决事项').fill('再次表决');
      await press(clerk.page, '开始表决');
      for (const account of [SEATS[0], SEATS[1], SUBSTITUTE]) await act(account, 'castBallot', { ...at, choice: '支持' });
      await vote.getByText('已投3票，共3票').waitFor();
      await press(clerk.page, '停止表决并计票');
      await vote.getByText('支持：3票，不支持：0票').waitFor();
      for (const sight of [clerk, presider, second]) await sight.context.close();
    },
    LONG,
  );
});
