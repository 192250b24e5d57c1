import { SuggestionDecided, SuggestionMeasureFollowed, SuggestionReplied, SuggestionStudyStarted } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { handleRunsForAll } from '../duties.js';
import { answeringOnFastTrack, fastTrackOf } from '../fast-track.clocks.js';
import { requireNotRefused, requireOrganWithAuthority } from '../standing.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { issue, noticeParts } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { Decision, Given, Organ, PaperIds } from '../petition.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { requireStage, type ActName } from '../acts.js';
import { suggestionError } from './suggestion.errors.js';
import { suggestionInWords, type StudyView, type SuggestionDecision, type SuggestionReply } from './suggestion.records.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 29';
const OWN_RULE = '本系统规则 建议回复';

/** @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, SUGGESTION_ONLY, SUGGESTION_TAKES_OPINION, MATTER_REFUSED */
function requireSuggestion({ state, law, act }: Given, name: ActName): void {
  requireStage(state.stage, name, SOURCE);
  requireOrganWithAuthority(state);
  if (state.kind !== 'SUGGESTION') throw suggestionError('SUGGESTION_ONLY', { source: SOURCE });
  const pack = law.packOn(act.on);
  if (handleRunsForAll(pack, state.kind))
    throw suggestionError('SUGGESTION_TAKES_OPINION', { source: pack.source, details: { law: pack.source } });
  requireNotRefused(state, SOURCE);
}

export interface StartStudy {
  readonly recordId: string;
  readonly plan: string;
  /** Organs that study it too; their views are collated into one answer. */
  readonly withOrgans: readonly Organ[];
}

/** 研究论证, alone or with other organs. @throws ACT_NOT_IN_STAGE, SUGGESTION_ONLY, TEXT_MISSING @source 信访工作条例 29 */
export function startStudy(given: Given, { recordId, plan, withOrgans }: StartStudy): Decision {
  const { state, act } = given;
  requireSuggestion(given, 'startStudy');
  const withOrganIds = [...new Set(withOrgans.map(({ id }) => id))].filter((id) => id !== state.organId);
  const record = newRecord({
    id: recordId,
    kind: 'study',
    state: 'open',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { plan: required('研究安排', 'plan', plan, 2000), withOrganIds },
  });
  return decided(
    given,
    { stage: 'studying', handlerId: act.personId, records: withRecord(state.records, record) },
    {
      events: [SuggestionStudyStarted.create({ petitionId: state.id, organId: state.organId, withOrganIds })],
      line: { act: 'startStudy', basis: SOURCE },
    },
  );
}

export interface DecideSuggestion {
  readonly recordId: string;
  readonly outcome: string;
  readonly reason: string;
  readonly measure: string | null;
  readonly views: readonly StudyView[];
}

const isOutcome = (outcome: string): outcome is SuggestionDecision['outcome'] =>
  ['adopted', 'partly_adopted', 'not_adopted'].includes(outcome);
const isAdopted = (outcome: SuggestionDecision['outcome']): boolean => outcome !== 'not_adopted';

/**
 * Adopted, partly or not, with the reason; where several organs studied it, the organ in charge collates the view of each.
 * @throws ACT_NOT_IN_STAGE, SUGGESTION_ONLY, SUGGESTION_OUTCOME_UNKNOWN, SUGGESTION_VIEW_MISSING, SUGGESTION_VIEW_OF_STRANGER,
 * SUGGESTION_MEASURE_MISSING, TEXT_MISSING
 * @source 信访工作条例 29
 */
export function decideSuggestion(given: Given, command: DecideSuggestion): Decision {
  const { state, act } = given;
  requireSuggestion(given, 'decideSuggestion');
  const { outcome } = command;
  if (!isOutcome(outcome)) throw suggestionError('SUGGESTION_OUTCOME_UNKNOWN', { source: SOURCE, details: { outcome } });
  const study = latestRecord(state, 'study', 'open');
  const asked = study?.data.withOrganIds ?? [];
  const views = command.views.map(({ organId, organ, view }, at) => ({
    organId,
    organ,
    view: required('意见', `views.${at}.view`, view, 2000),
  }));
  const stranger = views.find(({ organId }) => !asked.includes(organId));
  if (stranger) throw suggestionError('SUGGESTION_VIEW_OF_STRANGER', { source: SOURCE, details: { organ: stranger.organ } });
  const missing = asked.find((id) => !views.some(({ organId }) => organId === id));
  if (missing) throw suggestionError('SUGGESTION_VIEW_MISSING', { source: SOURCE, details: { organ: missing } });
  const measure = optional('采纳后的措施', 'measure', command.measure, 2000);
  if (isAdopted(outcome) && measure === null) throw suggestionError('SUGGESTION_MEASURE_MISSING', { source: SOURCE });
  const record = newRecord({
    id: command.recordId,
    kind: 'suggestionDecision',
    state: 'decided',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { outcome, reason: required('理由', 'reason', command.reason, 2000), measure: isAdopted(outcome) ? measure : null, views },
  });
  const records = study ? withRecord(state.records, { ...study, state: 'done' }) : state.records;
  return decided(
    given,
    { stage: 'decided', outcome, records: withRecord(records, record) },
    {
      events: [SuggestionDecided.create({ petitionId: state.id, organId: state.organId, outcome })],
      line: { act: 'decideSuggestion', basis: SOURCE, remark: suggestionInWords(outcome) },
    },
  );
}

export interface ReplySuggestion extends PaperIds, Dispatch {
  readonly recordId: string;
  readonly text: string;
  /** Null: by a paper; on the fast track web, SMS or telephone are enough. */
  readonly answerBy: string | null;
  readonly award: string | null;
}

const isAnswerBy = (way: string): way is Exclude<SuggestionReply['way'], 'paper'> => ['web', 'sms', 'phone'].includes(way);

/**
 * The reply: a legal duty where adopted in whole or in part, else an own rule. By a paper, to be served on every petitioner; on the
 * fast track by web, SMS or telephone with a record.
 * @throws ACT_NOT_IN_STAGE, SUGGESTION_ONLY, SUGGESTION_ANSWER_WAY_UNKNOWN, SUGGESTION_ANSWER_WAY, DISPATCH_PROOF_MISSING,
 * DOCUMENT_PART_MISSING, TEXT_MISSING
 * @source 信访工作条例 29; own rule where not adopted
 */
export function replySuggestion(given: Given, command: ReplySuggestion): Decision {
  const { state, clocks, law, act } = given;
  requireSuggestion(given, 'replySuggestion');
  const decision = latestRecord(state, 'suggestionDecision', 'decided');
  if (!decision) throw new Error('a decided suggestion has its decision');
  const { outcome, reason, measure } = decision.data;
  const { answerBy } = command;
  if (answerBy !== null && !isAnswerBy(answerBy)) throw suggestionError('SUGGESTION_ANSWER_WAY_UNKNOWN', { details: { way: answerBy } });
  const fast = fastTrackOf(state);
  if (answerBy !== null && !fast) throw suggestionError('SUGGESTION_ANSWER_WAY', { source: SOURCE });
  const duty = isAdopted(outcome) ? 'law' : 'own_rule';
  const text = required('回复', 'text', command.text, 5000);
  const documentId = answerBy === null ? command.documentId : null;
  if (documentId !== null) checkDispatch(command);
  const paper =
    documentId === null
      ? null
      : issue(given, law.packOn(act.on), command, act.organ, {
          kind: 'SUGGESTION_REPLY',
          when: [...(isAdopted(outcome) ? ['adopted'] : []), ...(command.award?.trim() ? ['awarded'] : [])],
          parts: {
            ...noticeParts(state, act.organ),
            topic: { petitionId: state.id, requestIds: state.requestIds },
            decision: outcome,
            reason: `${reason}；${text}`,
            followUp: measure,
            award: optional('奖励', 'award', command.award, 500),
            dispatch: dispatchPart(command, act.on),
          },
        });
  const record = newRecord({
    id: command.recordId,
    kind: 'suggestionReply',
    state: 'replied',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { duty, way: answerBy ?? 'paper', text, documentId },
  });
  const records = withRecord(state.records, record);
  return decided(
    given,
    { stage: 'replied', records: fast ? withRecord(records, { ...fast, state: 'done' }) : records },
    {
      events: [SuggestionReplied.create({ petitionId: state.id, outcome, documentId, repliedOn: act.on })],
      clocks: answeringOnFastTrack(state.id, clocks, act.on),
      papers: paper ? [paper] : [],
      line: { act: 'replySuggestion', basis: duty === 'law' ? SOURCE : OWN_RULE, remark: suggestionInWords(outcome) },
    },
  );
}

export interface FollowMeasure {
  readonly recordId: string;
  readonly text: string;
  readonly doneOn: Day;
}

/** What came of an adopted suggestion. @throws ACT_NOT_IN_STAGE, SUGGESTION_NOT_ADOPTED, TEXT_MISSING @source 信访工作条例 29 */
export function followMeasure(given: Given, { recordId, text, doneOn }: FollowMeasure): Decision {
  const { state, act } = given;
  requireSuggestion(given, 'followMeasure');
  if (state.outcome !== 'adopted' && state.outcome !== 'partly_adopted')
    throw suggestionError('SUGGESTION_NOT_ADOPTED', { source: SOURCE });
  const record: CaseRecord<'suggestionMeasure'> = newRecord({
    id: recordId,
    kind: 'suggestionMeasure',
    state: 'followed',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { text: required('措施', 'text', text, 2000), doneOn },
  });
  return decided(
    given,
    { stage: 'measure_followed', records: withRecord(state.records, record) },
    {
      events: [SuggestionMeasureFollowed.create({ petitionId: state.id, doneOn })],
      line: { act: 'followMeasure', basis: SOURCE, remark: record.data.text },
    },
  );
}
