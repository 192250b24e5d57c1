import { describe, expect, it } from '@jest/globals';
import { seedFiling } from './seed-texts.js';

describe('what seeded petitions say', () => {
  const filings = Array.from({ length: 5_000 }, (_, n) => seedFiling(n));

  it('is the same for the same number and differs between numbers', () => {
    expect(seedFiling(17)).toEqual(filings[17]);
    expect(new Set(filings.map(({ text }) => text)).size).toBe(filings.length);
    expect(new Set(filings.map(({ phone }) => phone)).size).toBe(filings.length);
  });

  it('fits the form and leaves nothing to be filled in', () => {
    for (const { summary, text, request, contentClass, phone } of filings) {
      expect(`${summary}${text}${request}`).not.toMatch(/[{}]/);
      expect(summary.length).toBeLessThanOrEqual(200);
      expect(text.length).toBeGreaterThan(40);
      expect(contentClass).toMatch(/^\d{6}$/);
      expect(phone).toMatch(/^199\d{8}$/);
    }
  });

  it('varies: many matters, each told in many places', () => {
    expect(new Set(filings.map(({ contentClass }) => contentClass)).size).toBeGreaterThan(20);
    expect(new Set(filings.map(({ home }) => home.name)).size).toBeGreaterThan(250);
  });

  it('may be another matter of one home', () => {
    const home = { district: '东湖区湖滨街道', name: '锦绣家园', part: '16号楼' };
    const { text, address } = seedFiling(17, home);
    expect(`${text}${address}`).toContain('锦绣家园');
  });
});
