import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import type { Page } from 'playwright-core';
import { close, DESKTOP, findings, officer, overflow, PHONE } from './browser.js';
import { HearingCourses, type Heard } from './hearing-course.js';
import { opened } from './opened.js';
import { part, press } from './tracking.js';

/** Of the bureau that registered the matter. */
const AUDITOR = 'auditor.city';
const shared = opened(
  (city) => new HearingCourses(city),
  (courses) => courses.open(),
);

const dialog = (page: Page) => page.getByRole('dialog');
const keys = (page: Page) => part(page, '签名密钥');

async function bound(summary: string, hours: number): Promise<Heard> {
  const heard = await shared.courses.decided(summary, hours);
  await shared.courses.told(heard);
  await shared.courses.deliberating(heard);
  await shared.courses.concluded(heard);
  await shared.courses.act('clerk.spec', 'sealHearingBundle', { petitionId: heard.id, hearingId: heard.hearingId });
  return heard;
}

/** What axe finds, and what is too wide, on a desk and on a telephone. */
async function flaws(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    found.push(...(await findings(page)), ...((await overflow(page)) > 0 ? [`too wide at ${viewport.width}`] : []));
  }
  await page.setViewportSize(DESKTOP);
  return found;
}

/** What becomes of the attempt to read the private half out of the browser. */
const EXPORTED = `(async () => {
  const opening = indexedDB.open('sunshine-signing');
  await new Promise((done) => (opening.onsuccess = done));
  const all = opening.result.transaction('keys').objectStore('keys').getAll();
  await new Promise((done) => (all.onsuccess = done));
  const forms = await Promise.allSettled(['pkcs8', 'jwk', 'raw'].map((form) => crypto.subtle.exportKey(form, all.result[0].privateKey)));
  return [all.result.length, ...forms.map(({ status }) => status)].join();
})()`;

describe('a key of one’s own', () => {
  it('is made in the browser and never leaves it, signs the file of a hearing, and the file proves it', async () => {
    const heard = await bound('楼道堆物，要求听证', 8);
    const [account, name] = [shared.courses.accounts[0] as string, shared.courses.names[0] as string];
    const member = await officer(shared.browser, shared.address, account);
    const { page } = member;
    await page.goto(`/work/hearings/${heard.hearingId}`);
    await press(page, `用密钥签字：${name}`);
    await dialog(page).getByText('本浏览器没有您登记的、在用的密钥').waitFor();
    await dialog(page).getByRole('link', { name: '登记密钥' }).click();

    await keys(page).getByText('还没有登记密钥。').waitFor();
    await press(page, '生成并登记密钥');
    await keys(page).getByText('密钥已登记').waitFor();
    await keys(page).getByText('私钥在本浏览器', { exact: true }).waitFor();
    expect(await page.evaluate(EXPORTED)).toBe('1,rejected,rejected,rejected');
    expect(await flaws(page)).toEqual([]);
    const fingerprint = await keys(page).locator('code').innerText();

    await page.goto(`/work/hearings/${heard.hearingId}`);
    await expect(page.getByRole('button', { name: `用密钥签字：${shared.courses.names[1]}` }).count()).resolves.toBe(0);
    await press(page, `用密钥签字：${name}`);
    await dialog(page).getByText(fingerprint).waitFor();
    expect(await flaws(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: '签字', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const row = page.getByRole('list', { name: '听证卷和签字' }).getByRole('listitem').filter({ hasText: name });
    await row.getByText('已用密钥签字').waitFor();

    const coming = page.waitForEvent('download');
    await press(page, '下载听证卷');
    const file = join(temporaryFolder(), 'bundle.jsonl');
    await (await coming).saveAs(file);
    const program = join(import.meta.dirname, '../../services/hearing/dist/bundle/verify-bundle.js');
    const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', program, file], { encoding: 'utf8', env: {} });
    expect(status).toBe(0);
    expect(stdout).toContain(fingerprint);
    await close(member);
  }, 120_000);

  it('lies in the one browser alone, and signs no more once it is ended', async () => {
    const heard = await bound('围挡占道，要求听证', 11);
    const [account, name] = [shared.courses.accounts[1] as string, shared.courses.names[1] as string];
    const first = await officer(shared.browser, shared.address, account);
    await first.page.goto('/work/account');
    await press(first.page, '生成并登记密钥');
    await keys(first.page).getByText('密钥已登记').waitFor();

    const other = await officer(shared.browser, shared.address, account);
    await other.page.goto('/work/account');
    await keys(other.page).getByText('私钥不在本浏览器').waitFor();
    await other.page.goto(`/work/hearings/${heard.hearingId}`);
    await press(other.page, `用密钥签字：${name}`);
    await dialog(other.page).getByText('本浏览器没有您登记的、在用的密钥').waitFor();
    await close(other);

    await first.page.getByRole('button', { name: /^停用密钥/ }).click();
    await press(first.page, '确认停用');
    await keys(first.page).getByText('密钥已停用。').waitFor();
    expect(await flaws(first.page)).toEqual([]);
    await first.page.goto(`/work/hearings/${heard.hearingId}`);
    await press(first.page, `用密钥签字：${name}`);
    await dialog(first.page).getByText('本浏览器没有您登记的、在用的密钥').waitFor();
    await close(first);
  }, 120_000);
});

describe('a signature on paper', () => {
  it('is recorded by the digest of the scan that is chosen, and a refused one by that of the recording; neither file is sent', async () => {
    const heard = await bound('车位不足，要求听证', 13);
    const sight = await officer(shared.browser, shared.address, 'clerk.spec');
    const { page } = sight;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    await page.goto(`/work/hearings/${heard.hearingId}`);
    const [scan, video] = [Buffer.from('%PDF-1.7\n签字页\n%%EOF'), Buffer.alloc(3_000_000, '影')];
    const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    await press(page, `登记纸质签字：${shared.courses.names[0]}`);
    await dialog(page).getByLabel('签字页的扫描件').setInputFiles({ name: '签字页.pdf', mimeType: 'application/pdf', buffer: scan });
    await dialog(page).getByText(digestOf(scan)).waitFor();
    expect(await flaws(page)).toEqual([]);
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).waitFor({ state: 'detached' });
    const rows = page.getByRole('list', { name: '听证卷和签字' }).getByRole('listitem');
    await rows
      .filter({ hasText: shared.courses.names[0] as string })
      .getByText('已在纸上签字')
      .waitFor();

    await press(page, `登记拒绝签字：${shared.courses.names[1]}`);
    await dialog(page).getByLabel('影像编号').fill('V-2026-9');
    await dialog(page)
      .getByLabel(/^影像文件/)
      .setInputFiles({ name: '拒签.mp4', mimeType: 'video/mp4', buffer: video });
    await dialog(page).getByText(digestOf(video)).waitFor();
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).waitFor({ state: 'detached' });
    await rows
      .filter({ hasText: shared.courses.names[1] as string })
      .getByText(`V-2026-9 SHA-256:${digestOf(video)}`)
      .waitFor();
    expect(sent.filter((url) => url.includes('/files'))).toEqual([]);
    expect(await flaws(page)).toEqual([]);
    await close(sight);
  }, 120_000);
});

describe('the sealed part of the file', () => {
  it('is opened by the auditor with a purpose, who reads ballots and minority reasons; the clerk is not offered it', async () => {
    const heard = await bound('绿化被毁，要求听证', 15);
    const clerk = await officer(shared.browser, shared.address, 'clerk.spec');
    await clerk.page.goto(`/work/hearings/${heard.hearingId}`);
    await part(clerk.page, '听证卷和签字').waitFor();
    await expect(clerk.page.getByRole('button', { name: '启封封存部分' }).count()).resolves.toBe(0);
    await close(clerk);

    const sight = await officer(shared.browser, shared.address, AUDITOR);
    const { page } = sight;
    await page.goto(`/work/petition/${heard.id}`);
    await page.locator(`a[href$="/hearings/${heard.hearingId}"]`).click();
    await press(page, '启封封存部分');
    await dialog(page).getByLabel('启封的理由').fill('看看');
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).getByText('请写明理由，至少5个字。').waitFor();
    await dialog(page).getByLabel('启封的理由').fill('上级督查调阅表决情况');
    await dialog(page).locator('button[type=submit]').click();
    const list = dialog(page).getByRole('list', { name: '启封封存部分' });
    await list.waitFor();
    const against = list.getByRole('listitem').filter({ hasText: shared.courses.names[2] as string });
    await against.filter({ hasText: '选票' }).getByText('不支持').waitFor();
    await list.getByText('少数人的理由').waitFor();
    expect(await flaws(page)).toEqual([]);
    const coming = page.waitForEvent('download');
    await press(page, '保存启封内容（供校验）');
    expect((await coming).suggestedFilename()).toMatch(/^听证卷-启封-.*\.jsonl$/);
    await close(sight);
  }, 120_000);
});
