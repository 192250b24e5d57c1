import { useState } from 'react';

interface Kept<Row> {
  readonly key: string;
  readonly rows: readonly Row[];
  /** The answer came from the server and not from the cache: from now on the rows do not move. */
  readonly settled: boolean;
  readonly told: readonly Row[];
}

interface Steady<Row> {
  /** Undefined until the first answer. */
  readonly rows: readonly Row[] | undefined;
  /** Rows of the former list, until this one is answered. */
  readonly former: readonly Row[];
  /** Ids of shown rows that the list no longer holds. */
  readonly gone: ReadonlySet<string>;
  /** Number of new rows that are not shown yet. */
  readonly added: number;
  readonly take: () => void;
}

/**
 * Rows that keep their places while somebody reads them. Later answers update their content. New rows wait until the reader asks for them.
 * Another `key` is another list.
 */
export function useSteady<Row>(key: string, told: readonly Row[] | undefined, stale: boolean, idOf: (row: Row) => string): Steady<Row> {
  const [kept, setKept] = useState<Kept<Row> | null>(null);
  const late = kept?.key !== key || kept.told !== told || (!kept.settled && !stale);
  if (told && late) {
    const same = kept?.key === key && kept.settled;
    const byId = new Map(told.map((row) => [idOf(row), row]));
    setKept({ key, told, settled: same || !stale, rows: same ? kept.rows.map((row) => byId.get(idOf(row)) ?? row) : told });
  }
  const current = kept?.key === key ? kept : null;
  const toldIds = new Set(current?.told.map(idOf));
  const shownIds = new Set(current?.rows.map(idOf));
  return {
    rows: current?.rows,
    former: kept?.rows ?? [],
    gone: new Set([...shownIds].filter((id) => !toldIds.has(id))),
    added: [...toldIds].filter((id) => !shownIds.has(id)).length,
    take: () => setKept((now) => now && { ...now, rows: now.told }),
  };
}
