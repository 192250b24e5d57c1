import { describe, expect, it } from '@jest/globals';
import { sharedOut } from './leak-matrix.alike.js';
import type { Reader, Subject } from './leak-matrix.js';

const petitions: Subject[] = Array.from({ length: 6 }, (_, n) => ({ id: `petition ${n}`, number: `${n}`, kind: 'CLAIM', issued: true }));
const reader = (role: string, more: Partial<Reader> = {}): Reader => ({
  ...{ name: role, personId: `${role} in person`, token: 'token', role, organKind: 'department', organId: 'unit' },
  ...{ standings: () => ['assisting'], barred: () => false, inCharge: () => false, ...more },
});
/** How many petitions each is asked for. */
const counts = (readers: readonly Reader[], singular: readonly string[] = []) => {
  const asks = sharedOut(readers, petitions, new Set(singular));
  return readers.map((one) => petitions.filter((petition) => asks(one, petition)).length);
};
const [handler, checker, issuer] = [reader('HANDLER'), reader('CHECKER'), reader('ISSUER')];

describe('readers of the leak matrix share the petitions out', () => {
  it('where they are of one organ with the same rights, each in turn, so that every petition is asked for once', () => {
    const asks = sharedOut([handler, checker, issuer], petitions, new Set());
    for (const petition of petitions) expect([handler, checker, issuer].filter((one) => asks(one, petition))).toHaveLength(1);
    expect(counts([handler, checker, issuer])).toEqual([2, 2, 2]);
  });

  it('but never with somebody who is related to a petition in person, or has a second role', () => {
    expect(counts([handler, checker, issuer], ['CHECKER in person'])).toEqual([3, 6, 3]);
  });

  it('nor with anybody who is no person', () => {
    expect(counts([handler, reader('CHECKER', { personId: null }), reader('ISSUER', { personId: null })])).toEqual([6, 6, 6]);
  });

  it.each<[string, Partial<Reader>]>([
    ['of another organ', { organId: 'another unit' }],
    ['of another kind of organ', { organKind: 'petition_bureau' }],
    ['with another standing to one petition', { standings: (id) => (id === 'petition 3' ? ['sender'] : ['assisting']) }],
    ['kept out of one petition', { barred: ({ id }) => id === 'petition 3' }],
    ['with the charge of one petition', { inCharge: (id) => id === 'petition 3' }],
  ])('nor with somebody %s', (_who, more) => {
    expect(counts([handler, reader('CHECKER', more)])).toEqual([6, 6]);
  });

  it('nor with somebody whose role shows more: the head of the registering organ sees who opened what, the registrar what other nodes were asked', () => {
    const registering = { standings: () => ['registering'] as const };
    const readers = ['DISPATCHER', 'AUDITOR', 'HEAD', 'REGISTRAR'].map((role) => reader(role, registering));
    expect(counts(readers)).toEqual([3, 3, 6, 6]);
  });
});
