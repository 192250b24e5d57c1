import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoCity, organId } from '@sunshine/demo';
import type { Browser } from 'playwright-core';
import { reasonOf } from '../../web/src/basis.js';
import { atRest, world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, TABLET } from './browser.js';
import { Courses, day, inChinese, type Held } from './course.js';
import { fill, main, part, press, track } from './tracking.js';

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
  member = await courses.unservedMember();
  await atRest(city.admin);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

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
    // The past day for an objection is not shown, because it does not concern the petitioner.
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

  it('of a matter that was put on file (存) says how to object to it', async () => {
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

  it('of a member shows only the own part, and nothing that was served on another petitioner', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await track(page, member);
    const text = await main(page);
    expect(text).toContain('这是您个人的查询码');
    expect(text).not.toContain('送达日期');
    expect(text).not.toContain('接下来您可以');
    expect(text).not.toContain('登记送达');
    await context.close();
  });

  it('of a report says received, handed over or answered, and the page says nothing else', async () => {
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

  it('is updated by script when something happens, and open details stay open', async () => {
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

describe('on a shared machine', () => {
  it('reads a matter aloud only after a hint, and leaves nothing behind at the end', async () => {
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
  it('has no finding of axe in both modes at three widths, and sends no request to another site', async () => {
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

  it('reports an error in plain words and without details, and links to the home page', async () => {
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
