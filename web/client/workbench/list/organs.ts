import { FILTER_FIELDS, formatFilter, type Filters, type List, type OrganNames } from '@sunshine/filters';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graph/tada';
import { readFilter } from './state';

const ORGANS = graphql(`
  query OrgansOfFilter($ids: [ID!], $text: String, $first: Int) {
    organs(filter: { ids: $ids, text: $text }, first: $first) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

const namesOf = (edges: readonly { readonly node: { readonly id: string; readonly name: string } }[] = []): OrganNames =>
  Object.fromEntries(edges.map(({ node }) => [node.id, node.name]));

/** Ids of organs that a filter names. */
export const organsIn = <L extends List>(list: L, filter: Filters[L]): string[] =>
  FILTER_FIELDS[list].flatMap(({ kind, name }) => (kind === 'id' ? ((filter as Record<string, string[] | null>)[name] ?? []) : []));

/** Names of organs to read and type filters with: the first hundred of the directory, and all of those that are named. */
export function useOrganNames(ids: readonly string[]): OrganNames {
  const [all] = useQuery({ query: ORGANS, variables: { first: 100 }, requestPolicy: 'cache-first' });
  const [own] = useQuery({
    query: ORGANS,
    variables: { ids: [...ids], first: 100 },
    requestPolicy: 'cache-first',
    pause: ids.length === 0,
  });
  return useMemo(() => ({ ...namesOf(all.data?.organs.edges), ...namesOf(own.data?.organs.edges) }), [all.data, own.data]);
}

/** Organs whose name has the text in it; null while they are looked for. */
export function useOrgansLike(text: string): OrganNames | null {
  const [{ data, fetching }] = useQuery({
    query: ORGANS,
    variables: { text, first: 20 },
    pause: text === '',
    requestPolicy: 'cache-first',
  });
  return useMemo(() => (text === '' ? {} : fetching ? null : namesOf(data?.organs.edges)), [data, fetching, text]);
}

/** A canonical text with the names of its organs; as it is where it cannot be read. */
export function useReadable(list: List, text: string): string {
  const { filter } = readFilter(list, text);
  const organs = useOrganNames(filter ? organsIn(list, filter) : []);
  return filter ? formatFilter(list, filter, organs) : text;
}
