export const SERVICES = ['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange'] as const;
export type Service = (typeof SERVICES)[number];

/** Cursor of each service; null: no more lines. */
export type Cursors = Readonly<Partial<Record<Service, string | null>>>;

interface Lines<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

interface Merged<N> {
  readonly lines: readonly { readonly service: Service; readonly node: N }[];
  /** Null: nothing is left. */
  readonly next: Cursors | null;
}

/**
 * Merges the newest lines of all services. Each service answered its newest `most`, so the newest `most` of all are among them. The next
 * page starts after the last shown line of each service.
 */
export function merged<N extends { readonly at: string }>(
  found: Readonly<Partial<Record<Service, Lines<N>>>>,
  after: Cursors,
  most: number,
): Merged<N> {
  const all = SERVICES.flatMap((service) => (found[service]?.edges ?? []).map((edge) => ({ service, ...edge })));
  const lines = all.toSorted((a, b) => Date.parse(b.node.at) - Date.parse(a.node.at)).slice(0, most);
  const next: Partial<Record<Service, string | null>> = {};
  for (const service of SERVICES) {
    const shown = lines.filter((line) => line.service === service);
    const given = found[service];
    const left = given !== undefined && (given.pageInfo.hasNextPage || shown.length < given.edges.length);
    next[service] = left ? (shown.at(-1)?.cursor ?? after[service]) : null;
  }
  return { lines, next: SERVICES.some((service) => next[service] !== null) ? next : null };
}
