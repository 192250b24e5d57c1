import { Client, cacheExchange, fetchExchange } from 'urql';
import { currentSession, freshSession, keepSession } from '../session/session';

interface After {
  readonly source: string;
  readonly key: string;
  readonly seq: number;
}

/** What this page wrote or was told of and has not yet been answered from; sent back so that it reads its own writes. */
const written = new Map<string, After>();

export function expectAfter(after: After): void {
  written.set(`${after.source}/${after.key}`, after);
  if (written.size > 50) written.delete(written.keys().next().value as string);
}

interface Answer {
  readonly errors?: readonly { readonly extensions?: { readonly kind?: string; readonly code?: string } }[];
  readonly extensions?: { readonly after?: readonly After[] };
}

const graphFetch: typeof fetch = async (input, init) => {
  const session = await freshSession();
  const headers = new Headers(init?.headers);
  if (session) headers.set('authorization', `Bearer ${session.accessToken}`);
  if (written.size > 0) headers.set('x-after', JSON.stringify([...written.values()]));
  const response = await fetch(input, { ...init, headers });
  const answer = (await response.clone().json()) as Answer;
  for (const after of answer.extensions?.after ?? []) expectAfter(after);
  // A wrong password says nothing of the session.
  const refused = answer.errors?.some(({ extensions }) => extensions?.kind === 'UNAUTHENTICATED' && extensions.code !== 'SIGN_IN_FAILED');
  // The session was ended elsewhere; another one may have begun meanwhile.
  if (refused && session && currentSession()?.accessToken === session.accessToken) keepSession(null);
  return response;
};

/** One for each session: nothing that one person read is there for the next. */
export const graphClient = (): Client =>
  new Client({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    fetch: graphFetch,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
  });
