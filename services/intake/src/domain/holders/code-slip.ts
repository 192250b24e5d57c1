import { CodeSlipGiven, type CodeSlipWay, type DeskSlipWay, type NewEvent } from '@sunshine/events';
import { splitError } from '../split.errors.js';
import { holderError } from './holders.errors.js';
import { hasSlip, type DeskAct, type DeskPetition } from '../desk-petition.js';
import { optional } from '../desk-text.js';

const SOURCE = '本系统规则 查询码';

/** How a slip left the desk. */
export interface SlipGiven {
  readonly way: DeskSlipWay;
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

/** A part of a split letter. */
export interface PartCode {
  readonly petitionId: string;
  /** Its code has reached somebody, by slip or on the tracking page. */
  readonly given: boolean;
}

/**
 * Who filed without a name takes the codes of the parts with the code of the letter: no desk could give them to anybody, and no officer learns them.
 * They may be read again, since nobody could be asked who they are to have one reissued; that they were taken is recorded once, of each part.
 * @param letter the petition of the pass; it is a part itself where the letter was split as it was registered
 * @throws SPLIT_UNKNOWN, PART_CODES_AT_DESK
 * @source own rule: law 18 (查询码)
 */
export function takePartCodes<P extends PartCode>(
  { id, anonymous, organId }: Pick<DeskPetition, 'id' | 'anonymous' | 'organId'>,
  parts: readonly P[],
): {
  readonly codes: readonly P[];
  readonly taken: readonly { readonly petitionId: string; readonly slip: CodeSlip; readonly event: NewEvent }[];
} {
  const codes = parts.filter(({ petitionId }) => petitionId !== id);
  if (codes.length === 0) throw splitError('SPLIT_UNKNOWN');
  if (!anonymous) throw holderError('PART_CODES_AT_DESK', { source: SOURCE });
  const slip: CodeSlip = { way: 'ONLINE', receiptNumber: null, petitionerId: null };
  const taken = codes
    .filter(({ given }) => !given)
    .map(({ petitionId }) => ({ petitionId, slip, event: slipGiven(petitionId, organId, slip) }));
  return { codes, taken };
}

export const slipGiven = (petitionId: string, organId: string, { way, petitionerId }: Pick<CodeSlip, 'way' | 'petitionerId'>): NewEvent =>
  CodeSlipGiven.create({ petitionId, organId, way, petitionerId });
