import type { PetitionKind } from '@sunshine/events';
import { splitError } from '../split.errors.js';
import type { AccusedParty, Party } from '../registration/parties.js';
import type { Filing } from '../registration/registration.js';

/** One matter of a letter with several. */
export interface PartOfLetter {
  readonly kind: PetitionKind;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly { readonly text: string }[];
  readonly contentClass?: string | null;
  readonly respondent?: readonly Party[] | null;
  readonly accused?: readonly AccusedParty[] | null;
  readonly attachments?: readonly string[] | null;
}

/** Maximum of parts of one letter. */
export const MOST_PARTS = 5;

const SOURCE = '本系统规则 一信多事分件（检举控告须分开密封）；信访工作条例 30';

/**
 * The filing of one part. It takes over petitioners, channel and day of receipt from the letter; facts of the paper itself (bar code,
 * envelope, urgent event) stay with the letter.
 * @param visitId the visit at which the letter was handed over, so that it is counted once
 */
export function filingOfPart(letter: Filing, part: PartOfLetter, visitId: string | null): Filing {
  const { channel, division, receivedOn, postmarkOn, firstStampOn, petitioners, peopleCount, anonymous, agent, oral, entry } = letter;
  return {
    channel,
    division,
    receivedOn,
    postmarkOn: postmarkOn ?? null,
    firstStampOn: firstStampOn ?? null,
    petitioners: petitioners ?? null,
    peopleCount: peopleCount ?? null,
    anonymous: anonymous ?? null,
    agent: agent ? { name: agent.name } : null,
    oral: oral ?? null,
    entry: entry ? { ...entry, signatureFileId: null } : null,
    visitId,
    kind: part.kind,
    summary: part.summary,
    text: part.text,
    requests: part.requests,
    contentClass: part.contentClass ?? null,
    respondent: part.respondent ?? null,
    accused: part.accused ?? null,
    attachments: part.attachments ?? null,
  };
}

/**
 * Splits a letter with a claim and a report at registration: the claim is registered without the passages of the report, which is sealed.
 * @throws SPLIT_REPORT_OF_REPORT
 * @source law 3 Mixed petitions; 信访工作条例 30
 */
export function reportOnTheSpot(letter: Filing, report: Omit<PartOfLetter, 'kind'>, visitId: string | null): Filing {
  if (letter.kind === 'REPORT') throw splitError('SPLIT_REPORT_OF_REPORT', { source: SOURCE });
  return filingOfPart(letter, { ...report, kind: 'REPORT' }, visitId);
}

/**
 * Checks that a registered letter can be split.
 * @param stage from the copy of the course; null before case has opened it
 * @throws SPLIT_PARTS_UNFIT, SPLIT_TOO_LATE
 * @source law 4.1 splitPetition
 */
export function requireSplittable(parts: readonly PartOfLetter[], stage: string | null): void {
  if (parts.length < 2 || parts.length > MOST_PARTS) throw splitError('SPLIT_PARTS_UNFIT', { details: { limit: MOST_PARTS } });
  if (stage !== null && stage !== 'registered') throw splitError('SPLIT_TOO_LATE', { source: SOURCE });
}
