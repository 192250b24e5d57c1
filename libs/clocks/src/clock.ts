import type { ClockChange } from '@sunshine/events';
import type { ClockState, Nature, RulePack, Span } from '@sunshine/procedure';

export type { ClockState, Nature, Span };
export type Move = ClockChange['move'];

/** The inputs from which the dates of a clock follow. Days are Asia/Shanghai. */
export interface ClockInputs {
  readonly term: string;
  readonly startedOn: string;
  /** The fact that started it, where not the usual one of its term (`startAlternatives` of the pack). */
  readonly startFact: string | null;
  /** The day set in a paper, where the pack leaves the term to one. */
  readonly dueOn: string | null;
  /** Days in all by which it was extended. */
  readonly extendedBy: number;
  /** Both days inclusive. A pause without an end yet holds the last day the pack can give it, until it is resumed. */
  readonly pauses: readonly Span[];
}

/** The inputs from which the state of a clock on a day follows. */
export interface ClockTiming {
  /** duty: can be overdue; right: a petitioner's, lapses; option: an organ may use it, unused it is cancelled. */
  readonly nature: Nature;
  readonly nominalDue: string;
  readonly effectiveDue: string;
  /** First warning day of the pack; null where it has none. */
  readonly warnOn: string | null;
  readonly pauses: readonly Span[];
  /** `met`, `cancelled`, `lapsed`, or in a way that only a newer owner of the clock knows. */
  readonly ended: string | null;
  readonly endedOn: string | null;
}

export interface ReachedStep {
  readonly step: string;
  readonly round: number;
  readonly on: string;
}

/** A running or ended clock of this service, with every input of its dates. */
export interface Clock extends ClockInputs, ClockTiming {
  readonly id: string;
  readonly petitionId: string;
  /** Directory id of the organ whose duty it is, or the petitioner id for a petitioner's right. */
  readonly subject: string | null;
  /** The record whose date it is, where somebody may owe several dates of one term at once; null for a term that runs once. */
  readonly recordId: string | null;
  readonly division: string;
  readonly packId: string;
  readonly packHash: string;
  readonly calendarHash: string;
  readonly length: number | null;
  readonly unit: 'day' | 'workday';
  readonly provisional: boolean;
  readonly ended: 'met' | 'cancelled' | 'lapsed' | null;
  readonly endReason: string | null;
  /** Article of the term. */
  readonly source: string;
  readonly extensions: number;
  /** Counts the statutory moves of the dates: after each, the steps are due anew. */
  readonly round: number;
  /** Steps before this day are not raised: it was past when the start (or the move) was entered. */
  readonly raiseFrom: string;
  readonly nextStep: string | null;
  /** When it is looked at next: ISO, UTC. */
  readonly nextStepAt: string | null;
  /** Steps reached and not withdrawn. */
  readonly reached: readonly ReachedStep[];
}

interface On {
  readonly petitionId: string;
  readonly term: string;
  /** Whose clock; left out: the clock of that term, whoever's it is. */
  readonly subject?: string | null;
  /** Whose date it is of several; left out: as `subject`. */
  readonly recordId?: string | null;
}

/**
 * What an act does to a clock. Days are the fact's own dates, never the day of entry; `on` left out is the legal day of the act.
 * A stop, cancel, restart or unpause that finds no clock of the term moves nothing (an exempt notice has none); extend, pause and resume refuse.
 * `dueOn` is for terms whose days the pack leaves to a paper; `pack` replaces the pack in force on `startedOn`;
 * `startFact` names another start fact of the pack than the usual one.
 */
export type ClockAct =
  | (On & {
      readonly do: 'start';
      readonly startedOn: string;
      readonly startFact?: string;
      readonly dueOn?: string | null;
      readonly pack?: RulePack;
    })
  | (On & {
      /** The start fact was of another day than entered: the clock that counted from `former` counts from `startedOn`, an ended one too. */
      readonly do: 'restart';
      readonly former: string;
      readonly startedOn: string;
      readonly startFact?: string;
      readonly article: string;
    })
  | (On & { readonly do: 'extend'; readonly days: number; readonly article: string; readonly on?: string })
  | (On & { readonly do: 'pause'; readonly from: string; readonly to?: string; readonly article: string })
  | (On & { readonly do: 'resume'; readonly on: string; readonly article: string })
  | (On & {
      /** What the pause waited for does not take place: the days from `from` on count again. None there: nothing moves. */
      readonly do: 'unpause';
      readonly from: string;
      readonly article: string;
    })
  | (On & { readonly do: 'stop'; readonly on: string; readonly article?: string })
  | (On & { readonly do: 'cancel'; readonly on: string; readonly reason: string; readonly article?: string });
