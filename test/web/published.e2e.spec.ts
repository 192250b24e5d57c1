import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { world, type World } from '../world.js';
import { close, findings, look, officer, openBrowser, overflow, PHONE } from './browser.js';
import { Courses, type Held } from './course.js';
import { main, part, press, track } from './tracking.js';

const LONG = 180_000;
const NAME = '申甲';

let city: World;
let browser: Browser;
let address: string;
let courses: Courses;
let held: Held;

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  courses = new Courses(city);
  held = await courses.served('五号楼屋面漏水，要求维修', [NAME]);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
}
const opinionOf = async ({ id }: Held): Promise<Paper> => {
  const { petition } = await city.client.query<{ petition: { documents: Paper[] } }>(
    'handler.housing',
    'query ($id: ID!) { petition(id: $id) { documents { id kind body } } }',
    { id },
  );
  return petition.documents.find(({ kind }) => kind === 'OPINION') as Paper;
};
const propose = async (): Promise<string> => {
  const { id: documentId, body: content } = await opinionOf(held);
  const gate = { noStateSecret: true, noBusinessSecret: true, noPrivacy: true };
  const { act } = await city.client.query<{ act: { publications: { id: string }[] } }>(
    'handler.housing',
    'mutation ($input: ProposePublicationInput!) { act: proposePublication(input: $input) { publications { id } } }',
    { input: { petitionId: held.id, documentId, content, gate } },
  );
  return act.publications.at(-1)?.id ?? '';
};

describe('the consent of a petitioner', () => {
  it(
    'is given and taken back on the tracking page without script; the text is public in between alone',
    async () => {
      const { page, context, complaints } = await look(browser, address, { viewport: PHONE, script: false });
      await track(page, held);
      expect(await part(page, '意见的公示').innerText()).toContain('您还没有表示意见。');
      await press(page, '同意公示');
      expect(await main(page)).toContain('您随时可以收回同意，收回后公示的内容立即撤下。');
      await press(page, '确认同意公示');
      await page.getByText('已记录您同意公示这份意见').waitFor();

      const publicationId = await propose();
      await page.goto('/published');
      expect(await main(page)).toContain('现在没有公示的意见。');
      await city.client.query(
        'issuer.housing',
        'mutation ($input: PublishConsentedOpinionInput!) { publishConsentedOpinion(input: $input) { id } }',
        {
          input: { petitionId: held.id, publicationId },
        },
      );

      await page.goto('/published');
      const shown = await page.locator(`[data-published="${publicationId}"]`).innerText();
      for (const told of ['明川市住房和城乡建设局', '信访事项处理意见书', '支持', '信访人单独同意']) expect(shown).toContain(told);
      expect(shown).not.toContain(NAME);
      await page.getByText('查看遮盖后的全文').click();
      const whole = await main(page);
      expect(whole).toContain('事实和理由认定情况');
      expect(whole).not.toContain(NAME);
      expect(whole).not.toMatch(/1[3-9]\d{9}/);
      expect(await overflow(page)).toBe(0);
      await page.goto(`/elder/published?of=${publicationId}`);
      expect(await main(page)).toContain('事实和理由认定情况');
      expect(await overflow(page)).toBe(0);

      await track(page, held);
      expect(await part(page, '意见的公示').innerText()).toContain('您同意公示。');
      await press(page, '收回同意');
      await press(page, '确认不同意公示');
      await page.getByText('正在公示的内容已经撤下').waitFor();
      await page.goto('/published');
      expect(await main(page)).toContain('现在没有公示的意见。');
      expect((await page.goto(`/published?of=${publicationId}`))?.status()).toBe(404);
      expect(await main(page)).toContain('这份意见没有公示，或者已经撤下。');
      expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
      await context.close();
    },
    LONG,
  );
});

describe('the form of the office', () => {
  it(
    'shows the text with every cut marked before it is proposed, and the second person what would stand in public',
    async () => {
      await city.client.query(
        'registrar.city',
        'mutation ($input: AgreeToPublicationInput!) { agreeToPublication(input: $input) { agrees } }',
        {
          input: { petitionId: held.id, documentId: (await opinionOf(held)).id, way: 'IN_PERSON' },
        },
      );
      const handler = await officer(browser, address, 'handler.housing');
      await handler.page.goto(`/work/petition/${held.id}/act/proposePublication`);
      const dialog = handler.page.getByRole('dialog', { name: '拟公示意见' });
      const paper = dialog.getByLabel('意见书');
      const option = await paper.locator('option', { hasText: '信访事项处理意见书' }).getAttribute('value');
      await paper.selectOption(option);
      await dialog.getByRole('heading', { name: '遮盖以后的内容' }).waitFor();
      for (const gate of ['不涉及国家秘密', '不涉及商业秘密', '不涉及个人隐私'])
        await dialog.getByRole('group', { name: gate }).getByLabel('是').check();
      expect(await findings(handler.page, 'dialog')).toEqual([]);
      await dialog.getByRole('button', { name: '提交审查' }).click();
      await dialog.waitFor({ state: 'detached' });
      await close(handler);

      const issuer = await officer(browser, address, 'issuer.housing');
      await issuer.page.goto(`/work/petition/${held.id}/act/publishConsentedOpinion`);
      const second = issuer.page.getByRole('dialog', { name: '经同意公示意见' });
      await second.getByText('事实和理由认定情况').waitFor();
      expect(await second.innerText()).not.toContain(NAME);
      await second.getByRole('button', { name: '公示', exact: true }).click();
      await second.waitFor({ state: 'detached' });
      await close(issuer);

      const sight = await look(browser, address, { viewport: PHONE });
      const { page } = sight;
      await page.goto('/published');
      const id = await page.locator('[data-published]').getAttribute('data-published');
      expect(await findings(page)).toEqual([]);
      await page.goto(`/elder/published?of=${id}`);
      expect(await findings(page)).toEqual([]);
      await track(page, held);
      await part(page, '意见的公示').getByRole('button', { name: '收回同意' }).click();
      await page.getByRole('heading', { name: '不同意公示这份意见' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await press(page, '确认不同意公示');
      await page.getByText('正在公示的内容已经撤下').waitFor();
      await page.goto('/published');
      expect(await main(page)).toContain('现在没有公示的意见。');
      await close(sight);
    },
    LONG,
  );
});
