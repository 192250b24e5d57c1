import { requireNoLitigationLetter } from './acceptance.js';
import { FastTrackAnswered, FastTrackChosen, FastTrackLeft, OpinionIssued } from '@sunshine/events';
import { dueDate, type FastTrackRule } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { cancelledEach } from '../duties.js';
import { answeringOnFastTrack, fastTrackOf, leavingFastTrack } from '../fast-track.clocks.js';
import { fastTrackError } from './fast-track.errors.js';
import { ANSWER_WAYS, type AnswerWay } from './fast-track.records.js';
import { requireNotRefused, requireOrganWithAuthority, isSupport } from '../standing.js';
import { checkDispatch } from '../dispatch.js';
import { checkAnswers, OF_FORMER, opinionPaper, outcomeOf, type DraftOpinion, type IssueOpinion } from '../opinion/opinion.js';
import { decided, running } from '../decision.js';
import { requireNoHearing } from '../hearing/hearing.js';
import { members } from '../members.js';
import type { ClockMove, Decision, Given, Opinion, PetitionState } from '../petition.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

export interface ChooseFastTrack {
  readonly recordId: string;
  /** First time this person raises this matter, as the officer found. */
  readonly first: boolean;
  /** Codes of the pack that fit. */
  readonly fits: readonly string[];
  /** Codes of the pack that the officer looked at and found not to hold: all of them. */
  readonly checked: readonly string[];
  readonly reason: string;
}

/** The unfit cases that the rule itself can recognise. */
const SEEN: Readonly<Record<string, (state: PetitionState) => boolean>> = {
  assigned: ({ assignerId }) => assignerId !== null,
  joint: (state) => members(state).length > 1,
  statutory_route: ({ exit }) => exit !== null && exit !== '31(6)',
  several_units: ({ records }) => records.some(({ kind, state }) => kind === 'assistance' && state !== 'ended'),
};

/**
 * 简易办理 of a first petition, chosen by the organ, never by a bureau: something of the pack's list fits, nothing of the other holds.
 * SIMPLE_ACCEPT runs from the receipt by the organ, beside NOTIFY and HANDLE, which keep their start.
 * @throws ACT_NOT_IN_STAGE, FAST_TRACK_NOT_BY_BUREAU, FAST_TRACK_NOT_FOR_REPORTS, MATTER_REFUSED, FAST_TRACK_NOT_YET, FAST_TRACK_CHOSEN,
 * FAST_TRACK_FIRST_ONLY, FAST_TRACK_CASE_UNKNOWN, FAST_TRACK_FITS_NOTHING, FAST_TRACK_EXCLUDED, FAST_TRACK_NOT_CHECKED,
 * FAST_TRACK_TOO_LATE, TEXT_MISSING
 * @source 信访事项简易办理办法（2022）; 信访事项简易办理办法（试行）（2016）
 */
export function chooseFastTrack(given: Given, command: ChooseFastTrack): Decision {
  const { state, law, act } = given;
  const pack = law.packOn(act.on);
  const { fastTrack } = pack;
  const { source } = fastTrack;
  requireStage(state.stage, 'chooseFastTrack', source);
  if (state.organKind === 'petition_bureau') throw fastTrackError('FAST_TRACK_NOT_BY_BUREAU', { source });
  if (state.kind === 'REPORT') throw fastTrackError('FAST_TRACK_NOT_FOR_REPORTS', { source: '信访工作条例 30' });
  requireNoLitigationLetter(state);
  requireNotRefused(state, source);
  if (act.on < fastTrack.from.day)
    throw fastTrackError('FAST_TRACK_NOT_YET', { source: fastTrack.from.source, details: { day: fastTrack.from.day } });
  if (fastTrackOf(state)) throw fastTrackError('FAST_TRACK_CHOSEN', { source });
  if (!command.first) throw fastTrackError('FAST_TRACK_FIRST_ONLY', { source });
  const titles = checkCases(state, fastTrack, command);
  const reason = required('适用理由', 'reason', command.reason, 1000);
  const accept = dueDate({ pack, term: 'SIMPLE_ACCEPT', start: state.organReceivedOn, calendar: law.calendar });
  if (act.on > accept.effectiveDue)
    throw fastTrackError('FAST_TRACK_TOO_LATE', { source: accept.source, details: { day: accept.effectiveDue } });
  const record = newRecord({
    id: command.recordId,
    kind: 'fastTrack',
    state: 'chosen',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { fits: command.fits, titles, reason, left: null },
  });
  return decided(
    given,
    { handlerId: act.personId, records: withRecord(state.records, record) },
    {
      events: [FastTrackChosen.create({ petitionId: state.id, organId: state.organId, fits: [...command.fits] })],
      clocks: started(given),
      line: { act: 'chooseFastTrack', basis: source, remark: reason },
    },
  );
}

/** A suggestion that was told before, or any matter whose notice was the acceptance (CN-2005), has nothing left to accept. */
function started({ state, clocks, act: { on } }: Given): ClockMove[] {
  const { id: petitionId, organId: subject, organReceivedOn, kind, stage } = state;
  const isAccepted = stage === 'informed' && (kind === 'SUGGESTION' || running(clocks, 'HANDLE') !== null);
  const term = isAccepted ? 'SIMPLE_HANDLE' : 'SIMPLE_ACCEPT';
  return [{ do: 'start', petitionId, term, subject, startedOn: term === 'SIMPLE_ACCEPT' ? organReceivedOn : on }];
}

function checkCases(state: PetitionState, { fits, excludes, source }: FastTrackRule, { fits: named, checked }: ChooseFastTrack): string[] {
  const unknown = [
    ...named.filter((code) => !fits.some((one) => one.code === code)),
    ...checked.filter((code) => !excludes.some((one) => one.code === code)),
  ][0];
  if (unknown !== undefined) throw fastTrackError('FAST_TRACK_CASE_UNKNOWN', { source, details: { code: unknown } });
  if (named.length === 0) throw fastTrackError('FAST_TRACK_FITS_NOTHING', { source });
  for (const { code, title, source: article } of excludes) {
    if (SEEN[code]?.(state)) throw fastTrackError('FAST_TRACK_EXCLUDED', { source: article, details: { title } });
    if (!checked.includes(code)) throw fastTrackError('FAST_TRACK_NOT_CHECKED', { source: article, details: { title } });
  }
  return fits.filter(({ code }) => named.includes(code)).map(({ title }) => title);
}

/**
 * Back to the ordinary track: the fast terms are cancelled, NOTIFY and HANDLE go on from the start they had.
 * @throws ACT_NOT_IN_STAGE, FAST_TRACK_NOT_CHOSEN, TEXT_MISSING
 * @source own rule, law 2.2
 */
export function leaveFastTrack(given: Given, { reason }: { readonly reason: string }): Decision {
  const { state, clocks, law, act } = given;
  const { source } = law.packOn(act.on).fastTrack;
  requireStage(state.stage, 'leaveFastTrack', source);
  requireOrganWithAuthority(state);
  const text = required('转回普通程序的理由', 'reason', reason, 1000);
  const left = leavingFastTrack(state, clocks, act.on, 'fell_back', text);
  if (!left) throw fastTrackError('FAST_TRACK_NOT_CHOSEN', { source });
  return decided(
    given,
    { records: withRecord(state.records, left.record) },
    {
      events: [FastTrackLeft.create({ petitionId: state.id, organId: state.organId })],
      clocks: left.clocks,
      line: { act: 'leaveFastTrack', basis: source, remark: text },
    },
  );
}

export interface AnswerFastTrack extends Pick<DraftOpinion, 'answers' | 'facts' | 'executeBy'> {
  readonly recordId: string;
  readonly opinionId: string;
  readonly way: string;
  /** What was said, to whom and when. */
  readonly record: string;
  /** The petitioner was told that a paper can be asked for, and of the remedy. */
  readonly paperOffered: boolean;
}

const isAnswerWay = (way: string): way is AnswerWay => (ANSWER_WAYS as readonly string[]).includes(way);

/**
 * The answer by web, SMS or telephone with a record, every request supported, or explained to an enquiry. Where one cannot be supported
 * the matter goes back to the ordinary track: "there is no basis for it" is an opinion, which is written and can be reviewed. HANDLE and SIMPLE_HANDLE are met; without a paper served no petitioner's term starts, and a paper is issued on request.
 * @throws ACT_NOT_IN_STAGE, FAST_TRACK_NOT_CHOSEN, HEARING_STANDING, FAST_TRACK_WAY_UNKNOWN, FAST_TRACK_PAPER_NOT_OFFERED, FAST_TRACK_REQUEST_OPEN,
 * FAST_TRACK_EXCLUDED, FAST_TRACK_EXECUTE_BY_MISSING, OPINION_EXECUTE_BY_TOO_EARLY, OPINION_REQUEST_UNKNOWN, OPINION_REQUEST_TWICE,
 * OPINION_OUTCOME_UNKNOWN, TEXT_MISSING
 * @source 信访事项简易办理办法（2022）; 信访事项简易办理办法（试行）（2016）
 */
export function answerFastTrack(given: Given, command: AnswerFastTrack): Decision {
  const { state, clocks, law, act } = given;
  const { fastTrack } = law.packOn(act.on);
  const { source } = fastTrack;
  requireStage(state.stage, 'answerFastTrack', source);
  const chosen = fastTrackOf(state);
  if (!chosen) throw fastTrackError('FAST_TRACK_NOT_CHOSEN', { source });
  requireNoHearing(state, 'handling', state.organId, '答复');
  const { way } = command;
  if (!isAnswerWay(way)) throw fastTrackError('FAST_TRACK_WAY_UNKNOWN', { source, details: { way } });
  if (!command.paperOffered) throw fastTrackError('FAST_TRACK_PAPER_NOT_OFFERED', { source });
  const answers = checkAnswers(state.requestIds, command.answers);
  if (state.requestIds.some((id) => !answers.some(({ requestId, answer }) => requestId === id && answer !== '')))
    throw fastTrackError('FAST_TRACK_REQUEST_OPEN', { source });
  const unsupported = fastTrack.excludes.find(({ code }) => code === 'may_not_be_supported');
  const isEnquiry = chosen.data.fits.includes('answered_at_once');
  if (unsupported && !answers.every(({ outcome }) => outcome === 'supported' || (isEnquiry && outcome === 'explained')))
    throw fastTrackError('FAST_TRACK_EXCLUDED', { source: unsupported.source, details: { title: unsupported.title }, field: 'answers' });
  const supported = answers.some(({ outcome }) => isSupport(outcome));
  const executeBy = supported ? command.executeBy : null;
  if (supported && executeBy === null) throw fastTrackError('FAST_TRACK_EXECUTE_BY_MISSING', { source: '信访工作条例 32' });
  if (executeBy !== null && executeBy < act.on)
    throw caseError('OPINION_EXECUTE_BY_TOO_EARLY', { source, details: { day: executeBy }, field: 'executeBy' });

  const record = required('答复记录', 'record', command.record, 5000);
  const opinion: Opinion = {
    // A draft that was under way is not taken over: the answer stands for itself.
    id: command.opinionId,
    revision: 1,
    state: 'issued',
    facts: required('事实', 'facts', command.facts, 10_000),
    evidence: [record],
    answers,
    executeBy,
    performerId: supported ? state.organId : null,
    draftedBy: act.personId,
    checkedBy: null,
    issuedBy: null,
    remark: null,
    documentId: null,
    dispatchedOn: act.on,
    legacy: false,
  };
  const outcome = outcomeOf(answers);
  const answer = newRecord({
    id: command.recordId,
    kind: 'fastTrackAnswer',
    state: 'answered',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { way, record, opinionId: opinion.id },
  });
  const { id: petitionId } = state;
  return decided(
    given,
    {
      stage: 'opinion_issued',
      outcome,
      opinion,
      deliveries: [],
      handlerId: act.personId,
      records: withRecord(withRecord(state.records, { ...chosen, state: 'done' }), answer),
    },
    {
      events: [FastTrackAnswered.create({ petitionId, opinionId: opinion.id, way, answeredOn: act.on })],
      clocks: [
        { do: 'stop', petitionId, term: 'HANDLE', on: act.on },
        ...answeringOnFastTrack(petitionId, clocks, act.on),
        // Of a reopened matter: what a former opinion had started ends with it.
        ...cancelledEach(given, OF_FORMER, 'opinion_replaced'),
        ...(executeBy === null
          ? []
          : [{ do: 'start', petitionId, term: 'EXECUTE', subject: state.organId, startedOn: act.on, dueOn: executeBy } as const]),
      ],
      line: { act: 'answerFastTrack', basis: source, remark: record },
    },
  );
}

/** The answer that the opinion was given by, before any paper. */
const answerOf = (state: PetitionState): CaseRecord<'fastTrackAnswer'> | null =>
  latestRecord(state, 'fastTrackAnswer', 'answered', 'paper_issued');

/**
 * The paper that the petitioner asks for after an answer on the fast track, issued by another hand than the one who answered; served, it
 * opens the right to review.
 * @throws ACT_NOT_IN_STAGE, FAST_TRACK_NOT_CHOSEN, FAST_TRACK_PAPER_ISSUED, OWN_PROPOSAL, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING
 * @source 信访事项简易办理办法（2022）; 信访工作条例 32, 35
 */
export function issueFastTrackPaper(given: Given, command: IssueOpinion): Decision {
  const { state, law, act } = given;
  const { source } = law.packOn(act.on).fastTrack;
  requireStage(state.stage, 'issueFastTrackPaper', source);
  const answer = answerOf(state);
  const { opinion } = state;
  if (!answer || !opinion || answer.data.opinionId !== opinion.id) throw fastTrackError('FAST_TRACK_NOT_CHOSEN', { source });
  if (opinion.documentId !== null) throw fastTrackError('FAST_TRACK_PAPER_ISSUED', { source });
  if (opinion.draftedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 审核签发' });
  checkDispatch(command);
  const paper = opinionPaper(given, command, opinion);
  const { documentId, number } = command;
  const { executeBy } = opinion;
  return decided(
    given,
    {
      opinion: { ...opinion, issuedBy: act.personId, documentId },
      records: withRecord(state.records, { ...answer, state: 'paper_issued' }),
    },
    {
      events: [
        OpinionIssued.create({
          petitionId: state.id,
          opinionId: opinion.id,
          documentId,
          number,
          dispatchedOn: act.on,
          outcome: outcomeOf(opinion.answers),
          executeBy,
        }),
      ],
      papers: [paper],
      line: { act: 'issueFastTrackPaper', basis: source, part: 'confirmation' },
    },
  );
}
