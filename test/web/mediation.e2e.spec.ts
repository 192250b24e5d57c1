import { describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import { findings, look, overflow, PHONE } from './browser.js';
import { Courses, day, inChinese } from './course.js';
import { opened } from './opened.js';
import { part, press, track } from './tracking.js';

const shared = opened((city) => new Courses(city));

describe('mediation on the tracking page', () => {
  it.each([false, true])('with script %s is proposed, answered and declined by the petitioner, and the matter goes on', async (script) => {
    const { page, context, complaints } = await look(shared.browser, shared.address, { viewport: PHONE, script });
    const held = await shared.courses.accepted(`物业停梯${script}，要求恢复`);
    await track(page, held);
    await press(page, '提出调解');
    const reason = page.getByLabel('为了什么争议');
    if (script) await page.evaluate(`document.querySelector('form').noValidate = true`);
    await reason.fill('乙方息诉罢访');
    await press(page, '提出调解');
    // What was typed stays beside the refusal.
    await page.getByText('息诉').first().waitFor();
    await expect(page.getByLabel('为了什么争议').inputValue()).resolves.toBe('乙方息诉罢访');
    await page.getByLabel('为了什么争议').fill('电梯停运和物业费');
    await press(page, '提出调解');
    await page.getByText('承办机关会征询其他当事人').waitFor();
    const asked = await part(page, '调解').innerText();
    for (const shown of ['征询意愿', '电梯停运和物业费', '明川市住房和城乡建设局', '同意调解', '期限照常计算'])
      expect(asked).toContain(shown);
    const { id: petitionId } = held;
    await shared.courses.act('handler.housing', 'answerMediation', { petitionId, party: 2, willing: true, how: '本单位同意' });
    const meeting = { mediator: '街道人民调解委员会', meetingOn: day(5), meetingAt: '上午九时', place: '街道调解室' };
    await shared.courses.act('handler.housing', 'arrangeMediation', { petitionId, ...meeting });
    await track(page, held);
    const arranged = await part(page, '调解').innerText();
    for (const shown of ['各方同意调解', '街道人民调解委员会', inChinese(day(5)), '上午九时', '街道调解室'])
      expect(arranged).toContain(shown);
    // What looks at the page needs its script.
    if (script) expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await press(page, '表明是否同意调解');
    await page.getByLabel('不同意，或者不再同意').check();
    await press(page, '确认');
    await page.getByText('已记录您的意愿').waitFor();
    expect(await part(page, '调解').innerText()).toContain('期限没有停过');
    await expect(page.getByRole('button', { name: '提出调解' }).count()).resolves.toBe(1);
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await context.close();
  });

  it('shows the promises, and brings the matter back by the one that lapsed alone', async () => {
    const { page, context, complaints } = await look(shared.browser, shared.address, { viewport: PHONE, script: true });
    Time.shared.set(new Date(Date.now() - 8 * 86_400_000));
    const held = await shared.courses.register('楼上漏水，要求修复和赔偿', { receivedOn: day(-12) });
    const { id: petitionId, petitioners } = held;
    await shared.courses.act('dispatcher.city', 'routePetition', {
      petitionId,
      kind: 'TRANSFER',
      toOrganId: organId('housing.city'),
      reason: '属其职责',
    });
    await shared.courses.act('handler.housing', 'acceptPetition', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-1' } });
    await shared.courses.act('handler.housing', 'recordSettlement', {
      petitionId,
      parties: [
        { petitionerId: petitioners[0], signature: '本人签名' },
        { other: '楼上业主', signature: '本人签名' },
      ],
      dispute: '漏水的修复和赔偿',
      terms: '限期修复并赔偿',
      promises: [
        { party: 2, text: '修好水管', dueOn: day(-6) },
        { party: 2, text: '赔偿天花板', dueOn: day(20) },
      ],
    });
    Time.shared.set(null);
    await track(page, held);
    const promised = part(page, '协议里答应的事');
    for (const shown of ['楼上业主答应', '修好水管', '赔偿天花板', inChinese(day(20))]) expect(await promised.innerText()).toContain(shown);
    await expect(promised.getByRole('button', { name: '没有做到，恢复办理' }).count()).resolves.toBe(1);
    expect(await findings(page)).toEqual([]);
    await promised.getByRole('button', { name: '没有做到，恢复办理' }).click();
    await page.getByLabel('哪里没有做到').fill('水管没有修');
    await press(page, '确认没有做到');
    await page.getByText('已经恢复办理').waitFor();
    expect(await part(page, '现在的情况').innerText()).toContain('已受理');
    const after = await part(page, '协议里答应的事').innerText();
    for (const shown of ['未履行', '进行中']) expect(after).toContain(shown);
    const { petition } = await shared.city.client.query<{
      petition: { stage: string; outcome: string | null; clocks: { term: string; state: string }[] };
    }>('handler.housing', 'query ($id: ID!) { petition(id: $id) { stage outcome clocks { term state } } }', { id: petitionId });
    expect(petition).toMatchObject({ stage: 'accepted', outcome: null });
    expect(
      petition.clocks
        .filter(({ state }) => !['met', 'cancelled'].includes(state))
        .map(({ term }) => term)
        .toSorted(),
    ).toEqual(['HANDLE', 'PROMISE']);
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await context.close();
  });
});
