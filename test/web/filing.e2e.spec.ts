import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, TABLET } from './browser.js';

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
    await page.getByLabel('详细情况').fill('路灯坏了三个月。\n多次报修没有结果。');
    await press('下一步：核对');
    await page.getByText('确认提交').waitFor();
    await page.getByText('共12人').waitFor();
    await press('返回修改');
    expect(await page.getByLabel('详细情况').inputValue()).toBe('路灯坏了三个月。\n多次报修没有结果。');
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
    await page.screenshot({ path: '/tmp/plan/shots/w1-receipt.png', fullPage: true });
    await context.close();
  });

  it.each([DESKTOP, TABLET, PHONE])('has no finding of axe at $width', async (viewport) => {
    const { page, context, complaints } = await look(browser, address, { viewport });
    for (const path of ['/file', '/elder/file']) {
      await page.goto(path);
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.screenshot({ path: `/tmp/plan/shots/w1-form-${viewport.width}${path.replaceAll('/', '-')}.png`, fullPage: true });
    }
    expect(complaints).toEqual([]);
    expect(await petitions()).toBe(1);
    await context.close();
  });
});
