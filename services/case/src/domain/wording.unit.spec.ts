import { describe, expect, it } from '@jest/globals';
import type { HistoryLine } from './petition.js';
import { actName, isToldPetitioner, toldName } from './wording.js';

const told = (act: string, part: HistoryLine['part'] = null) => isToldPetitioner({ act, part });

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
    expect([told('decideExit'), told('confirmExit', 'confirmation')]).toEqual([false, true]);
    // Decided alone it is told, proposed to the head it is not.
    expect([told('decideObjection', 'confirmation'), told('decideObjection', 'proposal')]).toEqual([true, false]);
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

  it('names a decision so that it is not read as granted', () => {
    expect([actName('decideRecusal'), toldName('decideRecusal'), toldName('issueOpinion')]).toEqual([
      '决定回避',
      '对回避申请作出决定',
      '签发',
    ]);
  });
});
