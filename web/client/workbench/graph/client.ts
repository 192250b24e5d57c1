import { Client, cacheExchange, fetchExchange } from 'urql';
import { currentSession, freshSession, keepSession, onSession } from '../session/session';
import { keepLast } from './last';
import { Written, type After } from './written';

/** Events that each request names, so that the page reads its own writes. */
const written = new Written();

export const expectAfter = (after: After): void => written.add(after);

interface Answer {
  readonly errors?: readonly { readonly extensions?: { readonly kind?: string; readonly code?: string } }[];
  readonly extensions?: { readonly after?: readonly After[] };
}

/** Resolves when this person has signed in again. Rejects if the request is aborted, as when another person signs in. */
function signedInAgain(personId: string, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted();
    const leave = onSession(() => {
      if (currentSession()?.person.id !== personId) return;
      leave();
      done();
    });
    signal?.addEventListener('abort', () => {
      leave();
      failed(signal.reason);
    });
  });
}

const asksOnly = (body: unknown): boolean => typeof body === 'string' && (JSON.parse(body) as { query: string }).query.startsWith('query');

/**
 * If the session has expired, a query waits until the person signs in again, so that the page stays; a mutation is refused, and the person
 * sends it again.
 */
const fetchFor = (personId: string | null): typeof fetch => {
  const graphFetch: typeof fetch = async (input, init) => {
    const current = await freshSession();
    const session = current?.person.id === personId ? current : null;
    const waits = personId !== null && asksOnly(init?.body);
    if (session === null && waits) {
      await signedInAgain(personId, init?.signal);
      return graphFetch(input, init);
    }
    const headers = new Headers(init?.headers);
    if (session) headers.set('authorization', `Bearer ${session.accessToken}`);
    const after = written.header();
    if (after) headers.set('x-after', after);
    const response = await fetch(input, { ...init, headers });
    const answer = (await response.clone().json()) as Answer;
    for (const after of answer.extensions?.after ?? []) expectAfter(after);
    // A wrong password does not mean that the session has ended.
    const refused = answer.errors?.some(({ extensions }) => extensions?.kind === 'UNAUTHENTICATED' && extensions.code !== 'SIGN_IN_FAILED');
    // The session was ended elsewhere. Do not drop a newer one that has begun meanwhile.
    if (refused && session && currentSession()?.accessToken === session.accessToken) keepSession(null);
    return refused && waits ? graphFetch(input, init) : response;
  };
  return graphFetch;
};

/** One client per session, so that the cache of one person is never shown to the next. Null: a client that never sends a token. */
export const graphClient = (personId: string | null): Client =>
  new Client({
    url: '/graphql',
    exchanges: [keepLast(), cacheExchange, fetchExchange],
    fetch: fetchFor(personId),
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
  });

/** The client for signing in. It sends no token, because an expired one would be refused before the password is checked. */
export const door = graphClient(null);
