import { describe, expect, it } from '@jest/globals';
import { ServiceWay } from '@sunshine/events';
import { SERVICE_WAYS, type RulePack } from '@sunshine/procedure';
import fc from 'fast-check';
import { BUREAU, HOUSING, PETITIONERS, aPetition, after, anOpinion, given, id, law, refusal } from '../../../test/builders.js';
import type { Given, Opinion, PetitionState, Proof } from '../petition.js';
import { checkSent, cleanProof } from './proof.js';
import { recordService, rightOf, type IssuedPaper, type RecordService } from './delivery.js';

const [first, second] = PETITIONERS as [string, string];
const PAPER = id('x');
const issued = (opinion: Partial<Opinion> = {}, change: Partial<PetitionState> = {}) =>
  aPetition({
    stage: 'opinion_issued',
    exit: '31(6)',
    opinion: anOpinion({ state: 'issued', dispatchedOn: '2025-05-07', documentId: PAPER, ...opinion }),
    ...change,
  });
const ids = [id('v', 1), id('v', 2)];
const serve = (state: PetitionState, on: string, petitionerId = first, way = 'in_person', proof: Proof = { signature: '回证第1号' }) =>
  recordService(given(state, on), { deliveryIds: ids, petitionerId, way, proof });

/** The petitioner’s own term to ask for review. */
const own = (petitionerId: string, startedOn: string) => ({
  do: 'start',
  petitionId: id('z'),
  term: 'REVIEW_REQUEST',
  subject: petitionerId,
  startedOn,
});

/** The same law with a value of its pack changed. */
const withValue = (at: Given, name: string, value: boolean): Given => {
  const change = (pack: RulePack): RulePack => ({ ...pack, values: { ...pack.values, [name]: { ...pack.values[name]!, value } } });
  return { ...at, law: { ...at.law, packOn: (day) => change(at.law.packOn(day)) } };
};

describe('recordService', () => {
  it('opens this petitioner’s 30 days: served 2024-09-02, last day 2024-10-08 after the holiday', () => {
    const state = issued({ dispatchedOn: '2024-09-02' }, { latestOn: '2024-09-02' });
    expect(serve(state, '2024-09-02').events[0]?.data).toMatchObject({
      petitionerId: first,
      servedOn: '2024-09-02',
      reviewRequestLastDay: '2024-10-08',
    });
  });

  it('enters opinion_served when the first is served and tracks every petitioner', () => {
    const one = serve(issued(), '2025-05-08');
    expect(one.state).toMatchObject({
      stage: 'opinion_served',
      deliveries: [{ petitionerId: first, documentId: PAPER, throughId: null, servedOn: '2025-05-08' }],
    });
    const two = recordService(after(one, [], '2025-05-12'), {
      deliveryIds: [id('v', 2)],
      petitionerId: second,
      way: 'post',
      proof: { receiptNumber: 'EMS-4' },
    });
    expect(two.state.deliveries.map(({ servedOn }) => servedOn)).toEqual(['2025-05-08', '2025-05-12']);
    expect(two.clocks).toEqual([own(second, '2025-05-12')]);
  });

  it('starts EXECUTE at the performing organ once, to the date in the opinion', () => {
    expect(serve(issued({ performerId: id('k') }), '2025-05-08').clocks).toEqual([
      { do: 'start', petitionId: id('z'), term: 'EXECUTE', subject: id('k'), startedOn: '2025-05-08', dueOn: '2025-06-30' },
      own(first, '2025-05-08'),
    ]);
    expect(serve(issued({ executeBy: null, answers: [] }), '2025-05-08').clocks).toEqual([own(first, '2025-05-08')]);
  });

  it('keeps the date in the opinion where the service comes after it', () => {
    expect(serve(issued(), '2025-07-10').clocks).toEqual([
      { do: 'start', petitionId: id('z'), term: 'EXECUTE', subject: HOUSING.id, startedOn: '2025-06-30', dueOn: '2025-06-30' },
      own(first, '2025-07-10'),
    ]);
  });

  const needs: [way: string, without: Proof, withProof: Proof, needed: string][] = [
    ['in_person', {}, { signature: '签名' }, '受送达人签名'],
    ['in_person', { witness: '见证人' }, { receiptFileId: id('f') }, '受送达人签名'],
    ['household', { relation: '配偶' }, { signature: '签名', relation: '配偶' }, '同住成年家属签名'],
    ['household', { signature: '签名' }, { signature: '签名', relation: '配偶' }, '与受送达人的关系'],
    ['agent', { signature: '签名', relation: '友人' }, { signature: '签名', mandate: '授权委托书' }, '授权委托书或者书面指定'],
    ['post', { signature: '签名' }, { receiptNumber: 'EMS-1' }, '邮寄回执编号'],
    ['electronic', { receiptNumber: 'x' }, { consent: '对本文书同意电子送达' }, '对本文书电子送达的同意'],
    ['left', { signature: '签名' }, { witness: '见证人' }, '见证人，或者照片、录像'],
    ['left', {}, { photo: '照片一' }, '见证人，或者照片、录像'],
    ['undeliverable', { attempts: [] }, { attempts: ['5月8日上门无人'] }, '各次送达的经过'],
  ];
  it.each(needs)('by way %s needs its proof', (way, without, withProof, needed) => {
    const by = (proof: Proof) => () => serve(issued(), '2025-05-08', first, way, proof);
    expect(by(without)).toThrow(
      expect.objectContaining({ code: 'SERVICE_PROOF_MISSING', details: expect.objectContaining({ proof: needed }) }),
    );
    expect(refusal(by(withProof))).toBe('no refusal');
  });

  it('knows every way of the pack, and the pack every way of the events', () => {
    expect(needs.map(([way]) => way)).toEqual(expect.arrayContaining([...SERVICE_WAYS]));
    expect([...SERVICE_WAYS].toSorted()).toEqual([...ServiceWay.options].toSorted());
  });

  it('takes the consent to electronic service of this paper, and not that of another', () => {
    const by = (consentDocumentId: string | null) =>
      refusal(() => serve(issued(), '2025-05-08', first, 'electronic', { consent: '同意', consentDocumentId }));
    expect(by(PAPER)).toBe('no refusal');
    expect(by(null)).toBe('no refusal');
    expect(by(id('x', 9))).toBe('SERVICE_CONSENT_FOR_OTHER_DOCUMENT');
  });

  it('counts blank proof as none, and keeps the file of the signed receipt', () => {
    expect(cleanProof({ signature: '  ', receiptNumber: ' EMS-1 ', attempts: ['', ' 一次 '] })).toEqual({
      receiptNumber: 'EMS-1',
      attempts: ['一次'],
    });
    expect(cleanProof(null)).toEqual({});
    expect(cleanProof({ signature: '签名' }, id('f').toUpperCase())).toEqual({ signature: '签名', receiptFileId: id('f') });
    expect(refusal(() => cleanProof({}, 'receipt.pdf'))).toBe('RECEIPT_FILE_MALFORMED');
  });

  it('starts nothing for a paper that could not be delivered, and may be tried again', () => {
    const tried = serve(issued(), '2025-05-08', first, 'undeliverable', { attempts: ['上门无人'] });
    expect(tried.state).toMatchObject({ stage: 'opinion_issued', deliveries: [{ servedOn: null }] });
    expect(tried.clocks).toEqual([]);
    expect(tried.events[0]?.data).toMatchObject({ servedOn: null, reviewRequestLastDay: null });
    expect(serve(tried.state, '2025-05-20').state.stage).toBe('opinion_served');
  });

  it('refuses a second service, a stranger, an unknown way, and an opinion not issued', () => {
    expect(refusal(() => serve(serve(issued(), '2025-05-08').state, '2025-05-09'))).toBe('SERVICE_ALREADY_RECORDED');
    expect(refusal(() => serve(issued(), '2025-05-08', id('s', 9)))).toBe('PETITIONER_UNKNOWN');
    for (const way of ['portal', 'public_notice'])
      expect(refusal(() => serve(issued(), '2025-05-08', first, way))).toBe('SERVICE_WAY_UNKNOWN');
    expect(refusal(() => serve(aPetition({ stage: 'handling', opinion: anOpinion() }), '2025-05-08'))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => serve(issued({}, { stage: 'closed' }), '2025-05-08'))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is the duty of the organ in charge', () => {
    const by = given(issued(), '2025-05-08', { organ: BUREAU });
    expect(
      refusal(() => recordService(by, { deliveryIds: ids, petitionerId: first, way: 'in_person', proof: { signature: '签名' } })),
    ).toBe('SERVICE_OF_OTHER_ORGAN');
  });

  it('opens no review for suggestions and reports', () => {
    expect(rightOf({ kind: 'SUGGESTION', exit: null }, '2025-05-08', law)).toBeNull();
    expect(rightOf({ kind: 'REPORT', exit: null }, '2025-05-08', law)).toBeNull();
    expect(rightOf({ kind: 'CLAIM', exit: '31(6)' }, '2025-05-08', law)).toMatchObject({
      term: 'REVIEW_REQUEST',
      lastDay: '2025-06-09',
      source: '信访工作条例 35',
    });
  });

  it('starts the execution once for each opinion', () => {
    // Reopened at the step before service: the second petitioner’s service starts nothing again but the own term.
    const again = { ...serve(issued(), '2025-05-08').state, stage: 'opinion_issued' as const };
    expect(serve(again, '2025-05-12', second).clocks).toEqual([own(second, '2025-05-12')]);
  });

  it('serves no opinion that has no paper yet: an answer on the fast track is none', () => {
    expect(refusal(() => serve(issued({ documentId: null }), '2025-05-08'))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('a representative', () => {
  const spoken = (change: Partial<PetitionState> = {}) => issued({}, { representativeIds: [second], ...change });
  const receive = (state: PetitionState, allowed: boolean, petitionerId = second, on = '2025-05-08') =>
    recordService(withValue(given(state, on), 'representativesReceiveForAll', allowed), {
      deliveryIds: ids,
      petitionerId,
      way: 'in_person',
      proof: { signature: '代表人签名' },
      forAll: true,
    });

  it('receives for all where the pack says so: a row for each petitioner, marked through whom', () => {
    const { state, events } = receive(spoken(), true);
    expect(state.deliveries.map(({ petitionerId, throughId, servedOn }) => [petitionerId, throughId, servedOn])).toEqual([
      [first, second, '2025-05-08'],
      [second, null, '2025-05-08'],
    ]);
    expect(events.map(({ data }) => data)).toMatchObject([
      { petitionerId: first, throughPetitionerId: second, reviewRequestLastDay: '2025-06-09' },
      { petitionerId: second, reviewRequestLastDay: '2025-06-09' },
    ]);
    expect(events[1]?.data).not.toHaveProperty('throughPetitionerId');
  });

  it('receives for nobody else where the pack does not: every petitioner has the own 30 days', () => {
    expect(() => receive(spoken(), false)).toThrow(
      expect.objectContaining({ code: 'REPRESENTATIVE_RECEIVES_FOR_ONE', source: '信访工作条例 35' }),
    );
    expect(refusal(() => serve(spoken(), '2025-05-08', second))).toBe('no refusal');
  });

  it('is one whom the others chose, and reaches those not served yet', () => {
    expect(refusal(() => receive(spoken(), true, first))).toBe('REPRESENTATIVE_UNKNOWN');
    const one = serve(spoken(), '2025-05-08');
    const rest = receive(one.state, true, second, '2025-05-09');
    expect(rest.state.deliveries.map(({ petitionerId, servedOn }) => [petitionerId, servedOn])).toEqual([
      [first, '2025-05-08'],
      [second, '2025-05-09'],
    ]);
    expect(refusal(() => receive(rest.state, true))).toBe('SERVICE_ALREADY_RECORDED');
  });
});

describe('a paper that is no opinion', () => {
  const refused: IssuedPaper = {
    id: id('x', 3),
    kind: 'REFUSAL',
    title: '不予受理告知书',
    number: '明住建信访〔2025〕3号',
    organId: HOUSING.id,
    issuedOn: '2025-03-10',
    voidedOn: null,
    voidReason: null,
    deliveries: [],
  };
  const command: RecordService = { deliveryIds: ids, petitionerId: first, way: 'post', proof: { receiptNumber: 'EMS-9' }, paper: refused };
  const by = (paper: Partial<IssuedPaper>, more: Partial<RecordService> = {}, state = aPetition()) =>
    refusal(() => recordService(given(state, '2025-03-12'), { ...command, ...more, paper: { ...refused, ...paper } }));

  it('is served by the same ways in any stage, and moves neither stage nor clock', () => {
    for (const stage of ['received', 'informed', 'handling', 'closed'] as const) {
      const { state, clocks, events, paperDeliveries } = recordService(given(aPetition({ stage }), '2025-03-12'), command);
      expect(state).toMatchObject({ stage, deliveries: [] });
      expect(clocks).toEqual([]);
      expect(paperDeliveries).toMatchObject([{ documentId: refused.id, opinionId: null, petitionerId: first, servedOn: '2025-03-12' }]);
      expect(events).toMatchObject([{ type: 'PaperServed', data: { documentId: refused.id, way: 'post', servedOn: '2025-03-12' } }]);
    }
  });

  it('is not served where it is out of use, goes to an organ, or is an opinion that another has replaced', () => {
    expect(by({ voidedOn: '2025-03-11', voidReason: '印章模糊' })).toBe('DOCUMENT_VOID');
    for (const kind of ['TRANSFER_SLIP', 'LEGACY_REPLY']) expect(by({ kind })).toBe('DOCUMENT_NOT_SERVED_ON_PETITIONERS');
    expect(by({ kind: 'OPINION' })).toBe('OPINION_REPLACED');
  });

  it('is served by the organ that issued it, once on each petitioner, with its proof', () => {
    expect(by({ organId: BUREAU.id })).toBe('SERVICE_OF_OTHER_ORGAN');
    expect(by({}, { proof: {} })).toBe('SERVICE_PROOF_MISSING');
    const [service] = recordService(given(aPetition(), '2025-03-12'), command).paperDeliveries ?? [];
    expect(by({ deliveries: [service!] })).toBe('SERVICE_ALREADY_RECORDED');
    expect(by({ deliveries: [service!] }, { petitionerId: second })).toBe('no refusal');
  });
});

describe('a paper on its way', () => {
  const pack = law.packOn('2025-03-10');
  const send = (way: string | null, proof: Proof | null = null) => refusal(() => checkSent(pack, { way, proof }));

  it('by post has its receipt number, electronically the consent; a signature comes later', () => {
    expect([send('post'), send('post', { receiptNumber: 'EMS-1' })]).toEqual(['DISPATCH_PROOF_MISSING', 'no refusal']);
    expect([send('electronic'), send('electronic', { consent: '同意' })]).toEqual(['DISPATCH_PROOF_MISSING', 'no refusal']);
    for (const way of ['in_person', 'household', 'agent', 'left']) expect(send(way)).toBe('no refusal');
    expect(send(null)).toBe('no refusal');
  });

  it('goes by a way of the pack that can arrive', () => {
    for (const way of ['undeliverable', 'pigeon', 'toString']) expect(send(way)).toBe('DISPATCH_WAY_UNKNOWN');
  });
});

describe('no service without its proof', () => {
  const names = ['signature', 'relation', 'mandate', 'receiptNumber', 'consent', 'witness', 'photo'] as const;
  it('starts the 30 days, whatever is handed in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SERVICE_WAYS), fc.subarray([...names]), (way, handedIn) => {
        const proof: Proof = Object.fromEntries(handedIn.map((name) => [name, '有']));
        const rule = law.packOn('2025-05-08').serviceWays.find((one) => one.way === way)!;
        const proved = rule.needs.every(({ anyOf }) => anyOf.some((name) => (handedIn as string[]).includes(name)));
        expect(refusal(() => serve(issued(), '2025-05-08', first, way, proof))).toBe(proved ? 'no refusal' : 'SERVICE_PROOF_MISSING');
      }),
    );
  });
});
