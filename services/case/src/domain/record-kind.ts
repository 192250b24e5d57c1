/**
 * Who may read a record: whoever may read the petition, or only the organ in charge (what it weighs before it answers); `named`: the
 * organ in charge and the one that the record names; `own`: the one that the record names alone.
 */
export type Audience = 'course' | 'organ' | 'named' | 'own';

/** What one kind of record is called, who reads it, and its particulars as name and text, in the order they are shown. */
export interface RecordKindRule<T> {
  readonly title: string;
  readonly audience: Audience;
  details(data: T): readonly (readonly [name: string, text: string | null | undefined])[];
}

export const recordKind = <T>(title: string, audience: Audience, details: RecordKindRule<T>['details']): RecordKindRule<T> => ({
  title,
  audience,
  details,
});
