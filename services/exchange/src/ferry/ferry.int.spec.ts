import { beforeAll, describe, expect, it } from '@jest/globals';
import { SUITES, exchangePlan, readFerry, signFerry, type Ferry, type Suite } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { LinkedNode, OPERATOR, OTHER, linked } from '../../test/link.js';
import { NodeKeys } from '../keys/node-keys.js';

const { ferry } = exchangePlan;
const DAY = 86_400_000;
const REPORT = 'node number taken duplicates refused receipts missingBefore warnings piecesMissing';
const none = { duplicates: 0, refused: 0, receipts: 0, missingBefore: [], warnings: [], piecesMissing: 0 };

describe.each(SUITES)('two networks that nothing joins (%s)', (suite: Suite) => {
  const time = new Time();
  let inner: LinkedNode;
  let outer: LinkedNode;
  let heard: { body: unknown; head: { conversation: string } }[];
  let answers: { body: unknown }[];
  const bodies = (conversation: string) => heard.filter(({ head }) => head.conversation === conversation).map(({ body }) => body);
  const days = (n: number) => time.set(new Date(time.now().getTime() + n * DAY));
  const made = async (from: LinkedNode, to: LinkedNode) =>
    (await from.act(OPERATOR, 'exportFerry', { node: to.node }, 'number envelopes receipts more file')) as unknown as {
      number: number;
      envelopes: number;
      receipts: number;
      more: boolean;
      file: string;
    };
  const taken = async (by: LinkedNode, file: string, more: object = {}) => {
    const report = await by.act(OPERATOR, 'importFerry', { file, ...more }, REPORT);
    while (await by.apply());
    return report;
  };
  const signed = (from: LinkedNode, of: Partial<Ferry>, by = from) =>
    signFerry(
      {
        ...{ version: 1, id: crypto.randomUUID(), number: 90, sender: from.node, receiver: outer.node, at: time.now().toISOString() },
        ...{ envelopes: [], receipts: [], ...of },
      },
      by.get(NodeKeys).signing(suite),
    );

  beforeAll(async () => {
    inner = await LinkedNode.open({ time });
    outer = await LinkedNode.open({ node: 'province.990000', time });
    linked(); // nobody reaches anybody
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const)
      await one.list(other, suite, { endpoint: null, way: 'ferry' });
    heard = outer.hears();
    answers = inner.hears('answer');
  });

  let files: string[];

  it('lose nothing and double nothing over files of which one is lost and one comes twice; the order is kept', async () => {
    const say = async (body: number) => {
      for (const conversation of ['A-1', 'A-2']) await inner.say(outer, body, { conversation });
    };
    files = [];
    const next = async () => {
      const { file, ...counts } = await made(inner, outer);
      files.push(file);
      return counts;
    };
    for (const body of [1, 2]) await say(body);
    expect(await inner.send()).toBe(false);
    expect(await next()).toEqual({ number: 1, envelopes: 4, receipts: 0, more: false });
    await say(3);
    expect(await next()).toEqual({ number: 2, envelopes: 2, receipts: 0, more: false });
    days(2);
    // The first is lost: what the second brings waits for it.
    expect(await taken(outer, files[1]!)).toEqual({
      ...none,
      ...{ node: inner.node, number: 2, taken: 2, missingBefore: [1], warnings: ['FERRY_MISSING'] },
    });
    expect(bodies('A-1')).toEqual([]);
    expect(await next()).toEqual({ number: 3, envelopes: 6, receipts: 0, more: false });
    expect(await taken(outer, files[2]!)).toEqual({
      ...none,
      ...{ node: inner.node, number: 3, taken: 4, duplicates: 2, missingBefore: [1], warnings: ['FERRY_MISSING'] },
    });
    expect(await taken(outer, files[2]!)).toEqual({
      ...none,
      ...{ node: inner.node, number: 3, taken: 0, duplicates: 6, missingBefore: [1], warnings: ['FERRY_MISSING'] },
    });
    for (const conversation of ['A-1', 'A-2']) expect(bodies(conversation)).toEqual([1, 2, 3]);
    // Each time the same text under the same id.
    const envelopes = files.flatMap((file) => readFerry(file).ferry.envelopes);
    expect([envelopes.length, new Set(envelopes).size]).toEqual([12, 6]);
  });

  it('are told when messages arrived by receipts in the next file back, with messages of that side', async () => {
    for (const body of [1, 2]) await outer.say(inner, body, { conversation: 'A-1', kind: 'answer' });
    const back = await made(outer, inner);
    expect(back).toMatchObject({ number: 1, envelopes: 2, receipts: 6, more: false });
    days(1);
    expect(await taken(inner, back.file)).toEqual({ ...none, node: outer.node, number: 1, taken: 2, receipts: 6 });
    expect(answers.map(({ body }) => body)).toEqual([1, 2]);
    expect((await inner.states('message_out')).every((line) => line.endsWith('sent'))).toBe(true);
    const [{ equal }] = await inner.db.query('select count(*)::int equal from proof_leaf');
    expect(equal).toBe(8); // six sent, two taken
    const sent = await inner.db.query('select id, receipt, received_at at from message_out where sequence = 3 and conversation = $1', [
      'A-1',
    ]);
    const came = await outer.db.query('select id, received_at at from message_in where sequence = 3 and conversation = $1', ['A-1']);
    expect([sent[0].id, sent[0].at]).toEqual([came[0].id, came[0].at]);
    expect(await taken(inner, back.file)).toEqual({ ...none, node: outer.node, number: 1, taken: 0, duplicates: 2 });
    // The receipts of that side, and then nothing is left to carry.
    expect(await taken(outer, (await made(inner, outer)).file)).toMatchObject({ taken: 0, receipts: 2 });
    expect(await inner.act(OPERATOR, 'exportFerry', { node: outer.node })).toEqual({ code: 'FERRY_NOTHING' });
  });

  it('take the file that was thought lost when it comes after all: all of it lies there already', async () => {
    expect(await taken(outer, files[0]!)).toMatchObject({ number: 1, taken: 0, duplicates: 4, missingBefore: [] });
  });

  it('start clocks on the day of the import, and keep the days underway', async () => {
    const imported = time.today();
    await inner.say(outer, 'old', { conversation: 'B-1' });
    const { file } = await made(inner, outer);
    days(5);
    expect(await outer.act(OPERATOR, 'importFerry', { file }, 'ferriedDays')).toEqual({ ferriedDays: 5 });
    while (await outer.apply());
    const { exchangeMessages } = (await outer.ask(
      OPERATOR,
      '{ exchangeMessages(filter: { conversation: "B-1" }) { edges { node { ferriedDays receivedAt } } } }',
    )) as { exchangeMessages: { edges: { node: { ferriedDays: number; receivedAt: string } }[] } };
    const [{ node }] = exchangeMessages.edges as [{ node: { ferriedDays: number; receivedAt: string } }];
    expect(node.ferriedDays).toBe(5);
    expect(Date.parse(node.receivedAt) - Date.parse(`${imported}T00:00:00+08:00`)).toBeGreaterThanOrEqual(5 * DAY);
    await taken(inner, (await made(outer, inner)).file);
  });

  it('put a message into the next file again after twelve hours, and fail it after thirty days', async () => {
    const id = await inner.say(outer, 'x', { conversation: 'C-1' });
    await made(inner, outer);
    expect(await inner.act(OPERATOR, 'exportFerry', { node: outer.node })).toEqual({ code: 'FERRY_NOTHING' });
    time.set(new Date(time.now().getTime() + ferry.pauseMs));
    expect((await made(inner, outer)).envelopes).toBe(1);
    days(29);
    await inner.send();
    expect((await inner.states('message_out')).at(-1)).toBe('C-1 1 waiting');
    days(1);
    await inner.send();
    expect((await inner.states('message_out')).at(-1)).toBe('C-1 1 failed');
    expect(await inner.act(OPERATOR, 'resendMessage', { messageId: id }, 'state')).toEqual({ state: 'waiting' });
    await taken(outer, (await made(inner, outer)).file);
    expect(bodies('C-1')).toEqual(['x']);
    await taken(inner, (await made(outer, inner)).file);
  });

  it('make a file as often as one is asked for, and the same for the same request', async () => {
    await inner.say(outer, 'once', { conversation: 'D-1' });
    const requestId = crypto.randomUUID();
    const ask = () => inner.act(OPERATOR, 'exportFerry', { requestId, node: outer.node }, 'id number file');
    const [first, again] = [await ask(), await ask()];
    expect(again).toEqual(first);
    await taken(outer, first['file'] as string);
  });

  it('carry what is refused back in a signed receipt', async () => {
    await inner.say(outer, 'x', { conversation: 'E-1', kind: 'unheard' });
    expect(await taken(outer, (await made(inner, outer)).file)).toMatchObject({ taken: 0, refused: 1 });
    await taken(inner, (await made(outer, inner)).file);
    expect((await inner.states('message_out')).at(-1)).toBe('E-1 1 refused MESSAGE_KIND_NOT_HANDLED');
  });

  it('carry no more than 200 messages and 4 MB in a file, and say that more waits; a long file comes in pieces', async () => {
    for (let at = 1; at <= 4; at += 1) await inner.say(outer, 'x'.repeat(999_900), { conversation: 'F-1' });
    const first = await made(inner, outer);
    expect([first.more, first.envelopes]).toEqual([true, 2]);
    expect(Buffer.byteLength(first.file)).toBeGreaterThan(1_048_576);
    const length = Math.ceil(first.file.length / 3);
    const upload = crypto.randomUUID();
    const piece = (at: number, pieces = 3) =>
      taken(outer, first.file.slice((at - 1) * length, at * length), { piece: { upload, piece: at, pieces } });
    expect(await piece(1)).toMatchObject({ node: null, taken: 0, piecesMissing: 2 });
    expect(await piece(3)).toMatchObject({ piecesMissing: 1 });
    for (const [at, of] of [
      [0, 3],
      [4, 3],
      [1, 21],
      [2, 4],
    ] as const)
      expect(await piece(at, of)).toEqual({ code: 'FERRY_PIECE_MALFORMED' });
    expect(await piece(2)).toMatchObject({ node: inner.node, taken: 2, piecesMissing: 0 });
    const second = await made(inner, outer);
    expect([second.more, second.envelopes]).toEqual([false, 2]);
    await taken(outer, second.file);
    expect(bodies('F-1')).toHaveLength(4);
    await taken(inner, (await made(outer, inner)).file);
    await inner.db.query(`update message_out set state = 'sent' where state = 'waiting'`);
    for (let at = 1; at <= 201; at += 1) await inner.say(outer, at, { conversation: 'F-2' });
    expect(await made(inner, outer)).toMatchObject({ more: true, envelopes: 200 });
    expect(await made(inner, outer)).toMatchObject({ more: false, envelopes: 1 });
  });

  it.each([
    ['for another node', 'FERRY_RECEIVER_OTHER', () => signed(inner, { receiver: 'city.990200' })],
    ['of a stranger', 'PARTNER_UNKNOWN', () => signed(inner, { sender: 'stranger' })],
    ['under the key of another node', 'KEY_UNKNOWN', () => signed(inner, {}, outer)],
    [
      'that was altered',
      'FERRY_SIGNATURE_WRONG',
      async () => [...(await signed(inner, {})).split('.').slice(0, 2), (await signed(inner, {})).split('.')[2]].join('.'),
    ],
    ['that is none', 'FERRY_MALFORMED', () => Promise.resolve('x')],
    ['longer than any may be', 'FERRY_TOO_LONG', () => Promise.resolve('x'.repeat(6_000_001))],
  ])('take no file %s: %s', async (_title, code, file) => {
    expect(await taken(outer, await file())).toEqual({ code });
  });

  it('take of a signed file no message of another sender, and no receipt that was not signed for the message', async () => {
    const [{ wire }] = await outer.db.query('select wire from message_out where wire is not null limit 1');
    const [{ receipt }] = await outer.db.query('select receipt from message_in where receipt is not null limit 1');
    const file = await signed(inner, { envelopes: [wire, 'x'], receipts: ['x', receipt] });
    expect(await taken(outer, file)).toMatchObject({ taken: 0, refused: 2, receipts: 0 });
    const rows = await outer.db.query('select code, address from refused_message order by id desc limit 2');
    expect(rows).toEqual([
      { code: 'ENVELOPE_MALFORMED', address: 'ferry' },
      { code: 'FERRY_SENDER_OTHER', address: 'ferry' },
    ]);
  });

  it('are carried by the operator alone, between nodes that agreed on it', async () => {
    expect(await inner.act(OTHER, 'exportFerry', { node: outer.node })).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await inner.act(OTHER, 'importFerry', { file: 'x' }, 'node')).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await inner.act(OPERATOR, 'exportFerry', { node: 'nobody' })).toEqual({ code: 'PARTNER_UNKNOWN' });
    const file = await signed(inner, {});
    await outer.act(OPERATOR, 'suspendPartner', { node: inner.node, reason: '检修' }, 'state');
    expect(await taken(outer, file)).toEqual({ code: 'PARTNER_SUSPENDED' });
    expect(await outer.act(OPERATOR, 'exportFerry', { node: inner.node })).toEqual({ code: 'PARTNER_SUSPENDED' });
    await outer.list(inner, suite);
    expect(await taken(outer, file)).toEqual({ code: 'FERRY_NOT_AGREED' });
    expect(await outer.act(OPERATOR, 'exportFerry', { node: inner.node })).toEqual({ code: 'FERRY_NOT_AGREED' });
  });
});
