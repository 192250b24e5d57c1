import { describe, expect, it } from '@jest/globals';
import { personId } from '@sunshine/demo';
import { close, DESKTOP, findings, look, officer, overflow, PHONE } from './browser.js';
import { day, inChinese, type Held } from './course.js';
import { HearingCourses } from './hearing-course.js';
import { opened } from './opened.js';
import { part, press, track } from './tracking.js';

const shared = opened(
  (city) => new HearingCourses(city),
  (courses) => courses.open(),
);

const sent = { way: 'electronic', proof: { consent: '同意电子送达' } };
const inPerson = { way: 'in_person', proof: { signature: '回证' }, servedOn: day() };

const read = async <T>(account: string, id: string, fields: string): Promise<T> =>
  (await shared.city.client.query<{ petition: T }>(account, `query ($id: ID!) { petition(id: $id) { ${fields} } }`, { id })).petition;

/** A served opinion whose review is decided so, served on petitioner and organ. */
async function reviewed(summary: string, decision: object): Promise<Held> {
  const held = await shared.courses.served(summary);
  const petitionId = held.id;
  await shared.courses.act('registrar.city', 'requestReview', { petitionId, requests: '请求撤销原意见' });
  await shared.courses.act('registrar.city', 'passOnReview', { petitionId });
  const [firstId, secondId] = [personId('reviewer.city'), personId('reviewer2.city')];
  await shared.courses.act('head.gov.city', 'appointInvestigators', { petitionId, firstId, secondId });
  const basis = ['信访工作条例第三十五条'];
  await shared.courses.act('reviewer.city', 'decideReview', { petitionId, facts: '经复查查明', basis, ...decision });
  await shared.courses.act('reviewer2.city', 'checkReviewOpinion', { petitionId });
  await shared.courses.act('head.gov.city', 'issueReviewOpinion', { petitionId, ...sent });
  const { documents } = await read<{ documents: { id: string; kind: string }[] }>('reviewer.city', petitionId, 'documents { id kind }');
  const documentId = documents.find(({ kind }) => kind === 'REVIEW_OPINION')?.id;
  await shared.courses.act('reviewer.city', 'recordService', { petitionId, documentId, petitionerId: held.petitioners[0], ...inPerson });
  await shared.courses.act('reviewer.city', 'serveReviewedOrgan', { petitionId, receivedBy: '收发室' });
  return held;
}

describe('a revoked opinion', () => {
  it('stands beside the redone one where a person decides whether they are nearly the same', async () => {
    const held = await reviewed('水管锈蚀，要求更换', { disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 });
    const petitionId = held.id;
    const answers = held.requests.map((id) => ({ id, outcome: 'SUPPORTED', answer: '支持，由我局更换水管。', basis: ['《办法》第九条'] }));
    const redrafted = { facts: '经查看属实，锈蚀三处。', evidence: ['现场记录'], answers, executeBy: day(60) };
    await shared.courses.act('handler.housing', 'draftOpinion', { petitionId, ...redrafted });
    const drafter = await officer(shared.browser, shared.address, 'handler.housing');
    await drafter.page.goto(`/work/petition/${petitionId}`);
    await drafter.page.getByRole('heading', { level: 1 }).waitFor();
    await expect(drafter.page.getByRole('region', { name: '两份意见逐项比对' }).count()).resolves.toBe(0);
    await close(drafter);

    const other = await officer(shared.browser, shared.address, 'handler2.housing');
    const { page } = other;
    await page.goto(`/work/petition/${petitionId}`);
    const both = page.getByRole('region', { name: '两份意见逐项比对', exact: true });
    const row = (name: RegExp) => both.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await both.waitFor();
    expect(await row(/^证据/).getByText('相同', { exact: true }).count()).toBe(1);
    expect(
      await row(/^查明的事实/)
        .getByRole('cell')
        .allInnerTexts(),
    ).toEqual(['经查看属实。', '经查看属实，锈蚀三处。']);
    expect(
      await row(/：答复/)
        .locator('mark')
        .allInnerTexts(),
    ).toEqual(['组织维修。', '更换水管。']);
    await page.getByText('原意见因“事实不清”被撤销').waitFor();
    await page.getByText('每项结论与原来相同，文字有改动').waitFor();
    const flaws: string[] = [];
    const check = async (): Promise<void> => {
      for (const viewport of [DESKTOP, PHONE]) {
        await page.setViewportSize(viewport);
        flaws.push(...(await findings(page)), ...((await overflow(page)) > 0 ? [`too wide at ${viewport.width}`] : []));
      }
      await page.setViewportSize(DESKTOP);
    };
    await check();
    await press(page, '比对重新办理的意见');
    const form = page.getByRole('dialog');
    await form.getByRole('region', { name: '两份意见逐项比对（办理窗口）' }).waitFor();
    await check();
    expect(flaws).toEqual([]);
    await form.getByRole('radio', { name: '否' }).check();
    await form.getByLabel('比对理由').fill('补充了现场查看的结果');
    await form.locator('button[type=submit]').click();
    await form.waitFor({ state: 'detached' });
    await close(other);
  }, 120_000);

  it('that was redone and served gives the petitioner a new right to 复查, with its last day (moment 7)', async () => {
    const held = await reviewed('水压不足，要求改造', { disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 });
    const petitionId = held.id;
    const { page, context } = await look(shared.browser, shared.address, { viewport: PHONE, script: false });
    await track(page, held);
    await expect(page.getByRole('button', { name: '在这里申请复查' }).count()).resolves.toBe(0);

    const answers = held.requests.map((id) => ({ id, outcome: 'SUPPORTED', answer: '由我局更换水泵。', basis: ['《办法》第八条'] }));
    const redrafted = { facts: '重新查明水压不足。', evidence: ['测压记录'], answers, executeBy: day(60) };
    await shared.courses.act('handler.housing', 'draftOpinion', { petitionId, ...redrafted });
    await shared.courses.act('handler2.housing', 'compareRedo', { petitionId, same: false, reason: '结论由不予支持改为支持' });
    await shared.courses.act('checker.housing', 'checkOpinion', { petitionId });
    await shared.courses.act('issuer.housing', 'issueOpinion', { petitionId, ...sent });
    await shared.courses.act('handler.housing', 'recordService', { petitionId, petitionerId: held.petitioners[0], ...inPerson });

    await track(page, held);
    const { clocks } = await read<{ clocks: { term: string; state: string; effectiveDue: string }[] }>(
      'handler.housing',
      petitionId,
      'clocks { term state effectiveDue }',
    );
    const last = clocks.findLast(({ term }) => term === 'REVIEW_REQUEST')?.effectiveDue ?? '';
    const right = await part(page, '接下来您可以').innerText();
    for (const shown of ['申请复查，最后一天', inChinese(last), '明川市人民政府']) expect(right).toContain(shown);
    expect(await part(page, '答复内容').innerText()).toContain('由我局更换水泵');
    await press(page, '在这里申请复查');
    await page.getByLabel(/您请求什么/).waitFor();
    await context.close();
  });
});

describe('the hearing of a re-review', () => {
  it('says in its notice from when until when the term stands still and the new date; cancelled, the old date is back (moment 9)', async () => {
    const held = await reviewed('路面塌陷，要求修复', { disposition: 'UPHOLD' });
    const petitionId = held.id;
    await shared.courses.act('registrar.city', 'requestReReview', { petitionId, requests: '请求复核' });
    await shared.courses.act('registrar.city', 'passOnReview', { petitionId });
    const due = async (): Promise<string> => {
      const { clocks } = await read<{ clocks: { term: string; effectiveDue: string }[] }>(
        'reviewer.province',
        petitionId,
        'clocks { term effectiveDue }',
      );
      return clocks.findLast(({ term }) => term === 'REREVIEW')?.effectiveDue ?? '';
    };
    const before = await due();
    for (const [n, name] of shared.courses.names.entries())
      await shared.courses.act('clerk.province', 'keepPoolMember', {
        personId: shared.courses.members[n],
        name,
        from: day(-100),
        until: day(300),
      });
    const room = { name: '省第一听证室', place: '省政务中心', seats: 60 };
    const { id: roomId } = await shared.courses.act<{ id: string }>('clerk.province', 'keepHearingRoom', room);
    const { id: hearingId } = await shared.courses.act<{ id: string }>('reviewer.province', 'proposeHearing', {
      petitionId,
      reason: '争议大',
    });
    const at = { petitionId, hearingId };
    await shared.courses.act('reviewer.province', 'decideHearing', { ...at, hold: true, reason: '重大、复杂' });
    await shared.courses.act('head.gov.province', 'confirmHearing', at);
    const [presiderId, ...memberIds] = shared.courses.members.slice(0, 3);
    await shared.courses.act('clerk.province', 'listPanel', { ...at, byLot: false, presiderId, memberIds });
    const hour = (of: number) => new Date(`${day(10)}T${String(of).padStart(2, '0')}:00:00+08:00`).toISOString();
    await shared.courses.act('clerk.province', 'scheduleHearing', { ...at, roomId, startsAt: hour(9), endsAt: hour(11), public: true });

    const clerk = await officer(shared.browser, shared.address, 'clerk.province');
    const { page } = clerk;
    await page.goto(`/work/hearings/${hearingId}`);
    await page.getByRole('button', { name: /^登记送达：听证决定书/ }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('送达日期').fill(day());
    await form.getByLabel('送达方式').selectOption('in_person');
    await form.getByLabel(/^签名/).fill('本人签收');
    await form.locator('button[type=submit]').click();
    const pause = part(page, '复核期限的中止');
    await pause.getByText(`自决定送达之日${inChinese(day())}起中止`).waitFor();
    let after = before;
    while (after === before) after = await due();
    expect(after > before).toBe(true);
    await pause.getByText(inChinese(after)).first().waitFor();

    await press(page, '打印听证通知书');
    const notice = page.frameLocator('iframe[title="文书预览"]').locator('body');
    await notice.getByText('期限的中止').waitFor();
    const text = await notice.innerText();
    for (const shown of [inChinese(day()), inChinese(day(29)), `由${inChinese(before)}改为${inChinese(after)}`, '期限恢复为原来的日期'])
      expect(text).toContain(shown);
    await page.getByRole('button', { name: '关闭' }).click();

    const head = await officer(shared.browser, shared.address, 'head.gov.province');
    await head.page.goto(`/work/hearings/${hearingId}`);
    await press(head.page, '取消听证');
    await head.page.getByRole('dialog').getByLabel('取消的理由').fill('信访人书面撤回听证申请');
    await head.page.getByRole('dialog').locator('button[type=submit]').click();
    await head.page.getByText('信访人书面撤回听证申请').waitFor();
    while ((await due()) !== before) await new Promise((again) => setTimeout(again, 50));
    await page.reload();
    await part(page, '复核期限的中止').getByText(inChinese(before)).first().waitFor();
    await part(page, '复核期限的中止').getByText('取消的听证不中止期限').waitFor();
    await close(head);
    await close(clerk);
  });
});
