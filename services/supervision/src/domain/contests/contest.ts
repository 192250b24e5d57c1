import { ContestDecided, FactContested } from '@sunshine/events';
import type { FigureFact } from '../figures/facts.js';
import type { OrganDecision, OrganGiven } from '../organ-record.js';
import { oneOf, required } from '../text.js';
import { contestError } from './contest.errors.js';
import { CONTEST_OUTCOMES, CONTEST_STATES, type Contest, type ContestOutcome } from './contest.records.js';

const SOURCE = '本系统规则 指标异议';

/** What a contest is about. */
export interface ContestConcerns {
  readonly fact: FigureFact;
  /** Contests of the same duty and figure so far, the newest first. */
  readonly former: readonly Contest[];
  /** Nearest office of supervision that is not the organ itself; null: there is none. */
  readonly officeId: string | null;
}

/** Whether a fact stands as it did when it was contested. */
const isUnchanged = ({ finding, answeredOn }: Contest, fact: FigureFact): boolean =>
  finding === fact.found && answeredOn === fact.answeredOn;

/**
 * An organ contests a single fact of its own that counts against it, with reasons. A decided fact is contested again only where it has changed.
 * @throws CONTEST_FACT_UNKNOWN, CONTEST_FACT_IN_TIME, CONTEST_FACT_NOT_DUE, CONTEST_PENDING, CONTEST_DECIDED, CONTEST_NO_OFFICE,
 * SUPERVISION_TEXT_MISSING
 * @source own rule: law 19, beyond 13 (a unit can appeal a single fact)
 */
export function contestFact(
  { act }: OrganGiven,
  { fact, former, officeId }: ContestConcerns,
  number: string,
  command: { readonly contestId: string; readonly reasons: string },
): OrganDecision {
  const { figure, clockId, startedOn, dueOn, answeredOn, found } = fact;
  const [last] = former;
  const source = { source: SOURCE };
  if (fact.organId !== act.organ.id) throw contestError('CONTEST_FACT_UNKNOWN', source);
  if (last?.state === 'open') throw contestError('CONTEST_PENDING', { ...source, details: { number: last.number } });
  if (fact.finding === 'in_time' && found === 'in_time') throw contestError('CONTEST_FACT_IN_TIME', source);
  if (last && (fact.finding === 'in_time' || fact.finding === 'excluded' || isUnchanged(last, fact)))
    throw contestError('CONTEST_DECIDED', { ...source, details: { number: last.number } });
  if (dueOn >= act.on) throw contestError('CONTEST_FACT_NOT_DUE', { ...source, details: { day: dueOn } });
  if (officeId === null) throw contestError('CONTEST_NO_OFFICE', source);
  const contest: Contest = {
    kind: 'contest',
    id: command.contestId,
    state: 'open',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId: officeId,
    figure,
    clockId,
    startedOn,
    dueOn,
    answeredOn,
    finding: found,
    reasons: required('异议理由', 'reasons', command.reasons, 2000),
    openedOn: act.on,
    replyBy: null,
    decision: null,
  };
  return {
    record: contest,
    events: [FactContested.create({ contestId: contest.id, figure, clockId, organId: officeId, byOrganId: act.organ.id })],
  };
}

/**
 * The office decides with reasons: the contest fails, the duty is left out of the figure, or it counts as in time.
 * @param paths of the organs in which the person works: nobody of the organ that contests decides, nor of one below it
 * @throws CONTEST_NOT_OPEN, CONTEST_OWN_ORGAN, SUPERVISION_CODE_UNKNOWN, SUPERVISION_TEXT_MISSING
 * @source own rule: law 19, beyond 13
 */
export function decideContest(
  { act }: OrganGiven,
  contest: Contest,
  paths: readonly (readonly string[])[],
  command: { readonly outcome: string; readonly reasons: string },
): OrganDecision & { readonly record: Contest } {
  if (contest.state !== 'open')
    throw contestError('CONTEST_NOT_OPEN', { source: SOURCE, details: { state: CONTEST_STATES[contest.state] } });
  if ([act.organ.path, ...paths].some((path) => path.includes(contest.byOrganId)))
    throw contestError('CONTEST_OWN_ORGAN', { source: SOURCE });
  const outcome = oneOf('认定结果', 'outcome', Object.keys(CONTEST_OUTCOMES) as ContestOutcome[], command.outcome);
  const reasons = required('认定理由', 'reasons', command.reasons, 2000);
  return {
    record: { ...contest, state: outcome, decision: { on: act.on, byPersonId: act.personId, reasons } },
    events: [ContestDecided.create({ contestId: contest.id, organId: contest.byOrganId, outcome })],
  };
}
