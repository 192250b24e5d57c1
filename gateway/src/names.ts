import type { Caller, GatewaySeal, PeopleNames } from '@sunshine/platform';
import type { Transport } from './sources.js';

const NAMES = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { id name } } }';
const AT_ONCE = 500;

/**
 * Names of people as the subgraph `directory` tells them to this caller: the fetch of a query plan for `Person.name`. People whom it does
 * not know, or does not show to this caller, are left out. Rejects where it does not answer or refuses.
 */
export async function namesOf(directory: Transport, seal: GatewaySeal, caller: Caller, ids: readonly string[]): Promise<PeopleNames> {
  const names = new Map<string, string>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const of = ids.slice(from, from + AT_ONCE).map((id) => ({ __typename: 'Person', id }));
    const { data, errors } = await directory.send(seal.seal('directory', caller, JSON.stringify({ query: NAMES, variables: { of } })));
    if (errors?.[0]) throw new Error(`names refused: ${String(errors[0].extensions?.['code'])}`);
    for (const person of (data?.['_entities'] ?? []) as ({ id: string; name: string } | null)[])
      if (person) names.set(person.id, person.name);
  }
  return names;
}
