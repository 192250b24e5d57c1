import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity, organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Browser, Page } from 'playwright-core';
import { ACT_NAMES, actTitle } from '../../web/src/texts/acts/titles.js';
import { world, type World } from '../world.js';
import { findings, look, openBrowser, overflow, PHONE, signIn, type Sight } from './browser.js';

const LONG = 300_000;
const REGISTER =
  'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id number requests { id } petitioners { id } } } }';

let city: World;
let browser: Browser;
let address: string;
const today = Time.shared.today();

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

interface Made {
  readonly id: string;
  readonly number: string;
}

/** A claim at the city bureau. */
async function filed(more: object = {}): Promise<Made> {
  const { registerPetition } = await city.client.query<{ registerPetition: { petition: Made } }>('registrar.city', REGISTER, {
    input: {
      channel: 'LETTER',
      kind: 'CLAIM',
      receivedOn: today,
      division: '990100',
      summary: '小区电梯停运要求修复',
      text: '三号楼电梯停运两个月，老人上下楼困难，请求修复。',
      requests: [{ text: '修复三号楼电梯' }],
      petitioners: [
        { name: '申甲', phone: '13900000001', representative: true },
        { name: '申乙', phone: '13900000002' },
      ],
      peopleCount: 2,
      anonymous: false,
      ...more,
    },
  });
  return registerPetition.petition;
}

/** An act through the graph. */
const act = (account: string, name: string, petitionId: string, input: object = {}): Promise<unknown> =>
  city.client.query(account, `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`, {
    input: { petitionId, ...input },
  });

/** A claim that the housing bureau has received. */
async function routed(by = 'dispatcher.city'): Promise<Made> {
  const made = await filed();
  await act(by, 'routePetition', made.id, {
    kind: 'TRANSFER',
    toOrganId: organId('housing.city'),
    reason: '属住建部门职责',
  });
  return made;
}

/** Somebody at the workbench. */
async function at(account: string, viewport?: { width: number; height: number }): Promise<Sight> {
  const sight = await look(browser, address, viewport ? { viewport } : {});
  await signIn(sight.page, account, DEMO_PASSWORD);
  return sight;
}

const opened = async (page: Page, { id }: Made, name: string) => {
  await page.goto(`/work/petition/${id}/act/${name}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '取消', exact: true }).waitFor();
  return dialog;
};

async function end({ context, complaints }: Sight, allowed: RegExp = /^$/): Promise<void> {
  expect(complaints.filter((one) => !allowed.test(one))).toEqual([]);
  await context.close();
}

describe('the forms of the acts', () => {
  it(
    'open without a complaint, with nothing for axe to find, in both modes and on a phone',
    async () => {
      const made = await routed();
      const sight = await at('handler.housing', PHONE);
      const { page } = sight;
      const names = ACT_NAMES.filter((name) => !['draftOpinion', 'checkOpinion', 'returnOpinion', 'issueOpinion'].includes(name));
      const found: string[] = [];
      for (const mode of ['standard', 'elder']) {
        await page.evaluate(`document.documentElement.dataset.mode = '${mode}'`);
        for (const name of names) {
          await page.evaluate(`history.pushState(null, '', '/work/petition/${made.id}/act/${name}')`);
          await page
            .getByRole('dialog', { name: actTitle(name) })
            .getByRole('button', { name: '取消', exact: true })
            .waitFor();
          found.push(
            ...(await findings(page, 'dialog', mode === 'elder' ? ['color-contrast', 'target-size'] : [])).map(
              (one) => `${name} ${mode} ${one}`,
            ),
          );
          const wider = await page.evaluate<number>(
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('dialog'))",
          );
          if (wider > 0 || (await overflow(page)) > 0) found.push(`${name} ${mode} is too wide for a phone`);
        }
      }
      expect(found).toEqual([]);
      await end(sight);
    },
    LONG,
  );

  it(
    'lead from the paper that an act has issued to its print and its service',
    async () => {
      const made = await routed();
      const sight = await at('handler.housing');
      const { page } = sight;
      await page.goto(`/work/petition/${made.id}`);
      await page.getByRole('button', { name: '受理', exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      // The button says what it does.
      await dialog.getByRole('button', { name: '受理并出具告知书', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      const issued = page.locator('[data-issued=acceptPetition]');
      await issued.getByText(/^已出具文书：受理告知书 .*信访〔\d{4}〕\d+号$/).waitFor();
      expect(await issued.getByRole('link', { name: '打开文书打印' }).getAttribute('href')).toBe(`/work/petition/${made.id}#documents`);
      await issued.getByRole('button', { name: '登记这份文书的送达' }).click();
      const service = page.getByRole('dialog');
      const paper = service.getByLabel('文书', { exact: true });
      expect(
        await paper.evaluate((field) => (field as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]?.text),
      ).toMatch(/^受理告知书/);
      await service.getByRole('button', { name: '取消', exact: true }).click();
      await end(sight);
    },
    LONG,
  );

  it(
    'ask for the day of an inquiry, choose the only petitioner, and call nothing optional that its form demands',
    async () => {
      const made = await filed({ petitioners: [{ name: '申甲', phone: '13900000001' }], peopleCount: 1 });
      await act('dispatcher.city', 'routePetition', made.id, {
        kind: 'TRANSFER',
        toOrganId: organId('housing.city'),
        reason: '属住建部门职责',
      });
      await act('handler.housing', 'acceptPetition', made.id, { way: 'post', proof: { receiptNumber: 'EMS-1' } });
      const sight = await at('handler.housing');
      const { page } = sight;
      const dialog = await opened(page, made, 'recordInquiry');
      await dialog.getByLabel('调查方式').selectOption('INTERVIEW');
      await expect(dialog.getByLabel('调查日期', { exact: true }).inputValue()).resolves.toBe(today);
      await dialog.getByLabel(/^信访人/).waitFor();
      expect(await dialog.getByLabel(/^信访人/).inputValue()).not.toBe('');
      await dialog.getByLabel('调查方式').selectOption('SITE_VISIT');
      for (const label of ['地点', '在场人员', '查明的情况']) await dialog.getByLabel(label, { exact: true }).waitFor();
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('还有必填的项目').waitFor();
      await end(sight);
    },
    LONG,
  );

  it(
    'informs and accepts, demands what the way of sending needs, and keeps what was typed over a reload',
    async () => {
      const made = await routed();
      const sight = await at('handler.housing');
      const { page } = sight;
      const inform = await opened(page, made, 'informPetitioner');
      await inform.locator('[type=submit]').click();
      await inform.getByText('还有必填的项目').waitFor();
      // The cursor stands in the first field that lacks something.
      await page.keyboard.type('信访事项办理程序');
      await expect(inform.getByLabel('办理途径').inputValue()).resolves.toBe('信访事项办理程序');
      await inform.getByLabel('办理程序').fill('调查核实后出具处理意见书');
      await inform.getByLabel('送达方式').selectOption({ label: '邮寄送达' });
      await inform.locator('[type=submit]').click();
      // By post the rules ask for the number of the receipt, and so does the form.
      await inform.getByText('还有必填的项目').waitFor();
      expect(await page.evaluate("document.activeElement.closest('[data-place]').dataset.place")).toBe('proof.receiptNumber');
      await expect(inform.getByLabel('办理程序').inputValue()).resolves.toBe('调查核实后出具处理意见书');
      await page.reload();
      await expect(inform.getByLabel('办理程序').inputValue()).resolves.toBe('调查核实后出具处理意见书');
      await inform.getByLabel('回执编号').fill('EMS0001');
      await inform.locator('[type=submit]').click();
      await inform.waitFor({ state: 'detached' });
      const accept = await opened(page, made, 'acceptPetition');
      await accept.locator('[type=submit]').click();
      await accept.waitFor({ state: 'detached' });
      const { petition } = await city.client.query<{ petition: { stage: string } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { stage } }',
        { id: made.id },
      );
      expect(petition.stage).toBe('accepted');
      await end(sight);
    },
    LONG,
  );

  it(
    'asks for an extension, refused with its article where it is too long, which the head grants, seeing what was proposed',
    async () => {
      const made = await routed();
      await act('handler.housing', 'informPetitioner', made.id, { path: '办理', procedure: '调查' });
      await act('handler.housing', 'acceptPetition', made.id);
      const handler = await at('handler.housing');
      const ask = await opened(handler.page, made, 'requestExtension');
      await ask.getByLabel('天数').fill('31');
      await ask.getByLabel('理由').fill('需要专业机构检测电梯');
      await ask.locator('[type=submit]').click();
      await ask.getByRole('alert').getByText('依据').waitFor();
      await expect(ask.getByLabel('理由').inputValue()).resolves.toBe('需要专业机构检测电梯');
      await ask.getByLabel('天数').fill('30');
      await ask.locator('[type=submit]').click();
      await ask.waitFor({ state: 'detached' });
      await end(handler);
      const head = await at('head.housing');
      const grant = await opened(head.page, made, 'extendHandling');
      await grant.getByText('需要专业机构检测电梯').waitFor();
      await grant.locator('[type=submit]').click();
      await grant.waitFor({ state: 'detached' });
      await end(head);
      const { petition } = await city.client.query<{ petition: { extension: { days: number; approvedOn: string } } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { extension { days approvedOn } } }',
        { id: made.id },
      );
      expect(petition.extension).toEqual({ days: 30, approvedOn: today });
    },
    LONG,
  );

  it(
    'objects to a transfer; the head sends it, the sender decides and another confirms',
    async () => {
      const made = await routed('head.bureau.city');
      const step = async (
        account: string,
        name: string,
        fill: (dialog: ReturnType<Page['getByRole']>, page: Page) => Promise<void>,
      ): Promise<void> => {
        const sight = await at(account);
        const dialog = await opened(sight.page, made, name);
        await fill(dialog, sight.page);
        await dialog.locator('[type=submit]').click();
        await dialog.waitFor({ state: 'detached' });
        await end(sight);
      };
      await step('handler.housing', 'objectToTransfer', async (dialog, page) => {
        await dialog.getByLabel('详细理由').fill('该小区由供水集团自管，不属本单位职责');
        await dialog.getByLabel('职责依据').fill('三定规定第三条');
        await dialog.getByRole('combobox', { name: '建议的办理单位' }).fill('供水');
        await page.getByRole('option', { name: /供水集团/ }).click();
      });
      await step('head.housing', 'confirmObjection', async (dialog) => dialog.getByText('该小区由供水集团自管').waitFor());
      await step('dispatcher2.city', 'decideObjection', async (dialog) => {
        await dialog.getByRole('radio', { name: '否' }).check();
        await dialog.getByLabel('核实理由').fill('电梯属住建部门监管');
      });
      await step('head.bureau.city', 'confirmObjectionDecision', async (dialog) => dialog.getByText('电梯属住建部门监管').waitFor());
      const { petition } = await city.client.query<{ petition: { records: { state: string }[] } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { records(kinds: ["objection"]) { state } } }',
        { id: made.id },
      );
      expect(petition.records).toEqual([{ state: 'rejected' }]);
    },
    LONG,
  );
});

describe('the opinion', () => {
  it(
    'is drafted, returned, mended, checked, issued and served on each petitioner, each by the right person',
    async () => {
      const made = await routed();
      await act('handler.housing', 'informPetitioner', made.id, { path: '办理', procedure: '调查' });
      await act('handler.housing', 'acceptPetition', made.id);
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
      // What an opinion of this kind lacks is told before three people have worked on it.
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
      // The page says beforehand what has to be on file, and keeps what was typed while that is recorded.
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
      await end(checker);
      const issuer = await at('issuer.housing');
      await by(issuer, '签发');
      await end(issuer);

      await handler.page.reload();
      for (const name of ['第1位', '第2位']) {
        await handler.page.getByRole('button', { name: new RegExp(`登记送达：${name}`) }).click();
        const dialog = handler.page.getByRole('dialog');
        // The paper is the opinion; the proof that this way needs is demanded here, and not refused afterwards.
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
      await end(handler);
    },
    LONG,
  );
});

describe('an opinion that another client has sent incomplete', () => {
  it(
    'tells the checker what it lacks, in the window in which it is checked',
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
      await act('handler.housing', 'draftOpinion', id, { facts: '电梯停运属实。', evidence: ['电梯检验报告'], answers });
      const checker = await at('checker.housing');
      await checker.page.goto(`/work/petition/${id}/opinion`);
      await checker.page.getByRole('button', { name: '审核', exact: true }).click();
      const dialog = checker.page.getByRole('dialog');
      await dialog.getByText('本稿缺少必备内容：处理意见及法律法规政策依据、执行方式和执行日期').waitFor();
      await dialog.getByRole('button', { name: '审核通过' }).waitFor();
      expect(await findings(checker.page, 'dialog')).toEqual([]);
      await end(checker);
    },
    LONG,
  );
});

describe('the page of what is to be routed', () => {
  it(
    'routes one by keyboard alone, and several at once with a report of the refused one',
    async () => {
      const filings = [];
      for (const at of [1, 2, 3, 4, 5, 6])
        filings.push(await filed({ summary: `路灯损坏第${at}处`, addressedTo: [organId('housing.city')] }));
      const sight = await at('dispatcher.city');
      const { page } = sight;
      await page.getByRole('navigation').getByRole('link', { name: '分办' }).click();
      // Those of one day stand in the order in which their terms reached the board.
      const rows = page.getByRole('listitem').locator('.number');
      for (;;) {
        await rows.first().waitFor();
        if ((await rows.count()) >= filings.length) break;
        await page.reload();
      }
      const shown = await rows.allTextContents();
      const all = filings.toSorted((a, b) => shown.indexOf(a.number) - shown.indexOf(b.number));
      const form = page.getByRole('form', { name: '分办' });
      await form.getByText(all[0]?.number ?? '').waitFor();
      await page.getByRole('region', { name: '诉求内容' }).getByRole('heading', { name: '诉求事项' }).waitFor();
      await page.keyboard.press('Alt+KeyJ');
      await page.getByText(`${all[0]?.number} 已转往`).waitFor();
      // The next one, filled in by keyboard.
      await form.getByText(all[1]?.number ?? '').waitFor();
      expect(await findings(page)).toEqual([]);
      await form.getByRole('combobox', { name: '转往单位' }).focus();
      await page.keyboard.type('住建');
      await page.getByRole('option', { name: /市住/ }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await form.getByLabel('理由').focus();
      await page.keyboard.type('属住建部门职责');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText(`${all[1]?.number} 已转往`).waitFor();

      // Meanwhile another dispatcher has routed one of those that are chosen.
      await page.getByLabel('全选').check();
      await act('dispatcher2.city', 'routePetition', all[3]?.id ?? '', {
        kind: 'TRANSFER',
        toOrganId: organId('housing.city'),
        reason: '职责范围',
      });
      const left = await page.getByRole('checkbox', { name: /选择/ }).count();
      await page.getByRole('button', { name: /批量分办/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('方式').selectOption({ label: '转送' });
      const receiver = dialog.getByRole('combobox', { name: '转往单位' });
      await receiver.fill('没有这个单位');
      await dialog.getByRole('status').filter({ hasText: '没有找到' }).waitFor();
      // The first Escape closes the list and takes back what names nothing; the window stays.
      await page.keyboard.press('Escape');
      expect(await receiver.inputValue()).toBe('');
      expect(await receiver.getAttribute('aria-expanded')).toBe('false');
      await receiver.fill('住建');
      await page.getByRole('option', { name: /市住/ }).first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('option', { name: /市住/ }).first().click();
      await dialog.getByLabel('理由').fill('属住建部门职责');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText(`已办理${left - 1}件，未办成1件`).waitFor();
      await dialog
        .getByRole('listitem')
        .filter({ hasText: all[3]?.number ?? '' })
        .getByText('代码')
        .waitFor();
      await dialog.getByRole('button', { name: '只重办未办成的' }).waitFor();
      await dialog.getByRole('button', { name: '关闭' }).click();
      await page.getByText('没有待分办').waitFor();
      await end(sight);
    },
    LONG,
  );

  it(
    'keeps what another act was done to, and lets go of it when it is routed',
    async () => {
      const made = await filed({ summary: '路灯损坏待研判' });
      const sight = await at('dispatcher.city');
      const { page } = sight;
      await page.getByRole('navigation').getByRole('link', { name: '分办' }).click();
      const row = page.getByRole('checkbox', { name: `选择${made.number}` });
      await row.waitFor();
      await page.getByRole('button', { name: `分办 ${made.number}` }).click();
      await page
        .getByRole('group', { name: '其他办理' })
        .getByRole('button', { name: actTitle('proposeExit') })
        .click();
      const dialog = page.getByRole('dialog', { name: actTitle('proposeExit') });
      await dialog.getByRole('option').nth(1).waitFor({ state: 'attached' });
      await dialog.getByRole('combobox').first().selectOption({ index: 1 });
      await dialog.getByLabel('理由').fill('宜按申诉求决办理');
      await dialog.locator('[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      await expect(
        city.client.query('dispatcher.city', 'query ($id: ID!) { petition(id: $id) { history { act } } }', { id: made.id }),
      ).resolves.toMatchObject({ petition: { history: expect.arrayContaining([{ act: 'proposeExit' }]) } });
      await row.waitFor();
      const form = page.getByRole('form', { name: '分办' });
      await form.getByText(made.number).waitFor();
      await form.getByRole('combobox', { name: '转往单位' }).fill('住建');
      await page.getByRole('option', { name: /市住/ }).first().click();
      await form.getByLabel('理由').fill('属住建部门职责');
      await form.getByRole('button', { name: '提交，看下一件' }).click();
      await page.getByText(`${made.number} 已转往`).waitFor();
      await row.waitFor({ state: 'detached' });
      await end(sight);
    },
    LONG,
  );
});
