import { FILTER_FIELDS, formatFilter, type Filters, type List, type Names } from '@sunshine/filters';
import { useEffect, useMemo, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { graphql } from '../graph/tada';
import { organsOf, useMe } from '../session/me';
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
const COLLEAGUES = graphql(`
  query ColleaguesOfFilter($organId: ID!) {
    people(filter: { organId: $organId }, first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

/** Roles that may look up the people of their organ; others see only their own name. */
const LOOKING_UP = ['HEAD', 'DISPATCHER', 'REGISTRAR', 'SUPERVISOR'] as const;

const namesOf = (edges: readonly { readonly node: { readonly id: string; readonly name: string } }[] = []): Names =>
  Object.fromEntries(edges.map(({ node }) => [node.id, node.name]));

/** Ids of organs that a filter names. */
const organsIn = <L extends List>(list: L, filter: Filters[L]): string[] =>
  FILTER_FIELDS[list].flatMap(({ of, name }) => (of === 'organ' ? ((filter as Record<string, string[] | null>)[name] ?? []) : []));

/** Names of organs: the first hundred of the directory, and those with these ids. */
function useOrganNames(ids: readonly string[]): Names {
  const [all] = useQuery({ query: ORGANS, variables: { first: 100 }, requestPolicy: 'cache-first' });
  const [own] = useQuery({
    query: ORGANS,
    variables: { ids: [...ids], first: 100 },
    requestPolicy: 'cache-first',
    pause: ids.length === 0,
  });
  return useMemo(() => ({ ...namesOf(all.data?.organs.edges), ...namesOf(own.data?.organs.edges) }), [all.data, own.data]);
}

/** People of the reader's organs whom the reader may look up; read only where the list has a condition about people. */
export function useColleagues(list: List): Names {
  const me = useMe();
  const client = useClient();
  const asked = FILTER_FIELDS[list].some(({ of }) => of === 'person');
  const organs = asked
    ? organsOf(me, LOOKING_UP)
        .map(({ id }) => id)
        .join()
    : '';
  const [found, setFound] = useState<Names>({});
  useEffect(() => {
    if (organs === '') return undefined;
    let gone = false;
    const asking = organs.split(',').map((organId) => client.query(COLLEAGUES, { organId }, { requestPolicy: 'cache-first' }).toPromise());
    void Promise.all(asking).then((answers) => {
      if (!gone) setFound(Object.assign({}, ...answers.map(({ data }) => namesOf(data?.people.edges))) as Names);
    });
    return () => {
      gone = true;
    };
  }, [client, organs]);
  return useMemo(() => (asked ? { [me.id]: me.name, ...found } : {}), [asked, me, found]);
}

/** Names of organs and people with which a filter is read and typed. */
export function useNames<L extends List>(list: L, filter: Filters[L]): Names {
  const organs = useOrganNames(organsIn(list, filter));
  const people = useColleagues(list);
  return useMemo(() => ({ ...organs, ...people }), [organs, people]);
}

/** Organs whose name contains the text; null while loading. */
export function useOrgansLike(text: string): Names | null {
  const [{ data, fetching }] = useQuery({
    query: ORGANS,
    variables: { text, first: 20 },
    pause: text === '',
    requestPolicy: 'cache-first',
  });
  return useMemo(() => (text === '' ? {} : fetching ? null : namesOf(data?.organs.edges)), [data, fetching, text]);
}

/** A canonical filter text in which names replace ids of organs and people; unchanged if it cannot be read. */
export function useReadable(list: List, text: string): string {
  const { filter } = readFilter(list, text);
  const names = useNames(list, filter ?? {});
  return filter ? formatFilter(list, filter, names) : text;
}
