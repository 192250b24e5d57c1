/**
 * The readers of a record: all readers of the petition, or only the organ in charge (what it weighs before it answers); `named`: the
 * organ in charge and the one that the record names; `own`: the one that the record names alone.
 */
export type Audience = 'course' | 'organ' | 'named' | 'own';

/** Words for codes by the law in force on a record's day; an unknown code stays as it is. */
export interface RecordWords {
  channel(id: string): string;
  paper(kind: string): string;
}

/**
 * The organ's own affair ends with its charge: a record that waits comes to `state` once the matter has left the organ or is closed, or the
 * officer it names has stepped back.
 */
export interface Over<T, S extends string> {
  readonly state: S;
  officer?(data: T): string | null;
}

/** A kind of record: its title, readers, states in words, and particulars as name and text in the order they are shown. */
export interface RecordKindRule<T, S extends string = string> {
  readonly title: string;
  readonly audience: Audience;
  readonly states: Readonly<Record<S, string>>;
  /** Of a kind that is the organ's own: what an open record of it comes to by itself. */
  readonly over?: Over<T, S>;
  /** States in which somebody still has to act; those that a second person confirms are added from the table of acts. */
  readonly waits: readonly S[];
  details(data: T, words: RecordWords): readonly (readonly [name: string, text: string | null | undefined])[];
}

export const recordKind = <T, S extends string>(
  title: string,
  audience: Audience,
  states: Readonly<Record<S, string>>,
  details: RecordKindRule<T>['details'],
  waits: readonly NoInfer<S>[] = [],
  over?: Over<T, NoInfer<S>>,
): RecordKindRule<T, S> => ({ title, audience, states, waits, details, ...(over && { over }) });
