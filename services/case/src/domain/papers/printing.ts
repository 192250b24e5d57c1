import { paperError } from './papers.errors.js';
import type { IssuedPaper } from './delivery.js';
import { optional } from '../text.js';

const SOURCE = '本系统规则 用印登记';
const MOST_COPIES = 99;

/** A line of the seal register. */
export interface SealLine {
  /** 1 for the first print, one more for each further one. */
  readonly line: number;
  readonly copies: number;
  /** Why it was printed again; null at the first print. */
  readonly reason: string | null;
}

/**
 * 用印: one line a print. A print again is a line of its own and says why; a paper out of use is sealed no more.
 * @param former lines there are already
 * @throws PRINT_COPIES_MALFORMED, DOCUMENT_OF_OTHER_ORGAN, DOCUMENT_WITHOUT_SEAL, DOCUMENT_VOID, REPRINT_REASON_MISSING
 * @source practice C
 */
export function sealLine(
  paper: Pick<IssuedPaper, 'organId' | 'number' | 'voidedOn' | 'voidReason'>,
  organId: string,
  former: number,
  { copies, reason }: { readonly copies: number; readonly reason: string | null },
): SealLine {
  if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES)
    throw paperError('PRINT_COPIES_MALFORMED', { details: { limit: MOST_COPIES } });
  if (paper.organId !== organId) throw paperError('DOCUMENT_OF_OTHER_ORGAN', { source: SOURCE });
  const { number } = paper;
  if (number === null) throw paperError('DOCUMENT_WITHOUT_SEAL', { source: SOURCE });
  if (paper.voidedOn !== null) throw paperError('DOCUMENT_VOID', { source: SOURCE, details: { number, reason: paper.voidReason ?? '' } });
  const why = optional('再次用印的理由', 'reason', reason, 500);
  if (former > 0 && why === null) throw paperError('REPRINT_REASON_MISSING', { source: SOURCE, details: { number, times: former } });
  return { line: former + 1, copies, reason: former > 0 ? why : null };
}
