import { describe, expect, it } from '@jest/globals';
import { merged, SERVICES, type Cursors, type Service } from './merge';

const MOST = 3;
const line = (service: Service, second: number) => ({
  cursor: `${service}${second}`,
  node: { at: `2026-11-25T00:00:${String(second).padStart(2, '0')}Z`, id: `${service}${second}` },
});
const ALL: Record<Service, ReturnType<typeof line>[]> = {
  directory: [59, 40, 39, 38, 37, 2].map((second) => line('directory', second)),
  intake: [58, 57, 36, 1].map((second) => line('intake', second)),
  case: [],
  supervision: [56].map((second) => line('supervision', second)),
  hearing: [55].map((second) => line('hearing', second)),
  exchange: [54, 53].map((second) => line('exchange', second)),
};

/** The answers of the services: their lines after the cursors. */
const answered = (after: Cursors) =>
  Object.fromEntries(
    SERVICES.filter((service) => after[service] !== null).map((service) => {
      const from = after[service] === undefined ? 0 : ALL[service].findIndex(({ cursor }) => cursor === after[service]) + 1;
      const edges = ALL[service].slice(from, from + MOST);
      return [service, { edges, pageInfo: { hasNextPage: from + MOST < ALL[service].length } }];
    }),
  );

describe('the merged audits of several services', () => {
  it('give every line once, the newest first, whatever the page size', () => {
    const seen: string[] = [];
    for (let after: Cursors | null = {}; after;) {
      const page: ReturnType<typeof merged<{ at: string; id: string }>> = merged(answered(after), after, MOST);
      expect(page.lines.length).toBeLessThanOrEqual(MOST);
      seen.push(...page.lines.map(({ node }) => node.id));
      after = page.next;
    }
    const expected = SERVICES.flatMap((service) => ALL[service]).toSorted((a, b) => b.node.at.localeCompare(a.node.at));
    expect(seen).toEqual(expected.map(({ node }) => node.id));
  });

  it('end when no service has lines', () => {
    expect(merged({}, {}, MOST)).toEqual({ lines: [], next: null });
  });
});
