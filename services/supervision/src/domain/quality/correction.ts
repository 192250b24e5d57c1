import { QualityCorrectionAnswered, QualityCorrectionChecked, QualityCorrectionOpened } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { correctionAsked, correctionMade } from '../correction-term.js';
import type { MatterCourse } from '../figures/course.js';
import type { OrganDecision, OrganGiven } from '../organ-record.js';
import { supervisionError } from '../supervision.errors.js';
import { oneOf, optional, required } from '../text.js';
import { correctionError } from './correction.errors.js';
import { CORRECTION_STATES, type QualityCorrection } from './correction.records.js';
import type { Sample } from './sample.js';

const SOURCE = '本系统规则 质量评查';

/** What a correction stands on. */
export interface Reviewed {
  readonly sample: Sample;
  readonly petitionId: string;
  /** Points by item that hold for the matter; null: not yet. */
  readonly scores: Readonly<Record<string, number>> | null;
  /** One of the same matter has not been checked. */
  readonly runs: boolean;
}

export interface OpenQualityCorrection {
  readonly correctionId: string;
  readonly items: readonly string[];
  readonly defect: string;
  readonly request: string;
  readonly reopening: string | null;
  readonly correctBy: Day;
}

const owed = ({ id, organId }: QualityCorrection) => ({ recordId: id, organId });
const done = ({ act: { on, personId } }: OrganGiven) => ({ on, byPersonId: personId });

/** @throws QUALITY_CORRECTION_STATE */
function inState({ state }: QualityCorrection, ...states: readonly QualityCorrection['state'][]): void {
  if (!states.includes(state)) throw correctionError('QUALITY_CORRECTION_STATE', { details: { state: CORRECTION_STATES[state] } });
}

/** Items of the sheet, each once, on which points were lost. @throws QUALITY_NO_ITEM, QUALITY_ITEM_WITHOUT_DEFECT, SUPERVISION_CODE_UNKNOWN */
function defective({ sheet }: Sample, scores: Readonly<Record<string, number>>, items: readonly string[]): QualityCorrection['items'] {
  if (items.length === 0) throw correctionError('QUALITY_NO_ITEM');
  const codes = sheet.map(({ item }) => item);
  const named = new Set(items.map((code, at) => oneOf('评查项目', `items.${at}`, codes, code)));
  return sheet
    .filter(({ item }) => named.has(item))
    .map(({ item, title, points: most }) => {
      const points = scores[item] ?? 0;
      if (points >= most) throw correctionError('QUALITY_ITEM_WITHOUT_DEFECT', { details: { item: title } });
      return { item, title, points, most };
    });
}

/**
 * Opens a correction on items of the sheet on which a closed matter has lost points, addressed to the organ whose work was reviewed, until a
 * day, inclusive; it can ask that the matter is reopened. One runs at a time for a matter.
 * @throws QUALITY_CORRECTION_OF_OTHER_OFFICE, INSPECTION_NOT_SAMPLED, QUALITY_NOT_SCORED, QUALITY_CORRECTION_RUNS, QUALITY_NO_ITEM,
 * QUALITY_ITEM_WITHOUT_DEFECT, SUPERVISION_CODE_UNKNOWN, SUPERVISION_REPLY_DAY_PAST, CORRECTION_NO_TERM, SUPERVISION_TEXT_MISSING
 * @source law 10 (closed matters are sampled and re-examined; a defect re-opens)
 */
export function openQualityCorrection(
  given: OrganGiven,
  { sample, petitionId, scores, runs }: Reviewed,
  number: string,
  command: OpenQualityCorrection,
): OrganDecision {
  const { act } = given;
  if (sample.byOrganId !== act.organ.id) throw correctionError('QUALITY_CORRECTION_OF_OTHER_OFFICE', { source: SOURCE });
  if (!sample.petitionIds.includes(petitionId)) throw supervisionError('INSPECTION_NOT_SAMPLED');
  if (!scores) throw correctionError('QUALITY_NOT_SCORED', { source: SOURCE });
  if (runs) throw correctionError('QUALITY_CORRECTION_RUNS');
  const correction: QualityCorrection = {
    kind: 'correction',
    id: command.correctionId,
    state: 'open',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId: sample.organId,
    sampleId: sample.id,
    items: defective(sample, scores, command.items),
    defect: required('存在的问题', 'defect', command.defect, 4000),
    request: required('整改要求', 'request', command.request, 2000),
    reopening: optional('恢复办理的理由', 'reopening', command.reopening, 1000),
    openedOn: act.on,
    replyBy: command.correctBy,
    answers: [],
    checks: [],
  };
  const { id, organId, byOrganId, replyBy } = correction;
  const event = QualityCorrectionOpened.create({
    correctionId: id,
    sampleId: sample.id,
    petitionId,
    organId,
    byOrganId,
    reopening: correction.reopening !== null,
    correctBy: replyBy,
  });
  return { record: correction, events: [event], clocks: [correctionAsked(given, owed(correction), replyBy)] };
}

/**
 * The organ answers in writing how it has corrected; its term is met.
 * @throws QUALITY_CORRECTION_STATE, SUPERVISION_TEXT_MISSING
 */
export function answerQualityCorrection(
  given: OrganGiven,
  correction: QualityCorrection,
  { text }: { readonly text: string },
): OrganDecision {
  inState(correction, 'open', 'returned');
  const answer = { ...done(given), text: required('整改情况', 'text', text, 4000) };
  return {
    record: { ...correction, state: 'answered', answers: [...correction.answers, answer] },
    events: [QualityCorrectionAnswered.create({ correctionId: correction.id, organId: correction.organId })],
    clocks: [correctionMade(given, owed(correction))],
  };
}

/** Whether a matter is open, or was reopened on that day or later. */
const reopenedSince = ({ closings }: MatterCourse, day: Day): boolean => {
  const last = closings.at(-1);
  return last === undefined || last.reopenedOn !== null || closings.some(({ reopenedOn }) => reopenedOn !== null && reopenedOn >= day);
};

/**
 * Whoever reviews checks the correction: it stands, where it was asked for not before the matter was reopened; or goes on until a new day,
 * inclusive, for which the term starts again.
 * @throws QUALITY_CORRECTION_STATE, QUALITY_NOT_REOPENED, QUALITY_CORRECTION_DAY_MISSING, QUALITY_CORRECTION_DAY_NOT_NEEDED,
 * SUPERVISION_REPLY_DAY_PAST, CORRECTION_NO_TERM, SUPERVISION_TEXT_MISSING
 * @source law 10 (a defect re-opens)
 */
export function checkQualityCorrection(
  given: OrganGiven,
  correction: QualityCorrection,
  course: MatterCourse,
  { passed, text, correctBy }: { readonly passed: boolean; readonly text: string; readonly correctBy: Day | null },
): OrganDecision {
  inState(correction, 'answered');
  if (passed && correctBy !== null) throw correctionError('QUALITY_CORRECTION_DAY_NOT_NEEDED');
  if (!passed && correctBy === null) throw correctionError('QUALITY_CORRECTION_DAY_MISSING');
  if (passed && correction.reopening !== null && !reopenedSince(course, correction.openedOn))
    throw correctionError('QUALITY_NOT_REOPENED', { source: SOURCE });
  const check = { ...done(given), passed, text: required('核查情况', 'text', text, 2000) };
  const checks = [...correction.checks, check];
  return {
    record: { ...correction, state: passed ? 'checked' : 'returned', replyBy: correctBy ?? correction.replyBy, checks },
    events: [QualityCorrectionChecked.create({ correctionId: correction.id, organId: correction.organId, passed, correctBy })],
    clocks: correctBy === null ? [] : [correctionAsked(given, owed(correction), correctBy)],
  };
}
