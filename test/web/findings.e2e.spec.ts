import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findings, openBrowser } from './browser.js';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await browser.newContext()).newPage();
});
afterAll(() => browser.close());

const GREY = '<p style="color: #aaa; background: #fff">grey</p>';
const written = (inside: string) => `<html lang="zh"><head><title>one</title></head><body><main><h1>one</h1>${inside}</main></body></html>`;
const rulesOf = (found: readonly string[]) => found.map((finding) => finding.split(':')[0]).sort();

describe('what axe finds in a page', () => {
  it('is every fault by its rule, the second time as well', async () => {
    await page.setContent(written(`<img src="data:,">${GREY}<input>`));
    const found = await findings(page);
    expect(rulesOf(found)).toEqual(['color-contrast', 'image-alt', 'label']);
    expect(await findings(page)).toEqual(found);
    expect(rulesOf(await findings(page, 'p'))).toEqual(['color-contrast']);
    expect(await findings(page, 'html', ['target-size'])).toEqual([]);
  });

  it('is not what stands in a frame in which no script runs', async () => {
    await page.setContent(
      written(`<iframe sandbox="allow-same-origin" title="paper" srcdoc="${written(GREY).replaceAll('"', "'")}"></iframe>`),
    );
    await page.frameLocator('iframe').getByText('grey').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('is nothing where nothing is wrong', async () => {
    await page.setContent(written('<p>one</p>'));
    expect(await findings(page)).toEqual([]);
  });
});
