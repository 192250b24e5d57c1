import { PetitionWithdrawn, WithdrawalConfirmed, WithdrawalRevoked } from '@sunshine/events';
import { dayNumber, dayOf, nextWorkingDay, type Calendar, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { allAgree, speaksForAll } from '../members.js';
import type { Decision, Given, PetitionerGiven } from '../petition.js';
import { optionalFree } from '../pledge.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { standingWithdrawal } from '../standing.js';
import { required } from '../text.js';
import { requireNoOpenReview } from '../review/standing.js';
import { withdrawalError } from './withdrawal.errors.js';

const SOURCE = '本系统规则 撤回';

/** The last day on which a withdrawal of that day can be taken back, inclusive: a right ends on its effective day. */
export const revocableUntil = (pack: RulePack, on: Day, calendar: Calendar): Day =>
  nextWorkingDay(calendar, dayOf(dayNumber(on) + Number(pack.values['withdrawalRevocableDays']?.value)));

export interface WithdrawPetition {
  readonly recordId: string;
  readonly reason: string | null;
  /** The signed paper, where a registrar enters it, and who of the petitioners signed it. */
  readonly fileId: string | null;
  readonly signedBy: readonly string[];
}

/**
 * The petitioner's own written act: online with the tracking pass, or on a signed paper. It changes neither stage nor clocks, is confirmed by
 * a second contact, and can be taken back. A joint matter ends only by the withdrawal of everybody.
 * @throws ACT_NOT_IN_STAGE, WITHDRAWAL_STANDING, WITHDRAWAL_PAPER_MISSING, WITHDRAWAL_NOT_BY_ALL, PLEDGE_NOT_TO_PETITION
 * @source own rule; law 4.1 withdrawn, practice F16
 */
export function withdrawPetition(given: Given | PetitionerGiven, { recordId, reason, fileId, signedBy }: WithdrawPetition): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'withdrawPetition', SOURCE);
  requireNoOpenReview(state, '撤回信访', SOURCE);
  if (standingWithdrawal(state)) throw withdrawalError('WITHDRAWAL_STANDING', { source: SOURCE });
  const online = act.personId === null;
  if (!online && fileId === null) throw withdrawalError('WITHDRAWAL_PAPER_MISSING', { source: SOURCE });
  const byAll = act.personId === null ? speaksForAll(state, act.petitionerId ?? null) : allAgree(state, signedBy);
  if (!byAll) throw withdrawalError('WITHDRAWAL_NOT_BY_ALL', { source: SOURCE });
  const pack = law.packOn(act.on);
  const until = revocableUntil(pack, act.on, law.calendar);
  const record = newRecord({
    id: recordId,
    kind: 'withdrawal',
    state: 'declared',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until,
    data: {
      way: online ? 'online' : 'paper',
      reason: optionalFree(pack, '撤回理由', 'reason', reason, 1000),
      fileId: online ? null : fileId,
      contact: null,
      revokedOn: null,
    },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [
        PetitionWithdrawn.create({
          petitionId: state.id,
          withdrawalId: recordId,
          organId: state.organId,
          way: record.data.way,
          withdrawnOn: act.on,
          revocableUntil: until,
        }),
      ],
      line: { act: 'withdrawPetition', basis: SOURCE },
    },
  );
}

export interface ConfirmWithdrawal {
  /** Who was asked, and how. */
  readonly contact: string;
  /** Whether the petitioner said that it is the own free wish. */
  readonly willing: boolean;
}

/**
 * The second contact: a bureau that does not handle the matter asks the petitioner. Never the organ in charge, nor who entered the paper.
 * @throws ACT_NOT_IN_STAGE, WITHDRAWAL_NOT_FOUND, OWN_PROPOSAL, WITHDRAWAL_SECOND_CONTACT_ELSEWHERE, TEXT_MISSING
 * @source own rule; law 4.1 withdrawn, practice F16
 */
export function confirmWithdrawal(given: Given, { contact, willing }: ConfirmWithdrawal): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'confirmWithdrawal', SOURCE);
  const withdrawal = latestRecord(state, 'withdrawal', 'declared');
  if (!withdrawal) throw withdrawalError('WITHDRAWAL_NOT_FOUND', { source: SOURCE });
  if (withdrawal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  // A bureau where the matter still waits to be routed handles nothing.
  const handles = act.organ.id === state.organId && state.stage !== 'registered';
  if (act.organ.kind !== 'petition_bureau' || handles) throw withdrawalError('WITHDRAWAL_SECOND_CONTACT_ELSEWHERE', { source: SOURCE });
  const record: CaseRecord<'withdrawal'> = {
    ...withdrawal,
    state: willing ? 'confirmed' : 'denied',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...withdrawal.data, contact: required('核实情况', 'contact', contact, 1000) },
  };
  return decided(
    given,
    { records: withRecord(state.records, record) },
    {
      events: [WithdrawalConfirmed.create({ petitionId: state.id, withdrawalId: withdrawal.id, organId: state.organId, willing })],
      line: { act: 'confirmWithdrawal', basis: SOURCE, part: 'confirmation', remark: willing ? null : '信访人不同意撤回' },
    },
  );
}

/**
 * Taken back in time by the petitioner: the matter goes on as if nothing had been said, its clocks never stood still.
 * @throws ACT_NOT_IN_STAGE, WITHDRAWAL_NOT_FOUND, WITHDRAWAL_NO_LONGER_REVOCABLE
 * @source own rule; law 4.1 withdrawn, practice F16
 */
export function revokeWithdrawal(given: Given | PetitionerGiven): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'revokeWithdrawal', SOURCE);
  const withdrawal = standingWithdrawal(state);
  if (!withdrawal) throw withdrawalError('WITHDRAWAL_NOT_FOUND', { source: SOURCE });
  if (withdrawal.until !== null && act.on > withdrawal.until)
    throw withdrawalError('WITHDRAWAL_NO_LONGER_REVOCABLE', { source: SOURCE, details: { day: withdrawal.until } });
  return decided(
    given,
    {
      records: withRecord(state.records, { ...withdrawal, state: 'revoked', data: { ...withdrawal.data, revokedOn: act.on } }),
      // A proposal to close on it falls with it.
      completion: state.completion?.ground === 'withdrawn' ? null : state.completion,
    },
    {
      events: [WithdrawalRevoked.create({ petitionId: state.id, withdrawalId: withdrawal.id, organId: state.organId, revokedOn: act.on })],
      line: { act: 'revokeWithdrawal', basis: SOURCE },
    },
  );
}
