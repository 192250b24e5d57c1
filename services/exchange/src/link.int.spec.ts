import { beforeAll, describe, expect, it } from '@jest/globals';
import { SUITES, checkProof, exchangePlan, type Suite } from '@sunshine/envelope';
import { DomainError } from '@sunshine/errors';
import { Time } from '@sunshine/platform';
import { LinkedNode, OPERATOR, OTHER, linked, settle, type Way } from '../test/link.js';
import { exchangeError } from './domain/exchange.errors.js';
import { Sender } from './sending/sender.js';

const HOUR = 3_600_000;
const forward = (time: Time, ms: number) => time.set(new Date(time.now().getTime() + ms));

describe.each(SUITES)('two nodes that list each other (%s)', (suite: Suite) => {
  const time = new Time();
  let city: LinkedNode;
  let county: LinkedNode;
  let link: { way: Way };
  let heard: { body: unknown; head: { sequence: number; conversation: string } }[];
  const bodies = (conversation: string) => heard.filter(({ head }) => head.conversation === conversation).map(({ body }) => body);

  beforeAll(async () => {
    city = await LinkedNode.open({ time });
    county = await LinkedNode.open({ node: 'county.990122', time });
    link = linked(city, county);
    await city.list(county, suite);
    await county.list(city, suite);
    heard = county.hears('word', ({ body }) => {
      if (body === 'poison') throw exchangeError('REASON_MISSING');
    });
  });

  it('hand a message over with a signed receipt, whose instant both keep, and a proof that anybody can check', async () => {
    const id = await city.say(county, { text: '转送' });
    await settle(city, county);
    expect(bodies('A-1')).toEqual([{ text: '转送' }]);
    const [out] = await city.db.query('select state, received_at at, body, wire, receipt from message_out where id = $1', [id]);
    const [came] = await county.db.query('select state, received_at at, wire, receipt from message_in where id = $1', [id]);
    expect([out.state, came.state]).toEqual(['sent', 'applied']);
    expect(out.at).toEqual(came.at);
    expect(out.receipt).toBe(came.receipt);
    expect(out.body).toBeNull();
    // The receiver has read the body and keeps what proves it alone; the sender can send it again.
    expect(out.wire.startsWith(`${came.wire}~`)).toBe(true);
    for (const node of [city, county]) {
      expect(await node.ask(OPERATOR, '{ messageProof(messageId: "' + id + '") }')).toEqual({ code: 'PROOF_NOT_YET' });
      await node.root();
      const { messageProof } = await node.ask(OPERATOR, `{ messageProof(messageId: "${id}") }`);
      const report = await checkProof(messageProof as string);
      expect([report.faults, report.receivedAt]).toEqual([[], came.at.toISOString()]);
    }
  });

  it('keep the order of each conversation while the way loses, doubles and changes messages', async () => {
    let n = 0;
    const seen: string[] = [];
    link.way = async (text, to) => {
      n += 1;
      seen.push(text);
      if (n % 5 === 0) throw new Error('ECONNRESET');
      if (n % 7 === 0) return to.receive(`${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`);
      if (n % 3 === 0) await to.receive(text);
      const answer = await to.receive(text);
      if (n % 11 === 0) throw new Error('the answer was lost');
      return answer;
    };
    for (let at = 1; at <= 12; at += 1) for (const conversation of ['B-1', 'B-2', 'B-3']) await city.say(county, at, { conversation });
    for (let round = 0; round < 60; round += 1) {
      await settle(city, county);
      forward(time, HOUR / 4);
    }
    link.way = (text, to) => to.receive(text);
    for (const conversation of ['B-1', 'B-2', 'B-3']) expect(bodies(conversation)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect((await city.states('message_out')).filter((line) => line.startsWith('B-') && !line.endsWith('sent'))).toEqual([]);
    const [{ n: stored }] = await county.db.query(`select count(*)::int n from message_in where conversation like 'B-%'`);
    expect(stored).toBe(36);
    // Each try of a message is the same text.
    expect(new Set(seen).size).toBe(36);
  });

  it('park what cannot be taken over with its conversation alone, until it is tried again or given up', async () => {
    for (const body of ['one', 'poison', 'three']) await city.say(county, body, { conversation: 'C-1' });
    await city.say(county, 'beside', { conversation: 'C-2' });
    await settle(city, county);
    expect([bodies('C-1'), bodies('C-2')]).toEqual([['one'], ['beside']]);
    expect((await county.states('message_in')).filter((line) => line.startsWith('C-1'))).toEqual([
      'C-1 1 applied',
      'C-1 2 parked REASON_MISSING',
      'C-1 3 held',
    ]);
    const { exchangeMessages } = (await county.ask(
      OPERATOR,
      '{ exchangeMessages(filter: { states: [parked] }) { edges { node { id direction } } } }',
    )) as {
      exchangeMessages: { edges: { node: { id: string } }[] };
    };
    const [{ node: parked }] = exchangeMessages.edges as [{ node: { id: string } }];
    const ofOneSide = (direction: string) =>
      county.ask(OPERATOR, `{ exchangeMessages(filter: { states: [parked], direction: ${direction} }) { edges { node { id } } } }`);
    expect(await ofOneSide('in')).toEqual({ exchangeMessages: { edges: [{ node: { id: parked.id } }] } });
    expect(await ofOneSide('out')).toEqual({ exchangeMessages: { edges: [] } });
    expect(await county.act(OPERATOR, 'resendMessage', { messageId: parked.id }, 'state')).toEqual({ state: 'held' });
    await settle(city, county);
    expect(await county.act(OTHER, 'dropParkedMessage', { messageId: parked.id, reason: '内容无法处理' })).toEqual({
      code: 'ACT_NOT_YOURS',
    });
    expect(await county.act(OPERATOR, 'dropParkedMessage', { messageId: parked.id, reason: ' ' })).toEqual({ code: 'REASON_MISSING' });
    expect(await county.act(OPERATOR, 'dropParkedMessage', { messageId: parked.id, reason: '内容无法处理' }, 'state')).toEqual({
      state: 'dropped',
    });
    await settle(city, county);
    expect(bodies('C-1')).toEqual(['one', 'three']);
    expect(await county.act(OPERATOR, 'dropParkedMessage', { messageId: parked.id, reason: '再次' })).toEqual({
      code: 'MESSAGE_NOT_PARKED',
    });
    expect(await county.act(OPERATOR, 'resendMessage', { messageId: parked.id })).toEqual({ code: 'MESSAGE_NOT_RESENT' });
  });

  it('refuse with a signed receipt what is not handled, and go on when the sender gives it up', async () => {
    const id = await city.say(county, 'x', { conversation: 'D-1', kind: 'unheard' });
    await city.say(county, 'behind', { conversation: 'D-1' });
    await settle(city, county);
    expect((await city.states('message_out')).filter((line) => line.startsWith('D-1'))).toEqual([
      'D-1 1 refused MESSAGE_KIND_NOT_HANDLED',
      'D-1 2 waiting',
    ]);
    expect(await city.act(OPERATOR, 'resendMessage', { messageId: id }, 'state')).toEqual({ state: 'waiting' });
    await settle(city, county);
    expect(await city.act(OPERATOR, 'dropParkedMessage', { messageId: id, reason: '对方不办理' }, 'state')).toEqual({ state: 'dropped' });
    await settle(city, county);
    expect(bodies('D-1')).toEqual(['behind']);
    expect(await city.act(OPERATOR, 'resendMessage', { messageId: id })).toEqual({ code: 'MESSAGE_NOT_RESENT' });
    expect(await city.act(OPERATOR, 'resendMessage', { messageId: '0190a000-0000-7000-8000-00000000ffff' })).toEqual({
      code: 'MESSAGE_UNKNOWN',
    });
  });

  it('ask for what is missing after ten minutes, and get it', async () => {
    for (const body of [1, 2, 3]) await city.say(county, body, { conversation: 'E-1' });
    await settle(city, county);
    // The receiver lost what it had of the first two.
    await county.db.query(`delete from message_in where conversation = 'E-1' and sequence < 3`);
    await county.db.query(`update conversation_in set next = 1, held = '{3}', gap_at = now() where conversation = 'E-1'`);
    const [{ wire }] = await city.db.query(`select wire from message_out where conversation = 'E-1' and sequence = 3`);
    await county.db.query(`update message_in set state = 'held', wire = $1 where conversation = 'E-1'`, [wire]);
    await settle(county, city, county);
    expect(bodies('E-1')).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('try for 72 hours while the partner is away, and no longer; another try begins anew', async () => {
    link.way = () => Promise.reject(new Error('ECONNREFUSED'));
    const id = await city.say(county, 'late', { conversation: 'F-1' });
    const tried = async (hours: number) => {
      for (let quarter = 0; quarter < hours * 4; quarter += 1) {
        await city.send();
        forward(time, HOUR / 4);
      }
    };
    await tried(71);
    const { exchangePartners } = await city.ask(OPERATOR, '{ exchangePartners { id breaker queue oldest lastFailure halted } }');
    expect(exchangePartners).toEqual([expect.objectContaining({ id: county.node, queue: 1, lastFailure: 'ECONNREFUSED', halted: 0 })]);
    expect((await city.states('message_out')).at(-1)).toBe('F-1 1 waiting');
    await tried(2);
    expect((await city.states('message_out')).at(-1)).toBe('F-1 1 failed');
    link.way = (text, to) => to.receive(text);
    await city.act(OPERATOR, 'resendMessage', { messageId: id });
    forward(time, exchangePlan.breaker.longestPauseMs);
    await settle(city, county);
    expect(bodies('F-1')).toEqual(['late']);
  });

  it('send nothing to a suspended partner and take nothing from it; what is lined up waits', async () => {
    expect(await county.act(OPERATOR, 'suspendPartner', { node: city.node, reason: '检修' }, 'state')).toEqual({ state: 'suspended' });
    await city.say(county, 'kept', { conversation: 'G-1' });
    await settle(city, county);
    expect(bodies('G-1')).toEqual([]);
    expect((await city.states('message_out')).at(-1)).toBe('G-1 1 waiting');
    await county.list(city, suite);
    forward(time, HOUR);
    await settle(city, county);
    expect(bodies('G-1')).toEqual(['kept']);
  });
});

describe('what comes to the door of a node', () => {
  let city: LinkedNode;
  let county: LinkedNode;
  let stranger: LinkedNode;
  let texts: string[];

  beforeAll(async () => {
    city = await LinkedNode.open();
    county = await LinkedNode.open({ node: 'county.990122' });
    stranger = await LinkedNode.open({ node: 'stranger' });
    texts = [];
    linked(city, county, stranger).way = async (text, to) => {
      texts.push(text);
      return to.receive(text);
    };
    await city.list(county);
    await county.list(city, 'international', { receives: { kinds: ['word'], divisions: ['990122'] } });
    await stranger.list(county);
    county.hears();
  });
  const wired = async (from: LinkedNode, conversation: string, more = {}): Promise<string> => {
    await from.say(county, 'x', { conversation, ...more });
    await from.get(Sender).run();
    return texts.at(-1)!;
  };

  it('is refused with its reason, recorded, and changes nothing', async () => {
    const own = await wired(city, 'H-1', { division: '990122' });
    expect(await county.refusal(own)).toBeNull();
    expect(await county.refusal(await wired(stranger, 'H-1'))).toBe('PARTNER_UNKNOWN');
    expect(await city.refusal(own)).toBe('RECEIVER_OTHER');
    expect(await county.refusal('nothing')).toBe('ENVELOPE_MALFORMED');
    expect(await county.refusal('x'.repeat(2_000_001))).toBe('ENVELOPE_TOO_LONG');
    expect(await county.refusal(own.replace(/.{8}~/, 'AAAAAAAA~'))).toMatch(/^ENVELOPE_(SIGNATURE_WRONG|MALFORMED)$/);
    expect(await county.refusal(`${own.slice(0, -8)}AAAAAAAA`)).toBe('ENVELOPE_BODY_OTHER');
    const elsewhere = await county.receive('', '/exchange/elsewhere');
    expect([elsewhere.status, elsewhere.text]).toEqual([404, expect.stringContaining('EXCHANGE_PATH_UNKNOWN')]);
    expect((await county.receive('', '/exchange/messages', 'GET')).status).toBe(404);
    const { refusedMessages } = (await county.ask(OPERATOR, '{ refusedMessages { edges { node { code sender address } } } }')) as {
      refusedMessages: { edges: { node: { code: string; address: string } }[] };
    };
    expect(refusedMessages.edges.map(({ node: { code } }) => code)).toEqual(
      expect.arrayContaining(['PARTNER_UNKNOWN', 'ENVELOPE_MALFORMED']),
    );
    expect(refusedMessages.edges[0]!.node.address).toBe('192.0.2.7');
    expect(await county.states('message_in')).toEqual(['H-1 1 held']);
  });

  it('of strangers goes on record a hundred times a minute, and is refused each time', async () => {
    const on = async () => ((await county.db.query('select count(*)::int n from refused_message')) as [{ n: number }])[0].n;
    for (let n = 0; n < 120; n += 1) expect(await county.refusal('nothing')).toBe('ENVELOPE_MALFORMED');
    expect(await on()).toBeLessThanOrEqual(204);
    expect(await on()).toBeGreaterThanOrEqual(100);
  });

  it.each([
    ['of another division', { division: '990101' }, 'DIVISION_NOT_ALLOWED'],
    ['of another kind', { kind: 'transfer', division: '990122' }, 'KIND_NOT_ALLOWED'],
  ])('is refused in a signed receipt where the allow-list says so: a message %s', async (_title, more, code) => {
    await wired(city, `I-${code}`, more);
    expect((await city.states('message_out')).at(-1)).toBe(`I-${code} 1 refused ${code}`);
  });

  it('is refused under a key that was revoked, and nothing more is lined up for what may not be sent', async () => {
    const { exchangePartners } = (await county.ask(OPERATOR, '{ exchangePartners { id keys { keyId } } }')) as {
      exchangePartners: { keys: { keyId: string }[] }[];
    };
    const { keyId } = exchangePartners[0]!.keys[0]!;
    await county.act(OPERATOR, 'revokePartnerKey', { node: city.node, keyId, reason: '私钥泄露' });
    await wired(city, 'J-1', { division: '990122' });
    expect((await city.states('message_out')).at(-1)).toBe('J-1 1 refused KEY_REVOKED');
    await city.list(county, 'international', { sends: { kinds: ['word'], divisions: ['990122'] } });
    await expect(city.say(county, 'x', { kind: 'transfer' })).rejects.toMatchObject({ code: 'KIND_NOT_ALLOWED' });
    await expect(city.say(county, 'x', { division: '990101' })).rejects.toMatchObject({ code: 'DIVISION_NOT_ALLOWED' });
    await expect(city.say(stranger, 'x')).rejects.toBeInstanceOf(DomainError);
  });
});
