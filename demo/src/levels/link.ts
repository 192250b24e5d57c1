import type { GraphClient } from '@sunshine/infra';
import { organId } from '../city.js';
import { LEVELS, LINKS, servedBy } from './levels.js';
import type { Levels, RunningLevel } from './running.js';

interface Key {
  readonly keyId: string;
  readonly suite: string;
  readonly signing: string;
  readonly encryption: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface Partner {
  readonly id: string;
  readonly endpoint: string | null;
  readonly state: string;
  readonly organs: readonly { readonly id: string }[];
}

const SUITE = 'international';

const OWN = '{ exchangeNode { keys { keyId suite signing encryption validFrom validTo } } }';
const PARTNERS = '{ exchangePartners { id endpoint state organs { id } } }';
const REGISTER = 'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }';
const PLACE = 'mutation ($input: PlacePartnerInput!) { placePartner(input: $input) { id } }';

/** Lists `other` as a partner of `here`, as its operator does by hand. An entry with this endpoint stays as it is, and so does one that was suspended. */
async function list(here: RunningLevel, other: RunningLevel, divisions: readonly string[]): Promise<void> {
  const { client } = here;
  const { operator, bureau } = LEVELS[here.name];
  const { node, title } = LEVELS[other.name];
  const endpoint = `${new URL(other.url).origin}/exchange`;
  const { exchangePartners } = await client.query<{ exchangePartners: Partner[] }>(operator, PARTNERS);
  const known = exchangePartners.find(({ id }) => id === node);
  if (known?.state !== 'suspended' && known?.endpoint !== endpoint) {
    const keys = await keysOf(other.client, LEVELS[other.name].operator);
    const passes = { kinds: ['*'], divisions };
    const input = { node, name: title, endpoint, suite: SUITE, sends: passes, receives: passes, keys };
    await client.query(operator, REGISTER, { input });
  }
  if (known && known.organs.length > 0) return;
  const organIds = servedBy(LEVELS[other.name]);
  await client.query(operator, PLACE, { input: { node, organIds, receivedByOrganId: organId(bureau) } });
}

/** What the operator of a node tells another of its keys. */
async function keysOf(client: GraphClient, operator: string): Promise<Omit<Key, 'suite'>[]> {
  const { exchangeNode } = await client.query<{ exchangeNode: { keys: Key[] } }>(operator, OWN);
  return exchangeNode.keys.flatMap(({ suite, ...key }) => (suite === SUITE ? [key] : []));
}

/** Links each pair of neighbours, on both sides. Done again it changes nothing but endpoints of active partners. */
export async function linkLevels(levels: Levels): Promise<void> {
  for (const { upper, lower, divisions } of LINKS) {
    await list(levels[upper], levels[lower], divisions);
    await list(levels[lower], levels[upper], divisions);
  }
}
