import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoCity, organId } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import { reasonOf } from '../../web/src/basis.js';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, TABLET } from './browser.js';
import { Courses, day, inChinese, type Held } from './course.js';

let city: World;
let browser: Browser;
let address: string;
let courses: Courses;
let accepted: Held;
let served: Held;
let report: Held;
/** The own code of the second of a joint petition, of whom only the first is served. */
let member: Held;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  courses = new Courses(city);
  accepted = await courses.accepted('三号楼外墙渗水，要求维修');
  served = await courses.served('楼道灯不亮，要求修好');
  report = await courses.register('反映设备采购指定品牌', { kind: 'REPORT', accused: [{ organId: organId('health.city') }] });
  const joint = await courses.served('电梯停运，联名要求恢复', ['申乙', '申丙'], [0]);
  const { queryCode, secret } = await courses.act<{ queryCode: string; secret: string }>(
    'registrar.city',
    'issueMemberCode',
    { petitionId: joint.id, petitionerId: joint.petitioners[1], identityCheck: 'IDENTITY_DOCUMENT_SHOWN' },
    'queryCode secret',
  );
  member = { ...joint, code: queryCode, secret };
}, 180_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const part = (page: Page, name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
const main = (page: Page) => page.locator('main').innerText();

async function fill(page: Page, { code, secret }: Pick<Held, 'code' | 'secret'>): Promise<void> {
  await page.getByLabel('查询码').fill(code);
  await page.getByLabel('密码').fill(secret);
  await press(page, '查询');
}

async function track(page: Page, held: Held, mode = ''): Promise<void> {
  await page.goto(`${mode}/track`);
  await fill(page, held);
  await page.locator('[data-course]').waitFor();
}

describe('the course', () => {
  it.each([DESKTOP, PHONE])('without script shows where the matter is and every last day with its reason, at $width', async (viewport) => {
    const { page, context, complaints } = await look(browser, address, { viewport, script: false });
    await page.goto(`/track?code=${accepted.code}`);
    await expect(page.getByLabel('查询码').inputValue()).resolves.toBe(accepted.code);
    await expect(page.getByLabel('密码').inputValue()).resolves.toBe('');
    await fill(page, accepted);
    const text = await main(page);
    for (const shown of [
      accepted.number,
      '申诉求决',
      '明川市住房和城乡建设局',
      '已受理',
      '三号楼外墙渗水',
      inChinese(day(-3)),
      '转送、交办',
    ])
      expect(text).toContain(shown);
    const { petition } = await city.client.query<{
      petition: {
        clocks: { term: string; title: string; state: string; effectiveDue: string; explanation: { text: string; source: string }[] }[];
      };
    }>(
      'handler.housing',
      'query ($id: ID!) { petition(id: $id) { clocks { term title state effectiveDue explanation { text source } } } }',
      {
        id: accepted.id,
      },
    );
    const clocks = part(page, '期限');
    const told = (await clocks.textContent()) ?? '';
    // The day for an objection, once it is over, is nothing to the petitioner.
    const all = petition.clocks.filter(({ term }) => term !== 'OBJECT');
    expect(all.length).toBe(petition.clocks.length - 1);
    expect(all.length).toBeGreaterThan(1);
    for (const { title, effectiveDue, explanation } of all) {
      expect(told).toContain(title);
      expect(told).toContain(inChinese(effectiveDue));
      for (const step of explanation) expect(told).toContain(reasonOf(step).replaceAll(/\d{4}-\d{2}-\d{2}/g, inChinese));
    }
    await expect(clocks.locator('details summary').filter({ hasText: '为什么是这一天' }).count()).resolves.toBe(all.length);
    await expect(clocks.getByText('暂定').count()).resolves.toBeGreaterThan(0);
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(await page.locator('main').textContent()).not.toMatch(/¶|CN-|条例 \d/);
    expect(page.url()).toBe(`${address}/track`);
    await press(page, '刷新');
    expect(await main(page)).toBe(text);
    await press(page, '长者模式');
    await page.locator('html[data-mode=elder]').waitFor();
    expect(await main(page)).toContain(accepted.number);
    expect(await overflow(page)).toBe(0);
    await expect(context.cookies()).resolves.toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says what comes next, until when, to whom, with which papers, and what was served', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, served);
    const right = await part(page, '接下来您可以').innerText();
    expect(right).toContain('申请复查，最后一天');
    expect(right).toContain('书面复查申请');
    expect(right).toContain('明川市人民政府');
    const because = await part(page, '接下来您可以').locator('details').textContent();
    expect(because).toContain(inChinese(day()));
    expect(await part(page, '送达').innerText()).toContain(`送达日期 ${inChinese(day())}`);
    await context.close();
  });

  it.each([DESKTOP, PHONE])('says what to expect and how many days are left, at $width', async (viewport) => {
    const { page, context } = await look(browser, address, { viewport, script: false });
    await track(page, accepted);
    const now = await part(page, '现在的情况').innerText();
    expect(now).toContain('接下来：机关已经受理，正在调查');
    expect(now).toMatch(/办理，最迟在\s+\d{4}年\d+月\d+日（星期.）\s+还有\d+天/);
    expect(await part(page, '期限').innerText()).toContain('书面答复您');
    expect(await page.locator('main').textContent()).not.toMatch(/进行中|临近期限|已到原定期限/);
    await context.close();
  });

  it('of a matter that was kept says how to object to that', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE, script: false });
    const held = await courses.register('感谢窗口工作人员');
    await courses.act('registrar.city', 'keepForReference', { petitionId: held.id, ground: 'THANKS', reason: '来信致谢' });
    await courses.act('registrar2.city', 'confirmKeeping', { petitionId: held.id, way: 'post', proof: { receiptNumber: 'EMS-4' } });
    await track(page, held);
    const ending = await part(page, '这件事没有转办，登记留存').innerText();
    expect(ending).toContain('随时可以向登记的机关提出');
    expect(ending).toContain('没有最后一天');
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of a member shows the own part alone: nothing of what was served on another', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, member);
    const text = await main(page);
    expect(text).toContain('这是您个人的查询码');
    expect(text).not.toContain('送达日期');
    expect(text).not.toContain('接下来您可以');
    expect(text).not.toContain('登记送达');
    await context.close();
  });

  it('of a report says received, handed over or answered, and nothing else in all of the page', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, report);
    const html = await page.content();
    const organs = demoCity.organs.map(({ name }) => name).filter((name) => html.includes(name));
    expect(organs).toEqual([]);
    for (const word of [report.number, '设备采购', '期限', '检举人', '撤回', inChinese(day(-3))]) expect(html).not.toContain(word);
    await expect(page.locator('.progress > li').allInnerTexts()).resolves.toEqual(['已收到', '已移交', '已答复']);
    await expect(page.locator('[aria-current=step]').innerText()).resolves.toBe('已收到');
    await context.close();
  });

  it('with script is shown again when something happens, and what was open stays open', async () => {
    const { page, context, complaints } = await look(browser, address);
    const held = await courses.register('井盖松动，要求更换');
    const petitionId = held.id;
    const to = organId('housing.city');
    await courses.act('dispatcher.city', 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: to, reason: '属该单位职责' });
    const listening = page.waitForResponse((answer) => answer.url().includes('/live?'));
    await track(page, held);
    await listening;
    await page.getByText('本页会自动更新').waitFor();
    await page.getByText('已经结束的期限').click();
    const informed = { path: '信访事项办理程序', procedure: '由我局调查核实', way: 'post', proof: { receiptNumber: 'EMS-3' } };
    await courses.act('handler.housing', 'informPetitioner', { petitionId, ...informed });
    await part(page, '办理经过').getByText('告知', { exact: true }).waitFor();
    await part(page, '期限').locator('details[open] > summary').filter({ hasText: '已经结束的期限' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/track');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a wrong code', () => {
  it('is told in plain words, keeps the code, and waits after five tries for the right secret too', async () => {
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
  it('withdraws after being told what follows, once for two presses, and takes it back', async () => {
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

  it('asks that the officer steps back, not without a reason, and keeps what was typed when refused', async () => {
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

  it('leaves a joint petition by the own code, and still sees the own course', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, member);
    await expect(page.getByRole('button', { name: '撤回这件信访' }).count()).resolves.toBe(0);
    await press(page, '退出共同信访');
    await press(page, '确认退出');
    await page.getByText(`您已在${inChinese(day())}退出共同信访`).waitFor();
    await expect(page.getByRole('heading', { name: '您可以做的事' }).count()).resolves.toBe(0);
    await context.close();
  });

  it('with a pass that has ended asks for code and secret again and goes on with what was typed', async () => {
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

describe('what was asked for', () => {
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

  it.each([DESKTOP, PHONE])('without script is answered with words and files, once for two presses, at $width', async (viewport) => {
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

  it('with script takes files as they are chosen, waits for them, and takes what was typed along to the other mode', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE });
    const held = await asked('排水沟堵塞，要求疏通');
    await track(page, held);
    await press(page, '在这里补充材料');
    // The script comes after the page.
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

  it('goes on with words and files after the pass has ended', async () => {
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

  it('is offered to nobody who was not asked, and refused in plain words', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, accepted);
    await expect(page.getByRole('button', { name: '在这里补充材料' }).count()).resolves.toBe(0);
    const pass = await page.locator('main input[name=pass]').first().inputValue();
    const sent = await page.request.post('/track/supplement', { form: { pass, text: '没有人问过', do: 'send' } });
    expect([sent.status(), (await sent.text()).includes('本件没有请您补正材料')]).toEqual([422, true]);
    await context.close();
  });
});

describe('on a shared machine', () => {
  it('reads a matter aloud only after a hint, and at the end leaves nothing behind', async () => {
    const { page, context, complaints } = await look(browser, address);
    await page.addInitScript(`
      window.said = [];
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
      Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: 'zh-CN' }], speak: ({ text }) => window.said.push(text), pause() {}, resume() {}, cancel() {},
      }) });`);
    await track(page, served);
    const read = page.getByRole('button', { name: '朗读“接下来您可以”' });
    await read.click();
    await page.getByRole('dialog').getByText('请确认周围没有别人').waitFor();
    await press(page, '不读了');
    await expect(page.evaluate('window.said.length')).resolves.toBe(0);
    await read.click();
    await press(page, '开始朗读');
    await page.getByRole('button', { name: '暂停' }).waitFor();
    expect(await page.evaluate<string[]>('window.said')).toEqual(expect.arrayContaining(['接下来您可以']));
    await page.evaluate(`localStorage.setItem('draft', '1')`);
    await page.getByRole('link', { name: '结束并清除' }).click();
    await page.getByRole('heading', { name: '有事请讲' }).waitFor();
    await expect(page.evaluate('localStorage.length')).resolves.toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('every page of tracking', () => {
  it('is clean for axe in both modes at three widths, and asks nobody else for anything', async () => {
    const { page, context, complaints } = await look(browser, address);
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    const asked = await courses.register('树木倒伏，要求清理');
    await courses.act('registrar.city', 'askSupplement', { petitionId: asked.id, items: ['现场照片'], answerBy: day(7) });
    const found: unknown[] = [];
    const check = async () => {
      for (const viewport of [DESKTOP, TABLET, PHONE]) {
        await page.setViewportSize(viewport);
        found.push(...(await findings(page)), ...((await overflow(page)) > 0 ? [`too wide at ${viewport.width}`] : []));
      }
    };
    for (const mode of ['', '/elder']) {
      await track(page, served, mode);
      await page.locator('summary').first().click();
      await check();
      await press(page, '申请工作人员回避');
      await check();
      await track(page, asked, mode);
      await check();
      await press(page, '在这里补充材料');
      await press(page, '提交补充材料');
      await page.getByRole('alert').waitFor();
      await check();
    }
    expect(found).toEqual([]);
    expect([...origins]).toEqual([address]);
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await context.close();
  }, 240_000);

  it('says in plain words that something broke, nothing of what it was, and gives a way on', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await city.admin.query('alter table intake.query_code rename to query_code_away');
    try {
      await page.goto('/track');
      await fill(page, accepted);
      await page.getByRole('heading', { name: '页面出错了' }).waitFor();
      await page.getByRole('link', { name: '返回首页' }).waitFor();
      expect(await page.content()).not.toMatch(/relation|query_code/);
    } finally {
      await city.admin.query('alter table intake.query_code_away rename to query_code');
    }
    await context.close();
  });
});
