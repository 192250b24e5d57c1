import { PromiseBroken, PromiseMoved, PromisePerformed, SettlementRecorded } from '@sunshine/events';
import { dayNumber, type Day } from '@sunshine/procedure';
import { cancelled, cancelledEach } from '../duties.js';
import { requireAlive } from '../succession.js';
import { requireOrganWithAuthority } from '../standing.js';
import { issue } from '../papers/papers.js';
import { decided } from '../decision.js';
import { isByPetitioner, petitionerOf } from '../members.js';
import type { ClockFact, ClockMove, Decision, Given, PaperIds, PetitionerGiven, PetitionState } from '../petition.js';
import { optionalFree, requiredFree } from '../pledge.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { clocksOfStep, returned } from './returning.js';
import { settlementError } from './settlement.errors.js';
import type { Party } from './settlement.records.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '信访工作条例 33';
const PROMISE_SOURCE = '本系统规则 和解承诺';

export interface RecordSettlement extends PaperIds {
  readonly settlementId: string;
  readonly parties: readonly (Party & { readonly signature: string })[];
  readonly mediator: string | null;
  readonly dispute: string;
  readonly terms: string;
  readonly promises: readonly { readonly id: string; readonly party: number; readonly text: string; readonly dueOn: Day }[];
}

/** A party by its place, counted from 0. @throws SETTLEMENT_PARTY_MALFORMED, SETTLEMENT_PARTY_UNKNOWN, PETITIONER_ENDED, TEXT_MISSING, TEXT_TOO_LONG */
export function checkedParty({ state, act }: Given | PetitionerGiven, { petitionerId, organId, other }: Party, at: number): Party {
  const named = [petitionerId, organId, other].filter((one) => one !== null && one.trim() !== '');
  if (named.length !== 1) throw settlementError('SETTLEMENT_PARTY_MALFORMED', { source: SOURCE, field: `parties.${at}.other` });
  if (petitionerId !== null && !state.petitionerIds.includes(petitionerId))
    throw settlementError('SETTLEMENT_PARTY_UNKNOWN', { source: SOURCE, field: `parties.${at}.petitionerId` });
  if (petitionerId !== null) requireAlive(state, petitionerId, act.on);
  return { petitionerId, organId, other: other === null ? null : required('当事人', `parties.${at}.other`, other, 200) };
}

/** A petitioner on one side, somebody else on the other. @throws SETTLEMENT_PARTIES_MISSING */
export function requireBothSides(parties: readonly Party[]): void {
  const petitioners = parties.filter(({ petitionerId }) => petitionerId !== null).length;
  if (petitioners === 0 || petitioners === parties.length) throw settlementError('SETTLEMENT_PARTIES_MISSING', { source: SOURCE });
}

/** Claims alone are mediated and settled, and none that belongs before a court. @throws SETTLEMENT_OF_CLAIMS_ONLY */
export function requireClaim({ kind, exit }: PetitionState): void {
  if (kind !== 'CLAIM' || exit === '31(1)') throw settlementError('SETTLEMENT_OF_CLAIMS_ONLY', { source: SOURCE });
}

/** The mediation that led to it, if there was one. */
const reached = ({ records }: PetitionState): readonly CaseRecord[] =>
  records.map((record): CaseRecord =>
    record.kind === 'mediation' && (record.state === 'asking' || record.state === 'agreed')
      ? { ...record, state: 'settled', until: null }
      : record,
  );

/**
 * A settlement of a claim (no report, no suggestion, no litigation) that both sides signed, with a clock for each promise. The duty to handle ends here without being met or missed: what is
 * owed from now on are the promises, and a broken one brings the duty back from its old start. No text may hold a promise not to petition.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, SETTLEMENT_OF_CLAIMS_ONLY, SETTLEMENT_STANDING, SETTLEMENT_PARTY_MALFORMED, SETTLEMENT_PARTY_UNKNOWN,
 * SETTLEMENT_NOT_SIGNED, SETTLEMENT_PARTIES_MISSING, SETTLEMENT_PROMISES_MISSING, SETTLEMENT_PROMISE_PARTY_UNKNOWN,
 * SETTLEMENT_PROMISE_TOO_EARLY, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source 信访工作条例 33; law 4 P14, 4.1 settled
 */
export function recordSettlement(given: Given, command: RecordSettlement): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'recordSettlement', SOURCE);
  requireOrganWithAuthority(state);
  requireClaim(state);
  if (latestRecord(state, 'settlement', 'standing')) throw settlementError('SETTLEMENT_STANDING', { source: SOURCE });
  const pack = law.packOn(act.on);
  const parties = command.parties.map((party, at): Party => {
    const checked = checkedParty(given, party, at);
    if (party.signature.trim() === '') throw settlementError('SETTLEMENT_NOT_SIGNED', { source: SOURCE, field: `parties.${at}.signature` });
    return checked;
  });
  requireBothSides(parties);
  const dispute = requiredFree(pack, '争议', 'dispute', command.dispute, 2000);
  const terms = requiredFree(pack, '协议内容', 'terms', command.terms, 5000);
  const mediator = optionalFree(pack, '调解人', 'mediator', command.mediator, 200);
  const { settlementId, documentId } = command;
  if (command.promises.length === 0) throw settlementError('SETTLEMENT_PROMISES_MISSING', { source: SOURCE });
  const promises = command.promises.map(({ id, party, text, dueOn }, at) => {
    const by = parties[party - 1];
    if (!by)
      throw settlementError('SETTLEMENT_PROMISE_PARTY_UNKNOWN', { source: SOURCE, details: { party }, field: `promises.${at}.party` });
    if (dueOn < act.on)
      throw settlementError('SETTLEMENT_PROMISE_TOO_EARLY', {
        source: PROMISE_SOURCE,
        details: { day: dueOn },
        field: `promises.${at}.dueOn`,
      });
    return newRecord({
      id,
      kind: 'promise',
      state: 'open',
      on: act.on,
      organId: by.organId,
      byPersonId: act.personId,
      until: dueOn,
      data: {
        settlementId,
        party,
        text: requiredFree(pack, '承诺', `promises.${at}.text`, text, 2000),
        evidence: null,
        performedOn: null,
        brokenReason: null,
      },
    });
  });
  const settlement = newRecord({
    id: settlementId,
    kind: 'settlement',
    state: 'standing',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until:
      promises
        .flatMap(({ until }) => until ?? [])
        .sort()
        .at(-1) ?? null,
    data: { parties, mediator, dispute, terms, documentId, stage: state.stage },
  });
  const paper = issue(given, pack, command, act.organ, {
    kind: 'SETTLEMENT',
    parts: {
      parties: parties.map(({ petitionerId, organId, other }) =>
        petitionerId !== null ? { petitionerIds: [petitionerId] } : organId !== null ? { organId } : other,
      ),
      dispute,
      terms,
      performOn: promises.map(({ until, data }) => ({ by: until, party: data.party, text: data.text })),
      signatures: command.parties.map(({ signature }) => signature.trim()),
      confirmation: String(pack.values['judicialConfirmation']?.value ?? ''),
    },
  });
  return decided(
    given,
    { outcome: 'settled', records: [...reached(state), settlement, ...promises], handlerId: act.personId },
    {
      events: [
        SettlementRecorded.create({
          petitionId: state.id,
          settlementId,
          organId: state.organId,
          documentId,
          promises: promises.map(({ id, until }) => ({ promiseId: id, dueOn: until as Day })),
        }),
      ],
      clocks: [
        ...cancelled(given, ['HANDLE', 'SIMPLE_HANDLE', 'DECIDE_EXIT', 'PERFORM'], 'settled'),
        // What a reviewer redoes goes on.
        ...cancelledEach({ ...given, clocks: given.clocks.filter(({ subject }) => subject === state.organId) }, ['REDO'], 'settled'),
        ...promises.map(({ id, until }): ClockMove => ({
          do: 'start',
          petitionId: state.id,
          term: 'PROMISE',
          subject: id,
          startedOn: act.on,
          dueOn: until as Day,
        })),
      ],
      papers: [paper],
      line: { act: 'recordSettlement', basis: SOURCE },
    },
  );
}

function openPromise({ state }: Given | PetitionerGiven, promiseId: string): CaseRecord<'promise'> {
  const promise = recordsOf(state, 'promise', 'open').find(({ id }) => id === promiseId);
  if (!promise) throw settlementError('PROMISE_NOT_FOUND', { source: PROMISE_SOURCE });
  return promise;
}

/**
 * A promise was kept: evidence, and the other side was asked. The settlement is performed with its last promise.
 * @throws PROMISE_NOT_FOUND, PROMISE_PARTY_NOT_ASKED, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source 信访工作条例 33
 */
export function recordPromisePerformed(
  given: Given,
  command: { readonly promiseId: string; readonly evidence: string; readonly otherPartyAsked: boolean },
): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'recordPromisePerformed', SOURCE);
  const promise = openPromise(given, command.promiseId);
  if (!command.otherPartyAsked) throw settlementError('PROMISE_PARTY_NOT_ASKED', { source: PROMISE_SOURCE });
  const evidence = requiredFree(law.packOn(act.on), '履行凭据', 'evidence', command.evidence, 2000);
  const { settlementId } = promise.data;
  const kept: CaseRecord<'promise'> = { ...promise, state: 'performed', data: { ...promise.data, evidence, performedOn: act.on } };
  const records = withRecord(state.records, kept);
  const whole = recordsOf({ records }, 'promise').every((one) => one.data.settlementId !== settlementId || one.state === 'performed');
  const settlement = recordsOf(state, 'settlement', 'standing').find(({ id }) => id === settlementId);
  return decided(
    given,
    { records: whole && settlement ? withRecord(records, { ...settlement, state: 'performed' }) : records },
    {
      events: [PromisePerformed.create({ petitionId: state.id, settlementId, promiseId: promise.id, performedOn: act.on, settled: whole })],
      clocks: [{ do: 'stop', petitionId: state.id, term: 'PROMISE', subject: promise.id, on: act.on }],
      line: { act: 'recordPromisePerformed', basis: PROMISE_SOURCE, remark: evidence },
    },
  );
}

export interface MovePromise {
  readonly promiseId: string;
  readonly dueOn: Day;
  readonly reason: string;
  /** Who agreed for each party, in the order of the parties. */
  readonly agreed: readonly string[];
}

/**
 * A promise gets a later day: by agreement of all parties, while it can still be kept.
 * @throws PROMISE_NOT_FOUND, PROMISE_MOVE_NOT_AGREED, PROMISE_DUE_PAST, PROMISE_DATE_NOT_LATER, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source law 2.5 PROMISE (by agreement of both)
 */
export function movePromise(given: Given, { promiseId, dueOn, reason, agreed }: MovePromise): Decision {
  const { state, clocks, law, act } = given;
  const pack = law.packOn(act.on);
  const { source } = pack.terms.PROMISE;
  requireStage(state.stage, 'movePromise', source);
  const promise = openPromise(given, promiseId);
  const { settlementId } = promise.data;
  const parties = recordsOf(state, 'settlement').find(({ id }) => id === settlementId)?.data.parties ?? [];
  if (parties.length !== agreed.length || agreed.some((one) => one.trim() === ''))
    throw settlementError('PROMISE_MOVE_NOT_AGREED', { source, details: { count: parties.length } });
  const clock = clockOf(clocks, promise);
  const lastDay = clock?.effectiveDue ?? promise.until ?? act.on;
  const former = clock?.nominalDue ?? promise.until ?? act.on;
  if (act.on > lastDay) throw settlementError('PROMISE_DUE_PAST', { source, details: { day: lastDay } });
  if (dueOn <= former) throw settlementError('PROMISE_DATE_NOT_LATER', { source, details: { day: former } });
  const remark = requiredFree(pack, '理由', 'reason', reason, 1000);
  const records = withRecord(state.records, { ...promise, until: dueOn });
  const settlement = recordsOf({ records }, 'settlement').find(({ id, until }) => id === settlementId && (until ?? '') < dueOn);
  return decided(
    given,
    { records: settlement ? withRecord(records, { ...settlement, until: dueOn }) : records },
    {
      events: [PromiseMoved.create({ petitionId: state.id, settlementId, promiseId, formerDate: former, newDate: dueOn })],
      clocks: [
        {
          do: 'extend',
          petitionId: state.id,
          term: 'PROMISE',
          subject: promiseId,
          days: dayNumber(dueOn) - dayNumber(former),
          article: source,
          on: act.on,
        },
      ],
      line: { act: 'movePromise', basis: source, remark },
    },
  );
}

const clockOf = (clocks: readonly ClockFact[], { id }: CaseRecord<'promise'>): ClockFact | undefined =>
  clocks.find(({ term, subject }) => term === 'PROMISE' && subject === id);

/** An open matter loses with its settlement what rested on it; what it had come to meanwhile stays. */
const wentOn = ({ outcome }: PetitionState): Partial<PetitionState> => ({
  completion: null,
  outcome: outcome === 'settled' ? null : outcome,
});

/**
 * Who owes a promise says of it neither that it is broken nor that it will not be kept, to have the matter back; nor does somebody who is no party.
 * @throws PROMISE_NOT_OWED_TO_YOU
 */
function requireOwed({ state }: PetitionerGiven, petitionerId: string, { data }: CaseRecord<'promise'>): void {
  const parties = recordsOf(state, 'settlement').find(({ id }) => id === data.settlementId)?.data.parties ?? [];
  const isParty = parties.some((party) => party.petitionerId === petitionerId);
  if (!isParty || parties[data.party - 1]?.petitionerId === petitionerId)
    throw settlementError('PROMISE_NOT_OWED_TO_YOU', { source: PROMISE_SOURCE });
}

/**
 * A broken promise: overdue, or the party said that it will not perform. The petitioner to whom it is owed says so with the pass once it is overdue. The matter is back at the step where it left, and its duty runs
 * from its own start; a letter that was split meanwhile is not, since its parts go on in its place. The other promises stay owed.
 * @throws PROMISE_NOT_FOUND, PROMISE_NOT_OWED_TO_YOU, PROMISE_NOT_YET_DUE, PETITIONER_NOT_NAMED, MEMBER_HAS_LEFT, PETITIONER_ENDED, TEXT_MISSING
 * @source 信访工作条例 33; law 4.1 settled
 */
export function recordPromiseBroken(
  given: Given | PetitionerGiven,
  command: { readonly promiseId: string; readonly reason: string; readonly refusedByParty: boolean },
): Decision {
  const { state, clocks, act } = given;
  requireStage(state.stage, 'recordPromiseBroken', SOURCE);
  const promise = openPromise(given, command.promiseId);
  const reason = required('未履行情况', 'reason', command.reason, 2000);
  if (isByPetitioner(given)) requireOwed(given, petitionerOf(given), promise);
  const lastDay = clockOf(clocks, promise)?.effectiveDue ?? promise.until ?? act.on;
  // That the other party refuses is for the organ to find out.
  if (act.on <= lastDay && !(command.refusedByParty && act.personId !== null)) {
    throw settlementError('PROMISE_NOT_YET_DUE', { source: PROMISE_SOURCE, details: { day: lastDay } });
  }
  const { settlementId } = promise.data;
  const broken: CaseRecord<'promise'> = { ...promise, state: 'broken', data: { ...promise.data, brokenReason: reason } };
  const settlement = recordsOf(state, 'settlement').find(({ id }) => id === settlementId) as CaseRecord<'settlement'>;
  const first = settlement.state === 'standing';
  const records = withRecord(withRecord(state.records, broken), { ...settlement, state: 'broken' });
  const inParts = state.outcome === 'split';
  const reopened = state.stage === 'closed' && !inParts;
  const to = reopened ? settlement.data.stage : state.stage;
  return decided(
    given,
    { ...(reopened ? returned(state, to) : first ? wentOn(state) : {}), records },
    {
      events: [
        PromiseBroken.create({
          petitionId: state.id,
          settlementId,
          promiseId: promise.id,
          brokenOn: act.on,
          stage: to,
          reopened,
        }),
      ],
      clocks: [
        { do: 'cancel', petitionId: state.id, term: 'PROMISE', subject: promise.id, on: act.on, reason: 'broken' },
        ...((first || reopened) && !inParts ? clocksOfStep(given, to) : []),
      ],
      line: { act: 'recordPromiseBroken', basis: PROMISE_SOURCE, remark: reason },
    },
  );
}
