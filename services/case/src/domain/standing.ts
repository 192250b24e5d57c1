import { OpinionOutcome, type OrganKind } from '@sunshine/events';
import type { Exit } from '@sunshine/procedure';
import { caseError } from './case.errors.js';
import type { Opinion, Organ, PetitionState } from './petition.js';
import { latestRecord, type CaseRecord } from './records.js';

/** A bureau passes a matter on; it decides nothing of it. @throws BUREAU_DECIDES_NO_EXIT */
export function requireOrganWithAuthority(state: PetitionState): void {
  if (state.organKind === 'petition_bureau') throw caseError('BUREAU_DECIDES_NO_EXIT', { source: '信访工作条例 22、31' });
}

/** A matter that was refused goes on by no exit. @throws MATTER_REFUSED */
export function requireNotRefused({ outcome }: Pick<PetitionState, 'outcome'>, source: string): void {
  if (outcome === 'refused_acceptance' || outcome === 'refused_refiling') throw caseError('MATTER_REFUSED', { source });
}

/** The decision in force; null while the organ has decided none (a bare acceptance decides 31(6) by itself). */
export const exitDecisionOf = (state: Pick<PetitionState, 'records'>): CaseRecord<'exitDecision'> | null =>
  latestRecord(state, 'exitDecision', 'decided');

/** Part of the transfer slip (`exitProposed`); null where the bureau has proposed none. */
export function proposedExitPart(state: Pick<PetitionState, 'records'>): { exit: Exit; reason: string } | null {
  return latestRecord(state, 'exitProposal', 'proposed')?.data ?? null;
}

/** The withdrawal that stands: declared or confirmed, not taken back. */
export const standingWithdrawal = (state: Pick<PetitionState, 'records'>): CaseRecord<'withdrawal'> | null =>
  latestRecord(state, 'withdrawal', 'declared', 'confirmed');

export const isSupport = (outcome: OpinionOutcome): boolean => outcome === 'supported' || outcome === 'partly_supported';

/** Organs under no government, so that no bureau stands above what was brought straight to them. */
const UNDER_NO_GOVERNMENT: readonly string[] = [
  'party_committee',
  'discipline',
  'mass_organisation',
  'court',
  'procuratorate',
  'people_congress',
  'consultative_conference',
] satisfies OrganKind[];
export const isUnderNoGovernment = (kind: string): boolean => UNDER_NO_GOVERNMENT.includes(kind);

/**
 * A bureau judges the end. Of what no bureau stands above the organ that got it judges, by another hand: of a report that no bureau ever had, and of
 * what was brought straight to an organ under no government.
 * @throws COMPLETION_BY_BUREAU
 */
export function requireJudgeOfEnd({ kind }: Pick<PetitionState, 'kind'>, organ: Pick<Organ, 'kind'>): void {
  if (kind !== 'REPORT' && organ.kind !== 'petition_bureau' && !isUnderNoGovernment(organ.kind))
    throw caseError('COMPLETION_BY_BUREAU', { source: '本系统规则 办结审核' });
}

/** How the matter came to where it is; null for one brought directly. */
export const standingTransfer = (state: Pick<PetitionState, 'records'>): CaseRecord<'transfer'> | null =>
  latestRecord(state, 'transfer', 'standing');

/** No text stands in the way: none was drafted, it came back, or it is issued and the matter was reopened for one of its own beside it. */
export const mayBeDrafted = (opinion: Opinion | null): boolean =>
  opinion === null || opinion.state === 'returned' || opinion.state === 'issued';

export type Accusing = Pick<PetitionState, 'kind' | 'staffConduct' | 'accusedIds' | 'accusedInWords' | 'records'>;

/** Whether the matter is kept from those whom it complains of: a report, or a complaint about the conduct of staff. */
export const keepsFromAccused = ({ kind, staffConduct }: Pick<PetitionState, 'kind' | 'staffConduct'>): boolean =>
  kind === 'REPORT' || staffConduct;

/**
 * A bureau hands a report over, and whoever got it without an organ that decided so: from the reporter, or since the organ before had to step
 * aside. What was sent is objected to (23 ¶3).
 */
export const mayHandOver = (state: Pick<PetitionState, 'organKind' | 'senderId' | 'channel' | 'records'>): boolean =>
  state.organKind === 'petition_bureau' ||
  (state.senderId === null && state.channel !== 'TRANSFER_IN') ||
  standingTransfer(state)?.data.kind === 'AVOIDANCE';

/** Somebody is accused in words alone, or nobody at all, and no second reader has said yet who that is in the directory. */
export const accusedOpen = (state: Accusing): boolean =>
  keepsFromAccused(state) &&
  latestRecord(state, 'identification', 'confirmed') === null &&
  (state.accusedIds.length === 0 || state.accusedInWords !== 0);
