import { describe, expect, it } from '@jest/globals';
import { matrix } from '@sunshine/access';
import { DESK_ACTS, deskActsOf, type DeskState } from './acts.js';

const ME = 'me';
const state = (change: Partial<DeskState> = {}): DeskState => ({
  channel: 'VISIT',
  kind: 'CLAIM',
  closed: false,
  outcome: null,
  slipOpen: true,
  correctedBy: [],
  successionsBy: [],
  standingOpinions: 1,
  proposedPublications: [],
  openPublications: 0,
  ...change,
});
const waiting = (...grounds: string[]): Partial<DeskState> => ({
  proposedPublications: grounds.map((ground) => ({ by: 'other', ground })),
  openPublications: grounds.length,
});
const acts = (change: Partial<DeskState> = {}, may: (act: string) => boolean = () => true) =>
  deskActsOf(state(change), ME, may).map(({ act }) => act);

describe('the acts of the desk', () => {
  it('are those to which the matrix gives the right, and no others', () => {
    const asked = new Set<string>();
    deskActsOf(state({ correctedBy: ['other'], successionsBy: ['other'], ...waiting('HEARD', 'CONSENT') }), ME, (act) => {
      asked.add(act);
      return false;
    });
    expect([...asked].filter((act) => matrix[act]?.on !== 'petition')).toEqual([]);
    expect(acts({}, () => false)).toEqual([]);
    expect(acts({}, (act) => act === 'classifyPetition')).toEqual(['classifyPetition']);
    expect(acts({}, (act) => act === 'attachHandlingFile')).toEqual(['attachFile']);
    expect(acts({ correctedBy: ['other'], successionsBy: ['other'], outcome: 'split', ...waiting('HEARD', 'CONSENT') })).toEqual(
      Object.keys(DESK_ACTS),
    );
  });

  it('publish what another person has proposed, by the act of its ground, and nothing before an opinion was served', () => {
    expect(acts(waiting('HEARD'))).toEqual(expect.arrayContaining(['publishHeardOpinion', 'takePublicationDown']));
    expect(acts(waiting('HEARD'))).not.toContain('publishConsentedOpinion');
    expect(acts(waiting('CONSENT'))).toContain('publishConsentedOpinion');
    expect(acts({ proposedPublications: [{ by: ME, ground: 'HEARD' }], openPublications: 1 })).not.toContain('publishHeardOpinion');
    const unserved = acts({ standingOpinions: 0 });
    for (const act of ['proposePublication', 'agreeToPublication', 'objectToPublication', 'takePublicationDown'])
      expect(unserved).not.toContain(act);
    expect(acts({ kind: 'REPORT' })).not.toContain('proposePublication');
  });

  it('confirm a correction of another person, never one’s own', () => {
    expect(acts()).not.toContain('confirmCorrection');
    expect(acts({ correctedBy: [ME] })).not.toContain('confirmCorrection');
    expect(acts({ correctedBy: [ME, 'other'] })).toContain('confirmCorrection');
  });

  it('record and confirm a succession, of no report, and never by one’s own hand', () => {
    expect(acts({ successionsBy: ['other'] })).toContain('confirmSuccession');
    expect(acts({ successionsBy: [ME] })).not.toContain('confirmSuccession');
    expect(acts()).toContain('recordSuccession');
    expect(acts({ kind: 'REPORT' })).not.toContain('recordSuccession');
  });

  it('end with what belongs to an open matter, to a visit or to a call', () => {
    expect(acts({ closed: true })).not.toContain('supplementPetition');
    expect(acts({ closed: true })).toContain('reissueQueryCode');
    expect(acts({ channel: 'WEB' })).not.toContain('giveCodeSlip');
    expect(acts({ slipOpen: false })).not.toContain('giveCodeSlip');
    expect(acts({ closed: true })).not.toContain('issuePartCodes');
    expect(acts({ channel: 'LETTER' })).not.toContain('recordInterview');
    expect(acts({ channel: 'PHONE' })).toContain('recordInterview');
    expect(acts({ channel: 'PHONE' })).not.toContain('issueGuidanceSlip');
  });
});
