// Checks the file of a hearing. Built, it stands alone: this file, Node, and for SM2 signatures the package sm-crypto-v2. No database, no service.
// node verify-bundle.js FILE [--keys FILE] [--opened FILE]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Signer } from '../domain/bundle.types.js';

/** Format of the file: lines, each the canonical JSON (RFC 8785) of one object, the last line too ended by a line feed. */
export const FORMAT = 'sunshine-hearing-bundle/1';
export const DIGESTS = ['sha256', 'sm3'] as const;
export type DigestName = (typeof DIGESTS)[number];
export const SIGNATURES = ['ed25519', 'sm2'] as const;
export type SignatureName = (typeof SIGNATURES)[number];

/** Parts of a bundle in their order. */
export const PARTS = {
  matter: '事项',
  panel: '听证员名单',
  challenge: '回避',
  attendance: '到场',
  minutes: '笔录',
  evidence: '证据校验值',
  vote: '表决结果',
  conclusion: '听证结论',
  opinion: '意见书',
  ballot: '选票',
  deliberation: '评议',
  minority: '少数意见',
} as const;
export type PartName = keyof typeof PARTS;
/** Those that stand in the bundle as a salted commitment alone. */
export const SEALED_PARTS: readonly PartName[] = ['ballot', 'deliberation', 'minority'];

const SIGNER_PARTS: Readonly<Record<Signer['part'], string>> = {
  presider: '主持人',
  member: '听证员',
  clerk: '书记员',
  petitioner: '信访人',
  agent: '代理人',
  organ: '办理单位人员',
  interested: '利害关系人',
  witness: '证人',
};

/** A stretch of text with a salt of its own; whoever may not read it gets its digest, and the digest of the entry stays. */
export type Piece = { readonly salt: string; readonly text: string } | { readonly digest: string };

export interface EntryLine {
  readonly kind: 'entry';
  readonly part: PartName;
  readonly name: string;
  /** 32 random bytes, hex. */
  readonly salt: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Free text, one stretch behind the other. */
  readonly pieces: readonly Piece[];
}

export interface SealedLine {
  readonly kind: 'sealed';
  readonly part: PartName;
  readonly name: string;
  readonly digest: string;
}

/** Binds a section: what became known later (the opinion) is a section behind it. `digest` is that of the line without it. */
export interface HeadLine {
  readonly kind: 'head';
  readonly format: typeof FORMAT;
  readonly algorithm: DigestName;
  readonly section: number;
  /** Digest of the head before; null for the first. */
  readonly previous: string | null;
  readonly hearing: Readonly<Record<string, string | null>>;
  /** UTC. */
  readonly sealedAt: string;
  readonly sealedBy: string;
  readonly signers: readonly Signer[];
  /** Part, name and digest of each entry, in their order. */
  readonly entries: readonly (readonly [part: string, name: string, digest: string])[];
  readonly digest: string;
}

interface OfHead {
  readonly section: number;
  /** Digest of the head that is meant. */
  readonly head: string;
  readonly signer: Signer;
  /** When it came, UTC; told by the node. */
  readonly at: string;
}
export interface SignatureLine extends OfHead {
  readonly kind: 'signature';
  readonly algorithm: SignatureName;
  /** Ed25519: 32 bytes; SM2: the point, uncompressed, 65 bytes; hex. */
  readonly key: string;
  /** 64 bytes, hex; of SM2 r and s. */
  readonly value: string;
}
/** Signed on paper: the clerk recorded the scan by its SHA-256. */
export interface PaperLine extends OfHead {
  readonly kind: 'paper';
  readonly scan: string;
  readonly by: string;
}
/** The signature was refused, in the presence of a witness or before a camera. */
export interface RefusalLine extends OfHead {
  readonly kind: 'refusal';
  readonly witness: string | null;
  readonly video: string | null;
  readonly by: string;
}
/** Signed by the node: digests of all lines that are no entries, so that none is added, changed or left out. */
export interface SealLine {
  readonly kind: 'seal';
  readonly organId: string;
  readonly at: string;
  readonly algorithm: SignatureName;
  readonly key: string;
  readonly lines: readonly string[];
  readonly value: string;
}
export type BundleLine = HeadLine | EntryLine | SealedLine | SignatureLine | PaperLine | RefusalLine | SealLine;

/** RFC 8785 for what a bundle holds: texts, whole numbers, truth values, null. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`;
}

export const digestOf = (algorithm: DigestName, text: string): string => createHash(algorithm).update(text, 'utf8').digest('hex');

export const pieceDigest = (algorithm: DigestName, piece: Piece): string =>
  'digest' in piece ? piece.digest : digestOf(algorithm, canonical(piece));

export function entryDigest(algorithm: DigestName, { part, name, salt, content, pieces }: EntryLine): string {
  const digests = pieces.map((piece) => pieceDigest(algorithm, piece));
  return digestOf(algorithm, canonical({ part, name, salt, content, pieces: digests }));
}

export const headDigest = ({ digest: _digest, ...head }: HeadLine): string => digestOf(head.algorithm, canonical(head));

/** What a signer signs, as UTF-8. */
export const signedText = ({
  section,
  head,
  signer,
  algorithm,
  key,
}: Pick<SignatureLine, 'section' | 'head' | 'signer' | 'algorithm' | 'key'>): string =>
  canonical({ format: FORMAT, section, head, signer, algorithm, key });

/** What the node signs, as UTF-8. */
export const sealedText = ({ value: _value, ...seal }: SealLine): string => canonical({ format: FORMAT, ...seal });

/** By which people compare keys: SHA-256 over algorithm and key. */
export const fingerprintOf = (algorithm: SignatureName, key: string): string => digestOf('sha256', `${algorithm} ${key}`);

const ED25519_SPKI = '302a300506032b6570032100';

/** Whether `value` is the signature of `text` under `key`; SM2 with SM3 and the usual identity 1234567812345678 (GB/T 32918, GM/T 0009). */
export async function verifies(algorithm: SignatureName, key: string, text: string, value: string): Promise<boolean> {
  if (algorithm === 'sm2') {
    const { sm2 } = await import('sm-crypto-v2');
    if (!/^04[0-9a-f]{128}$/.test(key)) return false;
    try {
      return sm2.doVerifySignature(Buffer.from(text, 'utf8'), value, key, { hash: true });
    } catch {
      // The library throws for a point that lies on no curve, and for numbers outside it.
      return false;
    }
  }
  if (!/^[0-9a-f]{64}$/.test(key)) return false;
  const spki = createPublicKey({ key: Buffer.from(ED25519_SPKI + key, 'hex'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), spki, Buffer.from(value, 'hex'));
}

const TEXTS = {
  BYTES: '不是 UTF-8 文本',
  JSON: '不是一条完整的 JSON',
  FORM: '不是规范形式的 JSON（RFC 8785）',
  SHAPE: '不是听证卷的一行',
  HEAD_CHANGED: '卷首与其校验值不符',
  HEAD_MISSING: '没有卷首',
  HEAD_CHAIN: '与前一卷首不相衔接',
  ENTRY_CHANGED: '内容与卷首所载不符',
  ENTRY_UNKNOWN: '卷首没有这一项',
  ENTRY_TWICE: '这一项重复',
  ENTRY_ORDER: '次序与卷首不符',
  ENTRY_MISSING: '卷首有这一项，文件中没有',
  SIGNATURE_WRONG: '签名与卷首、签署人或者密钥不符',
  SIGNER_UNKNOWN: '签署人不在卷首的名单上',
  SIGNER_TWICE: '同一签署人有两行',
  SEAL_WRONG: '机关封签不符',
  SEAL_MISSING: '没有机关封签',
  SEAL_NOT_LAST: '机关封签之后还有内容',
  LINE_CHANGED: '与机关封签所载不符',
  LINE_MISSING: '机关封签所载的一行不在文件中',
  OPENED_WRONG: '启封的内容与卷内承诺不符',
} as const;
export type FaultCode = keyof typeof TEXTS;

export interface Fault {
  readonly code: FaultCode;
  /** From 1; null where something is missing. */
  readonly line: number | null;
  readonly place: string;
  readonly text: string;
}

export interface Signed {
  readonly signer: Signer;
  readonly section: number;
  readonly way: 'signature' | 'paper' | 'refusal';
  readonly algorithm: SignatureName | null;
  readonly fingerprint: string | null;
  /** As whose the fingerprint was named to the check; null: nobody vouched for the key. */
  readonly known: string | null;
}

export interface Report {
  readonly lines: number;
  readonly heads: readonly { readonly section: number; readonly digest: string; readonly sealedAt: string }[];
  readonly hearing: Readonly<Record<string, string | null>> | null;
  /** How many entries of each part agree with the head: with their content, and as a commitment alone. */
  readonly open: Readonly<Record<string, number>>;
  readonly sealed: Readonly<Record<string, number>>;
  /** Stretches of text that stand as a commitment. */
  readonly withheld: number;
  readonly signed: readonly Signed[];
  readonly unsigned: readonly (Signer & { readonly section: number })[];
  readonly seal: { readonly fingerprint: string; readonly known: string | null } | null;
  /** Names of sealed entries that were opened beside the file and agree. */
  readonly opened: readonly string[];
  readonly faults: readonly Fault[];
}

type Check = (value: unknown) => boolean;
const hex =
  (bytes: number): Check =>
  (value) =>
    typeof value === 'string' && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value);
const isText: Check = (value) => typeof value === 'string';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const among =
  (values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const shaped =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value as object).length === Object.keys(shape).length &&
    Object.entries(shape).every(([name, check]) => Object.hasOwn(value as object, name) && check((value as Record<string, unknown>)[name]));

const isNumber: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isSigner = shaped({ id: isText, name: orNull(isText), part: among(Object.keys(SIGNER_PARTS)) });
const isEntryOf: Check = (value) => Array.isArray(value) && value.length === 3 && isText(value[0]) && isText(value[1]) && hex(32)(value[2]);
const salted = shaped({ salt: hex(32), text: isText });
const withheldPiece = shaped({ digest: hex(32) });
const ofHead = { kind: isText, section: isNumber, head: hex(32), signer: isSigner, at: isText };
const keyed = { algorithm: among(SIGNATURES), key: isText, value: hex(64) };
const entryShape = (parts: readonly string[]) => ({
  kind: isText,
  part: among(parts),
  name: isText,
  salt: hex(32),
  content: isObject,
  pieces: listOf((piece) => salted(piece) || withheldPiece(piece)),
});
const OPEN_PARTS = Object.keys(PARTS).filter((part) => !(SEALED_PARTS as readonly string[]).includes(part));
const SHAPES: Readonly<Record<BundleLine['kind'], Check>> = {
  head: shaped({
    kind: isText,
    format: among([FORMAT]),
    algorithm: among(DIGESTS),
    section: isNumber,
    previous: orNull(hex(32)),
    hearing: isObject,
    sealedAt: isText,
    sealedBy: isText,
    signers: listOf(isSigner),
    entries: listOf(isEntryOf),
    digest: hex(32),
  }),
  entry: shaped(entryShape(OPEN_PARTS)),
  sealed: shaped({ kind: isText, part: among(SEALED_PARTS), name: isText, digest: hex(32) }),
  signature: shaped({ ...ofHead, ...keyed }),
  paper: shaped({ ...ofHead, scan: hex(32), by: isText }),
  refusal: shaped({ ...ofHead, witness: orNull(isText), video: orNull(isText), by: isText }),
  seal: shaped({ kind: isText, organId: isText, at: isText, ...keyed, lines: listOf(hex(32)) }),
};
const openedShape = shaped(entryShape(SEALED_PARTS));

interface Read {
  readonly line: number;
  readonly text: string;
  readonly of: BundleLine | null;
}

/** Lines of bytes, each as far as it is one of a bundle. */
function linesOf(bytes: Uint8Array, faults: Fault[], shapeOf: (of: { kind?: unknown }) => Check | undefined): Read[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const fault = (code: FaultCode, line: number) => void faults.push({ code, line, place: `第 ${line} 行`, text: TEXTS[code] });
  const reads: Read[] = [];
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    const raw = bytes.subarray(from, to);
    from = to + 1;
    let text: string;
    let of: unknown;
    try {
      text = decoder.decode(raw);
    } catch {
      fault('BYTES', line);
      reads.push({ line, text: '', of: null });
      continue;
    }
    try {
      of = JSON.parse(text);
    } catch {
      fault('JSON', line);
      reads.push({ line, text, of: null });
      continue;
    }
    const known = isObject(of) && shapeOf(of as object)?.(of);
    if (!known) fault('SHAPE', line);
    else if (canonical(of) !== text || end < 0) fault('FORM', line);
    reads.push({ line, text, of: known ? (of as BundleLine) : null });
  }
  return reads;
}

const nameOf = (part: string, name: string): string => `${(PARTS as Readonly<Record<string, string>>)[part] ?? part} ${name}`;
const signerName = ({ name, part, id }: Signer): string => `${SIGNER_PARTS[part]}${name ?? `（编号 ${id}）`}`;
const bumped = (counts: Record<string, number>, part: string): number => (counts[part] = (counts[part] ?? 0) + 1);

export interface CheckOptions {
  /** Fingerprints that were compared outside the file, each with whose it is. */
  readonly keys?: ReadonlyMap<string, string>;
  /** Sealed entries that were opened: lines of their own, each with salt and content. */
  readonly opened?: Uint8Array;
}

/** Everything that the bytes prove, and each fault at its line. One byte that was changed is found on the line where it stands. */
export async function verifyBundle(bytes: Uint8Array, { keys = new Map(), opened }: CheckOptions = {}): Promise<Report> {
  const faults: Fault[] = [];
  const reads = linesOf(bytes, faults, ({ kind }) =>
    typeof kind === 'string' && Object.hasOwn(SHAPES, kind) ? SHAPES[kind as 'head'] : undefined,
  );
  const fault = (code: FaultCode, line: number | null, place: string) => {
    // What is wrong with a line is said once, by its first fault.
    if (line === null || !faults.some((one) => one.line === line)) faults.push({ code, line, place, text: TEXTS[code] });
  };
  const of = <K extends BundleLine['kind']>(...kinds: K[]) =>
    reads.flatMap((read) =>
      read.of && (kinds as string[]).includes(read.of.kind) ? [{ ...read, of: read.of as Extract<BundleLine, { kind: K }> }] : [],
    );
  const heads = of('head');
  const algorithm = heads[0]?.of.algorithm ?? 'sha256';
  // A line that cannot be read may be a head: what would stand in it is not laid to others.
  const unread = reads.some(({ of: line }) => line === null);

  // Every digest that a signature may mean for a section: the one that stands there and the one that is right.
  const digests = new Map<number, readonly string[]>();
  const expected = new Map<string, { readonly digest: string; readonly place: number }>();
  const entries = of('entry', 'sealed');
  const found = new Map<string, string>();
  for (const { of: entry } of entries)
    found.set(`${entry.part} ${entry.name}`, entry.kind === 'sealed' ? entry.digest : entryDigest(algorithm, entry));
  /** Entries of heads that are wrong in nothing else: there the head was changed, not the entry. */
  const excused = new Set<string>();
  for (const { of: head, line } of heads) {
    const right = headDigest(head);
    const earlier = digests.get(head.section - 1);
    const named = head.section === 1 ? '卷首' : `第 ${head.section} 卷首`;
    if (right !== head.digest) {
      const differing = head.entries.filter(
        ([part, name, digest]) => found.has(`${part} ${name}`) && found.get(`${part} ${name}`) !== digest,
      );
      const mended = head.entries.map(([part, name, digest]) => [part, name, found.get(`${part} ${name}`) ?? digest] as const);
      const inHead = headDigest({ ...head, entries: mended }) === head.digest;
      if (inHead) for (const [part, name] of differing) excused.add(`${part} ${name}`);
      const where = inHead ? differing.map(([part, name]) => nameOf(part, name)).join('、') : '';
      fault('HEAD_CHANGED', line, where === '' ? named : `${named}中的${where}`);
    }
    if (digests.has(head.section) || (head.section > 1 && !earlier && !unread) || (head.section === 1) !== (head.previous === null))
      fault('HEAD_CHAIN', line, named);
    else if (head.previous !== null && earlier && !earlier.includes(head.previous)) fault('HEAD_CHAIN', line, named);
    digests.set(head.section, [head.digest, right]);
    for (const [part, name, digest] of head.entries) expected.set(`${part} ${name}`, { digest, place: expected.size });
  }
  if (heads.length === 0) fault('HEAD_MISSING', null, '卷首');

  const open: Record<string, number> = {};
  const sealed: Record<string, number> = {};
  let withheld = 0;
  let last = -1;
  const met = new Set<string>();
  for (const { of: entry, line } of entries) {
    const { part, name } = entry;
    const key = `${part} ${name}`;
    const should = expected.get(key);
    if (heads.length === 0) continue;
    if (!should && unread) continue;
    if (!should) fault('ENTRY_UNKNOWN', line, nameOf(part, name));
    else if (met.has(key)) fault('ENTRY_TWICE', line, nameOf(part, name));
    else if (found.get(key) !== should.digest && !excused.has(key)) fault('ENTRY_CHANGED', line, nameOf(part, name));
    else if (should.place < last) fault('ENTRY_ORDER', line, nameOf(part, name));
    else if (entry.kind === 'sealed') bumped(sealed, part);
    else {
      bumped(open, part);
      withheld += entry.pieces.filter((piece) => 'digest' in piece).length;
    }
    met.add(key);
    if (should) last = should.place;
  }
  for (const key of expected.keys())
    if (!met.has(key)) fault('ENTRY_MISSING', null, nameOf(key.split(' ')[0] ?? '', key.split(' ').slice(1).join(' ')));

  const signed: Signed[] = [];
  const unsigned = heads.flatMap(({ of: { signers, section } }) => signers.map((signer) => ({ ...signer, section })));
  for (const { of: one, line } of of('signature', 'paper', 'refusal')) {
    const place = `${signerName(one.signer)}的${one.kind === 'refusal' ? '拒签记载' : '签名'}`;
    const known = digests.get(one.section);
    const right = one.kind !== 'signature' || (await verifies(one.algorithm, one.key, signedText(one), one.value));
    if (!right || (known && !known.includes(one.head))) fault('SIGNATURE_WRONG', line, place);
    const listed = unsigned.findIndex(
      ({ id, part, section, name }) =>
        id === one.signer.id && part === one.signer.part && name === one.signer.name && section === one.section,
    );
    if (signed.some(({ signer, section }) => signer.id === one.signer.id && section === one.section)) fault('SIGNER_TWICE', line, place);
    else if (listed < 0 && heads.some(({ of: head }) => head.section === one.section)) fault('SIGNER_UNKNOWN', line, place);
    if (listed >= 0) unsigned.splice(listed, 1);
    const fingerprint = one.kind === 'signature' ? fingerprintOf(one.algorithm, one.key) : null;
    if (faults.every((each) => each.line !== line))
      signed.push({
        signer: one.signer,
        section: one.section,
        way: one.kind,
        algorithm: one.kind === 'signature' ? one.algorithm : null,
        fingerprint,
        known: keys.get(fingerprint ?? '') ?? null,
      });
  }

  const seals = of('seal');
  const [seal] = seals;
  let sealedBy: Report['seal'] = null;
  if (!seal) fault('SEAL_MISSING', null, '机关封签');
  else {
    const right = await verifies(seal.of.algorithm, seal.of.key, sealedText(seal.of), seal.of.value);
    if (!right) fault('SEAL_WRONG', seal.line, '机关封签');
    for (const read of reads) if (read.line > seal.line) fault('SEAL_NOT_LAST', read.line, `第 ${read.line} 行`);
    if (right && heads.length > 0) {
      const covered = reads.filter(({ of: line }) => line === null || !['entry', 'sealed', 'seal'].includes(line.kind));
      const there = new Set(covered.map(({ text }) => digestOf(algorithm, text)));
      const listed = new Set(seal.of.lines);
      for (const { text, line, of: one } of covered)
        if (one !== null && !listed.has(digestOf(algorithm, text))) fault('LINE_CHANGED', line, `第 ${line} 行`);
      if (seal.of.lines.length !== listed.size) fault('SEAL_WRONG', seal.line, '机关封签');
      if (faults.every(({ line }) => line === null))
        for (const digest of listed) if (!there.has(digest)) fault('LINE_MISSING', null, '签名、拒签或者卷首');
      const fingerprint = fingerprintOf(seal.of.algorithm, seal.of.key);
      if (faults.every(({ line }) => line !== seal.line)) sealedBy = { fingerprint, known: keys.get(fingerprint) ?? null };
    }
  }

  const openedNames: string[] = [];
  if (opened) {
    const wrong: Fault[] = [];
    for (const { of: entry, line } of linesOf(opened, wrong, () => openedShape)) {
      if (entry?.kind !== 'entry') continue;
      const should = expected.get(`${entry.part} ${entry.name}`)?.digest;
      const name = nameOf(entry.part, entry.name);
      if (should === entryDigest(algorithm, entry)) openedNames.push(name);
      else wrong.push({ code: 'OPENED_WRONG', line, place: name, text: TEXTS.OPENED_WRONG });
    }
    faults.push(...wrong.map((one) => ({ ...one, place: `启封文件${one.place}` })));
  }
  return {
    lines: reads.length,
    heads: heads.map(({ of: { section, digest, sealedAt } }) => ({ section, digest, sealedAt })),
    hearing: heads[0]?.of.hearing ?? null,
    open,
    sealed,
    withheld,
    signed,
    unsigned,
    seal: sealedBy,
    opened: openedNames,
    faults: faults.toSorted((left, right) => (left.line ?? Infinity) - (right.line ?? Infinity) || 0),
  };
}

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([part, count]) => `${PARTS[part as PartName]} ${count}`)
    .join('、');
const keyWords = ({ fingerprint, known }: { readonly fingerprint: string | null; readonly known: string | null }): string =>
  `密钥 ${fingerprint?.slice(0, 16)}${known === null ? '' : `，已核对为 ${known}`}`;

/** The report in words: what is proved, what is not, what is wrong and where. */
export function inWords(report: Report): string[] {
  const { signed, unsigned, sealed, open, withheld, faults, seal, opened, heads, hearing } = report;
  const bySignature = signed.filter(({ way }) => way === 'signature');
  const byPaper = signed.filter(({ way }) => way === 'paper');
  const refused = signed.filter(({ way }) => way === 'refusal');
  const proved = [
    ...heads.map(({ section, digest, sealedAt }) => `第 ${section} 卷首 ${digest}，制作于 ${sealedAt}（时间由制作机关记载）`),
    ...(Object.keys(open).length > 0 ? [`内容与卷首一致：${counted(open)}`] : []),
    ...(Object.keys(sealed).length > 0 ? [`以加盐承诺在卷、内容未公开：${counted(sealed)}`] : []),
    ...(withheld > 0 ? [`隐去 ${withheld} 处文字，以加盐承诺在卷`] : []),
    ...bySignature.map(
      (one) => `${signerName(one.signer)}以${one.algorithm === 'sm2' ? ' SM2' : ' Ed25519'} 签署第 ${one.section} 卷首（${keyWords(one)}）`,
    ),
    ...(seal ? [`机关封签：签名、拒签记载没有增减改动（${keyWords(seal)}）`] : []),
    ...(opened.length > 0 ? [`启封内容与承诺相符：${opened.join('、')}`] : []),
  ];
  const strangers = [...bySignature, ...(seal ? [seal] : [])].filter(({ known }) => known === null).length;
  const unproved = [
    ...(strangers > 0 ? [`${strangers} 个密钥属于何人：须另行核对指纹（--keys）`] : []),
    ...byPaper.map(({ signer }) => `${signerName(signer)}在纸上签字：本文件只记载扫描件的校验值，须与原件核对`),
    ...refused.map(({ signer }) => `${signerName(signer)}拒绝签字：本文件只记载见证人或者录像，须另行查证`),
    ...unsigned.map((signer) => `${signerName(signer)}尚未签署第 ${signer.section} 卷首`),
    ...(Object.values(sealed).reduce((sum, count) => sum + count, 0) > opened.length ? ['封存部分的内容（须启封核对，--opened）'] : []),
    '笔录所记是否属实：本文件只证明制作以后没有改动',
  ];
  return [
    `听证卷 ${hearing?.['petitionNumber'] ?? ''}：${report.lines} 行`,
    '已证明：',
    ...(faults.length === 0 ? proved : ['（文件有错误，以下各项以错误之外的部分为限）', ...proved]).map((line) => `  ${line}`),
    '未证明：',
    ...unproved.map((line) => `  ${line}`),
    ...(faults.length > 0
      ? ['错误：', ...faults.map(({ line, place, text }) => `  ${line === null ? '' : `第 ${line} 行，`}${place}：${text}`)]
      : ['没有发现改动']),
  ];
}

const usage = `npm run --silent verify-bundle -- FILE [--keys FILE] [--opened FILE]
  FILE      听证卷（.jsonl）
  --keys    已在卷外核对的密钥：每行一个指纹，空格后写明属于何人
  --opened  启封的封存内容：每行一项，含盐与内容
`;

/** Lines of fingerprint and owner. */
const keysIn = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').flatMap((line) => (/^[0-9a-f]{64}\s+\S/.test(line) ? [[line.slice(0, 64), line.slice(64).trim()] as const] : [])),
  );

/** @returns 0 where nothing was changed, 1 where something is wrong, 2 where there was nothing to check */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' }, opened: { type: 'string' } } });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    process.stderr.write(usage);
    return 2;
  }
  const contents = async (path: string) =>
    readFile(path).catch((error: NodeJS.ErrnoException) => {
      process.stderr.write(`${path} 读不到（${error.code}）\n`);
      return null;
    });
  const bytes = await contents(file);
  const keys = values.keys === undefined ? Buffer.alloc(0) : await contents(values.keys);
  const opened = values.opened === undefined ? undefined : await contents(values.opened);
  if (!bytes || !keys || opened === null) return 2;
  const report = await verifyBundle(bytes, { keys: keysIn(keys.toString('utf8')), ...(opened && { opened }) });
  process.stdout.write(`${inWords(report).join('\n')}\n${JSON.stringify({ file, ...report })}\n`);
  return report.faults.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main();
