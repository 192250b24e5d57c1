import {
  InspectionRoundEnded,
  InspectionRoundPlanned,
  RoundCorrectionChecked,
  RoundCorrectionReported,
  RoundFeedbackGiven,
  RoundFindingNoted,
  RoundProblemsReported,
  RoundTeamChanged,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { correctionAsked, correctionMade } from '../correction-term.js';
import { isOwnCommittee, isSupervisedBy, type OrganConcerned, type OrganDecision, type OrganGiven } from '../organ-record.js';
import { oneOf, required } from '../text.js';
import { roundError } from './round.errors.js';
import { isImportant, PART_STATES, ROUND_METHODS, type Round, type RoundMethod, type RoundPart, type RoundState } from './round.records.js';

const SOURCE = '信访工作条例 38';
const ORDERING: readonly string[] = ['petition_bureau', 'supervision_office'];

export interface PlanRound {
  readonly roundId: string;
  readonly order: string;
  readonly matters: string;
  readonly methods: readonly string[];
  readonly from: Day;
  readonly to: Day;
}

/** Whom a round speaks of. */
export interface RoundConcerns {
  readonly orderedBy: OrganConcerned;
  readonly organs: readonly { readonly organ: OrganConcerned; readonly places: string }[];
  /** Each inspector with the paths of the organs in which he or she works. */
  readonly team: readonly { readonly personId: string; readonly paths: readonly (readonly string[])[] }[];
}

const done = ({ act: { on, personId } }: OrganGiven) => ({ on, byPersonId: personId });
const partOf = (round: Round, organId: string): RoundPart => {
  const part = round.parts.find((one) => one.organId === organId);
  if (!part) throw roundError('ROUND_ORGAN_NOT_INSPECTED');
  return part;
};

/** @throws ROUND_ENDED */
function running({ ended }: Round): void {
  if (ended) throw roundError('ROUND_ENDED', { details: { day: ended.on } });
}

/** An inspector, or the head of who inspects. @throws ROUND_ENDED, ROUND_NOT_OF_TEAM */
function ofTeam({ act }: OrganGiven, round: Round): void {
  running(round);
  if (!round.team.includes(act.personId) && act.role !== 'HEAD') throw roundError('ROUND_NOT_OF_TEAM', { source: SOURCE });
}

/** @throws ROUND_PART_STATE */
function inState(part: RoundPart, state: RoundPart['state']): void {
  if (part.state !== state) throw roundError('ROUND_PART_STATE', { details: { state: PART_STATES[part.state] } });
}

function stateOf(parts: readonly RoundPart[]): RoundState {
  if (parts.every(({ state, findings }) => state === 'inspecting' && findings.length === 0)) return 'planned';
  if (parts.some(({ state }) => state === 'inspecting')) return 'running';
  return parts.some(({ state }) => state === 'correcting' || state === 'corrected') ? 'correcting' : 'checked';
}

/** The round with one part changed. */
function withPart(round: Round, part: RoundPart): Round {
  const parts = round.parts.map((one) => (one.organId === part.organId ? part : one));
  const days = parts.flatMap(({ state, correctBy }) => (state === 'correcting' && correctBy !== null ? [correctBy] : []));
  return { ...round, parts, state: stateOf(parts), replyBy: days.toSorted()[0] ?? null };
}

const owed = ({ id }: Round, organId: string) => ({ recordId: id, organId });

/** @throws ROUND_NO_TEAM, ROUND_INSPECTOR_UNKNOWN, ROUND_INSPECTOR_OF_ORGAN */
function checkTeam(team: RoundConcerns['team'], organIds: readonly string[]): void {
  if (team.length === 0) throw roundError('ROUND_NO_TEAM', { source: SOURCE });
  if (team.some(({ paths }) => paths.length === 0)) throw roundError('ROUND_INSPECTOR_UNKNOWN');
  const inspected = new Set(organIds);
  if (team.some(({ paths }) => paths.some((path) => path.some((id) => inspected.has(id)))))
    throw roundError('ROUND_INSPECTOR_OF_ORGAN', { source: SOURCE });
}

/**
 * Plans a round: who ordered it, by whom it is inspected, which organs and places, what is looked at, how, and between which days, inclusive. No
 * inspector works in an inspected organ or below it.
 * @throws ROUND_NOT_ORDERED, ROUND_NO_ORGAN, ROUND_ORGAN_TWICE, ROUND_ORGAN_NOT_SUPERVISED, ROUND_NO_TEAM, ROUND_INSPECTOR_UNKNOWN,
 * ROUND_INSPECTOR_OF_ORGAN, ROUND_METHOD_MISSING, ROUND_PERIOD_BACKWARDS, ROUND_PERIOD_BEFORE_PLAN, SUPERVISION_CODE_UNKNOWN,
 * SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 38
 */
export function planRound(given: OrganGiven, concerns: RoundConcerns, number: string, command: PlanRound): OrganDecision {
  const { act } = given;
  const { orderedBy, organs, team } = concerns;
  const { from, to } = command;
  const inLine = act.organ.path.includes(orderedBy.id) && (ORDERING.includes(orderedBy.kind) || orderedBy.id !== act.organ.id);
  if (!inLine && !isOwnCommittee(orderedBy, act.organ)) throw roundError('ROUND_NOT_ORDERED', { source: SOURCE });
  if (organs.length === 0) throw roundError('ROUND_NO_ORGAN');
  if (new Set(organs.map(({ organ }) => organ.id)).size < organs.length) throw roundError('ROUND_ORGAN_TWICE');
  const foreign = organs.find(({ organ }) => !isSupervisedBy(organ, act.organ));
  if (foreign) throw roundError('ROUND_ORGAN_NOT_SUPERVISED', { source: SOURCE, details: { organ: foreign.organ.name } });
  checkTeam(
    team,
    organs.map(({ organ }) => organ.id),
  );
  if (command.methods.length === 0) throw roundError('ROUND_METHOD_MISSING');
  if (to < from) throw roundError('ROUND_PERIOD_BACKWARDS', { details: { from, to } });
  if (from < act.on) throw roundError('ROUND_PERIOD_BEFORE_PLAN', { details: { day: act.on } });
  const round: Round = {
    kind: 'round',
    id: command.roundId,
    state: 'planned',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId: orderedBy.id,
    order: required('部署依据', 'order', command.order, 500),
    matters: required('督查事项', 'matters', command.matters, 2000),
    methods: command.methods.map((code) => oneOf('督查方式', 'methods', Object.keys(ROUND_METHODS) as RoundMethod[], code)),
    team: team.map(({ personId }) => personId),
    teamChanges: [],
    from,
    to,
    openedOn: act.on,
    replyBy: null,
    parts: organs.map(({ organ, places }, at) => ({
      organId: organ.id,
      places: required('督查地点', `organs.${at}.places`, places, 500),
      state: 'inspecting',
      findings: [],
      feedback: null,
      correctBy: null,
      corrections: [],
      checks: [],
    })),
    reports: [],
    ended: null,
  };
  const event = InspectionRoundPlanned.create({
    roundId: round.id,
    byOrganId: round.byOrganId,
    orderedByOrganId: round.organId,
    organIds: round.parts.map(({ organId }) => organId),
    from,
    to,
  });
  return { record: round, events: [event] };
}

/**
 * The team changes after the planning, with a reason; what was done before stays with who did it. By an inspector, who planned the round, or the
 * head of who inspects; nobody of the new team works in an inspected organ or below it.
 * @throws ROUND_ENDED, ROUND_NOT_OF_TEAM, ROUND_NO_TEAM, ROUND_INSPECTOR_UNKNOWN, ROUND_INSPECTOR_OF_ORGAN, ROUND_TEAM_SAME, SUPERVISION_TEXT_MISSING
 * @source practice D; own rule
 */
export function changeRoundTeam(
  given: OrganGiven,
  round: Round,
  team: RoundConcerns['team'],
  { reason }: { readonly reason: string },
): OrganDecision {
  if (round.byPersonId === given.act.personId) running(round);
  else ofTeam(given, round);
  checkTeam(
    team,
    round.parts.map(({ organId }) => organId),
  );
  const now = team.map(({ personId }) => personId);
  if (now.join() === round.team.join()) throw roundError('ROUND_TEAM_SAME');
  const left = round.team.filter((id) => !now.includes(id));
  const joined = now.filter((id) => !round.team.includes(id));
  const change = { ...done(given), left, joined, reason: required('变更理由', 'reason', reason, 500) };
  return {
    record: { ...round, team: now, teamChanges: [...round.teamChanges, change] },
    events: [RoundTeamChanged.create({ roundId: round.id, left, joined })],
  };
}

/**
 * An inspector enters what was found at an organ, with what shows it, before the organ has its feedback.
 * @throws ROUND_ENDED, ROUND_NOT_OF_TEAM, ROUND_ORGAN_NOT_INSPECTED, ROUND_NOT_BEGUN, ROUND_FED_BACK, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 38; practice D
 */
export function noteRoundFinding(
  given: OrganGiven,
  round: Round,
  command: {
    readonly findingId: string;
    readonly organId: string;
    readonly found: string;
    readonly evidence: string;
    readonly important: boolean;
  },
): OrganDecision {
  const { act } = given;
  ofTeam(given, round);
  const part = partOf(round, command.organId);
  if (act.on < round.from) throw roundError('ROUND_NOT_BEGUN', { details: { day: round.from } });
  if (part.feedback) throw roundError('ROUND_FED_BACK', { details: { day: part.feedback.on } });
  const finding = {
    ...done(given),
    id: command.findingId,
    found: required('发现的问题', 'found', command.found, 4000),
    evidence: required('证据', 'evidence', command.evidence, 2000),
    important: command.important,
  };
  const { organId } = part;
  return {
    record: withPart(round, { ...part, findings: [...part.findings, finding] }),
    events: [RoundFindingNoted.create({ roundId: round.id, organId, findingId: finding.id, important: finding.important })],
  };
}

/**
 * Feeds back to an organ what was found there, once; where something was, with the day until which it is corrected, inclusive.
 * @throws ROUND_ENDED, ROUND_NOT_OF_TEAM, ROUND_ORGAN_NOT_INSPECTED, ROUND_NOT_BEGUN, ROUND_FED_BACK, ROUND_CORRECTION_DAY_MISSING,
 * ROUND_NOTHING_TO_CORRECT, CORRECTION_NO_TERM, SUPERVISION_REPLY_DAY_PAST, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 38
 */
export function giveRoundFeedback(
  given: OrganGiven,
  round: Round,
  command: { readonly organId: string; readonly text: string; readonly correctBy: Day | null },
): OrganDecision {
  const { act } = given;
  ofTeam(given, round);
  const part = partOf(round, command.organId);
  const { organId } = part;
  const { correctBy } = command;
  if (act.on < round.from) throw roundError('ROUND_NOT_BEGUN', { details: { day: round.from } });
  if (part.feedback) throw roundError('ROUND_FED_BACK', { details: { day: part.feedback.on } });
  const isClear = part.findings.length === 0;
  if (isClear && correctBy !== null) throw roundError('ROUND_NOTHING_TO_CORRECT', { source: SOURCE });
  if (!isClear && correctBy === null) throw roundError('ROUND_CORRECTION_DAY_MISSING', { source: SOURCE });
  const feedback = { ...done(given), text: required('反馈意见', 'text', command.text, 4000) };
  return {
    record: withPart(round, { ...part, state: isClear ? 'clear' : 'correcting', feedback, correctBy }),
    events: [RoundFeedbackGiven.create({ roundId: round.id, organId, correctBy })],
    clocks: correctBy === null ? [] : [correctionAsked(given, owed(round, organId), correctBy)],
  };
}

/**
 * Reports important problems to the own Party committee or government.
 * @throws ROUND_ENDED, ROUND_NOT_OF_TEAM, ROUND_NOTHING_IMPORTANT, ROUND_NOT_OWN_COMMITTEE, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 38
 */
export function reportRoundProblems(
  given: OrganGiven,
  round: Round,
  to: OrganConcerned,
  { text }: { readonly text: string },
): OrganDecision {
  ofTeam(given, round);
  if (!isImportant(round)) throw roundError('ROUND_NOTHING_IMPORTANT');
  if (!isOwnCommittee(to, given.act.organ)) throw roundError('ROUND_NOT_OWN_COMMITTEE', { source: SOURCE });
  const report = { ...done(given), toOrganId: to.id, text: required('报告内容', 'text', text, 4000) };
  return {
    record: { ...round, reports: [...round.reports, report] },
    events: [RoundProblemsReported.create({ roundId: round.id, toOrganId: to.id })],
  };
}

/**
 * The organ reports how it has corrected what was found; its term is met.
 * @throws ROUND_ENDED, ROUND_ORGAN_NOT_INSPECTED, ROUND_PART_STATE, SUPERVISION_TEXT_MISSING
 */
export function reportRoundCorrection(given: OrganGiven, round: Round, { text }: { readonly text: string }): OrganDecision {
  running(round);
  const part = partOf(round, given.act.organ.id);
  const { organId } = part;
  inState(part, 'correcting');
  const correction = { ...done(given), text: required('整改情况', 'text', text, 4000) };
  return {
    record: withPart(round, { ...part, state: 'corrected', corrections: [...part.corrections, correction] }),
    events: [RoundCorrectionReported.create({ roundId: round.id, organId })],
    clocks: [correctionMade(given, owed(round, organId))],
  };
}

/**
 * An inspector checks the correction: it stands, or goes on until a new day, inclusive, for which the term starts again.
 * @throws ROUND_ENDED, ROUND_NOT_OF_TEAM, ROUND_ORGAN_NOT_INSPECTED, ROUND_PART_STATE, ROUND_CORRECTION_DAY_MISSING, ROUND_NOTHING_TO_CORRECT,
 * CORRECTION_NO_TERM, SUPERVISION_REPLY_DAY_PAST, SUPERVISION_TEXT_MISSING
 */
export function checkRoundCorrection(
  given: OrganGiven,
  round: Round,
  command: { readonly organId: string; readonly passed: boolean; readonly text: string; readonly correctBy: Day | null },
): OrganDecision {
  ofTeam(given, round);
  const part = partOf(round, command.organId);
  const { organId } = part;
  inState(part, 'corrected');
  const { passed, correctBy } = command;
  if (passed && correctBy !== null) throw roundError('ROUND_NOTHING_TO_CORRECT', { source: SOURCE });
  if (!passed && correctBy === null) throw roundError('ROUND_CORRECTION_DAY_MISSING', { source: SOURCE });
  const check = { ...done(given), passed, text: required('核查情况', 'text', command.text, 2000) };
  const checks = [...part.checks, check];
  return {
    record: withPart(round, { ...part, state: passed ? 'checked' : 'correcting', correctBy: correctBy ?? part.correctBy, checks }),
    events: [RoundCorrectionChecked.create({ roundId: round.id, organId, passed, correctBy })],
    clocks: correctBy === null ? [] : [correctionAsked(given, owed(round, organId), correctBy)],
  };
}

/**
 * Ends a round: every organ has its feedback, every correction was checked, and important problems were reported.
 * @throws ROUND_ENDED, ROUND_NOT_OF_TEAM, ROUND_FEEDBACK_OPEN, ROUND_CORRECTION_OPEN, ROUND_REPORT_MISSING, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 38; practice D
 */
export function endRound(given: OrganGiven, round: Round, { text }: { readonly text: string }): OrganDecision {
  ofTeam(given, round);
  const count = (...states: readonly RoundPart['state'][]): number => round.parts.filter(({ state }) => states.includes(state)).length;
  const [silent, open] = [count('inspecting'), count('correcting', 'corrected')];
  if (silent > 0) throw roundError('ROUND_FEEDBACK_OPEN', { source: SOURCE, details: { count: silent } });
  if (open > 0) throw roundError('ROUND_CORRECTION_OPEN', { source: SOURCE, details: { count: open } });
  if (isImportant(round) && round.reports.length === 0) throw roundError('ROUND_REPORT_MISSING', { source: SOURCE });
  const ended = { ...done(given), text: required('督查结果', 'text', text, 4000) };
  return { record: { ...round, state: 'ended', ended }, events: [InspectionRoundEnded.create({ roundId: round.id })] };
}
