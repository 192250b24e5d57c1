import { beforeAll, describe, expect, it } from '@jest/globals';
import { SUITES, exchangePlan, signPull, type Suite } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { LinkedNode, OPERATOR, linked, type Way } from '../../test/link.js';
import { NodeKeys } from '../keys/node-keys.js';

const { pull } = exchangePlan;
const forward = (time: Time, ms: number) => time.set(new Date(time.now().getTime() + ms));
const codeIn = (text: string): unknown => (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;
const plain: Way = (text, to, path) => to.receive(text, path);

describe.each(SUITES)('a county that can only call out (%s)', (suite: Suite) => {
  const time = new Time();
  let city: LinkedNode;
  let county: LinkedNode;
  let link: { way: Way };
  let heard: { body: unknown; head: { conversation: string } }[];
  const bodies = (conversation: string) => heard.filter(({ head }) => head.conversation === conversation).map(({ body }) => body);
  const fetchAll = async () => {
    while (await county.fetch());
    while (await county.apply());
  };
  const states = async (conversation: string) => (await city.states('message_out')).filter((line) => line.startsWith(`${conversation} `));
  const asked = async (from: LinkedNode, more: object = {}): Promise<string> => {
    const told = { version: 1 as const, sender: from.node, receiver: city.node, at: time.now().toISOString() };
    return signPull({ ...told, nonce: crypto.randomUUID(), ...more }, from.get(NodeKeys).signing(suite));
  };
  const refused = async (text: string, path = '/exchange/pull') => {
    const answer = await city.receive(text, path);
    return answer.status === 200 ? null : codeIn(answer.text);
  };

  beforeAll(async () => {
    city = await LinkedNode.open({ time });
    county = await LinkedNode.open({ node: 'county.990122', time });
    link = linked(city, county);
    await city.list(county, suite, { endpoint: null });
    await county.list(city, suite, { pulled: true });
    heard = county.hears();
  });

  it('fetches what waits for it, in the order of each conversation, and the sender is sent the receipt', async () => {
    const ids = [];
    for (const body of [1, 2, 3]) ids.push(await city.say(county, body, { conversation: 'A-1' }));
    await city.say(county, 'beside', { conversation: 'A-2' });
    expect(await city.send()).toBe(false);
    await fetchAll();
    expect([bodies('A-1'), bodies('A-2')]).toEqual([[1, 2, 3], ['beside']]);
    expect(await states('A-1')).toEqual(['A-1 1 sent', 'A-1 2 sent', 'A-1 3 sent']);
    const [out] = await city.db.query('select receipt, received_at at, attempts from message_out where id = $1', [ids[0]]);
    const [came] = await county.db.query('select receipt, received_at at, underway_days days from message_in where id = $1', [ids[0]]);
    expect(out).toEqual({ receipt: came.receipt, at: came.at, attempts: 1 });
    expect(came.days).toBeNull();
    const { exchangePartners } = await city.ask(OPERATOR, '{ exchangePartners { way pulled endpoint lastSeenAt queue } }');
    expect(exchangePartners).toEqual([{ way: 'fetched', pulled: false, endpoint: null, lastSeenAt: expect.any(String), queue: 0 }]);
  });

  it('sends its own by itself: the city is reached', async () => {
    const told = city.hears('answer');
    await county.say(city, 'back', { conversation: 'A-1', kind: 'answer' });
    await county.send();
    await city.apply();
    expect(told.map(({ body }) => body)).toEqual(['back']);
  });

  it('is answered the same text again where the answer or the receipt was lost: nothing lost, nothing doubled, the order kept', async () => {
    for (let at = 1; at <= 6; at += 1) for (const conversation of ['B-1', 'B-2']) await city.say(county, at, { conversation });
    const seen = new Map<string, number>();
    let n = 0;
    link.way = async (text, to, path) => {
      n += 1;
      if (n % 5 === 0) throw new Error('ECONNRESET');
      const answer = await to.receive(text, path);
      if (path === '/exchange/pull' && answer.status === 200)
        for (const envelope of (JSON.parse(answer.text) as { envelopes: string[] }).envelopes)
          seen.set(envelope, (seen.get(envelope) ?? 0) + 1);
      if (n % 3 === 0) throw new Error('the answer was lost');
      return answer;
    };
    for (let round = 0; round < 60; round += 1) {
      await fetchAll();
      forward(time, pull.againMs);
    }
    link.way = plain;
    for (const conversation of ['B-1', 'B-2']) expect(bodies(conversation)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await city.states('message_out')).filter((line) => line.startsWith('B-') && !line.endsWith('sent'))).toEqual([]);
    expect(seen.size).toBe(12);
    expect(Math.max(...seen.values())).toBeGreaterThan(1);
    const [{ leaves }] = await city.db.query(
      `select count(*)::int leaves from proof_leaf l join message_out m on m.id = l.message_id where m.conversation like 'B-%'`,
    );
    expect(leaves).toBe(12);
  });

  it('is answered nothing twice within a minute, no more than 32 messages and 4 MB at once', async () => {
    const counted = async () => {
      const { envelopes } = JSON.parse((await city.receive(await asked(county), '/exchange/pull')).text) as { envelopes: string[] };
      return [envelopes.length, Buffer.byteLength(envelopes.join(''))] as const;
    };
    for (let at = 1; at <= 33; at += 1) await city.say(county, at, { conversation: `C-${at}` });
    expect([(await counted())[0], (await counted())[0], (await counted())[0]]).toEqual([32, 1, 0]);
    forward(time, pull.againMs);
    await fetchAll();
    for (const at of [1, 2, 3]) await city.say(county, 'x'.repeat(999_900), { conversation: `D-${at}` });
    const [count, bytes] = await counted();
    expect(count).toBe(2);
    expect(bytes).toBeLessThanOrEqual(pull.bytes);
    expect((await counted())[0]).toBe(1);
    forward(time, pull.againMs);
    await fetchAll();
    expect(bodies('D-3')).toHaveLength(1);
  });

  it.each([
    ['used before', 'PULL_REPEATED', async () => ((text) => city.receive(text, '/exchange/pull').then(() => text))(await asked(county))],
    ['older than five minutes', 'PULL_STALE', () => asked(county, { at: new Date(time.now().getTime() - pull.freshMs - 1).toISOString() })],
    ['dated ahead by more', 'PULL_STALE', () => asked(county, { at: new Date(time.now().getTime() + pull.freshMs + 9_000).toISOString() })],
    ['for another node', 'RECEIVER_OTHER', () => asked(county, { receiver: 'city.990200' })],
    ['of a stranger', 'PARTNER_UNKNOWN', () => asked(county, { sender: 'stranger' })],
    ['under another node’s key', 'KEY_UNKNOWN', () => asked(city, { sender: county.node })],
    [
      'whose signature is not its key’s',
      'PULL_SIGNATURE_WRONG',
      async () => {
        const [one, two] = [await asked(county), await asked(county)];
        return [...one.split('.').slice(0, 2), two.split('.')[2]].join('.');
      },
    ],
    ['that is none', 'PULL_MALFORMED', () => Promise.resolve('x')],
  ])('is answered nothing to a request %s: %s, recorded', async (_title, code, request) => {
    await city.say(county, 'waits', { conversation: 'E-1' });
    expect(await refused(await request())).toBe(code);
    const [last] = await city.db.query('select code, kind from refused_message order by id desc limit 1');
    expect(last).toEqual({ code, kind: 'pull' });
  });

  it('is answered to a request of five minutes before', async () => {
    expect(await refused(await asked(county, { at: new Date(time.now().getTime() - pull.freshMs + 5_000).toISOString() }))).toBeNull();
  });

  it('counts by its own signed receipts alone', async () => {
    forward(time, pull.againMs);
    await fetchAll();
    const [{ receipt }] = await city.db.query('select receipt from message_out where receipt is not null limit 1');
    const [{ n: before }] = await city.db.query('select count(*)::int n from proof_leaf');
    expect(await refused(receipt, '/exchange/receipts')).toBeNull();
    expect((await city.db.query('select count(*)::int n from proof_leaf'))[0].n).toBe(before);
    expect(await refused('x', '/exchange/receipts')).toBe('RECEIPT_MALFORMED');
    const parts = receipt.split('.');
    const other = parts[2][5] === 'A' ? 'B' : 'A';
    const forged = [parts[0], parts[1], `${parts[2].slice(0, 5)}${other}${parts[2].slice(6)}`].join('.');
    expect(await refused(forged, '/exchange/receipts')).toBe('RECEIPT_SIGNATURE_WRONG');
    const [{ receipt: ours }] = await county.db.query('select receipt from message_out where receipt is not null limit 1');
    expect(await refused(ours, '/exchange/receipts')).toBe('MESSAGE_UNKNOWN');
  });

  it('fails what was fetched without a receipt for 72 hours from the first fetch; a late receipt still counts', async () => {
    await city.say(county, 'late', { conversation: 'F-1' });
    forward(time, 100 * 3_600_000);
    await city.send();
    expect(await states('F-1')).toEqual(['F-1 1 waiting']);
    const receipts: string[] = [];
    link.way = (text, to, path) => {
      if (path === '/exchange/receipts') receipts.push(text);
      return path === '/exchange/receipts' ? Promise.reject(new Error('ECONNRESET')) : to.receive(text, path);
    };
    await county.fetch();
    forward(time, exchangePlan.delivery.lastsMs - 60_000);
    await city.send();
    expect(await states('F-1')).toEqual(['F-1 1 waiting']);
    forward(time, 61_000);
    await city.send();
    expect(await states('F-1')).toEqual(['F-1 1 failed']);
    expect(await refused(receipts.at(-1)!, '/exchange/receipts')).toBeNull();
    expect(await states('F-1')).toEqual(['F-1 1 sent']);
    link.way = plain;
  });

  it('is answered nothing where it is suspended, or its messages leave another way', async () => {
    await city.act(OPERATOR, 'suspendPartner', { node: county.node, reason: '检修' });
    expect(await refused(await asked(county))).toBe('PARTNER_SUSPENDED');
    await city.list(county, suite);
    expect(await refused(await asked(county))).toBe('PULL_NOT_AGREED');
  });

  it('has an endpoint where messages are sent or fetched', async () => {
    for (const terms of [
      { endpoint: null, way: 'push' },
      { endpoint: null, pulled: true },
      { way: 'ferry' },
      { way: 'ferry', endpoint: null, pulled: true },
    ])
      await expect(city.list(county, suite, terms)).rejects.toThrow('PARTNER_WAY_ENDPOINT');
  });
});
