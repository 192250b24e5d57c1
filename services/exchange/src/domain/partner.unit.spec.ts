import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import fc from 'fast-check';
import {
  checkAllowed,
  checkKeyValid,
  checkPartner,
  checkRowSystem,
  checkSecretDays,
  covers,
  isKeyValid,
  daysUnderway,
  LINK_KINDS,
  type PartnerEntry,
  type PartnerTerms,
} from './partner.js';

/** The code of the refusal; null where nothing is refused. */
function refusal(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

const terms: PartnerTerms = {
  node: 'county.990122',
  state: 'active',
  sends: { kinds: ['transfer'], divisions: ['990122'] },
  receives: { kinds: ['*'], divisions: ['990100'] },
};

describe('what may pass between two nodes', () => {
  const passes = (way: 'sends' | 'receives', kind: string, division: string, more: Partial<PartnerTerms> = {}) =>
    refusal(() => checkAllowed({ ...terms, ...more }, way, { kind, division }));

  it('is what the list says for that direction, by kind and by division', () => {
    expect(passes('sends', 'transfer', '990122')).toBeNull();
    expect(passes('sends', 'recall', '990122')).toBe('KIND_NOT_ALLOWED');
    expect(passes('sends', 'transfer', '990123')).toBe('DIVISION_NOT_ALLOWED');
    expect(passes('receives', 'recall', '990122')).toBeNull();
    expect(passes('receives', 'recall', '990200')).toBe('DIVISION_NOT_ALLOWED');
    expect(passes('receives', 'recall', '990100', { receives: { kinds: [], divisions: ['990100'] } })).toBe('KIND_NOT_ALLOWED');
  });

  it('is nothing while the partner is suspended, and always the word of the link where it is not', () => {
    for (const kind of LINK_KINDS) {
      expect(passes('sends', kind, '000000')).toBeNull();
      expect(passes('sends', kind, '000000', { state: 'suspended' })).toBe('PARTNER_SUSPENDED');
    }
    expect(passes('sends', 'transfer', '990122', { state: 'suspended' })).toBe('PARTNER_SUSPENDED');
  });

  it('a code of GB/T 2260 stands for itself and all below it', () => {
    const digits = (n: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${n - 1}}$`));
    fc.assert(
      fc.property(digits(2), digits(2), digits(2), digits(6), (province, city, county, other) => {
        const division = `${province}${city}${county}`;
        for (const code of [division, `${province}${city}00`, `${province}0000`]) expect(covers(code, division)).toBe(true);
        expect(covers(`${province}${city}00`, other)).toBe(other.startsWith(`${province}${city}`));
        expect(covers(`${province}0000`, other)).toBe(other.startsWith(province));
        expect(covers(division, `${province}${city}00`)).toBe(false);
      }),
    );
  });
});

describe('a key counts', () => {
  const [from, to, revoked] = ['2026-03-01T00:00:00.000Z', '2026-03-10T00:00:00.000Z', '2026-03-05T00:00:00.000Z'];
  const key = { keyId: 'a', validFrom: from, validTo: to, revokedAt: null };
  const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();

  it.each([
    ['from its first instant', key, from, null],
    ['and not before', key, before(from), 'KEY_NOT_YET'],
    ['until the last before its end', key, before(to), null],
    ['and no longer', key, to, 'KEY_EXPIRED'],
    ['without an end for ever', { ...key, validTo: null }, '2099-01-01T00:00:00.000Z', null],
    ['until it is revoked', { ...key, revokedAt: revoked }, before(revoked), null],
    ['and never after', { ...key, revokedAt: revoked }, revoked, 'KEY_REVOKED'],
    ['nor is one that was revoked called expired', { ...key, revokedAt: revoked }, to, 'KEY_REVOKED'],
  ])('%s', (_title, of, at, code) => {
    expect(refusal(() => checkKeyValid(of, at))).toBe(code);
    expect(isKeyValid(of, at)).toBe(code === null);
  });
});

describe('an entry of the list of partners', () => {
  const entry: PartnerEntry = {
    node: 'county.990122',
    name: '乙县信访局',
    endpoint: 'https://exchange.example/exchange',
    way: 'push',
    pulled: false,
    suite: 'international',
    sends: { kinds: ['*'], divisions: ['990000'] },
    receives: { kinds: ['transfer', 'status-query'], divisions: ['990122'] },
    keys: [{ keyId: 'a', suite: 'international', validFrom: '2026-03-01T00:00:00.000Z', validTo: null }],
  };

  it.each<[string, Partial<PartnerEntry>, string | null]>([
    ['that is whole is kept', {}, null],
    ['that fetches what is for it needs no endpoint', { endpoint: null, way: 'fetched' }, null],
    ['nor does one that takes files', { endpoint: null, way: 'ferry' }, null],
    ['one to which messages are sent does', { endpoint: null }, 'PARTNER_WAY_ENDPOINT'],
    ['so does one from which they are fetched', { endpoint: null, way: 'fetched', pulled: true }, 'PARTNER_WAY_ENDPOINT'],
    ['messages are fetched from one that fetches its own', { way: 'fetched', pulled: true }, null],
    ['and from one to which they are sent', { pulled: true }, null],
    ['one that takes files has no endpoint', { way: 'ferry' }, 'PARTNER_WAY_ENDPOINT'],
    ['nor is anything fetched from it', { endpoint: null, way: 'ferry', pulled: true }, 'PARTNER_WAY_ENDPOINT'],
    ['of the shortest id is kept', { node: 'abc' }, null],
    ['of two signs is refused', { node: 'ab' }, 'PARTNER_NODE_MALFORMED'],
    ['of 40 signs is kept', { node: `a${'b'.repeat(39)}` }, null],
    ['of 41 signs is refused', { node: `a${'b'.repeat(40)}` }, 'PARTNER_NODE_MALFORMED'],
    ['in capitals is refused', { node: 'County' }, 'PARTNER_NODE_MALFORMED'],
    ['of this node itself is refused', { node: 'city.990100' }, 'PARTNER_IS_SELF'],
    ['without a name is refused', { name: ' ' }, 'PARTNER_NAME_MISSING'],
    ['at no address is refused', { endpoint: 'exchange' }, 'PARTNER_ENDPOINT_MALFORMED'],
    ['at another protocol is refused', { endpoint: 'ftp://exchange.example/' }, 'PARTNER_ENDPOINT_MALFORMED'],
    ['with a password in its address is refused', { endpoint: 'https://a:b@exchange.example/' }, 'PARTNER_ENDPOINT_MALFORMED'],
    ['with an address of 301 signs is refused', { endpoint: `https://exchange.example/${'x'.repeat(276)}` }, 'PARTNER_ENDPOINT_MALFORMED'],
    ['with a kind in capitals is refused', { sends: { kinds: ['Transfer'], divisions: [] } }, 'PARTNER_ALLOWANCE_MALFORMED'],
    ['with a division of five digits is refused', { receives: { kinds: [], divisions: ['99012'] } }, 'PARTNER_ALLOWANCE_MALFORMED'],
    ['that speaks in rows is none: it has no key', { way: 'rows', endpoint: null, keys: [] }, 'PARTNER_SPEAKS_ROWS'],
    ['without a key is refused', { keys: [] }, 'PARTNER_KEYS_MISSING'],
    ['with a key of the other suite is refused', { suite: 'national' }, 'PARTNER_KEY_SUITE'],
    [
      'with a key that ends when it begins is refused',
      { keys: [{ ...entry.keys[0]!, validTo: '2026-03-01T00:00:00.000Z' }] },
      'KEY_VALIDITY_BACKWARDS',
    ],
    ['with a key of a millisecond is kept', { keys: [{ ...entry.keys[0]!, validTo: '2026-03-01T00:00:00.001Z' }] }, null],
  ])('%s', (_title, change, code) => {
    expect(refusal(() => checkPartner({ ...entry, ...change }, 'city.990100'))).toBe(code);
  });
});

describe('a system that speaks in rows', () => {
  const entry = {
    node: 'county.990122',
    name: '乙县信访业务系统',
    sends: { kinds: ['transfer'], divisions: ['990122'] },
    receives: { kinds: ['acceptance'], divisions: ['990122'] },
  };

  it.each<[string, Partial<PartnerEntry>, string | null]>([
    ['is kept with the kinds that it names', {}, null],
    ['is no other id than a partner may have', { node: 'ab' }, 'PARTNER_NODE_MALFORMED'],
    ['is not this node', { node: 'city.990100' }, 'PARTNER_IS_SELF'],
    ['has a name', { name: ' ' }, 'PARTNER_NAME_MISSING'],
    ['has divisions of six digits', { sends: { kinds: [], divisions: ['9901'] } }, 'PARTNER_ALLOWANCE_MALFORMED'],
    ['agrees on every kind by its name', { receives: { kinds: ['*'], divisions: [] } }, 'ROW_KIND_UNKNOWN'],
    ['agrees on no kind that no row says', { sends: { kinds: ['recall'], divisions: [] } }, 'ROW_KIND_UNKNOWN'],
  ])('%s', (_title, change, code) => {
    expect(refusal(() => checkRowSystem({ ...entry, ...change }, 'city.990100', ['transfer', 'acceptance']))).toBe(code);
  });

  it.each([
    [0, 'ROW_SECRET_DAYS'],
    [1, null],
    [366, null],
    [367, 'ROW_SECRET_DAYS'],
    [1.5, 'ROW_SECRET_DAYS'],
  ])('has a secret of %s days: %s', (days, code) => {
    expect(refusal(() => checkSecretDays(days))).toBe(code);
  });
});

describe('days underway in a file', () => {
  it.each([
    ['of one day are none', '2026-03-01', '2026-03-01', 0],
    ['over midnight are one', '2026-03-01', '2026-03-02', 1],
    ['over a month are counted through', '2026-02-27', '2026-03-03', 4],
    ['are none where the clock of the sender is ahead', '2026-03-02', '2026-03-01', 0],
  ])('%s', (_title, from, to, days) => {
    expect(daysUnderway(from, to)).toBe(days);
  });
});
