import { contentHash, type RulePack } from '@sunshine/procedure';

/** Entries in which two revisions of a pack differ (`terms.ROUTE`, `title`), sorted; all entries where there was no former revision. */
export function changedPaths(former: RulePack | null, now: RulePack): string[] {
  const [before, after] = [former === null ? new Map<string, string>() : entriesOf(former), entriesOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).toSorted();
}

function entriesOf(pack: RulePack): Map<string, string> {
  const { hash: _hash, revision: _revision, ...content } = pack;
  return new Map(
    Object.entries(content).flatMap(([section, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([key, entry]): [string, string] => [`${section}.${key}`, contentHash(entry)])
        : [[section, contentHash(value)] as [string, string]],
    ),
  );
}
