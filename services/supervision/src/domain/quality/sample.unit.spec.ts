import { describe, expect, it } from '@jest/globals';
import { nationalPacks, packNamed } from '@sunshine/procedure';
import fc from 'fast-check';
import {
  agreement,
  differences,
  drawSample,
  sampleOrder,
  settleInspection,
  submitInspection,
  type DrawSample,
  type Inspection,
  type Inspector,
  type Sample,
} from './sample.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const refused = (code: string) => expect.objectContaining({ code });
const sheet = packNamed(nationalPacks(), 'CN-2022').qualitySheet!;
const [UNIT, OFFICE] = [uuid(1), uuid(2)];
const closed = (count: number) => Array.from({ length: count }, (_, n) => ({ petitionId: uuid(100 + n), closedOn: '2026-03-10' }));
const draw = (more: Partial<DrawSample> = {}): Sample =>
  drawSample({
    id: uuid(3),
    organId: UNIT,
    byOrganId: OFFICE,
    byPersonId: uuid(4),
    from: '2026-03-01',
    to: '2026-03-31',
    drawnOn: '2026-04-01',
    seed: 'a'.repeat(32),
    size: 3,
    sheet,
    closed: closed(10),
    ...more,
  });

describe('a sample for quality review', () => {
  it('has a sheet of a hundred points, each item once', () => {
    expect(sheet.reduce((total, { points }) => total + points, 0)).toBe(100);
    expect(new Set(sheet.map(({ item }) => item)).size).toBe(sheet.length);
  });

  it('is the same for the same seed and population, whoever lists the matters in which order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(closed(20), { minLength: 20 }), fc.string({ minLength: 1 }), (shuffled, seed) => {
        expect(draw({ closed: shuffled, seed })).toEqual(draw({ closed: closed(20), seed }));
      }),
    );
  });

  it('is another for another seed, and never has a matter twice', () => {
    const ids = closed(50).map(({ petitionId }) => petitionId);
    expect(sampleOrder(ids, 'one')).not.toEqual(sampleOrder(ids, 'other'));
    expect(sampleOrder(ids, 'one').toSorted()).toEqual(ids);
  });

  it('takes matters closed on both ends of the period, and none a day beyond', () => {
    const at = (closedOn: string, n: number) => ({ petitionId: uuid(200 + n), closedOn });
    const days = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(at);
    const sample = draw({ closed: days, size: 2 });
    expect([sample.population, sample.petitionIds.toSorted()]).toEqual([2, [uuid(201), uuid(202)]]);
    expect(() => draw({ closed: days, size: 3 })).toThrow(refused('SAMPLE_TOO_FEW'));
  });

  it.each([
    ['under a pack without a sheet', { sheet: undefined }, 'SAMPLE_NO_SHEET'],
    ['of the own organ', { organId: OFFICE }, 'SAMPLE_OWN_ORGAN'],
    ['of a period that ends before it begins', { to: '2026-02-28' }, 'SAMPLE_PERIOD_BACKWARDS'],
    ['of none', { size: 0 }, 'SAMPLE_SIZE_WRONG'],
    ['of half a matter', { size: 1.5 }, 'SAMPLE_SIZE_WRONG'],
    ['of more than a hundred', { size: 101, closed: closed(101) }, 'SAMPLE_SIZE_WRONG'],
    ['of more than were closed', { size: 11 }, 'SAMPLE_TOO_FEW'],
  ])('%s is refused', (_title, more, code) => {
    expect(() => draw(more)).toThrow(refused(code));
  });

  it('of a hundred is not', () => {
    expect(draw({ size: 100, closed: closed(100) }).petitionIds).toHaveLength(100);
  });
});

const sample = draw();
const [first] = sample.petitionIds as [string];
const inspector = (n: number, ...organIds: string[]): Inspector => ({
  personId: uuid(n),
  organId: OFFICE,
  on: '2026-04-02',
  organIds: [OFFICE, ...organIds],
});
const full = (less: Record<string, number> = {}) => sheet.map(({ item, points }) => ({ item, points: points - (less[item] ?? 0) }));
const submit = (by: Inspector, made: readonly Inspection[] = [], more: object = {}): Inspection =>
  submitInspection(sample, made, by, { petitionId: first, scores: full(), remark: '程序规范', ...more });

describe('the inspection of a sampled matter', () => {
  it('is scored by each item from none to its most', () => {
    expect(submit(inspector(10), [], { scores: full({ OPINION: 20 }) }).scores).toMatchObject({ OPINION: 0, SERVED: 10 });
  });

  it.each([
    ['by somebody of the organ under review', inspector(10, UNIT), {}, 'INSPECTOR_OF_UNIT'],
    ['of a matter that was not drawn', inspector(10), { petitionId: uuid(999) }, 'INSPECTION_NOT_SAMPLED'],
    ['with more points than there are', inspector(10), { scores: full({ OPINION: -1 }) }, 'INSPECTION_SHEET_WRONG'],
    ['with fewer than none', inspector(10), { scores: full({ OPINION: 21 }) }, 'INSPECTION_SHEET_WRONG'],
    ['with half a point', inspector(10), { scores: full({ OPINION: 0.5 }) }, 'INSPECTION_SHEET_WRONG'],
    ['without an item', inspector(10), { scores: full().slice(1) }, 'INSPECTION_SHEET_WRONG'],
    [
      'with an item that the sheet does not have',
      inspector(10),
      { scores: [...full(), { item: 'OTHER', points: 1 }] },
      'INSPECTION_SHEET_LONG',
    ],
    ['without a word', inspector(10), { remark: ' ' }, 'SUPERVISION_TEXT_MISSING'],
  ])('%s is refused', (_title, by, more, code) => {
    expect(() => submit(by, [], more)).toThrow(refused(code));
  });

  it('is done by two, by neither of them twice, and by no third', () => {
    const one = submit(inspector(10));
    expect(() => submit(inspector(10), [one])).toThrow(refused('INSPECTION_TWICE'));
    const two = submit(inspector(11), [one]);
    expect(() => submit(inspector(12), [one, two])).toThrow(refused('INSPECTION_FULL'));
  });

  it('shows how often two agree, and counts nothing that one alone has scored', () => {
    const one = submit(inspector(10));
    expect(agreement(sample, [one])).toEqual({ same: 0, items: 0 });
    const two = submit(inspector(11), [one], { scores: full({ OPINION: 5, SERVED: 1 }) });
    expect(differences(sheet, [one])).toBeNull();
    expect(differences(sheet, [one, two])).toEqual(['OPINION', 'SERVED']);
    expect(agreement(sample, [one, two])).toEqual({ same: sheet.length - 2, items: sheet.length });
  });
});

describe('what two inspectors differ on', () => {
  const one = submit(inspector(10));
  const two = submit(inspector(11), [one], { scores: full({ OPINION: 5 }) });
  const settle = (by: Inspector, inspections: readonly Inspection[] = [one, two], more: object = {}, settled: readonly string[] = []) =>
    settleInspection(
      sample,
      {
        inspections,
        settlements: settled.map((petitionId) => ({ petitionId, personId: uuid(9), on: '2026-04-03', scores: {}, reason: '' })),
      },
      by,
      { petitionId: first, scores: full({ OPINION: 3 }), reason: '答复遗漏一项诉求', ...more },
    );

  it('is settled by a third person with a reason', () => {
    expect(settle(inspector(12))).toMatchObject({ personId: uuid(12), scores: { OPINION: 17, SERVED: 10 } });
  });

  it.each([
    ['by one of them', () => settle(inspector(11)), 'INSPECTION_OWN_SETTLEMENT'],
    ['by somebody of the organ under review', () => settle(inspector(12, UNIT)), 'INSPECTOR_OF_UNIT'],
    ['where they agree', () => settle(inspector(12), [one, submit(inspector(11), [one])]), 'INSPECTION_NOT_DIFFERENT'],
    ['while one alone has scored', () => settle(inspector(12), [one]), 'INSPECTION_NOT_DIFFERENT'],
    ['twice', () => settle(inspector(12), [one, two], {}, [first]), 'INSPECTION_SETTLED'],
    [
      'with another score for what they agree on',
      () => settle(inspector(12), [one, two], { scores: full({ SERVED: 1 }) }),
      'INSPECTION_AGREED_ITEM',
    ],
    ['without a reason', () => settle(inspector(12), [one, two], { reason: '' }), 'SUPERVISION_TEXT_MISSING'],
  ])('%s is refused', (_title, act, code) => {
    expect(act).toThrow(refused(code));
  });
});
