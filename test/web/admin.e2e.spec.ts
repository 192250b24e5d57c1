import { describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId } from '@sunshine/demo';
import { Administrators, LONG, tidy } from './administrators.js';
import { DESKTOP, PHONE } from './browser.js';

const at = new Administrators();

describe('the way into the workbench', () => {
  it('opens the first page of an administrator, and tells others that the page is not theirs', async () => {
    const page = await at.opened('sysadmin', '/');
    await page.waitForURL(/\/work\/(?!$)/);
    await at.closed(page);
    const officer = await at.opened('handler.housing', '/held');
    await officer.getByText('您的岗位不使用这个页面').waitFor();
    await at.closed(officer);
  });
});

describe('organs', () => {
  it(
    'are shown as a tree, are found by name, and the search is a link',
    async () => {
      const page = await at.opened('security', '/organs');
      await page
        .getByRole('button', { name: '展开晴川省人民政府的下级' })
        .or(page.getByRole('link', { name: '晴川省人民政府' }))
        .first()
        .waitFor();
      await page.getByRole('button', { name: '展开明川市人民政府的下级' }).click();
      await page.getByRole('button', { name: '展开明川市人力资源和社会保障局的下级' }).click();
      await page.getByRole('link', { name: '明川市劳动人事争议仲裁院' }).waitFor();
      await tidy(page);
      expect(await page.getByRole('link', { name: '新增机关、单位' }).count()).toBe(0);
      await page.getByLabel('名称或者简称').fill('城乡规划');
      await page.getByLabel('包括已撤销的').check();
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByText('自2024年4月1日起撤销').waitFor();
      const link = page.url();
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        await tidy(page);
      }
      await page.goto('/work/organs');
      await page.goto(link);
      await page.getByText('自2024年4月1日起撤销').waitFor();
      await at.closed(page);
    },
    LONG,
  );

  it(
    'are added, changed and closed; a refusal is shown at its field and nothing typed is lost',
    async () => {
      const page = await at.opened('sysadmin', '/organs');
      await page.getByRole('link', { name: '明川市人民政府' }).click();
      await page.getByRole('link', { name: '新增下级' }).click();
      await page.getByLabel('名称', { exact: true }).fill('明川市住房和城乡建设局');
      await page.getByLabel('区划代码').fill('99');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('应为六位数字的区划代码').waitFor();
      expect(await page.evaluate('document.activeElement?.name')).toBe('shortName');
      await page.getByLabel('区划代码').fill('990100');
      await page.getByLabel('简称').fill('明数');
      await page.getByLabel('类别').selectOption({ label: '政府工作部门' });
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('已有名称或者简称相同的机关、单位').waitFor();
      expect(await page.evaluate('document.activeElement?.name')).toBe('name');
      await tidy(page);
      await page.getByLabel('名称', { exact: true }).fill('明川市数据局');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { level: 1, name: '明川市数据局' }).waitFor();
      await page.getByText('按法律规定得出').waitFor();
      await page.waitForURL(/\/work\/organs\/[0-9a-f-]{36}$/);
      const id = page.url().slice(-36);

      await page.getByRole('button', { name: '修改' }).click();
      await page.getByLabel('名称', { exact: true }).fill('明川市数据管理局');
      await at.city.client.query('sysadmin', 'mutation ($input: SaveOrganInput!) { saveOrgan(input: $input) { id } }', {
        input: { id, parentId: organId('gov.city'), kind: 'department', name: '明川市数据局', shortName: '明数据', division: '990100' },
      });
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('刚才有人修改了这个机关、单位').waitFor();
      await page.getByText('明数据').waitFor();
      expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('明川市数据管理局');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { level: 1, name: '明川市数据管理局' }).waitFor();
      await page.setViewportSize(PHONE);
      await page.getByRole('button', { name: '修改' }).click();
      await tidy(page);
      await page.setViewportSize(DESKTOP);

      await page.getByRole('button', { name: '撤销这个机关、单位' }).click();
      await page.getByLabel('撤销日期（自这一天起不再存在）').fill('2019-01-01');
      await page.getByRole('button', { name: '撤销', exact: true }).click();
      await page.getByText('撤销日期应晚于设立日期').waitFor();
      await page.getByLabel('撤销日期（自这一天起不再存在）').fill('2030-01-01');
      await page.getByRole('button', { name: '撤销', exact: true }).click();
      await page.getByText('自2030年1月1日起撤销').waitFor();
      expect(await page.getByRole('button', { name: '修改' }).count()).toBe(0);
      await at.closed(page);
    },
    LONG,
  );
});

describe('people', () => {
  const GIVEN = 'Given-by-sysadmin-1';

  it(
    'get access from two people: one makes the account, the other grants the role, and the password is replaced at the first sign-in',
    async () => {
      const page = await at.opened('sysadmin', '/people/new');
      await page.getByLabel('姓名').fill('新任承办员');
      await page.getByLabel('账号').fill('handler.housing');
      await page.getByLabel('初始密码').fill('short');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('密码至少12个字符').waitFor();
      await page.getByLabel('初始密码').fill(GIVEN);
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('账号已被使用').waitFor();
      expect(await page.evaluate('document.activeElement?.name')).toBe('account');
      await page.getByLabel('账号').fill('new.housing');
      // The error is gone after the refused field was changed.
      expect(await page.getByText('账号已被使用').count()).toBe(0);
      expect(await page.evaluate('document.activeElement?.name')).toBe('account');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('密码由管理员所设，尚未更换').waitFor();
      await page.getByText('没有角色').first().waitFor();
      expect(await page.getByRole('button', { name: '授予角色' }).count()).toBe(0);
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        await tidy(page);
      }
      const path = new URL(page.url()).pathname.replace(/^\/work/, '');

      const second = await at.opened('security', path);
      await second.getByRole('form', { name: '授予角色' }).getByLabel('角色').selectOption({ label: '承办员' });
      await second.getByRole('button', { name: '授予角色' }).click();
      await second.getByText('这个角色须指明机关、单位').waitFor();
      await second.getByRole('combobox', { name: '机关、单位' }).fill('明川市住房');
      await second.getByRole('option', { name: '明川市住房和城乡建设局' }).click();
      await second.getByRole('button', { name: '授予角色' }).click();
      await second.getByText('角色已授予').waitFor();
      await second.getByRole('button', { name: '终止明川市住房和城乡建设局的承办员' }).waitFor();
      await tidy(second);
      await second.getByRole('form', { name: '授予角色' }).getByLabel('角色').selectOption({ label: '审计管理员' });
      await second.getByRole('button', { name: '授予角色' }).click();
      await second.getByText('不兼任其他角色').nth(1).waitFor();
      await at.closed(second);

      await page.getByLabel('初始密码').fill('Another-password-1');
      await page.getByRole('button', { name: '设置密码' }).click();
      await page.getByText('密码只能由本人修改').waitFor();
      await at.closed(page);

      const { page: theirs, context, complaints } = await at.arrived(PHONE);
      await theirs.goto('/work/');
      await theirs.getByLabel('账号').fill('new.housing');
      await theirs.getByLabel('密码', { exact: true }).fill(GIVEN);
      await theirs.getByRole('button', { name: '登录' }).click();
      await theirs.getByText('请在登录时另设自己的密码').waitFor();
      await tidy(theirs);
      await theirs.getByLabel('新密码').fill('Chosen-by-myself-2');
      await theirs.getByRole('button', { name: '登录' }).click();
      await theirs.getByRole('navigation', { name: '工作栏目' }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it(
    'are listed by conditions that are a link; a role is ended and an account is disabled',
    async () => {
      const page = await at.opened('security', `/people?organ=${organId('housing.city')}&role=CHECKER`);
      await page.getByRole('link', { name: '市住建局审核员' }).waitFor();
      expect(await page.getByRole('rowheader').count()).toBe(1);
      expect(await page.getByRole('combobox', { name: '机关、单位' }).inputValue()).toBe('明川市住房和城乡建设局');
      await page.getByRole('link', { name: '市住建局审核员' }).click();
      await page.getByRole('button', { name: /^终止.*审核员$/ }).click();
      await page.getByRole('button', { name: '确定终止' }).click();
      await page.getByText('角色已终止').waitFor();
      await at.closed(page);

      const second = await at.opened('sysadmin', '/people', PHONE);
      await second.getByLabel('姓名或者账号').fill('checker.housing');
      await second.getByRole('button', { name: '查找' }).click();
      await second.waitForURL(/text=checker.housing/);
      await second.getByText('没有角色').waitFor();
      await tidy(second);
      await second.getByRole('link', { name: '市住建局审核员' }).click();
      await second.getByRole('button', { name: '停用账号' }).click();
      await second.getByRole('button', { name: '确定停用' }).click();
      await second.getByText('账号已停用').waitFor();
      await second.getByRole('button', { name: '恢复账号' }).click();
      await second.getByText('账号已恢复').waitFor();
      await at.closed(second);
    },
    LONG,
  );
});

describe('calendars and rule packs', () => {
  const yearIn = 2031;
  const published = async (): Promise<{ published: boolean; days: object[] }> =>
    (
      await at.city.client.query<{ calendar: { published: boolean; days: object[] } }>(
        'sysadmin',
        '{ calendar(year: 2031) { published days { day kind festival } } }',
      )
    ).calendar;

  it(
    'show the days off and the working days of a year, in words too',
    async () => {
      const page = await at.opened('security', '/law?year=2025');
      await page.getByRole('table', { name: '2025年10月' }).getByText('休').first().waitFor();
      await page.getByText('2025年9月28日周日 国庆节、中秋节 调休上班').waitFor();
      expect(await page.getByRole('link', { name: '提出这一年的放假安排' }).count()).toBe(0);
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        await tidy(page);
      }
      await page.getByLabel('年份').fill('2040');
      await page.getByRole('button', { name: '查看' }).click();
      await page.getByText('这一年还没有放假安排').waitFor();
      await at.closed(page);
    },
    LONG,
  );

  it(
    'take a year only after one administrator proposed it and another confirmed it',
    async () => {
      const page = await at.opened('sysadmin', `/law/notice?year=${yearIn}`);
      await page.getByText('粘贴表格').first().click();
      await page.getByRole('textbox', { name: '粘贴表格' }).fill('2031-01-01,放假,元旦\n2031年2月30日，班，元旦');
      await page.getByRole('button', { name: '用表格替换上面的日子' }).click();
      await page.getByText('第2行没有读懂').waitFor();
      await page.getByRole('textbox', { name: '粘贴表格' }).fill('2031-01-01,放假,元旦\n2031年1月6日，调休上班，元旦');
      await page.getByRole('button', { name: '用表格替换上面的日子' }).click();
      await page.getByText('已读入2日').waitFor();
      await page.getByRole('button', { name: '试算' }).click();
      await page.getByText('请填写此项').waitFor();
      await page.getByLabel('依据（通知名称和文号）').fill('国办发明电〔2030〕9号');
      await page.getByRole('button', { name: '试算' }).click();
      // 6 January 2031 is a Monday.
      await page.getByText('本就上班').waitFor();
      await tidy(page);
      await page.getByLabel('第2日的日期').fill('2031-01-05');
      expect(await page.getByRole('button', { name: '提出', exact: true }).count()).toBe(0);
      await page.getByRole('button', { name: '试算' }).click();
      await page.getByRole('row', { name: /2031年1月5日周日 按星期 元旦 调休上班/ }).waitFor();
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        await tidy(page);
      }
      await page.getByRole('button', { name: '提出', exact: true }).click();
      await page.getByText('已提出，等待安全管理员确认').waitFor();
      const path = new URL(page.url()).pathname.replace(/^\/work/, '');
      expect(await page.getByRole('button', { name: '确认并公布' }).count()).toBe(0);
      expect((await published()).published).toBe(false);
      await at.closed(page);

      const second = await at.opened('security', '/law/proposals?state=open');
      await tidy(second);
      await second.getByRole('link', { name: /2031年/ }).click();
      await second.waitForURL(new RegExp(path));
      await second.getByRole('row', { name: /2031年1月1日/ }).waitFor();
      for (const name of ['信访事项办理期限', '督查督办期限']) await second.getByRole('heading', { name }).waitFor();
      await tidy(second);
      await second.getByRole('button', { name: '确认并公布' }).click();
      await second.getByText('已公布生效').waitFor();
      expect(await published()).toEqual({
        published: true,
        days: [
          { day: '2031-01-01', kind: 'off', festival: '元旦' },
          { day: '2031-01-05', kind: 'work', festival: '元旦' },
        ],
      });
      await at.closed(second);
    },
    LONG,
  );

  it(
    'refuse a pack with its line, and a proposal with a reason',
    async () => {
      const page = await at.opened('sysadmin', '/law/pack');
      const yaml = (days: number): string =>
        `id: CN-99\nrevision: 1\ntitle: 晴川省规则\njurisdiction: '99'\nbase: CN-2022\ninForceFrom: '2024-01-01'\ninForceTo: null\nvalidity: verified\nsource: 晴川省条例\nterms:\n  ROUTE:\n    length: { days: ${days}, unit: day, source: 晴川省条例 8, mark: verified }\n`;
      await page.getByLabel('YAML文本').fill(yaml(20));
      await page.getByRole('button', { name: '试算' }).click();
      await page.getByText('第12行（terms.ROUTE.length）').waitFor();
      expect(await page.evaluate('document.activeElement.value.slice(document.activeElement.selectionStart).split("\\n")[0]')).toContain(
        'days: 20',
      );
      await tidy(page);
      await page.getByLabel('YAML文本').fill(yaml(10));
      await page.getByRole('button', { name: '试算' }).click();
      await page.getByText('terms.ROUTE', { exact: true }).waitFor();
      await tidy(page);
      await page.getByRole('button', { name: '提出', exact: true }).click();
      await page.getByText('已提出，等待安全管理员确认').waitFor();
      const { pathname } = new URL(page.url());
      await page.goto('/work/law/packs');
      await page
        .getByText(/^期限（/)
        .first()
        .click();
      await page.getByText('15日').first().waitFor();
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        await tidy(page);
      }
      await at.closed(page);

      const second = await at.opened('security', pathname.replace(/^\/work/, ''), PHONE);
      await second.getByRole('button', { name: '否决' }).click();
      await second.getByRole('button', { name: '确定否决' }).click();
      await second.getByText('理由应为5至200个字符').waitFor();
      await second.getByLabel('否决理由').fill('地方条例的文本尚未核对');
      await tidy(second);
      await second.getByRole('button', { name: '确定否决' }).click();
      await second.getByText('已否决').first().waitFor();
      await second.getByText('地方条例的文本尚未核对').waitFor();
      await at.closed(second);
    },
    LONG,
  );
});

describe('one’s own account', () => {
  it(
    'shows roles and session, and takes a new password without signing the person out',
    async () => {
      const page = await at.opened('handler2.housing', '/account');
      await page.getByText('承办员', { exact: true }).waitFor();
      await page.getByLabel('现在的密码').fill('not the password');
      await page.getByLabel('新密码', { exact: true }).fill('short');
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('新密码至少12个字符').waitFor();
      await page.getByLabel('新密码', { exact: true }).fill('Chosen-by-myself-1');
      await page.getByLabel('再输入一次新密码').fill('Chosen-by-myself-1');
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('账号或者密码不正确').waitFor();
      await tidy(page);
      await page.getByLabel('现在的密码').fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('密码已修改').waitFor();
      expect(await page.getByRole('heading', { name: '工作人员登录' }).count()).toBe(0);
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByLabel('账号').fill('handler2.housing');
      await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByText('账号或者密码不正确').waitFor();
      await page.getByLabel('密码', { exact: true }).fill('Chosen-by-myself-1');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('navigation', { name: '工作栏目' }).waitFor();
      await at.closed(page);
    },
    LONG,
  );
});
