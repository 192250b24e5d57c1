import type { BreakerPlan } from './breaker.js';
import type { DeliveryPlan } from './delivery.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** The numbers of the link. No law sets them. @source own rule */
export const exchangePlan = {
  delivery: { firstPauseMs: 2 * SECOND, longestPauseMs: HOUR, lastsMs: 72 * HOUR, duplicatesKnownMs: 144 * HOUR } satisfies DeliveryPlan,
  breaker: { opensAfter: 5, firstPauseMs: 10 * SECOND, longestPauseMs: HOUR / 4 } satisfies BreakerPlan,
  /** How far a sequence may lie ahead of the one that is applied next. */
  furthestAhead: 1000,
  /** A new key is told for so long before it signs, and the one before opens and counts for so long after. */
  keys: { toldMs: 24 * HOUR, overlapMs: 144 * HOUR },
  /** A worker has a message for so long; then another may take it. */
  leaseMs: 60 * SECOND,
  /** A partner that has not answered by then has not answered. */
  answerMs: 20 * SECOND,
  /**
   * A partner that can only call out fetches what waits for it: its request counts for so long, once, and is answered by no more than so
   * many envelopes of so many bytes together; one whose receipt has not come by then is answered again. It asks so often.
   */
  pull: { freshMs: 5 * 60 * SECOND, envelopes: 32, bytes: 4_000_000, againMs: 60 * SECOND, everyMs: 5 * SECOND },
  /**
   * A file between two networks carries no more than so much. What has no receipt goes again into a file made as long after, and fails only
   * when both ways of a file could have been gone many times.
   */
  ferry: { envelopes: 200, bytes: 4_000_000, pauseMs: 12 * HOUR, lastsMs: 30 * 24 * HOUR, keptMs: 30 * 24 * HOUR },
  /**
   * Files travel in parts of so many bytes, each file in a conversation of its own. So many parts are lined up for a partner at once; the next
   * ones follow as receipts come. A file whose bytes are not those of its digest is asked for so often in all. So many bytes of one partner are
   * awaited here at once; a registrar is answered so many bytes of a file at once.
   */
  files: { partBytes: 524_288, window: 8, tries: 3, awaitedBytes: 2_000_000_000, pieceBytes: 3_145_728 },
  /** A gap that stands for so long is asked for, and again after as long. */
  gapAskedMs: 10 * 60 * SECOND,
  /** A message that fails here for another reason than a refusal is tried so often, then parked. */
  applyAttempts: 10,
  /** The proof log is closed under a signed root so often. */
  rootEveryMs: 10 * 60 * SECOND,
  /** Leaves of one tree. */
  rootLeaves: 10_000,
  /** Without a key that signs for so long, the node says that it is not ready. */
  unsignedMs: 10 * 60 * SECOND,
  /** Days that the text of a message is kept after its end; digests and receipts stay. */
  wireKeptDays: 400,
  /** Days that a refusal is kept on record. */
  refusedKeptDays: 400,
  /** Years that the proof log is kept, as files of the longest limited class of archives. */
  proofKeptYears: 30,
  /** Days, Asia/Shanghai, to repair a difference, from the day after it was found. */
  differenceDays: 3,
  /** Days that one comparison of both sides may span. */
  reconciledDays: 31,
  /**
   * The comparison of matters between two nodes (ADR 0105). Each number is [D]; what they weigh is in docs/impact-assessment-same-matter.md.
   * @source own rule; 个人信息保护法 6 (最小范围), 51, 56
   */
  sameMatter: {
    /** Questions of one officer on one day, Asia/Shanghai: judged by the asking node and again by the one that is asked. */
    ofOfficerADay: 20,
    /** Questions of one node to another on one day, Asia/Shanghai. */
    ofNodeADay: 300,
    /** What identifies the petitioners of one matter: two forms for each of ten. */
    formsMost: 20,
    /** A list answers for so long: till the next one is there, and a night may fail. */
    listLastsMs: 48 * HOUR,
    /** A pair key makes lists for so many days; it is destroyed when its last list has ended. */
    keyDays: 30,
    /** Entries of one part of a list. */
    entriesOfPart: 1_000,
    /** Of the questions that came on a day this share is drawn at night for review, at least one. */
    sampledShare: 0.05,
    /** Days, Asia/Shanghai, to give the reason of a question that was drawn, from the day after. */
    reasonDays: 5,
    /** Years that questions are kept on record at both ends; the law asks for three. */
    keptYears: 3,
  },
};
