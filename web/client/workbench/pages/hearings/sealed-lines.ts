/** A line of what was sealed of a hearing: a ballot, or words. */
interface SealedLine {
  readonly part: string;
  readonly name: string;
  readonly personId: string | null;
  readonly round: number | null;
  readonly choice: string | null;
  readonly at: string | null;
  readonly text: string | null;
}

/** The opened lines of the file of a hearing, each one JSON object, as `verify-bundle --opened` reads them. */
export function sealedLines(text: string): SealedLine[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { part, name, content } = JSON.parse(line) as { part: string; name: string; content: Readonly<Record<string, unknown>> };
      const word = (of: string): string | null => (typeof content[of] === 'string' ? content[of] : null);
      return {
        part,
        name,
        personId: word('personId') ?? word('byPersonId'),
        round: typeof content['round'] === 'number' ? content['round'] : null,
        choice: word('choice'),
        at: word('at'),
        text: word('text'),
      };
    });
}
