import type { Act, RelationMove } from '@sunshine/events';
import type { Term } from '@sunshine/procedure';
import type { ActName } from './acts.js';
import type { LevelAct } from './level-acts.js';
import { orderedNow } from './in-force.js';
import type { ClockFact, Decision, Given, HistoryLine, PetitionState } from './petition.js';
import type { RecordKindRule } from './record-kind.js';
import { latestRecord, RECORDS, recordsOf, type CaseRecord } from './records.js';

/**
 * Whether an organ beside the one in charge still has something to do with the matter: help or a signature that was asked for, a supported
 * opinion to carry out, or a decision about the head of the organ below. Its view ends with the last of them.
 */
function isStillAssisting(state: PetitionState, organId: string): boolean {
  const { opinion } = state;
  const asked = (record: { readonly organId: string | null }) => record.organId === organId;
  if (recordsOf(state, 'assistance', 'asked').some(asked) || recordsOf(state, 'recusal', 'requested').some(asked)) return true;
  if (!opinion) return false;
  if (opinion.state !== 'issued')
    return recordsOf(state, 'countersign', 'asked').some((record) => asked(record) && record.data.opinionId === opinion.id);
  const executed = latestRecord(state, 'execution', 'checked');
  return orderedNow(state)?.performerId === organId && organId !== state.organId && executed?.organId !== organId;
}

/** Relation moves of an act without the ends that come too early. */
const withoutEarlyEnds = (state: PetitionState, moves: readonly RelationMove[]): readonly RelationMove[] =>
  moves.filter(({ do: move, relation, subject }) => move === 'set' || relation !== 'assisting' || !isStillAssisting(state, subject));

/** The record as it stands after an act: what was the organ's own affair is over where its charge is, or the officer it names stepped back. */
function standing(record: CaseRecord, left: boolean, moves: readonly RelationMove[]): CaseRecord {
  const { over, waits }: RecordKindRule<never> = RECORDS[record.kind];
  if (!over || !waits.includes(record.state)) return record;
  const officer = over.officer?.(record.data as never);
  const steppedBack = moves.some((move) => move.do === 'set' && move.relation === 'recused' && move.subject === officer);
  return left || steppedBack ? ({ ...record, state: over.state } as CaseRecord) : record;
}

/** What a decision changed, everything else as it was: the next version, the later of both days. */
export function decided(
  { state, act }: Pick<Given, 'state'> & { readonly act: Act },
  change: Partial<PetitionState>,
  more: Partial<Omit<Decision, 'state' | 'line'>> & {
    line: { readonly act: ActName | LevelAct; readonly basis: string } & Partial<Omit<HistoryLine, 'act'>>;
  },
): Decision {
  const latestOn = act.on > state.latestOn ? act.on : state.latestOn;
  const changed = { ...state, latestOn, ...change, version: state.version + 1 };
  const moved = changed.organId !== state.organId;
  const left = moved || changed.stage === 'closed';
  const next = {
    ...changed,
    ...(moved && { heldBy: null }),
    records: changed.records.map((record) => standing(record, left, more.relations ?? [])),
  };
  return {
    state: next,
    events: more.events ?? [],
    clocks: more.clocks ?? [],
    papers: more.papers ?? [],
    paperDeliveries: more.paperDeliveries ?? [],
    voids: more.voids ?? [],
    relations: withoutEarlyEnds(next, more.relations ?? []),
    line: { part: null, remark: null, ...more.line },
  };
}

/** The running clock of a term, else null. */
export const running = (clocks: readonly ClockFact[], term: Term): ClockFact | null =>
  clocks.find((clock) => clock.term === term && clock.ended === null) ?? null;
