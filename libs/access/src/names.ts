export interface NamedOrgan {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}

/** An organ whose name stands in a text. */
export interface Named {
  readonly id: string;
  /** By its full name, or by a short one of three characters and more; shorter ones stand in other words by chance as well. */
  readonly surely: boolean;
}

/** Names and texts as they are compared: whatever the width of their characters, and without blanks. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/**
 * The organs whose full or short name stands in the text. A name that only stands inside a longer one (the government in the name of its
 * office) is not meant by it. Short names of one character name nobody.
 */
export function namedIn(text: string, organs: readonly NamedOrgan[]): Named[] {
  const within = plain(text);
  const hits = organs.flatMap(({ id, name, shortName }) =>
    [...new Set([plain(name), plain(shortName)])]
      .filter((form) => [...form].length > 1)
      .flatMap((form) => placesOf(within, form).map((from) => ({ id, from, to: from + form.length, surely: [...form].length > 2 }))),
  );
  const alone = hits.filter(
    (one) => !hits.some((other) => other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from),
  );
  return [...new Set(alone.map(({ id }) => id))].map((id) => ({ id, surely: alone.some((hit) => hit.id === id && hit.surely) }));
}

function placesOf(text: string, form: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) places.push(at);
  return places;
}
