import { describe, expect, it } from '@jest/globals';
import { exchangePlan, newKeys, publicOf, signPossession, type PrivateKeys } from '@sunshine/envelope';
import { Health, Time } from '@sunshine/platform';
import { LinkedNode, OPERATOR, linked, settle } from '../../test/link.js';
import { NodeKeys } from './node-keys.js';

const KEYS = 'x1=value:exchange-secret-of-tests-0123456789';
const OTHER_KEYS = 'x2=value:another-secret-of-tests-9876543210';
const DAY_MS = 86_400_000;
const CHECK = 'exchange signing';
const rowsOf = (node: LinkedNode) => node.db.query('select * from node_key order by key_id');
const idsOf = (node: LinkedNode) =>
  node
    .get(NodeKeys)
    .all.map(({ keyId }) => keyId)
    .toSorted();

describe('the first keys of a node', () => {
  it('are made once, a pair of each suite, by however many processes that start at once', async () => {
    const first = await LinkedNode.open();
    await first.db.query('delete from node_key');
    const [second, third] = await Promise.all([first.openedAgain(KEYS), first.openedAgain(KEYS)]);
    const rows = (await rowsOf(first)) as { key_id: string; suite: string }[];
    expect(rows.map(({ suite }) => suite).toSorted()).toEqual(['international', 'national']);
    for (const node of [second, third]) expect(idsOf(node)).toEqual(rows.map(({ key_id: id }) => id));
  });

  it('are made of the suite that has none, whatever the other has', async () => {
    const first = await LinkedNode.open();
    await first.act(OPERATOR, 'rotateKey', { suite: 'international' }, 'id');
    await first.db.query(`delete from node_key where suite = 'national'`);
    const second = await first.openedAgain(KEYS);
    expect(
      second
        .get(NodeKeys)
        .all.map(({ suite }) => suite)
        .toSorted(),
    ).toEqual(['international', 'international', 'national']);
  });
});

describe('keys that lie under another key than those of the configuration', () => {
  it('are left as they are; readiness tells of it from ten minutes on, and no longer when they open again', async () => {
    const time = new Time();
    const first = await LinkedNode.open({ time });
    const before = await rowsOf(first);
    const closed = await first.openedAgain(OTHER_KEYS);
    const begun = time.now().getTime();
    const told = async () => (await closed.get(Health).readiness()).checks[CHECK];
    expect(await closed.ask(OPERATOR, '{ exchangeNode { signs } }')).toEqual({ exchangeNode: { signs: false } });
    time.set(new Date(begun + exchangePlan.unsignedMs - 60_000));
    expect(await told()).toBe('ok');
    time.set(new Date(begun + exchangePlan.unsignedMs));
    expect(await told()).toContain('no key of the node signs');
    expect(await rowsOf(first)).toEqual(before);
    const open = await first.openedAgain(`${OTHER_KEYS} ${KEYS}`);
    expect((await open.get(Health).readiness()).checks[CHECK]).toBe('ok');
    expect(await open.ask(OPERATOR, '{ exchangeNode { signs } }')).toEqual({ exchangeNode: { signs: true } });
  });
});

describe('a key that is rotated', () => {
  it('stands in the answer, and is lined up for each partner of its suite, for a suspended one until it is registered again', async () => {
    const time = new Time();
    const city = await LinkedNode.open({ time });
    const others = await Promise.all(['a.1', 'b.1', 'c.1'].map((node) => LinkedNode.open({ node: `county.${node}`, time })));
    const [active, suspended, national] = others as [LinkedNode, LinkedNode, LinkedNode];
    linked(city, ...others);
    for (const other of [active, suspended]) await city.list(other);
    await city.list(national, 'national');
    for (const other of [active, suspended]) await other.list(city);
    const reason = '线路检修';
    expect(await city.act(OPERATOR, 'suspendPartner', { node: suspended.node, reason }, 'state')).toEqual({ state: 'suspended' });
    const { keys } = (await city.act(OPERATOR, 'rotateKey', { suite: 'international' }, 'keys { keyId suite }')) as {
      keys: { keyId: string; suite: string }[];
    };
    expect(keys.map(({ suite }) => suite).toSorted()).toEqual(['international', 'international', 'national']);
    const lined = async () =>
      (await city.db.query(`select partner || ' ' || state line from message_out where kind = 'keys' order by partner`)) as {
        line: string;
      }[];
    expect((await lined()).map(({ line }) => line)).toEqual(['county.a.1 waiting', 'county.b.1 waiting']);
    await settle(city, ...others);
    expect((await lined()).map(({ line }) => line)).toEqual(['county.a.1 sent', 'county.b.1 waiting']);
    await city.list(suspended);
    await settle(city, ...others);
    expect((await lined()).map(({ line }) => line)).toEqual(['county.a.1 sent', 'county.b.1 sent']);
  });
});

describe('a key that a partner tells', () => {
  const time = new Time();
  async function pair() {
    const [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    const proved = (keys: PrivateKeys, validFrom: Date, node = city.node) =>
      signPossession({ node, validFrom: validFrom.toISOString() }, keys);
    const tell = async (keys: PrivateKeys, validFrom: Date, possession?: string | null) => {
      const proof = possession === undefined ? await proved(keys, validFrom) : possession;
      const body = { key: publicOf(keys), validFrom: validFrom.toISOString(), ...(proof !== null && { possession: proof }) };
      await city.say(county, body, { conversation: 'K-1', kind: 'keys', division: '000000' });
      await settle(city, county);
      return (await county.states('message_in')).at(-1);
    };
    const listed = () =>
      county.db.query(`select key_id id, valid_to "to" from partner_key order by valid_from desc, key_id`) as Promise<
        { id: string; to: Date | null }[]
      >;
    return { city, county, proved, tell, listed };
  }

  it('from a day long past still leaves the keys before it 144 hours, for what is on its way', async () => {
    const { city, county, tell, listed } = await pair();
    const former = city.get(NodeKeys).signing('international').keyId;
    time.set(new Date(time.now().getTime() + 30 * DAY_MS));
    const told = time.now().getTime();
    expect(await tell(await newKeys('international'), new Date(told - 20 * DAY_MS))).toBe('K-1 1 applied');
    const end = (await listed()).find(({ id }) => id === former)!.to!;
    expect(end.getTime()).toBeGreaterThanOrEqual(told + exchangePlan.keys.overlapMs);
    county.hears();
    await city.say(county, 'still under the former key');
    await settle(city, county);
    expect(await county.states('message_in')).toContain('A-1 1 applied');
  });

  it('ends the keys before it, and none that begins later', async () => {
    const { tell, listed } = await pair();
    const [sooner, later] = [await newKeys('international'), await newKeys('international')];
    await tell(later, new Date(time.now().getTime() + 400 * DAY_MS));
    await tell(sooner, new Date(time.now().getTime() + DAY_MS));
    const [ofLater, ofSooner, ofFormer] = await listed();
    expect([ofLater, ofSooner]).toEqual([
      { id: later.keyId, to: null },
      { id: sooner.keyId, to: null },
    ]);
    expect(ofFormer!.to!.getTime()).toBeLessThan(time.now().getTime() + DAY_MS + exchangePlan.keys.overlapMs + 60_000);
  });

  it('is refused when it was revoked here, and ends no other key', async () => {
    const { city, county, tell, listed } = await pair();
    const gone = await newKeys('international');
    await tell(gone, time.now());
    await county.act(OPERATOR, 'revokePartnerKey', { node: city.node, keyId: gone.keyId, reason: '泄露' });
    const before = await listed();
    expect(await tell(gone, time.now())).toBe('K-1 2 parked KEY_REVOKED');
    expect(await listed()).toEqual(before);
  });

  it.each<[string, string, (told: Awaited<ReturnType<typeof pair>>, keys: PrivateKeys, from: Date) => Promise<string | null>]>([
    ['that says nothing of itself', 'ENVELOPE_MALFORMED', () => Promise.resolve(null)],
    ['of which another key speaks', 'KEY_UNPROVED', async ({ proved }, _keys, from) => proved(await newKeys('international'), from)],
    ['that says it is another node’s', 'KEY_UNPROVED', ({ proved }, keys, from) => proved(keys, from, 'town.990199')],
    ['that says it counts from another day', 'KEY_UNPROVED', ({ proved }, keys, from) => proved(keys, new Date(from.getTime() + DAY_MS))],
  ])('%s is refused, is listed for nobody, and ends no other', async (_title, code, said) => {
    const told = await pair();
    const before = await told.listed();
    const [keys, from] = [await newKeys('international'), time.now()];
    expect(await told.tell(keys, from, await said(told, keys, from))).toBe(`K-1 1 parked ${code}`);
    expect(await told.listed()).toEqual(before);
  });

  it('is none of this node’s own, nor of another suite', async () => {
    const { county, tell } = await pair();
    expect(await tell(county.get(NodeKeys).signing('international'), time.now())).toBe('K-1 1 parked PARTNER_KEY_TAKEN');
    const other = await pair();
    expect(await other.tell(await newKeys('national'), time.now())).toBe('K-1 1 parked PARTNER_KEY_SUITE');
  });

  it('nor does an operator list a key of this node as a partner’s', async () => {
    const { county } = await pair();
    const { keyId, signing, encryption } = county.get(NodeKeys).signing('international');
    const none = { kinds: [], divisions: [] };
    const entry = { node: 'other.1', name: '他处', suite: 'international', sends: none, receives: none };
    const keys = [{ keyId, signing, encryption, validFrom: time.now().toISOString() }];
    expect(await county.act(OPERATOR, 'registerPartner', { ...entry, keys })).toEqual({ code: 'PARTNER_KEY_TAKEN' });
  });
});
