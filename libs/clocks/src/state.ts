import { clockState as stateOf, type ClockState } from '@sunshine/procedure';
import type { ClockTiming } from './clock.js';

/** The state of a clock on a day (Asia/Shanghai): derived, never stored. An unswept right or option is already lapsed or cancelled. */
export function clockState(clock: ClockTiming, today: string): ClockState {
  const { nature, ended, endedOn, nominalDue, effectiveDue, warnOn, pauses } = clock;
  const pausedNow = pauses.some(({ from, to }) => from <= today && today <= to);
  return stateOf({ term: { nature }, ended, endedOn, nominalDue, effectiveDue, pausedNow, firstWarningOn: warnOn }, today);
}
