import { PetitionSupplemented, SupplementAsked, type NewEvent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { FILING_LIMITS } from '@sunshine/words';
import { deskError } from '../desk.errors.js';
import { recordError } from './record.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { filesOf, optional, required } from '../desk-text.js';

/** Further material to an open matter (补充材料). */
export interface Supplement {
  readonly id: string;
  readonly petitionId: string;
  /** The desk that received it; for an online answer the organ that asked for it. */
  readonly organId: string;
  readonly receivedOn: Day;
  readonly text: string | null;
  readonly fileIds: readonly string[];
}

/** The request for missing material (补正), made once. */
export interface SupplementRequest {
  readonly petitionId: string;
  readonly organId: string;
  readonly items: readonly string[];
  readonly answerBy: Day;
  readonly askedOn: Day;
}

/** `answers`: how often one request may be answered online; later material goes to the desk. */
export const SUPPLEMENT_LIMITS = { text: FILING_LIMITS.text, items: 20, item: 200, answers: 5 } as const;

const ASKED_ONCE = '本系统规则 补正';

/** Text, files, or both. */
export interface GivenSupplement {
  readonly text?: string | null;
  readonly fileIds?: readonly string[] | null;
}

/**
 * Adds material to an open petition; it is no new petition and changes no date.
 * @throws SUPPLEMENT_AFTER_CLOSING, SUPPLEMENT_EMPTY, DESK_TEXT_TOO_LONG, DESK_FILES_TOO_MANY, DESK_ID_MALFORMED
 * @source 信访工作条例 19; 36 ¶3 (what is new is a matter of its own)
 */
export function supplementPetition(
  petition: Pick<DeskPetition, 'id' | 'closedOn'>,
  given: GivenSupplement,
  id: string,
  act: Pick<DeskAct, 'on' | 'organId'>,
): { supplement: Supplement; events: NewEvent[] } {
  if (petition.closedOn !== null) throw recordError('SUPPLEMENT_AFTER_CLOSING', { source: '信访工作条例 36 ¶3' });
  const text = optional('补充内容', 'text', given.text, SUPPLEMENT_LIMITS.text);
  const fileIds = filesOf(given.fileIds);
  if (text === null && fileIds.length === 0) throw recordError('SUPPLEMENT_EMPTY');
  const supplement = { id, petitionId: petition.id, organId: act.organId, receivedOn: act.on, text, fileIds };
  const { petitionId, organId, receivedOn } = supplement;
  return {
    supplement,
    events: [PetitionSupplemented.create({ petitionId, supplementId: id, organId, receivedOn, files: fileIds.length })],
  };
}

/** The request for material, as the holder of the query code finds it. */
export interface OpenRequest {
  /** The organ that asked. */
  readonly organId: string;
  /** How often it was answered online. */
  readonly answers: number;
  /** The day on which the member who holds the pass left the joint petition. */
  readonly leftOn: Day | null;
}

/**
 * The holder of the query code answers the request online, under the same rule as at the desk. The day named in the request is no limit:
 * later material is accepted while the petition is open. A request about a report is not shown online, so it cannot be answered there.
 * @param request null where no material was asked for
 * @throws SUPPLEMENT_NOT_ASKED, MEMBER_HAS_LEFT, SUPPLEMENT_ANSWERED_ALREADY, and the codes of `supplementPetition`
 * @source own rule: practice A (papers are missing; further material to an open matter)
 */
export function answerSupplement(
  petition: Pick<DeskPetition, 'id' | 'kind' | 'closedOn'>,
  request: OpenRequest | null,
  given: GivenSupplement,
  id: string,
  { on }: Pick<DeskAct, 'on'>,
): { supplement: Supplement; events: NewEvent[] } {
  if (!request || petition.kind === 'REPORT') throw recordError('SUPPLEMENT_NOT_ASKED', { source: ASKED_ONCE });
  const { organId, answers, leftOn } = request;
  if (leftOn !== null) throw deskError('MEMBER_HAS_LEFT', { source: '本系统规则 联名', details: { day: leftOn } });
  const answer = supplementPetition(petition, given, id, { on, organId });
  const { answers: limit } = SUPPLEMENT_LIMITS;
  if (answers >= limit) throw recordError('SUPPLEMENT_ANSWERED_ALREADY', { source: ASKED_ONCE, details: { limit } });
  return answer;
}

/**
 * Asks for missing material, once, with a list and a date. The petition stays registered and no term stops.
 * @param former the request made before
 * @throws SUPPLEMENT_ASKED_ALREADY, SUPPLEMENT_AFTER_CLOSING, SUPPLEMENT_ITEMS_MALFORMED, SUPPLEMENT_DAY_TOO_EARLY
 */
export function askSupplement(
  petition: Pick<DeskPetition, 'id' | 'closedOn'>,
  former: Pick<SupplementRequest, 'askedOn'> | null,
  given: { readonly items: readonly string[]; readonly answerBy: Day },
  act: Pick<DeskAct, 'on' | 'organId'>,
): { request: SupplementRequest; events: NewEvent[] } {
  if (former) throw recordError('SUPPLEMENT_ASKED_ALREADY', { source: ASKED_ONCE, details: { day: former.askedOn } });
  if (petition.closedOn !== null) throw recordError('SUPPLEMENT_AFTER_CLOSING', { source: '信访工作条例 36 ¶3' });
  if (given.items.length === 0 || given.items.length > SUPPLEMENT_LIMITS.items)
    throw recordError('SUPPLEMENT_ITEMS_MALFORMED', { details: { limit: SUPPLEMENT_LIMITS.items } });
  const items = given.items.map((item, at) => required('补正内容', `items.${at}`, item, SUPPLEMENT_LIMITS.item));
  if (given.answerBy <= act.on) throw recordError('SUPPLEMENT_DAY_TOO_EARLY');
  const { id: petitionId } = petition;
  const { organId, on } = act;
  return {
    request: { petitionId, organId, items, answerBy: given.answerBy, askedOn: on },
    events: [SupplementAsked.create({ petitionId, organId, items: items.length, answerBy: given.answerBy })],
  };
}
