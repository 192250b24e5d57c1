import { describe, expect, it } from '@jest/globals';
import {
  addToList,
  formsOfMatter,
  identityForms,
  isKeyOld,
  prefixOf,
  requireAskable,
  requireComparable,
  type Comparable,
  type Identity,
} from './same-matter.js';

const claim: Comparable = { kind: 'CLAIM', anonymous: false, staffConduct: false, barred: false, closedOn: null };
const code = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the comparison of a matter with those of other nodes', () => {
  it.each([
    ['a claim', {}, null],
    ['a suggestion', { kind: 'SUGGESTION' }, null],
    ['a report', { kind: 'REPORT' }, 'SAME_MATTER_SEALED'],
    ['a report that is anonymous and closed too', { kind: 'REPORT', anonymous: true, closedOn: '2025-03-01' }, 'SAME_MATTER_SEALED'],
    ['what tells of the conduct of staff', { staffConduct: true }, 'SAME_MATTER_SEALED'],
    ['a matter from which somebody is barred', { barred: true }, 'SAME_MATTER_SEALED'],
    ['an anonymous filing', { anonymous: true }, 'SAME_MATTER_ANONYMOUS'],
    ['a closed matter', { closedOn: '2025-03-01' }, 'SAME_MATTER_CLOSED'],
  ] as const)('of %s is refused with %j: %s', (_, more, refusal) => {
    expect(code(() => requireComparable({ ...claim, ...more }))).toBe(refusal);
    expect(code(() => requireAskable({ ...claim, ...more }, { forms: 1, nodes: 1 }, { byOfficer: 0, matter: false }, 20))).toBe(refusal);
  });

  it('is asked for by an officer for as many matters of a day as the plan says, each once a day', () => {
    const ask = (byOfficer: number, matter = false) => code(() => requireAskable(claim, { forms: 1, nodes: 1 }, { byOfficer, matter }, 20));
    expect([ask(0), ask(19), ask(20), ask(21)]).toEqual([null, null, 'SAME_MATTER_TOO_MANY', 'SAME_MATTER_TOO_MANY']);
    expect(ask(0, true)).toBe('SAME_MATTER_ASKED_TODAY');
  });

  it('needs what identifies a petitioner, and a node whose list is there', () => {
    const today = { byOfficer: 0, matter: false };
    expect(code(() => requireAskable(claim, { forms: 0, nodes: 1 }, today, 20))).toBe('SAME_MATTER_NO_IDENTITY');
    expect(code(() => requireAskable(claim, { forms: 1, nodes: 0 }, today, 20))).toBe('SAME_MATTER_NO_NODE');
  });
});

const nobody: Identity = { name: null, idNumber: null, phone: null };

describe('what identifies a petitioner at two nodes', () => {
  it('is the number of a document, and the name with the telephone; never a bare name or a bare telephone', () => {
    expect(identityForms({ name: '申某甲', idNumber: '99010219900101456X', phone: '19900000001' })).toEqual([
      'idNumber|99010219900101456X',
      'nameAndPhone|申某甲|19900000001',
    ]);
    expect(identityForms({ ...nobody, name: '申某甲' })).toEqual([]);
    expect(identityForms({ ...nobody, phone: '19900000001' })).toEqual([]);
    expect(identityForms(nobody)).toEqual([]);
  });

  it('is no note in the place of a number: 8 signs of a document, 7 digits of a telephone at least', () => {
    const forms = (idNumber: string, phone: string) => identityForms({ name: '申某甲', idNumber, phone }).map((form) => form.split('|')[0]);
    expect(forms('无', '无')).toEqual([]);
    expect(forms('1234567', '123456')).toEqual([]);
    expect(forms('12345678', '1234567')).toEqual(['idNumber', 'nameAndPhone']);
  });

  it('is taken of each petitioner once, and of a large group no more than the plan says', () => {
    const group = Array.from({ length: 30 }, (_, n) => ({ name: `人${n}`, idNumber: null, phone: `1990000${1000 + n}` }));
    expect(formsOfMatter(group, 20)).toHaveLength(20);
    expect(formsOfMatter([group[0]!, group[0]!], 20)).toHaveLength(1);
  });
});

/** Pairs as two desks write them down, with whether it is one person. */
const PAIRS: readonly (readonly [same: boolean, one: Partial<Identity>, other: Partial<Identity>])[] = [
  [true, { idNumber: '99010219900101456X' }, { idNumber: '99010219900101456x' }],
  [true, { idNumber: '990102199001014561' }, { idNumber: '９９０１０２１９９００１０１４５６１' }],
  [true, { idNumber: '990102 19900101 4561' }, { idNumber: '990102199001014561', name: '申某甲' }],
  [true, { name: '申某甲', phone: '19900000001' }, { name: '申 某 甲', phone: '+86 199-0000-0001' }],
  [true, { name: '申某甲', phone: '19900000001' }, { name: '申某甲', phone: '8619900000001', idNumber: '990102199001014561' }],
  [true, { name: '欧阳·某', phone: '0999-1234567' }, { name: '欧阳某', phone: '09991234567' }],
  [true, { name: 'Zhang San', phone: '19900000001' }, { name: 'ZHANG SAN', phone: '19900000001' }],
  [true, { name: '申某甲', phone: '19900000001', idNumber: '990102199001014561' }, { name: '申某甲', phone: '19900000001' }],
  [true, { idNumber: 'E12345678' }, { idNumber: 'e1234 5678' }],
  // One node has the document alone, the other name and telephone alone: nothing connects them.
  [true, { idNumber: '990102199001014561' }, { name: '申某甲', phone: '19900000001' }],
  // Another telephone since.
  [true, { name: '申某甲', phone: '19900000001' }, { name: '申某甲', phone: '19900000002' }],
  [false, { name: '申某甲', phone: '19900000001' }, { name: '申某乙', phone: '19900000001' }],
  [false, { name: '申某甲', phone: '19900000001' }, { name: '申某甲', phone: '19900000011' }],
  [false, { name: '申某甲' }, { name: '申某甲' }],
  [false, { phone: '19900000001' }, { phone: '19900000001' }],
  [false, { name: '申某甲', phone: '无' }, { name: '申某甲', phone: '无' }],
  [false, { idNumber: '无' }, { idNumber: '无' }],
  [false, { idNumber: '不详' }, { idNumber: '不详' }],
  [false, { idNumber: '990102199001014561' }, { idNumber: '990102199001014562' }],
  [false, { name: '990102199001014561', phone: '19900000001' }, { idNumber: '990102199001014561' }],
];

describe('pairs of petitioners at two nodes whose truth is known', () => {
  it('are found to 9 of 11, and none is found that is not one person', () => {
    const found = PAIRS.map(([, one, other]) => {
      const [mine, theirs] = [identityForms({ ...nobody, ...one }), identityForms({ ...nobody, ...other })];
      return mine.some((form) => theirs.includes(form));
    });
    const count = (same: boolean, match: boolean) => PAIRS.filter(([truth], n) => truth === same && found[n] === match).length;
    const [hits, falseHits, missed] = [count(true, true), count(false, true), count(true, false)];
    expect({ precision: hits / (hits + falseHits), recall: hits / (hits + missed), pairs: PAIRS.length }).toEqual({
      precision: 1,
      recall: 9 / 11,
      pairs: 20,
    });
  });
});

describe('a list', () => {
  it('holds for each form the number prefix of the first matter that has it: division and month', () => {
    expect(prefixOf('990122-20261203-000017')).toBe('990122-202612');
    const list = new Map<string, string>();
    addToList(list, [{ number: '990122-20261130-000001', forms: ['a', 'b'] }]);
    addToList(list, [{ number: '990122-20261203-000002', forms: ['b', 'c'] }]);
    expect([...list]).toEqual([
      ['a', '990122-202611'],
      ['b', '990122-202611'],
      ['c', '990122-202612'],
    ]);
  });

  it('is made by a key until its days are over', () => {
    const DAY = 86_400_000;
    expect([isKeyOld(0, 30 * DAY - 1, 30), isKeyOld(0, 30 * DAY, 30)]).toEqual([false, true]);
  });
});
