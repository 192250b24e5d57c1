import { z } from 'zod';
import { envelopeError } from './envelope.errors.js';
import { digest, instant, keyId, line, nodeId } from './forms.js';
import { SUITES, type PrivateKeys, type PublicKeys } from './keys.js';
import { isBy, LEVELS_MAX, NotSigned, readSigned, signed, tooDeep, type Read } from './signed.js';
import { algorithms, canonical, digestOf } from './suites.js';

/** Of the whole text. What is longer goes as attachments. */
export const ENVELOPE_BYTES_MAX = 2_000_000;

const attachment = z.object({
  name: line(200),
  mediaType: line(100),
  bytes: z.int().min(1),
  digest: digest.describe('SHA-256 or SM3 of the bytes, hex'),
});

/** What the link reads of a message, and what is signed. The body is sealed to the receiver and stands behind it. */
export const head = z.object({
  version: z.literal(1),
  id: z.uuid().describe('The same for each try and for each copy of a message'),
  conversation: line(64).describe('Petition number, or a name of the link'),
  sequence: z.int().min(1).max(2_000_000_000).describe('Place in the conversation from this sender to this receiver'),
  kind: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  schemaVersion: z.int().min(1).max(10_000).describe('Of the body, counted for each kind'),
  sender: nodeId,
  receiver: nodeId,
  division: z
    .string()
    .regex(/^\d{6}$/)
    .describe('GB/T 2260 code of the division whose matter it is'),
  createdAt: instant.describe('UTC'),
  suite: z.enum(SUITES),
  signedBy: keyId,
  sealedTo: keyId,
  bodyDigest: digest.describe('SHA-256 or SM3 of the sealed body, hex'),
  attachments: z.array(attachment).max(20),
});

export type Head = z.output<typeof head>;
/** What a sender decides; the rest of the head follows from the keys. */
export type Letterhead = Omit<Head, 'version' | 'suite' | 'signedBy' | 'sealedTo' | 'bodyDigest'>;

/** The signed head of an envelope, read and not yet believed. It proves the message without its body. */
export interface SignedHead {
  readonly head: Head;
  /** Fields of a later release, by their paths; they are told, kept, and hold nothing up. */
  readonly unknown: Readonly<Record<string, unknown>>;
  /** Of the signed bytes, by the suite of the head. It names the message in receipts and in the proof log. */
  readonly digest: string;
  readonly read: Read;
}
/** What was read and not yet believed. */
export interface Envelope extends SignedHead {
  readonly sealed: string;
}

const CLAIMS = ['id', 'sender', 'receiver'] as const;
/** The body bears whose message it is, so that nobody signs the body of another as the own. */
const boundOf = (of: Pick<Head, (typeof CLAIMS)[number]>): Record<string, string> =>
  Object.fromEntries(CLAIMS.map((name) => [name, of[name]]));

/** Between the signed head and the sealed body. */
const BEHIND = '~';

/**
 * Seals the body to the receiver, and signs the head with the digest of what was sealed: a compact JWS over canonical JSON (RFC 8785), and a
 * compact JWE behind it. So the body can be dropped once it was read, and the signature still proves it.
 * @param body what JSON can say
 * @throws ENVELOPE_TOO_LONG, ENVELOPE_TOO_DEEP, ENVELOPE_SUITE_OTHER
 */
export async function sealEnvelope(letterhead: Letterhead, body: unknown, own: PrivateKeys, to: PublicKeys): Promise<string> {
  if (own.suite !== to.suite) throw envelopeError('ENVELOPE_SUITE_OTHER', { details: { own: own.suite, partner: to.suite } });
  const plain = canonical(body);
  if (tooDeep(plain)) throw deep();
  const sealed = await algorithms[own.suite].seal(Buffer.from(plain, 'utf8'), to, boundOf(letterhead));
  const keys = { suite: own.suite, signedBy: own.keyId, sealedTo: to.keyId };
  const full: Head = head.parse({ ...letterhead, version: 1, ...keys, bodyDigest: digestOf(own.suite, sealed) });
  const text = `${await signed('sunshine-envelope', full, own)}${BEHIND}${sealed}`;
  checkLength(text);
  return text;
}

/** The signed head alone, as `readHead` reads it. */
export const withoutBody = (text: string): string => text.split(BEHIND, 1)[0] ?? '';

const deep = () => envelopeError('ENVELOPE_TOO_DEEP', { details: { limit: LEVELS_MAX } });

function checkLength(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > ENVELOPE_BYTES_MAX) throw envelopeError('ENVELOPE_TOO_LONG', { details: { bytes, limit: ENVELOPE_BYTES_MAX } });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function unknownOf(raw: Record<string, unknown>): Record<string, unknown> {
  const files: unknown[] = Array.isArray(raw['attachments']) ? raw['attachments'] : [];
  const found = [
    ...Object.entries(raw).filter(([name]) => !Object.hasOwn(head.shape, name)),
    ...files.flatMap((file, place) =>
      isObject(file)
        ? Object.entries(file)
            .filter(([name]) => !Object.hasOwn(attachment.shape, name))
            .map(([name, value]) => [`attachments.${place}.${name}`, value] as const)
        : [],
    ),
  ];
  return Object.fromEntries(found);
}

const malformed = (place: string) => envelopeError('ENVELOPE_MALFORMED', { details: { place } });

/**
 * Reads what `withoutBody` left, without believing it.
 * @throws ENVELOPE_TOO_LONG, ENVELOPE_TOO_DEEP, ENVELOPE_MALFORMED, ENVELOPE_VERSION_UNKNOWN
 */
export function readHead(text: string): SignedHead {
  checkLength(text);
  let read: Read;
  try {
    read = readSigned('sunshine-envelope', text);
  } catch (error) {
    if (!(error instanceof NotSigned)) throw error;
    throw error.fault === 'depth' ? deep() : malformed(error.fault);
  }
  const { value: raw, suite, keyId: signer } = read;
  if (!isObject(raw)) throw malformed('payload');
  const { version } = raw;
  if (typeof version === 'number' && version !== 1) throw envelopeError('ENVELOPE_VERSION_UNKNOWN', { details: { version } });
  const { success, data, error } = head.safeParse(raw);
  if (!success) throw malformed(error.issues[0]?.path.join('.') ?? 'head');
  if (data.suite !== suite || data.signedBy !== signer) throw malformed('signedBy');
  return { head: data, unknown: unknownOf(raw), digest: digestOf(suite, read.input), read };
}

/**
 * Reads an envelope without believing it.
 * @throws ENVELOPE_TOO_LONG, ENVELOPE_TOO_DEEP, ENVELOPE_MALFORMED, ENVELOPE_VERSION_UNKNOWN
 */
export function readEnvelope(text: string): Envelope {
  checkLength(text);
  const before = withoutBody(text);
  const of = readHead(before);
  if (before.length === text.length) throw malformed('body');
  return { ...of, sealed: text.slice(before.length + BEHIND.length) };
}

/** @throws ENVELOPE_KEY_OTHER, ENVELOPE_SIGNATURE_WRONG */
export async function verifyHead({ head: { signedBy }, read }: SignedHead, sender: PublicKeys): Promise<void> {
  if (signedBy !== sender.keyId) throw envelopeError('ENVELOPE_KEY_OTHER', { details: { named: signedBy, given: sender.keyId } });
  if (!(await isBy(read, sender))) throw envelopeError('ENVELOPE_SIGNATURE_WRONG');
}

/** @throws ENVELOPE_KEY_OTHER, ENVELOPE_SIGNATURE_WRONG, ENVELOPE_BODY_OTHER */
export async function verifyEnvelope(envelope: Envelope, sender: PublicKeys): Promise<void> {
  await verifyHead(envelope, sender);
  const { suite, bodyDigest } = envelope.head;
  if (digestOf(suite, envelope.sealed) !== bodyDigest) throw envelopeError('ENVELOPE_BODY_OTHER');
}

/**
 * The body of a verified envelope.
 * @throws ENVELOPE_KEY_OTHER, ENVELOPE_NOT_OPENED, ENVELOPE_TOO_DEEP
 */
export async function openEnvelope({ head: of, sealed }: Envelope, own: PrivateKeys): Promise<unknown> {
  if (of.sealedTo !== own.keyId) throw envelopeError('ENVELOPE_KEY_OTHER', { details: { named: of.sealedTo, given: own.keyId } });
  let body: unknown;
  let text: string;
  try {
    const { plain, bound } = await algorithms[of.suite].open(sealed, own);
    if (!CLAIMS.every((name) => bound[name] === of[name])) throw new Error('the body of another message');
    text = Buffer.from(plain).toString('utf8');
    body = JSON.parse(text);
  } catch {
    // Why is nobody's business: what the libraries say differs, and tells a forger how far he came.
    throw envelopeError('ENVELOPE_NOT_OPENED');
  }
  if (tooDeep(text)) throw deep();
  return body;
}

/** Signed content of an envelope, as a JSON Schema of 2020-12. Fields that it does not name are no fault. */
export const envelopeSchema = (): object => ({ ...z.toJSONSchema(head, { io: 'input' }), title: 'sunshine-envelope/1' });
