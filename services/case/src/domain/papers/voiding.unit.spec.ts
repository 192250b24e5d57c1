import { describe, expect, it } from '@jest/globals';
import {
  BUREAU,
  HOUSING,
  PERSON,
  PETITIONERS,
  aClock,
  aPetition,
  anOpinion,
  given,
  id,
  moved,
  refusal,
  anExtension,
} from '../../../test/builders.js';
import type { Term } from '@sunshine/procedure';
import { asked, type Chain, revoke, UPHOLD } from '../../../test/review-chain.js';
import { checkOpinion, issueOpinion } from '../opinion/opinion.js';
import type { ClockFact, PetitionState, Delivery } from '../petition.js';
import { newRecord, type CaseRecord } from '../records.js';
import type { IssuedPaper } from './delivery.js';
import { voidDocument } from './voiding.js';

const OPINION: IssuedPaper = {
  id: id('x'),
  kind: 'OPINION',
  title: '信访事项处理意见书',
  number: '明住建信访〔2025〕1号',
  organId: HOUSING.id,
  issuedOn: '2025-05-07',
  voidedOn: null,
  voidReason: null,
  deliveries: [],
};
const NOTICE: IssuedPaper = {
  ...OPINION,
  id: id('x', 2),
  kind: 'NOTICE',
  title: '告知书',
  number: '明住建信访〔2025〕2号',
  issuedOn: '2025-03-10',
};
const body = {
  template: 'NOTICE.2',
  title: '告知书',
  packHash: 'h',
  parts: { number: NOTICE.number, date: '2025-03-10', exit: '属我局职责', dispatch: { on: '2025-03-10', way: 'post', proof: {} } },
};
const again = { documentId: id('x', 9), number: '明住建信访〔2025〕9号' };
const issued = (change: Partial<PetitionState> = {}) =>
  aPetition({
    stage: 'opinion_issued',
    exit: '31(6)',
    outcome: 'partly_supported',
    opinion: anOpinion({ state: 'issued', dispatchedOn: '2025-05-07', documentId: OPINION.id, issuedBy: PERSON.issuer }),
    ...change,
  });
const out = (
  paper: IssuedPaper,
  state: PetitionState = issued(),
  more: { clocks?: ClockFact[]; reason?: string; organ?: typeof BUREAU } = {},
) =>
  voidDocument(given(state, '2025-05-12', { clocks: more.clocks ?? [], by: PERSON.issuer, ...(more.organ && { organ: more.organ }) }), {
    paper,
    body,
    reason: more.reason ?? '印章模糊',
    ...again,
  });
const service = (servedOn: string | null): Delivery => ({
  id: id('v'),
  opinionId: id('y'),
  documentId: OPINION.id,
  petitionerId: PETITIONERS[0]!,
  throughId: null,
  way: servedOn ? 'post' : 'undeliverable',
  servedOn,
  proof: {},
});

/** What was drafted last is checked and issued; the answer takes its paper out of use again. */
function issuedAgain(chain: Chain) {
  chain.did(checkOpinion(chain.given(PERSON.checker, HOUSING, 'CHECKER'), { remark: null }));
  const issuing = { ...chain.paper(), way: null, proof: null, reviewedBy: '明川市人民政府' };
  const [opinion] = chain.did(issueOpinion(chain.given(PERSON.issuer, HOUSING, 'ISSUER'), issuing)).papers;
  const voiding = { paper: { ...OPINION, id: opinion!.id }, body, reason: '印章模糊', ...again };
  return () => voidDocument(chain.given(PERSON.issuer, HOUSING, 'ISSUER'), voiding);
}

describe('voidDocument', () => {
  it('issues the same text at once under the next number and the day of the act, and says what it replaces', () => {
    const { state, papers, voids, events, clocks } = out(NOTICE, aPetition({ stage: 'informed' }));
    expect(papers).toMatchObject([
      {
        id: again.documentId,
        kind: 'NOTICE',
        number: again.number,
        issuedOn: '2025-05-12',
        body: {
          template: 'NOTICE.2',
          parts: {
            number: again.number,
            date: '2025-05-12',
            exit: '属我局职责',
            replaces: { number: NOTICE.number, on: '2025-03-10' },
            dispatch: { on: '2025-05-12', way: 'register', proof: {} },
          },
        },
      },
    ]);
    expect(voids).toEqual([
      { documentId: NOTICE.id, on: '2025-05-12', reason: '印章模糊', byPersonId: PERSON.issuer, replacedById: again.documentId },
    ]);
    expect(events).toMatchObject([
      { type: 'PaperVoided', data: { documentId: NOTICE.id, replacedById: again.documentId, opinionId: null } },
    ]);
    expect([state.stage, clocks]).toEqual(['informed', []]);
  });

  it('lets a record that named the paper name the one in its place', () => {
    const naming = (n: number, documentId: string) => ({ id: id('w', n), kind: 'refusal', data: { documentId } }) as unknown as CaseRecord;
    const [record, other] = [naming(1, NOTICE.id), naming(2, id('x', 5))];
    const { state } = out(NOTICE, aPetition({ stage: 'informed', records: [record, other] }));
    expect(state.records.map(({ data }) => (data as { documentId?: string }).documentId)).toEqual([again.documentId, id('x', 5)]);
  });

  it('gives an opinion back to the issuer as it was checked; no service rests on it', () => {
    const { state, papers, voids, events } = out(OPINION);
    expect(state).toMatchObject({
      stage: 'handling',
      outcome: null,
      opinion: { state: 'checked', checkedBy: PERSON.checker, issuedBy: null, documentId: null, dispatchedOn: null },
    });
    expect(papers).toEqual([]);
    expect(voids).toMatchObject([{ documentId: OPINION.id, replacedById: null }]);
    expect(events).toMatchObject([{ data: { opinionId: id('y'), replacedById: null } }]);
  });

  it('lets HANDLE run again from its own start, with its extension: a paper out of use has met nothing', () => {
    const met = (change: Partial<ClockFact> = {}) => aClock('HANDLE', '2025-03-10', { ended: 'met', ...change });
    const clocks = [met()];
    const plain = out(OPINION, issued(), { clocks });
    expect(plain.clocks).toMatchObject([{ do: 'start', term: 'HANDLE', startedOn: '2025-03-10', subject: HOUSING.id }]);
    const now = moved(clocks, plain.clocks).at(-1);
    expect([now?.ended, now?.effectiveDue]).toEqual([null, clocks[0]?.effectiveDue]);

    const extension = anExtension({ grantedDays: 30, approvedBy: PERSON.head, approvedOn: '2025-04-21' });
    const extended = [met({ extendedBy: 30 })];
    const longer = out(OPINION, issued({ extension }), { clocks: extended });
    expect(longer.clocks.map((move) => move.do)).toEqual(['start', 'extend']);
    expect(longer.clocks[1]).toMatchObject({ days: 30, on: '2025-04-21' });
    expect(moved(extended, longer.clocks).at(-1)?.effectiveDue).toBe(extended[0]?.effectiveDue);
  });

  it('keeps the fact that started HANDLE, and starts none where none was met', () => {
    const capped = [aClock('HANDLE', '2025-03-18', { ended: 'met', startFact: 'notifyTermEnded' })];
    expect(out(OPINION, issued(), { clocks: capped }).clocks).toMatchObject([{ startFact: 'notifyTermEnded' }]);
    expect(out(OPINION, issued(), { clocks: [aClock('HANDLE', '2025-03-10', { ended: 'cancelled' })] }).clocks).toEqual([]);
  });

  it('refuses what has been served on somebody; an attempt is no service', () => {
    expect(refusal(() => out({ ...OPINION, deliveries: [service('2025-05-08')] }))).toBe('DOCUMENT_SERVED');
    expect(refusal(() => out({ ...OPINION, deliveries: [service(null)] }))).toBe('no refusal');
  });

  it('refuses an opinion that a report or a proposal of completion rests on', () => {
    expect(refusal(() => out(OPINION, issued({ reportedOn: '2025-05-10' })))).toBe('DOCUMENT_RELIED_ON');
    const completion = { ground: 'opinion_served', proposedBy: PERSON.handler, proposedOn: '2025-05-10', verifiedBy: null };
    expect(refusal(() => out(OPINION, issued({ completion })))).toBe('DOCUMENT_RELIED_ON');
  });

  it('gives back a redone opinion: the review that ordered it stands, REDO and what ran against the review go on', () => {
    const [first, second] = PETITIONERS as [string, string];
    const redone = asked([first, second]);
    redone.decide('review', revoke('facts_unclear'));
    for (const petitioner of [first, second]) redone.serveReview('review', petitioner);
    redone.serveOrgan('review');
    redone.ask('rereview', second);
    const terms = () => ['REDO', 'REREVIEW_REQUEST', 'REREVIEW'].flatMap((term) => redone.running(term as Term));
    const before = { terms: terms(), reviews: redone.state.records.filter(({ kind }) => kind === 'review').map(({ state }) => state) };
    redone.later(2).draft('explained', '重新测量，补发补偿款。').compare(false);
    const voiding = issuedAgain(redone);
    expect(terms()).toEqual([]);
    redone.did(voiding());
    expect(redone.state).toMatchObject({ stage: 'redoing', outcome: null, opinion: { state: 'checked', documentId: null } });
    expect({
      terms: terms(),
      reviews: redone.state.records.filter(({ kind }) => kind === 'review').map(({ state }) => state),
    }).toEqual(before);
    expect(redone.running('HANDLE')).toEqual([]);
    redone.reissue();
    expect(redone.state.stage).toBe('opinion_served');
    expect(terms()).toEqual([]);
  });

  it('refuses a redone opinion of which nobody knows how its review stood, and gives back one of a reopened matter whose review ordered none', () => {
    const earlier = asked();
    earlier.decide('review', revoke('procedure_broken'));
    earlier.serveOrgan('review');
    earlier.draft('explained', '重新测量，补发补偿款。');
    const voidEarlier = issuedAgain(earlier);
    const unkept = earlier.state.records.map((record) =>
      record.kind === 'review' ? { ...record, data: { ...record.data, endedBy: undefined } } : record,
    ) as CaseRecord[];
    earlier.state = { ...earlier.state, records: unkept };
    expect(refusal(voidEarlier)).toBe('DOCUMENT_RELIED_ON');

    const reopened = asked();
    reopened.decide('review', UPHOLD);
    reopened.serveReview('review');
    reopened.state = { ...reopened.state, stage: 'handling' };
    reopened.draft();
    expect(issuedAgain(reopened)().state).toMatchObject({ stage: 'handling', opinion: { state: 'checked', documentId: null } });
  });

  it('refuses the paper of another organ, one without number, one out of use already, and a void without reason', () => {
    expect(refusal(() => out(NOTICE, issued(), { organ: BUREAU }))).toBe('DOCUMENT_OF_OTHER_ORGAN');
    expect(refusal(() => out({ ...NOTICE, number: null }))).toBe('DOCUMENT_WITHOUT_SEAL');
    expect(refusal(() => out({ ...NOTICE, voidedOn: '2025-05-01', voidReason: '重号' }))).toBe('DOCUMENT_VOID');
    for (const reason of ['', '  ']) expect(refusal(() => out(NOTICE, issued(), { reason }))).toBe('TEXT_MISSING');
    expect(refusal(() => out(NOTICE, issued({ stage: 'closed' })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => out({ ...OPINION, id: id('x', 7) }))).toBe('OPINION_REPLACED');
  });

  it('of the paper asked for after an answer on the fast track leaves the answer as it stands', () => {
    const answer = newRecord({
      id: id('w'),
      kind: 'fastTrackAnswer',
      state: 'paper_issued',
      on: '2025-05-06',
      data: { way: 'phone', record: '已答复', opinionId: id('y') },
    }) as CaseRecord;
    const { state, clocks } = out(OPINION, issued({ records: [answer] }), {
      clocks: [{ ...aClock('HANDLE', '2025-03-10'), ended: 'met' }],
    });
    expect(clocks).toEqual([]);
    expect(state).toMatchObject({ stage: 'opinion_issued', outcome: 'partly_supported', opinion: { state: 'issued', documentId: null } });
    expect(state.records).toMatchObject([{ kind: 'fastTrackAnswer', state: 'answered' }]);
  });

  it('brings back the term of the fast track too, which a paper that is none had met', () => {
    const chosen = newRecord({
      id: id('w'),
      kind: 'fastTrack',
      state: 'chosen',
      on: '2025-04-30',
      organId: HOUSING.id,
      data: { fits: [], titles: [], reason: '', left: null },
    }) as CaseRecord;
    const met: ClockFact[] = [
      { ...aClock('HANDLE', '2025-04-30'), ended: 'met' },
      { ...aClock('SIMPLE_HANDLE', '2025-04-30'), ended: 'met' },
    ];
    expect(out(OPINION, issued({ records: [chosen] }), { clocks: met }).clocks).toMatchObject([
      { do: 'start', term: 'HANDLE', startedOn: '2025-04-30' },
      { do: 'start', term: 'SIMPLE_HANDLE', startedOn: '2025-04-30' },
    ]);
  });
});
