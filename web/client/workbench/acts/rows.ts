import ofCase from '../../../../services/case/acts.json' with { type: 'json' };
import ofDesk from '../../../../services/intake/acts.json' with { type: 'json' };

/** What an act confirms as the second person, as the services print it. */
interface Confirms {
  readonly record: string;
  readonly state: string;
  /** The field of the input that names it; left out: the one that waits. */
  readonly subject?: string;
  /** The act by which it goes back. */
  readonly returnedBy?: string;
}

interface Row {
  readonly name: string;
  /** The kinds of paper that it may issue. */
  readonly paper?: readonly string[];
  readonly confirms?: Confirms;
}

const ROWS: Readonly<Partial<Record<string, Row>>> = { ...ofCase.acts, ...ofDesk.acts };

export type RecordKind = keyof typeof ofCase.records;
export type RecordState<K extends RecordKind> = keyof (typeof ofCase.records)[K]['states'] & string;

const RECORDS: Readonly<Partial<Record<string, { readonly waits: readonly string[] }>>> = ofCase.records;

/** What the act confirms; null where it confirms nothing. */
export const confirmedBy = (act: string): Confirms | null => ROWS[act]?.confirms ?? null;

/** What the act judges: what it confirms, or what it sends back. */
export const judgedBy = (act: string): Confirms | null =>
  confirmedBy(act) ?? Object.values(ROWS).find((row) => row?.confirms?.returnedBy === act)?.confirms ?? null;

/** Whether somebody still has to act on a record in this state. */
export const waits = (kind: string, state: string): boolean => RECORDS[kind]?.waits.includes(state) ?? false;

/** Whether the act may issue a paper. */
export const issuesPaper = (act: string): boolean => (ROWS[act]?.paper ?? []).length > 0;
