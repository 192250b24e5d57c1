import { createContext, use, useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Loading } from '../parts/loading';

const ME = graphql(`
  query Me {
    me {
      id
      name
      account
      roles {
        role
        notices
        organ {
          id
          name
          kind
          division
        }
      }
    }
  }
`);

export type Me = ResultOf<typeof ME>['me'];

const Known = createContext<Me | null>(null);

interface WhoIsSignedInProps {
  /** Called with the account of the signed-in person. */
  readonly known: (account: string) => void;
  readonly children: ReactNode;
}

/** Loads the signed-in person before its children are rendered. */
export function WhoIsSignedIn({ known, children }: WhoIsSignedInProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ME });
  const account = data?.me.account ?? null;
  useEffect(() => {
    if (account !== null) known(account);
  }, [known, account]);
  if (data) return <Known value={data.me}>{children}</Known>;
  if (error) return <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />;
  return <Loading />;
}

export function useMe(): Me {
  const me = use(Known);
  if (!me) throw new Error('drawn outside of a session');
  return me;
}

/** Whether the person has one of the roles in any organ. */
export const holds = (me: Me, roles: readonly string[]): boolean => me.roles.some(({ role }) => roles.includes(role));

/** Organs in which the person has one of the roles; without roles, all organs of the person. */
export function organsOf(me: Me, roles?: readonly string[]): { id: string; name: string; division: string }[] {
  const found = new Map(
    me.roles.flatMap(({ role, organ }) => (organ && (!roles || roles.includes(role)) ? [[organ.id, organ] as const] : [])),
  );
  return [...found.values()];
}
