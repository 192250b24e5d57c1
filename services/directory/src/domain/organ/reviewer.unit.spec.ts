import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OrganKind } from '@sunshine/events';
import { defaultReviewer, reviewerEntered, reviewerOn, withReviewer, type ReviewerTerm } from './reviewer.js';

const organ = (kind: OrganKind, id: string = kind) => ({ id, kind });
const county = organ('government', 'county');
const city = organ('government', 'city');
const cityParty = organ('party_committee', 'cityParty');

describe('the default reviewing organ (Arts 35, 36)', () => {
  it.each([
    ['a township: the county government', organ('township'), [county, city], 'county'],
    ['a county department: the county government', organ('department'), [county, city], 'county'],
    ['a city department: the city government', organ('department'), [city], 'city'],
    ['a county government: the city government', county, [city], 'city'],
    ['an office below a department: the government above both', organ('department'), [organ('department', 'bigger'), city], 'city'],
    ['a Party committee: the Party committee above', organ('party_committee', 'countyParty'), [cityParty], 'cityParty'],
  ])('%s', (_case, subject, above, reviewer) => {
    expect(defaultReviewer(subject, above)).toBe(reviewer);
  });

  it('ends where no such organ stands above', () => {
    expect(defaultReviewer(city, [])).toBeNull();
    expect(defaultReviewer(organ('department'), [cityParty])).toBeNull();
  });

  it.each([
    'petition_bureau',
    'supervision_office',
    'court',
    'procuratorate',
    'people_congress',
    'consultative_conference',
    'discipline',
    'mass_organisation',
    'enterprise',
    'institution',
  ] as const)('gives a %s no default: it issues no opinion, or needs an entry of its own', (kind) => {
    expect(defaultReviewer(organ(kind), [county, cityParty])).toBeNull();
  });
});

describe('who reviews, from when to when', () => {
  const first: readonly ReviewerTerm[] = [{ organId: 'city', also: false, from: '2020-01-01', to: null }];

  it('a change from tomorrow on leaves today as it is', () => {
    const terms = withReviewer(first, false, 'province', '2025-03-04');
    expect(reviewerOn(terms, false, '2025-03-03')).toBe('city');
    expect(reviewerOn(terms, false, '2025-03-04')).toBe('province');
    expect(reviewerEntered(terms, false)).toBe('province');
    expect(terms).toEqual([
      { organId: 'city', also: false, from: '2020-01-01', to: '2025-03-03' },
      { organId: 'province', also: false, from: '2025-03-04', to: null },
    ]);
  });

  it('the second reviewer is told apart from the first', () => {
    const terms = withReviewer(first, true, 'department', '2025-03-04');
    expect([reviewerOn(terms, false, '2025-03-04'), reviewerOn(terms, true, '2025-03-04')]).toEqual(['city', 'department']);
    expect(reviewerOn(terms, true, '2025-03-03')).toBeNull();
    expect(reviewerOn(withReviewer(terms, true, null, '2025-04-01'), true, '2025-04-01')).toBeNull();
  });

  it('what was entered for later days falls away with an earlier change', () => {
    const planned = withReviewer(first, false, 'province', '2025-06-01');
    expect(withReviewer(planned, false, 'other', '2025-04-01')).toEqual([
      { organId: 'city', also: false, from: '2020-01-01', to: '2025-03-31' },
      { organId: 'other', also: false, from: '2025-04-01', to: null },
    ]);
  });

  it('who was entered last and is entered again changes nothing', () => {
    expect(withReviewer(first, false, 'city', '2025-03-04')).toBe(first);
    expect(withReviewer([], true, null, '2025-03-04')).toEqual([]);
  });

  it('any changes: each day has one reviewer at most, and no day before a change is another by it', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2025-03-${String(n).padStart(2, '0')}`);
    const change = fc.record({ from: day, organId: fc.constantFrom('a', 'b', 'c', null), also: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), day, (changes, looked) => {
        let terms: readonly ReviewerTerm[] = [];
        for (const { from, organId, also } of changes) {
          const before = reviewerOn(terms, also, looked);
          const other = reviewerOn(terms, !also, looked);
          terms = withReviewer(terms, also, organId, from);
          if (looked < from) expect(reviewerOn(terms, also, looked)).toBe(before);
          expect(reviewerOn(terms, !also, looked)).toBe(other);
          expect(reviewerEntered(terms, also)).toBe(organId);
          for (const slot of [true, false]) {
            expect(terms.filter((term) => term.also === slot && term.from <= looked && (term.to ?? looked) >= looked).length).toBeLessThan(
              2,
            );
          }
        }
      }),
    );
  });
});
