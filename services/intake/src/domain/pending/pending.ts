import type { DeskAct } from '../desk-petition.js';
import { pendingError } from './pending.errors.js';
import { clean, lengthOf } from '../text.js';

/** `registered` is final; a filing that was set aside can still be registered when its filer objects. */
export type PendingState = 'waiting' | 'set_aside' | 'registered';

/**
 * Why a filing is not registered: its text is registered already, or it contains no petition at all.
 * @source 本系统规则 待登记; domain law 4.3 (存: only duplicates and what holds no request)
 */
export const ASIDE_REASONS = ['DUPLICATE', 'NO_MATTER'] as const;
export type AsideReason = (typeof ASIDE_REASONS)[number];

export const ASIDE_NAMES: Readonly<Record<AsideReason, string>> = {
  DUPLICATE: '与已登记的事项内容完全重复',
  NO_MATTER: '没有反映任何事项，无法辨认或者无法办理',
};

const SOURCE = '本系统规则 待登记（不予登记须两人）';
export const ASIDE_NOTE = { shortest: 5, longest: 500 } as const;

/** A filing that waits until a registrar has looked at it. */
export interface Pending {
  readonly state: PendingState;
  /** Number of the petition it has become. */
  readonly number: string | null;
  readonly proposal: Proposal | null;
}

/** A proposal to set a filing aside, before a second person has decided. */
export interface Proposal {
  readonly id: string;
  readonly reason: AsideReason;
  /** Number of the registered petition that it repeats. */
  readonly ofNumber: string | null;
  readonly note: string;
  readonly by: string;
}

/**
 * Refuses to register a filing twice. A filing that was set aside may be registered without further proof; a waiting proposal is dropped.
 * @throws PENDING_FILING_REGISTERED
 */
export function requireRegistrable({ state, number }: Pending): void {
  if (state === 'registered') throw pendingError('PENDING_FILING_REGISTERED', { details: { number: number ?? '' } });
}

/**
 * Proposes not to register a filing. It keeps waiting, and its term keeps running, until another person confirms.
 * @throws PENDING_FILING_REGISTERED, PENDING_FILING_SET_ASIDE, ASIDE_PROPOSED_ALREADY, ASIDE_REASON_MISSING, ASIDE_NUMBER_MISSING
 */
export function proposeAside(
  pending: Pending,
  given: { readonly reason: AsideReason; readonly ofNumber?: string | null; readonly note: string },
  act: DeskAct,
  id: string,
): Proposal {
  requireRegistrable(pending);
  if (pending.state === 'set_aside') throw pendingError('PENDING_FILING_SET_ASIDE');
  if (pending.proposal) throw pendingError('ASIDE_PROPOSED_ALREADY');
  const note = clean(given.note);
  if (lengthOf(note) < ASIDE_NOTE.shortest || lengthOf(note) > ASIDE_NOTE.longest)
    throw pendingError('ASIDE_REASON_MISSING', { source: SOURCE, details: { limit: ASIDE_NOTE.longest } });
  const ofNumber = clean(given.ofNumber ?? '') || null;
  if (given.reason === 'DUPLICATE' && ofNumber === null) throw pendingError('ASIDE_NUMBER_MISSING', { source: SOURCE });
  return { id, reason: given.reason, ofNumber: given.reason === 'DUPLICATE' ? ofNumber : null, note, by: act.personId };
}

/**
 * A second person confirms or rejects a proposal.
 * @throws PENDING_FILING_REGISTERED, ASIDE_NOT_PROPOSED, ASIDE_OWN_PROPOSAL
 */
export function decideAside(pending: Pending, accepted: boolean, act: DeskAct): { state: PendingState; proposal: Proposal } {
  requireRegistrable(pending);
  const { proposal } = pending;
  if (!proposal) throw pendingError('ASIDE_NOT_PROPOSED');
  if (proposal.by === act.personId) throw pendingError('ASIDE_OWN_PROPOSAL', { source: SOURCE });
  return { state: accepted ? 'set_aside' : 'waiting', proposal };
}
