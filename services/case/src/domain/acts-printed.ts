import type { ActRule, Confirms } from './act-rule.js';
import { ACTS, ACT_NAMES, CONFIRMING_ACTS } from './acts.js';
import { INTAKE_ACTS } from './intake-acts.js';
import { RECORDS, type RecordKind } from './records.js';

interface PrintedAct extends Omit<ActRule, 'confirms' | 'needs'> {
  readonly confirms?: Omit<Confirms, 'waits'>;
}

function printedAct({ name, told, toldAs, stages, paper, confirms }: ActRule): PrintedAct {
  if (!confirms) return { name, told, toldAs, stages, paper };
  const { waits: _waits, ...data } = confirms;
  return { name, told, toldAs, stages, paper, confirms: data };
}

const confirmed = (kind: RecordKind): readonly string[] =>
  CONFIRMING_ACTS.flatMap((act) => (ACTS[act].confirms.record === kind ? [ACTS[act].confirms.state] : []));

/**
 * `acts.json`: the table of acts and the kinds of record as far as they are data, for the pages of officers. `waits` of a kind: the states
 * in which somebody still has to act.
 */
export const printedActs = {
  acts: Object.fromEntries(ACT_NAMES.map((act) => [act, printedAct(ACTS[act])])),
  /** Acts of the desk that stand in the course; the desk prints its own. */
  ofDesk: INTAKE_ACTS,
  records: Object.fromEntries(
    (Object.keys(RECORDS) as RecordKind[]).map((kind) => {
      const { title, states, waits } = RECORDS[kind];
      return [kind, { title, states, waits: [...new Set([...confirmed(kind), ...waits])] }];
    }),
  ),
};
