import { describe, expect, it } from '@jest/globals';
import { blankForm, blankPetitioner, fewerThanCame, inputOf, unreadable, type DeskForm } from './form';

const form = (more: Partial<DeskForm> = {}): DeskForm => ({
  ...blankForm({ on: '2026-11-30', channel: 'VISIT', division: '990100', stampNumber: '', place: '' }),
  petitioners: [{ ...blankPetitioner, name: '代表甲' }],
  ...more,
});
const people = (more: Partial<DeskForm>): unknown => inputOf(form(more), 'officer').peopleCount;

describe('the people of a visit', () => {
  it('are all visitors if no number is typed, for a chosen visit and for one entered with the matter', () => {
    expect(people({ visitId: 'visit', visitHeads: 31 })).toBe(31);
    expect(people({ headCount: '31' })).toBe(31);
    expect(people({ headCount: '1', petitioners: ['甲', '乙'].map((name) => ({ ...blankPetitioner, name })) })).toBe(2);
    expect(people({ visitId: 'visit', visitHeads: 31, peopleCount: '40' })).toBe(40);
  });

  it('are as many as are registered in any other channel', () => {
    expect(people({ channel: 'LETTER', visitId: 'visit', visitHeads: 31, headCount: '31' })).toBeNull();
  });

  it('are fewer than the visitors only if the officer confirms that the others do not raise the matter', () => {
    const fewer = form({ visitId: 'visit', visitHeads: 31, peopleCount: '30' });
    expect(fewerThanCame(fewer)).toBe(true);
    expect([...unreadable(fewer).keys()]).toEqual(['fewer']);
    expect(unreadable({ ...fewer, fewer: true }).size).toBe(0);
    expect(unreadable({ ...fewer, peopleCount: '31' }).size).toBe(0);
  });
});
