import { describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import type { Page } from 'playwright-core';
import { DESKTOP, findings, look, overflow, PHONE, TABLET } from './browser.js';
import { Courses, day, inChinese, type Held } from './course.js';
import { opened } from './opened.js';
import { fill, main, part, press, track } from './tracking.js';

const shared = opened((city) => new Courses(city));

const ASK = '在这里申请复查';
const SEND = '提交复查申请';
const asked = (page: Page) => part(page, '您的复查、复核申请');

/** The own code of one of a joint petition. */
async function ownCode({ id: petitionId, petitioners }: Held, position: number): Promise<Pick<Held, 'code' | 'secret'>> {
  const { queryCode: code, secret } = await shared.courses.act<{ queryCode: string; secret: string }>(
    'registrar.city',
    'issueMemberCode',
    { petitionId, petitionerId: petitioners[position], identityCheck: 'IDENTITY_DOCUMENT_SHOWN' },
    'queryCode secret',
  );
  return { code, secret };
}

const serve = ({ id: petitionId, petitioners }: Held, position: number) =>
  shared.courses.act('handler.housing', 'recordService', {
    petitionId,
    petitionerId: petitioners[position],
    way: 'in_person',
    servedOn: day(),
    proof: { signature: `送达回证第${position + 1}号` },
  });

describe('the answer', () => {
  it.each([DESKTOP, PHONE])(
    'is on the page: request, result, basis, the paper, and whom to ask until when, at $width',
    async (viewport) => {
      const { page, context, complaints } = await look(shared.browser, shared.address, { viewport, script: false });
      const held = await shared.courses.served(`外墙渗水${viewport.width}，要求维修`);
      await track(page, held);
      const answer = await part(page, '答复内容').innerText();
      for (const shown of [`外墙渗水${viewport.width}，要求维修`, '结果：支持', '由我局组织维修', '《办法》第八条', '应当做到的最后一天'])
        expect(answer).toContain(shown);
      expect(answer).not.toContain('经查看属实');
      await part(page, '答复内容').getByText('（本页显示不算送达）').click();
      const paper = await part(page, '答复内容').innerText();
      for (const shown of ['本页显示不算送达。送达日期', '经查看属实', '现场记录', '明川市住房和城乡建设局'])
        expect(paper).toContain(shown);
      const right = await part(page, '接下来您可以').innerText();
      for (const shown of ['申请复查，最后一天', '明川市人民政府', '电话：', '书面复查申请', '写信：', '到窗口：', '委托代理人：'])
        expect(right).toContain(shown);
      expect(await overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

describe('the request', () => {
  it.each([false, true])(
    'with script %s is made on the page, says what is missing at its field, and is one for two presses',
    async (script) => {
      const { page, context, complaints } = await look(shared.browser, shared.address, { viewport: PHONE, script });
      const held = await shared.courses.served(`路灯不亮${script}，要求修好`);
      await track(page, held);
      await press(page, ASK);
      expect(await main(page)).toContain('明川市人民政府');
      await expect(page.getByLabel('为什么晚了').count()).resolves.toBe(0);
      await page.getByLabel('事实和理由').fill('没有到现场查看');
      if (script) await page.evaluate(`document.querySelector('form.card').noValidate = true`);
      await page.getByLabel(/您请求什么/).fill(' ');
      await press(page, SEND);
      await page.getByRole('alert').getByRole('link', { name: '请写明您请求什么' }).waitFor();
      await expect(page.getByLabel('事实和理由').inputValue()).resolves.toBe('没有到现场查看');
      await page.getByLabel(/您请求什么/).fill('撤销原意见，重新查看');
      const again = await page.locator('form[action="/track/review"]').evaluate((form) => {
        const fields = (form as unknown as { elements: Iterable<{ name: string; value: string }> }).elements;
        return Object.fromEntries([...fields].filter(({ name }) => name !== 'do').map(({ name, value }) => [name, value]));
      });
      await press(page, SEND);
      await page.getByText('已收到您的申请').waitFor();
      const repeated = await page.request.post('/track/review', { form: { ...again, do: 'send' } });
      expect(await repeated.text()).toContain('已收到您的申请');
      const shown = await asked(page).innerText();
      for (const each of [inChinese(day()), '明川市人民政府', '撤销原意见，重新查看', '没有到现场查看', '应当书面告诉您复查意见的最后一天'])
        expect(shown).toContain(each);
      await expect(page.getByRole('button', { name: ASK }).count()).resolves.toBe(0);
      expect(await main(page)).toContain('复查机关已经收到复查申请');
      expect(await overflow(page)).toBe(0);
      expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
      await context.close();
    },
  );

  it('goes to the organ that the petitioner chose of two, and not before one is chosen', async () => {
    const { page, context } = await look(shared.browser, shared.address, { script: false });
    const held = await shared.courses.served('门禁损坏，要求更换');
    const two = JSON.stringify([
      { organId: organId('gov.city'), also: false },
      { organId: organId('land.city'), also: true },
    ]);
    await shared.city.admin.query('update casework.organ set reviewers = $1::jsonb where id = $2', [two, organId('housing.city')]);
    try {
      await track(page, held);
      expect(await part(page, '接下来您可以').innerText()).toContain('两个当中由您选一个');
      await press(page, ASK);
      await page.getByLabel(/您请求什么/).fill('撤销原意见');
      await press(page, SEND);
      await page.getByRole('alert').getByRole('link', { name: '请选择一个机关' }).waitFor();
      await page.getByRole('radio', { name: /自然资源/ }).check();
      await press(page, SEND);
      await page.getByText('已收到您的申请').waitFor();
      expect(await asked(page).innerText()).toContain('自然资源');
    } finally {
      await shared.city.admin.query('update casework.organ set reviewers = null where id = $1', [organId('housing.city')]);
    }
    await context.close();
  });

  it('with a pass that has ended asks for code and secret again and goes on with what was typed', async () => {
    const { page, context } = await look(shared.browser, shared.address, { script: false });
    const held = await shared.courses.served('水管漏水，要求修理');
    await track(page, held);
    await press(page, ASK);
    await page.getByLabel(/您请求什么/).fill('重新查看');
    await page.evaluate(`document.querySelectorAll('main input[name=pass]').forEach((input) => input.setAttribute('value', 'ended'))`);
    await press(page, SEND);
    await page.getByText('您刚才填写的内容还在').waitFor();
    await fill(page, held);
    await expect(page.getByLabel(/您请求什么/).inputValue()).resolves.toBe('重新查看');
    await press(page, SEND);
    await page.getByText('已收到您的申请').waitFor();
    await context.close();
  });
});

describe('five who wrote together', () => {
  it('each get the reply, and the right of one does not end because a neighbour was served and asked first', async () => {
    const { page, context, complaints } = await look(shared.browser, shared.address, { script: false });
    const held = await shared.courses.served('电梯停运，联名要求恢复', ['申甲', '申乙', '申丙', '申丁', '申戊'], [0]);
    const codes = [];
    for (const position of held.petitioners.keys()) codes.push(await ownCode(held, position));
    const [first, second, ...others] = codes as [Held, Held, ...Held[]];
    await track(page, first);
    await press(page, ASK);
    await page.getByLabel(/您请求什么/).fill('请求写明哪一天恢复');
    await press(page, SEND);
    await page.getByText('已收到您的申请').waitFor();
    // Nothing was served on the others, so nothing of theirs has started or ended.
    for (const each of [second, ...others]) {
      await track(page, each);
      const text = await main(page);
      for (const word of ['答复内容', '接下来您可以', '复查申请', '哪一天恢复', '复查机关']) expect(text).not.toContain(word);
    }
    for (const position of [1, 2, 3, 4]) await serve(held, position);
    for (const each of [second, ...others]) {
      await track(page, each);
      expect(await part(page, '答复内容').innerText()).toContain('结果：支持');
      expect(await part(page, '接下来您可以').innerText()).toContain('申请复查，最后一天');
      expect(await main(page)).not.toContain('哪一天恢复');
    }
    await track(page, second);
    await press(page, ASK);
    await page.getByLabel(/您请求什么/).fill('请求更换电梯');
    await press(page, SEND);
    await page.getByText('已收到您的申请').waitFor();
    expect(await asked(page).innerText()).toContain('请求更换电梯');
    // The code of all says that each asks with the own one.
    await track(page, held);
    expect(await part(page, '接下来您可以').innerText()).toContain('每个人为自己申请');
    await expect(page.getByRole('button', { name: ASK }).count()).resolves.toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);
});

describe('every page of the request', () => {
  it('is clean for axe in both modes at three widths, and is filled in with the keyboard alone', async () => {
    const { page, context, complaints } = await look(shared.browser, shared.address);
    const found: unknown[] = [];
    const check = async () => {
      for (const viewport of [DESKTOP, TABLET, PHONE]) {
        await page.setViewportSize(viewport);
        found.push(...(await findings(page)), ...((await overflow(page)) > 0 ? [`too wide at ${viewport.width}`] : []));
      }
    };
    for (const mode of ['', '/elder']) {
      const held = await shared.courses.served(`井盖松动${mode}，要求更换`);
      await track(page, held, mode);
      await page.getByText('（本页显示不算送达）').click();
      await check();
      await page.getByRole('button', { name: ASK }).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel(/您请求什么/).waitFor();
      await check();
      await page.getByLabel(/您请求什么/).focus();
      await page.keyboard.type('撤销原意见');
      await page.keyboard.press('Tab');
      await page.keyboard.type('没有到现场');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('已收到您的申请').waitFor();
      await check();
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 240_000);
});
