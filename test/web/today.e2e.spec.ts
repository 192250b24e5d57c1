import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity, personId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Browser } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { DESKTOP, findings, look, openBrowser, overflow, PHONE, signIn } from './browser.js';

const LONG = 120_000;
const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { number } }';
/** More than the page shows of a group. */
const LETTERS = 54;

let city: World;
let browser: Browser;
let address: string;

const letter = (at: number): Promise<unknown> =>
  city.client.query('registrar.city', REGISTER, {
    input: {
      ...{ channel: 'LETTER', kind: 'CLAIM', receivedOn: city.node.services.intake.time.today(), division: '990100' },
      ...{ summary: `路灯不亮${at + 1}`, text: '请修好路灯。', requests: [{ text: '修好路灯' }], peopleCount: 1, anonymous: false },
      petitioners: [{ name: '申某某', phone: '19900001234' }],
    },
  });

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  await letter(0);
  await atRest(city.admin);
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

describe('the page of the day', () => {
  beforeAll(async () => {
    for (let at = 1; at < LETTERS; at += 1) await letter(at);
    await atRest(city.admin);
  }, LONG);

  it.each([
    ['a desk', DESKTOP],
    ['a phone', PHONE],
  ])(
    'counts all that is to be done and not what it shows of it, at %s',
    async (_, viewport) => {
      const { page, context, complaints } = await look(browser, address, { viewport });
      await signIn(page, 'dispatcher.city', DEMO_PASSWORD);
      const group = page.getByRole('region', { name: '以后' });
      await group.getByRole('heading', { name: `以后 ${LETTERS}` }).waitFor();
      expect(await group.getByRole('listitem').count()).toBe(50);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await findings(page)).toEqual([]);
      await group.getByRole('link', { name: `在期限台账中查看“以后”全部${LETTERS}件` }).click();
      await page.locator('.list-box[aria-busy=false] tbody tr').first().waitFor();
      await page.getByLabel('每页').selectOption('100');
      await page.getByText(`本页${LETTERS}件`).waitFor();
      await page.goBack();
      await page.goBack();
      await page.getByRole('link', { name: `${LETTERS} 等待分办` }).click();
      await page.getByRole('heading', { name: '分办', level: 1 }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});

describe('what the head gave to officers', () => {
  const ASSIGN = 'mutation ($input: AssignPetitionInput!) { assignPetition(input: $input) { number } }';
  const today = Time.shared.today();
  const dayFrom = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  /** A claim at the housing department, accepted on that day, given to an officer until another. */
  const given = async (tag: string, on: number, to: string, until: number): Promise<string> => {
    Time.shared.set(on === 0 ? null : new Date(`${dayFrom(on)}T10:00:00+08:00`));
    try {
      const department = loadCity.departments[0]!;
      const petitionId = await life({ client: city.client, city: loadCity, department, today: dayFrom(on), tag, until: 'accept' });
      const input = { petitionId, officerId: personId(to), section: '市政科', dueOn: dayFrom(until) };
      const { assignPetition } = await city.client.query<{ assignPetition: { number: string } }>('head.housing', ASSIGN, { input });
      return assignPetition.number;
    } finally {
      Time.shared.set(null);
    }
  };
  let [over, tomorrow, later] = ['', '', ''];

  beforeAll(async () => {
    over = await given('task-over', -6, 'handler.housing', -2);
    later = await given('task-later', 0, 'handler.housing', 3);
    tomorrow = await given('task-tomorrow', 0, 'handler2.housing', 1);
    await atRest(city.admin);
  }, LONG);

  it.each([
    ['an officer the own ones', 'handler.housing', () => [over, later], ['已逾期2天', '还有3天']],
    ['the head all of the organ', 'head.housing', () => [over, tomorrow, later], ['已逾期2天', '还有1天', '还有3天']],
  ])(
    'shows %s, the first own day first and one that is over marked',
    async (_, account, numbers, left) => {
      const { page, context, complaints } = await look(browser, address, { viewport: DESKTOP });
      await signIn(page, account, DEMO_PASSWORD);
      const tasks = page.getByRole('region', { name: '内部分派' });
      await tasks.getByRole('heading', { name: `内部分派（承办人员自己的办理日期） ${left.length}` }).waitFor();
      const lines = tasks.getByRole('listitem');
      const texts = await lines.allInnerTexts();
      expect(texts.map((text, at) => text.includes(left[at]!) && text.includes(numbers()[at]!) && text.includes('市政科'))).toEqual(
        left.map(() => true),
      );
      expect(await tasks.locator('li.bad').count()).toBe(1);
      expect(await lines.first().getAttribute('class')).toContain('bad');
      expect(texts[0]).toContain('市住建局承办员甲');
      expect(await findings(page)).toEqual([]);
      await lines.first().getByRole('link').click();
      await page.getByRole('heading', { name: `信访事项 ${over}`, level: 1 }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'shows nobody of another organ anything of it',
    async () => {
      const { page, context } = await look(browser, address, { viewport: DESKTOP });
      await signIn(page, 'handler.labour', DEMO_PASSWORD);
      await page.getByRole('list', { name: '待办概览' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('region', { name: '内部分派' }).count()).toBe(0);
      await context.close();
    },
    LONG,
  );
});

describe('every page', () => {
  it(
    'names its tab, and is begun at its heading',
    async () => {
      const { page, context, complaints } = await look(browser, address, { viewport: DESKTOP });
      const begun = async (title: string): Promise<void> => {
        await page.locator('h1:focus', { hasText: title }).waitFor();
        expect(await page.title()).toBe(`${title} · 阳光信访工作台`);
      };
      await page.goto('/work/');
      await page.getByRole('heading', { name: '工作人员登录' }).waitFor();
      expect(await page.title()).toBe('工作人员登录 · 阳光信访工作台');
      await signIn(page, 'dispatcher.city', DEMO_PASSWORD);
      await begun('今日待办');
      await page.getByRole('link', { name: '信访件查询' }).first().click();
      await begun('信访件查询');
      const number = page.locator('tbody a.number').first();
      const named = await number.innerText();
      await number.click();
      await begun(`信访事项 ${named}`);
      await page.goBack();
      await begun('信访件查询');
      await page.keyboard.press('/');
      await page.keyboard.type('路灯');
      expect(await page.getByRole('textbox', { name: '筛选条件' }).inputValue()).toBe('路灯');
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );
});
