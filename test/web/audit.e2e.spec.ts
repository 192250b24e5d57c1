import { describe, expect, it } from '@jest/globals';
import { organId, personId } from '@sunshine/demo';
import { Administrators, LONG, tidy } from './administrators.js';
import { DESKTOP, PHONE } from './browser.js';

const at = new Administrators();

const register = async (): Promise<string> => {
  const { registerPetition } = await at.city.client.query<{ registerPetition: { petition: { id: string } } }>(
    'registrar.city',
    'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
    {
      input: {
        channel: 'PHONE',
        kind: 'CLAIM',
        receivedOn: at.city.node.services.case.time.today(),
        division: '990100',
        summary: '请求检修路灯',
        text: '路灯损坏，请求检修。',
        requests: [{ text: '检修路灯' }],
        petitioners: [{ name: '申某' }],
      },
    },
  );
  return registerPetition.petition.id;
};

describe('held messages', () => {
  const broken = async (): Promise<string> => {
    await at.city.admin.query(
      `create function supervision.broken() returns trigger language plpgsql as $$ begin raise exception 'broken for the test'; end $$`,
    );
    await at.city.admin.query(
      'create trigger broken before insert on supervision.clock_register for each row execute function supervision.broken()',
    );
    const petition = await register();
    for (;;) {
      // From here on no message is retried automatically.
      const { rowCount } = await at.city.admin.query('update supervision.held set tries = 8, next_at = null');
      if (rowCount) return petition;
      await new Promise((again) => setTimeout(again, 50));
    }
  };
  const mended = () => at.city.admin.query('drop function supervision.broken cascade');
  const clocks = async (petition: string): Promise<number> =>
    (await at.city.admin.query('select 1 from supervision.clock_register where petition_id = $1', [petition])).rowCount ?? 0;

  it(
    'are listed with their fault, and replayed when it is corrected',
    async () => {
      const page = await at.opened('sysadmin', '/held');
      await page.getByText('没有暂存的消息，一切正常').waitFor();
      const petition = await broken();
      await page.getByRole('button', { name: '刷新' }).click();
      const one = page.getByRole('listitem').filter({ hasText: petition });
      await one.getByText('错误代码P0001').waitFor();
      await one.getByText('不再自动重试，等待处理').waitFor();
      await tidy(page);
      await page.setViewportSize(PHONE);
      await tidy(page);
      await page.setViewportSize(DESKTOP);
      await one.getByRole('button', { name: /^重新处理/ }).click();
      await page.getByText('重新处理后仍没有办成').waitFor();
      expect(await clocks(petition)).toBe(0);
      await mended();
      await one.getByRole('button', { name: /^重新处理/ }).click();
      await page.getByText('已重新处理，这个事项不再有暂存的消息').waitFor();
      await page.getByText('没有暂存的消息，一切正常').waitFor();
      expect(await clocks(petition)).toBeGreaterThan(0);
      await at.closed(page);
    },
    LONG,
  );

  it(
    'are skipped only with a reason',
    async () => {
      const petition = await broken();
      await mended();
      const page = await at.opened('sysadmin', '/held', PHONE);
      const one = page.getByRole('listitem').filter({ hasText: petition });
      await one.getByRole('button', { name: /^跳过/ }).click();
      await one.getByRole('button', { name: '确定跳过' }).click();
      await one.getByText('理由应为5至200个字符').waitFor();
      expect(await page.evaluate('document.activeElement?.name')).toBe('reason');
      await one.getByLabel('跳过的理由').fill('测试造成的故障，已经排除');
      await tidy(page);
      await one.getByRole('button', { name: '确定跳过' }).click();
      await page.getByText('已跳过，理由已记入审计').waitFor();
      expect(await clocks(petition)).toBe(0);
      await at.closed(page);
    },
    LONG,
  );
});

describe('the audit', () => {
  it(
    'is searched by act, person and outcome, and the search is a link',
    async () => {
      await at.city.client.query('security', 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { id } }', {
        input: { personId: personId('checker.housing'), organId: organId('housing.city'), role: 'HANDLER' },
      });
      const page = await at.opened('audit', '/audit');
      await page.getByRole('row', { name: /登录/ }).first().waitFor();
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        await tidy(page);
      }
      await page.getByLabel('事项').selectOption({ label: '跳过暂存消息' });
      await page.getByRole('combobox', { name: '人员' }).fill('系统管理员');
      await page.getByRole('option', { name: '系统管理员甲' }).click();
      await page.getByLabel('结果').selectOption({ label: '已办理' });
      await page.getByRole('button', { name: '查询' }).click();
      await page.waitForURL(/act=skipHeldMessage/);
      const row = page.getByRole('row', { name: /跳过暂存消息.*系统管理员甲.*测试造成的故障，已经排除/ });
      await row.waitFor();
      await tidy(page);
      await page.goto(
        page
          .url()
          .replace(/act=[^&]*/, 'act=grantRole')
          .replace(/actor=[^&]*&?/, ''),
      );
      await page.getByRole('row', { name: /授予角色.*安全管理员甲.*承办员/ }).waitFor();
      // The search names one service, so the others are not asked.
      await page.goto('/work/audit?service=supervision&act=skipHeldMessage');
      await row.waitFor();
      await page.goto('/work/audit?service=intake&act=grantRole');
      await page.getByText('没有符合条件的记录').waitFor();
      await page.getByLabel('结果').selectOption({ label: '被拒绝' });
      await page.getByLabel('事项').selectOption({ label: '全部' });
      await page.getByLabel('起', { exact: true }).fill('2099-01-01T00:00');
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('没有符合条件的记录').waitFor();
      await at.closed(page);
    },
    LONG,
  );

  it(
    'goes back page by page through all services',
    async () => {
      const page = await at.opened('audit', '/audit');
      await page.getByRole('button', { name: '更早的记录' }).click();
      await page.getByRole('rowheader').nth(30).waitFor();
      const lines = await page.getByRole('row').allInnerTexts();
      expect(lines.length).toBeGreaterThan(31);
      expect(await page.getByRole('link', { name: '人员', exact: true }).count()).toBe(0);
      await at.closed(page);
    },
    LONG,
  );
});
