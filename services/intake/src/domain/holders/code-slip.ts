import { CodeSlipGiven, type CodeSlipWay, type NewEvent } from '@sunshine/events';
import { holderError } from './holders.errors.js';
import { hasSlip, type DeskAct, type DeskPetition } from '../desk-petition.js';
import { optional } from '../desk-text.js';

const SOURCE = '本系统规则 查询码';

/** How a slip left the desk. */
export interface SlipGiven {
  readonly way: CodeSlipWay;
  /** Of the registered letter, where it was posted. */
  readonly receiptNumber?: string | null;
}

/** The code as it stands. */
export interface CodeStanding {
  /** It was issued again: that paper (查询码补发回执) is served as any other. */
  readonly reissued: boolean;
  /** Its slip was given already. */
  readonly given: boolean;
}

export interface CodeSlip {
  readonly way: CodeSlipWay;
  readonly receiptNumber: string | null;
  readonly petitionerId: string | null;
}

/** @throws CODE_SLIP_RECEIPT_MISSING, DESK_TEXT_TOO_LONG */
export function posted({ way, receiptNumber }: SlipGiven): Pick<CodeSlip, 'way' | 'receiptNumber'> {
  const number = optional('邮寄单号', 'receiptNumber', receiptNumber, 60);
  if (way === 'POST' && number === null) throw holderError('CODE_SLIP_RECEIPT_MISSING', { source: SOURCE });
  return { way, receiptNumber: way === 'POST' ? number : null };
}

/**
 * Records that the slip with the query code was handed over or posted, once. Of several petitioners the one who got it is
 * named; a single one is meant without being named.
 * @param petitionerIds of the petition; empty for an anonymous one, whose slip can only be handed over
 * @throws CODE_SLIP_NOT_PRINTED, CODE_SLIP_REPLACED, CODE_SLIP_GIVEN, CODE_SLIP_NOWHERE_TO_POST, MEMBER_UNKNOWN, CODE_SLIP_RECEIPT_MISSING, DESK_TEXT_TOO_LONG
 * @source own rule: law 18 (查询码)
 */
export function giveCodeSlip(
  { id, channel }: Pick<DeskPetition, 'id'> & { readonly channel: string },
  { reissued, given }: CodeStanding,
  petitionerIds: readonly string[],
  command: SlipGiven & { readonly petitionerId: string | null },
  { organId }: Pick<DeskAct, 'organId'>,
): { readonly slip: CodeSlip; readonly events: NewEvent[] } {
  if (!hasSlip(channel)) throw holderError('CODE_SLIP_NOT_PRINTED', { source: SOURCE });
  if (reissued) throw holderError('CODE_SLIP_REPLACED', { source: SOURCE });
  if (given) throw holderError('CODE_SLIP_GIVEN', { source: SOURCE });
  if (command.way === 'POST' && petitionerIds.length === 0) throw holderError('CODE_SLIP_NOWHERE_TO_POST', { source: SOURCE });
  const [only = null, ...others] = petitionerIds;
  const petitionerId = command.petitionerId ?? (others.length === 0 ? only : null);
  if (petitionerIds.length > 0 && (petitionerId === null || !petitionerIds.includes(petitionerId))) throw holderError('MEMBER_UNKNOWN');
  const slip = { ...posted(command), petitionerId };
  return { slip, events: [slipGiven(id, organId, slip)] };
}

export const slipGiven = (petitionId: string, organId: string, { way, petitionerId }: Pick<CodeSlip, 'way' | 'petitionerId'>): NewEvent =>
  CodeSlipGiven.create({ petitionId, organId, way, petitionerId });
