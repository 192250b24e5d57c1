import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { DESKTOP, look, openBrowser, overflow, PHONE } from './browser.js';
import { Courses, day, inChinese, type Held } from './course.js';
import { fill, main, part, press, track } from './tracking.js';

let city: World;
let browser: Browser;
let address: string;
let courses: Courses;
let accepted: Held;
/** The own code of the second of a joint petition, of whom only the first is served. */
let member: Held;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  courses = new Courses(city);
  accepted = await courses.accepted('三号楼外墙渗水，要求维修');
  member = await courses.unservedMember();
  await atRest(city.admin);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('a wrong code', () => {
  it('is reported in plain words, keeps the code, and makes even the right secret wait after five tries', async () => {
    const { page, context } = await look(browser, address, { script: false });
    const held = await courses.register('路灯不亮');
    await page.goto('/track');
    await fill(page, { code: '123', secret: '000000' });
    await page.getByRole('alert').filter({ hasText: '查询码有误' }).waitFor();
    const wrong = held.secret === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1) {
      await fill(page, { code: held.code, secret: wrong });
      const left = tries < 4 ? `还可以再试${4 - tries}次` : '要等12分钟才能再试';
      await page
        .getByRole('alert')
        .filter({ hasText: `查询码或密码不正确，${left}` })
        .waitFor();
      await expect(page.getByLabel('查询码').inputValue()).resolves.toBe(held.code);
      await expect(page.getByLabel('密码').inputValue()).resolves.toBe('');
    }
    await fill(page, held);
    const alert = page.getByRole('alert').filter({ hasText: /请等1[12]分钟再试/ });
    await alert.waitFor();
    expect(await alert.innerText()).toContain('到接待窗口');
    await context.close();
  });
});

describe('acts of the petitioner', () => {
  it('withdraw the matter after showing the consequences, once for two presses, and revoke the withdrawal', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE, script: false });
    const held = await courses.accepted('楼梯扶手松动，要求加固');
    await track(page, held);
    const clocks = await part(page, '期限').textContent();
    await press(page, '撤回这件信访');
    expect(await main(page)).toContain('任何机关、任何人不得要求您撤回');
    await press(page, '不办了，返回进度');
    await press(page, '撤回这件信访');
    await page.getByLabel('撤回的理由（可以不写）').fill('已经修好');
    const again = await page.locator('form[action="/track/act"]').evaluate((form) => {
      const fields = (form as unknown as { elements: Iterable<{ name: string; value: string }> }).elements;
      return Object.fromEntries([...fields].map(({ name, value }) => [name, value]));
    });
    await press(page, '确认撤回');
    await page.getByText('已记录您的撤回').waitFor();
    const repeated = await page.request.post('/track/act', { form: { ...again, reason: '已经修好' } });
    expect(await repeated.text()).toContain('已记录您的撤回');
    const said = await part(page, '您已经撤回').innerText();
    expect(said).toContain(`您在${inChinese(day())}提出撤回`);
    expect(said).toContain('可以收回的最后一天');
    await expect(page.getByRole('button', { name: '撤回这件信访' }).count()).resolves.toBe(0);
    await press(page, '收回撤回，继续办理');
    await press(page, '确认收回');
    await page.getByText('这件事继续办理').waitFor();
    await expect(page.getByText('您已经撤回').count()).resolves.toBe(0);
    expect(await part(page, '期限').textContent()).toBe(clocks);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('request the recusal of an officer, only with a reason, and keep what was typed after a refusal', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, accepted);
    await press(page, '申请工作人员回避');
    await page.getByLabel('回避的理由').fill(' ');
    await press(page, '提交申请');
    await page.getByRole('alert').filter({ hasText: '请写明理由' }).waitFor();
    await page.getByLabel('回避的理由').fill('承办人是对方的亲属');
    await press(page, '提交申请');
    await page.getByText('已收到您的回避申请').waitFor();
    await press(page, '申请工作人员回避');
    await page.getByLabel('回避的理由').fill('再说一次');
    await press(page, '提交申请');
    await page.getByRole('alert').waitFor();
    await expect(page.getByLabel('回避的理由').inputValue()).resolves.toBe('再说一次');
    await context.close();
  });

  it('leave a joint petition by the member’s own code, which still shows the course', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, member);
    await expect(page.getByRole('button', { name: '撤回这件信访' }).count()).resolves.toBe(0);
    await press(page, '退出共同信访');
    await press(page, '确认退出');
    await page.getByText(`您已在${inChinese(day())}退出共同信访`).waitFor();
    await expect(page.getByRole('heading', { name: '您可以做的事' }).count()).resolves.toBe(0);
    await context.close();
  });

  it('ask for code and secret again if the pass has expired, and continue with what was typed', async () => {
    const { page, context } = await look(browser, address, { script: false });
    const held = await courses.accepted('信箱损坏，要求修理');
    await track(page, held);
    await press(page, '申请工作人员回避');
    await page.getByLabel('回避的理由').fill('承办人是对方的亲属');
    await page.evaluate(`document.querySelectorAll('main input[name=pass]').forEach((input) => input.setAttribute('value', 'ended'))`);
    await press(page, '提交申请');
    await page.getByText('每次查询的有效时间是十分钟').waitFor();
    await page.getByText('您刚才填写的内容还在').waitFor();
    await fill(page, held);
    await expect(page.getByLabel('回避的理由').inputValue()).resolves.toBe('承办人是对方的亲属');
    await press(page, '提交申请');
    await page.getByText('已收到您的回避申请').waitFor();
    await context.close();
  });
});

describe('requested material', () => {
  const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
  const asked = async (summary: string): Promise<Held> => {
    const held = await courses.register(summary);
    const ask = { petitionId: held.id, items: ['身份证明', '现场照片'], answerBy: day(7) };
    await courses.act('registrar.city', 'askSupplement', ask);
    return held;
  };
  const supplements = async ({ id }: Held) => {
    const query = 'query ($id: ID!) { petition(id: $id) { supplements { text online fileIds } } }';
    const { petition } = await city.client.query<{ petition: { supplements: { text: string; online: boolean; fileIds: string[] }[] } }>(
      'registrar.city',
      query,
      { id },
    );
    return petition.supplements;
  };
  const text = (page: Page) => page.getByLabel('说明', { exact: true });

  it.each([DESKTOP, PHONE])('is sent without script as text and files, once for two presses, at $width', async (viewport) => {
    const { page, context, complaints } = await look(browser, address, { viewport, script: false });
    const held = await asked('院墙倒塌，要求修复');
    await track(page, held);
    const told = await part(page, '请您补充材料').innerText();
    for (const shown of ['身份证明', '现场照片', inChinese(day(7)), '按现有的材料继续办理', '不停止办理期限'])
      expect(told).toContain(shown);
    const clocks = await part(page, '期限').textContent();
    await press(page, '在这里补充材料');
    expect(await main(page)).toContain('现场照片');
    expect(await overflow(page)).toBe(0);
    await press(page, '提交补充材料');
    await page.getByRole('alert').filter({ hasText: '请写明情况，或者附上文件' }).waitFor();
    await text(page).fill('照片见附件');
    await page
      .getByLabel('附件', { exact: true })
      .setInputFiles([pdf('现场.pdf'), { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\0') }]);
    await press(page, '提交补充材料');
    await page.getByText('程序.exe：文件类型按内容判断').first().waitFor();
    await page.getByText('现场.pdf（1 KB）').waitFor();
    await expect(text(page).inputValue()).resolves.toBe('照片见附件');
    await press(page, '长者模式');
    await page.locator('html[data-mode=elder]').waitFor();
    await page.getByText('现场.pdf（1 KB）').waitFor();
    expect(await overflow(page)).toBe(0);
    const again = await page.locator('form[data-supplement]').evaluate((form) => {
      const fields = (form as unknown as { elements: Iterable<{ name: string; value: string; type: string }> }).elements;
      const typed = [...fields].filter(({ type }) => type === 'hidden' || type === 'textarea');
      return Object.fromEntries(typed.map(({ name, value }) => [name, value]));
    });
    await press(page, '提交补充材料');
    await page.getByText('已收到您补充的材料，加入这件信访').waitFor();
    expect(await part(page, '请您补充材料').innerText()).toContain(`已在${inChinese(day())}收到补充的材料，附件1件`);
    expect(await part(page, '期限').textContent()).toBe(clocks);
    const repeated = await page.request.post('/track/supplement', { form: { ...again, do: 'send' } });
    expect(await repeated.text()).toContain('已收到您补充的材料，加入这件信访');
    const other = await page.request.post('/track/supplement', { form: { ...again, text: '还有别的', do: 'send' } });
    expect([other.status(), (await other.text()).includes('那一份已经收到')]).toEqual([409, true]);
    expect(await supplements(held)).toEqual([{ text: '照片见附件', online: true, fileIds: [expect.any(String)] }]);
    expect(page.url()).toBe(`${address}/elder/track/supplement`);
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await context.close();
  });

  it('is sent with script: files are uploaded when they are chosen, sending waits for them, and switching the mode keeps what was typed', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE });
    const held = await asked('排水沟堵塞，要求疏通');
    await track(page, held);
    await press(page, '在这里补充材料');
    // Wait for the script, which loads after the page.
    await page.getByRole('button', { name: '先上传所选文件' }).waitFor({ state: 'hidden' });
    const release = new Promise<void>((go) => {
      void page.route('**/files', async (route) => {
        await page.getByText('还有文件没有传完').waitFor();
        go();
        await route.continue();
      });
    });
    await page.getByLabel('附件', { exact: true }).setInputFiles([pdf('一.pdf')]);
    await press(page, '提交补充材料');
    await release;
    await page.getByText('已传完').waitFor();
    await page.unroute('**/files');
    await expect(page.getByText('还有文件没有传完').count()).resolves.toBe(0);
    await page.getByLabel('附件', { exact: true }).setInputFiles([pdf('二.pdf')]);
    await page.getByText('已传完').nth(1).waitFor();
    await press(page, '删除文件 一.pdf');
    await text(page).fill('沟的照片');
    await press(page, '长者模式');
    await page.locator('html[data-mode=elder]').waitFor();
    await expect(text(page).inputValue()).resolves.toBe('沟的照片');
    await page.getByText('二.pdf（1 KB）').waitFor();
    await expect(page.getByText('一.pdf').count()).resolves.toBe(0);
    await press(page, '提交补充材料');
    await page.getByText('已收到您补充的材料，加入这件信访').waitFor();
    expect(await supplements(held)).toEqual([{ text: '沟的照片', online: true, fileIds: [expect.any(String)] }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is sent with text and files after the pass has expired', async () => {
    const { page, context } = await look(browser, address, { script: false });
    const held = await asked('护栏缺失，要求补装');
    await track(page, held);
    await press(page, '在这里补充材料');
    await text(page).fill('照片两张');
    await page.getByLabel('附件', { exact: true }).setInputFiles([pdf('一.pdf'), pdf('二.pdf')]);
    await press(page, '先上传所选文件');
    await page.getByText('二.pdf（1 KB）').waitFor();
    await page.evaluate(`document.querySelectorAll('main input[name=pass]').forEach((input) => input.setAttribute('value', 'ended'))`);
    await press(page, '提交补充材料');
    await page.getByText('您刚才填写的内容还在').waitFor();
    await fill(page, { ...held, secret: held.secret === '000000' ? '000001' : '000000' });
    await page.getByRole('alert').filter({ hasText: '查询码或密码不正确' }).waitFor();
    await fill(page, held);
    await expect(text(page).inputValue()).resolves.toBe('照片两张');
    for (const name of ['一.pdf', '二.pdf']) await page.getByText(`${name}（1 KB）`).waitFor();
    await press(page, '提交补充材料');
    await page.getByText('已收到您补充的材料，加入这件信访').waitFor();
    expect(await supplements(held)).toMatchObject([{ fileIds: [expect.any(String), expect.any(String)] }]);
    await context.close();
  });

  it('is offered only to those who were asked, and refused to others in plain words', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, accepted);
    await expect(page.getByRole('button', { name: '在这里补充材料' }).count()).resolves.toBe(0);
    const pass = await page.locator('main input[name=pass]').first().inputValue();
    const sent = await page.request.post('/track/supplement', { form: { pass, text: '没有人问过', do: 'send' } });
    expect([sent.status(), (await sent.text()).includes('本件没有请您补正材料')]).toEqual([422, true]);
    await context.close();
  });
});
