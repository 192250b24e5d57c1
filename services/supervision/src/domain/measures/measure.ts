import {
  ConferenceMeasureAnswered,
  ConferenceMeasureDecided,
  ConferenceMeasureProposed,
  ConferenceMeasureRecorded,
  CorrectionChecked,
  CorrectionRecorded,
  RemovedFromList,
  type NewEvent,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { correctionAsked, correctionMade } from '../correction-term.js';
import { isSupervisedBy, type OrganConcerned, type OrganDecision, type OrganGiven } from '../organ-record.js';
import { supervisionError } from '../supervision.errors.js';
import { required } from '../text.js';
import { measureError } from './measure.errors.js';
import { MEASURE_MEANS, MEASURE_STATES, type Measure, type MeasureMeans } from './measure.records.js';

const SOURCE = '信访工作条例 39';
const SOURCE_ANSWER = '本系统规则 决定前说明情况';

export interface ProposeMeasure {
  readonly measureId: string;
  readonly means: readonly MeasureMeans[];
  readonly facts: string;
  readonly basis: string;
  readonly gravity: string;
  readonly cadreId: string | null;
  /** Until when the body or cadre may answer, inclusive. */
  readonly answerBy: Day;
}

const corrects = (means: readonly MeasureMeans[]): boolean => means.includes('ORDERED_CORRECTION') || means.includes('LISTED_SUPERVISION');

/** In one order, each once; the order says nothing. @throws MEASURE_NONE */
function chosen(means: readonly MeasureMeans[]): MeasureMeans[] {
  const all = (Object.keys(MEASURE_MEANS) as MeasureMeans[]).filter((one) => means.includes(one));
  if (all.length === 0) throw measureError('MEASURE_NONE', { source: SOURCE });
  return all;
}

/** @throws MEASURE_NOT_THEN */
function requireState({ state }: Measure, ...states: readonly Measure['state'][]): void {
  if (!states.includes(state)) throw measureError('MEASURE_NOT_THEN', { details: { state: MEASURE_STATES[state] } });
}

/** Where something is to be corrected there is a day for it, and else none. @throws MEASURE_CORRECTION_DAY_MISSING, MEASURE_NOTHING_TO_CORRECT */
function correctionDay(means: readonly MeasureMeans[], correctBy: Day | null): Day | null {
  if (!corrects(means)) {
    if (correctBy !== null) throw measureError('MEASURE_NOTHING_TO_CORRECT', { source: SOURCE });
    return null;
  }
  if (correctBy === null) throw measureError('MEASURE_CORRECTION_DAY_MISSING', { source: SOURCE });
  return correctBy;
}

const owed = ({ id, organId }: Measure) => ({ recordId: id, organId });

const done = ({ act: { on, personId } }: OrganGiven) => ({ on, byPersonId: personId });
const decided = (record: Measure, ...events: NewEvent[]): OrganDecision => ({ record, events });

/**
 * Proposes measures to the joint conference, by gravity and with facts, against a leading body or a leading cadre in office.
 * @param cadreRoles what the cadre holds at the organ
 * @throws MEASURE_NOT_SUPERVISED, MEASURE_CADRE_NOT_LEADING, MEASURE_NONE, SUPERVISION_REPLY_DAY_PAST, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 39 ¶3; law 7 (never a handler)
 */
export function proposeMeasure(
  given: OrganGiven,
  { to, cadreRoles }: { readonly to: OrganConcerned; readonly cadreRoles: readonly string[] },
  number: string,
  command: ProposeMeasure,
): OrganDecision {
  const { act } = given;
  if (!isSupervisedBy(to, act.organ)) throw measureError('MEASURE_NOT_SUPERVISED', { source: SOURCE });
  if (command.cadreId !== null && !cadreRoles.includes('HEAD')) throw measureError('MEASURE_CADRE_NOT_LEADING', { source: SOURCE });
  const means = chosen(command.means);
  if (command.answerBy < act.on) throw supervisionError('SUPERVISION_REPLY_DAY_PAST', { field: 'answerBy', details: { day: act.on } });
  const measure: Measure = {
    kind: 'measure',
    id: command.measureId,
    state: 'open',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId: to.id,
    cadreId: command.cadreId,
    means,
    facts: required('事实', 'facts', command.facts, 4000),
    basis: required('依据', 'basis', command.basis, 500),
    gravity: required('情节轻重', 'gravity', command.gravity, 1000),
    openedOn: act.on,
    replyBy: command.answerBy,
    answer: null,
    decision: null,
    record: null,
    corrections: [],
    checks: [],
    removal: null,
  };
  return decided(
    measure,
    ConferenceMeasureProposed.create({
      measureId: measure.id,
      organId: to.id,
      byOrganId: act.organ.id,
      means,
      cadre: command.cadreId !== null,
      answerBy: command.answerBy,
    }),
  );
}

/**
 * The leading body, or the cadre in person, answers before the decision.
 * @throws MEASURE_NOT_THEN, MEASURE_OF_OTHER_CADRE, MEASURE_ANSWERED, SUPERVISION_TEXT_MISSING
 * @source law 7 (the cadre may answer before the decision)
 */
export function answerMeasure(given: OrganGiven, measure: Measure, { text }: { readonly text: string }): OrganDecision {
  requireState(measure, 'open');
  if (measure.cadreId !== null && measure.cadreId !== given.act.personId)
    throw measureError('MEASURE_OF_OTHER_CADRE', { source: SOURCE_ANSWER });
  if (measure.answer) throw measureError('MEASURE_ANSWERED', { details: { day: measure.answer.on } });
  return decided(
    { ...measure, answer: { ...done(given), text: required('情况说明', 'text', text, 4000) } },
    ConferenceMeasureAnswered.create({ measureId: measure.id, organId: measure.organId }),
  );
}

/**
 * The joint conference decides, by the same or other measures, or takes none; entered by another person than who proposed, and not before it was
 * answered or the time to answer is over.
 * @throws MEASURE_NOT_THEN, MEASURE_SAME_PERSON, MEASURE_ANSWER_OPEN, MEASURE_NONE, MEASURE_CORRECTION_DAY_MISSING, MEASURE_NOTHING_TO_CORRECT,
 * SUPERVISION_REPLY_DAY_PAST, CORRECTION_NO_TERM, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 39 ¶3
 */
export function decideMeasure(
  given: OrganGiven,
  measure: Measure,
  command: {
    readonly taken: boolean;
    /** Null: as proposed. */
    readonly means: readonly MeasureMeans[] | null;
    readonly meeting: string;
    readonly reason: string;
    readonly correctBy: Day | null;
  },
): OrganDecision {
  const { act } = given;
  requireState(measure, 'open');
  if (measure.byPersonId === act.personId) throw measureError('MEASURE_SAME_PERSON', { source: SOURCE });
  if (!measure.answer && measure.replyBy !== null && act.on <= measure.replyBy)
    throw measureError('MEASURE_ANSWER_OPEN', { source: SOURCE_ANSWER, details: { day: measure.replyBy } });
  const { taken } = command;
  const means = taken && command.means ? chosen(command.means) : measure.means;
  const correctBy = correctionDay(taken ? means : [], command.correctBy);
  const decision = {
    ...done(given),
    taken,
    meeting: required('联席会议', 'meeting', command.meeting, 200),
    reason: required('决定理由', 'reason', command.reason, 2000),
  };
  return {
    record: { ...measure, state: taken ? 'decided' : 'rejected', means, replyBy: correctBy, decision },
    events: [ConferenceMeasureDecided.create({ measureId: measure.id, organId: measure.organId, taken, means: [...means], correctBy })],
    clocks: correctBy === null ? [] : [correctionAsked(given, owed(measure), correctBy)],
  };
}

/** The talk, the notice or the listing took place. @throws MEASURE_NOT_THEN, SUPERVISION_TEXT_MISSING */
export function recordMeasure(given: OrganGiven, measure: Measure, { text }: { readonly text: string }): OrganDecision {
  requireState(measure, 'decided');
  const record = { ...done(given), text: required('实施情况', 'text', text, 4000) };
  return decided(
    { ...measure, state: corrects(measure.means) ? 'correcting' : 'done', record },
    ConferenceMeasureRecorded.create({ measureId: measure.id, organId: measure.organId }),
  );
}

/** The organ reports its correction, which ends the term. @throws MEASURE_NOT_THEN, SUPERVISION_TEXT_MISSING */
export function recordCorrection(given: OrganGiven, measure: Measure, { text }: { readonly text: string }): OrganDecision {
  requireState(measure, 'correcting');
  const correction = { ...done(given), text: required('整改情况', 'text', text, 4000) };
  return {
    record: { ...measure, state: 'corrected', corrections: [...measure.corrections, correction] },
    events: [CorrectionRecorded.create({ measureId: measure.id, organId: measure.organId })],
    clocks: [correctionMade(given, owed(measure))],
  };
}

/**
 * The correction is checked: it stands, or goes on until a new day, inclusive, for which the term starts again.
 * @throws MEASURE_NOT_THEN, MEASURE_CORRECTION_DAY_MISSING, MEASURE_NOTHING_TO_CORRECT, SUPERVISION_REPLY_DAY_PAST, CORRECTION_NO_TERM,
 * SUPERVISION_TEXT_MISSING
 */
export function checkCorrection(
  given: OrganGiven,
  measure: Measure,
  { passed, text, correctBy }: { readonly passed: boolean; readonly text: string; readonly correctBy: Day | null },
): OrganDecision {
  requireState(measure, 'corrected');
  const replyBy = correctionDay(passed ? [] : measure.means, correctBy);
  const check = { ...done(given), passed, text: required('核查情况', 'text', text, 2000) };
  return {
    record: {
      ...measure,
      state: passed ? 'checked' : 'correcting',
      replyBy: replyBy ?? measure.replyBy,
      checks: [...measure.checks, check],
    },
    events: [CorrectionChecked.create({ measureId: measure.id, organId: measure.organId, passed })],
    clocks: replyBy === null ? [] : [correctionAsked(given, owed(measure), replyBy)],
  };
}

/** 销号: listed supervision ends once its correction was checked. @throws MEASURE_NOT_LISTED, MEASURE_NOT_THEN, SUPERVISION_TEXT_MISSING */
export function removeFromList(given: OrganGiven, measure: Measure, { reason }: { readonly reason: string }): OrganDecision {
  if (!measure.means.includes('LISTED_SUPERVISION')) throw measureError('MEASURE_NOT_LISTED', { source: SOURCE });
  requireState(measure, 'checked');
  return decided(
    { ...measure, state: 'removed', removal: { ...done(given), reason: required('销号理由', 'reason', reason, 1000) } },
    RemovedFromList.create({ measureId: measure.id, organId: measure.organId }),
  );
}
