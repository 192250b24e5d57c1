interface Found {
  readonly units: readonly string[];
  readonly person: { readonly name: string } | null;
}

/** Names from the directory of the people whom a report accuses, for the second reader to compare; null if none was found. */
export const foundText = (accused: readonly Found[]): string | null =>
  accused.length === 0 ? null : accused.map(({ units, person }) => [units.join('、'), person?.name].filter(Boolean).join('：')).join('；');
