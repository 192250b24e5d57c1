import type { Day } from '@sunshine/procedure';
import type { RecordKindRule } from './record-kind.js';
import { closingRecords } from './closing/closing.records.js';
import { exitRecords } from './exits/exits.records.js';
import { fastTrackRecords } from './exits/fast-track.records.js';
import { groupRecords } from './groups/groups.records.js';
import { handlingRecords } from './handling/handling.records.js';
import { hearingRecords } from './hearing/hearing.records.js';
import { memberRecords } from './groups/members.records.js';
import { recusalRecords } from './handling/recusal.records.js';
import { refilingRecords } from './groups/refiling.records.js';
import { refusalRecords } from './exits/refusal.records.js';
import { decidingRecords } from './review/deciding.records.js';
import { reviewRecords } from './review/review.records.js';
import { routingRecords } from './routing/routing.records.js';
import { mediationRecords } from './closing/mediation.records.js';
import { settlementRecords } from './closing/settlement.records.js';
import { splitRecords } from './groups/split.records.js';
import { successionRecords } from './groups/succession.records.js';
import { supplementRecords } from './supplement.records.js';
import { suggestionRecords } from './exits/suggestion.records.js';
import { withdrawalRecords } from './closing/withdrawal.records.js';

/** Every kind of record; one object for each area of acts. */
export const RECORDS = {
  ...routingRecords,
  ...exitRecords,
  ...refusalRecords,
  ...suggestionRecords,
  ...fastTrackRecords,
  ...closingRecords,
  ...handlingRecords,
  ...recusalRecords,
  ...mediationRecords,
  ...settlementRecords,
  ...withdrawalRecords,
  ...groupRecords,
  ...memberRecords,
  ...supplementRecords,
  ...successionRecords,
  ...splitRecords,
  ...refilingRecords,
  ...reviewRecords,
  ...decidingRecords,
  ...hearingRecords,
};

export type RecordKind = keyof typeof RECORDS;
export type RecordData = { [K in RecordKind]: (typeof RECORDS)[K] extends RecordKindRule<infer T> ? T : never };
/** The states that records of a kind come to: each has a word, so that none can be reached that cannot be shown. */
export type RecordState<K extends RecordKind> = { [Kind in K]: keyof (typeof RECORDS)[Kind]['states'] }[K];
/** The kinds whose records come to this state. */
export type KindIn<S extends string> = { [K in RecordKind]: S extends RecordState<K> ? K : never }[RecordKind];

interface RecordHead<K extends RecordKind> {
  readonly id: string;
  readonly kind: K;
  readonly state: RecordState<K>;
  readonly on: Day;
  /** The organ it is about or that made it. */
  readonly organId: string | null;
  readonly byPersonId: string | null;
  /** The day something is promised, owed or looked at again; inclusive. */
  readonly until: Day | null;
  readonly confirmedBy: string | null;
  readonly confirmedOn: Day | null;
  readonly data: RecordData[K];
}

/** A dated fact of the course besides opinion, service and extension. */
export type CaseRecord<K extends RecordKind = RecordKind> = { [Kind in K]: RecordHead<Kind> }[K];

type NewRecord<K extends RecordKind> = Pick<RecordHead<K>, 'id' | 'kind' | 'state' | 'on' | 'data'> & Partial<RecordHead<K>>;

export const newRecord = <K extends RecordKind>(record: NewRecord<K>): CaseRecord<K> =>
  ({ organId: null, byPersonId: null, until: null, confirmedBy: null, confirmedOn: null, ...record }) as CaseRecord<K>;

/** What holds records: a petition, or what is read of one. */
interface Recorded {
  readonly records: readonly CaseRecord[];
}

/** Records of a kind in the order they were made; `states` left out: in any state. */
export const recordsOf = <K extends RecordKind>({ records }: Recorded, kind: K, ...states: RecordState<K>[]): CaseRecord<K>[] =>
  records.filter(
    (record): record is CaseRecord & CaseRecord<K> =>
      record.kind === kind && (states.length === 0 || (states as readonly string[]).includes(record.state)),
  );

export const latestRecord = <K extends RecordKind>(state: Recorded, kind: K, ...states: RecordState<K>[]): CaseRecord<K> | null =>
  recordsOf(state, kind, ...states).at(-1) ?? null;

/** The records with every proposal of this kind that nobody has confirmed replaced, as a later one does to it. */
export const proposalsReplaced = (records: readonly CaseRecord[], kind: KindIn<'proposed'>): readonly CaseRecord[] =>
  records.map((record): CaseRecord => (record.kind === kind && isProposal(record) ? { ...record, state: 'replaced' } : record));

export const isProposal = (record: CaseRecord): record is CaseRecord<KindIn<'proposed'>> => record.state === 'proposed';

/** The records with this one added, or in the place of its former form. */
export function withRecord(records: readonly CaseRecord[], record: CaseRecord): readonly CaseRecord[] {
  return records.some(({ id }) => id === record.id) ? records.map((one) => (one.id === record.id ? record : one)) : [...records, record];
}
