import { describe, expect, it } from '@jest/globals';
import { demoCity, organId } from '../city.js';
import { directoryOf, LEVEL_NAMES, LEVELS, LINKS, servedBy } from './levels.js';

const everywhere = new Set(['sysadmin', 'security', 'audit', 'migrator']);
const accountsOf = (name: (typeof LEVEL_NAMES)[number]) => directoryOf(LEVELS[name]).people.map(({ account }) => account);

describe('the demo in three nodes', () => {
  it('has everybody at work in exactly one of them, and the administrators in each', () => {
    const worked = LEVEL_NAMES.flatMap((name) => accountsOf(name).filter((account) => !everywhere.has(account)));
    expect(new Set(worked).size).toBe(worked.length);
    const operators = ['exchange.province', 'exchange.xiling'];
    expect(worked.toSorted()).toEqual(
      [...demoCity.people.map(({ account }) => account).filter((account) => !everywhere.has(account)), ...operators].toSorted(),
    );
    for (const name of LEVEL_NAMES) expect(accountsOf(name)).toEqual(expect.arrayContaining([...everywhere, LEVELS[name].operator]));
  });

  it.each(LEVEL_NAMES)('knows at the %s every organ above one that it knows, and nobody of an organ that is not its own', (name) => {
    const { organs, people } = directoryOf(LEVELS[name]);
    const known = new Set(organs.map(({ id }) => id));
    for (const { parentId, reviewedBy, alsoReviewedBy } of organs)
      for (const other of [parentId, reviewedBy, alsoReviewedBy])
        expect(other === null || other === undefined || known.has(other)).toBe(true);
    const own = new Set(organs.filter(({ division }) => LEVELS[name].divisions.includes(division)).map(({ id }) => id));
    for (const { grants } of people) for (const { organId: at } of grants) expect(at === null || own.has(at)).toBe(true);
  });

  it.each(LINKS)('lets the $upper send to what the $lower serves, and back', ({ upper, lower }) => {
    for (const [here, there] of [
      [upper, lower],
      [lower, upper],
    ] as const) {
      const known = new Set(directoryOf(LEVELS[here]).organs.map(({ id }) => id));
      const served = servedBy(LEVELS[there]);
      expect(served).toContain(organId(LEVELS[there].bureau));
      expect(served.filter((id) => !known.has(id))).toEqual([]);
    }
    expect(servedBy(LEVELS[upper]).filter((id) => servedBy(LEVELS[lower]).includes(id))).toEqual([]);
  });

  it('offers no organ that was closed', () => {
    expect(servedBy(LEVELS.city)).not.toContain(organId('planning.city'));
  });
});
