import { describe, expect, it } from '@jest/globals';
import type { HistoryLine } from './petition.js';
import { actName, isObjectionDecided, isToldPetitioner, objectionDecidedAs, toldName } from './wording.js';

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

  it('says of an objection what it means to the petitioner, and who handles the matter after it', () => {
    expect(toldName('confirmObjection')).toBe('承办机关认为不归它办，已提出异议');
    expect(['decideObjection', 'confirmObjectionDecision', 'confirmObjection'].map(isObjectionDecided)).toEqual([true, true, false]);
    expect(objectionDecidedAs(false, '甲局')).toBe('转送机关核实：仍由甲局办理');
    expect(objectionDecidedAs(true, '乙局')).toBe('转送机关核实：改由乙局办理');
    expect(objectionDecidedAs(true, null)).toContain('另行转送');
  });
});
