import { beforeAll, describe, expect, it } from '@jest/globals';
import { database } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { DocumentNumbers, numbersMigrations } from './document-numbers.js';

describe('the numbers of an organ’s papers', () => {
  const organ = uuid();
  let db: DataSource;
  let numbers: DocumentNumbers;
  const take = (on = '2025-03-03', kind = 'NOTICE', id = uuid()) => numbers.take(organ, kind, on, id);

  beforeAll(async () => {
    db = await database('numbers', numbersMigrations);
    numbers = new DocumentNumbers(db, { name: 'case' });
  });

  it('run on without a gap, however many take one at once', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => take()));
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('count apart for each kind and year', async () => {
    expect([await take('2025-03-03', 'OPINION'), await take('2026-01-01', 'NOTICE')]).toEqual([1, 1]);
  });

  it('go to the next paper where theirs was not written', async () => {
    const refused = uuid();
    expect(await take('2025-03-03', 'ACCEPTANCE', refused)).toBe(1);
    expect(await take('2025-03-03', 'ACCEPTANCE')).toBe(2);
    await numbers.release(refused);
    expect([await take('2025-03-03', 'ACCEPTANCE'), await take('2025-03-03', 'ACCEPTANCE')]).toEqual([1, 3]);
  });

  it('stay with a paper that was written, even if somebody releases them', async () => {
    const written = uuid();
    await take('2025-03-03', 'TRANSFER', written);
    await db.query(`update document_register set state = 'used', number = '明住建信访〔2025〕1号' where document_id = $1`, [written]);
    await numbers.release(written);
    expect(await take('2025-03-03', 'TRANSFER')).toBe(2);
  });

  it('are free again once the process that took them has been gone for ten minutes, and not before', async () => {
    const [gone, busy] = [uuid(), uuid()];
    await take('2025-03-03', 'EXTENSION', gone);
    await take('2025-03-03', 'EXTENSION', busy);
    await db.query(`update document_register set taken_at = now() - interval '10 minutes 1 second' where document_id = $1`, [gone]);
    await db.query(`update document_register set taken_at = now() - interval '9 minutes' where document_id = $1`, [busy]);
    await numbers.reclaim();
    expect([await take('2025-03-03', 'EXTENSION'), await take('2025-03-03', 'EXTENSION')]).toEqual([1, 3]);
  });
});
