import { expect } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, findings, look, overflow, PHONE, signIn } from './browser.js';
import { shiftOf, watchShifts } from './quality.js';

type Dialog = ReturnType<Page['getByRole']>;

/** Fills the form that a button opens, which has no fault of access, and sends it. */
export async function done(page: Page, button: string | RegExp, fill: (dialog: Dialog) => Promise<void>): Promise<void> {
  await page
    .getByRole('button', { name: button, exact: typeof button === 'string' })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  expect(await findings(page)).toEqual([]);
  await dialog.locator('[type=submit]').click();
  await dialog.waitFor({ state: 'detached' }).catch(async () => expect(`still open: ${await dialog.innerText()}`).toBe(''));
}

/** Finds an organ or a person by a part of the name and takes it. */
export async function pick(dialog: Dialog, label: string, typed: string, name: string): Promise<void> {
  await dialog.getByRole('combobox', { name: label }).fill(typed);
  await dialog.getByRole('option', { name, exact: true }).click();
}

/** How the page is at both widths: that it has no fault of access, is not too wide, and how far it moves while it loads. */
export async function faultsAt(browser: Browser, address: string, account: string, path: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const viewport of [DESKTOP, PHONE]) {
    const { page, context } = await look(browser, address, { viewport });
    await page.route(/\.woff2|\/fonts-[^/]*\.css/, (route) => route.abort()); // as for people whose machines have Chinese fonts
    await signIn(page, account, DEMO_PASSWORD);
    await page.addInitScript(watchShifts);
    await page.goto(path);
    await page.getByText(text).filter({ visible: true }).first().waitFor();
    await page.waitForLoadState('networkidle');
    const shift = await shiftOf(page);
    if (shift > 0.05) found.push(`moves by ${shift.toFixed(3)} at ${viewport.width}`);
    if ((await overflow(page)) > 0) found.push(`is too wide at ${viewport.width}`);
    found.push(...(await findings(page)));
    await context.close();
  }
  return found;
}
