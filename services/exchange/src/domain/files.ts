/** A file that comes in parts. */
export interface Coming {
  /** As the message said that named it. */
  readonly bytes: number;
  /** As the first part said; null before it. */
  readonly parts: number | null;
  /** Bytes of the parts that are here, by their place from 1. */
  readonly here: ReadonlyMap<number, number>;
}

export interface ComingPart {
  readonly part: number;
  readonly parts: number;
  readonly bytes: number;
}

/**
 * What a part is to its file: `last` where all parts are there with it; `doubled` where its place is taken; `wrong` where the parts cannot make
 * a file of the bytes that were named. Parts may come in any order, and more than once.
 */
export function takePart(
  { bytes: named, parts: count, here }: Coming,
  { part, parts, bytes }: ComingPart,
): 'kept' | 'last' | 'doubled' | 'wrong' {
  if (bytes < 1 || part > parts || (count !== null && count !== parts)) return 'wrong';
  if (here.has(part)) return 'doubled';
  const sum = [...here.values()].reduce((all, one) => all + one, bytes);
  const whole = here.size + 1 === parts;
  if (whole ? sum !== named : sum >= named) return 'wrong';
  return whole ? 'last' : 'kept';
}

/** In how many parts a file travels. */
export const partsOfFile = (bytes: number, partBytes: number): number => Math.ceil(bytes / partBytes);

/** Where a part lies in its file. @param part from 1 */
export const placeOfPart = (part: number, bytes: number, partBytes: number): { readonly from: number; readonly length: number } => {
  const from = (part - 1) * partBytes;
  return { from, length: Math.min(partBytes, bytes - from) };
};

/** Which parts may be lined up next, so that no more than a window of them is underway to a partner. */
export function nextParts(
  { lined, parts }: { readonly lined: number; readonly parts: number },
  underway: number,
  window: number,
): number[] {
  const room = Math.max(0, Math.min(window - underway, parts - lined));
  return Array.from({ length: room }, (_, at) => lined + at + 1);
}

/** Whether a file goes once more: the partner has it, but its bytes are not those of the digest, or not all came. */
export const goesAgain = (code: string | null, tries: number, most: number): boolean =>
  (code === 'FILE_DIGEST_OTHER' || code === 'FILE_INCOMPLETE_THERE') && tries < most;
