import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { builtInPacks } from './index.js';

const recorded: ReadonlySet<string> = new Set(
  readFileSync(new URL('../packs/revisions.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#')),
);

describe('a shipped pack', () => {
  // A node that holds the former text under the same revision refuses to start with another (LAW_REVISION_NOT_HIGHER).
  it.each(builtInPacks().map((pack) => [pack.id, pack] as const))(
    '%s has the text that its revision was recorded with: a change raises the revision and adds a line to packs/revisions.txt',
    (id, { revision, hash }) => {
      expect([...recorded]).toContain(`${id} ${revision} ${hash}`);
    },
  );

  it('is recorded with one text for each revision', () => {
    const named = [...recorded].map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(named).toEqual([...new Set(named)]);
  });
});
