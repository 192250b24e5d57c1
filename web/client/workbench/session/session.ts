/** The session of this device, shared by all tabs of the browser. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Instants in UTC. */
  readonly accessUntil: string;
  readonly sessionUntil: string;
  readonly person: { readonly id: string };
}

const KEY = 'sunshine.session';
const EARLY_MS = 30_000;
const listeners = new Set<() => void>();
let known: { text: string | null; session: Session | null } = { text: null, session: null };

/** The stored session; the same object until it changes. */
export function currentSession(): Session | null {
  const text = localStorage.getItem(KEY);
  if (text !== known.text) known = { text, session: text === null ? null : (JSON.parse(text) as Session) };
  return known.session;
}

export function keepSession(session: Session | null): void {
  if (session === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(session));
  for (const listener of listeners) listener();
}

const DEVICE = 'sunshine.device';

/** The value by which the server recognises this device, from the last sign-in of any account. */
export function device(): string | null {
  return localStorage.getItem(DEVICE);
}

/** Stores the answer of a sign-in. */
export function keepSignIn({ device: given, ...session }: Session & { readonly device?: string | null }): void {
  if (given) localStorage.setItem(DEVICE, given);
  keepSession(session);
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  const other = (event: StorageEvent): void => {
    if (event.key === KEY || event.key === null) listener();
  };
  addEventListener('storage', other);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', other);
  };
}

const REFRESH = `mutation Refresh($input: RefreshTokenInput!) {
  refreshToken(input: $input) { accessToken refreshToken accessUntil sessionUntil person { id } }
}`;

/**
 * The session with an access token that is valid for a while. A refresh token works once, so tabs take turns. Null: signed out, or the
 * session has ended and was deleted here. Rejects if the server cannot be reached, because the session may still be valid.
 */
export async function freshSession(): Promise<Session | null> {
  const soon = (session: Session): boolean => Date.parse(session.accessUntil) - Date.now() < EARLY_MS;
  const session = currentSession();
  if (session === null || !soon(session)) return session;
  return navigator.locks.request(KEY, async () => {
    const latest = currentSession();
    if (latest === null || !soon(latest)) return latest;
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: REFRESH, variables: { input: { refreshToken: latest.refreshToken } } }),
    });
    const answer = (await response.json()) as { data?: { refreshToken: Session } | null; errors?: { extensions?: { kind?: string } }[] };
    if (answer.data) keepSession(answer.data.refreshToken);
    else if (answer.errors?.[0]?.extensions?.kind === 'UNAVAILABLE') throw new TypeError('the server is away');
    else keepSession(null);
    return currentSession();
  });
}

const SIGN_OUT = `mutation SignOut($input: SignOutInput!) { signOut(input: $input) }`;

/**
 * Signs out. `leave` runs first, because requests of the page that are under way would be refused with the ended session.
 * If the server does not answer, its session ends when it expires, as when the browser is closed.
 */
export async function endSession(leave: () => void): Promise<void> {
  const session = await freshSession().catch(currentSession);
  leave();
  if (session === null) return;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${session.accessToken}` };
  const body = JSON.stringify({ query: SIGN_OUT, variables: { input: {} } });
  await fetch('/graphql', { method: 'POST', keepalive: true, headers, body }).catch(() => null);
}
