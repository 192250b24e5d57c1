import { describe, expect, it } from '@jest/globals';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT, Matter, PARTY, WHO } from '../../../test/between.js';
import { BUREAU, HOUSING, PERSON, REQUESTS, id, inquired, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import { stationsOf } from './charge.js';
import { commonSuperior, designateOrgan, type DesignateOrgan, type PlacedOrgan } from './designation.js';
import { extendHandling, requestExtension } from '../handling/extension.js';
import { acceptPetition } from '../exits/acceptance.js';
import { informPetitioner } from '../exits/notice.js';
import { draftOpinion } from '../opinion/opinion.js';
import { recallTransfer } from './recall.js';
import { latestRecord } from '../records.js';

const heard = (...organs: PlacedOrgan[]) => organs.map((organ) => ({ organ, on: '2025-03-10', position: '认为不属其职责' }));
const designate = (matter: Matter, on: string, more: Partial<DesignateOrgan> = {}) =>
  designateOrgan(matter.given(on, WHO.secondDispatcher, BUREAU, 'DISPATCHER'), {
    designationId: id('d', 5),
    to: AT.labour,
    toAccused: false,
    by: 'COMMON_SUPERIOR',
    decider: GOVERNMENT,
    reference: '明政函〔2025〕3号',
    decisionFileId: null,
    reason: '劳动保障监察属其法定职责',
    reorganisation: null,
    heard: heard(AT.housing, AT.labour),
    current: HOUSING,
    ...paper,
    documentId: id('x', 50),
    ...more,
  });
const routed = () => Matter.registered().routed(HOUSING, '2025-03-05');
const accept = (matter: Matter, on: string) =>
  matter.after(acceptPetition(matter.given(on, PERSON.handler, HOUSING), { ...sent, ...paper }));

describe('the common superior', () => {
  it.each<[string, PlacedOrgan[], string | null]>([
    ['two departments of the city', [AT.housing, AT.labour], GOVERNMENT.id],
    ['a department of the city and one of the county', [AT.housing, AT.countyHousing], GOVERNMENT.id],
    ['two of the county', [AT.countyHousing, AT.countyCourt], COUNTY_GOVERNMENT.id],
    ['a department and a unit below it: never one of the two', [AT.housing, AT.estate], GOVERNMENT.id],
    ['a department and a mass organisation under the Party committee', [AT.housing, AT.union], null],
    ['one that has nobody above it', [GOVERNMENT, AT.housing], null],
  ])('of %s', (_title, organs, expected) => {
    expect(commonSuperior(organs)).toBe(expected);
  });
});

describe('designateOrgan', () => {
  it('gives the designated organ its notice duty from its receipt, and no option to object', () => {
    const matter = routed();
    const decision = designate(matter, '2025-03-12');
    expect(decision.state).toMatchObject({ stage: 'received', organId: AT.labour.id, organReceivedOn: '2025-03-12', senderId: BUREAU.id });
    expect(termsOf(decision.clocks, 'cancel')).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
    expect(matter.after(decision).running()).toEqual(['NOTIFY_TRANSFERRED 2025-03-12..2025-03-27 明川市人力资源和社会保障局']);
    expect(decision.papers).toMatchObject([
      {
        kind: 'DESIGNATION_NOTICE',
        body: { parts: { firstRegisteredOn: '2025-03-03', decidedBy: { organ: GOVERNMENT.id, number: '明政函〔2025〕3号' } } },
      },
    ]);
    expect(decision.events.map(({ type }) => type)).toEqual(['OrganDesignated', 'PetitionReceived']);
    expect(stationsOf(decision.state).map(({ act, standing }) => [act, standing])).toEqual([
      ['registerPetition', true],
      ['routePetition', false],
      ['designateOrgan', true],
    ]);
  });

  it('meets ROUTE where the bureau still held it, and needs the two sides only', () => {
    const decision = designate(Matter.registered(), '2025-03-12', { current: BUREAU });
    expect(termsOf(decision.clocks, 'stop')).toEqual(['ROUTE']);
    expect(decision.state.organId).toBe(AT.labour.id);
  });

  it('needs a hearing of both sides, the organ that has it and the organ that gets it, on a day not in the future', () => {
    const code = (...organs: PlacedOrgan[]) => refusal(() => designate(routed(), '2025-03-12', { heard: heard(...organs) }));
    expect(code(AT.labour)).toBe('DESIGNATION_SIDES_MISSING');
    expect(code(AT.labour, AT.labour)).toBe('DESIGNATION_SIDES_MISSING');
    expect(code(AT.labour, AT.hospital)).toBe('DESIGNATION_SIDE_NOT_HEARD');
    expect(code(AT.housing, AT.hospital)).toBe('DESIGNATION_SIDE_NOT_HEARD');
    expect(code(AT.housing, AT.labour, AT.hospital)).toBe('no refusal');
    expect(refusal(() => designate(routed(), '2025-03-10'))).toBe('no refusal');
    expect(refusal(() => designate(routed(), '2025-03-09'))).toBe('DESIGNATION_HEARD_IN_FUTURE');
    const silent = heard(AT.housing, AT.labour).map((side) => ({ ...side, position: '' }));
    expect(refusal(() => designate(routed(), '2025-03-12', { heard: silent }))).toBe('TEXT_MISSING');
  });

  it('is the nearest common superior’s', () => {
    const code = (more: Partial<DesignateOrgan>) => refusal(() => designate(routed(), '2025-03-12', more));
    expect(code({ decider: PARTY })).toBe('DESIGNATION_NOT_COMMON_SUPERIOR');
    expect(code({ decider: null })).toBe('DESIGNATION_DECIDER_MISSING');
    expect(code({ by: 'COIN' })).toBe('DESIGNATION_BY_UNKNOWN');
    expect(code({ reference: '' })).toBe('TEXT_MISSING');
  });

  it('is the joint conference’s where no common superior is, and only there', () => {
    const conference = (to: PlacedOrgan) => ({ by: 'JOINT_CONFERENCE', decider: null, to, heard: heard(AT.housing, to) });
    expect(refusal(() => designate(routed(), '2025-03-12', conference(AT.union)))).toBe('no refusal');
    expect(refusal(() => designate(routed(), '2025-03-12', conference(AT.labour)))).toBe('DESIGNATION_HAS_COMMON_SUPERIOR');
    expect(refusal(() => designate(routed(), '2025-03-12', { ...conference(AT.union), decider: PARTY }))).toBe(
      'DESIGNATION_DECIDER_NOT_WANTED',
    );
  });

  it('is the own Party committee’s or government’s where a reorganisation left the duty unclear', () => {
    const level = { by: 'PARTY_AND_GOVERNMENT', decider: PARTY, reorganisation: '原城乡规划局撤销，职责划转未明确' };
    expect(refusal(() => designate(routed(), '2025-03-12', level))).toBe('no refusal');
    expect(refusal(() => designate(routed(), '2025-03-12', { ...level, decider: COUNTY_GOVERNMENT }))).toBe('DESIGNATION_NOT_OWN_LEVEL');
    expect(refusal(() => designate(routed(), '2025-03-12', { ...level, decider: AT.hospital }))).toBe('DESIGNATION_NOT_OWN_LEVEL');
    expect(refusal(() => designate(routed(), '2025-03-12', { ...level, reorganisation: ' ' }))).toBe('DESIGNATION_REORGANISATION_MISSING');
    // An organ that is no more cannot be heard.
    const alone = (closedOn: string | null) =>
      refusal(() => designate(routed(), '2025-03-12', { ...level, heard: heard(AT.labour), current: { ...HOUSING, closedOn } }));
    expect([alone('2025-03-12'), alone('2025-03-13'), alone(null)]).toEqual([
      'no refusal',
      'DESIGNATION_SIDES_MISSING',
      'DESIGNATION_SIDES_MISSING',
    ]);
  });

  it('names an organ with authority, never a bureau, never the accused of a report', () => {
    expect(refusal(() => designate(routed(), '2025-03-12', { to: AT.countyBureau }))).toBe('DESIGNATION_TO_BUREAU');
    const report = Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)] }).handedOver(HOUSING, '2025-03-05');
    expect(refusal(() => designate(report, '2025-03-12', { toAccused: true }))).toBe('ROUTE_TO_ACCUSED');
    expect(refusal(() => designate(Matter.registered({ kind: 'REPORT' }), '2025-03-12'))).toBe('REPORT_BY_HAND_OVER_ONLY');
  });

  it('may find that the organ that holds it has to act: its own days run on, the dispute is over', () => {
    const matter = routed();
    const decision = designate(matter, '2025-03-10', { to: AT.housing });
    expect(matter.after(decision).running()).toEqual(['NOTIFY_TRANSFERRED 2025-03-05..2025-03-20 明川市住房和城乡建设局']);
    expect(decision.relations).toEqual([]);
    expect(decision.state).toMatchObject({ organId: HOUSING.id, organReceivedOn: '2025-03-05' });
  });

  it('in the midst of handling passes HANDLE on with its start and its extension: the petitioner loses no day', () => {
    const accepted = accept(routed(), '2025-03-10');
    const asked = accepted.after(
      requestExtension(accepted.given('2025-04-01', PERSON.handler, HOUSING), { extensionId: id('e'), days: 20, reason: '复杂' }),
    );
    const extended = asked.after(
      extendHandling(asked.given('2025-04-02', PERSON.head, HOUSING, 'HEAD'), {
        extensionId: id('e'),
        days: null,
        post: null,
        ...sent,
        ...paper,
      }),
    );
    const drafted = extended.after(
      draftOpinion(inquired(extended.given('2025-04-03', PERSON.handler, HOUSING)), {
        opinionId: id('y'),
        facts: '事实',
        evidence: ['证据'],
        answers: [{ id: REQUESTS[0]!, outcome: 'explained', answer: '答复', basis: ['依据'] }],
        executeBy: null,
        performerOrganId: null,
      }),
    );
    expect(drafted.running()).toEqual(['HANDLE 2025-03-10..2025-05-29 明川市住房和城乡建设局']);
    const decision = designate(drafted, '2025-04-10', { heard: heard(AT.housing, AT.labour) });
    expect(decision.state).toMatchObject({ stage: 'received', opinion: { state: 'returned' }, firstHandlingUnitId: AT.labour.id });
    const there = drafted.after(decision);
    expect(there.running()).toEqual([
      'HANDLE 2025-03-10..2025-05-29 明川市人力资源和社会保障局',
      'NOTIFY_TRANSFERRED 2025-04-10..2025-04-25 明川市人力资源和社会保障局',
    ]);
    expect(latestRecord(there.state, 'designation')?.data.firstHandling).toEqual({ from: HOUSING.id, to: AT.labour.id });
    const accepting = acceptPetition(there.given('2025-04-11', id('p', 41), AT.labour), { ...sent, ...paper });
    expect(there.after(accepting).running()).toEqual(['HANDLE 2025-03-10..2025-05-29 明川市人力资源和社会保障局']);
  });

  it('passes the assigner’s date on unmoved', () => {
    const assigned = Matter.registered().routed(HOUSING, '2025-03-05', { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['一'] });
    expect(assigned.after(designate(assigned, '2025-03-12')).running()).toContain(
      'ASSIGNMENT_REPORT 2025-03-05..2025-04-30 明川市人力资源和社会保障局',
    );
  });

  it('can be neither recalled nor objected to', () => {
    const matter = routed();
    const there = matter.after(designate(matter, '2025-03-12'));
    const recall = () => recallTransfer(there.given('2025-03-12', WHO.dispatcher, BUREAU, 'DISPATCHER'), { reason: '误转', ...paper });
    expect(refusal(recall)).toBe('RECALL_NOTHING_SENT');
    expect(there.running().some((clock) => clock.startsWith('OBJECT'))).toBe(false);
  });

  it('comes too late once the opinion is issued', () => {
    const informed = informPetitioner(routed().given('2025-03-06', PERSON.handler, HOUSING), {
      path: '途径',
      procedure: '程序',
      ...sent,
      ...paper,
    });
    expect(refusal(() => designate(routed().after(informed), '2025-03-12'))).toBe('no refusal');
    expect(refusal(() => designate(accept(routed(), '2025-03-10').with({ stage: 'opinion_issued' }), '2025-03-12'))).toBe(
      'ACT_NOT_IN_STAGE',
    );
  });
});
