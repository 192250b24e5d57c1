import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { servePages } from '@sunshine/web';
import { cited } from '@sunshine/words';
import fastify from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, TABLET } from './browser.js';
import { day, inChinese } from './course.js';

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

const choose = (page: Page, name: RegExp) => page.getByRole('link', { name }).click();

/** A voice that only notes what it is told. */
const VOICE = `
  window.said = [];
  window.told = [];
  const events = new EventTarget();
  const note = (what) => () => window.told.push(what);
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(events, {
    getVoices: () => [{ lang: 'zh-CN' }],
    speak: (utterance) => window.said.push(utterance),
    pause: note('pause'), resume: note('resume'), cancel: note('cancel'),
  }) });
`;

describe('home', () => {
  it('names three ways and the terms of the pack in force with their articles', async () => {
    const { page, context, complaints } = await look(browser, address, { script: false });
    await page.goto('/');
    await expect(page.locator('.way').allInnerTexts()).resolves.toHaveLength(3);
    const { rulePacks } = await city.client.query<{
      rulePacks: { id: string; terms: { term: string; length: number | null; source: string }[] }[];
    }>(null, '{ rulePacks { id terms { term length source } } }');
    const terms = rulePacks.find(({ id }) => id === 'CN-2022')?.terms ?? [];
    const shown = await page.locator('.promises > li').allInnerTexts();
    expect(shown).toHaveLength(6);
    for (const name of ['ROUTE', 'HANDLE', 'REVIEW_REQUEST']) {
      const { length, source } = terms.find(({ term }) => term === name) ?? {};
      expect(shown.filter((text) => text.includes(`${length}`) && text.includes(cited(String(source))))).not.toEqual([]);
    }
    await page.getByText('明川市信访局', { exact: true }).waitFor();
    await expect(page.getByRole('link', { name: '12345热线' }).getAttribute('href')).resolves.toBe('tel:12345');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('at 320 pixels breaks its first sentence only where it pauses, in both modes', async () => {
    const { page, context } = await look(browser, address, { viewport: { width: 320, height: 640 }, script: false });
    for (const path of ['/', '/elder']) {
      await page.goto(path);
      await page.evaluate('document.body.offsetWidth && document.fonts.ready.then(() => undefined)'); // laid out, so that its letters are asked for
      const ends = await page.evaluate<string[]>(`(() => {
        const text = document.querySelector('h1').firstChild;
        const top = (at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect().top;
        };
        return [...text.data].filter((_, at) => at + 1 < text.length && top(at + 1) > top(at));
      })()`);
      expect(ends.length).toBeGreaterThan(0);
      expect(ends.filter((sign) => sign !== '，')).toEqual([]);
    }
    await context.close();
  });

  it('tells the page one is on where the colours are the reader’s own', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto('/guide');
    const lines = await page.locator('.portal-nav a').evaluateAll((links) => {
      const { getComputedStyle: styleOf } = globalThis as unknown as { getComputedStyle: (link: unknown) => { borderBottomColor: string } };
      return links.map((link) => styleOf(link).borderBottomColor);
    });
    expect(lines.filter((line) => line === lines[1])).toHaveLength(1);
    await context.close();
  });
});

describe('the guide', () => {
  it.each([DESKTOP, PHONE])('without script leads from a decision to two ways, their bodies and last days, at $width', async (viewport) => {
    const { page, context, complaints } = await look(browser, address, { viewport, script: false });
    await page.goto('/');
    await choose(page, /^我该找谁办 不清楚/);
    await choose(page, /^解决我自己的事/);
    await choose(page, /^行政机关已经作出决定/);
    await page.getByRole('heading', { name: '行政复议' }).waitFor();
    await page.getByText('申请：自知道或者应当知道行政行为之日起60日内').waitFor();
    await page.getByLabel('这件事是哪天发生的？').fill('2026-03-02');
    await page.getByRole('button', { name: '算出最后一天' }).click();
    // 60 days lead to 2026-05-01, a holiday; the first working day after it.
    const review = page.locator('section', { has: page.getByRole('heading', { name: '行政复议' }) });
    await expect(review.locator('.last-day').innerText()).resolves.toContain('2026年5月6日（星期三）');
    const why = await review.locator('details').first().innerText();
    expect(why).toContain('从 2026年3月2日 起算，当天不算');
    expect(why).toContain('这样数到 2026年5月1日（星期五）');
    expect(why).toContain('顺延到之后第一个工作日：2026年5月6日（星期三）');
    const text = await review.innerText();
    expect(text).toContain('行政复议机关');
    expect(text).toContain('依据：《行政复议法》（2023）第二十条');
    expect(text).toContain('提出信访不会停止这个期限');
    expect(text).toContain('这一天已经过了');
    await page.getByRole('heading', { name: '带什么材料' }).waitFor();
    await expect(page.getByRole('link', { name: '填写求决事项' }).getAttribute('href')).resolves.toBe('/file?kind=CLAIM');
    expect(await page.content()).not.toMatch(/>[^<]*\d{4}-\d{2}-\d{2}[^<]*</);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('refuses a day to come beside its field, and keeps the rules on the page', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await page.goto(`/guide?about=matter&way=labour&from=${day(1)}`);
    await page.getByText('请填一个不晚于今天的日期').waitFor();
    await expect(page.getByLabel('这件事是哪天发生的？').getAttribute('aria-describedby')).resolves.toContain('from-error');
    await page.getByText('申请：自知道或者应当知道权利被侵害之日起1年内').waitFor();
    await page.goto(`/guide?about=matter&way=labour&from=${day()}`);
    await page.getByText(`从 ${inChinese(day())} 起算`).waitFor();
    await page.goto('/guide?about=matter&way=labour&from=2026-02-30');
    await page.getByText('请填一个不晚于今天的日期').waitFor();
    await context.close();
  });

  it.each([
    ['提一条建议', '提交人民建议', '填写建议', 'SUGGESTION'],
    ['检举、控告公职人员', '提交检举控告', '填写检举控告', 'REPORT'],
  ])('leads %s to its form', async (answer, result, button, kind) => {
    const { page, context } = await look(browser, address, { script: false });
    await page.goto('/guide');
    await choose(page, new RegExp(`^${answer}`));
    await page.getByRole('heading', { name: result }).waitFor();
    await page.getByRole('link', { name: button }).click();
    expect(new URL(page.url()).search).toBe(`?kind=${kind}`);
    await context.close();
  });

  it('knows a channel for every situation it names, and leaves out none of the pack that a petitioner can take', async () => {
    const { page, context } = await look(browser, address, { script: false });
    await page.goto('/guide?about=matter');
    const ways = await page.locator('.choice').evaluateAll((links) => links.map((link) => (link as unknown as { href: string }).href));
    const titles: string[] = [];
    for (const way of ways.filter((href) => !href.endsWith('way=other'))) {
      await page.goto(way);
      const found = await page.locator('section.card h2').allInnerTexts();
      expect(found).not.toEqual([]);
      titles.push(...found);
    }
    const { statutoryChannels } = await city.client.query<{ statutoryChannels: { title: string; exit: string | null }[] }>(
      null,
      '{ statutoryChannels { title exit } }',
    );
    expect(titles.toSorted()).toEqual(statutoryChannels.flatMap(({ title, exit }) => (exit === null ? [] : [title])).toSorted());
    await context.close();
  });
});

describe('长者模式', () => {
  it('is kept on the device, comes before anything is drawn, and goes again', async () => {
    const { page, context, complaints } = await look(browser, address, { viewport: PHONE });
    await page.goto('/guide');
    await page.getByRole('link', { name: '长者模式' }).click();
    await page.waitForURL('**/elder/guide');
    await page.goto('/track?code=ABCD');
    await page.waitForURL('**/elder/track?code=ABCD');
    await expect(page.getByLabel('查询码').inputValue()).resolves.toBe('ABCD');
    await expect(page.evaluate<string>('getComputedStyle(document.documentElement).fontSize')).resolves.toBe('22px');
    await page.getByRole('link', { name: '标准模式' }).click();
    await page.waitForURL('**/track');
    await page.goto('/');
    expect(new URL(page.url()).pathname).toBe('/');
    await expect(context.cookies()).resolves.toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('reading aloud', () => {
  it('starts, pauses, goes on and stops, part by part', async () => {
    const { page, context, complaints } = await look(browser, address);
    await page.addInitScript(VOICE);
    await page.goto('/');
    await page.getByRole('button', { name: '朗读“您的信息怎样保护”' }).click();
    const said = await page.evaluate<string[]>('window.said.map(({ text }) => text)');
    expect(said[0]).toBe('您的信息怎样保护');
    expect(said.join('')).toContain('可以匿名。');
    expect(said.join('')).not.toContain('朗读');
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByRole('button', { name: '停止' }).click();
    await page.getByRole('button', { name: '朗读“您的信息怎样保护”' }).waitFor();
    await expect(page.evaluate<string[]>('window.told.slice(-3)')).resolves.toEqual(['pause', 'resume', 'cancel']);
    await page.getByRole('button', { name: '朗读“不方便上网？”' }).click();
    await page.evaluate('window.said.at(-1).onend()');
    await expect(page.getByRole('button', { name: '停止' }).count()).resolves.toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is not offered where the browser has no voice', async () => {
    const { page, context } = await look(browser, address);
    await page.addInitScript(VOICE.replace("[{ lang: 'zh-CN' }]", '[]'));
    await page.goto('/');
    await expect(page.getByRole('button', { name: /朗读/ }).count()).resolves.toBe(0);
    await context.close();
  });
});

describe('every page of home and guide', () => {
  it('is clean for axe in both modes at three widths, and asks nobody else for anything', async () => {
    const { page, context, complaints } = await look(browser, address);
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    for (const viewport of [DESKTOP, TABLET, PHONE]) {
      await page.setViewportSize(viewport);
      for (const mode of ['', '/elder'])
        for (const path of ['', '/guide?about=matter&way=land&from=2026-10-08']) {
          await page.goto(`${mode}${path}` || '/');
          expect({ path, findings: await findings(page), wider: await overflow(page) }).toEqual({ path, findings: [], wider: 0 });
        }
    }
    expect([...asked]).toEqual([address]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);

  it('that does not exist says so in plain words, with a way on, in the mode of its address', async () => {
    const { page, context } = await look(browser, address, { script: false });
    for (const path of ['/nowhere', '/elder/nowhere']) {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
      await page.getByRole('link', { name: '返回首页' }).click();
      expect(new URL(page.url()).pathname).toBe(path.startsWith('/elder') ? '/elder' : '/');
    }
    await context.close();
  });

  it('says in plain words that the server is away; home still shows its three ways', async () => {
    const http = fastify();
    const away = { message: '服务暂时不可用', extensions: { code: 'SUBGRAPH_UNAVAILABLE', kind: 'UNAVAILABLE', source: null } };
    await servePages(http, { ask: () => Promise.resolve({ data: null, errors: [away] }), files: null });
    const guide = await http.inject('/guide?about=matter&way=labour');
    expect(guide.statusCode).toBe(503);
    expect(guide.body).toContain('暂时连接不上');
    expect(guide.body).toContain('href="/track"');
    const home = await http.inject('/elder');
    expect(home.statusCode).toBe(200);
    expect(home.body.match(/class="way"/g)).toHaveLength(3);
    expect(home.body).toContain('现行规则暂时读不到');
    await http.close();
  });
});
