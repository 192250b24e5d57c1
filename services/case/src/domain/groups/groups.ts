import {
  MergeProposed,
  PetitionMerged,
  PetitionsJoined,
  PetitionsParted,
  PetitionUnmerged,
  UnmergeProposed,
  type Stage,
  type RelationMove,
} from '@sunshine/events';
import { termRule, type Day, type Term } from '@sunshine/procedure';
import { STAGE_NAMES } from '@sunshine/words';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { members, standingMerges } from '../members.js';
import type { ClockFact, ClockMove, Decision, Given, PetitionState } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, recordsOf, withRecord, type CaseRecord, type RecordState } from '../records.js';
import { requireStage, type ActName } from '../acts.js';
import { pathOf } from '../stages.js';
import { standingWithdrawal } from '../standing.js';
import { required } from '../text.js';
import { groupError } from './groups.errors.js';
import type { ClockBefore, ClockJoined, JoinedPetition, Merge } from './groups.records.js';

const SOURCE = '本系统规则 并案（各信访人保留各自编号、查询码、送达和复查申请权，期限从最早）';

/** Most petitions that one act joins to a lead. */
export const MOST_JOINED = 50;

/** The lead and the petitions that go with it, all under their locks, the act the same for all. */
export interface Group {
  readonly lead: Given;
  readonly joined: readonly Given[];
}

/** A clock with what only the ledger of clocks keeps of its start. */
type Counting = ClockFact & { readonly dueOn?: Day | null };

/** Petitions that go with this one. */
export const joinedTo = (state: Pick<PetitionState, 'id' | 'records'>): readonly string[] =>
  standingMerges(state).flatMap(({ data }) => data.joined.map(({ id }) => id));

/** Acts that end a merged petition beside its lead, on the ground `merged` alone. */
const ENDS: readonly (ActName | undefined)[] = ['closePetition', 'verifyCompletion'];

/** Whether the act is done on a merged petition itself, beside its lead. */
export const endsApart = (act?: ActName): boolean => ENDS.includes(act);

/** A merged petition goes on in the course of its lead. @throws MERGED_ELSEWHERE */
export function requireNotMerged(state: Pick<PetitionState, 'mergedInto' | 'records'>, act?: ActName): void {
  if (state.mergedInto === null || endsApart(act)) return;
  const number = latestRecord(state, 'merge', 'merged', 'unmerge_proposed')?.data.leadNumber ?? '';
  throw groupError('MERGED_ELSEWHERE', { source: SOURCE, details: { number } });
}

/** Stages at which the same things have been said to every petitioner. */
const STEP: Partial<Record<Stage, string>> = {
  registered: 'received',
  received: 'received',
  informed: 'informed',
  accepted: 'accepted',
  handling: 'accepted',
};
const NOTICES: ReadonlySet<string> = new Set(['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED']);

const sameDuty = (one: ClockFact, other: ClockFact): boolean =>
  one.term === other.term || (NOTICES.has(one.term) && NOTICES.has(other.term));
const runs = ({ ended }: ClockFact): boolean => ended === null;

/** A late choice of either petition never costs the petitioners of the other a day. */
function checkTerms({ lead, joined }: Group): void {
  for (const { state, clocks, law } of joined) {
    for (const clock of clocks.filter(runs)) {
      const { nature, title } = termRule(law.packOf(clock.packHash), clock.term as Term);
      if (nature !== 'duty') continue;
      const counterpart = lead.clocks.find((one) => runs(one) && sameDuty(one, clock)) as Counting | undefined;
      const details = { number: state.number, term: title };
      const later = counterpart && (clock as Counting).dueOn && counterpart.effectiveDue > clock.effectiveDue;
      if (!counterpart || later) throw groupError('MERGE_DUTY_NOT_SHARED', { source: SOURCE, details });
      if (counterpart.extendedBy > clock.extendedBy) throw groupError('MERGE_EXTENDED', { source: SOURCE, details });
    }
  }
}

function checkMembers(group: Group, act: ActName): void {
  const { lead, joined } = group;
  const ids = new Set([lead, ...joined].map(({ state }) => state.id));
  if (joined.length === 0 || joined.length > MOST_JOINED || ids.size !== joined.length + 1)
    throw groupError('MERGE_MEMBERS_UNFIT', { details: { limit: MOST_JOINED } });
  for (const { state } of [lead, ...joined]) {
    const details = { number: state.number };
    requireStage(state.stage, act, SOURCE);
    if (state.kind !== 'CLAIM') throw groupError('MERGE_CLAIMS_ONLY', { source: SOURCE, details });
    if (state.outcome !== null || state.mergedInto !== null) throw groupError('MERGE_NOT_OPEN', { source: SOURCE, details });
    if (state.organId !== lead.state.organId) throw groupError('MERGE_OTHER_ORGAN', { source: SOURCE, details });
    if (STEP[state.stage] !== STEP[lead.state.stage] || pathOf(state) !== pathOf(lead.state) || state.exit !== lead.state.exit)
      throw groupError('MERGE_OTHER_STEP', { source: SOURCE, details: { ...details, stage: STAGE_NAMES[state.stage] } });
    if (standingWithdrawal(state)) throw groupError('MERGE_WITHDRAWAL_STANDING', { source: SOURCE, details });
  }
  for (const { state } of joined) {
    const details = { number: state.number };
    if (standingMerges(state).length > 0) throw groupError('MERGE_IS_LEAD', { source: SOURCE, details });
    if (state.assignerId !== null && state.assignerId !== lead.state.assignerId)
      throw groupError('MERGE_OTHER_ASSIGNER', { source: SOURCE, details });
  }
  checkTerms(group);
}

export interface MergePetitions {
  readonly mergeId: string;
  /** Ids for the records: one for each petition, the lead's first. */
  readonly recordIds: readonly string[];
  readonly reason: string;
}

/**
 * Proposes that claims in one hand, at the same step, go on as one matter. Nothing moves before a second person has read it.
 * @returns a decision for each petition, the lead's first
 * @throws MERGE_MEMBERS_UNFIT, ACT_NOT_IN_STAGE, MERGE_CLAIMS_ONLY, MERGE_NOT_OPEN, MERGE_OTHER_ORGAN, MERGE_OTHER_STEP,
 * MERGE_WITHDRAWAL_STANDING, MERGE_IS_LEAD, MERGE_OTHER_ASSIGNER, MERGE_DUTY_NOT_SHARED, MERGE_EXTENDED, MERGE_PENDING, TEXT_MISSING
 * @source own rule; law 4.1 merged, practice B11
 */
export function mergePetitions(group: Group, { mergeId, recordIds, reason }: MergePetitions): Decision[] {
  checkMembers(group, 'mergePetitions');
  const members = [group.lead, ...group.joined];
  for (const { state } of members) {
    if (recordsOf(state, 'merge', 'unmerge_proposed').length > 0) throw groupError('MERGE_PENDING', { details: { number: state.number } });
  }
  const { id: leadId, number: leadNumber } = group.lead.state;
  const data: Merge = {
    mergeId,
    leadId,
    leadNumber,
    joined: group.joined.map(({ state: { id, number, requestIds, petitionerIds } }): JoinedPetition => ({
      id,
      number,
      requestIds,
      petitionerIds,
    })),
    reason: required('并案理由', 'reason', reason, 2000),
    before: [],
    moved: [],
    unmerge: null,
  };
  return members.map((given, index) => {
    const { state, act } = given;
    const id = recordIds[index];
    if (id === undefined) throw new Error('an id for each petition');
    const record = newRecord({
      id,
      kind: 'merge',
      state: 'proposed',
      on: act.on,
      organId: state.organId,
      byPersonId: act.personId,
      data,
    });
    return decided(
      given,
      { records: [...proposalsReplaced(state.records, 'merge'), record] },
      {
        events: [MergeProposed.create({ petitionId: state.id, mergeId, organId: state.organId, leadPetitionId: leadId })],
        line: { act: 'mergePetitions', basis: SOURCE, part: 'proposal', remark: `主件${leadNumber}` },
      },
    );
  });
}

const before = ({ state }: Given, clock: Counting): ClockBefore => ({
  term: clock.term,
  subject: clock.subject,
  startedOn: clock.startedOn,
  startFact: clock.startFact ?? null,
  dueOn: clock.dueOn ?? null,
  extendedBy: clock.extendedBy,
  extendedOn: clock.extendedBy > 0 ? (state.extension?.approvedOn ?? null) : null,
});

/** Each term of the lead that runs, from the earliest start of all that run it. */
function earliest({ lead, joined }: Group): { moves: ClockMove[]; moved: ClockJoined[] } {
  const moves: ClockMove[] = [];
  const moved: ClockJoined[] = [];
  for (const clock of lead.clocks.filter(runs)) {
    const [first] = joined
      .flatMap(({ clocks }) => clocks.filter((one) => runs(one) && sameDuty(one, clock)))
      .toSorted((left, right) => left.startedOn.localeCompare(right.startedOn));
    if (!first || first.startedOn >= clock.startedOn) continue;
    moves.push(restarted(lead.state.id, clock, clock.startedOn, { startedOn: first.startedOn, startFact: first.startFact ?? null }));
    moved.push({ ...before(lead, clock), since: first.startedOn });
  }
  return { moves, moved };
}

const restarted = (
  petitionId: string,
  { term, subject }: Pick<ClockFact, 'term' | 'subject'>,
  former: Day,
  { startedOn, startFact }: { readonly startedOn: Day; readonly startFact: string | null },
): ClockMove => ({
  do: 'restart',
  petitionId,
  term: term as Term,
  subject: subject ?? '',
  former,
  startedOn,
  ...(startFact !== null && { startFact }),
  article: SOURCE,
});

/** The record of the merge that stands on this petition in that state. @throws MERGE_NOT_FOUND */
function pending({ records }: PetitionState, mergeId: string, state: RecordState<'merge'>): CaseRecord<'merge'> {
  const record = recordsOf({ records }, 'merge', state).find(({ data }) => data.mergeId === mergeId);
  if (!record) throw groupError('MERGE_NOT_FOUND');
  return record;
}

/**
 * The second reader: from now on one course for all. A joined petition keeps number, code, petitioners and what was found of its clocks,
 * which are cancelled; the lead answers every request, serves every petitioner, and counts each term from the earliest start.
 * @returns a decision for each petition, the lead's first
 * @throws MERGE_NOT_FOUND, OWN_PROPOSAL, and the refusals of `mergePetitions`
 * @source own rule; law 4.1 merged, practice B11, F8
 */
export function confirmMerge(group: Group, { mergeId }: { readonly mergeId: string }): Decision[] {
  const { lead, joined } = group;
  const { act } = lead;
  const proposal = pending(lead.state, mergeId, 'proposed');
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  checkMembers(group, 'confirmMerge');
  const { leadNumber } = proposal.data;
  const { id: leadId, organId } = lead.state;
  const { moves, moved } = earliest(group);
  const confirmed = (state: PetitionState, more: Partial<Merge>): CaseRecord<'merge'> => {
    const record = pending(state, mergeId, 'proposed');
    return { ...record, state: 'merged', confirmedBy: act.personId, confirmedOn: act.on, data: { ...record.data, ...more } };
  };
  const line = { act: 'confirmMerge' as const, basis: SOURCE, part: 'confirmation' as const, remark: `主件${leadNumber}` };
  return [
    decided(
      lead,
      {
        requestIds: [...lead.state.requestIds, ...joined.flatMap(({ state }) => state.requestIds)],
        petitionerIds: [...lead.state.petitionerIds, ...joined.flatMap(({ state }) => members(state))],
        records: withRecord(lead.state.records, confirmed(lead.state, { moved })),
      },
      {
        clocks: moves,
        events: [PetitionsJoined.create({ petitionId: leadId, mergeId, organId, joinedPetitionIds: joined.map(({ state }) => state.id) })],
        line,
      },
    ),
    ...joined.map((given) => {
      const { state, clocks } = given;
      const running = clocks.filter(runs);
      return decided(
        given,
        {
          outcome: 'merged',
          mergedInto: leadId,
          records: withRecord(state.records, confirmed(state, { before: running.map((clock) => before(given, clock)) })),
        },
        {
          clocks: running.map(({ term, subject }) => ({
            do: 'cancel',
            petitionId: state.id,
            term: term as Term,
            ...(subject !== null && { subject }),
            on: act.on,
            reason: 'merged',
          })),
          events: [PetitionMerged.create({ petitionId: state.id, mergeId, organId, leadPetitionId: leadId })],
          line,
        },
      );
    }),
  ];
}

/** The merge to be undone: it stands, and is the last of its lead. */
function lastMerge(state: PetitionState, mergeId: string, ...states: string[]): CaseRecord<'merge'> {
  const record = standingMerges(state).find(({ data }) => data.mergeId === mergeId);
  if (!record || !states.includes(record.state)) throw groupError('UNMERGE_NOT_MERGED');
  if (standingMerges(state).at(-1) !== record) throw groupError('UNMERGE_LATER_FIRST', { source: SOURCE });
  return record;
}

/**
 * Proposes that the petitions of a merge go their own ways again, before an opinion on all of them is issued.
 * @throws ACT_NOT_IN_STAGE, UNMERGE_NOT_MERGED, UNMERGE_LATER_FIRST, TEXT_MISSING
 * @source own rule; law 4.1 merged (can be undone), practice B11
 */
export function unmergePetitions(
  { lead, joined }: Group,
  { mergeId, reason }: { readonly mergeId: string; readonly reason: string },
): Decision[] {
  const { state, act } = lead;
  requireStage(state.stage, 'unmergePetitions', SOURCE);
  const { leadId, leadNumber } = lastMerge(state, mergeId, 'merged').data;
  const unmerge = { by: act.personId, on: act.on, reason: required('拆回理由', 'reason', reason, 2000) };
  return [lead, ...joined].map((given) => {
    const record = pending(given.state, mergeId, 'merged');
    return decided(
      given,
      { records: withRecord(given.state.records, { ...record, state: 'unmerge_proposed', data: { ...record.data, unmerge } }) },
      {
        events: [UnmergeProposed.create({ petitionId: given.state.id, mergeId, organId: given.state.organId, leadPetitionId: leadId })],
        line: { act: 'unmergePetitions', basis: SOURCE, part: 'proposal', remark: `主件${leadNumber}` },
      },
    );
  });
}

/**
 * Everything back: each petition at the step where it was, its clocks from their own starts with the extensions they had; the lead counts
 * from its own starts. Papers issued in between stay with the lead.
 * @throws ACT_NOT_IN_STAGE, UNMERGE_NOT_MERGED, UNMERGE_LATER_FIRST, OWN_PROPOSAL
 * @source own rule; law 4.1 merged (can be undone), practice B11
 */
export function confirmUnmerge({ lead, joined }: Group, { mergeId }: { readonly mergeId: string }): Decision[] {
  const { state, act } = lead;
  requireStage(state.stage, 'confirmUnmerge', SOURCE);
  const { data } = lastMerge(state, mergeId, 'unmerge_proposed');
  if (data.unmerge?.by === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const line = { act: 'confirmUnmerge' as const, basis: SOURCE, part: 'confirmation' as const, remark: `主件${data.leadNumber}` };
  const over = ({ records }: PetitionState) => {
    const record = pending({ ...state, records }, mergeId, 'unmerge_proposed');
    return withRecord(records, { ...record, state: 'unmerged' });
  };
  const theirs = new Set(data.joined.flatMap(({ requestIds, petitionerIds }) => [...requestIds, ...petitionerIds]));
  const own = (ids: readonly string[]) => ids.filter((id) => !theirs.has(id));
  const { opinion } = state;
  return [
    decided(
      lead,
      {
        requestIds: own(state.requestIds),
        petitionerIds: own(state.petitionerIds),
        opinion: opinion && { ...opinion, answers: opinion.answers.filter(({ requestId }) => !theirs.has(requestId)) },
        records: over(state),
      },
      {
        clocks: data.moved.map((clock) => restarted(state.id, clock, clock.since, clock)),
        events: [
          PetitionsParted.create({
            petitionId: state.id,
            mergeId,
            organId: state.organId,
            joinedPetitionIds: joined.map((one) => one.state.id),
          }),
        ],
        line,
      },
    ),
    ...joined.map((given) => {
      const record = pending(given.state, mergeId, 'unmerge_proposed');
      return decided(
        given,
        { outcome: null, mergedInto: null, records: over(given.state) },
        {
          clocks: record.data.before.flatMap((clock) => broughtBack(given.state.id, clock, record.confirmedOn ?? record.on)),
          relations: handedBack(given.state, state),
          events: [
            PetitionUnmerged.create({ petitionId: given.state.id, mergeId, organId: given.state.organId, leadPetitionId: state.id }),
          ],
          line,
        },
      );
    }),
  ];
}

/** Where the lead has moved on meanwhile, the organ that had the joined petition has it again. */
function handedBack({ organId, organKind }: PetitionState, lead: PetitionState): RelationMove[] {
  if (organId === lead.organId) return [];
  const back: RelationMove[] = [{ do: 'end', subject: lead.organId, relation: 'in_charge' }];
  return organKind === 'petition_bureau' ? back : [...back, { do: 'set', subject: organId, relation: 'in_charge' }];
}

function broughtBack(petitionId: string, clock: ClockBefore, mergedOn: Day): ClockMove[] {
  const { startedOn, startFact, dueOn, extendedBy, extendedOn } = clock;
  const of = { petitionId, term: clock.term as Term, subject: clock.subject ?? '' };
  return [
    { do: 'start', ...of, startedOn, ...(startFact !== null && { startFact }), ...(dueOn !== null && { dueOn }) },
    ...(extendedBy > 0 ? [{ do: 'extend', ...of, days: extendedBy, article: SOURCE, on: extendedOn ?? mergedOn } as const] : []),
  ];
}
