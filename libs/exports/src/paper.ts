/** A part of a paper: its heading, its paragraphs, and below them a table; without heads there is none. */
export interface PaperSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A paper of plain text and tables, which is written as DOCX and as PDF. The same paper gives the same bytes. */
export interface Paper {
  readonly title: string;
  /** Lines below the title. */
  readonly lead: readonly string[];
  readonly sections: readonly PaperSection[];
  /** Small, at the end. */
  readonly foot: readonly string[];
  /** When its content was made; the day stands in the file. */
  readonly at: Date;
}

/** Shares of the columns of a table, by their longest cells, at least 1 and at most 4 to one another; their sum is 1. */
export function columnShares({ heads, rows }: Pick<PaperSection, 'heads' | 'rows'>): number[] {
  const longest = heads.map((head, at) => Math.max(...[head, ...rows.map((row) => row[at] ?? '')].map((cell) => cell.length)));
  const least = Math.min(...longest);
  const weights = longest.map((length) => Math.min(length / Math.max(least, 1), 4));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}
