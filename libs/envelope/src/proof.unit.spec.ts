import { beforeAll, describe, expect, it } from '@jest/globals';
import { tries } from '@sunshine/testing';
import fc from 'fast-check';
import { answered, pairOf, receiptFor, sent, STORED_AT, type Pair } from '../test/given.js';
import { readEnvelope, readHead, withoutBody } from './envelope.js';
import { publicOf, SUITES } from './keys.js';
import { leafHash, merklePath, merkleRoot, rootOf } from './merkle.js';
import { checkProof, leafOf, signRoot, type LogRoot, type ProofFile } from './proof.js';
import { signReceipt } from './receipt.js';
import { signed } from './signed.js';
import { digestOf } from './suites.js';
import { inWords } from './verify-message.js';

const DAY = { from: '2025-03-02T16:00:00.000Z', to: '2025-03-03T16:00:00.000Z' };

describe.each(SUITES)('the tree of a log, %s suite', (suite) => {
  const leaves = (size: number): string[] => Array.from({ length: size }, (_, at) => leafHash(suite, String(at)));

  it('leads from each leaf to the root, and from no other place, leaf or number of leaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, seed) => {
        const [all, index] = [leaves(size), seed % size];
        const root = merkleRoot(suite, all);
        const path = merklePath(suite, all, index);
        const leaf = all[index] ?? '';
        expect(rootOf(suite, leaf, index, size, path)).toBe(root);
        expect(rootOf(suite, leafHash(suite, 'other'), index, size, path)).not.toBe(root);
        expect(rootOf(suite, leaf, index, size, [...path, leaf])).not.toBe(root);
        if (size > 1) expect(rootOf(suite, leaf, (index + 1) % size, size, path)).not.toBe(root);
      }),
      { numRuns: tries(60) },
    );
  });

  it('a node of the tree is no leaf', () => {
    const [left = '', right = ''] = leaves(2);
    expect(merkleRoot(suite, [left, right])).not.toBe(leafHash(suite, Buffer.from(left + right, 'hex').toString('latin1')));
    expect(merkleRoot(suite, [])).toBe(digestOf(suite, ''));
  });
});

describe.each(SUITES)('the proof of a message, %s suite', (suite) => {
  let pair: Pair;
  let file: ProofFile;
  const rootFor = (of: Pick<ProofFile, 'entry'>, more: Partial<LogRoot> = {}): Promise<string> => {
    const all = [leafHash(suite, 'before'), leafOf(suite, of.entry), leafHash(suite, 'after')];
    return signRoot({ version: 1, node: 'city.990100', ...DAY, size: 3, root: merkleRoot(suite, all), previous: null, ...more }, pair.city);
  };
  beforeAll(async () => {
    pair = await pairOf(suite);
    const message = await sent(pair);
    const receipt = await answered(message, pair);
    const entry = { at: STORED_AT, message: readEnvelope(message).digest, receipt: digestOf(suite, receipt) };
    const all = [leafHash(suite, 'before'), leafOf(suite, entry), leafHash(suite, 'after')];
    const { type: _type, answer: _answer, ...about } = receiptFor(message);
    const business = await signReceipt(
      { ...about, type: 'business', answer: 'accepted', items: [], at: '2025-03-05T02:00:00.000Z' },
      pair.county,
    );
    file = {
      version: 1,
      message: withoutBody(message),
      receipt,
      business: [business],
      entry,
      index: 1,
      path: merklePath(suite, all, 1),
      root: await rootFor({ entry }),
      keys: [publicOf(pair.city), publicOf(pair.county)],
    };
  });
  const faultsOf = async (change: Partial<ProofFile>): Promise<string[]> =>
    (await checkProof(JSON.stringify({ ...file, ...change }))).faults.map(({ code }) => code);

  it('tells when the receiver had it and what was answered, without a word of the body', async () => {
    const report = await checkProof(JSON.stringify(file));
    expect(report).toMatchObject({
      receivedAt: STORED_AT,
      business: [{ at: '2025-03-05T02:00:00.000Z', answer: 'accepted' }],
      root: { node: 'city.990100', size: 3 },
      keys: [
        { keyId: pair.city.keyId, node: 'city.990100' },
        { keyId: pair.county.keyId, node: 'county.990101' },
      ],
      faults: [],
    });
    expect(inWords(report).at(-1)).toBe('没有发现改动');
    expect(inWords(report).join('\n')).not.toContain('路灯');
  });

  it('with any sign of it changed is found out', async () => {
    const text = JSON.stringify(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (at) => {
        const changed = `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
        expect((await checkProof(changed)).faults.length).toBeGreaterThan(0);
      }),
      { numRuns: tries(100) },
    );
  });

  it('names what is wrong', async () => {
    const other = await sent(pair, { ...readHead(file.message).head, sequence: 4 });
    const refused = await signReceipt(receiptFor(file.message, { answer: 'refused', code: 'KIND_NOT_ALLOWED' }), pair.county);
    const refusedEntry = { ...file.entry, receipt: digestOf(suite, refused) };
    const [city = file.keys[0]!, county = file.keys[1]!] = file.keys;
    expect((await checkProof('{}')).faults.map(({ code }) => code)).toEqual(['FILE']);
    expect((await checkProof('no JSON')).faults.map(({ code }) => code)).toEqual(['FILE']);
    expect(await faultsOf({ message: withoutBody(other) })).toEqual(['RECEIPT_OTHER', 'ENTRY_OTHER']);
    expect(await faultsOf({ receipt: await answered(other, pair) })).toEqual(['RECEIPT_OTHER', 'ENTRY_OTHER']);
    expect(await faultsOf({ receipt: file.business[0]! })).toEqual(['RECEIPT_OTHER', 'ENTRY_OTHER']);
    expect(await faultsOf({ business: [file.receipt] })).toEqual(['RECEIPT_OTHER']);
    expect(await faultsOf({ receipt: refused, entry: refusedEntry, root: await rootFor({ entry: refusedEntry }) })).toEqual([
      'RECEIPT_REFUSED',
    ]);
    expect(await faultsOf({ keys: [city] })).toEqual(['KEY_MISSING']);
    expect(await faultsOf({ keys: [city, { ...county, encryption: city.encryption }] })).toEqual(['KEYS_MALFORMED', 'KEY_MISSING']);
    expect(await faultsOf({ index: 0 })).toEqual(['PATH']);
    expect(await faultsOf({ index: 3 })).toEqual(['PATH']);
    expect(await faultsOf({ root: await rootFor(file, { node: 'province.990000' }) })).toContain('ROOT_OTHER_NODE');
    expect(await faultsOf({ root: await rootFor(file, { to: STORED_AT }) })).toEqual(['ROOT_TIME']);
    expect(await faultsOf({ root: await rootFor(file, { from: STORED_AT }) })).toEqual([]);
    expect(await faultsOf({ root: await signed('sunshine-root', {}, pair.city) })).toEqual(['ROOT_MALFORMED']);
    const [header, payload, signature = ''] = file.root.split('.');
    const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await faultsOf({ root: forged })).toEqual(['ROOT_SIGNATURE_WRONG']);
  });

  it('both sides of which one key signs proves nothing', async () => {
    const receipt = await signReceipt(receiptFor(file.message), pair.city);
    const entry = { ...file.entry, receipt: digestOf(suite, receipt) };
    expect(await faultsOf({ receipt, entry, business: [], root: await rootFor({ entry }) })).toEqual(['SAME_KEY']);
  });
});
