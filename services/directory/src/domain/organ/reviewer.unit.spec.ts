import { describe, expect, it } from '@jest/globals';
import type { OrganKind } from '@sunshine/events';
import { defaultReviewer } from './reviewer.js';

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
