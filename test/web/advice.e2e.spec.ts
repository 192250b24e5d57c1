import { describe, expect, it } from '@jest/globals';
import { done, faultsAt, pick } from './act-form.js';
import { close, DESKTOP, findings, officer, type Sight } from './browser.js';
import { Courses, day, type Held } from './course.js';
import { opened } from './opened.js';

const LONG = 300_000;
let matter: Held;
const shared = opened(
  (city) => new Courses(city),
  async (courses) => {
    matter = await courses.accepted('单元门禁损坏，请处理');
  },
);

const at = async (account: string, path: string): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, account, { viewport: DESKTOP });
  await sight.page.goto(`/work${path}`);
  return sight;
};
const register = async (account: string): Promise<Sight> => {
  const sight = await at(account, '/supervision/advice');
  await sight.page.getByRole('heading', { name: '三项建议', level: 1 }).waitFor();
  return sight;
};
const NUMBER = /明信督信建〔\d{4}〕1号/;

describe('三项建议 from the letter to the effect', () => {
  it(
    'is issued in the register, answered in part by the organ, extended before, and looked at later, without fault of access',
    async () => {
      const office = await register('supervisor.city');
      const { page } = office;
      await page.getByText('没有这一类建议。').waitFor();
      await done(page, '提出建议', async (dialog) => {
        await dialog.getByLabel('建议类别').selectOption('IMPROVE');
        await pick(dialog, '送交单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByLabel('发现的问题').fill('三件信访事项逾期未书面告知');
        await dialog.getByLabel('依据').fill('信访工作条例 44(三)');
        await dialog.getByLabel('建议内容').fill('建立每日核对到期事项的制度');
        await dialog.getByLabel('反馈日期').fill(day(10));
      });
      await page.getByRole('link', { name: NUMBER }).waitFor();
      await page.getByRole('region', { name: '所选事项' }).getByText(NUMBER).waitFor();
      expect(await page.getByRole('button', { name: '反馈建议' }).count()).toBe(0);
      await done(page, '延长建议反馈期限', async (dialog) => {
        await dialog.getByLabel('新的反馈日期').fill(day(20));
        await dialog.getByLabel('延长理由').fill('需要会商');
      });
      await page.getByText('延长至').waitFor();

      const organ = await register('handler.housing');
      await organ.page.getByRole('link', { name: NUMBER }).click();
      expect(await organ.page.getByRole('button', { name: '提出建议' }).count()).toBe(0);
      await done(organ.page, '反馈建议', async (dialog) => {
        await dialog.getByLabel('采纳情况').selectOption('partly');
        await dialog.getByLabel('反馈内容').fill('已建立每周核对的制度');
        await dialog.getByLabel('未采纳、部分采纳的理由').fill('人员不足');
      });
      await organ.page.getByText('部分采纳').waitFor();
      await close(organ);

      await page.goto('/work/supervision/advice?tab=answered&kind=IMPROVE');
      await page.getByRole('link', { name: NUMBER }).click();
      await done(page, '回看建议效果', async (dialog) => {
        await dialog.getByLabel('效果').selectOption('partly');
        await dialog.getByLabel('回看情况').fill('仍有一件逾期');
      });
      await page.getByText('部分见效').waitFor();
      await page.getByText('没有这一类建议。').waitFor();
      expect(await findings(page)).toEqual([]);
      await close(office);
    },
    LONG,
  );

  it(
    'is issued from a matter too, with the responsibility that it pursues, and is not shown to the unit that it is about',
    async () => {
      const sight = await at('supervisor.city', `/petition/${matter.id}#supervision`);
      const { page } = sight;
      await done(page, '就本件提出建议', async (dialog) => {
        await dialog.getByLabel('建议类别').selectOption('RESPONSIBILITY');
        await pick(dialog, '送交单位', '纪律检查', '中共明川市纪律检查委员会（明川市监察委员会）');
        await pick(dialog, '责任单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByLabel('发现的问题').fill('长期推诿，群众损失扩大');
        await dialog.getByLabel('依据').fill('信访工作条例 44(三)');
        await dialog.getByLabel('建议内容').fill('追究责任');
        await dialog.getByLabel('造成的严重后果').fill('群众损失无法挽回');
        await dialog.getByLabel('反馈日期').fill(day(10));
      });
      await page.getByRole('heading', { name: '三项建议', level: 1 }).waitFor();
      await page.getByRole('region', { name: '所选事项' }).getByRole('link', { name: matter.number }).waitFor();
      await close(sight);

      const body = await register('head.discipline');
      await body.page.getByRole('link', { name: /信建/ }).click();
      await done(body.page, '反馈建议', async (dialog) => {
        await dialog.getByLabel('采纳情况').selectOption('adopted');
        await dialog.getByLabel('反馈内容').fill('已立案');
      });
      await close(body);

      const unit = await at('handler.housing', '/supervision/advice?tab=all');
      await unit.page.getByRole('link', { name: /信建/ }).first().waitFor();
      expect(await unit.page.getByText('追究责任的建议').filter({ visible: true }).count()).toBe(1); // the choice of the filter alone
      await close(unit);

      const after = await at('supervisor.city', '/supervision/advice?tab=answered&kind=RESPONSIBILITY');
      await after.page.getByRole('link', { name: /信建/ }).click();
      await done(after.page, '登记责任追究结果', async (dialog) => {
        await dialog.getByLabel('处理结果').selectOption('admonition');
        await dialog.getByLabel('作出处理的机关').fill('市纪委监委');
        await dialog.getByLabel('作出处理的日期').fill(day());
        await dialog.getByLabel('处理情况').fill('对分管负责人诫勉');
      });
      await after.page.getByText('诫勉', { exact: true }).waitFor();
      await close(after);
    },
    LONG,
  );

  it(
    'is read on a desktop and on a phone, and moves nowhere while it loads',
    async () => {
      const { advices } = await shared.city.client.query<{ advices: { edges: { node: { id: string } }[] } }>(
        'supervisor.city',
        '{ advices(first: 1) { edges { node { id } } } }',
        {},
      );
      const id = advices.edges[0]?.node.id ?? '';
      for (const path of ['/work/supervision/advice?tab=all', `/work/supervision/advice?tab=all&id=${id}`])
        expect(await faultsAt(shared.browser, shared.address, 'supervisor.city', path, '追究责任的建议')).toEqual([]);
    },
    LONG,
  );
});
