import { describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING, aRegistration, law } from '../../test/builders.js';
import { choicesOf } from './choices.js';
import { registered } from './opening.js';
import type { PetitionState } from './petition.js';

const ON = '2025-03-03';
const at = (change: Partial<PetitionState> = {}): PetitionState => ({ ...registered(aRegistration({})), ...change });
const codes = (name: string, state: PetitionState, on = ON): string[] => {
  const choice = choicesOf(law.packOn(on), state, on).find((one) => one.name === name);
  if (!choice) throw new Error(`no choice ${name}`);
  return choice.values.map(({ code }) => code);
};

describe('what forms choose from', () => {
  it('names every value with its words and its source, once', () => {
    for (const { name, title, values } of choicesOf(law.packOn(ON), at(), ON)) {
      expect(title).not.toBe('');
      expect(values.every((one) => one.title !== '' && one.source !== '')).toBe(true);
      expect({ name, codes: new Set(values.map(({ code }) => code)).size }).toEqual({ name, codes: values.length });
    }
  });

  it('offers the exits of the pack in force: under 信访条例 an organ points out none', () => {
    expect(codes('exit', at())).toEqual(['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(6)']);
    expect(codes('exit', at(), '2019-03-04')).toEqual(['31(6)']);
  });

  it('offers a ground of refusal only where the pack allows it, for the organ that would refuse, and of a visit for visitors alone', () => {
    const bureau = at({ organId: BUREAU.id, organKind: 'petition_bureau', channel: 'VISIT' });
    const organ = at({ organId: HOUSING.id, organKind: 'department', channel: 'LETTER' });
    for (const state of [bureau, organ]) {
      const by = state.organKind === 'petition_bureau' ? 'bureau' : 'organ';
      for (const code of [...codes('acceptanceRefusalGround', state), ...codes('refilingRefusalGround', state)]) {
        const ground = law.packOn(ON).grounds.find((one) => one.code === code);
        expect(ground?.allowed).toBe(true);
        expect(ground?.by.some((one) => one === by || one === 'superior')).toBe(true);
        expect(ground?.visitsOnly && state.channel !== 'VISIT').toBe(false);
      }
    }
    expect(codes('acceptanceRefusalGround', organ)).not.toContain('statutory_route');
    expect(codes('acceptanceRefusalGround', bureau, '2019-03-04')).not.toEqual(codes('acceptanceRefusalGround', bureau));
  });

  it('offers the grounds of closing of the path the matter took, and of a merged petition the merge alone', () => {
    expect(codes('closingGround', at({ kind: 'REPORT' }))).not.toContain('opinion_final');
    expect(codes('closingGround', at({ exit: '31(6)' }))).toContain('opinion_final');
    expect(codes('closingGround', at({ exit: '31(6)' }))).not.toContain('merged');
    expect(codes('closingGround', at({ mergedInto: HOUSING.id }))).toEqual(['merged']);
  });

  it('offers no way of sending that is none, and steps to reopen at only where the matter is closed', () => {
    expect(codes('serviceWay', at())).toContain('undeliverable');
    expect(codes('dispatchWay', at())).not.toContain('undeliverable');
    expect(codes('reopeningStage', at())).toEqual([]);
    expect(codes('reopeningStage', at({ stage: 'closed', closedOn: ON }))).not.toEqual([]);
  });
});
