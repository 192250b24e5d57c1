import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Browser, Page } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn, TABLET, type Sight } from './browser.js';

const BY_NUMBER = `query ($number: String!) { petitionByNumber(number: $number) {
  id kind summary receivedOn registeredOn postmarkOn stampNumber barCode peopleCount occurrence repeats { number } respondent { organ { name } text }
  files { role type } visit { headCount called { name } } petitioners { representative } } }`;

interface Read {
  petitionByNumber: {
    id: string;
    kind: string;
    summary: string | null;
    receivedOn: string;
    registeredOn: string;
    postmarkOn: string | null;
    stampNumber: number | null;
    barCode: string | null;
    peopleCount: number;
    occurrence: string | null;
    repeats: { number: string }[];
    respondent: { organ: { name: string } | null; text: string | null }[];
    files: { role: string; type: string | null }[];
    visit: { headCount: number; called: { name: string }[] } | null;
    petitioners: { representative: boolean }[];
  };
}

const earlier = {
  channel: 'LETTER',
  kind: 'CLAIM',
  division: '990100',
  summary: '湖畔花园三号楼电梯停运两个月',
  text: '湖畔花园三号楼电梯自九月起停运，住户中有行动不便的老人，物业称维修资金未批。',
  requests: [{ text: '请求督促维修三号楼电梯' }],
  petitioners: [{ name: '试甲', phone: '13900000011', address: '演示路11号' }],
};

let city: World;
let browser: Browser;
let address: string;
let first: string;
const today = (): string => Time.shared.today();

const read = async (number: string): Promise<Read['petitionByNumber']> =>
  (await city.client.query<Read>('registrar.city', BY_NUMBER, { number })).petitionByNumber;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const { registerPetition } = await city.client.query<{ registerPetition: { number: string } }>(
    'registrar.city',
    'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number } }',
    { input: { ...earlier, receivedOn: today(), stampNumber: 1 } },
  );
  first = registerPetition.number;
  await atRest(city.admin);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

async function desk(options: Parameters<typeof look>[2] = {}, path = '/work/desk'): Promise<Sight> {
  const sight = await look(browser, address, options);
  await signIn(sight.page, 'registrar.city', DEMO_PASSWORD);
  await sight.page.goto(path);
  await sight.page.getByRole('heading', { level: 1 }).waitFor();
  return sight;
}

const factOf = async (page: Page, sort: 'own' | 'report', name: string): Promise<string> =>
  (await page.locator(`[data-registered=${sort}] [data-fact=${name}]`).textContent()) ?? '';

/** Presses Tab until the field of that name, or the button of that text, has the focus. */
async function tabTo(page: Page, name: string, known: 'name' | 'textContent' = 'name'): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if ((await page.evaluate<string>(`document.activeElement.${known}`)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard did not reach ${name}`);
}

describe('the registration desk', () => {
  it('registers a letter by keyboard alone and links the earlier matter beside it', async () => {
    const { page, context, complaints } = await desk();
    const type = async (name: string, text: string) => {
      await tabTo(page, name);
      await page.keyboard.type(text);
    };
    await type('stampNumber', '3');
    await type('barCode', 'XF-2025-0003');
    await type('summary', '湖畔花园三号楼电梯停运，老人下楼困难');
    await type('text', '湖畔花园三号楼电梯停运两个月，物业称维修资金未批，住户中有行动不便的老人，请求尽快维修。');
    await type('request-0', '请求督促维修三号楼电梯');
    await type('name-0', '试甲');
    const beside = page.getByRole('complementary', { name: '相近的事项' });
    await beside.locator(`[data-number="${first}"]`).getByText('表述相同').waitFor();
    await type('phone-0', '13900000011');
    await type('address-0', '演示路11号');
    await type('respondent-0', '明川市住房和城乡建设局');
    await page.locator('datalist option[value="明川市住房和城乡建设局"]').waitFor({ state: 'attached' });
    expect(await beside.getByText('电话相同').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已登记' }).waitFor();
    const number = await factOf(page, 'own', 'number');
    const candidate = page.locator(`[data-number="${first}"]`);
    await candidate.getByText('有信访人联系电话相同').waitFor();
    expect(await findings(page)).toEqual([]);
    await tabTo(page, '重复件', 'textContent');
    await page.keyboard.press('Enter');
    await candidate.getByText('已认定为重复件').waitFor();
    expect(await read(number)).toMatchObject({
      kind: 'CLAIM',
      receivedOn: today(),
      stampNumber: 3,
      barCode: 'XF-2025-0003',
      occurrence: 'REPEAT',
      repeats: [{ number: first }],
      respondent: [{ organ: { name: '明川市住房和城乡建设局' } }],
    });
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('收件章号').waitFor();
    expect(await page.getByLabel('收件章号').inputValue()).toBe('4');
    expect(await page.getByLabel('概况').inputValue()).toBe('');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('splits a letter with a claim and a report on the spot, both received today', async () => {
    const { page, context, complaints } = await desk();
    await page.getByLabel('当场分成两件').check();
    await page.getByLabel('概况', { exact: true }).fill('外墙渗水');
    await page.getByLabel('信访内容').fill('北侧外墙渗水，请求维修。');
    await page.getByLabel('第1项诉求').fill('维修外墙');
    await page.getByLabel('检举概况').fill('反映经办人员收受礼品');
    await page.getByLabel('检举内容').fill('经办人员收受礼品。');
    await page.getByLabel('检举的请求1').fill('查处经办人员');
    await page.getByLabel('第1个被检举对象').fill('经办人员某');
    await page.getByLabel('姓名或者名称').fill('试乙');
    await page
      .getByLabel('信封扫描件')
      .setInputFiles({ name: '信封.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%envelope\n') });
    await page.getByRole('button', { name: '去掉 信封.pdf' }).waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { name: '检举部分已登记（密封）' }).waitFor();
    const [claim, report] = [await read(await factOf(page, 'own', 'number')), await read(await factOf(page, 'report', 'number'))];
    expect(claim).toMatchObject({ kind: 'CLAIM', summary: '外墙渗水', receivedOn: today(), files: [{ role: 'ENVELOPE', type: 'PDF' }] });
    expect(report).toMatchObject({ kind: 'REPORT', summary: null, receivedOn: today() });
    // The slip leaves the desk by post: recorded once, and of its own matter alone.
    const own = page.locator('[data-registered=own]');
    await own.getByRole('button', { name: '登记查询单交付' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('交付方式').selectOption('POST');
    await dialog.locator('[type=submit]').click();
    await dialog.getByText('还有必填的项目').waitFor();
    await dialog.getByLabel('邮寄单号', { exact: true }).fill('EMS-9');
    await dialog.locator('[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await own.getByText('查询单交付已登记').waitFor();
    expect(await own.getByRole('button', { name: '登记查询单交付' }).count()).toBe(0);
    await page.locator('[data-registered=report]').getByRole('button', { name: '登记查询单交付' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps what was typed over a refusal, a reload and a server that is away, and names the field', async () => {
    const { page, context } = await desk();
    await page.getByLabel('概况').fill('路灯损坏');
    await page.getByLabel('信访内容').fill('路灯坏了三个月。');
    await page.getByLabel('姓名或者名称').fill('试丙');
    await page.getByLabel('信件条码').fill('条');
    await page.getByLabel('第1项诉求').fill('修好路灯');
    const save = page.getByRole('button', { name: '登记', exact: true });
    await save.click();
    await page.getByText('信件条码须为4至40位').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('barCode');
    expect(await page.getByLabel('信件条码').getAttribute('aria-invalid')).toBe('true');
    expect(await findings(page)).toEqual([]);
    await page.reload();
    expect(await page.getByLabel('概况').inputValue()).toBe('路灯损坏');
    await page.getByLabel('信件条码').fill('XF-0009');
    await context.setOffline(true);
    await save.click();
    await page.getByText('连接不上服务器').waitFor();
    expect(await page.getByLabel('信访内容').inputValue()).toBe('路灯坏了三个月。');
    await context.setOffline(false);
    await save.click();
    await page.getByRole('heading', { name: '已登记' }).waitFor();
    const number = await factOf(page, 'own', 'number');
    await page.reload();
    await page.getByText('这一件已经登记').waitFor();
    await save.click();
    await page.getByRole('heading', { name: '已登记' }).waitFor();
    expect(await factOf(page, 'own', 'number')).toBe(number);
    await context.close();
  });
});

describe('a text that is too long', () => {
  it('is kept whole at the desk, with its count as it is typed and in the refusal', async () => {
    const { page, context } = await desk();
    await page.getByLabel('概况').fill('路'.repeat(213));
    await page.getByText('最多200字，现有213字，请删减13字').waitFor();
    await page.getByLabel('信访内容').fill('灯'.repeat(9_990));
    await page.getByText('还可写10字').waitFor();
    await page.getByLabel('第1项诉求').fill('修好路灯');
    await page.getByLabel('姓名或者名称').fill('试丁');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('概况不得超过200字，现有213字').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('summary');
    expect(await page.getByLabel('概况').inputValue()).toHaveLength(213);
    expect(await page.locator('[maxlength]').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await context.close();
  });
});

describe('visits, the window and the end of the day', () => {
  it('notes a visit of 31 with the unit called in, hangs a petition on it and notes its end', async () => {
    const { page, context, complaints } = await desk({}, '/work/desk/visits');
    await page.getByLabel('排队号').fill('1');
    await page.getByLabel('来访人数').fill('31');
    await page.getByLabel('到达时间').fill('00:00');
    await page.getByLabel('接待地点').fill('二号接待室');
    await page.getByLabel('第1个到场单位').fill('住房和城乡建设');
    await page.getByRole('button', { name: '登记来访' }).click();
    await page.getByText('名单里没有，请从名单里选').waitFor();
    expect(await page.getByLabel('来访人数').inputValue()).toBe('31');
    await page.getByLabel('第1个到场单位').fill('明川市住房和城乡建设局');
    await page.locator('datalist option[value="明川市住房和城乡建设局"]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '登记来访' }).click();
    await page.getByText('来访 1 批次，31 人次').waitFor();
    expect(await page.getByLabel('排队号').inputValue()).toBe('2');
    const visit = page.locator('[data-visit]');
    await visit.getByText('集体访').waitFor();
    await visit.getByRole('button', { name: '记离开时间' }).click();
    await visit.getByRole('button', { name: '记离开时间' }).waitFor({ state: 'detached' });
    await visit.getByRole('link', { name: '登记事项' }).click();
    await page.getByLabel('概况').fill('小区交付延期');
    await page.getByLabel('信访内容').fill('小区交付延期一年，三十一人前来反映。');
    await page.getByLabel('第1项诉求').fill('公布交付日期');
    await page.getByLabel('姓名或者名称').fill('代表甲');
    await page.getByLabel('是代表').check();
    // Fewer than came is asked about; without a number all who came are counted.
    await page.getByText('不填的，按来访人数31人').waitFor();
    await page.getByLabel('总人数').fill('1');
    await page.keyboard.press('Control+Enter');
    await page.getByText('总人数少于来访人数').waitFor();
    await page.getByLabel('来访31人，其余的人不反映这件事').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('总人数').fill('');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已登记' }).waitFor();
    expect(await read(await factOf(page, 'own', 'number'))).toMatchObject({
      peopleCount: 31,
      petitioners: [{ representative: true }],
      visit: { headCount: 31, called: [{ name: '明川市住房和城乡建设局' }] },
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('gives a new code at the window and kills the old one', async () => {
    const { registerPetition: old } = await city.client.query<{ registerPetition: { number: string; queryCode: string; secret: string } }>(
      'registrar.city',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number queryCode secret } }',
      {
        input: {
          ...earlier,
          receivedOn: today(),
          stampNumber: 5,
          summary: '路面积水',
          text: '门口路面积水。',
          requests: [{ text: '疏通' }],
        },
      },
    );
    const opens = async ({ queryCode, secret }: { queryCode: string; secret: string }) =>
      city.client
        .query<{ trackPetition: { number: string } }>(
          null,
          'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number } }',
          { queryCode, secret },
        )
        .then(
          ({ trackPetition }) => trackPetition.number,
          () => null,
        );
    expect(await opens(old)).toBe(old.number);
    const { page, context, complaints } = await desk({}, '/work/desk/lost-code');
    await page.getByLabel('信访编号').fill('990100-20200101-000001');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('没有查到这个编号').waitFor();
    await page.getByLabel('信访编号').fill(old.number);
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('heading', { name: '办到哪一步了' }).waitFor();
    await page.getByText('路面积水', { exact: true }).waitFor();
    await page.getByLabel('按登记的电话回拨').check();
    await page.getByRole('button', { name: '补发，旧码作废' }).click();
    await page.getByText('新的查询码已经生效').waitFor();
    const fact = async (name: string) => (await page.locator(`[data-fact=${name}]`).textContent()) ?? '';
    expect(await opens(old)).toBeNull();
    expect(await opens({ queryCode: await fact('code'), secret: await fact('secret') })).toBe(old.number);
    expect(await findings(page)).toEqual([]);
    await page.evaluate('window.print = () => { document.body.dataset.printed = "yes"; }');
    await page.getByRole('button', { name: '打印查询单（A5）' }).click();
    await page.locator('body[data-printed=yes]').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.locator('.slip svg').waitFor();
    expect(await page.locator('.slip').textContent()).toContain(await fact('code'));
    expect(await page.locator('#workbench').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows what is missing at the end of the day', async () => {
    const { page, context, complaints } = await desk({}, '/work/desk/day');
    await page.getByLabel('收件章登记簿的最后一号').fill('9');
    await page.getByLabel('来访登记簿的最后一号').fill('9');
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await page.getByText(/收件章缺号：2、.*9。/).waitFor();
    await page.getByText(/来访排队号缺号：.*9。/).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe.each([DESKTOP, TABLET, PHONE])('the desk at $width', (viewport) => {
  it.each(['standard', 'elder'])('has no finding of axe in mode %s', async (mode) => {
    const { page, context, complaints } = await desk({ viewport });
    await page.evaluate(`localStorage.setItem('sunshine.mode', '${mode}')`);
    for (const path of ['/work/desk', '/work/desk/visits', '/work/desk/lost-code', '/work/desk/day']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
