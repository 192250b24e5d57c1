import { PromiseBroken, PromisePerformed, SettlementRecorded } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { cancelled } from '../duties.js';
import { requireAlive } from '../succession.js';
import { requireOrganWithAuthority } from '../standing.js';
import { issue } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds, PetitionState } from '../petition.js';
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

function checkParties({ state, act }: Given, parties: RecordSettlement['parties']): Party[] {
  const checked = parties.map(({ petitionerId, organId, other, signature }, at): Party => {
    const named = [petitionerId, organId, other].filter((one) => one !== null && one.trim() !== '');
    if (named.length !== 1) throw settlementError('SETTLEMENT_PARTY_MALFORMED', { source: SOURCE, field: `parties.${at}.other` });
    if (petitionerId !== null && !state.petitionerIds.includes(petitionerId))
      throw settlementError('SETTLEMENT_PARTY_UNKNOWN', { source: SOURCE, field: `parties.${at}.petitionerId` });
    if (petitionerId !== null) requireAlive(state, petitionerId, act.on);
    if (signature.trim() === '') throw settlementError('SETTLEMENT_NOT_SIGNED', { source: SOURCE, field: `parties.${at}.signature` });
    return { petitionerId, organId, other: other === null ? null : required('当事人', `parties.${at}.other`, other, 200) };
  });
  const petitioners = checked.filter(({ petitionerId }) => petitionerId !== null).length;
  if (petitioners === 0 || petitioners === checked.length) throw settlementError('SETTLEMENT_PARTIES_MISSING', { source: SOURCE });
  return checked;
}

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
  if (state.kind !== 'CLAIM' || state.exit === '31(1)') throw settlementError('SETTLEMENT_OF_CLAIMS_ONLY', { source: SOURCE });
  if (latestRecord(state, 'settlement', 'standing')) throw settlementError('SETTLEMENT_STANDING', { source: SOURCE });
  const pack = law.packOn(act.on);
  const parties = checkParties(given, command.parties);
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
    { outcome: 'settled', records: [...state.records, settlement, ...promises], handlerId: act.personId },
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

function openPromise({ state }: Given, promiseId: string): CaseRecord<'promise'> {
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

/** An open matter loses with its settlement what rested on it; what it had come to meanwhile stays. */
const wentOn = ({ outcome }: PetitionState): Partial<PetitionState> => ({
  completion: null,
  outcome: outcome === 'settled' ? null : outcome,
});

/**
 * A broken promise: overdue, or the party said that it will not perform. The matter is back at the step where it left, and its duty runs
 * from its own start; a letter that was split meanwhile is not, since its parts go on in its place. The other promises stay owed.
 * @throws PROMISE_NOT_FOUND, PROMISE_NOT_YET_DUE, TEXT_MISSING
 * @source 信访工作条例 33; law 4.1 settled
 */
export function recordPromiseBroken(
  given: Given,
  command: { readonly promiseId: string; readonly reason: string; readonly refusedByParty: boolean },
): Decision {
  const { state, clocks, act } = given;
  requireStage(state.stage, 'recordPromiseBroken', SOURCE);
  const promise = openPromise(given, command.promiseId);
  const reason = required('未履行情况', 'reason', command.reason, 2000);
  const clock = clocks.find(({ term, subject }) => term === 'PROMISE' && subject === promise.id);
  const lastDay = clock?.effectiveDue ?? promise.until ?? act.on;
  if (act.on <= lastDay && !command.refusedByParty) {
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
