import { describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks, nextRight, packInForce, packNamed, rulesOver, type RulePack } from './index.js';

const packs = nationalPacks();
const calendar = nationalCalendar();
const pack2005 = packNamed(packs, 'CN-2005');
const pack2022 = packNamed(packs, 'CN-2022');
const variant = (change: Partial<RulePack>): RulePack => ({
  ...pack2022,
  id: 'CN-99-2023',
  jurisdiction: '99',
  inForceFrom: '2023-01-01',
  ...change,
});

describe('the pack in force', () => {
  it('is CN-2005 through 2022-04-30 and CN-2022 from 2022-05-01', () => {
    expect(packInForce(packs, '990102', '2005-05-01').id).toBe('CN-2005');
    expect(packInForce(packs, '990102', '2022-04-30').id).toBe('CN-2005');
    expect(packInForce(packs, '990102', '2022-05-01').id).toBe('CN-2022');
    expect(packInForce(packs, '990102', '2999-12-31').id).toBe('CN-2022');
  });

  it('is none before 2005-05-01', () => {
    expect(() => packInForce(packs, '990102', '2005-04-30')).toThrow(expect.objectContaining({ code: 'PACK_NOT_IN_FORCE' }));
    expect(() => packInForce(packs, '990102', '2005-4-30')).toThrow(expect.objectContaining({ code: 'DAY_MALFORMED' }));
  });

  it('is the most local one over the division, on its first and last day', () => {
    const province = variant({ inForceTo: '2024-12-31' });
    const city = variant({ id: 'CN-9901-2023', jurisdiction: '9901' });
    const all = [city, pack2022, province];
    expect(packInForce(all, '990102', '2023-06-01').id).toBe('CN-9901-2023');
    expect(packInForce(all, '990200', '2023-01-01').id).toBe('CN-99-2023');
    expect(packInForce(all, '990200', '2022-12-31').id).toBe('CN-2022');
    expect(packInForce(all, '990200', '2024-12-31').id).toBe('CN-99-2023');
    expect(packInForce(all, '990200', '2025-01-01').id).toBe('CN-2022');
    expect(packInForce(all, '110101', '2023-06-01').id).toBe('CN-2022');
  });

  it('is never an unverified one, which only its name reaches', () => {
    const unverified = variant({ validity: 'unverified' });
    expect(packInForce([...packs, unverified], '990102', '2023-06-01').id).toBe('CN-2022');
    expect(packNamed([...packs, unverified], 'CN-99-2023')).toBe(unverified);
  });

  it('is none past its last verified day, though it may be in force still', () => {
    const province = variant({ verifiedTo: '2024-12-31' });
    const all = [...packs, province];
    expect(packInForce(all, '990102', '2024-12-31').id).toBe('CN-99-2023');
    expect(packInForce(all, '990102', '2025-01-01').id).toBe('CN-2022');
    expect(rulesOver(province, '990102', '2024-12-31')).toBe(true);
    expect(rulesOver(province, '980102', '2024-12-31')).toBe(false);
    expect(packInForce([...packs, variant({ verifiedTo: '2024-12-31', inForceTo: '2024-06-30' })], '990102', '2024-07-01').id).toBe(
      'CN-2022',
    );
  });

  it('is the newest revision of its id', () => {
    const corrected = { ...pack2022, revision: pack2022.revision + 1 };
    for (const all of [
      [pack2022, corrected],
      [corrected, pack2022],
    ]) {
      expect(packInForce(all, '990102', '2025-01-01').revision).toBe(corrected.revision);
      expect(packNamed(all, 'CN-2022').revision).toBe(corrected.revision);
    }
  });

  it('an unknown name is refused', () => {
    expect(() => packNamed(packs, 'CN-1995')).toThrow(expect.objectContaining({ code: 'PACK_UNKNOWN' }));
  });
});

describe('the next right', () => {
  it('after an opinion: 30 days from service to ask the organ one level up for review, to the effective day', () => {
    const right = nextRight({ pack: pack2022, after: 'OPINION', servedOn: '2024-09-02', calendar });
    expect(right).toMatchObject({ term: 'REVIEW_REQUEST', lastDay: '2024-10-08', source: '信访工作条例 35', provisional: false });
    expect(right?.to).toContain('上一级');
    expect(right?.explanation.map(({ step }) => step)).toEqual(['start', 'length', 'shift', 'calendar']);
  });

  it('after a review opinion: re-review; after a re-review opinion: none', () => {
    expect(nextRight({ pack: pack2005, after: 'REVIEW_OPINION', servedOn: '2019-03-01', calendar })).toMatchObject({
      term: 'REREVIEW_REQUEST',
      lastDay: '2019-04-01',
      source: '信访条例 35',
    });
    expect(nextRight({ pack: pack2022, after: 'REREVIEW_OPINION', servedOn: '2025-03-03', calendar })).toBeNull();
  });
});
