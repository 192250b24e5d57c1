import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublicKeys } from '@sunshine/envelope';
import { seal } from '@sunshine/sealing';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { blindForms, evaluateBlinded, newPairKey, ownPlace, placesOf } from '../../services/intake/src/same-matter/blinding.js';
import { close, DESKTOP, findings, officer, overflow, PHONE, type Sight } from './browser.js';
import { PARTNER, Partner } from './exchange-partner.js';
import { Matters, type Made } from './matters.js';
import { opened } from './opened.js';

const LONG = 300_000;
const FORM = 'nameAndPhone|申甲|13900000001';
/** The partner's registration for which it asks. */
const THEIRS = '990103-20261201-000003';
const AGREED = { kinds: ['same-matter'], divisions: [] };
const pair = { ...newPairKey(), listId: randomUUID() };
const shared = opened((city) => new Matters(city));
let partner: Partner;
let keys: PublicKeys;
let made: Made;

beforeAll(async () => {
  partner = await Partner.open();
  const { exchangeNode } = await shared.city.client.query<{ exchangeNode: { keys: PublicKeys[] } }>(
    'exchange.city',
    '{ exchangeNode { keys { keyId suite signing encryption } } }',
    {},
  );
  keys = exchangeNode.keys.find(({ suite }) => suite === 'international')!;
  made = await shared.courses.filed();
  await shared.city.client.query('exchange.city', 'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }', {
    input: {
      ...{ node: PARTNER, name: '东湖区信访局', endpoint: partner.endpoint, suite: 'international', sends: AGREED, receives: AGREED },
      keys: JSON.parse(partner.told) as object[],
    },
  });
}, 60_000);
afterAll(() => partner.close());

const said = async (kind: string, body: unknown): Promise<void> =>
  expect(await partner.say(shared.address, { node: 'city.990100', keys }, { conversation: 'link.same-matter', kind }, body)).toBe(200);

/** What the partner has been told of a kind, as soon as it has come. */
async function came<T>(kind: string): Promise<T> {
  for (let tries = 0; tries < 180; tries += 1) {
    const found = partner.came.find((one) => one.kind === kind);
    if (found) return found.body as T;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${kind} never came; what came: ${partner.came.map((one) => one.kind).join(' ')}`);
}

const at = async (account: string, path: string, viewport = DESKTOP): Promise<Sight> => {
  const sight = await officer(shared.browser, shared.address, account, { viewport });
  await sight.page.goto(`/work${path}`);
  await sight.page.getByRole('heading', { level: 1 }).waitFor();
  return sight;
};
const asking = (page: Page) => page.getByRole('region', { name: '其他节点有无同一事项' });
const row = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number });
/** The page is read again until the text is there. */
const shows = async (page: Page, where: (page: Page) => ReturnType<typeof row>, text: string): Promise<void> => {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.reload();
    await where(page).first().waitFor();
    if ((await where(page).first().textContent())?.includes(text)) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`never shows ${text}: ${await where(page).first().textContent()}`);
};

describe('跨节点查同一事项', () => {
  it(
    'is asked from the page of the matter, and answered there in words with node and number prefix alone',
    async () => {
      const place = ownPlace(pair.secretKey, pair.listId, FORM);
      await said('same-matter-list', {
        ...{ listId: pair.listId, publicKey: pair.publicKey, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), part: 1, parts: 1 },
        entries: [{ tag: place.tag, sealed: seal(place.key, pair.listId, '990103-202611') }],
      });
      const complete = async () =>
        (await shared.city.admin.query('select 1 from intake.same_matter_list where id = $1 and complete_at is not null', [pair.listId]))
          .rowCount;
      for (let tries = 0; tries < 60 && !(await complete()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 500));

      const sight = await at('registrar.city', `/petition/${made.id}`);
      const { page } = sight;
      await asking(page).getByRole('button', { name: '向其他节点查询' }).click();
      await asking(page).getByText('已发出，对方答复后显示在这里。').waitFor();
      await asking(page).getByText('等待对方答复').waitFor();
      expect(await findings(page)).toEqual([]);

      const question = await came<{ question: string; listId: string; number: string; officer: string; blinded: string[] }>(
        'same-matter-question',
      );
      expect(Object.keys(question).sort()).toEqual(['blinded', 'listId', 'number', 'officer', 'question']);
      expect(question).toMatchObject({ listId: pair.listId, number: made.number });
      expect(question.blinded).toHaveLength(2);
      expect(JSON.stringify(partner.came)).not.toMatch(/申甲|13900000001/);
      const evaluation = evaluateBlinded(pair.secretKey, pair.listId, question.blinded);
      await said('same-matter-answer', { question: question.question, evaluation, refused: null });
      await shows(page, asking, '可能是同一事项');
      await asking(page).getByText('编号以990103-202611开头').waitFor();
      await asking(page).getByText(PARTNER).waitFor();
      expect(await findings(page)).toEqual([]);

      await asking(page).getByRole('button', { name: '向其他节点查询' }).click();
      await asking(page).getByText('该事项今天已经查询过，请明天再查').waitFor();
      await close(sight);
      const reader = await at('dispatcher.city', `/petition/${made.id}`);
      await reader.page.getByRole('heading', { level: 2, name: '重复与相关' }).waitFor();
      expect(await asking(reader.page).count()).toBe(0);
      await close(reader);
    },
    LONG,
  );

  it(
    'is answered for a partner blindly from the list of the night, and the operator has the partner give the reason of a question and judges it',
    async () => {
      const list = await came<{ listId: string; publicKey: string; entries: { tag: string; sealed: string }[] }>('same-matter-list');
      const asked = blindForms([FORM], list);
      const mine = { question: randomUUID(), listId: list.listId, number: THEIRS, officer: 'ab'.repeat(32) };
      await said('same-matter-question', { ...mine, blinded: asked.map(({ blinded }) => blinded) });
      const { evaluation } = await came<{ evaluation: { evaluated: string[]; proof: string } }>('same-matter-answer');
      const [place] = placesOf(asked, list, evaluation);
      expect(list.entries.some(({ tag }) => tag === place!.tag)).toBe(true);

      const sight = await at('exchange.city', '/exchange/questions');
      const { page } = sight;
      await row(page, THEIRS).getByText('对方查本节点').waitFor();
      await row(page, THEIRS).getByText('已答复').waitFor();
      await page.getByRole('button', { name: `抽查${THEIRS}的查询` }).click();
      await page.getByText('已抽查，请对方说明理由。').waitFor();
      await row(page, THEIRS).getByText('等待说明').waitFor();
      expect(await came('same-matter-sample')).toEqual({ questions: [mine.question] });
      await said('same-matter-reason', { question: mine.question, reason: '来访人称市里已登记' });
      await shows(page, (of) => row(of, THEIRS), '来访人称市里已登记');
      await page.getByRole('button', { name: `${THEIRS}的查询符合规定`, exact: true }).click();
      await page.getByLabel('结论').fill('与来访登记相符');
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已作出结论。').waitFor();
      await row(page, THEIRS).getByText('依据：与来访登记相符').waitFor();

      const own = partner.came.find(({ kind }) => kind === 'same-matter-question')!.body as { question: string };
      await said('same-matter-sample', { questions: [own.question] });
      await shows(page, (of) => row(of, made.number), '等待说明');
      await page.getByRole('button', { name: `说明查询${made.number}的理由` }).click();
      await page.getByLabel('原因').fill('来访登记，称区里也在办');
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('已说明，等对方作出结论。').waitFor();
      expect(await came('same-matter-reason')).toEqual({ question: own.question, reason: '来访登记，称区里也在办' });
      await close(sight);

      const phone = await at('exchange.city', '/exchange/questions?sample=work', PHONE);
      await row(phone.page, made.number).waitFor();
      expect(await overflow(phone.page)).toBe(0);
      expect(await findings(phone.page)).toEqual([]);
      await close(phone);
    },
    LONG,
  );
});
