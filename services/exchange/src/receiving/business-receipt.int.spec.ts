import { beforeAll, describe, expect, it } from '@jest/globals';
import { newKeys, publicOf, signReceipt, type PrivateKeys } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { LinkedNode, OPERATOR, linked, settle } from '../../test/link.js';
import { NodeKeys } from '../keys/node-keys.js';

const [FROM, TO] = ['2026-03-02T00:00:00.000Z', '2026-03-04T00:00:00.000Z'];
const NOW = new Date('2026-03-03T00:00:00.000Z');
const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();

describe('a business receipt', () => {
  let city: LinkedNode;
  let county: LinkedNode;
  let [dated, revoked]: PrivateKeys[] = [];
  let revokedAt: string;

  beforeAll(async () => {
    const time = new Time();
    time.set(NOW);
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    [dated, revoked] = [await newKeys('international'), await newKeys('international')];
    const { validFrom, ...own } = county.get(NodeKeys).all.find(({ suite }) => suite === 'international')!;
    const entry = (keys: PrivateKeys | typeof own, from: string, validTo: string | null = null) => {
      const { keyId, signing, encryption } = 'signingSecret' in keys ? publicOf(keys) : keys;
      return { keyId, signing, encryption, validFrom: from, validTo };
    };
    const keys = [entry(own, validFrom.toISOString()), entry(dated, FROM, TO), entry(revoked, FROM)];
    await city.list(county, 'international', { keys });
    await county.list(city);
    await city.act(OPERATOR, 'revokePartnerKey', { node: county.node, keyId: revoked.keyId, reason: '泄露' });
    const [row] = (await city.db.query('select revoked_at at from partner_key where key_id = $1', [revoked.keyId])) as [{ at: Date }];
    revokedAt = row.at.toISOString();
    county.hears();
  });

  it.each([
    ['of the first instant of its key counts', 'dated', () => FROM, 'applied'],
    ['of the instant before does not', 'dated', () => before(FROM), 'parked KEY_NOT_YET'],
    ['of the last instant of its key counts', 'dated', () => before(TO), 'applied'],
    ['of its end does not', 'dated', () => TO, 'parked KEY_EXPIRED'],
    ['of before its key was revoked counts', 'revoked', () => before(revokedAt), 'applied'],
    ['of after that does not', 'revoked', () => revokedAt, 'parked KEY_REVOKED'],
  ] as const)('%s', async (title, name, at, state) => {
    const conversation = `R-${title.replaceAll(' ', '-')}`.slice(0, 64);
    const messageId = await city.say(county, 'x', { conversation });
    await settle(city, county);
    const [{ digest }] = (await city.db.query('select digest from message_out where id = $1', [messageId])) as [{ digest: string }];
    const about = { version: 1 as const, messageId, conversation, sequence: 1, digest, sender: city.node, receiver: county.node };
    const signed = { dated: dated!, revoked: revoked! }[name];
    const receipt = await signReceipt({ ...about, type: 'business', at: at(), answer: 'accepted', items: [] }, signed);
    await county.say(city, { receipt }, { conversation, kind: 'receipt' });
    await settle(city, county);
    expect(await city.states('message_in')).toContain(`${conversation} 1 ${state}`);
    const lies = (await city.db.query('select 1 from business_receipt where message_id = $1', [messageId])) as unknown[];
    expect(lies).toHaveLength(state === 'applied' ? 1 : 0);
  });
});
