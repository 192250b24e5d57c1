import { describe, expect, it } from '@jest/globals';
import { CAP_START, builtInPacks, dueDate, packInForce, type Day, type Term } from '@sunshine/procedure';
import { HOUSING, aPetition, given, id, law as national, paper, refusal, sent, termsOf } from '../../test/builders.js';
import { dutiesOfReceiver } from './duties.js';
import { requestExtension } from './handling/extension.js';
import { acceptPetition } from './exits/acceptance.js';
import type { ActLaw, ClockFact, PetitionState } from './petition.js';

const lawOf = (division: string): ActLaw => ({
  packOn: (day) => packInForce(builtInPacks(), division, day),
  packOf: (hash) => builtInPacks().find((pack) => pack.hash === hash)!,
  calendar: national.calendar,
});
const zhejiang = lawOf('330106');
const beijing = lawOf('110101');

const clockUnder = (law: ActLaw, term: Term, startedOn: Day): ClockFact => {
  const pack = law.packOn(startedOn);
  const { nominalDue, effectiveDue } = dueDate({ pack, term, start: startedOn, calendar: law.calendar });
  return { term, subject: HOUSING.id, packHash: pack.hash, startedOn, nominalDue, effectiveDue, extendedBy: 0, ended: null };
};
const at = (law: ActLaw, state: PetitionState, on: Day, clocks: ClockFact[]) => ({ ...given(state, on, { clocks }), law });

describe('the transport receipt', () => {
  const started = (law: ActLaw, receivedOn: Day) =>
    termsOf(
      dutiesOfReceiver(law.packOn(receivedOn), {
        petitionId: id('z'),
        kind: 'CLAIM',
        organId: HOUSING.id,
        organKind: 'department',
        receivedOn,
        litigation: false,
      }),
      'start',
    );

  it('gives an option to object in Beijing, and none in Zhejiang or under CN-2005 alone', () => {
    expect(started(beijing, '2015-02-12')).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
    expect(started(beijing, '2006-12-29')).toEqual(['NOTIFY_TRANSFERRED']);
    expect(started(zhejiang, '2020-03-02')).toEqual(['NOTIFY_TRANSFERRED']);
    expect(started(national, '2015-02-12')).toEqual(['NOTIFY_TRANSFERRED']);
  });
});

describe('an acceptance in Zhejiang', () => {
  const received = aPetition({ receivedOn: '2020-03-02', organReceivedOn: '2020-03-02', latestOn: '2020-03-02' });
  const handle = (on: Day) =>
    acceptPetition(at(zhejiang, received, on, [clockUnder(zhejiang, 'NOTIFY_TRANSFERRED', '2020-03-02')]), {
      ...sent,
      ...paper,
    }).clocks.find((move) => move.do === 'start' && move.term === 'HANDLE');

  it('is capped at the end of five working days, not of fifteen days', () => {
    expect(handle('2020-03-09')).toMatchObject({ startedOn: '2020-03-09' });
    expect(handle('2020-03-09')).not.toHaveProperty('startFact');
    expect(handle('2020-03-10')).toMatchObject({ startedOn: '2020-03-09', startFact: CAP_START });
  });
});

describe('an extension in Zhejiang', () => {
  const state = aPetition({ stage: 'accepted', receivedOn: '2020-03-02', organReceivedOn: '2020-03-02', latestOn: '2020-03-02' });
  const ask = (law: ActLaw, days: number) => () =>
    requestExtension(at(law, state, '2020-03-20', [clockUnder(law, 'HANDLE', '2020-03-02')]), {
      extensionId: id('x'),
      days,
      reason: '取证困难',
    });

  it('may be of sixty days, where the nation gives thirty', () => {
    expect(ask(zhejiang, 60)().state.extension).toMatchObject({ days: 60 });
    expect(refusal(ask(zhejiang, 61))).toBe('EXTENSION_TOO_LONG');
    expect(refusal(ask(national, 31))).toBe('EXTENSION_TOO_LONG');
    expect(ask(zhejiang, 61)).toThrow(expect.objectContaining({ source: '浙江省信访条例 23 ¶1' }));
  });
});
