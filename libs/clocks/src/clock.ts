import type { ClockChange } from '@sunshine/events';
import type { RulePack } from '@sunshine/procedure';

/** duty: can be overdue; right: a petitioner's, lapses; option: an organ may use it, unused it is cancelled. */
export type Nature = 'duty' | 'right' | 'option';

/**
 * A running or ended clock with every input of its dates. Days are Asia/Shanghai, inclusive.
 * `subject`: directory id of the organ whose duty it is, or the petitioner id for a petitioner's right.
 */
export interface Clock {
  readonly id: string;
  readonly petitionId: string;
  readonly term: string;
  readonly subject: string | null;
  readonly division: string;
  readonly nature: Nature;
  readonly packId: string;
  readonly packHash: string;
  readonly calendarHash: string;
  readonly startedOn: string;
  /** The day set in a paper, where the pack leaves the term to one. */
  readonly dueOn: string | null;
  readonly length: number | null;
  readonly unit: 'day' | 'workday';
  readonly extendedBy: number;
  /** Both days inclusive. An open pause ends on the pack's last possible day until it is resumed. */
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
  readonly nominalDue: string;
  readonly effectiveDue: string;
  readonly provisional: boolean;
  /** First warning day of the pack; null where it has none. */
  readonly warnOn: string | null;
  readonly ended: 'met' | 'cancelled' | 'lapsed' | null;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  /** Article of the term. */
  readonly source: string;
}

export type ClockState = 'running' | 'warning' | 'due_today' | 'after_nominal' | 'overdue' | 'met' | 'met_late' | 'paused' | 'lapsed' | 'cancelled';

interface On {
  readonly petitionId: string;
  readonly term: string;
  /** Whose clock; left out: the clock of that term, whoever's it is. */
  readonly subject?: string | null;
}

/**
 * What an act does to a clock. Days are the fact's own dates, never the day of entry.
 * A stop or cancel that finds no clock of the term moves nothing (an exempt notice has none); extend, pause and resume refuse.
 * `dueOn` is for terms whose days the pack leaves to a paper; `pack` replaces the pack in force on `startedOn`.
 */
export type ClockAct =
  | (On & { readonly do: 'start'; readonly startedOn: string; readonly dueOn?: string; readonly pack?: RulePack })
  | (On & { readonly do: 'extend'; readonly days: number; readonly article: string; readonly on?: string })
  | (On & { readonly do: 'pause'; readonly from: string; readonly to?: string; readonly article: string })
  | (On & { readonly do: 'resume'; readonly on: string; readonly article: string })
  | (On & { readonly do: 'stop'; readonly on: string; readonly article?: string })
  | (On & { readonly do: 'cancel'; readonly on: string; readonly reason: string; readonly article?: string });

export type Move = ClockChange['move'];
