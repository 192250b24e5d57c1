import type { ClockState } from '@sunshine/clocks';
import type { Nature } from '@sunshine/procedure';

const paused = (today: string) =>
  `(c.pauses <> '[]' and exists (select 1 from jsonb_to_recordset(c.pauses) s("from" date, "to" date) where s."from" <= ${today} and ${today} <= s."to"))`;
const LAST = `case c.nature when 'right' then c.effective_due else c.nominal_due end`;

/**
 * Each state of a clock `c` as a condition on its dates on the day `today` (an SQL expression of type date): what `clockState` derives, the
 * same for every organ. A notice that an organ gives under its own rules (信访工作条例 23 ¶4) has no clock: `case` starts none.
 */
export function stateConditions(today: string): Record<ClockState, string> {
  const running = (condition: string) => `(c.ended is null and not ${paused(today)} and ${condition})`;
  const open = (condition: string) => running(`${today} <= c.effective_due and ${condition}`);
  const past = (...natures: readonly Nature[]) => running(`${today} > c.effective_due and c.nature in ('${natures.join(`', '`)}')`);
  return {
    paused: `(c.ended is null and ${paused(today)})`,
    running: open(`${today} < ${LAST} and (c.warn_on is null or ${today} < c.warn_on)`),
    warning: open(`${today} < ${LAST} and ${today} >= c.warn_on`),
    due_today: open(`${today} = ${LAST}`),
    after_nominal: open(`${today} > ${LAST}`),
    overdue: past('duty', 'own'),
    met: `(c.ended = 'met' and c.ended_on <= c.effective_due)`,
    met_late: `(c.ended = 'met' and c.ended_on > c.effective_due)`,
    lapsed: `(c.ended = 'lapsed' or ${past('right')})`,
    cancelled: `(c.ended not in ('met', 'lapsed') or ${past('option')})`,
  };
}

/** The state itself, in the same words. */
export function stateExpression(today: string): string {
  const cases = Object.entries(stateConditions(today)).map(([state, condition]) => `when ${condition} then '${state}'`);
  return `case ${cases.join(' ')} end`;
}
