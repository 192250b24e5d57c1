import { describe, expect, it } from '@jest/globals';
import { done } from './act-form.js';
import { close, DESKTOP, findings, officer, overflow, type Sight } from './browser.js';
import { day, type Held } from './course.js';
import { opened } from './opened.js';
import { SupervisionCourses } from './supervision-course.js';

const LONG = 300_000;
let matter: Held;
const shared = opened(
  (city) => new SupervisionCourses(city),
  async (courses) => {
    matter = await courses.overdue('外墙瓷砖脱落，请处理');
  },
);

const at = (account: string): Promise<Sight> => officer(shared.browser, shared.address, account, { viewport: DESKTOP });

const onMatter = async (account: string): Promise<Sight> => {
  const sight = await at(account);
  await sight.page.goto(`/work/petition/${matter.id}#supervision`);
  await sight.page.getByRole('heading', { name: '督查', level: 2 }).waitFor();
  return sight;
};

const reply = async (text: string): Promise<void> => {
  const sight = await onMatter('handler.housing');
  await done(sight.page, '反馈督办', async (dialog) => {
    await dialog.getByLabel('反馈内容').fill(text);
  });
  await sight.page.getByText('待审核').first().waitFor();
  await close(sight);
};

describe('督办 from the proposal to the accepted answer', () => {
  it(
    'is done by the office and the organ on the matter page and in 督办台账, without fault of access',
    async () => {
      const office = await onMatter('supervisor.city');
      const { page } = office;
      await page.getByText('“告知”').or(page.getByText('未按规定程序受理、办理')).first().waitFor();
      await done(page, /^催办：明川市住房和城乡建设局/, async (dialog) => {
        await dialog.getByLabel('催办方式').selectOption('phone');
        await dialog.getByLabel('通话、谈话对象').fill('办公室值班人员');
        await dialog.getByLabel('催办理由').fill('告知逾期');
        await dialog.getByLabel('答复日期').fill(day(3));
      });
      await page
        .getByText(/信催〔\d{4}〕1号/)
        .first()
        .waitFor();
      expect(await findings(page)).toEqual([]);

      await page.goto('/work/supervision/orders?tab=proposals');
      await page.getByRole('heading', { name: '督办台账', level: 1 }).waitFor();
      await page.getByRole('link', { name: matter.number }).first().click();
      await done(page, '督办', async (dialog) => {
        await dialog.getByLabel('存在的问题').fill('逾期未告知');
        await dialog.getByLabel('督办要求').fill('立即书面告知');
        await dialog.getByLabel('督办方式').selectOption('written');
        await dialog.getByLabel('反馈日期').fill(day(5));
      });

      await reply('已告知信访人');
      await page.goto('/work/supervision/orders');
      await page.getByRole('link', { name: matter.number }).first().click();
      await page.getByText(/督办 .*信督〔\d{4}〕1号/).waitFor();
      await page.getByText('信访工作条例 40').first().waitFor();
      await done(page, '退回重报', async (dialog) => {
        await dialog.getByLabel('缺少的内容').fill('未附送达回证');
        await dialog.getByLabel('新的反馈日期').fill(day(8));
      });
      await page.getByText('缺少的内容：未附送达回证').waitFor();

      await reply('补报送达回证');
      await page.reload();
      await done(page, '认可反馈', async () => {});
      await done(page, '督办办结', async (dialog) => {
        await dialog.getByLabel('督办结果').fill('已补正告知');
      });
      await page.getByText(/已补正告知/).waitFor();
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await close(office);
    },
    LONG,
  );
});
