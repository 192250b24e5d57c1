import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId } from '@sunshine/demo';
import type { Browser, Locator, Page } from 'playwright-core';
import { world, type World } from '../world.js';
import { look, openBrowser, type Sight } from './browser.js';
import { Courses, day } from './course.js';

// With filing, desk, dispatch and lists, whose specs have a task of their own each, these are the main tasks by keyboard alone.

let city: World;
let browser: Browser;
let courses: Courses;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  courses = new Courses(city);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const at = (): Promise<Sight> => look(browser, `http://127.0.0.1:${city.node.port}`);

/** Tab by Tab until the focus stands there. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let steps = 0; steps < 150; steps += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard did not reach ${String(target)}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await reach(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

async function signInByKeyboard(page: Page, account: string): Promise<void> {
  await page.goto('/work/');
  await type(page, '账号', account);
  await type(page, '密码', DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '工作栏目' }).waitFor();
}

async function routed(summary: string): Promise<string> {
  const { id: petitionId } = await courses.register(summary);
  await courses.act('dispatcher.city', 'routePetition', {
    petitionId,
    kind: 'TRANSFER',
    toOrganId: organId('housing.city'),
    reason: '属该单位职责',
  });
  return petitionId;
}

const stageOf = async (account: string, id: string): Promise<string> =>
  (await city.client.query<{ petition: { stage: string } }>(account, 'query ($id: ID!) { petition(id: $id) { stage } }', { id })).petition
    .stage;

describe('by the keyboard alone', () => {
  it('a petitioner looks where the matter stands and why a day is the last one', async () => {
    const held = await courses.accepted('楼道照明损坏');
    const { page, context, complaints } = await at();
    await page.goto('/track');
    await type(page, '查询码', held.code);
    await type(page, '密码', held.secret);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '现在的情况' }).waitFor();
    await press(page, page.locator('summary').filter({ hasText: '为什么是这一天' }).first());
    await page.locator('details[open]').getByText('信访工作条例').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('an officer signs in and opens what is due from the page of the day', async () => {
    await routed('门前路灯不亮');
    const { page, context, complaints } = await at();
    await signInByKeyboard(page, 'handler.housing');
    await press(
      page,
      page
        .getByRole('main')
        .getByRole('link', { name: /门前路灯不亮/ })
        .first(),
    );
    await page.getByRole('heading', { level: 1, name: /^信访事项/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('an officer accepts a matter', async () => {
    const id = await routed('电梯停运');
    const { page, context, complaints } = await at();
    await signInByKeyboard(page, 'handler.housing');
    await page.goto(`/work/petition/${id}`);
    await press(page, page.getByRole('button', { name: '受理', exact: true }));
    const dialog = page.getByRole('dialog');
    await press(page, dialog.locator('[type=submit]'));
    await dialog.waitFor({ state: 'detached' });
    expect(await stageOf('handler.housing', id)).toBe('accepted');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a second person reads an opinion and passes it', async () => {
    const held = await courses.accepted('外墙渗水');
    await courses.inquire(held);
    const answers = held.requests.map((id) => ({ id, outcome: 'SUPPORTED', answer: '由我局组织维修。', basis: ['《办法》第八条'] }));
    await courses.act('handler.housing', 'draftOpinion', {
      petitionId: held.id,
      facts: '经查看属实。',
      evidence: ['现场记录'],
      answers,
      executeBy: day(60),
    });
    const { page, context, complaints } = await at();
    await signInByKeyboard(page, 'checker.housing');
    await page.goto(`/work/petition/${held.id}/opinion`);
    await press(page, page.getByRole('button', { name: '审核', exact: true }));
    const dialog = page.getByRole('dialog');
    await press(page, dialog.locator('[type=submit]'));
    await dialog.waitFor({ state: 'detached' });
    const { petition } = await city.client.query<{ petition: { opinion: { state: string } } }>(
      'checker.housing',
      'query ($id: ID!) { petition(id: $id) { opinion { state } } }',
      { id: held.id },
    );
    expect(petition.opinion.state).toBe('checked');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
