import { describe, expect, it } from '@jest/globals';
import type { RulePack } from '@sunshine/procedure';
import { deskFactsOf, type ChannelFacts, type FilingOfFacts } from './desk-facts.js';
import { below14 } from './guardian.js';
import { openPointsOf, type FormFacts } from './open-points.js';
import { id, BUREAU, PETITIONER, FILE, VISIT, ON, NOW, pack, refusal } from '../../../test/builders.js';

describe('facts of the channel', () => {
  let next = 20;
  const filing = (more: Partial<FilingOfFacts> = {}): FilingOfFacts => ({
    channel: 'LETTER',
    receivedOn: ON,
    peopleCount: 31,
    petitionerIds: [PETITIONER],
    deskId: BUREAU,
    visit: null,
    now: NOW,
    newId: () => id(next++),
    ...more,
  });
  const facts = (given: ChannelFacts, more: Partial<FilingOfFacts> = {}) => deskFactsOf(given, filing(more));

  it('of a letter are bar code, stamp and the scan of its envelope', () => {
    expect(facts({ barCode: ' x-1234 ', stampNumber: 7, envelopeFileId: FILE.toUpperCase() })).toMatchObject({
      barCode: 'X-1234',
      stampNumber: 7,
      envelopeFileId: FILE,
      oral: false,
      entry: null,
      visitId: null,
      visit: null,
    });
    for (const [given, code] of [
      [{ barCode: '第1号' }, 'BAR_CODE_MALFORMED'],
      [{ stampNumber: 0 }, 'REGISTER_NUMBER_MALFORMED'],
      [{ envelopeFileId: 'scan.png' }, 'DESK_ID_MALFORMED'],
      [{ visitId: VISIT }, 'VISIT_ONLY_FOR_VISITS'],
      [{ visit: {} }, 'VISIT_ONLY_FOR_VISITS'],
    ] as const)
      expect(() => facts(given)).toThrow(refusal(code));
  });

  it('of a visit open its event once, with the people of the matter where nobody counted the heads', () => {
    const own = facts({}, { channel: 'VISIT' });
    expect(own).toMatchObject({ oral: true, visit: { organId: BUREAU, on: ON, headCount: 31 } });
    expect(own.visitId).toBe(own.visit?.id);
    expect(facts({ visit: { headCount: 40 } }, { channel: 'VISIT' }).visit).toMatchObject({ headCount: 40 });
    expect(facts({ visitId: VISIT }, { channel: 'VISIT', visit: { id: VISIT, on: ON } })).toMatchObject({ visitId: VISIT, visit: null });
    const refused = (given: ChannelFacts, visit: FilingOfFacts['visit']) => () => facts(given, { channel: 'VISIT', visit });
    expect(refused({ visitId: VISIT }, null)).toThrow(refusal('VISIT_UNKNOWN'));
    expect(refused({ visitId: VISIT }, { id: VISIT, on: '2025-03-02' })).toThrow(refusal('VISIT_DAY_DIFFERS'));
    expect(refused({ visitId: VISIT, visit: {} }, { id: VISIT, on: ON })).toThrow(refusal('VISIT_GIVEN_TWICE'));
  });

  it('of an entry on behalf say whose words they are and whether they were read back', () => {
    expect(facts({ entry: { readBack: true, signatureFileId: FILE } })).toMatchObject({
      oral: true,
      entry: { wordsOf: PETITIONER, readBack: true, signatureFileId: FILE },
    });
    expect(facts({ entry: { readBack: false } }, { petitionerIds: [] }).entry).toMatchObject({ wordsOf: null, readBack: false });
    expect(() => facts({ entry: { readBack: true, wordsOf: 2 } })).toThrow(refusal('ENTRY_WORDS_OF_UNKNOWN'));
  });

  it('of a visitor who brings a written petition are not oral', () => {
    expect(facts({ oral: false }, { channel: 'VISIT' }).oral).toBe(false);
    expect(facts({}, { channel: 'PHONE' }).oral).toBe(true);
  });
});

describe('open points of the form', () => {
  const form = (more: Partial<FormFacts> = {}): FormFacts => ({
    channel: 'VISIT',
    anonymous: false,
    petitioners: 1,
    peopleCount: 1,
    representatives: 0,
    contentClass: '010203',
    oral: true,
    readBack: true,
    byOfficer: true,
    agentWithoutMandate: false,
    guardianMissing: false,
    consentMissing: false,
    visitTimesMissing: false,
    ...more,
  });
  const points = (more: Partial<FormFacts> = {}, by: RulePack = pack) => openPointsOf(form(more), by).map(({ part }) => part);

  it('are none where the pack’s form is full', () => {
    expect(points()).toEqual([]);
    expect(points({ anonymous: true, petitioners: 0 })).toEqual([]);
    expect(points({ channel: 'WEB', oral: false, byOfficer: false, readBack: false })).toEqual([]);
  });

  it('name what is missing, with the article', () => {
    expect(openPointsOf(form({ readBack: false }), pack)).toEqual([
      expect.objectContaining({ part: 'readBack', source: '信访工作条例 19' }),
    ]);
    expect(points({ readBack: false, oral: false })).toEqual([]);
    expect(points({ consentMissing: true })).toEqual(['jointConsent']);
    expect(points({ peopleCount: 31 })).toEqual(['representatives']);
    expect(points({ peopleCount: 31, representatives: 5 })).toEqual([]);
    expect(points({ peopleCount: 31, channel: 'LETTER' })).toEqual([]);
    expect(points({ contentClass: null, agentWithoutMandate: true, guardianMissing: true, visitTimesMissing: true })).toEqual([
      'class',
      'mandate',
      'guardianConsent',
      'visitTimes',
    ]);
  });

  it('include a part that a local pack adds and the record does not know', () => {
    const { parts, ...document } = pack.documents['REGISTRATION_FORM']!;
    const added = { part: 'crop', title: '作物', source: '地方规定', mark: 'own_rule' as const };
    const local = { ...pack, documents: { ...pack.documents, REGISTRATION_FORM: { ...document, parts: [...parts, added] } } };
    expect(points({}, local)).toEqual(['crop']);
  });
});

describe('the age below which a guardian agrees', () => {
  it('is fourteen, to the day, by the identity number alone', () => {
    expect(below14('111', '990102201103041230', ON)).toBe(true);
    expect(below14('111', '990102201103031230', ON)).toBe(false);
    expect(below14(null, '99010220110304123X', ON)).toBe(true);
    expect(below14('414', '990102201103041230', ON)).toBeNull();
    expect(below14('111', 'E1234567', ON)).toBeNull();
    expect(below14(null, null, ON)).toBeNull();
  });
});
