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

describe('履职考核 from the scheme to what holds', () => {
  const PATH = '/work/supervision/assessment';
  const assessing = async (account: string): Promise<Sight> => {
    const sight = await officer(shared.browser, shared.address, account, { viewport: DESKTOP });
    await sight.page.goto(PATH);
    await sight.page.getByRole('heading', { name: '履职考核', level: 1 }).waitFor();
    return sight;
  };
  const chosen = async (account: string): Promise<Sight> => {
    const sight = await assessing(account);
    await sight.page.getByRole('link', { name: '年度履职考核方案' }).click();
    await sight.page.getByRole('heading', { name: '被考核单位' }).waitFor();
    return sight;
  };

  it(
    'is published with a figure and an item, checked by the organ itself, scored, contested and decided, without fault of access',
    async () => {
      const year = Number(day().slice(0, 4)) - 1;
      const office = await assessing('supervisor.city');
      await done(office.page, '公布考核方案', async (dialog) => {
        await dialog.getByLabel('考核年度').fill(String(year));
        await dialog.getByLabel('名称', { exact: true }).fill(`${year}年度履职考核方案`);
        await dialog.getByLabel('考核依据').fill('年度考核通知');
        await pick(dialog, '被考核单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByRole('button', { name: '增加一项：考核项目' }).click();
        for (const [at, title, points] of [
          [0, '按期办理', '60'],
          [1, '制度落实', '40'],
        ] as const) {
          await dialog.getByLabel('项目', { exact: true }).nth(at).fill(title);
          await dialog.getByLabel('分值').nth(at).fill(points);
          await dialog.getByLabel('评分标准').nth(at).fill('见考核细则');
        }
        await dialog.getByLabel('指标', { exact: true }).first().selectOption('按期办理率');
        await dialog.getByLabel('满分率').first().fill('100');
        await dialog.getByLabel('零分率').first().fill('80');
        await dialog.getByLabel('自查截止日').fill(day(20));
        await dialog.getByLabel('异议期').fill('10');
      });
      await office.page.getByText('0/1个单位').waitFor();
      await close(office);

      const head = await chosen('head.housing');
      await done(head.page, '提交自查', async (dialog) => {
        await dialog.getByLabel('自评分').fill('40');
        await dialog.getByLabel('依据', { exact: true }).fill('制度汇编');
      });
      await head.page.getByText('自查40分：制度汇编').waitFor();
      await close(head);

      const assessor = await chosen('supervisor.city');
      await done(assessor.page, '评分', async (dialog) => {
        await dialog.getByLabel('评分', { exact: true }).fill('30');
        await dialog.getByLabel('与自评分不同的理由').fill('缺落实记录');
      });
      await assessor.page.getByText('评30分：缺落实记录').waitFor();
      await close(assessor);

      const answering = await chosen('head.housing');
      await done(answering.page, '对评分提出异议', async (dialog) => {
        await dialog.getByLabel('考核项目').selectOption('制度落实（40分）');
        await dialog.getByLabel('异议理由').fill('漏看附件三');
      });
      await answering.page.getByText('异议：漏看附件三').waitFor();
      await close(answering);

      const second = await chosen('supervisor2.city');
      await done(second.page, '处理考核异议', async (dialog) => {
        await dialog.getByLabel('认定的分数').fill('38');
        await dialog.getByLabel('处理理由').fill('附件三可以采信');
      });
      await second.page.getByText('异议处理后38分：附件三可以采信').waitFor();
      expect(await findings(second.page)).toEqual([]);
      const [, address] = second.page.url().split(/(?=\/work)/);
      await close(second);
      expect(await faultsAt(shared.browser, shared.address, 'head.housing', address ?? PATH, '年度履职考核方案')).toEqual([]);
    },
    LONG,
  );
});
