import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { HASH_NAMES, digestOf, linesOf, rootOf, sealBatch, sealedLines, type AuditRow } from './chain.js';

const text = fc.string({ maxLength: 12 });
const orNull = fc.option(text);
const aRow: fc.Arbitrary<AuditRow> = fc.record({
  id: fc.bigInt({ min: 1n, max: 9n }).map(String),
  at: text,
  on: text,
  act: text,
  outcome: text,
  actorKind: text,
  actorId: orNull,
  organId: orNull,
  role: orNull,
  subject: orNull,
  part: orNull,
  purpose: orNull,
  correlationId: text,
});
const how = { algorithm: 'sha256', toId: '9', sealedAt: '2025-03-03T04:00:00.000Z' } as const;
const { id: _id, ...CONTENT } = fc.sample(aRow, { numRuns: 1, seed: 1 })[0]!;

describe('the hash functions', () => {
  // The first examples of FIPS 180-2 and of GB/T 32905, appendix A.
  it.each([
    ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['sm3', 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['sm3', 'abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('%s are those of the standard', (name, message, digest) => {
    expect(createHash(name).update(message).digest('hex')).toBe(digest);
  });
});

describe.each(HASH_NAMES)('a batch sealed with %s', (algorithm) => {
  it('binds every column of a line, and leaves only its place to the batch', () => {
    fc.assert(
      fc.property(aRow, fc.constantFrom(...(Object.keys(CONTENT) as (keyof typeof CONTENT)[])), text, (row, column, other) => {
        fc.pre(row[column] !== other);
        expect(digestOf(algorithm, { ...row, [column]: other })).not.toEqual(digestOf(algorithm, row));
        expect(digestOf(algorithm, { ...row, id: '77' })).toEqual(digestOf(algorithm, row));
      }),
    );
  });

  it('binds service, number, range, the batch before it, and each id to its line', () => {
    const [first, second] = fc.sample(aRow, { numRuns: 2, seed: 2 }) as [AuditRow, AuditRow];
    const rows = [
      { ...first, id: '4' },
      { ...second, id: '7' },
    ];
    const batch = sealBatch('intake', { seq: 1, toId: '3', root: 'a'.repeat(64) }, linesOf(algorithm, rows), { ...how, algorithm });
    expect(batch).toMatchObject({ seq: 2, fromId: '4', toId: '9', ids: ['4', '7'], previous: 'a'.repeat(64) });
    expect(sealedLines(batch).map(({ id, digest }) => [id, digest])).toEqual(rows.map((row) => [row.id, digestOf(algorithm, row)]));
    const others = [
      rootOf('case', batch),
      rootOf('intake', { ...batch, seq: 3 }),
      rootOf('intake', { ...batch, previous: '' }),
      rootOf('intake', { ...batch, fromId: '3' }),
      rootOf('intake', { ...batch, toId: '8' }),
      rootOf('intake', { ...batch, sealedAt: '2025-03-03T04:00:00.001Z' }),
      rootOf('intake', { ...batch, ids: ['4', '8'] }),
      rootOf('intake', { ...batch, ids: ['7', '4'] }),
      rootOf('intake', { ...batch, digests: Buffer.concat([digestOf(algorithm, rows[1]!), digestOf(algorithm, rows[0]!)]) }),
    ];
    expect(new Set([batch.root, ...others]).size).toBe(others.length + 1);
  });
});
