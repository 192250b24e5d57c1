import type { Stage } from '@sunshine/events';
import type { Day, Term } from '@sunshine/procedure';
import { ACTS } from './acts.js';
import type { ClockMove, PetitionState } from './petition.js';
import type { CaseRecord, RecordKind } from './records.js';
import { filesAskedOf } from './reviews-in-hand.js';

/** A day that an organ owes besides the terms of law, inclusive. */
export interface OwnDate {
  readonly recordId: string;
  readonly term: Term;
  /** Who owes it. */
  readonly organId: string;
  readonly startedOn: Day;
  readonly dueOn: Day;
}

interface Owing<K extends RecordKind> {
  readonly term: Term;
  /** The day owed; left out: the record's `until`. */
  dueOn?(record: CaseRecord<K>): Day | null;
  /** Since when, and by whom; null: nobody owes it, or no longer. */
  owed(record: CaseRecord<K>, state: PetitionState): { readonly organId: string | null; readonly startedOn: Day } | null;
  /** Whether the day was kept by what it was set for, early or late; else it is no longer owed. */
  isKept(record: CaseRecord<K>, former: OwnDate, state: PetitionState): boolean;
}

const reviewedOn = ({ on, data }: CaseRecord<'commitment'>): Day => data.reviews.at(-1)?.on ?? on;

/** Whether that stage report is the last word to the assigner: no later one, and no report of the end. */
const isLastWord = ({ records }: PetitionState, id: string): boolean =>
  records.findLast(({ kind }) => kind === 'stageReport' || kind === 'assignmentReport')?.id === id;

/** The day from which the matter is dealt with anew: of its reopening, or of the order to redo. Empty where it is not. */
const begunAgainOn = ({ records }: PetitionState): Day | '' =>
  records
    .flatMap((record) => (record.kind === 'reopening' ? record.on : record.kind === 'review' ? (record.data.redo?.on ?? []) : []))
    .sort()
    .at(-1) ?? '';

/** A file is asked for once for all requests that a reviewer has in hand: the first of them stands for it. */
const isFirstOfFile = (state: PetitionState, { id, organId, data }: CaseRecord<'review'>): boolean =>
  filesAskedOf(state, data.fileAsked?.from ?? '').find((other) => other.organId === organId)?.id === id;

/** Of each kind of record whose days somebody owes. @source own rules: capabilities 45, 267; practice B9, B14, B15, C, E2, E3 */
const OWING: { readonly [K in RecordKind]?: Owing<K> | readonly Owing<K>[] } = {
  commitment: {
    term: 'COMMITMENT_REVIEW',
    // Whoever has the matter now has to look again: nobody else can.
    owed: (record, { organId }) => (record.state === 'pending' ? { organId, startedOn: reviewedOn(record) } : null),
    isKept: (record, { startedOn }) => reviewedOn(record) !== startedOn || record.state === 'solved',
  },
  instruction: {
    term: 'INSTRUCTION_ANSWER',
    // Answered where it was recorded, or where the matter is now.
    owed: ({ state, organId, on }, { registeringOrganId, organId: inCharge }) =>
      state === 'open' ? { organId: organId === registeringOrganId ? organId : inCharge, startedOn: on } : null,
    isKept: ({ state }) => state === 'done',
  },
  assistance: {
    term: 'ASSISTANCE_ANSWER',
    owed: ({ state, organId, on }) => (state === 'asked' ? { organId, startedOn: on } : null),
    isKept: ({ state }) => state === 'answered',
  },
  inquiry: {
    term: 'MATERIAL',
    owed: (record, state) => {
      const { organId, on, data } = record;
      const isLookedInto = (ACTS.recordInquiry.stages as readonly Stage[]).includes(state.stage);
      return record.state === 'asked' && isLookedInto && organId === state.organId && on >= begunAgainOn(state)
        ? { organId, startedOn: data.heldOn ?? on }
        : null;
    },
    isKept: ({ state }) => state === 'answered',
  },
  supplement: {
    term: 'SUPPLEMENT',
    // Whoever asked looks on that day whether it came.
    owed: ({ state, organId, on }, matter) =>
      state === 'asked' && matter.stage !== 'closed' && on >= begunAgainOn(matter) ? { organId, startedOn: on } : null,
    isKept: ({ state }) => state === 'answered',
  },
  review: [
    {
      term: 'SUPPLEMENT',
      dueOn: ({ data }) => data.papersUntil ?? null,
      owed: ({ state, organId, data }) =>
        (state === 'late' || state === 'admitted') && data.papersAskedOn !== null && data.papersInOn === undefined
          ? { organId, startedOn: data.papersAskedOn }
          : null,
      isKept: ({ data }) => data.papersInOn !== undefined,
    },
    {
      term: 'REVIEW_FILE',
      dueOn: ({ data }) => data.fileAsked?.dueOn ?? null,
      owed: (record, state) => {
        const { fileAsked } = record.data;
        return fileAsked && isFirstOfFile(state, record) ? { organId: fileAsked.from, startedOn: fileAsked.on } : null;
      },
      isKept: ({ data }) => Boolean(data.fileAsked?.handedOn),
    },
  ],
  stageReport: {
    term: 'STAGE_REPORT',
    owed: ({ id, organId, on }, state) =>
      state.stage !== 'closed' && organId === state.organId && on >= state.organReceivedOn && isLastWord(state, id)
        ? { organId, startedOn: on }
        : null,
    isKept: ({ id }, _, state) => !isLastWord(state, id),
  },
  archive: {
    term: 'ARCHIVE',
    owed: ({ state, organId, on }) => (state === 'due' ? { organId, startedOn: on } : null),
    isKept: ({ state }) => state === 'filed',
  },
};

function owing(kind: RecordKind): readonly Owing<never>[] {
  const rules = OWING[kind] as Owing<never> | readonly Owing<never>[] | undefined;
  return rules ? [rules].flat() : [];
}

/** What is owed besides the terms of law, as the records stand. A petition that goes on with another owes nothing of its own. */
export function ownDates(state: PetitionState): OwnDate[] {
  if (state.mergedInto !== null) return [];
  return state.records.flatMap((record) =>
    owing(record.kind).flatMap((rule): OwnDate[] => {
      const dueOn = rule.dueOn ? rule.dueOn(record as never) : record.until;
      const owed = dueOn === null ? null : rule.owed(record as never, state);
      if (dueOn === null || !owed || owed.organId === null) return [];
      if (dueOn < owed.startedOn) return []; // a record of an earlier release may name a day before its own
      return [{ recordId: record.id, term: rule.term, organId: owed.organId, startedOn: owed.startedOn, dueOn }];
    }),
  );
}

const isSame = (one: OwnDate) => (other: OwnDate) =>
  one.recordId === other.recordId &&
  one.term === other.term &&
  one.organId === other.organId &&
  one.startedOn === other.startedOn &&
  one.dueOn === other.dueOn;

/**
 * What an act of that day does to the dates that organs owe besides the terms of law. It names no term of law, so that it can neither
 * start nor end one.
 */
export function ownMoves(before: PetitionState, after: PetitionState, on: Day): ClockMove[] {
  const [stood, stand] = [ownDates(before), ownDates(after)];
  const petitionId = after.id;
  const whose = ({ term, organId, recordId }: OwnDate) => ({ petitionId, term, subject: organId, recordId });
  const ended = stood
    .filter((date) => !stand.some(isSame(date)))
    .map((date): ClockMove => {
      const record = after.records.find(({ id }) => id === date.recordId);
      const rule = record && owing(record.kind).find(({ term }) => term === date.term);
      const isKept = rule?.isKept(record as never, date, after) === true;
      const reason = after.mergedInto === null ? 'no_longer_owed' : 'merged';
      return isKept ? { do: 'stop', ...whose(date), on } : { do: 'cancel', ...whose(date), on, reason };
    });
  const begun = stand
    .filter((date) => !stood.some(isSame(date)))
    .map((date): ClockMove => ({ do: 'start', ...whose(date), startedOn: date.startedOn, dueOn: date.dueOn }));
  return [...ended, ...begun];
}
