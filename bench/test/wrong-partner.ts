import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonical, digestOf, ENVELOPE_BYTES_MAX, newKeys, type Head, type PrivateKeys, type TransportReceipt } from '@sunshine/envelope';
import { cleanUp } from '@sunshine/testing';
import { signedText, type Answer } from '../src/conformance/kit.js';
import type { NodeUnderTest } from './node-under-test.js';

const JOSE = 'application/jose';
const LEVELS_OF_PARTNER = 19;
/** Signs of what may be counted by a function that calls itself. */
const SHORT = 5_000;

/** A message as a partner reads it that checks nothing. */
interface Came {
  readonly text: string;
  readonly header: string;
  readonly json: string;
  readonly head: Head;
}

/** What our node would answer, and the means to answer else. */
interface Ground {
  readonly came: Came;
  readonly right: () => Promise<Answer>;
  /** A truly signed receipt about the message. */
  readonly receipt: (of?: Partial<TransportReceipt>, by?: PrivateKeys) => Promise<Answer>;
  readonly refusal: (status: number, code: string) => Answer;
  readonly stranger: PrivateKeys;
}

/** One fault, with what it remembers; null: as our node answers. */
type Fault = () => (ground: Ground) => Promise<Answer | null>;

const read = (text: string): TransportReceipt =>
  JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString('utf8')) as TransportReceipt;
const codeOf = ({ status, text }: Answer): string =>
  status === 200 ? (read(text).code ?? '') : (/"code":"([A-Z_0-9]+)"/.exec(text)?.[1] ?? '');
const now = (): string => new Date().toISOString();
const shifted = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** Takes what our node refuses in words, with that code. */
const takesUnread =
  (...codes: readonly string[]): Fault =>
  () =>
  async ({ right, receipt }) => {
    const answer = await right();
    return answer.status !== 200 && codes.includes(codeOf(answer)) ? receipt() : answer;
  };
/** Takes what our node refuses in a receipt, with that code. */
const takesRefused =
  (code: string): Fault =>
  () =>
  async ({ right, receipt }) => {
    const answer = await right();
    return answer.status === 200 && codeOf(answer) === code ? receipt() : answer;
  };
/** Tells another code in its receipts than is told. */
const tells =
  (code: string, other: string): Fault =>
  () =>
  async ({ right, receipt }) => {
    const answer = await right();
    return answer.status === 200 && codeOf(answer) === code ? receipt({ answer: 'refused', code: other }) : answer;
  };
/** Changes each receipt that our node gives. */
const receipts =
  (change: (of: TransportReceipt, ground: Ground) => Partial<TransportReceipt>, by?: (ground: Ground) => PrivateKeys): Fault =>
  () =>
  async (ground) => {
    const answer = await ground.right();
    if (answer.status !== 200) return answer;
    const was = read(answer.text);
    return ground.receipt({ ...was, ...change(was, ground) }, by?.(ground));
  };
/** Takes messages of that kind without another look. */
const takes =
  (which: (came: Came) => boolean): Fault =>
  () =>
  async ({ came, receipt }) =>
    which(came) ? receipt() : null;
const refuses =
  (which: (came: Came) => boolean, status: number, code: string): Fault =>
  () =>
  async ({ came, refusal }) =>
    which(came) ? refusal(status, code) : null;

const KNOWN = new Set(
  ['version', 'id', 'conversation', 'sequence', 'kind', 'schemaVersion', 'sender', 'receiver', 'division', 'createdAt', 'suite'].concat([
    ...['signedBy', 'sealedTo', 'bodyDigest', 'attachments'],
  ]),
);

function levelsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(levelsOf));
}

const isCanonical = ({ json }: Came): boolean => {
  try {
    return canonical(JSON.parse(json)) === json;
  } catch {
    return true; // no JSON at all is another fault
  }
};

/** By point: partners that are wrong in it, each in another way. */
export const FAULTS: Readonly<Record<string, Readonly<Record<string, Fault>>>> = {
  answered: {
    'answers JSON':
      () =>
      async ({ right }) => {
        const answer = await right();
        return answer.status === 200 ? { ...answer, type: 'application/json', text: '{"answer":"stored"}' } : answer;
      },
    'answers a receipt as plain text':
      () =>
      async ({ right }) => {
        const answer = await right();
        return answer.status === 200 ? { ...answer, type: 'text/plain' } : answer;
      },
    'answers 202':
      () =>
      async ({ right }) => {
        const answer = await right();
        return answer.status === 200 ? { ...answer, status: 202 } : answer;
      },
  },
  'receipt-signed': {
    'signs with a key that it did not tell': receipts(
      () => ({}),
      ({ stranger }) => stranger,
    ),
    'names its key and signs with another': receipts(
      () => ({}),
      ({ stranger, came }) => ({ ...stranger, keyId: came.head.sealedTo }),
    ),
  },
  'receipt-about': {
    'tells another digest': receipts(() => ({ digest: '0'.repeat(64) })),
    'tells another sequence': receipts(({ sequence }) => ({ sequence: sequence + 1 })),
    'tells sender and receiver the wrong way round': receipts(({ sender, receiver }) => ({ sender: receiver, receiver: sender })),
    'tells another id': receipts(() => ({ messageId: '0190a000-0000-7000-8000-000000000001' })),
  },
  'receipt-instant': {
    'goes ahead of the clock': receipts(({ at }) => ({ at: shifted(at, 600_000) })),
    'goes behind the clock': receipts(({ at }) => ({ at: shifted(at, -600_000) })),
  },
  duplicate: {
    'stores anew': receipts(({ answer, at }) => (answer === 'duplicate' ? { answer: 'stored', at: now() } : { at })),
    'tells the instant of the answer': receipts(({ answer, at }) => ({ at: answer === 'duplicate' ? shifted(at, 1) : at })),
    'refuses what it has': receipts(({ answer }) => (answer === 'duplicate' ? { answer: 'refused', code: 'SEQUENCE_TAKEN' } : {})),
  },
  'id-taken': {
    'knows messages by their place alone': () => {
      const ids = new Set<string>();
      return async ({ came: { head }, right, receipt }) => {
        const answer = await right();
        const taken = ids.has(head.id) && answer.status === 200 && codeOf(answer) === 'SEQUENCE_TAKEN';
        ids.add(head.id);
        return taken ? receipt() : answer;
      };
    },
  },
  'place-taken': {
    'knows messages by their id alone': () => {
      const ids = new Set<string>();
      return async ({ came: { head }, right, receipt }) => {
        const answer = await right();
        const taken = !ids.has(head.id) && answer.status === 200 && codeOf(answer) === 'SEQUENCE_TAKEN';
        ids.add(head.id);
        return taken ? receipt() : answer;
      };
    },
  },
  ahead: {
    'takes nothing ahead': () => {
      const highest = new Map<string, number>();
      return async ({ came: { head }, receipt }) => {
        const { conversation, sequence } = head;
        const last = highest.get(conversation) ?? 0;
        if (sequence > last + 1 && sequence <= 1_000) return receipt({ answer: 'refused', code: 'SEQUENCE_TOO_FAR' });
        highest.set(conversation, Math.max(last, sequence));
        return null;
      };
    },
    'takes nothing that lies behind': () => {
      const highest = new Map<string, number>();
      return async ({ came: { head }, receipt }) => {
        const { conversation, sequence } = head;
        const last = highest.get(conversation) ?? 0;
        if (sequence < last) return receipt({ answer: 'refused', code: 'SEQUENCE_GIVEN_UP' });
        highest.set(conversation, sequence);
        return null;
      };
    },
  },
  'too-far': { 'takes any sequence': takesRefused('SEQUENCE_TOO_FAR'), 'tells another code': tells('SEQUENCE_TOO_FAR', 'SEQUENCE_TAKEN') },
  parallel: {
    'mixes the answers of what comes at once': () => {
      let under = 0;
      let last: Answer | null = null;
      return async ({ right }) => {
        under += 1;
        const before = last;
        const answer = await right();
        const mixed = under > 1 && before !== null;
        under -= 1;
        last = answer;
        return mixed ? before : answer;
      };
    },
    'is busy with one at a time': () => {
      let under = 0;
      return async ({ right, refusal }) => {
        if (under > 0) return refusal(503, 'EXCHANGE_STOPPED');
        under += 1;
        try {
          return await right();
        } finally {
          under -= 1;
        }
      };
    },
  },
  'signature-wrong': {
    'checks no signature': takesUnread('ENVELOPE_SIGNATURE_WRONG'),
    'gives a receipt to a forger':
      () =>
      async ({ right, receipt }) => {
        const answer = await right();
        return codeOf(answer) === 'ENVELOPE_SIGNATURE_WRONG' ? receipt({ answer: 'refused', code: 'ENVELOPE_SIGNATURE_WRONG' }) : answer;
      },
  },
  'body-other': {
    'looks at no body': takesUnread('ENVELOPE_BODY_OTHER'),
    'needs no body': takes(({ text, head }) => !text.includes('~') && 'bodyDigest' in head),
  },
  'key-unknown': {
    'takes any key':
      () =>
      async ({ right, receipt }) => {
        const answer = await right();
        return answer.status !== 200 && codeOf(answer) === 'KEY_UNKNOWN' ? receipt() : answer;
      },
  },
  'sender-unknown': { 'takes any sender': takesUnread('PARTNER_UNKNOWN') },
  'key-revoked': { 'knows no revocation': takesRefused('KEY_REVOKED'), 'tells another code': tells('KEY_REVOKED', 'KEY_UNKNOWN') },
  'receiver-other': { 'takes what is for others': takesUnread('RECEIVER_OTHER') },
  'kind-unhandled': {
    'takes any kind': takesRefused('MESSAGE_KIND_NOT_HANDLED'),
    'tells another code': tells('MESSAGE_KIND_NOT_HANDLED', 'NOT_TODAY'),
  },
  'kind-not-allowed': { 'keeps no list': takesRefused('KIND_NOT_ALLOWED'), 'tells another code': tells('KIND_NOT_ALLOWED', 'NOT_TODAY') },
  'sealed-to-other': { 'takes what it cannot open': takesRefused('KEY_UNKNOWN') },
  'refusal-body': {
    'refuses in plain text':
      () =>
      async ({ right }) => {
        const answer = await right();
        return answer.status === 200 ? answer : { ...answer, type: 'text/plain', text: 'refused' };
      },
    'tells no code':
      () =>
      async ({ right }) => {
        const answer = await right();
        return answer.status === 200 ? answer : { ...answer, text: '{"errors":[{"message":"不收","extensions":{"kind":"FORBIDDEN"}}]}' };
      },
    'tells no kind':
      () =>
      async ({ right }) => {
        const answer = await right();
        return answer.status === 200 ? answer : { ...answer, text: answer.text.replace(/"kind":"[A-Z_]+",?/, '') };
      },
  },
  'not-signed': {
    'takes any text':
      () =>
      async ({ came: { text } }) =>
        text.includes('.') ? null : { status: 200, type: 'text/plain', text: 'ok' },
    'falls over any text':
      () =>
      async ({ came: { text }, refusal }) =>
        text.includes('.') ? null : refusal(500, 'INTERNAL_SERVER_ERROR'),
  },
  purpose: { 'looks at no purpose': takes(({ header }) => header.includes('"typ":"sunshine-receipt"')) },
  'spelling-json': { 'takes any JSON': takes((came) => !isCanonical(came)) },
  'spelling-base64url': {
    'takes any base64url': takes(({ text }) =>
      text
        .split('~', 1)[0]!
        .split('.')
        .some((part) => Buffer.from(part, 'base64url').toString('base64url') !== part && text.length > 500),
    ),
  },
  version: {
    'takes any version': takesUnread('ENVELOPE_VERSION_UNKNOWN'),
    'tells another code':
      () =>
      async ({ right, refusal }) => {
        const answer = await right();
        return codeOf(answer) === 'ENVELOPE_VERSION_UNKNOWN' ? refusal(400, 'ENVELOPE_MALFORMED') : answer;
      },
  },
  'later-fields': {
    'refuses what it does not know': refuses(({ head }) => Object.keys(head).some((name) => !KNOWN.has(name)), 400, 'ENVELOPE_MALFORMED'),
  },
  longest: { 'takes a megabyte': refuses(({ text }) => text.length > 1_000_000, 413, 'ENVELOPE_TOO_LONG') },
  'too-long': {
    'takes any length': takes(({ text }) => text.length > ENVELOPE_BYTES_MAX),
    'breaks off':
      () =>
      async ({ came: { text } }) =>
        text.length > ENVELOPE_BYTES_MAX ? { status: 0, type: '', text: '' } : null,
    'tells another status': refuses(({ text }) => text.length > ENVELOPE_BYTES_MAX, 400, 'ENVELOPE_TOO_LONG'),
    'is gone afterwards': () => {
      let gone = false;
      return async ({ came: { text }, right, refusal }) => {
        const was = gone;
        gone = text.length > ENVELOPE_BYTES_MAX;
        return was ? refusal(503, 'EXCHANGE_STOPPED') : right();
      };
    },
  },
  deepest: {
    'reads less deep': refuses(({ head, json }) => json.length < SHORT && levelsOf(head) > LEVELS_OF_PARTNER, 400, 'ENVELOPE_TOO_DEEP'),
  },
  'too-deep': {
    'reads any depth': takesUnread('ENVELOPE_TOO_DEEP'),
    'falls over what is very deep':
      () =>
      async ({ right, refusal }) => {
        const answer = await right();
        return codeOf(answer) === 'ENVELOPE_TOO_DEEP' ? refusal(500, 'INTERNAL_SERVER_ERROR') : answer;
      },
  },
  'conversation-longest': { 'has shorter names': refuses(({ head }) => head.conversation?.length === 64, 400, 'ENVELOPE_MALFORMED') },
  'conversation-too-long': { 'has longer names': takes(({ head }) => (head.conversation?.length ?? 0) > 64) },
  'attachments-most': { 'has room for fewer': refuses(({ head }) => head.attachments?.length === 20, 400, 'ENVELOPE_MALFORMED') },
  'attachments-too-many': { 'has room for more': takes(({ head }) => (head.attachments?.length ?? 0) > 20) },
};

function cameOf(text: string): Came {
  const [header = '', payload = ''] = text
    .split('~', 1)[0]!
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('utf8'));
  try {
    return { text, header, json: payload, head: JSON.parse(payload) as Head };
  } catch {
    return { text, header, json: payload, head: {} as Head };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Our node behind one fault. @returns its endpoint */
export async function wrongPartner(under: NodeUnderTest, own: PrivateKeys, fault: Fault): Promise<string> {
  const stranger = await newKeys(own.suite);
  const wrong = fault();
  const answerOf = async (text: string): Promise<Answer> => {
    const came = cameOf(text);
    const right = async (): Promise<Answer> => {
      const answer = await fetch(`${under.endpoint}/messages`, { method: 'POST', body: text, headers: { 'content-type': JOSE } });
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
    };
    const receipt = async (of: Partial<TransportReceipt> = {}, by = own): Promise<Answer> => {
      const { id: messageId, conversation, sequence, sender, receiver } = came.head;
      const digest = digestOf(own.suite, text.split('.').slice(0, 2).join('.'));
      const about = { version: 1, type: 'transport', messageId, conversation, sequence, digest, sender, receiver };
      return {
        status: 200,
        type: JOSE,
        text: await signedText(canonical({ ...about, answer: 'stored', at: now(), ...of }), by, 'sunshine-receipt'),
      };
    };
    const refusal = (status: number, code: string): Answer => {
      const errors = [{ message: '不收', extensions: { code, kind: 'INVALID_INPUT', source: null } }];
      return { status, type: 'application/json', text: JSON.stringify({ errors }) };
    };
    return (await wrong({ came, right, receipt, refusal, stranger })) ?? right();
  };
  const server = createServer((request, response) => {
    void textOf(request)
      .then(answerOf)
      .then(({ status, type, text }) => {
        if (status === 0) return void request.socket.destroy();
        response.writeHead(status, { 'content-type': type }).end(text);
      })
      .catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/exchange`;
}
