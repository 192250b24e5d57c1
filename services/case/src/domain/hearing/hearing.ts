import {
  ClocksMoved,
  HearingCancelled,
  HearingConcluded,
  HearingDecided,
  HearingDecisionServed,
  HearingStage,
  type Envelope,
  type NewEvent,
} from '@sunshine/events';
import { dayNumber, dayOf, dueDate, type Day, type Span, type Term } from '@sunshine/procedure';
import type { ActLaw, ClockFact, ClockMove, HistoryLine, PetitionState } from '../petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import type { HearingActOfCourse } from '../hearing-acts.js';
import { hearingError } from './hearing.errors.js';
import { stageName } from './hearing.records.js';

/** Whose opinion waits for the hearing, by the step at which it is held. */
const TERMS: Readonly<Record<HearingStage, Term>> = { handling: 'HANDLE', review: 'REVIEW', rereview: 'REREVIEW' };
const SOURCES: Readonly<Record<HearingStage, string>> = {
  handling: '信访工作条例 31(6)',
  review: '信访工作条例 35',
  rereview: '信访工作条例 36 ¶2',
};
const sourceOf = (stage: string): string => SOURCES[stage as HearingStage] ?? '信访工作条例 36 ¶2';

/** What a fact of hearing finds: the petition, all its clocks, the law. */
export interface HearingFound {
  readonly state: PetitionState;
  readonly clocks: readonly ClockFact[];
  readonly law: ActLaw;
}

/** What case makes of a fact of hearing. */
export interface HearingNoted {
  readonly state: PetitionState;
  readonly events: readonly NewEvent[];
  readonly clocks: readonly ClockMove[];
  readonly line: HistoryLine;
  /** The organ that hears. */
  readonly organId: string;
}

type Held = CaseRecord<'hearing'>;

/**
 * A fact of hearing in the course of the petition, and what it does to the term of the opinion that waits for it: from the first service of the
 * decision to the day of the conclusion, both included, its days are left out of the count, up to what the pack gives for one matter; a cancelled
 * hearing leaves out none. A term to which its pack gives no pause runs on. Null: nothing that case keeps, or told before.
 * @source 信访工作条例 36 ¶2; law 2.4 (length of the hearing pause)
 */
export function hearingTold(found: HearingFound, event: Envelope): HearingNoted | null {
  const known = recordsOf(found.state, 'hearing').find(({ id }) => id === (event.data as { hearingId?: string }).hearingId);
  if (HearingDecided.is(event)) {
    const { hearingId: id, stage, organId, hold, serviceOn } = event.data;
    if (!hold || known) return null;
    const data = { stage, serviceOn, concludedOn: null };
    const record = newRecord({ id, kind: 'hearing', state: 'standing', on: event.on, organId, data });
    return noted(found, record, 'holdHearing', serviceOn === null ? [] : pauseOf(found, record));
  }
  if (known?.state !== 'standing' && !(known && HearingDecisionServed.is(event))) return null;
  if (HearingDecisionServed.is(event)) {
    if (known.state === 'cancelled' || known.data.serviceOn !== null) return null;
    const record: Held = { ...known, data: { ...known.data, serviceOn: event.data.serviceOn } };
    return noted(found, record, 'serveHearingDecision', pauseOf(found, record));
  }
  if (HearingConcluded.is(event)) {
    const { concludedOn, serviceOn } = event.data;
    const data = { ...known.data, concludedOn, serviceOn: known.data.serviceOn ?? serviceOn };
    const record: Held = { ...known, state: 'concluded', data };
    return noted(found, record, 'concludeHearing', known.data.serviceOn === null ? pauseOf(found, record) : resumeOf(found, record));
  }
  if (!HearingCancelled.is(event)) return null;
  const record: Held = { ...known, state: 'cancelled', data: { ...known.data, serviceOn: known.data.serviceOn ?? event.data.serviceOn } };
  return noted(found, record, 'cancelHearing', unpauseOf(found, record));
}

/** How a pause of a clock changes: the clock as it is, its pauses afterwards, and the move that leads there. */
interface Change {
  readonly clock: ClockFact;
  readonly pauses: readonly Span[];
  readonly pause: Span | null;
  readonly move: ClockMove;
}

const lengthOf = ({ from, to }: Span): number => dayNumber(to) - dayNumber(from) + 1;

/** The term of the organ that hears: the one that runs, else the one that was met on that day or later, since the fact was entered late. */
function clockOf({ clocks }: HearingFound, { organId, data }: Held, on: Day): ClockFact | null {
  const term = TERMS[data.stage as HearingStage];
  const own = clocks.filter((clock) => clock.term === term && clock.subject === organId);
  return own.find(({ ended }) => ended === null) ?? own.findLast(({ ended, endedOn }) => ended === 'met' && on <= (endedOn ?? '')) ?? null;
}

/** What every move of that clock says: the article is the one that gives the pause. */
const moveOf = ({ state, law }: HearingFound, { term, subject, packHash }: ClockFact) => ({
  petitionId: state.id,
  term: term as Term,
  subject: subject as string,
  article: law.packOf(packHash).terms[term as Term].pause.source,
});

function pauseOf(found: HearingFound, record: Held): Change[] {
  const { serviceOn: from, concludedOn } = record.data;
  const clock = from === null ? null : clockOf(found, record, from);
  if (from === null || clock === null || from > clock.effectiveDue) return [];
  const rule = found.law.packOf(clock.packHash).terms[clock.term as Term].pause;
  const { pauses = [] } = clock;
  if (!rule.allowed || pauses.some((span) => span.from === from)) return [];
  const left = rule.max.days - pauses.reduce((sum, span) => sum + lengthOf(span), 0);
  const last = dayOf(dayNumber(from) + left - 1);
  const to = concludedOn !== null && concludedOn < last ? concludedOn : last;
  if (to < from) return [];
  return [{ clock, pauses: [...pauses, { from, to }], pause: { from, to }, move: { do: 'pause', ...moveOf(found, clock), from, to } }];
}

/** Beyond what the pack gives the pause has ended by itself: then the conclusion moves nothing. */
function resumeOf(found: HearingFound, record: Held): Change[] {
  const { serviceOn, concludedOn: on } = record.data;
  const clock = on === null ? null : clockOf(found, record, on);
  const { pauses = [] } = clock ?? {};
  const open = pauses.find(({ from, to }) => from === serviceOn && on !== null && from <= on && on < to);
  if (on === null || clock === null || !open) return [];
  const pause = { from: open.from, to: on };
  const after = pauses.map((span) => (span === open ? pause : span));
  return [{ clock, pauses: after, pause, move: { do: 'resume', ...moveOf(found, clock), on } }];
}

function unpauseOf(found: HearingFound, record: Held): Change[] {
  const { serviceOn: from } = record.data;
  const clock = from === null ? null : clockOf(found, record, from);
  const { pauses = [] } = clock ?? {};
  if (from === null || clock === null || !pauses.some((span) => span.from === from)) return [];
  const left = pauses.filter((span) => span.from !== from);
  return [{ clock, pauses: left, pause: null, move: { do: 'unpause', ...moveOf(found, clock), from } }];
}

function noted({ state, law }: HearingFound, record: Held, act: HearingActOfCourse, changes: readonly Change[]): HearingNoted {
  const stage = stageName(record.data.stage);
  const told = changes.map(({ clock, pauses, pause }) => {
    const { effectiveDue: due } = dueDate({
      pack: law.packOf(clock.packHash),
      term: clock.term as Term,
      start: clock.startedOn,
      startFact: clock.startFact ?? null,
      extended: clock.extendedBy,
      paused: pauses,
      calendar: law.calendar,
    });
    const until = `作出${stage}意见的到期日为${due}`;
    if (pause === null) return `听证取消，期限照常计算，${until}`;
    const end = act === 'concludeHearing' ? '' : '（最迟）';
    return `自${pause.from}起至${pause.to}止${end}为听证所需时间，不计入期限，${until}`;
  });
  return {
    state: { ...state, version: state.version + 1, records: withRecord(state.records, record) },
    events: changes.length > 0 ? [ClocksMoved.create({ petitionId: state.id, reason: 'hearing' })] : [],
    clocks: changes.map(({ move }) => move),
    line: { act, basis: sourceOf(record.data.stage), part: null, remark: [`${stage}听证`, ...told].join('：') },
    organId: record.organId as string,
  };
}

/**
 * While a hearing stands, its organ issues no opinion at that step: it ends by its conclusion, or the organ cancels it.
 * @throws HEARING_STANDING
 * @source own rule; law 9 (its conclusion is an important basis of the opinion)
 */
export function requireNoHearing(state: Pick<PetitionState, 'records'>, stage: HearingStage, organId: string, act: string): void {
  const standing = recordsOf(state, 'hearing', 'standing').some((one) => one.organId === organId && one.data.stage === stage);
  if (standing) throw hearingError('HEARING_STANDING', { source: SOURCES[stage], details: { stage: stageName(stage), act } });
}

/** When the organ heard at that step, and which days its term left out, as its opinion says it; null: it was not heard. @source 信访工作条例 36 ¶2 */
export function heardInWords(
  state: Pick<PetitionState, 'records'>,
  clocks: readonly ClockFact[],
  stage: HearingStage,
  organId: string,
): string | null {
  const held = recordsOf(state, 'hearing', 'concluded').filter((one) => one.organId === organId && one.data.stage === stage);
  if (held.length === 0) return null;
  const clock = clocks.find(({ term, subject, ended }) => term === TERMS[stage] && subject === organId && ended === null);
  return held
    .map(({ data: { concludedOn, serviceOn } }) => {
      const span = clock?.pauses?.find(({ from }) => from === serviceOn);
      return `${concludedOn}作出听证结论${span ? `，自${span.from}起至${span.to}止共${lengthOf(span)}日不计入期限` : ''}`;
    })
    .join('；');
}
