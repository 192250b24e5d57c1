interface Found {
  readonly units: readonly string[];
  readonly person: { readonly name: string } | null;
}

/** Whom a report accuses by the names of the directory, as the second reader compares them; null where nobody was found. */
export const foundText = (accused: readonly Found[]): string | null =>
  accused.length === 0 ? null : accused.map(({ units, person }) => [units.join('、'), person?.name].filter(Boolean).join('：')).join('；');
