/** What a bad link does to a message, each with this probability from 0 to 1. */
export interface LinkFaults {
  drop: number;
  double: number;
  delay: number;
  /** Held back until the next message has passed. */
  reorder: number;
  corrupt: number;
}

/** One passage: how often the text arrives (0 dropped, 2 doubled), whether late, whether after the next one, and as what. */
export interface Passage {
  copies: 0 | 1 | 2;
  late: boolean;
  afterNext: boolean;
  text: string;
}

/**
 * A link that disturbs each message by chance, the same for the same numbers. It moves nothing itself: the caller carries the passages out.
 * Corruption changes one character into another one of printable ASCII.
 * @param draw numbers from 0 to below 1, as of `chance`
 */
export function badLink(draw: () => number, faults: LinkFaults): (text: string) => Passage {
  return (text) => {
    const [dropped, doubled, late, afterNext, corrupted] = [
      draw() < faults.drop,
      draw() < faults.double,
      draw() < faults.delay,
      draw() < faults.reorder,
      draw() < faults.corrupt,
    ];
    const copies = dropped ? 0 : doubled ? 2 : 1;
    return { copies, late, afterNext, text: corrupted && text !== '' ? corrupt(text, draw) : text };
  };
}

function corrupt(text: string, draw: () => number): string {
  const at = Math.floor(draw() * text.length);
  const printable = String.fromCharCode(33 + Math.floor(draw() * 93));
  const other = printable === text[at] ? '~' : printable;
  return text.slice(0, at) + other + text.slice(at + 1);
}
