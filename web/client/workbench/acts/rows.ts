import ofCase from '../../../../services/case/acts.json' with { type: 'json' };
import ofDesk from '../../../../services/intake/acts.json' with { type: 'json' };

/** What an act of a second person confirms, from the printed table of acts. */
interface Confirms {
  readonly record: string;
  readonly state: string;
  /** The field of the input that names the confirmed record; left out: the one that is waiting. */
  readonly subject?: string;
  /** The act that sends the record back. */
  readonly returnedBy?: string;
}

interface Row {
  readonly name: string;
  /** Kinds of paper that the act may issue. */
  readonly paper?: readonly string[];
  readonly confirms?: Confirms;
}

const ROWS: Readonly<Partial<Record<string, Row>>> = { ...ofCase.acts, ...ofDesk.acts };

export type RecordKind = keyof typeof ofCase.records;
export type RecordState<K extends RecordKind> = keyof (typeof ofCase.records)[K]['states'] & string;

const RECORDS: Readonly<Partial<Record<string, { readonly waits: readonly string[] }>>> = ofCase.records;

/** What the act confirms; null if it confirms nothing. */
export const confirmedBy = (act: string): Confirms | null => ROWS[act]?.confirms ?? null;

/** What the act confirms or sends back. */
export const judgedBy = (act: string): Confirms | null =>
  confirmedBy(act) ?? Object.values(ROWS).find((row) => row?.confirms?.returnedBy === act)?.confirms ?? null;

/** Whether somebody still has to act on a record in this state. */
export const waits = (kind: string, state: string): boolean => RECORDS[kind]?.waits.includes(state) ?? false;

/** Whether the act may issue a paper. */
export const issuesPaper = (act: string): boolean => (ROWS[act]?.paper ?? []).length > 0;
