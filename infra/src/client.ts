import { Agent, request } from 'node:http';

/** A refusal as the graph answers it. */
export class GraphError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly kind: string | null,
    readonly source: string | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** No answer of a graph: whether the request was done is not known, so whoever sends it again does so with the same request id. */
const unavailable = (message: string, options?: ErrorOptions) => new GraphError(message, 'UNAVAILABLE', 'UNAVAILABLE', null, options);

export interface GraphAnswer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; kind?: string; source?: string } }[];
  extensions?: { after?: unknown[]; stale?: boolean; repeated?: boolean };
}

export interface Answer<T> {
  data: T;
  /** True where the same request had been answered before and nothing new was done. */
  repeated: boolean;
}

const SIGN_IN = `mutation ($account: String!, $password: String!) {
  signIn(input: { account: $account, password: $password }) { accessToken }
}`;

const SILENT_MS = 60_000;

/**
 * What an HTTP answer says as a graph's. Neither data nor errors, as from a server that closes or a proxy, is no answer.
 * @throws GraphError UNAVAILABLE; NO_GRAPH where something else than a graph refuses the request (another 4xx)
 */
export function graphAnswer<T>(status: number, text: string): GraphAnswer<T> {
  let answer: GraphAnswer<T> | null = null;
  try {
    answer = JSON.parse(text) as GraphAnswer<T> | null;
  } catch {
    // told below: a page or a cut answer
  }
  const refused = Array.isArray(answer?.errors) && answer.errors.length > 0;
  const answered = status < 300 && typeof answer?.data === 'object' && answer.data !== null;
  if (answer && (refused || answered)) return answer;
  if (status >= 400 && status < 500) throw new GraphError(`no graph answered: status ${status}`, 'NO_GRAPH', null, null);
  throw unavailable(`no graph answered: status ${status}`);
}

/**
 * Speaks to one node's graph as several people: signs each in once, and sends back to the graph what it answered
 * as `extensions.after`, so that everybody reads what was written before.
 */
export class GraphClient {
  private agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private tokens = new Map<string, Promise<string>>();
  private readonly after = new Map<string, unknown>();

  constructor(
    readonly url: string,
    private readonly password: string,
  ) {}

  /** Another browser at the same desk: signed in as the same people, but having seen nothing yet. */
  apart(): GraphClient {
    const other = new GraphClient(this.url, this.password);
    other.agent = this.agent;
    other.tokens = this.tokens;
    return other;
  }

  /** Runs an operation as an account, or as a citizen without one. @throws GraphError with the first refusal, UNAVAILABLE without an answer */
  async call<T>(account: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> {
    const answer = await this.send<T>(account === null ? null : await this.token(account), query, variables);
    const refusal = answer.errors?.[0];
    if (refusal) {
      const { code = 'INTERNAL_SERVER_ERROR', kind = null, source = null } = refusal.extensions ?? {};
      // What is not found in copies that are behind may be there a moment later.
      const passing = answer.extensions?.stale === true && kind === 'NOT_FOUND';
      throw new GraphError(refusal.message, code, passing ? 'NOT_YET' : kind, source);
    }
    return { data: answer.data as T, repeated: answer.extensions?.repeated === true };
  }

  /** As `call`, answering the data alone. */
  async query<T>(account: string | null, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    return (await this.call<T>(account, query, variables)).data;
  }

  /** Uploads a small paper as an officer does, and answers the id of the file; the protocol is tus. @throws Error where it is not taken */
  async upload(account: string, content: string): Promise<string> {
    const { origin } = new URL(this.url);
    const body = Buffer.from(`%PDF-1.7\n%${content}\n%%EOF`);
    const headers = { authorization: `Bearer ${await this.token(account)}`, 'tus-resumable': '1.0.0' };
    const created = await fetch(`${origin}/files`, { method: 'POST', headers: { ...headers, 'upload-length': String(body.length) } });
    const path = created.headers.get('location') ?? '';
    const sent = await fetch(new URL(path, origin), {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      body,
    });
    if (sent.status !== 204) throw new Error(`upload ended with ${created.status} ${sent.status}`);
    return path.split('/').at(-1) ?? '';
  }

  close(): void {
    this.agent.destroy();
  }

  /** Signs these accounts in now, one after the other; they would otherwise be at their first call. */
  async signIn(accounts: readonly string[]): Promise<void> {
    for (const account of accounts) await this.token(account);
  }

  /** Drops the tokens, so that the next call signs in again (after the node's time was moved past their end). */
  signOutAll(): void {
    this.tokens.clear();
  }

  private token(account: string): Promise<string> {
    const known = this.tokens.get(account);
    if (known) return known;
    const signingIn = this.query<{ signIn: { accessToken: string } }>(null, SIGN_IN, { account, password: this.password }).then(
      (data) => data.signIn.accessToken,
    );
    this.tokens.set(account, signingIn);
    signingIn.catch(() => this.tokens.delete(account));
    return signingIn;
  }

  /** One source and key need only their newest number; the header keeps the last sixteen of them. */
  private remember(after: unknown[]): void {
    for (const entry of after as { source: string; key: string; seq: number }[]) {
      const name = `${entry.source}/${entry.key}`;
      this.after.delete(name);
      this.after.set(name, entry);
      if (this.after.size > 16) this.after.delete(this.after.keys().next().value as string);
    }
  }

  protected send<T>(token: string | null, query: string, variables: Record<string, unknown>): Promise<GraphAnswer<T>> {
    const body = JSON.stringify({ query, variables });
    const headers: Record<string, string> = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (this.after.size) headers['x-after'] = JSON.stringify([...this.after.values()]);
    return new Promise((resolve, reject) => {
      const sending = request(this.url, { method: 'POST', agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (cause) => reject(unavailable(`${this.url} broke off`, { cause })));
        response.on('end', () => {
          try {
            const answer = graphAnswer<T>(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8'));
            if (answer.extensions?.after) this.remember(answer.extensions.after);
            resolve(answer);
          } catch (error) {
            reject(error as Error);
          }
        });
      });
      sending.setTimeout(SILENT_MS, () => sending.destroy(new Error(`silent for ${SILENT_MS / 1_000} s`)));
      sending.on('error', (cause) => reject(unavailable(`${this.url} does not answer: ${cause.message}`, { cause })));
      sending.end(body);
    });
  }
}
