import { describe, expect, it } from '@jest/globals';
import { foldedHash, headHash, type FrozenFact } from './frozen.js';

const HEAD = {
  day: '2025-03-18',
  previous: null,
  versions: { told_in_time: 1, accepted_in_time: 1, handled_in_time: 1, closed_in_time: 1 },
  facts: 1,
};
const FACT: FrozenFact = { figure: 'told_in_time', clockId: 'c', organId: 'o', dueOn: '2025-03-18', answeredOn: null, finding: 'unmet' };
const hash = (head: object = {}, fact: object = {}): string => foldedHash(headHash({ ...HEAD, ...head }), [{ ...FACT, ...fact }]);

describe('the hash of a frozen day', () => {
  it('is the same for the same facts in whatever order their fields come', () => {
    const { finding, ...rest } = FACT;
    expect(hash()).toBe(foldedHash(headHash(HEAD), [{ finding, ...rest }]));
    expect(hash()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is another one where anything of day, chain, version or fact is another', () => {
    const others = [
      hash({ day: '2025-03-19' }),
      hash({ previous: hash() }),
      hash({ versions: { ...HEAD.versions, told_in_time: 2 } }),
      hash({ facts: 2 }),
      ...[
        { figure: 'accepted_in_time' },
        { clockId: 'd' },
        { organId: 'p' },
        { dueOn: '2025-03-19' },
        { answeredOn: '2025-03-18' },
        { finding: 'in_time' },
        { finding: null },
      ].map((fact) => hash({}, fact)),
      foldedHash(headHash(HEAD), []),
      foldedHash(headHash(HEAD), [FACT, FACT]),
    ];
    expect(new Set([hash(), ...others]).size).toBe(others.length + 1);
  });
});
