import { describe, expect, it } from '@jest/globals';
import { divisionsAbove } from '@sunshine/events';
import { receiverOf, type KnownOrgan } from './receiver.js';

const organ = (id: string, division: string, kind: KnownOrgan['kind'] = 'petition_bureau', closedOn: string | null = null): KnownOrgan => ({
  id,
  kind,
  division,
  closedOn,
});
const county = organ('county', '990102');
const city = organ('city', '990100');
const housing = organ('housing', '990100', 'department');
const on = '2025-03-03';

describe('the organ that receives a filing', () => {
  it('is the one it was brought or addressed to, of whatever kind', () => {
    expect(receiverOf({ division: '990102' }, 'housing', [housing, county], on)).toBe(housing);
  });

  it('is by default the bureau of the division, else the nearest above it', () => {
    expect(receiverOf({ division: '990102' }, null, [city, county], on)).toBe(county);
    expect(receiverOf({ division: '990123' }, null, [city, county, organ('school', '990123', 'institution')], on)).toBe(city);
    expect(receiverOf({ division: '990102' }, null, [city, organ('gone', '990102', 'petition_bureau', on)], on)).toBe(city);
    expect(() => receiverOf({ division: '980102' }, null, [organ('far', '980102', 'department'), city, county], on)).toThrow(
      expect.objectContaining({ code: 'BUREAU_UNKNOWN' }),
    );
  });

  it('is looked for only where the division has an organ at all', () => {
    for (const at of [null, 'housing'])
      expect(() => receiverOf({ division: '990123' }, at, [housing, city, county], on)).toThrow(
        expect.objectContaining({ code: 'DIVISION_UNKNOWN' }),
      );
  });

  it('must exist where it is named', () => {
    expect(() => receiverOf({ division: '990102' }, 'nowhere', [city, county], on)).toThrow(
      expect.objectContaining({ code: 'FILING_ORGAN_UNKNOWN' }),
    );
  });

  it('is looked for in the division, its city and its province', () => {
    expect(divisionsAbove('990102')).toEqual(['990102', '990100', '990000']);
    expect(divisionsAbove('990100')).toEqual(['990100', '990000']);
  });
});
