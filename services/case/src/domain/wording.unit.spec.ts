import { describe, expect, it } from '@jest/globals';
import { actName, isToldPetitioner } from './wording.js';

const told = (act: string, part: string | null = null) => isToldPetitioner({ act, part });

describe('the course that the petitioner is told', () => {
  it('begins with the registration and says what was done to the matter', () => {
    expect([told('registerPetition'), told('routePetition'), told('issueOpinion'), told('supplementPetition')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('never contains a mere proposal', () => {
    expect([told('decideExit', 'proposal'), told('confirmExit', 'confirmation')]).toEqual([false, true]);
  });

  it('never says what stays inside the office or is another petitioner’s', () => {
    expect([told('checkOpinion'), told('recordInstruction'), told('compareRefiling'), told('leaveGroup')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('keeps back an act that only a later release knows, and names it by its code', () => {
    expect([told('assignLater'), actName('assignLater')]).toEqual([false, 'assignLater']);
  });
});
