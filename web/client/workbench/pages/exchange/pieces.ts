/** A request to the graph takes 1 MB, a file that is imported 20 pieces. */
export const PIECE_LENGTH = 500_000;
const PIECES_MAX = 20;

/** The text of a file in pieces that one request each takes; null where it is empty, no text, or longer than any ferry file. */
export async function piecesOf(file: Blob): Promise<string[] | null> {
  if (file.size > PIECE_LENGTH * PIECES_MAX) return null;
  const text = (await file.text()).trim();
  // A signed file is written in these letters alone, so that a letter is a byte.
  if (!/^[\w.-]+$/.test(text)) return null;
  return Array.from({ length: Math.ceil(text.length / PIECE_LENGTH) }, (_, at) => text.slice(at * PIECE_LENGTH, (at + 1) * PIECE_LENGTH));
}
