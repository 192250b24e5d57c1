import { describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { done, faultsAt, pick } from './act-form.js';
import { close, DESKTOP, findings, officer, type Sight } from './browser.js';
import { Courses, day } from './course.js';
import { opened } from './opened.js';

const LONG = 300_000;
const shared = opened((city) => new Courses(city));

const file = async (account: string, more = ''): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, account, { viewport: DESKTOP });
  await sight.page.goto(`/work/supervision/measures${more}`);
  await sight.page.getByRole('heading', { name: '联席会议措施', level: 1 }).waitFor();
  return sight;
};
const NUMBER = /信联〔\d{4}〕1号/;

/** Opens the measure in the list, if that is not done yet. */
const onMeasure = async (account: string, tab: string): Promise<Sight> => {
  const sight = await file(account, `?tab=${tab}`);
  await sight.page.getByRole('link', { name: NUMBER }).click();
  return sight;
};

describe('挂牌督办 and 约谈 from the proposal to the removal', () => {
  it(
    'has proposal, gravity, the cadre’s answer, the decision, record, correction and check, and the removal, without fault of access',
    async () => {
      const bureau = await file('auditor.city');
      const { page } = bureau;
      await page.getByText('没有这一类措施。').waitFor();
      await done(page, '提请采取措施', async (dialog) => {
        await pick(dialog, '对哪个单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByLabel('领导干部').selectOption('市住建局负责人');
        await dialog.getByLabel('约谈').check();
        await dialog.getByLabel('挂牌督办').check();
        await dialog.getByLabel('事实').fill('连续三个月逾期');
        await dialog.getByLabel('依据').fill('信访工作条例 45(一)');
        await dialog.getByLabel('情节轻重').fill('情节较重');
        await dialog.getByLabel('说明情况的期限').fill(day(5));
      });
      await page.getByText('领导干部：市住建局负责人').waitFor();
      expect(await page.getByRole('button', { name: '联席会议决定措施' }).count()).toBe(0);

      const cadre = await onMeasure('head.housing', 'open');
      expect(await cadre.page.getByRole('button', { name: '提请采取措施' }).count()).toBe(0);
      await done(cadre.page, '对拟采取的措施说明情况', async (dialog) => {
        await dialog.getByLabel('情况说明').fill('已经补办，说明逾期原因');
      });
      await cadre.page.getByText('已经补办，说明逾期原因').waitFor();

      const conference = await onMeasure('head.bureau.city', 'open');
      await done(conference.page, '联席会议决定措施', async (dialog) => {
        await dialog.getByLabel('是', { exact: true }).check();
        expect(await dialog.getByLabel('挂牌督办').isChecked()).toBe(true);
        await dialog.getByLabel('会议及纪要').fill('第三次全体会议纪要');
        await dialog.getByLabel('决定理由').fill('情节较重');
        await dialog.getByLabel('整改期限').fill(day(30));
      });
      await close(conference);

      await page.goto('/work/supervision/measures?tab=running');
      await page.getByRole('link', { name: NUMBER }).click();
      await done(page, '登记措施实施情况', async (dialog) => {
        await dialog.getByLabel('实施情况').fill('已谈话，已挂牌');
      });

      await cadre.page.goto('/work/supervision/measures?tab=running');
      await cadre.page.getByRole('link', { name: NUMBER }).click();
      await done(cadre.page, '报告整改情况', async (dialog) => {
        await dialog.getByLabel('整改情况').fill('已经整改');
      });
      await close(cadre);

      await page.reload();
      await page.getByRole('button', { name: '继续整改' }).waitFor();
      await done(page, '整改到位', async (dialog) => {
        await dialog.getByLabel('核查情况').fill('整改到位');
      });
      await done(page, '挂牌督办销号', async (dialog) => {
        await dialog.getByLabel('销号理由').fill('整改到位');
      });
      await page.getByText('已销号').waitFor();
      const course = await page.locator('.timeline strong').allTextContents();
      expect(course).toEqual(['提请联席会议采取措施', '说明情况', '联席会议决定', '实施措施', '报告整改情况', '核查整改情况', '销号']);
      expect(await findings(page)).toEqual([]);
      await close(bureau);
    },
    LONG,
  );

  it(
    'is read by those whom it concerns, on a desktop and on a phone, and moves nowhere while it loads',
    async () => {
      const { conferenceMeasures } = await shared.city.client.query<{ conferenceMeasures: { edges: { node: { id: string } }[] } }>(
        'head.housing',
        '{ conferenceMeasures(first: 1) { edges { node { id } } } }',
        {},
      );
      const id = conferenceMeasures.edges[0]?.node.id ?? '';
      for (const path of ['/work/supervision/measures?tab=all', `/work/supervision/measures?tab=all&id=${id}`])
        expect(await faultsAt(shared.browser, shared.address, 'head.housing', path, '约谈')).toEqual([]);
      const beside = await file('head.labour', `?tab=all&id=${id}`);
      await beside.page.getByText('没有这项措施，或者您无权查看。').waitFor();
      await close(beside);
    },
    LONG,
  );
});

/** As on a slow machine: what no event asks for is drawn a while after it is known. */
function drawLate(): void {
  const post = Reflect.get(MessagePort.prototype, 'postMessage') as (message: unknown) => void;
  MessagePort.prototype.postMessage = function (message: unknown) {
    setTimeout(() => post.call(this, message), 300);
  };
}

describe('投诉工作人员 from the registration to the end', () => {
  it(
    'is registered by the office with the petition, found, answered and looked after, without fault of access, and hidden from the unit',
    async () => {
      const came = await shared.courses.register('反映窗口工作人员态度恶劣');
      const { page, context } = await officer(shared.browser, shared.address, 'supervisor.city', { viewport: DESKTOP });
      await page.addInitScript(drawLate);
      await page.goto('/work/supervision/conduct');
      await page.getByText('没有这一类投诉。').waitFor();
      await done(page, '登记投诉', async (dialog) => {
        await pick(dialog, '被投诉单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByLabel('被投诉人').selectOption('市住建局承办员甲');
        await dialog.getByLabel('来件').fill(came.number);
        await dialog.getByLabel('投诉的事实').fill('11月2日上午在窗口辱骂来访人');
        await dialog.getByLabel('情形').selectOption('rude');
        await dialog.getByLabel('后果').selectOption('none');
        await dialog.getByLabel('答复投诉人的期限').fill(day(30));
      });
      const chosen = page.getByRole('region', { name: '所选事项' });
      await chosen.getByText('市住建局承办员甲').waitFor();
      expect(await chosen.getByRole('link', { name: came.number }).count()).toBe(1);
      const id = new URL(page.url()).searchParams.get('id') ?? '';
      const toUnit = { petitionId: came.id, kind: 'TRANSFER', toOrganId: organId('housing.city'), reason: '属该单位职责' };
      await expect(shared.courses.act('dispatcher.city', 'routePetition', toUnit)).rejects.toThrow('不得转给该单位');

      await done(page, '认定对工作人员的投诉', async (dialog) => {
        await dialog.getByLabel('是', { exact: true }).check();
        expect(await dialog.getByLabel('情形').inputValue()).toBe('rude');
        await dialog.getByLabel('处理措施').selectOption('ordered_correction');
        await pick(dialog, '作出决定的单位', '明川市人民', '明川市人民政府');
        await dialog.getByLabel('认定的事实和理由').fill('调看录像，属实');
      });
      await chosen.getByText('责令改正').waitFor();
      await done(page, '答复投诉人', async (dialog) => {
        await dialog.getByLabel('答复内容').fill('当面答复，投诉人认可');
      });
      await chosen.getByText('当面答复，投诉人认可').waitFor();
      await done(page, '记录投诉人保护情况', async (dialog) => {
        await dialog.getByLabel('否', { exact: true }).check();
        await dialog.getByLabel('保护情况').fill('回访，没有受到刁难');
      });
      await chosen.getByText('没有打击报复', { exact: true }).waitFor();
      await done(page, '办结对工作人员的投诉', async (dialog) => {
        await dialog.getByLabel('办结情况').fill('办结');
      });
      await chosen.getByText('已办结').waitFor();
      expect(await chosen.locator('.timeline strong').allTextContents()).toEqual([
        '登记投诉',
        '认定',
        '答复投诉人',
        '查看有无打击报复',
        '办结',
      ]);
      expect(await findings(page)).toEqual([]);
      await context.close();

      const path = `/work/supervision/conduct?tab=all&id=${id}`;
      expect(await faultsAt(shared.browser, shared.address, 'supervisor.city', path, '11月2日上午')).toEqual([]);
      const unit = await officer(shared.browser, shared.address, 'head.housing', { viewport: DESKTOP });
      await unit.page.goto(path);
      await unit.page.getByText('没有这件投诉，或者您无权查看。').waitFor();
      await unit.page.getByText('没有这一类投诉。').waitFor();
      await close(unit);
      const handler = await officer(shared.browser, shared.address, 'handler.housing', { viewport: DESKTOP });
      await handler.page.goto(path);
      await handler.page.getByText('您的岗位不使用这个页面。').waitFor();
      await close(handler);
    },
    LONG,
  );
});
