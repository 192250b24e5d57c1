import { describe, expect, it } from '@jest/globals';
import { done, faultsAt, pick } from './act-form.js';
import { close, DESKTOP, findings, officer, type Sight } from './browser.js';
import { Courses, day } from './course.js';
import { opened } from './opened.js';

const LONG = 300_000;
const shared = opened((city) => new Courses(city));

const file = async (account: string): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, account, { viewport: DESKTOP });
  await sight.page.goto('/work/supervision/rounds');
  await sight.page.getByRole('heading', { name: '督查', level: 1, exact: true }).waitFor();
  return sight;
};
const NUMBER = /信查〔\d{4}〕1号/;

/** Opens the round in the list of a tab. */
const onRound = async ({ page }: Sight, tab = 'running'): Promise<void> => {
  await page.goto(`/work/supervision/rounds?tab=${tab}`);
  await page.getByRole('link', { name: NUMBER }).click();
};

describe('督查 from the plan to the end', () => {
  it(
    'has team, organs and places, a change of the team, finding, feedback, report, correction, check and end, without fault of access',
    async () => {
      const office = await file('supervisor.city');
      const { page } = office;
      await page.getByText('没有这一类督查。').waitFor();
      await done(page, '部署督查', async (dialog) => {
        await pick(dialog, '部署单位', '中共明川', '中共明川市委员会');
        await dialog.getByLabel('部署依据').fill('市委督查方案');
        await pick(dialog, '督查组', '市督查员甲', '市督查员甲');
        await pick(dialog, '被督查单位', '明川市住房', '明川市住房和城乡建设局');
        await dialog.getByLabel('督查地点').fill('一楼接待大厅');
        await dialog.getByLabel('督查事项').fill('到期告知的落实');
        await dialog.getByLabel('查阅案卷').check();
        await dialog.getByLabel('督查起始日期').fill(day());
        await dialog.getByLabel('督查截止日期').fill(day(5));
      });
      await page.getByText('市督查员甲（组长）').waitFor();
      await done(page, '变更督查组', async (dialog) => {
        await pick(dialog, '督查组', '市督查员乙', '市督查员乙');
        await dialog.getByLabel('变更理由').fill('增派人员');
      });
      await page.getByText('市督查员甲（组长）、市督查员乙').waitFor();

      const second = await file('supervisor2.city');
      await onRound(second);
      await done(second.page, '登记督查发现的问题', async (dialog) => {
        await dialog.getByLabel('发现的问题').fill('三件未告知');
        await dialog.getByLabel('证据').fill('登记表第3页');
        await dialog.getByLabel('是', { exact: true }).check();
      });
      await second.page.getByText('三件未告知').waitFor();
      await done(second.page, '反馈督查情况', async (dialog) => {
        await dialog.getByLabel('反馈意见').fill('到期告知没有专人核对');
        await dialog.getByLabel('整改期限').fill(day(20));
      });
      await done(second.page, '报告重要问题', async (dialog) => {
        await pick(dialog, '报告对象', '明川市人民政府', '明川市人民政府');
        await dialog.getByLabel('报告内容').fill('长期不告知');
      });

      const head = await file('head.housing');
      await onRound(head);
      expect(await head.page.getByText('长期不告知').count()).toBe(0);
      expect(await head.page.getByRole('button', { name: '部署督查' }).count()).toBe(0);
      await done(head.page, '报告督查整改情况', async (dialog) => {
        await dialog.getByLabel('整改情况').fill('已经补办');
      });
      await close(head);

      await second.page.reload();
      await second.page.getByRole('button', { name: '继续整改' }).waitFor();
      await done(second.page, '整改到位', async (dialog) => {
        await dialog.getByLabel('核查情况').fill('查看了台账');
      });
      await close(second);

      await onRound(office);
      await done(page, '结束督查', async (dialog) => {
        await dialog.getByLabel('督查结果').fill('一个单位一个问题，已整改');
      });
      await page.getByText('一个单位一个问题，已整改').waitFor();
      const course = await page.locator('.timeline strong').allTextContents();
      expect(course).toEqual(['部署督查', '变更督查组', '报告重要问题', '结束督查']);
      expect(await findings(page)).toEqual([]);
      await close(office);
      const path = new URL(page.url()).pathname + new URL(page.url()).search;
      expect(await faultsAt(shared.browser, shared.address, 'head.housing', path, '一楼接待大厅')).toEqual([]);
    },
    LONG,
  );
});
