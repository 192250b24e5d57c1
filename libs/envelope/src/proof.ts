import { isDomainError } from '@sunshine/errors';
import { z } from 'zod';
import { envelopeError } from './envelope.errors.js';
import { readHead, verifyHead, type Head, type SignedHead } from './envelope.js';
import { digest, instant, keyId, nodeId } from './forms.js';
import { SUITES, type PrivateKeys, type PublicKeys } from './keys.js';
import { leafHash, rootOf } from './merkle.js';
import { readReceipt, verifyReceipt, type UnverifiedReceipt } from './receipt.js';
import { isBy, readForm, signed, type Read } from './signed.js';
import { canonical, checkKeys, digestOf } from './suites.js';

/** A line of a node's proof log: digests alone, so that the log outlives what it proves. */
const entry = z.object({ at: instant, message: digest, receipt: digest });

/** The head of a node's log over a stretch of time. Each names the one before, so that none can be left out later. */
const logRoot = z.object({
  version: z.literal(1),
  node: nodeId,
  from: instant,
  to: instant.describe('exclusive'),
  size: z.int().min(1),
  root: digest,
  previous: digest.nullable(),
});

const publicKeys = z.object({
  keyId,
  suite: z.enum(SUITES),
  signing: z.string().min(43).max(130),
  encryption: z.string().min(43).max(130),
});

const proofFile = z.object({
  version: z.literal(1),
  /** Its signed head, as it was on the wire. */
  message: z.string(),
  /** The transport receipt, as it was on the wire. */
  receipt: z.string(),
  /** Receipts of the business, as far as they have come. */
  business: z.array(z.string()).max(200),
  entry,
  index: z.int().min(0),
  path: z.array(digest).max(60),
  root: z.string(),
  keys: z.array(publicKeys).max(20),
});

export type ProofEntry = z.output<typeof entry>;
export type LogRoot = z.output<typeof logRoot>;
/** All that one needs to check that a message was handed over, and when. */
export type ProofFile = z.output<typeof proofFile>;

export const leafOf = (suite: PrivateKeys['suite'], of: ProofEntry): string => leafHash(suite, canonical(of));

export const signRoot = (of: LogRoot, own: PrivateKeys): Promise<string> => signed('sunshine-root', logRoot.parse(of), own);

/** @throws ROOT_MALFORMED */
const readRoot = (text: string): Read & { readonly value: LogRoot } =>
  readForm('sunshine-root', logRoot, text, (place) => envelopeError('ROOT_MALFORMED', { details: { place } }));

const TEXTS = {
  FILE: '不是存证文件',
  KEY_MISSING: '文件中没有签名所用的密钥',
  SAME_KEY: '发送方和接收方用同一密钥签名',
  RECEIPT_OTHER: '回执答复的不是这份报文',
  RECEIPT_REFUSED: '接收方拒收了这份报文',
  ENTRY_OTHER: '存证记录写的不是这份报文和这份回执',
  ROOT_OTHER_NODE: '存证根不属于发送方或者接收方',
  ROOT_TIME: '存证记录不在存证根所记的时段内',
  PATH: '存证记录不在存证根之下',
} as const;

export interface ProofFault {
  /** Of this report, or of the refusal that reading met. */
  readonly code: string;
  readonly text: string;
}

export interface ProofReport {
  readonly message: Head | null;
  /** UTC; from when the clocks of both sides run. Null where no receipt says so. */
  readonly receivedAt: string | null;
  readonly business: readonly { readonly at: string; readonly answer: string }[];
  /** The head of the log; null where it cannot be read. */
  readonly root: LogRoot | null;
  /** Whose key signed what. That a key is that node's, the file cannot prove. */
  readonly keys: readonly { readonly keyId: string; readonly node: string }[];
  readonly faults: readonly ProofFault[];
}

/** Everything that the text of a proof file proves, and what is wrong with it. Needs no network, no database and nobody's leave. */
export async function checkProof(text: string): Promise<ProofReport> {
  const faults: ProofFault[] = [];
  const say = (of: ProofFault): null => {
    if (!faults.some(({ text }) => text === of.text)) faults.push(of);
    return null;
  };
  const fault = (code: keyof typeof TEXTS): null => say({ code, text: TEXTS[code] });
  const tried = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return say({ code: error.code, text: error.message });
    }
  };
  const nothing = { message: null, receivedAt: null, business: [], root: null, keys: [], faults };
  let file: ProofFile;
  try {
    file = proofFile.parse(JSON.parse(text));
  } catch {
    fault('FILE');
    return nothing;
  }
  const keys = new Map<string, PublicKeys>();
  for (const told of file.keys) {
    const key = await tried(() => checkKeys(told));
    if (key) keys.set(key.keyId, key);
  }
  const whose = new Map<string, string>();
  /** Runs a check with the key that is said to have signed, and notes whose that makes it. */
  const by = async (keyId: string, node: string, check: (key: PublicKeys) => Promise<void>): Promise<void> => {
    const key = keys.get(keyId);
    if (!key) return void fault('KEY_MISSING');
    if ((whose.get(keyId) ?? node) !== node) fault('SAME_KEY');
    whose.set(keyId, node);
    await tried(() => check(key));
  };

  const message = await tried(() => readHead(file.message));
  if (message) await by(message.head.signedBy, message.head.sender, (key) => verifyHead(message, key));
  const isAbout = ({ receipt: of }: UnverifiedReceipt, { head, digest }: SignedHead): boolean =>
    of.messageId === head.id &&
    of.digest === digest &&
    of.conversation === head.conversation &&
    of.sequence === head.sequence &&
    of.sender === head.sender &&
    of.receiver === head.receiver;
  const receiptOf = async (signedText: string): Promise<UnverifiedReceipt | null> => {
    const read = await tried(() => readReceipt(signedText));
    if (!read) return null;
    await by(read.signedBy, read.receipt.receiver, (key) => verifyReceipt(read, key));
    if (message && !isAbout(read, message)) fault('RECEIPT_OTHER');
    return read;
  };
  const transport = await receiptOf(file.receipt);
  if (transport && transport.receipt.type !== 'transport') fault('RECEIPT_OTHER');
  if (transport?.receipt.answer === 'refused') fault('RECEIPT_REFUSED');
  const business: { at: string; answer: string }[] = [];
  for (const one of file.business) {
    const read = await receiptOf(one);
    if (read?.receipt.type === 'business') business.push({ at: read.receipt.at, answer: read.receipt.answer });
    else if (read) fault('RECEIPT_OTHER');
  }

  const read = await tried(() => readRoot(file.root));
  const root = read?.value ?? null;
  if (read && root) {
    await by(read.keyId, root.node, async (key) => {
      if (!(await isBy(read, key))) throw envelopeError('ROOT_SIGNATURE_WRONG');
    });
    if (message && root.node !== message.head.sender && root.node !== message.head.receiver) fault('ROOT_OTHER_NODE');
    if (file.entry.at < root.from || file.entry.at >= root.to) fault('ROOT_TIME');
    const leads =
      file.index < root.size && rootOf(read.suite, leafOf(read.suite, file.entry), file.index, root.size, file.path) === root.root;
    if (!leads) fault('PATH');
  }
  if (message && transport) {
    const receiptDigest = digestOf(transport.read.suite, file.receipt);
    if (file.entry.message !== message.digest || file.entry.receipt !== receiptDigest) fault('ENTRY_OTHER');
  }
  const stored = transport?.receipt.type === 'transport' && transport.receipt.answer !== 'refused';
  return {
    message: message?.head ?? null,
    receivedAt: stored ? transport.receipt.at : null,
    business,
    root,
    keys: [...whose].map(([keyId, node]) => ({ keyId, node })),
    faults,
  };
}
