import { describe, expect, it } from '@jest/globals';
import { sealedLines } from './sealed-lines';

describe('what was sealed of a hearing', () => {
  it('is read line by line: who voted what, and who said what when', () => {
    const ballot = { part: 'ballot', name: '1', salt: 's', content: { round: 2, personId: 'p', choice: '不支持' } };
    const words = {
      part: 'minority',
      name: '1',
      salt: 't',
      content: { byPersonId: 'q', at: '2025-04-18T03:00:00Z', text: '少数人的理由' },
    };
    expect(sealedLines(`${JSON.stringify(ballot)}\n${JSON.stringify(words)}\n`)).toEqual([
      { part: 'ballot', name: '1', personId: 'p', round: 2, choice: '不支持', at: null, text: null },
      { part: 'minority', name: '1', personId: 'q', round: null, choice: null, at: '2025-04-18T03:00:00Z', text: '少数人的理由' },
    ]);
  });

  it('is empty where nothing was sealed', () => expect(sealedLines('')).toEqual([]));
});
