import { PetitionSupplemented, SupplementAsked, type NewEvent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { deskError } from './desk.errors.js';
import type { DeskAct, DeskPetition } from './desk-petition.js';
import { filesOf, optional, required } from './desk-text.js';

/** Further material to an open matter (补充材料). */
export interface Supplement {
  readonly id: string;
  readonly petitionId: string;
  /** The desk that received it. */
  readonly organId: string;
  readonly receivedOn: Day;
  readonly text: string | null;
  readonly fileIds: readonly string[];
}

/** What was asked for, once (补正). */
export interface SupplementRequest {
  readonly petitionId: string;
  readonly organId: string;
  readonly items: readonly string[];
  readonly answerBy: Day;
  readonly askedOn: Day;
}

export const SUPPLEMENT_LIMITS = { text: 10_000, items: 20, item: 200 } as const;

/**
 * Adds material; it is no new matter and moves no date.
 * @throws SUPPLEMENT_AFTER_CLOSING, SUPPLEMENT_EMPTY, DESK_TEXT_TOO_LONG, DESK_FILES_TOO_MANY, DESK_ID_MALFORMED
 * @source 信访工作条例 19; 36 ¶3 (what is new is a matter of its own)
 */
export function supplementPetition(
  petition: Pick<DeskPetition, 'id' | 'closedOn'>,
  given: { readonly text?: string | null; readonly fileIds?: readonly string[] | null },
  id: string,
  act: Pick<DeskAct, 'on' | 'organId'>,
): { supplement: Supplement; events: NewEvent[] } {
  if (petition.closedOn !== null) throw deskError('SUPPLEMENT_AFTER_CLOSING', { source: '信访工作条例 36 ¶3' });
  const text = optional('补充内容', given.text, SUPPLEMENT_LIMITS.text);
  const fileIds = filesOf(given.fileIds);
  if (text === null && fileIds.length === 0) throw deskError('SUPPLEMENT_EMPTY');
  const supplement = { id, petitionId: petition.id, organId: act.organId, receivedOn: act.on, text, fileIds };
  const { petitionId, organId, receivedOn } = supplement;
  return {
    supplement,
    events: [PetitionSupplemented.create({ petitionId, supplementId: id, organId, receivedOn, files: fileIds.length })],
  };
}

/**
 * Asks for what is missing, once, with a list and a date. The matter is registered all the same and no term stops.
 * @param former the request made before
 * @throws SUPPLEMENT_ASKED_ALREADY, SUPPLEMENT_AFTER_CLOSING, SUPPLEMENT_ITEMS_MALFORMED, SUPPLEMENT_DAY_TOO_EARLY
 */
export function askSupplement(
  petition: Pick<DeskPetition, 'id' | 'closedOn'>,
  former: Pick<SupplementRequest, 'askedOn'> | null,
  given: { readonly items: readonly string[]; readonly answerBy: Day },
  act: Pick<DeskAct, 'on' | 'organId'>,
): { request: SupplementRequest; events: NewEvent[] } {
  const source = '本系统规则 补正';
  if (former) throw deskError('SUPPLEMENT_ASKED_ALREADY', { source, details: { day: former.askedOn } });
  if (petition.closedOn !== null) throw deskError('SUPPLEMENT_AFTER_CLOSING', { source: '信访工作条例 36 ¶3' });
  if (given.items.length === 0 || given.items.length > SUPPLEMENT_LIMITS.items)
    throw deskError('SUPPLEMENT_ITEMS_MALFORMED', { details: { limit: SUPPLEMENT_LIMITS.items } });
  const items = given.items.map((item) => required('补正内容', item, SUPPLEMENT_LIMITS.item));
  if (given.answerBy <= act.on) throw deskError('SUPPLEMENT_DAY_TOO_EARLY');
  const { id: petitionId } = petition;
  const { organId, on } = act;
  return {
    request: { petitionId, organId, items, answerBy: given.answerBy, askedOn: on },
    events: [SupplementAsked.create({ petitionId, organId, items: items.length, answerBy: given.answerBy })],
  };
}
