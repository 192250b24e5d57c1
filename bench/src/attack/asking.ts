import { Agent, request, type IncomingMessage, type RequestOptions } from 'node:http';

export interface Asking {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent at one go with its length, or piece by piece without a length. */
  readonly body?: string | Buffer | Iterable<Buffer>;
  /** From which address it seems to come: the node under attack believes this machine's `x-forwarded-for`. */
  readonly from?: string;
  readonly agent?: Agent | false;
  readonly timeoutMs?: number;
  /** How much of the answer is kept, bytes. */
  readonly textMax?: number;
}

export interface Heard {
  /** `200 ok`, `413 FILE_TOO_LARGE`; without an answer the fault of the connection, `ECONNRESET`. */
  readonly what: string;
  /** 0 without an answer. */
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  /** The beginning of the answer. */
  readonly text: string;
}

const TEXT_MAX = 65_536;
const TIMEOUT_MS = 30_000;

/** The refusal's code of an answer in the shape of GraphQL; `ok` for data without errors. */
export function codeOf(text: string): string {
  const code = /"extensions":\{[^{}]*?"code":"([A-Z0-9_]+)"/.exec(text)?.[1];
  if (code !== undefined) return code;
  return /^\s*\{"errors"/.test(text) ? 'errors without a code' : 'ok';
}

/** One request on its own; answers always. */
export function ask(
  origin: string,
  { path, method, headers, body, from, agent, timeoutMs = TIMEOUT_MS, textMax = TEXT_MAX }: Asking,
): Promise<Heard> {
  const started = performance.now();
  const whole = typeof body === 'string' || Buffer.isBuffer(body) ? body : null;
  const options: RequestOptions = {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    agent: agent ?? false,
    headers: {
      ...(whole === null ? {} : { 'content-length': String(Buffer.byteLength(whole)) }),
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
      ...headers,
    },
  };
  return new Promise((resolve) => {
    let answered: IncomingMessage | null = null;
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (fault: string | null) => {
      clearTimeout(late);
      const text = Buffer.concat(chunks).toString('utf8');
      const status = answered?.statusCode ?? 0;
      resolve({ what: fault ?? `${status} ${codeOf(text)}`, status: fault ? 0 : status, ms: performance.now() - started, bytes, text });
    };
    const sending = request(origin + path, options, (response) => {
      answered = response;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes - chunk.length < textMax) chunks.push(chunk);
      });
      response.once('end', () => end(null));
      response.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    });
    const late = setTimeout(() => {
      end('no answer in time');
      sending.destroy();
    }, timeoutMs);
    // What was answered before the rest was sent is an answer, whatever becomes of the rest.
    sending.on('error', (error: NodeJS.ErrnoException) => answered ?? end(error.code ?? error.message));
    if (whole !== null || body === undefined) return void sending.end(whole ?? undefined);
    const parts = (body as Iterable<Buffer>)[Symbol.iterator]();
    const next = () => {
      const part = parts.next();
      if (part.done || sending.destroyed) return void sending.end();
      sending.write(part.value, next);
    };
    next();
  });
}

/** A question to the graph. */
export function graph(
  origin: string,
  query: string,
  variables: Record<string, unknown> = {},
  { token, ...more }: Partial<Asking> & { readonly token?: string } = {},
): Promise<Heard> {
  return ask(origin, {
    ...more,
    path: '/graphql',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...more.headers },
    body: JSON.stringify({ query, variables }),
  });
}

/** The data of an answer. @throws Error with what was answered instead */
export function dataOf<T>({ what, text }: Heard): T {
  if (!/^20\d ok$/.test(what)) throw new Error(`${what}: ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { data: T }).data;
}

const SIGN_IN =
  'mutation ($account: String!, $password: String!) { signIn(input: { account: $account, password: $password }) { accessToken } }';

export const signIn = (origin: string, account: string, password: string, more: Partial<Asking> = {}): Promise<Heard> =>
  graph(origin, SIGN_IN, { account, password }, more);

export const tokenOf = (heard: Heard): string => dataOf<{ signIn: { accessToken: string } }>(heard).signIn.accessToken;

export const SUBMIT = 'mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { number queryCode secret } }';

/** A filing of a citizen at the city's bureau, as the portal sends it. */
export const filing = (more: Record<string, unknown> = {}) => ({
  kind: 'CLAIM',
  division: '990100',
  summary: '请求检修路灯',
  text: '东湖区演示路的路灯损坏已有两月，夜间行走不便，请求检修。',
  requests: [{ text: '检修路灯' }],
  petitioners: [{ name: '申某', phone: '19900001234', address: '东湖区演示路1号' }],
  peopleCount: 1,
  anonymous: false,
  ...more,
});

/** An upload pass for who has no account. */
export async function passFor(origin: string, from: string): Promise<string> {
  const heard = await ask(origin, { path: '/files/passes', method: 'POST', from });
  if (heard.status !== 201) throw new Error(`no pass was given: ${heard.what}`);
  return (JSON.parse(heard.text) as { pass: string }).pass;
}

/** A file at one go; answers what was heard and the file's id where it was taken. */
export async function uploadWhole(
  origin: string,
  body: Buffer | Iterable<Buffer>,
  pass: string,
  from: string,
): Promise<Heard & { readonly id: string | null }> {
  const heard = await ask(origin, { path: '/files/whole', headers: { 'upload-pass': pass }, body, from });
  return { ...heard, id: heard.status === 201 ? (JSON.parse(heard.text) as { id: string }).id : null };
}
