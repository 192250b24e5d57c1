import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity } from '@sunshine/demo';
import type { Browser } from 'playwright-core';
import { world, type World } from '../world.js';
import { findings, look, openBrowser, overflow, PHONE, signIn, type Sight } from './browser.js';

const LONG = 300_000;

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

/** An officer at a machine of the own, on the page of the opinion. */
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

async function end({ context, complaints }: Sight, allowed = /^$/): Promise<void> {
  expect(complaints.filter((one) => !allowed.test(one))).toEqual([]);
  await context.close();
}

describe('the draft of an opinion', () => {
  it(
    'is saved by itself, gone on with by a colleague at another machine, and live on both',
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
      // The other page hears of it, and has nothing unsaved that it could lose.
      await first.said(/承办员乙保存于/);
      await expect(first.facts.inputValue()).resolves.toBe('经查看，外墙渗水属实。');
      await end(first.sight);
      await end(second.sight);
    },
    LONG,
  );

  it(
    'is never written over unread: both texts are shown, and either is kept',
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
      await end(first.sight, /ERR_INTERNET_DISCONNECTED|Failed to load/);
      await end(second.sight);
    },
    LONG,
  );

  it(
    'is saved when the page is left at once, comes back after a reload without the line, and goes with the opinion to the checker',
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
      await end(sight, /ERR_FAILED|Failed to load/);
    },
    LONG,
  );
});
