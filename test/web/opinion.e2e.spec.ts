import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { close, findings, look, officer, openBrowser, overflow, PHONE, signIn, type Sight } from './browser.js';
import { Matters } from './matters.js';

const LONG = 300_000;

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

/** A claim that housing has accepted. */
const accepted = (tag: string, until: 'accept' | 'inquire' = 'accept'): Promise<string> =>
  life({
    client: city.client,
    city: loadCity,
    department: loadCity.departments[0]!,
    today: city.node.services.case.time.today(),
    tag: `draft ${tag}`,
    until,
  });

/** An officer in a browser context of their own, on the page of the opinion. */
async function writing(account: string, id: string, viewport?: { width: number; height: number }) {
  const sight = await look(browser, address, viewport ? { viewport } : {});
  const { page } = sight;
  await signIn(page, account, DEMO_PASSWORD);
  await page.goto(`/work/petition/${id}/opinion`);
  const draft = page.getByRole('form', { name: '拟稿' });
  const facts = draft.getByLabel('认定的事实');
  await facts.waitFor();
  return { sight, page, draft, facts, said: (text: string | RegExp) => draft.getByText(text).waitFor() };
}

describe('the draft of an opinion', () => {
  it(
    'is saved automatically, continued by a colleague at another machine, and updated live on both',
    async () => {
      const id = await accepted('shared');
      const first = await writing('handler.housing', id);
      await first.facts.fill('经查看，外墙');
      await first.said(/^已保存 \d\d:\d\d$/);
      const second = await writing('handler2.housing', id);
      await expect(second.facts.inputValue()).resolves.toBe('经查看，外墙');
      await second.said(/承办员甲保存于/);
      await second.facts.fill('经查看，外墙渗水属实。');
      await second.draft.getByRole('button', { name: '保存草稿' }).click();
      await second.said(/^已保存/);
      // The other page takes the text, because it has nothing unsaved.
      await first.said(/承办员乙保存于/);
      await expect(first.facts.inputValue()).resolves.toBe('经查看，外墙渗水属实。');
      await close(first.sight);
      await close(second.sight);
    },
    LONG,
  );

  it(
    'is never overwritten unread: both texts are shown, and the officer keeps either',
    async () => {
      const id = await accepted('torn');
      const first = await writing('handler.housing', id, PHONE);
      const second = await writing('handler2.housing', id);
      await first.facts.fill('共同的开头');
      await first.said(/^已保存/);
      await second.said(/承办员甲保存于/);
      for (const [keeper, mine, theirs, kept] of [
        ['用我填写的', '甲的一稿', '乙的一稿', '甲的一稿'],
        ['用服务器上的', '甲的二稿', '乙的二稿', '乙的二稿'],
      ] as const) {
        await first.sight.context.setOffline(true);
        await first.facts.fill(mine);
        await first.said(/暂时连不上服务器/);
        await second.facts.fill(theirs);
        await second.said(/^已保存/);
        await first.sight.context.setOffline(false);
        const torn = first.page.getByRole('region', { name: '这份草稿有两个不同的内容' });
        await torn.getByRole('cell', { name: mine }).waitFor();
        await torn.getByRole('cell', { name: theirs }).waitFor();
        expect(await findings(first.page)).toEqual([]);
        expect(await overflow(first.page)).toBe(0);
        await torn.getByRole('button', { name: keeper }).click();
        await torn.waitFor({ state: 'detached' });
        await (kept === mine ? second.said(/承办员甲保存于/) : first.said(/承办员乙保存于/));
        for (const { facts } of [first, second]) await expect(facts.inputValue()).resolves.toBe(kept);
      }
      await close(first.sight, /ERR_INTERNET_DISCONNECTED|Failed to load/);
      await close(second.sight);
    },
    LONG,
  );

  it(
    'is saved when the page is left at once, comes back after a reload without a connection, and goes with the opinion to the checker',
    async () => {
      const id = await accepted('left', 'inquire');
      const { sight, page, facts, draft, said } = await writing('handler.housing', id);
      await facts.fill('离开之前');
      await page.getByRole('link', { name: /\d{6}-\d{8}-\d{6}/ }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goBack();
      await facts.waitFor();
      await expect(facts.inputValue()).resolves.toBe('离开之前');
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('SaveOpinionDraft') ? route.abort() : route.continue(),
      );
      await facts.fill('断线时写的');
      await said(/暂时连不上服务器/);
      await page.reload();
      await expect(facts.inputValue()).resolves.toBe('断线时写的');
      await page.unroute('**/graphql');
      await said(/^已保存/);
      await draft.getByLabel('证据第1项', { exact: true }).fill('查看记录');
      for (const outcome of await draft.getByLabel('结论').all()) await outcome.selectOption({ label: '解释说明' });
      for (const answer of await draft.getByLabel('答复').all()) await answer.fill('已说明。');
      for (const basis of await draft.getByLabel('法律依据第1项', { exact: true }).all()) await basis.fill('物业管理条例第五十四条');
      await draft.getByRole('button', { name: '保存并送审' }).click();
      await draft.waitFor({ state: 'detached' });
      const { petition } = await city.client.query<{ petition: { opinion: { facts: string }; opinionDraft: null } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { opinion { facts } opinionDraft { version } } }',
        { id },
      );
      expect(petition).toEqual({ opinion: { facts: '断线时写的' }, opinionDraft: null });
      await close(sight, /ERR_FAILED|Failed to load/);
    },
    LONG,
  );
});

const at = (account: string): Promise<Sight> => officer(browser, address, account);

describe('the opinion', () => {
  it(
    'is drafted, returned, corrected, checked, issued and served on each petitioner, each by the right person',
    async () => {
      const made = await matters.routed();
      await matters.act('handler.housing', 'informPetitioner', made.id, { path: '办理', procedure: '调查' });
      await matters.act('handler.housing', 'acceptPetition', made.id);
      const page = `/work/petition/${made.id}/opinion`;
      const handler = await at('handler.housing');
      await handler.page.goto(page);
      const draft = handler.page.getByRole('form', { name: '拟稿' });
      await draft.getByLabel('认定的事实').fill('三号楼电梯因制动器故障停运。');
      await draft.getByLabel('证据第1项', { exact: true }).fill('电梯检验报告');
      await draft.getByLabel('结论').selectOption({ label: '支持' });
      await draft.getByLabel('答复').fill('限期修复电梯。');
      await handler.page.reload();
      await expect(draft.getByLabel('认定的事实').inputValue()).resolves.toBe('三号楼电梯因制动器故障停运。');
      // The form shows missing parts before three people have worked on the opinion.
      await draft.getByRole('button', { name: '保存并送审' }).click();
      const lacks = draft.getByRole('alert');
      await lacks.getByText('还缺2项必备内容').waitFor();
      await draft.getByLabel('执行期限', { exact: true }).waitFor();
      expect(await findings(handler.page)).toEqual([]);
      await lacks.getByRole('button', { name: '支持或者部分支持的，须填写执行期限。' }).click();
      await handler.page.keyboard.type('12312027');
      await expect(draft.getByLabel('执行期限').inputValue()).resolves.toBe('2027-12-31');
      await lacks.getByText('还缺1项必备内容').waitFor();
      await lacks.getByRole('button', { name: '第1项诉求没有写法律依据。' }).click();
      await handler.page.keyboard.type('特种设备安全法第三十八条');
      await lacks.waitFor({ state: 'detached' });
      // The page shows what has to be on file, and keeps what was typed while that is recorded.
      const before = handler.page.getByRole('region', { name: '送审以前' });
      await before.getByText('尚未听取信访人陈述事实和理由').waitFor();
      expect(await findings(handler.page)).toEqual([]);
      const talk = handler.page.getByRole('dialog');
      await before.getByRole('button', { name: '登记谈话或者调查' }).click();
      await talk.getByLabel('调查方式').selectOption({ label: '谈话笔录' });
      await talk.getByLabel('内容', { exact: true }).fill('本人陈述停运经过');
      await talk.getByLabel('信访人').selectOption({ index: 1 });
      await talk.getByLabel('签名').fill('本人签名');
      for (const name of ['是否已读给对方听并经其认可', '是否已将副本交给信访人'])
        await talk.getByRole('group', { name }).getByRole('radio', { name: '是' }).check();
      await talk.getByRole('button', { name: '登记调查核实' }).click();
      await talk.waitFor({ state: 'detached' });
      await before.getByText('尚未听取信访人陈述事实和理由').waitFor({ state: 'detached' });
      await draft.getByRole('button', { name: '保存并送审' }).click();
      await draft.getByText('尚未调查核实').waitFor();
      await before.getByRole('button', { name: '登记谈话或者调查' }).click();
      await talk.getByLabel('调查方式').selectOption({ label: '调取材料' });
      await talk.getByLabel('内容', { exact: true }).fill('调取检验报告');
      await talk.getByLabel('调查对象').fill('检验机构');
      await talk.getByLabel('提交期限').fill('2027-01-31');
      await talk.getByRole('button', { name: '登记调查核实' }).click();
      await talk.waitFor({ state: 'detached' });
      await before.waitFor({ state: 'detached' });
      await expect(draft.getByLabel('认定的事实').inputValue()).resolves.toBe('三号楼电梯因制动器故障停运。');
      await draft.getByRole('button', { name: '保存并送审' }).click();
      await draft.waitFor({ state: 'detached' });
      await handler.page.getByRole('complementary', { name: '必备内容' }).getByText('必备内容已齐全').waitFor();
      expect(await findings(handler.page)).toEqual([]);
      await handler.page.getByRole('button', { name: '打开预览' }).click();
      await handler.page.frameLocator('.opinion-preview').getByText('限期修复电梯').waitFor();

      const checker = await at('checker.housing');
      const by = async (
        { page: one }: Sight,
        button: string,
        fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
      ): Promise<void> => {
        await one.goto(page);
        await one.getByRole('button', { name: button, exact: true }).click();
        const dialog = one.getByRole('dialog');
        await fill?.(dialog);
        await dialog.locator('[type=submit]').click();
        await dialog.waitFor({ state: 'detached' });
      };
      await by(checker, '退回修改', (dialog) => dialog.getByLabel('要修改的内容').fill('写明修复的方式'));

      await handler.page.reload();
      await handler.page.getByText('写明修复的方式').waitFor();
      await expect(draft.getByLabel('认定的事实').inputValue()).resolves.toBe('三号楼电梯因制动器故障停运。');
      await draft.getByLabel('答复').fill('更换制动器，限期修复电梯。');
      await draft.getByLabel('执行期限').fill('2027-03-31');
      await draft.getByRole('button', { name: '保存并送审' }).click();
      await draft.waitFor({ state: 'detached' });

      await by(checker, '审核');
      await close(checker);
      const issuer = await at('issuer.housing');
      await by(issuer, '签发');
      await close(issuer);

      await handler.page.reload();
      for (const name of ['第1位', '第2位']) {
        await handler.page.getByRole('button', { name: new RegExp(`登记送达：${name}`) }).click();
        const dialog = handler.page.getByRole('dialog');
        // The opinion is chosen as the paper, and the form requires the proof of this way of service.
        expect(await dialog.getByLabel('文书', { exact: true }).locator('option:checked').textContent()).toContain('处理意见书');
        await dialog.getByLabel('送达方式').selectOption({ label: '直接送达' });
        await dialog.locator('[type=submit]').click();
        await dialog.getByText('还有必填的项目').waitFor();
        await dialog.getByLabel('签名', { exact: true }).fill('本人签收');
        await dialog.locator('[type=submit]').click();
        await dialog.waitFor({ state: 'detached' });
      }
      await handler.page.getByRole('button', { name: /登记送达/ }).waitFor({ state: 'detached' });
      const steps = handler.page.getByRole('list', { name: '办理步骤' });
      await expect(steps.getByText('尚未办理').count()).resolves.toBe(0);
      expect(await findings(handler.page)).toEqual([]);
      await close(handler);
    },
    LONG,
  );
});

describe('an opinion that another client has sent incomplete', () => {
  it(
    'shows the checker what it lacks, in the dialog of the check',
    async () => {
      const id = await life({
        client: city.client,
        city: loadCity,
        department: loadCity.departments[0]!,
        today: city.node.services.case.time.today(),
        tag: 'acts incomplete',
        until: 'inquire',
      });
      const { petition } = await city.client.query<{ petition: { requests: { id: string }[] } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { requests { id } } }',
        { id },
      );
      const answers = petition.requests.map(({ id }) => ({ id, outcome: 'SUPPORTED', answer: '限期修复电梯。', basis: [] }));
      await matters.act('handler.housing', 'draftOpinion', id, { facts: '电梯停运属实。', evidence: ['电梯检验报告'], answers });
      const checker = await at('checker.housing');
      await checker.page.goto(`/work/petition/${id}/opinion`);
      await checker.page.getByRole('button', { name: '审核', exact: true }).click();
      const dialog = checker.page.getByRole('dialog');
      await dialog.getByText('本稿缺少必备内容：处理意见及法律法规政策依据、执行方式和执行日期').waitFor();
      await dialog.getByRole('button', { name: '审核通过' }).waitFor();
      expect(await findings(checker.page, 'dialog')).toEqual([]);
      await close(checker);
    },
    LONG,
  );
});
