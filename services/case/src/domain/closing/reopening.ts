import { PetitionArchived, PetitionReopened, Stage, type ReopeningReason } from '@sunshine/events';
import { dayNumber, type Day } from '@sunshine/procedure';
import { STAGE_NAMES } from '@sunshine/words';
import { closingError } from './closing.errors.js';
import { REOPENING_NAMES, type Archive } from './closing.records.js';
import { replacedBy } from '../in-force.js';
import { isSupport, requireJudgeOfEnd } from '../standing.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, PetitionState } from '../petition.js';
import { requiredFree } from '../pledge.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { clocksOfStep, returned } from './returning.js';
import { startedAgain } from '../duties.js';
import { notInStage, requireStage } from '../acts.js';
import { NEXT_STAGES, pathOf } from '../stages.js';

const SOURCE = '本系统规则 重新办理';
const ARCHIVE = '本系统规则 归档';

/** Steps in the order of the course, over all paths; to be on the way is an instant, to be closed no step. */
const ORDER = Stage.options.filter((stage) => stage !== 'routed' && stage !== 'closed');

/** The stages that the facts on file support; the others follow from the stage in which the matter was closed. */
function wasReached(state: PetitionState, stage: Stage): boolean {
  if (stage === 'registered') return state.senderId === null;
  if (stage === 'received') return state.senderId !== null;
  if (stage === 'accepted' || stage === 'handling') return state.acceptedOn !== null;
  if (stage === 'opinion_issued') return state.opinion?.state === 'issued';
  if (stage === 'opinion_served') return state.deliveries.some(({ servedOn }) => servedOn !== null);
  if (stage === 'review_served' || stage === 'rereview_served')
    return recordsOf(state, 'review', 'served').some(({ data }) => data.level === (stage === 'review_served' ? 'review' : 'rereview'));
  // A request that waits keeps the matter open.
  if (stage === 'review_requested' || stage === 'rereview_requested') return false;
  if (stage === 'redoing') return closedFrom(state) === stage;
  if (stage === 'performed' || stage === 'answered')
    return recordsOf(state, 'performance', 'issued').some(({ data }) => data.outcome === stage);
  if (pathOf(state) === 'report') return wasReachedByReport(state, stage);
  return true;
}

/**
 * Feedback says at which step the body had the report; where it was not kept, its course does. A body with rules of its own has a report by its receipt, without a notice of ours; every other organ gives the notice, an organ to which a
 * report was handed over as well. Reopened at its receipt, the body comes on by a notice alone.
 * @source 信访工作条例 23 ¶3-4, 30
 */
function wasReachedByReport(state: PetitionState, stage: Stage): boolean {
  const feedback = recordsOf(state, 'feedback');
  if (stage === 'feedback_noted') return feedback.length > 0;
  const own = feedback.flatMap(({ organId, data }) => (organId === state.organId ? (data.from ?? []) : []));
  if (own.length > 0) return own.includes(stage) || closedFrom(state) === stage;
  const handedOver = latestRecord(state, 'handOver', 'received');
  const byReceipt = handedOver !== null && handedOver.organId === state.organId && handedOver.data.receiptNumber !== null;
  if (stage === 'handed_to_discipline') return byReceipt;
  const since = byReceipt ? state.records.slice(state.records.indexOf(handedOver)) : state.records;
  return !byReceipt || since.some((record) => record.kind === 'reopening' && record.data.to === 'received');
}

const closedFrom = (state: PetitionState): Stage | undefined => latestRecord(state, 'archive', 'due', 'filed')?.data.from;

/** Steps of the path that the matter had come to when it was closed, in the order of the course. */
export function stepsPassed(state: PetitionState): readonly Stage[] {
  const ways = NEXT_STAGES[pathOf(state)];
  const steps = ORDER.filter((stage) => ways[stage] !== undefined && wasReached(state, stage));
  const from = closedFrom(state);
  const end = steps.findLastIndex((stage) => stage === from);
  return end < 0 ? steps.slice(0, 1) : steps.slice(0, end + 1);
}

export interface ReopenPetition {
  readonly recordId: string;
  readonly reason: ReopeningReason;
  readonly text: string;
  /** A step that the matter had come to. */
  readonly stage: string;
}

/**
 * A closed matter is open again at a step it had come to. The clock of that step runs from its own start fact, as if the matter had never
 * been closed: a closing that does not hold gains the organ no day. That it was closed, when and how long, stays in the course.
 * @throws ACT_NOT_IN_STAGE, COMPLETION_BY_BUREAU, REOPEN_MERGED, REOPEN_STAGE_NOT_REACHED, REOPEN_NOTHING_TO_EXECUTE, REOPEN_NO_BROKEN_PROMISE,
 * PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source law 4.1 reopenPetition, 10 rule 4
 */
export function reopenPetition(given: Given, { recordId, reason, text, stage }: ReopenPetition): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'reopenPetition', SOURCE);
  requireJudgeOfEnd(state, act.organ);
  if (state.closedOn === null || state.outcome === 'split') throw notInStage(state.stage, 'reopenPetition', SOURCE);
  if (state.mergedInto !== null) throw closingError('REOPEN_MERGED', { source: SOURCE });
  const to = stepsPassed(state).find((one) => one === stage);
  if (to === undefined)
    throw closingError('REOPEN_STAGE_NOT_REACHED', {
      source: SOURCE,
      details: { stage: (STAGE_NAMES as Record<string, string>)[stage] ?? stage },
    });
  if (reason === 'NON_EXECUTION' && !ordersExecution(state)) throw closingError('REOPEN_NOTHING_TO_EXECUTE', { source: '信访工作条例 32' });
  if (reason === 'BROKEN_PROMISE' && latestRecord(state, 'promise', 'broken') === null)
    throw closingError('REOPEN_NO_BROKEN_PROMISE', { source: '信访工作条例 33' });
  const { closedOn } = state;
  const ground = state.completion?.ground ?? null;
  const daysClosed = dayNumber(act.on) - dayNumber(closedOn);
  const record = newRecord({
    id: recordId,
    kind: 'reopening',
    state: 'reopened',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { reason, text: requiredFree(law.packOn(act.on), '理由', 'text', text, 2000), to, ground, closedOn, daysClosed },
  });
  return decided(
    given,
    { ...returned(state, to), records: [...setAside(state), record] },
    {
      events: [PetitionReopened.create({ petitionId: state.id, reason, stage: to, ground, closedOn, reopenedOn: act.on, daysClosed })],
      clocks: [...clocksOfStep(given, to), ...owedAgain(given, reason)],
      line: { act: 'reopenPetition', basis: SOURCE, remark: REOPENING_NAMES[reason] },
    },
  );
}

/** What stands supports something: the opinion, or the change of a review in its place. */
function ordersExecution(state: PetitionState): boolean {
  const replaced = replacedBy(state);
  if (replaced) return replaced.outcome !== null && isSupport(replaced.outcome);
  return state.opinion?.answers.some(({ outcome }) => isSupport(outcome)) ?? false;
}

/** What had ended the matter ends it no longer: withdrawal and refusal do not stand beside a matter in hand. */
const setAside = (state: PetitionState): readonly CaseRecord[] =>
  state.records.map((record): CaseRecord => {
    if (record.kind === 'archive') return { ...record, state: 'reopened' };
    if (record.kind === 'withdrawal' && (record.state === 'confirmed' || record.state === 'declared'))
      return { ...record, state: 'set_aside' };
    if (record.kind === 'refusal' && record.state === 'issued') return { ...record, state: 'set_aside' };
    if (record.kind === 'pointing' && record.state === 'told') return { ...record, state: 'set_aside' };
    return record;
  });

/** An execution that was taken as done is owed from its old start. */
function owedAgain({ state, clocks }: Given, reason: ReopeningReason): ClockMove[] {
  const former = clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== null);
  const owed = reason === 'NON_EXECUTION' && former && !running(clocks, 'EXECUTE');
  return owed ? [startedAgain(state, former, former.nominalDue)] : [];
}

/** A paper of the matter that is in use. */
export interface FiledPaper {
  readonly id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly issuedOn: Day;
}

export interface ArchivePetition {
  readonly papers: readonly FiledPaper[];
  /** In the order of the file. */
  readonly entries: readonly { readonly documentId: string; readonly pages: number }[];
}

/**
 * 归档: the catalogue names every paper in use with its pages, counted through the file. The file of a report goes into the sealed store.
 * That of a matter which another node closed names what passed between the nodes, too.
 * @throws ACT_NOT_IN_STAGE, ARCHIVE_NOT_DUE, ARCHIVE_MESSAGES_NOT_LISTED, ARCHIVE_PAPER_UNKNOWN, ARCHIVE_PAPER_MISSING, ARCHIVE_PAGES_MALFORMED
 * @source practice C
 */
export function archivePetition(given: Given, { papers, entries }: ArchivePetition): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'archivePetition', ARCHIVE);
  const archive = recordsOf(state, 'archive', 'due').at(-1);
  if (!archive) throw closingError('ARCHIVE_NOT_DUE', { source: ARCHIVE });
  if (archive.data.elsewhere?.messages === null) throw closingError('ARCHIVE_MESSAGES_NOT_LISTED', { source: ARCHIVE });
  const missing = papers.find(({ id }) => !entries.some(({ documentId }) => documentId === id));
  if (missing) throw closingError('ARCHIVE_PAPER_MISSING', { source: ARCHIVE, details: { number: missing.number ?? missing.kind } });
  let page = 0;
  const catalogue = entries.map(({ documentId, pages }, index): Archive['catalogue'][number] => {
    const paper = papers.find(({ id }) => id === documentId);
    const twice = entries.findIndex((entry) => entry.documentId === documentId) !== index;
    if (!paper || twice) throw closingError('ARCHIVE_PAPER_UNKNOWN', { source: ARCHIVE, details: { id: documentId } });
    if (!Number.isInteger(pages) || pages < 1) throw closingError('ARCHIVE_PAGES_MALFORMED', { source: ARCHIVE });
    const first = page + 1;
    page += pages;
    return { documentId, kind: paper.kind, number: paper.number, first, last: page };
  });
  const { retentionClass, sealed } = archive.data;
  const filed: CaseRecord<'archive'> = {
    ...archive,
    state: 'filed',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...archive.data, catalogue },
  };
  return decided(
    given,
    { records: withRecord(state.records, filed) },
    {
      events: [
        PetitionArchived.create({
          petitionId: state.id,
          retentionClass,
          papers: catalogue.length,
          pages: page,
          sealed,
          archivedOn: act.on,
        }),
      ],
      line: { act: 'archivePetition', basis: ARCHIVE },
    },
  );
}
