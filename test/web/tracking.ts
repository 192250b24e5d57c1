import type { Locator, Page } from 'playwright-core';
import type { Held } from './course.js';

export const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** The part of the page with this heading. */
export const part = (page: Page, name: string): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

export const main = (page: Page): Promise<string> => page.locator('main').innerText();

/** Fills in the form for code and secret and sends it. */
export async function fill(page: Page, { code, secret }: Pick<Held, 'code' | 'secret'>): Promise<void> {
  await page.getByLabel('查询码').fill(code);
  await page.getByLabel('密码').fill(secret);
  await press(page, '查询');
}

/** Opens the course by the query code. */
export async function track(page: Page, held: Held, mode = ''): Promise<void> {
  await page.goto(`${mode}/track`);
  await fill(page, held);
  await page.locator('[data-course]').waitFor();
}
