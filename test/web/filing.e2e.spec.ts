import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, TABLET, type Sight } from './browser.js';

const BY_NUMBER = `query ($number: String!) { petitionByNumber(number: $number) {
  kind summary requests { text } channel organ { name } petitioners { masked { name } } files { role type size sha256 stripped } } }`;

interface Read {
  petitionByNumber: {
    kind: string;
    summary: string | null;
    requests: { text: string | null }[];
    petitioners: { masked: { name: string | null } }[];
    files: { role: string; type: string | null; size: number | null; sha256: string | null; stripped: boolean }[];
  };
}

let city: World;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);
/** An MP3, by what it begins with. */
const sound = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.from('fffb9064', 'hex'), Buffer.alloc(1_500)]);
const receiptOf = async (page: Page) => {
  const text = async (name: string) => (await page.locator(`[data-receipt=${name}]`).textContent())?.replaceAll(' ', '') ?? '';
  return { number: await text('number'), code: await text('code'), secret: await text('secret') };
};
const petitions = async () => Number((await city.admin.query<{ n: string }>('select count(*) n from intake.petition')).rows[0]?.n);
const read = async (number: string) => (await city.client.query<Read>('registrar.city', BY_NUMBER, { number })).petitionByNumber;

describe('filing without script', () => {
  it('files a claim of a group with a file, keeps what was typed over every refusal, and gives a receipt', async () => {
    const { page, context } = await look(browser, address, { script: false });
    const press = (name: string) => page.getByRole('button', { name, exact: true }).last().click();
    const file = pdf(2_000_000);
    await page.goto('/file');
    await page.getByLabel('申诉求决').check();
    await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
    await page.getByLabel('概况').fill('小区路灯损坏');
    await page.getByLabel('第1项诉求').fill('修好路灯');
    await page.getByLabel('第5项诉求').fill('公布检修日期');
    await press('再加几行诉求');
    await page.getByLabel('第9项诉求').fill('赔偿损失');
    await press('再加一位反映人');
    await page.getByLabel('姓名或者名称').first().fill('申甲');
    await page.getByLabel('电话').first().fill('13800000001');
    await page.getByLabel('是代表').first().check();
    await page.getByLabel('姓名或者名称').nth(1).fill('申乙');
    await page.getByLabel('一共多少人').fill('12');
    await page.getByLabel('附件').setInputFiles([
      { name: '照片说明.pdf', mimeType: 'application/pdf', buffer: file },
      {
        name: '程序.exe',
        mimeType: 'application/octet-stream',
        buffer: Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(9_000)]),
      },
    ]);
    // The required text is missing: a browser would stop here, so the button that does not look is pressed first.
    await press('先上传所选文件');
    await page.getByText('程序.exe：文件类型按内容判断').first().waitFor();
    await page.getByText('照片说明.pdf（1.9 MB）').waitFor();
    expect(await page.getByLabel('第9项诉求').inputValue()).toBe('赔偿损失');
    expect(await page.getByLabel('姓名或者名称').nth(1).inputValue()).toBe('申乙');
    await page.getByLabel('信访内容').fill('路灯坏了三个月。\n多次报修没有结果。');
    await press('下一步：核对');
    await page.getByText('确认提交').waitFor();
    await page.getByText('共12人').waitFor();
    await press('返回修改');
    expect(await page.getByLabel('信访内容').inputValue()).toBe('路灯坏了三个月。\n多次报修没有结果。');
    await press('下一步：核对');
    await press('确认提交');
    await page.getByRole('heading', { name: '已经收到，请保存好下面的内容' }).waitFor();
    const { number, code, secret } = await receiptOf(page);
    expect([number, code, secret]).toEqual([
      expect.stringMatching(/^990100-\d{8}-\d{6}$/),
      expect.stringMatching(/^[0-9A-HJKMNP-TV-Z-]{12,14}$/),
      expect.stringMatching(/^\d{6}$/),
    ]);
    expect(page.url()).toBe(`${address}/file`);
    expect(await read(number)).toMatchObject({
      kind: 'CLAIM',
      summary: '小区路灯损坏',
      requests: [{ text: '修好路灯' }, { text: '公布检修日期' }, { text: '赔偿损失' }],
      files: [{ role: 'ATTACHMENT', type: 'PDF', size: file.length, sha256: createHash('sha256').update(file).digest('hex') }],
    });
    await context.close();
  });
});

/** Posts the form as a browser without script does. */
const post = async (fields: Record<string, string>, { files = [] as Buffer[], headers = {} as Record<string, string> } = {}) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  files.forEach((file, at) => body.append('files', new Blob([new Uint8Array(file)]), `${at}.pdf`));
  const response = await fetch(`${address}/file`, { method: 'POST', body, headers });
  const html = await response.text();
  return { status: response.status, html, refused: [...html.matchAll(/class="error" id="([\w-]+)-error"/g)].map(([, field]) => field) };
};
const claim = {
  kind: 'CLAIM',
  division: '990100',
  summary: '概况',
  text: '信访内容',
  request: '诉求',
  name: '申某',
  do: 'check',
};

describe('what is sent back', () => {
  it.each([
    ['kind', { kind: 'OTHER' }],
    ['division', { division: '' }],
    ['division', { division: '880000', do: 'submit' }],
    ['organId', { organId: '00000000-0000-7000-8000-000000000000', do: 'submit' }],
    ['summary', { summary: ' ' }],
    ['summary', { summary: '长'.repeat(201) }],
    ['text', { text: '长'.repeat(10_001) }],
    ['request-0', { request: '' }],
    ['request-0', { request: '长'.repeat(2_001) }],
    ['name-0', { name: '' }],
    ['peopleCount', { peopleCount: '0' }],
    ['previousNumber', { previousNumber: '990100-1' }],
    ['guardianName-0', { below14: '0' }],
  ])('is said beside %s, and everything else is kept', async (field, fields) => {
    const { status, html, refused } = await post({ ...claim, ...fields });
    expect([status, refused]).toEqual([422, [field]]);
    for (const value of Object.values({ ...claim, ...fields, kind: '', do: '', below14: '', division: '' }))
      expect(html.includes(value.trim())).toBe(true);
  });

  it('takes the longest texts that the law of the form allows, and files them as they are', async () => {
    const longest = { ...claim, summary: '长'.repeat(200), text: '𠮷'.repeat(10_000), request: '求'.repeat(2_000), do: 'submit' };
    const { status, html } = await post(longest);
    expect(status).toBe(200);
    const number = /data-receipt="number">([^<]*)/.exec(html)?.[1] ?? '';
    expect((await read(number)).requests).toEqual([{ text: longest.request }]);
  });

  it('sends a text that is too long back whole, with how long it is and may be', async () => {
    const text = `𠮷${'长'.repeat(24_998)}尾`;
    const { status, html, refused } = await post({ ...claim, text, summary: '概'.repeat(213) });
    expect([status, refused]).toEqual([422, ['summary', 'text']]);
    expect(html).toContain('信访内容不得超过10000字，现有25000字，请删减15000字');
    expect(html).toContain('概况不得超过200字，现有213字，请删减13字');
    expect(html).toContain(text);
    expect(html).not.toContain('maxlength');
  });

  it('refuses a form that is larger than any filing, and never goes on with a part of it', async () => {
    const before = await petitions();
    expect((await post({ ...claim, text: '长'.repeat(100_000), do: 'submit' })).status).toBe(413);
    expect(await petitions()).toBe(before);
  });

  it('is a file that is too large or of another kind; those beside it are taken', async () => {
    const { status, html, refused } = await post(claim, {
      files: [pdf(20 * 1_048_576), pdf(900), Buffer.alloc(2_000, 'MZ'), sound],
    });
    expect([status, refused]).toEqual([422, ['files']]);
    expect(html).toContain('3.pdf：这里不能附 MP3 文件，只接受PDF、JPG、PNG、DOCX、XLSX、MP4');
    expect(html).toContain('accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.mp4"');
    expect(html).toContain('0.pdf：单个文件不得超过20 MB');
    expect(html).toContain('2.pdf：文件类型按内容判断');
    const kept = [...html.matchAll(/name="attachment" value="([0-9a-f-]{36}) (\d+) (\S+)"/g)];
    expect(new Set(kept.map(([, , size, name]) => `${size} ${name}`))).toEqual(new Set(['909 1.pdf']));
  });

  it('is an address that cannot be read, or is not asked so, with a page', async () => {
    for (const [path, method, status] of [
      ['/%E0%A4%A', 'GET', 400],
      ['/file', 'PUT', 405],
      ['/file/at/all', 'POST', 404],
    ] as const) {
      const answer = await fetch(address + path, { method });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
      expect(await answer.text()).toContain('返回首页');
    }
    const canonical = await fetch(`${address}/file/?kind=CLAIM`, { headers: { 'accept-encoding': 'br' } });
    expect([canonical.url, canonical.status, canonical.headers.get('content-encoding')]).toEqual([`${address}/file?kind=CLAIM`, 200, 'br']);
  });

  it('is what another site sends', async () => {
    const before = await petitions();
    for (const [name, value] of [
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'https://elsewhere.example'],
      ['origin', 'null'],
    ] as const)
      expect((await post({ ...claim, do: 'submit' }, { headers: { [name]: value } })).status).toBe(403);
    expect(await petitions()).toBe(before);
  });
});

const DRAFT_NAME = `Object.keys(localStorage).find((name) => name.startsWith('sunshine.filing.draft'))`;
const DRAFT = `localStorage.getItem(${DRAFT_NAME})`;
const SHOTS = process.env.SHOTS_DIR;
const shot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/filing-${name}.png`, fullPage: true });
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function fillKindAndMatter(page: Page, { kind = '申诉求决', summary = '小区路灯损坏' } = {}): Promise<void> {
  await heading(page, /^一、/);
  await page.getByLabel(kind).check();
  await page.getByLabel('事情发生在哪里').selectOption({ label: '明川市' });
  await press(page, '下一步');
  await heading(page, /^二、/);
  await page.getByLabel('概况').fill(summary);
  await page.getByLabel('信访内容').fill('路灯坏了三个月。');
  await page.getByLabel('第1项诉求').fill('修好路灯');
}

/** A sight of the form with what an earlier one left on the device. */
async function again(storageState: Awaited<ReturnType<Sight['context']['storageState']>>): Promise<Sight> {
  return look(browser, address, { storageState });
}

describe('filing step by step', () => {
  it.each(
    [DESKTOP, TABLET, PHONE].flatMap((viewport) => [
      { viewport, width: viewport.width, mode: '' },
      { viewport, width: viewport.width, mode: '/elder' },
    ]),
  )(
    'takes a group with representatives, a guardian, an agent and files to the receipt at $width$mode, axe silent at each step',
    async ({ viewport, width, mode }) => {
      const { page, context, complaints } = await look(browser, address, { viewport });
      const clean = async (name: string) => {
        await shot(page, `${width}${mode.replace('/', '-')}-${name}`);
        expect([name, await findings(page), await overflow(page)]).toEqual([name, [], 0]);
      };
      await page.goto(`${mode}/file`);
      await heading(page, /^一、/);
      await page.locator('li[aria-current="step"]', { hasText: '选择事项' }).waitFor(); // the script marks it once it runs
      await press(page, '下一步');
      await page.getByText('请选择事项类别', { exact: true }).waitFor();
      expect(await page.evaluate('document.activeElement.name')).toBe('kind');
      await clean('1-kind');
      await fillKindAndMatter(page);
      expect(await page.getByText('被检举、控告的人或者单位').isVisible()).toBe(false);
      await press(page, '再加几行诉求');
      await page.getByLabel('第6项诉求').fill('公布检修日期');
      await page.getByLabel('以前的信访编号').fill('不记得');
      await press(page, '下一步');
      await page.getByText('编号的样子应为').waitFor();
      await page.getByLabel('以前的信访编号').fill('');
      await page.getByLabel('单位名单').first().selectOption({ label: '明川市住房和城乡建设局' });
      await clean('2-matter');
      await press(page, '下一步');
      await heading(page, /^三、/);
      await press(page, '再加一位反映人');
      await page.getByLabel('姓名或者名称').first().fill('申甲');
      await page.getByLabel('是代表').first().check();
      await page.getByLabel('姓名或者名称').nth(1).fill('申小乙');
      await page.getByText('未成年人或者有监护人的').nth(1).click();
      await page.getByLabel('本人不满十四周岁').nth(1).check();
      await page.getByLabel('一共多少人').fill('1');
      await press(page, '下一步');
      await page.getByText('请填写监护人姓名').waitFor();
      await page.getByLabel('监护人姓名').nth(1).fill('申丙');
      await page.getByLabel('监护人同意').nth(1).check();
      await page.getByLabel('一共多少人').fill('30');
      await page.getByText('由别人代为反映的').click();
      await page.getByLabel('代理人姓名').fill('代某');
      await page.getByLabel('委托书', { exact: true }).setInputFiles({ name: '委托书.png', mimeType: 'image/png', buffer: pixel });
      await page.getByText('已传完').waitFor();
      await clean('3-people');
      await press(page, '下一步');
      await heading(page, /^四、/);
      await page.getByLabel('附件', { exact: true }).setInputFiles([
        { name: '说明.pdf', mimeType: 'application/pdf', buffer: pdf(300_000) },
        { name: '多余.pdf', mimeType: 'application/pdf', buffer: pdf(1_000) },
        { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
      ]);
      await page.getByText('程序.exe 的类型不接受').waitFor();
      await page.getByText('已传完').nth(2).waitFor();
      await press(page, '删除文件 多余.pdf');
      await clean('4-files');
      await press(page, '下一步：核对');
      await heading(page, /^五、/);
      await page.getByText('未满十四周岁的，须监护人同意').waitFor();
      await clean('5-check');
      await page.goBack();
      await heading(page, /^四、/);
      await press(page, '下一步：核对');
      await press(page, '确认提交');
      await heading(page, '已经收到，请保存好下面的内容');
      const { number, code, secret } = await receiptOf(page);
      const trackPage = `${address}${mode}/track?code=${code}`;
      const qr = await QRCode.toString(trackPage, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
      const paths = (svg: string) => [...svg.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path);
      expect(paths(await page.locator('.receipt-qr [role=img]').innerHTML())).toEqual(paths(qr));
      expect([page.url().includes(secret), await page.evaluate(DRAFT)]).toEqual([false, null]);
      await page.getByText('提出信访事项不停止该期限的计算').waitFor();
      await clean('6-receipt');
      // One sheet to take along.
      const sheet = await PDFDocument.load(await page.pdf({ format: 'A4' }));
      expect(sheet.getPageCount()).toBe(1);
      const { requests, petitioners, files } = await read(number);
      expect([requests.length, petitioners.length, files.map(({ role, type }) => `${role} ${type}`).sort()]).toEqual([
        2,
        2,
        ['ATTACHMENT PDF', 'MANDATE PNG'],
      ]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    90_000,
  );

  it('cuts nothing off: it tells how much may still be typed, and sends back what is too long with its count', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE });
    await page.goto('/file');
    await page.getByLabel('申诉求决').check();
    await page.getByLabel('事情发生在哪里').selectOption({ index: 1 });
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('概况').fill('楼道灯不亮');
    const text = page.getByLabel('信访内容');
    await text.fill('灯'.repeat(9_000));
    await page.getByText('还可写1000字', { exact: true }).first().waitFor();
    expect(await findings(page)).toEqual([]);
    await text.fill('灯'.repeat(17_000));
    await page.getByText('最多10000字，现有17000字，请删减7000字', { exact: true }).first().waitFor();
    await page.getByLabel('第1项诉求').fill('修好');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('信访内容不得超过10000字，现有17000字，请删减7000字').waitFor();
    expect(await text.inputValue()).toHaveLength(17_000);
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await page.locator('[maxlength]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is done by the keyboard alone', async () => {
    const { page, context, complaints } = await look(browser, address);
    const key = async (...keys: string[]) => {
      for (const each of keys) await page.keyboard.press(each);
    };
    /** As often as it takes: what is reached must be reachable. */
    const tabTo = async (name: string) => {
      for (let at = 0; at < 80; at += 1) {
        await key('Tab');
        if (await page.evaluate(`document.activeElement.name === '${name}' || document.activeElement.textContent === '${name}'`)) return;
      }
      throw new Error(`no way to ${name}`);
    };
    await page.goto('/file');
    await heading(page, /^一、/);
    await tabTo('kind');
    await key('Space');
    await tabTo('division');
    await key('ArrowDown', 'ArrowDown');
    await tabTo('下一步');
    await key('Enter');
    await heading(page, /^二、/);
    expect(await page.evaluate('document.activeElement.id')).toBe('step-matter');
    await tabTo('summary');
    await page.keyboard.type('只用键盘');
    await key('Enter');
    await page.getByText('请写信访内容').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('text');
    await page.keyboard.type('信访内容');
    await tabTo('request');
    await page.keyboard.type('一项诉求');
    await key('Enter');
    await heading(page, /^三、/);
    await tabTo('name');
    await page.keyboard.type('申某');
    await key('Enter');
    await heading(page, /^四、/);
    await tabTo('下一步：核对');
    await key('Enter');
    await heading(page, /^五、/);
    expect(await page.evaluate('document.activeElement.id')).toBe('step-check');
    await tabTo('确认提交');
    await key('Enter');
    await heading(page, '已经收到，请保存好下面的内容');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes a report without a name, keeps no draft of it, and shows the code alone', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE });
    await page.goto('/file');
    await fillKindAndMatter(page, { kind: '检举控告', summary: '收受钱物' });
    await page.getByLabel('自己写（姓名、单位、职务）').last().fill('某局某人');
    await press(page, '下一步');
    await page.getByLabel('匿名反映，不留姓名').check();
    await page.getByLabel('姓名或者名称').first().waitFor({ state: 'hidden' });
    expect(await page.evaluate(DRAFT)).toBeNull();
    await press(page, '下一步');
    await press(page, '下一步：核对');
    await press(page, '确认提交');
    await heading(page, '已经收到，请记下查询码和密码');
    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(['收受钱物', '某局某人', '990100-', '检举'].filter((word) => text.includes(word))).toEqual([]);
    const { rows } = await city.admin.query<{ kind: string; anonymous: boolean }>(
      'select kind, anonymous from intake.petition order by id desc limit 1',
    );
    expect(rows).toEqual([{ kind: 'REPORT', anonymous: true }]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('on a weak line', () => {
  it('loses nothing that was typed when the line is cut and the browser closed', async () => {
    const first = await look(browser, address);
    await first.page.goto('/file');
    await fillKindAndMatter(first.page, { summary: '断网以前写的' });
    await press(first.page, '再加几行诉求');
    await first.page.getByLabel('第6项诉求').fill('第六项');
    await press(first.page, '下一步');
    await first.context.setOffline(true);
    await first.page.getByLabel('姓名或者名称').first().fill('申某');
    await press(first.page, '下一步');
    await press(first.page, '下一步：核对');
    await first.page.getByText('网络断开了').waitFor();
    const left = await first.context.storageState();
    await first.context.close();

    const { page, context, complaints } = await again(left);
    await page.goto('/file');
    await heading(page, '您有一份未提交的草稿');
    expect(await findings(page)).toEqual([]);
    await press(page, '继续填写');
    await heading(page, /^四、/);
    await press(page, '下一步：核对');
    for (const text of ['断网以前写的', '第六项', '申某']) await page.getByText(text, { exact: true }).waitFor();
    await context.setOffline(true);
    await press(page, '确认提交');
    await page.getByText('网络断开了').waitFor();
    await context.setOffline(false);
    await heading(page, '已经收到，请保存好下面的内容');
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    // The receipt can be come back to in this window; what it shows is kept nowhere.
    const receipt = await receiptOf(page);
    await page.reload();
    await heading(page, '您刚才提交的已经收到');
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(`JSON.stringify(Object.assign({}, localStorage, sessionStorage))`)).not.toMatch(
      new RegExp(`${receipt.secret}|${receipt.code}`),
    );
    await press(page, '再看一次回执');
    await heading(page, '已经收到，请保存好下面的内容');
    expect(await receiptOf(page)).toEqual(receipt);
    const other = await context.newPage();
    await other.goto('/file');
    await heading(other, /^一、/);
    await page.goto('/file');
    await press(page, '填写另一件');
    await heading(page, /^一、/);
    await page.reload();
    await heading(page, /^一、/);
    await context.close();
  });

  it('keeps a draft for each of two windows, and asks where both fill in the same', async () => {
    const { page, context } = await look(browser, address);
    const other = await context.newPage();
    await page.goto('/file');
    await other.goto('/file');
    await fillKindAndMatter(page, { summary: '第一件' });
    await fillKindAndMatter(other, { summary: '第二件' });
    const third = await context.newPage();
    await third.goto('/file');
    await heading(third, '您有2份未提交的草稿');
    for (const text of ['“第一件”', '“第二件”']) await third.getByText(text).waitFor();
    expect(await findings(third)).toEqual([]);
    // The newest stands first.
    await third.getByRole('button', { name: '继续填写' }).last().click();
    await heading(third, /^二、/);
    expect(await third.getByLabel('概况').inputValue()).toBe('第一件');
    await third.getByLabel('概况').fill('第一件，改过');
    await page.getByText('另一个窗口也在填写这份草稿').waitFor();
    await page.getByLabel('概况').fill('不覆盖');
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('不覆盖');
    await page.getByLabel('在这台设备上保存草稿').check();
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('不覆盖');
    await third.getByText('另一个窗口也在填写这份草稿').waitFor();
    await other.reload();
    await press(other, '留着草稿，填写另一件');
    await heading(other, /^一、/);
    expect(await other.evaluate(`Object.keys(localStorage).filter((name) => name.startsWith('sunshine.filing.draft')).length`)).toBe(2);
    await context.close();
  });

  it('drops a draft that is deleted, that is 30 days old, or that the person keeps off this device', async () => {
    const { page, context, complaints } = await look(browser, address);
    const begin = async () => {
      await page.goto('/file');
      await fillKindAndMatter(page);
    };
    await begin();
    await page.goto('/file');
    await press(page, '不用草稿，重新填写');
    await heading(page, /^一、/);
    expect(await page.evaluate(DRAFT)).toBeNull();
    await begin();
    await page.evaluate(`localStorage.setItem(${DRAFT_NAME}, ${DRAFT}.replace(/"at":\\d+/, '"at":' + (Date.now() - 31 * 86400000)))`);
    await page.goto('/file');
    await heading(page, /^一、/);
    expect(await page.evaluate(DRAFT)).toBeNull();
    await begin();
    await page.getByLabel('在这台设备上保存草稿').uncheck();
    await page.getByText('没有在这台设备上保存草稿').waitFor();
    await page.getByLabel('概况').fill('不留下的');
    expect(await page.evaluate(DRAFT)).toBeNull();
    await page.getByLabel('在这台设备上保存草稿').check();
    await page.getByText(/草稿已于2\d{3}年/).waitFor();
    await press(page, '删除草稿');
    await page.getByText('草稿已删除').waitFor();
    expect(await page.evaluate(DRAFT)).toBeNull();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['tried again at once', 'tried again by a browser that was closed meanwhile'])(
    'files once where the answer was lost, %s',
    async (how) => {
      const before = await petitions();
      const { page, context } = await look(browser, address);
      await page.goto('/file');
      await fillKindAndMatter(page);
      await press(page, '下一步');
      await page.getByLabel('姓名或者名称').first().fill('申某');
      await press(page, '下一步');
      await page.getByLabel('附件', { exact: true }).setInputFiles({ name: '一.pdf', mimeType: 'application/pdf', buffer: pdf(5_000) });
      await page.getByText('已传完').waitFor();
      await press(page, '下一步：核对');
      await heading(page, /^五、/);
      let lost = '';
      await page.route('**/file', async (route) => {
        const response = await route.fetch();
        lost = await response.text();
        await route.abort('connectionreset');
      });
      await press(page, '确认提交');
      await page.getByText('网络断开了').waitFor();
      const number = /data-receipt="number">([^<]*)/.exec(lost)?.[1];
      expect(number).toMatch(/^990100-/);
      await page.unroute('**/file');
      let sight = { page, context };
      if (how === 'tried again at once') await press(page, '马上再试');
      else {
        const left = await context.storageState();
        await context.close();
        sight = await again(left);
        await sight.page.goto('/file');
        await sight.page.getByText('您有一份表单已经确认提交').waitFor();
        await press(sight.page, '确认提交');
      }
      await heading(sight.page, '已经收到，请保存好下面的内容');
      expect((await receiptOf(sight.page)).number).toBe(number);
      expect(await petitions()).toBe(before + 1);
      await sight.context.close();
    },
  );

  it('takes what was typed along to the other mode, and shows the receipt in both', async () => {
    const { page, context } = await look(browser, address);
    await page.goto('/file');
    await fillKindAndMatter(page, { summary: '换成大字' });
    await page.getByText('长者模式').click();
    await page.waitForURL('**/elder/file#step-matter');
    expect(await page.getByLabel('概况').inputValue()).toBe('换成大字');
    await press(page, '下一步');
    await page.getByLabel('姓名或者名称').first().fill('申某');
    await press(page, '下一步');
    await press(page, '下一步：核对');
    await press(page, '确认提交');
    await heading(page, '已经收到，请保存好下面的内容');
    const receipt = await receiptOf(page);
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      const over = `[...document.querySelectorAll('.receipt-codes dd')].map((each) => each.scrollWidth - each.clientWidth)`;
      expect([width, await overflow(page), Math.max(...(await page.evaluate<number[]>(over)))]).toEqual([width, 0, 0]);
    }
    await page.getByText('标准模式').click();
    await page.waitForURL('**/file');
    expect(await receiptOf(page)).toEqual(receipt);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('长者模式').isVisible()).toBe(false);
    expect(await page.getByText(`不能扫码的，在浏览器里打开：${address}/track`).isVisible()).toBe(true);
    await context.close();
  });

  it('gives the receipt of the first sending where a later one says something else', async () => {
    const before = await petitions();
    const { page, context } = await look(browser, address);
    await page.goto('/file');
    await fillKindAndMatter(page);
    await press(page, '下一步');
    await page.getByLabel('姓名或者名称').first().fill('申某');
    await press(page, '下一步');
    await press(page, '下一步：核对');
    await heading(page, /^五、/);
    await page.route('**/file', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await press(page, '确认提交');
    await page.getByText('网络断开了').waitFor();
    await page.unroute('**/file');
    await press(page, '返回修改');
    await page.getByRole('link', { name: '写明情况' }).click();
    await page.getByLabel('概况').fill('改了一个字');
    for (const name of ['下一步', '下一步', '下一步：核对', '确认提交']) await press(page, name);
    await page.getByText('您先前那一次提交已经登记成功').waitFor();
    expect((await read((await receiptOf(page)).number)).summary).toBe('小区路灯损坏');
    expect(await petitions()).toBe(before + 1);
    await context.close();
  });

  it('goes on with a file where the line was cut, over a reload of the page', async () => {
    const { page, context } = await look(browser, address);
    const line = await context.newCDPSession(page);
    const slow = (uploadThroughput: number) =>
      line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
    const offsets: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    });
    await page.goto('/file');
    await fillKindAndMatter(page);
    await press(page, '下一步');
    await page.getByLabel('姓名或者名称').first().fill('申某');
    await press(page, '下一步');
    await slow(1_000_000);
    const file = pdf(8_000_000);
    await page.getByLabel('附件', { exact: true }).setInputFiles({ name: '大.pdf', mimeType: 'application/pdf', buffer: file });
    await page.getByText(/^已传[23]\d%$/).waitFor();
    await page.reload();
    await slow(-1);
    await press(page, '继续填写');
    await page.getByText('已传完').waitFor();
    expect(offsets.at(0)).toBe(0);
    expect(offsets.at(-1)).toBeGreaterThan(0);
    await press(page, '下一步：核对');
    await press(page, '确认提交');
    await heading(page, '已经收到，请保存好下面的内容');
    const { files } = await read((await receiptOf(page)).number);
    expect(files.map(({ sha256 }) => sha256)).toEqual([createHash('sha256').update(file).digest('hex')]);
    await context.close();
  });
});
