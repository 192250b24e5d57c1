import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  newKeys,
  readEnvelope,
  readFerry,
  sealEnvelope,
  signFerry,
  signReceipt,
  type Ferry,
  type Letterhead,
  type PublicKeys,
} from '@sunshine/envelope';
import { Outbox } from '@sunshine/exchange';
import { transaction } from '@sunshine/platform';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { close, DESKTOP, findings, officer, overflow, PHONE, type Sight } from './browser.js';
import { PARTNER, Partner } from './exchange-partner.js';
import { opened } from './opened.js';

const LONG = 300_000;
const DAY_MS = 86_400_000;
/** A partner that no network joins with the city. */
const FERRIED = 'county.990104';
const shared = opened(() => null);
let partner: Partner;
let keys: PublicKeys;

beforeAll(async () => {
  partner = await Partner.open();
  const { exchangeNode } = await shared.city.client.query<{ exchangeNode: { keys: PublicKeys[] } }>(
    'exchange.city',
    '{ exchangeNode { keys { keyId suite signing encryption } } }',
    {},
  );
  keys = exchangeNode.keys.find(({ suite }) => suite === 'international')!;
});
afterAll(() => partner.close());

const part = <T>(of: abstract new (...args: never[]) => T): T => shared.city.node.services.exchange.app.get(of, { strict: false });
const lineUp = (conversation: string, to = PARTNER, division = '990103'): Promise<string> =>
  transaction(part(DataSource), (tx) =>
    part(Outbox).enqueue(tx, {
      partner: to,
      conversation,
      kind: 'transfer',
      schemaVersion: 1,
      division,
      body: { text: '事项' },
    }),
  );
const at = async (path: string, viewport = DESKTOP): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, 'exchange.city', { viewport });
  await sight.page.goto(`/work/exchange${path}`);
  await sight.page.getByRole('heading', { level: 1 }).waitFor();
  return sight;
};
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
/** The value of a fact by its name. */
const fact = (within: Locator, name: string) =>
  within
    .locator('.fact')
    .filter({ has: within.page().locator('dt').getByText(name, { exact: true }) })
    .locator('dd');
/** Finds an organ by its name and chooses it. */
const pick = async (within: Locator, label: string, name: string): Promise<void> => {
  await within.getByRole('combobox', { name: label }).fill(name);
  await within.getByRole('option', { name, exact: true }).click();
};
/** Sends the form, which is refused with these words at that field. */
const sent = async (within: Locator, label: string, refusal: string): Promise<void> => {
  await within.getByRole('button', { name: '确定' }).click();
  await within.getByText(refusal).waitFor();
  const field = within.getByRole('combobox', { name: label });
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = await field.getAttribute('aria-describedby');
  expect(described).toMatch(/-error$/);
  expect(
    await within
      .page()
      .locator(`[id="${described!.split(' ').at(-1)}"]`)
      .textContent(),
  ).toContain(refusal);
};
/** The list is read again until the text is there. */
const shows = async (page: Page, name: string, text: string): Promise<void> => {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.reload();
    await row(page, name).first().waitFor();
    if ((await row(page, name).first().textContent())?.includes(text)) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`${name} never shows ${text}: ${await row(page, name).first().textContent()}`);
};
const said = (of: object, body: unknown, more: object = {}): Promise<number> =>
  partner.say(shared.address, { node: 'city.990100', keys }, of, body, more);

describe('交换监测', () => {
  it(
    'links a partner by its keys, shows it as a picture and a table, and suspends it with a reason',
    async () => {
      const sight = await at('');
      const { page } = sight;
      await page.getByText('还没有交换伙伴').waitFor();
      await page.getByRole('button', { name: '登记伙伴' }).click();
      await page.getByLabel('节点编号').fill(PARTNER);
      await page.getByLabel('名称').fill('东湖区信访局');
      await page.getByRole('combobox', { name: '报文怎样送达对方' }).selectOption('push');
      await page.getByLabel('交换地址').fill(partner.endpoint);
      await page.getByRole('combobox', { name: '密码算法' }).selectOption('international');
      await page.getByLabel('可以发往对方的区划').fill('990103');
      await page.getByLabel('可以接收对方的区划').fill('990103');
      await page.getByLabel('对方的密钥', { exact: true }).fill('不是密钥');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('密钥内容不符合格式。').waitFor();
      await page.getByLabel('对方的密钥', { exact: true }).fill(partner.told);
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已登记。').waitFor();
      const card = page.getByRole('group', { name: '交换关系图' }).getByRole('link', { name: /^东湖区信访局：正常，没有待发，最近往来：/ });
      await card.waitFor();
      await row(page, PARTNER).getByText('正常').waitFor();
      expect(await findings(page)).toEqual([]);

      const fingerprint = partner.keys.keyId.match(/.{4}/g)!.join(' ');
      await page.getByText('与东湖区信访局约定的范围和密钥').click();
      await page.getByText(fingerprint).waitFor();
      await page.getByText('种类：全部；区划：990103').first().waitFor();
      await page.getByText('推送到对方的交换地址').waitFor();
      await page.getByText('由对方送来').waitFor();
      expect(await findings(page)).toEqual([]);
      // What was agreed is changed from what stands there, keys among it.
      await page.getByRole('button', { name: '修改东湖区信访局' }).click();
      await page.getByLabel('名称').fill('东湖区信访局节点');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByRole('button', { name: '修改东湖区信访局节点' }).waitFor();
      await page.getByRole('button', { name: '修改东湖区信访局节点' }).click();
      await page.getByLabel('名称').fill('东湖区信访局');
      await page.getByRole('button', { name: '确定' }).click();

      // The picture is walked by the keyboard: a card leads to the messages of its partner.
      await card.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '报文' }).waitFor();
      expect(new URL(page.url()).searchParams.get('node')).toBe(PARTNER);
      await page.getByText('没有符合条件的报文。').waitFor();
      await close(sight);
      const phone = await at('', PHONE);
      await row(phone.page, PARTNER).waitFor();
      await phone.page.getByRole('link', { name: /^东湖区信访局：正常/ }).waitFor();
      expect(await overflow(phone.page)).toBe(0);
      expect(await findings(phone.page)).toEqual([]);
      await close(phone);
    },
    LONG,
  );

  it(
    'says which organs a partner serves and where its matters arrive; what is wrong stands at its field',
    async () => {
      const sight = await at('');
      const { page } = sight;
      await page.getByText('与东湖区信访局约定的范围和密钥').click();
      const terms = page.getByRole('group').filter({ hasText: '与东湖区信访局约定的范围和密钥' });
      await fact(terms, '对方单位').getByText('尚未登记').waitFor();
      await fact(terms, '来文登记单位').getByText('明川市信访局').waitFor();
      await terms.getByRole('button', { name: '登记对方单位：东湖区信访局' }).click();
      await pick(terms, '对方单位', '明川市东湖区信访局');
      await pick(terms, '对方单位', '明川市东湖区住房和城乡建设局');
      const organs = terms.getByRole('list', { name: '对方单位' });
      expect(await organs.getByRole('listitem').count()).toBe(2);
      expect(await findings(page)).toEqual([]);
      await terms.getByRole('combobox', { name: '来文登记单位' }).fill('');
      await sent(terms, '来文登记单位', '请选择来文登记单位。');
      await organs.getByRole('button', { name: '删除明川市东湖区住房和城乡建设局' }).click();
      await pick(terms, '来文登记单位', '明川市东湖区信访局');
      await sent(terms, '来文登记单位', '明川市东湖区信访局是对方节点的单位，不能由它登记对方来的事项');
      expect(await findings(page)).toEqual([]);
      await pick(terms, '来文登记单位', '明川市信访局');
      await terms.getByRole('button', { name: '确定' }).click();
      await page.getByText('对方单位和来文登记单位已登记。').waitFor();
      await fact(terms, '对方单位').getByText('明川市东湖区信访局').waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'carries files to and from a partner that no network joins with the node',
    async () => {
      const own = await newKeys('international');
      const since = new Date(Date.now() - 30 * DAY_MS).toISOString();
      const passes = { kinds: ['*'], divisions: ['990104'] };
      await shared.city.client.query(
        'exchange.city',
        'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }',
        {
          input: {
            ...{
              node: FERRIED,
              name: '西岭县信访局',
              endpoint: null,
              way: 'ferry',
              suite: 'international',
              sends: passes,
              receives: passes,
            },
            keys: [{ keyId: own.keyId, signing: own.signing, encryption: own.encryption, validFrom: since }],
          },
        },
      );
      const sealed = (conversation: string, kind: string, body: unknown): Promise<string> => {
        const letterhead: Letterhead = {
          ...{ id: randomUUID(), conversation, sequence: 1, kind, schemaVersion: 1, division: '990104', attachments: [] },
          ...{ sender: FERRIED, receiver: 'city.990100', createdAt: new Date().toISOString() },
        };
        return sealEnvelope(letterhead, body, own, keys);
      };
      const made = (of: Partial<Ferry>): Promise<string> => {
        const at = new Date(Date.now() - 3 * DAY_MS).toISOString();
        const about = { version: 1 as const, id: randomUUID(), number: 3, sender: FERRIED, receiver: 'city.990100', at };
        return signFerry({ ...about, envelopes: [], receipts: [], ...of }, own);
      };
      const sight = await at('');
      const { page } = sight;
      const ferry = page.getByRole('region', { name: '摆渡文件' });
      const give = (text: string) =>
        ferry.getByLabel('对方的摆渡文件').setInputFiles({ name: 'ferry.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
      const take = ferry.getByRole('button', { name: '导入' });
      await ferry.getByRole('button', { name: '导出给西岭县信访局的摆渡文件' }).click();
      await ferry.getByText(`没有要摆渡给${FERRIED}的报文或者回执`).waitFor();
      await take.click();
      await ferry.getByText('请选择文件。').waitFor();
      await give('{}');
      await take.click();
      await ferry.getByText('所选文件不是摆渡文件。').waitFor();
      await give(await made({ receiver: 'city.990200' }));
      await take.click();
      await ferry.getByText('摆渡文件是给city.990200的，本节点是city.990100').waitFor();
      expect(await ferry.getByLabel('对方的摆渡文件').getAttribute('aria-invalid')).toBe('true');
      expect(await findings(page)).toEqual([]);

      // Of more than a request takes: it goes in pieces.
      const unheard = await sealed('F-2', 'unheard', { text: 'x'.repeat(700_000) });
      const file = await made({ envelopes: [await sealed('F-1', 'gap', { conversation: 'none', gaps: [] }), unheard] });
      expect(file.length).toBeGreaterThan(1_048_576);
      await give(file);
      await take.click();
      await ferry.getByText('已导入西岭县信访局的第3号文件。').waitFor();
      await fact(ferry, '在途时间').getByText('3天', { exact: true }).waitFor();
      await fact(ferry, '新收报文').getByText('1份', { exact: true }).waitFor();
      await fact(ferry, '拒收的报文').getByText('1份，原因见“报文”中的拒收记录').waitFor();
      await fact(ferry, '没有收到的文件').getByText('第1号、第2号；其中的报文，对方会装入以后的文件再送').waitFor();
      expect(await findings(page)).toEqual([]);
      await give(file);
      await take.click();
      await fact(ferry, '以前已收的报文').getByText('1份', { exact: true }).waitFor();
      await fact(ferry, '新收报文').getByText('0份', { exact: true }).waitFor();

      const id = await lineUp('F-3', FERRIED, '990104');
      await page.getByRole('button', { name: '刷新' }).click();
      await ferry.getByText('西岭县信访局，待发1份').waitFor();
      const coming = page.waitForEvent('download');
      await ferry.getByRole('button', { name: '导出给西岭县信访局的摆渡文件' }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe(`ferry-city.990100-${FERRIED}-1.txt`);
      await ferry.getByText('已导出第1号文件：报文1份，回执2份。').waitFor();
      const text = readFileSync(await download.path(), 'utf8');
      const { ferry: carried } = readFerry(text);
      expect(carried).toMatchObject({ sender: 'city.990100', receiver: FERRIED, number: 1 });
      expect(carried.receipts).toHaveLength(2);
      expect(carried.envelopes.map((one) => readEnvelope(one).head.id)).toEqual([id]);
      await close(sight);
      const phone = await at('', PHONE);
      await phone.page.getByText('与西岭县信访局约定的范围和密钥').click();
      await phone.page.getByRole('button', { name: '登记对方单位：西岭县信访局' }).click();
      await pick(phone.page.locator('body'), '对方单位', '明川市东湖区信访局');
      await sent(phone.page.locator('body'), '对方单位', `所选单位已登记在另一节点${PARTNER}`);
      expect(await overflow(phone.page)).toBe(0);
      expect(await findings(phone.page)).toEqual([]);
      await close(phone);
    },
    LONG,
  );

  it(
    'shows the transport receipt and the business receipt apart, and gives the proof of the hand-over as a file',
    async () => {
      const id = await lineUp('A-1');
      const sight = await at('/messages');
      const { page } = sight;
      await shows(page, 'A-1 第1号', '已送达');
      expect(partner.came).toEqual([{ id, kind: 'transfer', body: { text: '事项' } }]);
      await row(page, 'A-1 第1号').locator('[data-label="送达回执"]').getByText('对方已收到：').waitFor();
      await row(page, 'A-1 第1号').locator('[data-label="业务回执"]').getByText('尚无').waitFor();
      const [{ digest }] = (await part(DataSource).query('select digest from message_out where id = $1', [id])) as [{ digest: string }];
      const about = {
        version: 1 as const,
        messageId: id,
        conversation: 'A-1',
        sequence: 1,
        digest,
        sender: 'city.990100',
        receiver: PARTNER,
      };
      const items = [{ item: '1', answer: 'objection' as const, code: 'DIVISION_NOT_ALLOWED', reason: '不属于本区职权' }];
      const receipt = await signReceipt(
        { ...about, type: 'business', at: new Date().toISOString(), answer: 'objection', items },
        partner.keys,
      );
      expect(await said({ conversation: 'A-1', kind: 'receipt' }, { receipt })).toBe(200);
      await shows(page, '转送', '提出异议');
      await row(page, '转送').getByText('没有约定传递这个区划的事项（DIVISION_NOT_ALLOWED），不属于本区职权').waitFor();
      await row(page, '转送').getByRole('button', { name: '下载A-1 第1号的存证文件' }).click();
      await page.getByText('请稍后再试').waitFor();
      expect(await findings(page)).toEqual([]);
      await close(sight);
    },
    LONG,
  );

  it(
    'tells what a node of a later release says beside, and what came and was not taken',
    async () => {
      expect(await said({ conversation: 'N-1' }, { conversation: 'none', gaps: [] }, { urgency: 2 })).toBe(200);
      expect((await fetch(`${shared.address}/exchange/messages`, { method: 'POST', body: 'no envelope' })).status).toBe(400);
      const sight = await at('/messages?conversation=N-1');
      await row(sight.page, 'N-1 第1号').getByText('对方版本较新，另有字段：urgency').waitFor();
      await row(sight.page, 'N-1 第1号').locator('[data-label="业务回执"]').getByText('这种报文不需要').waitFor();
      await row(sight.page, 'ENVELOPE_MALFORMED').getByText('报文格式不符（ENVELOPE_MALFORMED）').waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'has what the partner refuses sent again, and what cannot be taken over tried again or given up',
    async () => {
      partner.refuses = 'DIVISION_NOT_ALLOWED';
      await lineUp('R-1');
      const sight = await at('/messages?conversation=R-1');
      const { page } = sight;
      await shows(page, 'R-1 第1号', '没有约定传递这个区划的事项（DIVISION_NOT_ALLOWED）');
      await row(page, 'R-1 第1号').locator('[data-label="送达回执"]').getByText('对方拒收').waitFor();
      partner.refuses = null;
      await page.getByRole('button', { name: '重发R-1 第1号' }).click();
      await page.getByText('已安排重发。').waitFor();
      await shows(page, 'R-1 第1号', '已送达');

      expect(await said({ conversation: 'P-1', kind: 'gap', division: '990103' }, { wrong: true })).toBe(200);
      await page.goto('/work/exchange/messages?conversation=P-1');
      await shows(page, 'P-1 第1号', '待处理');
      await page.getByRole('button', { name: '重发P-1 第1号' }).click();
      await page.getByText('已安排重发。').waitFor();
      await shows(page, 'P-1 第1号', '待处理');
      await page.goto(`/work/exchange/messages?node=${PARTNER}&state=halted`);
      await row(page, 'P-1 第1号').waitFor();
      expect(await row(page, 'R-1 第1号').count()).toBe(0);
      await page.goto('/work/exchange/messages?conversation=P-1');
      await page.getByRole('button', { name: '放弃P-1 第1号' }).click();
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('请写明原因。').waitFor();
      await page.getByLabel('原因', { exact: true }).fill('对方内容有误，已电话核实');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已放弃。').first().waitFor();
      await shows(page, 'P-1 第1号', '已放弃');
      expect(await part(DataSource).query(`select parked_at from conversation_in where conversation = 'P-1'`)).toEqual([
        { parked_at: null },
      ]);
      expect(await findings(page)).toEqual([]);
      await close(sight);
    },
    LONG,
  );

  it(
    'compares days with a partner and ends a difference by what was found',
    async () => {
      const db = part(DataSource);
      const lost = await lineUp('C-1');
      const came = async (times: number): Promise<void> => {
        for (let tries = 0; tries < 60 && partner.came.filter(({ id }) => id === lost).length < times; tries += 1)
          await new Promise((done) => setTimeout(done, 500));
        expect(partner.came.filter(({ id }) => id === lost)).toHaveLength(times);
      };
      await came(1);
      const [{ id }] = (await db.query(
        `insert into reconciliation (id, partner, from_day, to_day, asked_here, begun_at, state, parts) values (gen_random_uuid(), $1, '2025-03-03', '2025-03-03', true, now(), 'compared', 1) returning id`,
        [PARTNER],
      )) as [{ id: string }];
      for (const [kind, conversation] of [
        ['missing_there', 'C-1'],
        ['other_digest', 'Z-1'],
      ])
        await db.query(
          `insert into difference (id, reconciliation_id, partner, direction, kind, message_id, conversation, sequence, day, organ_id, found_at, due_on, state)
            select gen_random_uuid(), $1, $2, 'out', $3, coalesce((select id from message_out where conversation = $4 and sequence = 1), gen_random_uuid()), $4, 1, '2025-03-03', p.organ_id, now(),
              '2025-03-07', 'open' from partner p where p.node = $2`,
          [id, PARTNER, kind, conversation],
        );
      const sight = await at('/reconciliation');
      const { page } = sight;
      await page.getByRole('button', { name: '重发补齐C-1 第1号' }).click();
      await page.getByText('已安排重发，下次对账时核对。').waitFor();
      await came(2);
      expect(await page.getByRole('button', { name: '重发补齐Z-1 第1号' }).count()).toBe(0);
      await page.getByRole('button', { name: '写明Z-1 第1号的核对结论' }).click();
      await page.getByRole('textbox', { name: '结论' }).fill('以对方留存为准');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已写明结论。').waitFor();
      await row(page, 'Z-1').getByText('以对方留存为准').waitFor();
      await page.getByRole('combobox', { name: '伙伴' }).selectOption(PARTNER);
      await page.getByLabel('起始日期').fill('2025-03-03');
      await page.getByLabel('截止日期').fill('2025-03-04');
      await page.getByRole('button', { name: '发起对账' }).click();
      await page.getByText('已向对方发出，对方答复后显示结果。').waitFor();
      await row(page, '等待对方').waitFor();
      expect(await findings(page)).toEqual([]);
      await close(sight);
    },
    LONG,
  );

  it(
    'enters a system that speaks in rows, shows its secret once and changes it',
    async () => {
      const sight = await at('');
      const { page } = sight;
      await page.getByRole('button', { name: '登记业务系统' }).click();
      await page.getByLabel('系统编号').fill('county.990105');
      await page.getByLabel('名称', { exact: true }).fill('西陵县信访业务系统');
      await page.getByLabel('对方代码表').fill('渠道 100');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('每行须写明代码表、对方代码和名称').waitFor();
      await page.getByLabel('对方代码表').fill('渠道 100 来信');
      await page.getByLabel('密码有效天数').fill('400');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('密码的有效期须为1至366天').waitFor();
      await page.getByLabel('密码有效天数').fill('90');
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '确定' }).click();
      const secret = await page.getByLabel('密码', { exact: true }).inputValue();
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '已经复制' }).click();
      await page.getByText('已登记。').waitFor();
      await row(page, 'county.990105').getByText('对方无签名回执').waitFor();
      expect(await page.content()).not.toContain(secret);
      await page.getByText('与西陵县信访业务系统约定的范围和密钥').click();
      await page.getByRole('button', { name: '更换西陵县信访业务系统的密码' }).click();
      await page.getByRole('button', { name: '确定' }).click();
      expect(await page.getByLabel('密码', { exact: true }).inputValue()).not.toBe(secret);
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.getByRole('button', { name: '已经复制' }).click();
      await page.getByText('密码已更换。').waitFor();
      await close(sight);
    },
    LONG,
  );

  it(
    'shows a link that is broken with its queue and the next try, and a partner that is suspended',
    async () => {
      await partner.close();
      await lineUp('D-1');
      const sight = await at('');
      const { page } = sight;
      await shows(page, PARTNER, '连接中断');
      await row(page, PARTNER).getByText('下次试连').waitFor();
      await row(page, PARTNER).getByText('ECONNREFUSED').waitFor();
      await page.getByRole('link', { name: /^东湖区信访局：连接中断，待发\d+份，最早一份已等/ }).waitFor();
      await page.getByRole('button', { name: '暂停与东湖区信访局的交换' }).click();
      await page.getByLabel('原因', { exact: true }).fill('对方检修');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已暂停。').waitFor();
      await row(page, PARTNER).getByText('已暂停').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '恢复与东湖区信访局的交换' }).click();
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已登记。').waitFor();
      await page.getByRole('button', { name: '暂停与东湖区信访局的交换' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await close(sight);
    },
    LONG,
  );
});
