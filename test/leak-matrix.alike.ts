import { rightFacts, type Reader, type Subject } from './leak-matrix.js';

/** Whether a reader is asked for every field of a petition, or another who is the same to it is. */
export type Asked = (reader: Reader, petition: Subject) => boolean;

/**
 * Shares the petitions out among those who are the same by construction: of one organ, with the same standing and rights to each petition.
 * Each petition is asked for once by every such class, and by each of its members in turn, so that every role asks for some of them.
 * @param singular persons of whom there is more to say than their one role at their organ: related to a petition in person, or with a second
 *   role. They share with nobody, nor does anybody who is no person.
 */
export function sharedOut(readers: readonly Reader[], petitions: readonly Subject[], singular: ReadonlySet<string>): Asked {
  const classes = new Map<string, Reader[]>();
  for (const reader of readers) {
    const alone = reader.personId === null || singular.has(reader.personId);
    const key = alone ? `alone ${reader.name} ${reader.personId ?? ''}` : rightFacts(reader, petitions);
    classes.set(key, [...(classes.get(key) ?? []), reader]);
  }
  const turns = new Map(
    [...classes.values()].flatMap((members) => members.map((reader, n) => [reader, { n, of: members.length }] as const)),
  );
  const at = new Map(petitions.map(({ id }, n) => [id, n]));
  return (reader, { id }) => {
    const { n, of } = turns.get(reader)!;
    return at.get(id)! % of === n;
  };
}
