import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { close, DESKTOP, findings, look, officer, overflow, PHONE, TABLET } from './browser.js';
import { day, inChinese } from './course.js';
import { HearingCourses } from './hearing-course.js';
import { opened } from './opened.js';
import { part, press, track } from './tracking.js';

const shared = opened(
  (city) => new HearingCourses(city),
  (courses) => courses.open(),
);

const dialog = (page: Page) => page.getByRole('dialog');
/** Sends the form of the open dialog. */
const send = async (page: Page): Promise<void> => {
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).waitFor({ state: 'detached' });
};

describe('the page of a hearing', () => {
  it('stops the vote when a member leaves, and lists the substitutes, of whom one takes the seat (moment 6)', async () => {
    const heard = await shared.courses.decided('楼顶漏水，要求听证');
    await shared.courses.told(heard);
    await shared.courses.deliberating(heard);
    const sight = await officer(shared.browser, shared.address, 'clerk.spec');
    const { page } = sight;
    await page.goto(`/work/hearings/${heard.hearingId}`);
    await press(page, '开始表决');
    await dialog(page).getByLabel('表决事项').fill('是否支持信访人的请求');
    await dialog(page).getByLabel('选项第1项', { exact: true }).fill('支持');
    await press(page, '增加一项：选项');
    await dialog(page).getByLabel('选项第2项', { exact: true }).fill('不支持');
    await send(page);
    await part(page, '评议和表决').getByText('已投0票，应投3票。').waitFor();

    const member = await officer(shared.browser, shared.address, shared.courses.accounts[0] as string);
    await member.page.goto(`/work/hearings/${heard.hearingId}`);
    await press(member.page, '投票');
    await dialog(member.page).getByLabel('您的意见').selectOption('支持');
    await send(member.page);
    await member.page.getByText('您已经投票。').waitFor();
    await part(page, '评议和表决').getByText('已投1票，应投3票。').waitFor();

    await press(page, '更换听证员');
    await dialog(page)
      .getByLabel(/离席的听证员/)
      .selectOption({ label: shared.courses.names[2] as string });
    await dialog(page)
      .getByLabel(/离席的理由/)
      .fill('突发疾病');
    await send(page);
    const votes = part(page, '评议和表决');
    await votes.getByText('表决已中止，这一次的票作废。原因：突发疾病。').waitFor();
    const listed = await votes.getByRole('list', { name: '可以递补的候补听证员' }).getByRole('button').allInnerTexts();
    expect(listed).toEqual([`由${shared.courses.names[3]}递补`, `由${shared.courses.names[4]}递补`]);
    await page.locator('[data-code=PANEL_SEAT_EMPTY]').waitFor();
    await expect(findings(page)).resolves.toEqual([]);
    // The vote counts for nothing: whoever had voted is asked for nothing more.
    await expect(member.page.getByRole('button', { name: '投票', exact: true }).count()).resolves.toBe(0);

    await press(page, `由${shared.courses.names[3]}递补`);
    await send(page);
    await votes.getByText('席位已补齐，可以重新表决。').waitFor();
    await page.goto('/work/hearings?tab=stopped');
    await page.getByRole('link', { name: heard.number }).waitFor();
    await close(member);
    await close(sight);
  });

  it('says who is still to be told, and serves each from the list; nobody but the clerk is offered it', async () => {
    const heard = await shared.courses.decided('门前积水，要求听证', 11);
    const sight = await officer(shared.browser, shared.address, 'clerk.spec');
    const { page } = sight;
    await page.goto('/work/hearings?tab=untold');
    await page.getByRole('link', { name: heard.number }).click();
    const untold = page.getByRole('list', { name: '尚未送达名单' });
    await untold.waitFor();
    // The decision to the petitioner; time and place to the petitioner and three members.
    await expect(untold.getByRole('listitem').count()).resolves.toBe(5);
    await page.getByRole('button', { name: /^登记送达：听证决定书/ }).click();
    await dialog(page).getByLabel('送达日期').fill(day());
    await dialog(page).getByLabel('送达方式').selectOption('in_person');
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).getByText('请填写此项。').first().waitFor();
    await dialog(page).getByLabel(/^签名/).fill('本人签收');
    await send(page);
    await page.getByText('已送达').first().waitFor();
    await untold.getByRole('listitem').nth(3).waitFor();
    await expect(untold.getByRole('listitem').count()).resolves.toBe(4);
    const other = await officer(shared.browser, shared.address, 'checker.housing');
    await other.page.goto(`/work/hearings/${heard.hearingId}`);
    await other.page.getByRole('list', { name: '尚未送达名单' }).waitFor();
    await expect(other.page.getByRole('button', { name: /^登记送达/ }).count()).resolves.toBe(0);
    await close(other);
    await close(sight);
  });
});

const PAPERS = ['听证通知书', '听证公告', '听证座次图', '听证签到表', '听证纪律', '听证权利义务告知书', '听证笔录'];

describe('the pages of hearings', () => {
  it('have nothing for axe to find in both modes at three widths, and are nowhere too wide', async () => {
    const heard = await shared.courses.decided('排水不畅，要求听证', 20);
    await shared.courses.told(heard);
    const sight = await officer(shared.browser, shared.address, 'clerk.spec');
    const { page } = sight;
    const found: string[] = [];
    for (const path of ['/work/hearings', '/work/hearings/pool', `/work/hearings/${heard.hearingId}`])
      for (const mode of ['standard', 'elder'])
        for (const viewport of [DESKTOP, TABLET, PHONE]) {
          await page.setViewportSize(viewport);
          await page.goto(path);
          await page.waitForLoadState('networkidle');
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.evaluate<undefined>(`void (document.documentElement.dataset.mode = '${mode}')`);
          const at = `${path} ${mode} ${viewport.width}`;
          found.push(...(await findings(page)).map((finding) => `${at} ${finding}`));
          if ((await overflow(page)) > 0) found.push(`${at} is too wide`);
        }
    expect(found).toEqual([]);
    await close(sight);
  }, 120_000);
});

describe('the papers of a hearing', () => {
  it('print from the one matter, and come back signed as files of their kind (moment 8)', async () => {
    const heard = await shared.courses.decided('井盖缺失，要求听证', 16);
    await shared.courses.told(heard);
    await shared.courses.deliberating(heard);
    const sight = await officer(shared.browser, shared.address, 'clerk.spec');
    const { page } = sight;
    await page.goto(`/work/hearings/${heard.hearingId}`);
    const papers = part(page, '打印和签名件');
    await papers.waitFor();
    expect(await papers.getByRole('button', { name: /^打印/ }).allInnerTexts()).toEqual(PAPERS.map((name) => `打印${name}`));
    for (const [name, shown] of [
      ['听证通知书', ['明川市住房和城乡建设局', '16:00', '第一听证室', `${shared.courses.names[0]}（主持人）`]],
      ['听证座次图', ['主持人', '旁听席', '办理单位']],
      ['听证签到表', ['到场时间', shared.courses.names[2]]],
      ['听证权利义务告知书', ['一、权利', '二、义务']],
      ['听证笔录', ['笔录 petitioner_statement', '拒绝签名的，见证人签名或者影像编号']],
    ] as const) {
      await press(page, `打印${name}`);
      const frame = page.frameLocator('iframe[title="文书预览"]');
      await frame.locator('h1', { hasText: name }).waitFor();
      const text = await frame.locator('body').innerText();
      for (const one of shown) expect(text).toContain(one);
      await page.getByRole('button', { name: '关闭' }).click();
    }
    await press(page, '收回签名件');
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%signed\n%%EOF') });
    await dialog(page).getByText('signed.pdf').waitFor();
    await send(page);
    await papers.getByText('已收回1份').waitFor();
    await papers.getByRole('link', { name: /已收回1份/ }).click();
    await part(page, '材料').getByText('听证材料').waitFor();
    await close(sight);
  });
});

describe('the file of a hearing', () => {
  it('has a refused signature closed with a witness or a video, not with a tick (moment 10)', async () => {
    const heard = await shared.courses.decided('路灯熄灭，要求听证', 18);
    await shared.courses.told(heard);
    await shared.courses.deliberating(heard);
    await shared.courses.concluded(heard);
    const sight = await officer(shared.browser, shared.address, 'clerk.spec');
    const { page } = sight;
    await page.goto(`/work/hearings/${heard.hearingId}`);
    await press(page, '制作听证卷');
    await send(page);
    const signers = page.getByRole('list', { name: '听证卷和签字' });
    for (const [who, field, proof, shown] of [
      [shared.courses.names[0], '见证人姓名', '见证人寅', '见证人：见证人寅'],
      [shared.courses.names[1], '影像编号', 'V-2026-7', '影像编号：V-2026-7'],
    ] as const) {
      await press(page, `登记拒绝签字：${who}`);
      expect(await dialog(page).getByRole('checkbox').count()).toBe(0);
      await dialog(page).locator('button[type=submit]').click();
      await dialog(page).getByText('请填写此项。').first().waitFor();
      await dialog(page).getByLabel(field).fill(proof);
      await send(page);
      const row = signers.getByRole('listitem').filter({ hasText: who as string });
      await row.getByText('拒绝签字', { exact: true }).waitFor();
      await row.getByText(shown).waitFor();
    }
    expect(await findings(page)).toEqual([]);
    await close(sight);
  });
});

describe('the tracking page', () => {
  it.each([false, true])('with script %s takes a request for a hearing once and shows the day of the decision', async (script) => {
    const { page, context, complaints } = await look(shared.browser, shared.address, { viewport: PHONE, script });
    const held = await shared.courses.accepted(`电梯停运${script}，要求恢复`);
    await track(page, held);
    await part(page, '听证').getByText('可以向明川市住房和城乡建设局申请听证').waitFor();
    await press(page, '申请听证');
    await page.getByLabel(/为什么要听证/).fill(' ');
    if (script) await page.evaluate(`document.querySelector('form.card').noValidate = true`);
    await press(page, '提交听证申请');
    await page.getByRole('alert').getByRole('link', { name: '请写明为什么要听证' }).waitFor();
    await page.getByLabel(/为什么要听证/).fill('办理单位没有查清停运的原因');
    if (script) expect(await findings(page)).toEqual([]);
    await press(page, '提交听证申请');
    await page.getByText('已收到您的听证申请').waitFor();
    const shown = await part(page, '听证').innerText();
    for (const each of ['办理听证', '应当决定是否听证的最后一天', inChinese(day()), '问听证的事']) expect(shown).toContain(each);
    await expect(page.getByRole('button', { name: '申请听证', exact: true }).count()).resolves.toBe(0);
    expect(await overflow(page)).toBe(0);
    if (script) expect(await findings(page)).toEqual([]);
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await context.close();
  });

  it('shows dates, place and members, of whom one is challenged there, which the head decides at the workbench', async () => {
    const heard = await shared.courses.decided('围墙倒塌，要求听证', 14);
    const { page, context } = await look(shared.browser, shared.address, { viewport: DESKTOP, script: false });
    await track(page, heard);
    const shown = await part(page, '听证').innerText();
    for (const each of [
      inChinese(day()),
      '14:00',
      '第一听证室',
      '公开举行',
      `${shared.courses.names[0]}（主持人）`,
      shared.courses.names[1] as string,
    ])
      expect(shown).toContain(each);
    await press(page, '申请听证员回避');
    await page.getByLabel(/回避理由/).fill('他是对方的亲属');
    await press(page, '提交回避申请');
    await page.getByRole('alert').getByRole('link', { name: '请选择一名听证员' }).waitFor();
    await page.getByLabel(shared.courses.names[1] as string).check();
    await press(page, '提交回避申请');
    await page.getByText('已收到您的回避申请').waitFor();
    await context.close();

    const sight = await officer(shared.browser, shared.address, 'head.housing');
    await sight.page.goto(`/work/hearings/${heard.hearingId}`);
    await sight.page.locator('[data-code=PANEL_CHALLENGE_OPEN]').waitFor();
    await press(sight.page, `决定${shared.courses.names[1]}是否回避`);
    await dialog(sight.page).getByRole('radio', { name: '是' }).check();
    await dialog(sight.page).getByLabel('决定理由').fill('有利害关系');
    await dialog(sight.page)
      .getByLabel(/递补的候补听证员/)
      .selectOption({ label: shared.courses.names[3] as string });
    await send(sight.page);
    await part(sight.page, '回避').getByText('准许回避').waitFor();
    await close(sight);
  });
});
