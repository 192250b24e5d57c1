import { beforeAll, describe, expect, it } from '@jest/globals';
import { exchangePlan, newKeys } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { OrganSaved } from '@sunshine/events';
import { BUREAU, LinkedNode, OPERATOR, OTHER, linked, settle, uuid } from '../../test/link.js';
import { NodeKeys } from '../keys/node-keys.js';

const HOUR = 3_600_000;

describe('partners of a node', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: LinkedNode;
  const forward = (ms: number) => time.set(new Date(time.now().getTime() + ms));
  const keysOf = async (node: LinkedNode) =>
    (
      (await node.ask(OPERATOR, '{ exchangePartners { id keyDaysLeft keys { keyId revokedAt validTo } } }')) as {
        exchangePartners: { keyDaysLeft: number | null; keys: { keyId: string; revokedAt: string | null; validTo: string | null }[] }[];
      }
    ).exchangePartners[0]!;

  beforeAll(async () => {
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    county.hears();
  });

  it('are kept and read by who operates the exchange, and by nobody else', async () => {
    const fields = '{ exchangePartners { id state breaker queue halted parked differences organ { id } } }';
    expect(await city.ask(OPERATOR, fields)).toEqual({
      exchangePartners: [
        {
          id: county.node,
          state: 'active',
          breaker: 'closed',
          queue: 0,
          halted: 0,
          parked: 0,
          differences: 0,
          organ: { id: expect.any(String) },
        },
      ],
    });
    for (const query of [
      fields,
      '{ exchangeNode { id } }',
      '{ exchangeMessages { edges { node { id } } } }',
      '{ refusedMessages { edges { node { id } } } }',
    ]) {
      expect(await city.ask(OTHER, query)).toEqual({ code: 'ACT_NOT_YOURS' });
      expect(await city.ask(null, query)).toEqual({ code: 'SIGN_IN_REQUIRED' });
    }
    for (const [act, input] of [
      ['suspendPartner', { node: county.node, reason: 'x' }],
      ['revokePartnerKey', { node: county.node, keyId: 'x', reason: 'x' }],
      ['rotateKey', { suite: 'national' }],
    ] as const) {
      expect(await city.act(OTHER, act, input, '__typename')).toEqual({ code: 'ACT_NOT_YOURS' });
      expect(await city.act(null, act, input, '__typename')).toEqual({ code: 'SIGN_IN_REQUIRED' });
    }
  });

  it('private halves of keys are in no answer, and in no table but sealed', async () => {
    const secrets = city.get(NodeKeys).all.map(({ keyId }) => city.get(NodeKeys).opening(keyId)!);
    const answer = JSON.stringify(
      await city.ask(OPERATOR, '{ exchangeNode { id signs keys { keyId suite signing encryption validFrom validTo } } }'),
    );
    const table = JSON.stringify(await city.db.query('select * from node_key'));
    for (const { signing, signingSecret, encryptionSecret } of secrets) {
      expect(answer).toContain(signing);
      for (const text of [answer, table]) for (const secret of [signingSecret, encryptionSecret]) expect(text).not.toContain(secret);
    }
  });

  it('a key is one node’s for ever, and is what it is named', async () => {
    const keys = await newKeys('international');
    const entry = (node: string, key: object) => ({
      ...{ node, name: node, suite: 'international', sends: { kinds: [], divisions: [] }, receives: { kinds: [], divisions: [] } },
      keys: [{ keyId: keys.keyId, signing: keys.signing, encryption: keys.encryption, validFrom: time.now().toISOString(), ...key }],
    });
    expect(await city.act(OPERATOR, 'registerPartner', entry('other.1', {}))).toEqual({ id: 'other.1' });
    expect(await city.act(OPERATOR, 'registerPartner', entry('other.2', {}))).toEqual({ code: 'PARTNER_KEY_TAKEN' });
    expect(await city.act(OPERATOR, 'registerPartner', entry('other.1', { signing: keys.encryption }))).toEqual({ code: 'KEYS_MALFORMED' });
    expect(await city.act(OPERATOR, 'registerPartner', entry(city.node, {}))).toEqual({ code: 'PARTNER_IS_SELF' });
    expect(await city.ask(OPERATOR, '{ exchangePartners { id } }')).toEqual({ exchangePartners: [{ id: county.node }, { id: 'other.1' }] });
  });

  it('a new key is told at once, signs from the next day, and the one before counts for 144 hours more', async () => {
    const [former] = (await keysOf(county)).keys;
    const { keys } = (await city.act(OPERATOR, 'rotateKey', { suite: 'international' }, 'keys { keyId suite validFrom validTo }')) as {
      keys: { keyId: string; suite: string; validTo: string | null }[];
    };
    // What this process knows of its keys it reads each second.
    while (city.get(NodeKeys).all.length < 3) await new Promise((done) => setTimeout(done, 100));
    expect(keys.length).toBeGreaterThanOrEqual(2);
    await settle(city, county);
    const told = (await keysOf(county)).keys;
    expect(told).toHaveLength(2);
    const fresh = told.find(({ keyId }) => keyId !== former!.keyId)!;
    const signs = () => city.get(NodeKeys).signing('international').keyId;
    expect(signs()).toBe(former!.keyId);
    forward(exchangePlan.keys.toldMs + 1_000);
    expect(signs()).toBe(fresh.keyId);
    await city.say(county, 'under the new key');
    await settle(city, county);
    expect(await city.states('message_out')).toEqual(['A-1 1 sent']);
    expect((await keysOf(county)).keyDaysLeft).toBeNull();
    const end = Date.parse(told.find(({ keyId }) => keyId === former!.keyId)!.validTo!);
    expect(end - time.now().getTime()).toBeGreaterThan(exchangePlan.keys.overlapMs - 2 * HOUR);
  });

  it('a revoked key stays revoked, whoever tells it again', async () => {
    const [{ keyId }] = (await keysOf(county)).keys as unknown as [{ keyId: string }];
    expect(await county.act(OPERATOR, 'revokePartnerKey', { node: city.node, keyId, reason: ' ' })).toEqual({ code: 'REASON_MISSING' });
    expect(await county.act(OPERATOR, 'revokePartnerKey', { node: city.node, keyId: 'none', reason: '泄露' })).toEqual({
      code: 'KEY_UNKNOWN',
    });
    expect(await county.act(OPERATOR, 'revokePartnerKey', { node: city.node, keyId, reason: '泄露' })).toEqual({ id: city.node });
    await county.list(city);
    expect((await keysOf(county)).keys.find((key) => key.keyId === keyId)!.revokedAt).not.toBeNull();
    expect(await county.act(OPERATOR, 'suspendPartner', { node: 'nobody.1', reason: '检修' })).toEqual({ code: 'PARTNER_UNKNOWN' });
  });

  it('serve organs of the directory, each of them one node, and send matters to an organ that is none of theirs', async () => {
    const place = (node: LinkedNode['node'], organIds: string[], receivedByOrganId = uuid(BUREAU)) =>
      city.act(OPERATOR, 'placePartner', { node, organIds, receivedByOrganId }, 'organs { id } receivedBy { id }');
    const organ = {
      parentId: uuid(BUREAU),
      kind: 'petition_bureau' as const,
      name: '乙县信访局',
      shortName: '乙县信访局',
      division: '990122',
    };
    const organId = uuid(21);
    await city.hear(organId, OrganSaved.create({ ...organ, organId, reviewedBy: null, closedOn: null }));
    expect(await place(county.node, [organId, organId])).toEqual({ organs: [{ id: organId }], receivedBy: { id: uuid(BUREAU) } });
    expect(await place(county.node, [organId], organId)).toEqual({ code: 'PARTNER_ORGAN_OWN' });
    expect(await place(county.node, [uuid(22)])).toEqual({ code: 'ORGAN_NOT_FOUND' });
    expect(await place('nobody.1', [])).toEqual({ code: 'PARTNER_UNKNOWN' });
    const other = await LinkedNode.open({ node: 'county.990123', time });
    await city.list(other);
    expect(await place(other.node, [organId])).toEqual({ code: 'PARTNER_ORGAN_TAKEN' });
    expect(await place(other.node, [], organId)).toEqual({ code: 'PARTNER_ORGAN_TAKEN' });
    expect(await place(other.node, [])).toEqual({ organs: [], receivedBy: { id: uuid(BUREAU) } });
  });
});

describe('a node without an id', () => {
  it('runs, and exchanges nothing', async () => {
    const node = await LinkedNode.open({ node: '' });
    expect(await node.ask(OPERATOR, '{ exchangeNode { id signs keys { keyId } } }')).toEqual({
      exchangeNode: { id: null, signs: false, keys: [] },
    });
    expect(await node.refusal('anything')).toBe('EXCHANGE_OFF');
    expect(await node.act(OPERATOR, 'rotateKey', { suite: 'national' })).toEqual({ code: 'EXCHANGE_OFF' });
    expect(await node.send()).toBe(false);
    expect(await node.apply()).toBe(false);
  });
});

describe('keys of a node', () => {
  it('which are sealed under a key that is not live leave the service running, and nothing is sent or taken', async () => {
    const time = new Time();
    const city = await LinkedNode.open({ time });
    const again = await city.openedAgain('x2=value:another-secret-of-tests-9876543210');
    expect(await again.ask(OPERATOR, '{ exchangeNode { id signs } }')).toEqual({ exchangeNode: { id: city.node, signs: false } });
    expect(await again.refusal('anything')).toBe('EXCHANGE_STOPPED');
    expect(again.get(NodeKeys).all.map(({ keyId }) => keyId)).toEqual(city.get(NodeKeys).all.map(({ keyId }) => keyId));
  });
});
