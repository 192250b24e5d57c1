import { randomBytes, randomUUID } from 'node:crypto';
import {
  algorithms,
  canonical,
  digestOf,
  exchangePlan,
  newKeys,
  readReceipt,
  verifyReceipt,
  type Head,
  type PrivateKeys,
  type PublicKeys,
  type Suite,
  type TransportReceipt,
  type UnverifiedReceipt,
} from '@sunshine/envelope';

/** What the endpoint under test does not do, for its vendor. */
export class NotMet extends Error {
  override readonly name = 'NotMet';
}

/** A point that cannot be looked at, and what it takes. */
export class NotLookedAt extends Error {
  override readonly name = 'NotLookedAt';
}

/** The kit as a node. The partner lists both keys, and revokes the second. */
export interface Own {
  readonly node: string;
  readonly keys: PrivateKeys;
  readonly revoked: PrivateKeys;
}

export const newOwn = async (node: string, suite: Suite): Promise<Own> => ({
  node,
  keys: await newKeys(suite),
  revoked: await newKeys(suite),
});

export interface UnderTest {
  /** To its path `/messages` is added. */
  readonly endpoint: string;
  /** Node id of the partner. */
  readonly node: string;
  readonly keys: PublicKeys;
  /** One that the partner allows the kit. */
  readonly division: string;
  /** A kind that the partner does not let pass from the kit; null: not told. */
  readonly forbiddenKind: string | null;
  /** Whether the partner has revoked the second key of the kit. */
  readonly revoked: boolean;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

interface Making {
  readonly head?: Partial<Head> & Readonly<Record<string, unknown>>;
  readonly by?: PrivateKeys;
  readonly to?: PublicKeys;
  /** Another spelling of the payload than the canonical one. */
  readonly spelled?: (json: string) => string;
  readonly typ?: string;
  /** Stands behind the signed head instead of the body; null: nothing does. */
  readonly instead?: string | null;
}

export const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** A compact JWS over the text as it stands, right or wrong. */
export async function signedText(json: string, by: PrivateKeys, typ: string): Promise<string> {
  const { signature: alg, sign } = algorithms[by.suite];
  const input = `${encoded(canonical({ alg, kid: by.keyId, typ }))}.${encoded(json)}`;
  return `${input}.${Buffer.from(await sign(Buffer.from(input, 'ascii'), by)).toString('base64url')}`;
}

/** Asks a partner for nothing: it lacks no place of a conversation that there is not. */
const KIND = 'gap';
const BODY = { conversation: 'conformance.none', gaps: [] };

const shown = (text: string): string => JSON.stringify(text.slice(0, 120));

/** Builds what a node may send or must not, and reads what is answered. */
export class Kit {
  /** Of this run, so that nothing lies at its places yet. */
  private readonly run = randomBytes(6).toString('hex');

  constructor(
    readonly own: Own,
    readonly partner: UnderTest,
  ) {}

  /** Name of a conversation of this run, filled up to `length` where it is given. */
  conversation(name: string, length = 0): string {
    return `conformance.${this.run}.${name}`.padEnd(length, '-');
  }

  /** A message as the document has it, but for what is told otherwise: it is not checked. */
  async message(
    conversation: string,
    { head = {}, by = this.own.keys, to = this.partner.keys, spelled, typ, instead }: Making = {},
  ): Promise<string> {
    const { suite, keyId: signedBy } = by;
    const told = {
      ...{ version: 1, id: randomUUID(), conversation, sequence: 1, kind: KIND, schemaVersion: 1 },
      ...{ sender: this.own.node, receiver: this.partner.node, division: this.partner.division, createdAt: new Date().toISOString() },
      ...{ suite, signedBy, sealedTo: to.keyId, attachments: [] },
      ...head,
    };
    const { id, sender, receiver } = told;
    const body = await algorithms[suite].seal(Buffer.from(canonical(BODY), 'utf8'), to, { id, sender, receiver });
    const json = canonical({ bodyDigest: digestOf(suite, body), ...told });
    const text = await signedText(spelled ? spelled(json) : json, by, typ ?? 'sunshine-envelope');
    return instead === null ? text : `${text}~${instead ?? body}`;
  }

  /** @throws NotMet where nothing is answered */
  async post(text: string): Promise<Answer> {
    try {
      const answer = await fetch(`${this.partner.endpoint.replace(/\/$/, '')}/messages`, {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/jose' },
        redirect: 'error',
        signal: AbortSignal.timeout(exchangePlan.answerMs),
      });
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
    } catch (error) {
      const { cause, message } = error as Error;
      throw new NotMet(`没有应答：${cause instanceof Error ? cause.message : message}`);
    }
  }

  /** @throws NotMet where it is no transport receipt that can be read */
  readable({ status, type, text }: Answer): UnverifiedReceipt & { readonly receipt: TransportReceipt } {
    if (status !== 200) throw new NotMet(`应答状态是${status}，不是200：${shown(text)}`);
    if (type.split(';')[0]?.trim() !== 'application/jose') throw new NotMet(`应答的媒体类型是${shown(type)}，不是application/jose`);
    let read: UnverifiedReceipt;
    try {
      read = readReceipt(text);
    } catch (error) {
      throw new NotMet(`${(error as Error).message}：${shown(text)}`);
    }
    const { receipt } = read;
    if (receipt.type !== 'transport') throw new NotMet('应答是业务回执，不是传输回执');
    return { ...read, receipt };
  }

  async checkSigned(read: UnverifiedReceipt): Promise<void> {
    const { keyId } = this.partner.keys;
    if (read.signedBy !== keyId) throw new NotMet(`回执写明的密钥是${read.signedBy}，不是${keyId}`);
    await verifyReceipt(read, this.partner.keys).catch((error: Error) => {
      throw new NotMet(error.message);
    });
  }

  checkAbout(receipt: TransportReceipt, message: string): void {
    const [header = '', payload = ''] = message.split('.');
    const head = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Head;
    const { id: messageId, conversation, sequence, sender, receiver } = head;
    const about = { messageId, conversation, sequence, sender, receiver, digest: digestOf(this.own.keys.suite, `${header}.${payload}`) };
    for (const [name, value] of Object.entries(about)) {
      const told = receipt[name as keyof typeof about];
      if (told !== value) throw new NotMet(`回执的${name}是${shown(String(told))}，应是${shown(String(value))}`);
    }
  }

  /** The receipt of a message, signed by the partner and about this message. */
  async receipt(message: string): Promise<TransportReceipt> {
    const read = this.readable(await this.post(message));
    await this.checkSigned(read);
    this.checkAbout(read.receipt, message);
    return read.receipt;
  }

  async stored(message: string): Promise<TransportReceipt> {
    const receipt = await this.receipt(message);
    if (receipt.answer !== 'stored') throw new NotMet(`应答是${receipt.answer}（${receipt.code ?? '没有代码'}），应是stored`);
    return receipt;
  }

  /** @param codes of which the receipt bears one */
  async refused(message: string, ...codes: readonly string[]): Promise<void> {
    const { answer, code = '没有代码' } = await this.receipt(message);
    if (answer !== 'refused') throw new NotMet(`应答是${answer}，应是refused`);
    if (!codes.includes(code)) throw new NotMet(`回执的代码是${code}，应是${codes.join('或者')}`);
  }

  /** Whoever sent it is not known, so no receipt is given. */
  async refusedUnreceipted(text: string): Promise<Answer> {
    const answer = await this.post(text);
    const { status } = answer;
    if (status < 400 || status > 499) throw new NotMet(`应答状态是${status}，应是400至499，并且没有回执：${shown(answer.text)}`);
    return answer;
  }

  /** Code and kind of a refusal in words. */
  refusal({ text }: Answer): { readonly code: string; readonly kind: string; readonly message: string } {
    const told = { code: '', kind: '', message: '' };
    try {
      const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string; kind: string } }[] };
      const [{ message, extensions }] = errors as [(typeof errors)[number]];
      Object.assign(told, { message, code: extensions.code, kind: extensions.kind });
    } catch {
      throw new NotMet(`拒绝的应答不是约定的JSON：${shown(text)}`);
    }
    for (const [name, value] of Object.entries(told))
      if (typeof value !== 'string' || value === '') throw new NotMet(`拒绝的应答没有${name}：${shown(text)}`);
    return told;
  }
}
