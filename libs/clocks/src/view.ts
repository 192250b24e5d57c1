import type { Calendar, Explanation, RulePack } from '@sunshine/procedure';
import type { Clock, ClockInputs, ClockState, ClockTiming } from './clock.js';
import { dueOf } from './dates.js';
import { clockState } from './state.js';

/** Why the clock ends on its day, as typed steps with their Chinese sentences. */
export function explain(clock: ClockInputs, pack: RulePack, calendar: Calendar): Explanation {
  return dueOf(clock, pack, calendar).explanation;
}

/** The graph's `Clock`. */
export interface ClockView {
  id: string;
  term: string;
  state: ClockState;
  startedOn: string;
  length: number | null;
  unit: string;
  nominalDue: string;
  effectiveDue: string;
  extendedBy: number;
  provisional: boolean;
  source: string;
}

/** The fields of the graph's `Clock` on a day, without the explanation, which needs pack and calendar. */
export function clockView(
  clock: ClockInputs & ClockTiming & Pick<Clock, 'id' | 'length' | 'provisional' | 'source'> & { readonly unit: string },
  today: string,
): ClockView {
  const { id, term, startedOn, length, unit, nominalDue, effectiveDue, extendedBy, provisional, source } = clock;
  return { id, term, state: clockState(clock, today), startedOn, length, unit, nominalDue, effectiveDue, extendedBy, provisional, source };
}
