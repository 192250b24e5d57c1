import { describe, expect, it } from '@jest/globals';
import { done, faultsAt, pick } from './act-form.js';
import { close, DESKTOP, findings, officer, type Sight } from './browser.js';
import { Courses, day } from './course.js';
import { opened } from './opened.js';

const LONG = 300_000;
const shared = opened(
  (city) => new Courses(city),
  async (courses) => {
    for (const summary of ['楼道堆物无人清理', '雨污管网错接']) await courses.closed(summary);
  },
);

const file = async (account: string): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, account, { viewport: DESKTOP });
  await sight.page.goto('/work/supervision/reviews');
  await sight.page.getByRole('heading', { name: '质量评查', level: 1 }).waitFor();
  return sight;
};

describe('质量评查 from the lot to what holds', () => {
  it(
    'draws a sample by lot, has it scored by two and settled by a third, without fault of access',
    async () => {
      const first = await file('supervisor.city');
      await done(first.page, '抽取样本', async (dialog) => {
        await pick(dialog, '被评查单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByLabel('办结起始日期').fill(day(-30));
        await dialog.getByLabel('办结截止日期').fill(day());
        await dialog.getByLabel('抽取件数').fill('1');
      });
      await first.page.getByText('2件中抽取1件').first().waitFor();
      const score = async ({ page }: Sight, served: string): Promise<void> =>
        done(page, '评查', async (dialog) => {
          await dialog.getByRole('spinbutton').first().waitFor();
          for (const input of await dialog.getByRole('spinbutton').all()) await input.fill('5');
          await dialog.getByRole('spinbutton').first().fill(served);
          await dialog.getByLabel('评查意见').fill('看过全卷');
        });
      await score(first, '5');
      await first.page.getByText('一人已评查').waitFor();
      expect(await first.page.getByRole('button', { name: '评查', exact: true }).count()).toBe(0);
      await close(first);

      const second = await file('supervisor2.city');
      await second.page.getByText('待我评查').waitFor();
      await second.page.getByRole('link', { name: /年.*日/ }).click();
      await score(second, '4');
      await second.page.getByText('1项不一致，待认定').waitFor();
      await close(second);

      const third = await file('auditor.city');
      await third.page.getByRole('link', { name: /年.*日/ }).click();
      await done(third.page, '认定分数', async (dialog) => {
        await dialog.getByText('两人分别评').waitFor();
        await dialog.getByRole('spinbutton').first().fill('4');
        await dialog.getByLabel('认定理由').fill('以送达回证为准');
      });
      await third.page.getByText('已认定：以送达回证为准').waitFor();
      expect(await findings(third.page)).toEqual([]);
      await close(third);
    },
    LONG,
  );

  it(
    'has a defect corrected by the organ and checked, and shows the open matters that lack a step',
    async () => {
      const office = await file('supervisor.city');
      const { page } = office;
      await page.getByRole('link', { name: /年.*日/ }).click();
      await done(page, '要求评查整改', async (dialog) => {
        await dialog.getByRole('checkbox').first().check();
        await dialog.getByLabel('发现的缺陷').fill('送达回证没有签名');
        await dialog.getByLabel('整改要求').fill('补正送达');
        await dialog.getByLabel('整改期限').fill(day(10));
      });
      const onCorrection = async ({ page: at }: Sight): Promise<void> => {
        await at.goto('/work/supervision/reviews?tab=corrections');
        await at.getByRole('link', { name: /信改〔\d{4}〕1号/ }).click();
      };
      const handler = await file('handler.housing');
      await onCorrection(handler);
      await done(handler.page, '报告评查整改情况', async (dialog) => {
        await dialog.getByLabel('整改情况').fill('已经补正');
      });
      await close(handler);
      await onCorrection(office);
      await done(page, '整改到位', async (dialog) => {
        await dialog.getByLabel('核查情况').fill('看过补正的送达回证');
      });
      await page.getByText('看过补正的送达回证').waitFor();
      expect(await page.locator('.timeline strong').allTextContents()).toEqual(['要求评查整改', '报告整改情况', '核查整改情况']);
      expect(await findings(page)).toEqual([]);
      await page.getByRole('link', { name: '办理巡查' }).click();
      await page.getByText('没有缺少法定步骤的在办信访件。').waitFor();
      expect(await findings(page)).toEqual([]);
      await close(office);
    },
    LONG,
  );

  it(
    'is read by the head of the organ, on a desktop and on a phone, and moves nowhere while it loads',
    async () => {
      const { qualitySamples } = await shared.city.client.query<{ qualitySamples: { edges: { node: { id: string } }[] } }>(
        'head.housing',
        '{ qualitySamples(first: 1) { edges { node { id } } } }',
        {},
      );
      const id = qualitySamples.edges[0]?.node.id ?? '';
      for (const path of ['/work/supervision/reviews', `/work/supervision/reviews?id=${id}`])
        expect(await faultsAt(shared.browser, shared.address, 'head.housing', path, '2件中抽取1件')).toEqual([]);
    },
    LONG,
  );
});
