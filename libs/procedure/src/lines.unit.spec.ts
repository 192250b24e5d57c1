import { describe, expect, it } from '@jest/globals';
import { lineOfPath } from './lines.js';

const YAML = `id: CN-99
terms:
  ROUTE:
    length: { days: 10 }
days:
  - [2027-01-01, off, 元旦]
  - [2027-01-02, off, 元旦]
`;

describe('the line of an entry', () => {
  it.each([
    ['id', 1],
    ['terms.ROUTE', 3],
    ['terms.ROUTE.length', 4],
    ['terms.ROUTE.length.days', 4],
    ['days[1]', 7],
    ['days[1][2]', 7],
    ['terms.HANDLE', 2],
    ['days[7]', 5],
    ['title', 1],
    ['-', 1],
  ])('%s is %i', (path, line) => expect(lineOfPath(YAML, path)).toBe(line));

  it('is that of the fault where the text is no YAML', () => expect(lineOfPath('id: CN-99\ntitle: [', '-')).toBe(2));
});
