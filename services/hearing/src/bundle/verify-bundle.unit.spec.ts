import { generateKeyPairSync, sign as edSign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tries } from '@sunshine/testing';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { sealBundle } from '../domain/bundle.js';
import type { Signature } from '../domain/bundle.types.js';
import type { Hearing, MatterState } from '../domain/hearing.js';
import { CLERK, POOL, PEOPLE, after, act, given, id, matter, requested } from '../../test/given.js';
import { bindHearing, bindOpinion, lineFor, type Bound } from './build.js';
import {
  canonical,
  digestOf,
  inWords,
  pieceDigest,
  sealedText,
  signedText,
  verifies,
  verifyBundle,
  type DigestName,
  type SealLine,
  type SignatureName,
} from './verify-bundle.js';

const AT = '2025-04-18T05:00:00.000Z';
const [first = '', second = '', third = ''] = PEOPLE;
const WITNESS = '陶见证';

interface Pen {
  readonly algorithm: SignatureName;
  readonly key: string;
  sign(text: string): string;
}
const ed25519 = (): Pen => {
  const { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { algorithm: 'ed25519', key, sign: (text) => edSign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex') };
};
const ofSm2 = (): Pen => {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return { algorithm: 'sm2', key: publicKey, sign: (text) => sm2.doSignature(text, privateKey, { hash: true }) };
};

const at = (minute: number) => `2025-04-18T01:${String(minute).padStart(2, '0')}:00.000Z`;
const entry = (number: number, text: string, speaker: string | null = null) => ({
  number,
  kind: number === 3 ? 'evidence' : 'note',
  speaker,
  text,
  hash: number === 3 ? 'a'.repeat(64) : null,
  corrects: null,
  byPersonId: CLERK,
  at: at(number),
});

const concluded = (): { matter: MatterState; hearing: Hearing } => {
  const state = requested();
  const [asked] = state.hearings;
  if (!asked) throw new Error('no hearing');
  const hearing: Hearing = {
    ...asked,
    state: 'concluded',
    panel: {
      size: 3,
      presiderId: first,
      memberIds: [first, second, third],
      substituteIds: [],
      left: [],
      seed: null,
      pool: null,
      presiders: null,
      listedOn: '2025-04-10',
    },
    schedule: {
      roomId: id(50),
      startsAt: at(0),
      endsAt: '2025-04-18T04:00:00.000Z',
      on: '2025-04-18',
      public: true,
      closedReason: null,
      clerkIds: [CLERK],
      round: 1,
      reason: null,
    },
    challenges: [
      { id: id(60), memberId: second, byPersonId: null, petitionerId: id(3), reason: '与承办人员相识', on: '2025-04-11', decision: null },
    ],
    attendance: [
      { id: id(70), personId: first, name: null, part: 'member', from: at(0), to: null },
      { id: id(71), personId: null, name: '贾信访', part: 'petitioner', from: at(0), to: null },
      { id: id(72), personId: null, name: WITNESS, part: 'witness', from: at(1), to: at(20) },
      { id: id(73), personId: null, name: '旁听甲', part: 'observer', from: at(1), to: null },
    ],
    entries: 4,
    votes: [
      {
        round: 1,
        question: '是否支持',
        options: ['支持', '不支持'],
        entitled: PEOPLE.slice(0, 3),
        state: 'counted',
        counts: [2, 1],
        why: null,
      },
    ],
    conclusion: { text: '建议支持，赔偿由责任单位承担。', on: '2025-04-18', byPersonId: first, round: 1, result: '支持' },
  };
  return { matter: state, hearing };
};

/** A file as the node writes it. */
function file(algorithm: DigestName = 'sha256', pen: () => Pen = ed25519, view: 'office' | 'party' = 'office') {
  const { matter: state, hearing } = concluded();
  const bound: Bound = {
    matter: state,
    hearing,
    pool: POOL,
    entries: [
      entry(1, '核对身份'),
      entry(2, `贾信访称电话 13900001111，${WITNESS}住东湖路 12 号。`, '贾信访'),
      entry(3, '出示合同'),
      entry(4, '当天看见的', WITNESS),
    ],
    weighed: {
      ballots: [first, second, third].map((personId, choice) => ({ round: 1, personId, choice: choice === 2 ? 1 : 0 })),
      texts: [
        { kind: 'deliberation', byPersonId: first, at: AT, text: '评议中的话' },
        { kind: 'minority', byPersonId: first, at: AT, text: '少数人的理由' },
      ],
    },
  };
  const openings: string[] = [];
  const seal = (_part: string, _name: string, line: string) => (openings.push(line), 'sealed');
  const opinion = { documentId: id(90), stage: 'handling' as const, number: '〔2025〕1 号', hash: 'b'.repeat(64), issuedOn: '2025-04-28' };
  const one = bindHearing(bound, { algorithm, at: AT, byPersonId: CLERK, previous: null, section: 1, seal }, []);
  const withOne = { ...hearing, bundle: { sections: [one.section], signatures: [] } };
  const two = bindOpinion(
    { ...bound, hearing: withOne },
    { algorithm, at: AT, byPersonId: CLERK, previous: one.section.digest, section: 2, seal },
    [opinion],
  );
  if (!two) throw new Error('no section of the opinion');
  const [presider, member, , clerk, petitioner, witness] = one.section.signers;
  if (!presider || !member || !clerk || !petitioner || !witness) throw new Error('signers are missing');
  const withKey = (signer: typeof presider): Signature => {
    const own = pen();
    const text = signedText({ section: 1, head: one.section.digest, signer, algorithm: own.algorithm, key: own.key });
    return { way: 'key', section: 1, signer, at: AT, algorithm: own.algorithm, key: own.key, value: own.sign(text) };
  };
  const signatures: Signature[] = [
    withKey(presider),
    withKey(petitioner),
    { way: 'paper', section: 1, signer: clerk, at: AT, scan: 'c'.repeat(64), by: CLERK },
    { way: 'refused', section: 1, signer: witness, at: AT, witness: '见证人王', video: null, by: CLERK },
  ];
  const heads = [one.head, two.head];
  const later = signatures.map(({ way, ...rest }) =>
    canonical({ ...rest, kind: way === 'key' ? 'signature' : way === 'paper' ? 'paper' : 'refusal', head: one.section.digest }),
  );
  const node = pen();
  const unsigned: SealLine = {
    kind: 'seal',
    organId: hearing.organId,
    at: AT,
    algorithm: node.algorithm,
    key: node.key,
    lines: [...heads, ...later].map((line) => digestOf(algorithm, line)),
    value: '',
  };
  const digest = (piece: Parameters<typeof pieceDigest>[1]) => pieceDigest(algorithm, piece);
  const lines = [
    one.head,
    ...one.entries.map((kept) => lineFor(view, kept, digest)),
    two.head,
    ...two.entries.map((kept) => lineFor(view, kept, digest)),
    ...later,
    canonical({ ...unsigned, value: node.sign(sealedText(unsigned)) }),
  ];
  return { text: lines.map((line) => `${line}\n`).join(''), lines, openings, head: one.section.digest, signers: one.section.signers };
}

const bytesOf = (text: string) => Buffer.from(text, 'utf8');

describe('the file of a hearing', () => {
  it.each([
    ['sha256', ed25519],
    ['sm3', ofSm2],
  ] as const)('proves itself, hashed with %s', async (algorithm, pen) => {
    const report = await verifyBundle(bytesOf(file(algorithm, pen).text));
    expect(report.faults).toEqual([]);
    expect(report).toMatchObject({
      open: { minutes: 4, attendance: 4, vote: 1, conclusion: 1, challenge: 1, evidence: 1, opinion: 1 },
      sealed: { ballot: 3, deliberation: 1, minority: 1 },
      withheld: 0,
      heads: [{ section: 1 }, { section: 2 }],
    });
    expect(report.signed.map(({ way, signer }) => [way, signer.part])).toEqual([
      ['signature', 'presider'],
      ['signature', 'petitioner'],
      ['paper', 'clerk'],
      ['refusal', 'witness'],
    ]);
    expect(report.unsigned.map(({ part }) => part)).toEqual(['member', 'member']);
  });

  it('holds nothing of what was weighed, and of third persons nothing in what a party gets, under the same heads and signatures', async () => {
    const { text, lines, head } = file('sha256', ed25519, 'party');
    for (const words of ['评议中的话', '少数人的理由', '不支持","personId', WITNESS, '旁听甲', '13900001111', '东湖路'])
      expect(text).not.toContain(words);
    expect(text).toContain('贾信访');
    const report = await verifyBundle(bytesOf(text));
    expect(report).toMatchObject({ faults: [], withheld: 5, heads: [{ digest: head }, {}] });
    expect(lines.some((line) => line.includes(WITNESS))).toBe(false);
  });

  it('is found out by any one byte that is changed anywhere, on the line where it stands', async () => {
    const files = [file(), file('sm3', ed25519, 'party')];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async ({ text }, where, change) => {
          const bytes = bytesOf(text);
          const place = Math.floor(where * bytes.length);
          bytes[place] = (bytes[place] as number) ^ change;
          const line =
            bytesOf(text)
              .subarray(0, place)
              .filter((byte) => byte === 0x0a).length + 1;
          const { faults } = await verifyBundle(bytes);
          expect(faults[0]).toMatchObject({ line });
          // What else is said is of what is missing thereby, or of the rest of a line that was cut in two.
          expect(faults.filter((fault) => fault.line !== null && fault.line !== line && fault.line !== line + 1)).toEqual([]);
        },
      ),
      { numRuns: tries(400) },
    );
  }, 120_000);

  it('names the entry whose text was changed, and the entry of the head whose digest was', async () => {
    const { lines, text } = file();
    const minutes = lines.findIndex((line) => line.includes('"part":"minutes"') && line.includes('出示合同')) + 1;
    expect((await verifyBundle(bytesOf(text.replace('出示合同', '出示合伙')))).faults).toMatchObject([
      { code: 'ENTRY_CHANGED', line: minutes, place: '笔录 3' },
    ]);
    const digest = /\["minutes","3","([0-9a-f]{64})"\]/.exec(text)?.[1] ?? '';
    const other = `${digest.startsWith('0') ? '1' : '0'}${digest.slice(1)}`;
    expect((await verifyBundle(bytesOf(text.replace(digest, other)))).faults).toMatchObject([
      { code: 'HEAD_CHANGED', line: 1, place: '卷首中的笔录 3' },
    ]);
  });

  it('is found out where a line is left out, doubled, moved, or added at the end', async () => {
    const { lines } = file();
    const joined = (some: readonly string[]) => bytesOf(some.map((line) => `${line}\n`).join(''));
    const count = lines.length;
    for (let left = 0; left < count; left++) expect((await verifyBundle(joined(lines.toSpliced(left, 1)))).faults).not.toEqual([]);
    expect((await verifyBundle(joined(lines.toSpliced(3, 0, lines[2] as string)))).faults).toMatchObject([
      { code: 'ENTRY_TWICE', line: 4 },
    ]);
    expect((await verifyBundle(joined(lines.toSpliced(2, 2, lines[3] as string, lines[2] as string)))).faults).toMatchObject([
      { code: 'ENTRY_ORDER' },
    ]);
    expect((await verifyBundle(joined([...lines, lines[1] as string]))).faults).toMatchObject([{ line: count + 1 }]);
    expect((await verifyBundle(joined(lines.slice(0, -1)))).faults).toMatchObject([{ code: 'SEAL_MISSING' }]);
    expect((await verifyBundle(Buffer.alloc(0))).faults.map(({ code }) => code)).toEqual(['HEAD_MISSING', 'SEAL_MISSING']);
  });

  it('is found out where a line says the same in another form', async () => {
    const { text, lines } = file();
    const [, entry = ''] = lines;
    for (const other of [
      entry.replace(',', ', '),
      `{"kind":"entry",${entry.slice(1).replace(',"kind":"entry"', '')}`,
      entry.replace('"kind"', '"kin\\u0064"'),
    ])
      expect((await verifyBundle(bytesOf(text.replace(entry, other)))).faults).toMatchObject([{ code: 'FORM', line: 2 }]);
  });

  it('is found out where a witness, a scan or an instant is changed that nobody signed but the node', async () => {
    const { text, lines } = file();
    const line = (part: string) => lines.findIndex((one) => one.includes(part)) + 1;
    for (const [was, other] of [
      ['见证人王', '见证人工'],
      ['c'.repeat(64), `d${'c'.repeat(63)}`],
    ] as const)
      expect((await verifyBundle(bytesOf(text.replace(was, other)))).faults).toMatchObject([{ code: 'LINE_CHANGED', line: line(was) }]);
  });

  it('shows of a file that was rewritten as a whole that its signatures are not of it', async () => {
    const [one, other] = [file(), file()];
    const mixed = one.lines.map((line, place) => (line.includes('"kind":"signature"') ? (other.lines[place] as string) : line));
    const { faults } = await verifyBundle(bytesOf(mixed.map((line) => `${line}\n`).join('')));
    expect(faults.filter(({ code }) => code === 'SIGNATURE_WRONG')).toHaveLength(2);
  });

  it('proves opened ballots and texts by their salts, and no others', async () => {
    const { text, openings } = file();
    const opened = (lines: readonly string[]) =>
      verifyBundle(bytesOf(text), { opened: bytesOf(lines.map((line) => `${line}\n`).join('')) });
    const right = await opened(openings);
    expect(right.opened).toHaveLength(5);
    expect(right.faults).toEqual([]);
    const forged = openings.map((line) => line.replace('少数人的理由', '多数人的理由'));
    expect((await opened(forged)).faults).toMatchObject([{ code: 'OPENED_WRONG', place: '启封文件少数意见 1' }]);
    const [ballot = ''] = openings;
    const turned = ballot.includes('不支持') ? ballot.replace('不支持', '支持') : ballot.replace('支持', '不支持');
    expect((await opened([turned])).faults).toMatchObject([{ code: 'OPENED_WRONG', line: 1 }]);
  });

  it('says in words what is proved and what is not', async () => {
    const report = await verifyBundle(bytesOf(file().text));
    const words = inWords(report).join('\n');
    for (const phrase of [
      '以加盐承诺在卷、内容未公开：选票 3、评议 1、少数意见 1',
      '3 个密钥属于何人',
      '拒绝签字：本文件只记载见证人或者录像',
      '尚未签署',
      '没有发现改动',
    ])
      expect(words).toContain(phrase);
    const keys = new Map(
      report.signed.flatMap(({ fingerprint, signer }) => (fingerprint ? [[fingerprint, signer.part]] : [])) as [string, string][],
    );
    expect(inWords(await verifyBundle(bytesOf(file().text), { keys })).join('\n')).toContain('3 个密钥属于何人');
  });

  it('is written in canonical JSON (RFC 8785)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const whole = JSON.parse(JSON.stringify(value, (_name, of: unknown) => (typeof of === 'number' ? Math.trunc(of) : of))) as unknown;
        expect(canonical(whole)).toBe(canonicalize(whole));
      }),
      { numRuns: tries(300) },
    );
  });

  it('is closed once, and again only for an opinion that came since', () => {
    const { matter: state, hearing } = concluded();
    const here = { ...state, hearings: [hearing] };
    const clerk = act(CLERK, '2025-04-18', 'T05:00:00.000Z');
    expect(() => sealBundle(given(here, clerk), { hearingId: hearing.id, made: null })).toThrow(
      expect.objectContaining({ code: 'BUNDLE_NOTHING_NEW' }),
    );
    expect(after(matter(), { hearing, events: [] }).hearings).toHaveLength(1);
  });
});

describe('a signature under SM2', () => {
  // GM/T 0003.5-2012, appendix A: the recommended curve, identity 1234567812345678.
  const key =
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
  const value =
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';

  it('is that of the standard', async () => {
    expect(await verifies('sm2', key, 'message digest', value)).toBe(true);
    expect(await verifies('sm2', key, 'message Digest', value)).toBe(false);
    expect(await verifies('sm2', key.replace('09f9', '09f8'), 'message digest', value)).toBe(false);
  });
});
