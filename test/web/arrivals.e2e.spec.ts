import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReceipt, type PublicKeys } from '@sunshine/envelope';
import type { Page } from 'playwright-core';
import { close, DESKTOP, findings, officer, overflow, PHONE, type Sight } from './browser.js';
import { PARTNER, Partner } from './exchange-partner.js';
import { opened } from './opened.js';

const LONG = 300_000;
const [TAKEN, DECLINED, RECALLED] = ['990102-20251126-000004', '990102-20251126-000005', '990102-20251126-000006'];
const shared = opened(() => null);
let partner: Partner;
let keys: PublicKeys;

const sent = (number: string) => ({
  ...{
    number,
    kind: 'CLAIM',
    summary: '反映工地拖欠工资三个月',
    text: '在某工地做工，工资三个月未发。',
    receivedOn: '2025-11-26',
    yybz: '1',
  },
  requests: [{ text: '支付工资' }],
  petitioners: [
    { name: '周水生', phone: '19900007777', address: '东湖路20号', idType: { name: '居民身份证' }, idNumber: '99010119650302123X' },
  ],
  respondents: [{ text: '丙建设公司' }],
  ...{ from: { name: '东湖区信访局' }, reason: '属市级职责', paper: { number: '东信转〔2025〕9号', issuedOn: '2025-11-27' } },
});

beforeAll(async () => {
  partner = await Partner.open();
  const { client } = shared.city;
  const { exchangeNode } = await client.query<{ exchangeNode: { keys: PublicKeys[] } }>(
    'exchange.city',
    '{ exchangeNode { keys { keyId suite signing encryption } } }',
    {},
  );
  const all = { kinds: ['*'], divisions: ['990102'] };
  await client.query('exchange.city', 'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }', {
    input: {
      ...{
        node: PARTNER,
        name: '东湖区信访局节点',
        endpoint: partner.endpoint,
        suite: 'international',
        way: 'push',
        sends: all,
        receives: all,
      },
      keys: JSON.parse(partner.told) as unknown,
    },
  });
  keys = exchangeNode.keys.find(({ suite }) => suite === 'international')!;
  for (const number of [TAKEN, DECLINED, RECALLED]) expect(await say(number, 'transfer', sent(number))).toBe(200);
});
afterAll(() => partner.close());

const say = (conversation: string, kind: string, body: object): Promise<number> =>
  partner.say(shared.address, { node: 'city.990100', keys }, { conversation, kind, division: '990102' }, body);
const row = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number });
const at = async (viewport = DESKTOP): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, 'registrar.city', { viewport });
  await sight.page.goto('/work/desk/arrivals');
  await sight.page.getByRole('heading', { level: 1, name: '来文登记' }).waitFor();
  return sight;
};
/** The list is read again until the matter is there. */
const listed = async (page: Page, number: string): Promise<void> => {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.getByText('其他机关经数据交换转来').waitFor();
    if (await row(page, number).first().isVisible()) return;
    await page.waitForTimeout(500);
    await page.reload();
  }
  throw new Error(`${number} never arrives`);
};
/** What the node has said of matters, once there are so many receipts. */
const receipts = async (count: number) => {
  for (let tries = 0; tries < 60; tries += 1) {
    const came = partner.came.filter(({ kind }) => kind === 'receipt');
    if (came.length >= count) return came.map(({ body }) => readReceipt((body as { receipt: string }).receipt).receipt);
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`not ${count} receipts`);
};

describe('来文登记', () => {
  it(
    'opens what another node sent with a purpose, and registers it on the form with all that came',
    async () => {
      const sight = await at();
      const { page } = sight;
      await listed(page, TAKEN);
      await row(page, TAKEN).getByText('东湖区信访局节点').waitFor();
      expect(await page.getByText('周水生').count()).toBe(0);
      expect(await findings(page)).toEqual([]);

      await row(page, TAKEN)
        .getByRole('button', { name: `查看：${TAKEN}` })
        .click();
      await page.getByRole('button', { name: '查看内容' }).click();
      await page.getByText('请写明查看的目的（5至200字）。').waitFor();
      await page.getByLabel('查看的目的').fill('登记来文前核对内容');
      await page.getByRole('button', { name: '查看内容' }).click();
      await page.getByRole('heading', { name: '反映工地拖欠工资三个月' }).waitFor();
      await page.getByText('来文带有依法不收集的人员信息，已经去掉，没有保存：yybz').waitFor();
      await page.getByText('周水生 19900007777 东湖路20号').waitFor();
      expect(await findings(page)).toEqual([]);

      await page.getByRole('button', { name: '去登记' }).click();
      await page.getByRole('heading', { level: 1, name: '登记', exact: true }).waitFor();
      await page.getByText(`正在登记来文（对方编号${TAKEN}）`).waitFor();
      expect(await page.getByLabel('来文单位').inputValue()).toBe('东湖区信访局');
      expect(await page.getByLabel('来文文号').inputValue()).toBe('东信转〔2025〕9号');
      expect(await page.getByLabel('姓名或者名称').inputValue()).toBe('周水生');
      expect(await page.getByLabel('证件号码').inputValue()).toBe('99010119650302123X');
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '登记', exact: true }).click();
      await page.getByRole('heading', { name: '已登记' }).waitFor();
      const number = (await page.locator('[data-registered=own] [data-fact=number]').textContent())!.trim();

      const [receipt] = await receipts(1);
      expect(receipt).toMatchObject({
        ...{ type: 'business', answer: 'accepted', conversation: TAKEN },
        items: [{ item: 'number', answer: 'accepted', reason: number }],
      });
      await page.goto('/work/desk/arrivals');
      await page.getByRole('button', { name: '已登记、未接收' }).click();
      await row(page, TAKEN)
        .getByRole('link', { name: `编号${number}` })
        .click();
      await page.getByText('东湖区信访局').first().waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'answers with a reason what is not taken, on a phone too',
    async () => {
      const sight = await at(PHONE);
      const { page } = sight;
      await listed(page, DECLINED);
      expect(await overflow(page)).toBe(0);
      await page.getByRole('button', { name: `不接收：${DECLINED}` }).click();
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('请写明原因。').waitFor();
      await page.getByLabel('不接收的理由').fill('不属本市管辖');
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已答复不接收。').waitFor();
      await page.getByRole('button', { name: '已登记、未接收' }).click();
      await row(page, DECLINED).getByText('不属本市管辖').waitFor();
      expect(await overflow(page)).toBe(0);
      expect((await receipts(2)).at(-1)).toMatchObject({
        ...{ answer: 'refused', conversation: DECLINED },
        items: [{ item: 'number', answer: 'refused', reason: '不属本市管辖' }],
      });
      await close(sight);
    },
    LONG,
  );

  it(
    'says of what its sender took back before anybody registered it that it is over',
    async () => {
      const sight = await at();
      const { page } = sight;
      await listed(page, RECALLED);
      expect(await say(RECALLED, 'recall', { reason: '误转', recalledOn: '2025-11-28' })).toBe(200);
      expect((await receipts(3)).at(-1)).toMatchObject({ answer: 'accepted', conversation: RECALLED });
      await page.reload();
      await page.getByRole('button', { name: '已登记、未接收' }).click();
      await row(page, RECALLED).getByText('来文单位已撤回').waitFor();
      await close(sight);
    },
    LONG,
  );
});
