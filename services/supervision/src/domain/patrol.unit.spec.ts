import { expect, it } from '@jest/globals';
import { builtInPacks } from '@sunshine/procedure';
import { NO_TERM, OWN_RULES, PATROLLED_SIGNS, missingStep } from './patrol.js';

const duties = builtInPacks().flatMap(({ terms }) =>
  Object.entries(terms).flatMap(([term, { nature, owner }]) => (nature === 'duty' && owner !== 'supervision' ? [term] : [])),
);

it('a missing step has words of its own for every duty of the packs, every sign and a matter without a term', () => {
  const codes = [...new Set([...duties, ...Object.keys(PATROLLED_SIGNS), NO_TERM])];
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => missingStep(code) === missingStep('UNHEARD_OF'))).toEqual([]);
});

it('organs of own rules are the political-legal ones, courts, procuratorates and discipline organs', () => {
  expect([...OWN_RULES].toSorted()).toEqual(['court', 'discipline', 'political_legal', 'procuratorate']);
});
