import { Agent, request } from 'node:http';

/** A refusal as the graph answers it. */
export class GraphError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly kind: string | null,
    readonly source: string | null,
  ) {
    super(message);
  }
}

interface GraphAnswer<T> {
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

  /** Runs an operation as an account, or as a citizen without one. @throws GraphError with the first refusal */
  async call<T>(account: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> {
    const answer = await this.send<T>(account === null ? null : await this.token(account), query, variables);
    const refusal = answer.errors?.[0];
    if (refusal) {
      const { code = 'INTERNAL_SERVER_ERROR', kind = null, source = null } = refusal.extensions ?? {};
      throw new GraphError(refusal.message, code, kind, source);
    }
    return { data: answer.data as T, repeated: answer.extensions?.repeated === true };
  }

  /** As `call`, answering the data alone. */
  async query<T>(account: string | null, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    return (await this.call<T>(account, query, variables)).data;
  }

  close(): void {
    this.agent.destroy();
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

  private send<T>(token: string | null, query: string, variables: Record<string, unknown>): Promise<GraphAnswer<T>> {
    const body = JSON.stringify({ query, variables });
    const headers: Record<string, string> = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (this.after.size) headers['x-after'] = JSON.stringify([...this.after.values()]);
    return new Promise((resolve, reject) => {
      const sending = request(this.url, { method: 'POST', agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          try {
            const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as GraphAnswer<T>;
            if (answer.extensions?.after) this.remember(answer.extensions.after);
            resolve(answer);
          } catch {
            reject(new Error(`no graph answered at ${this.url}: status ${String(response.statusCode)}`));
          }
        });
      });
      sending.on('error', reject);
      sending.end(body);
    });
  }
}
