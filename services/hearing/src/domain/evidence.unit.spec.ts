import { describe, expect, it } from '@jest/globals';
import { evidenceShown } from './evidence.js';

const [HASH, OTHER] = ['a'.repeat(64), 'b'.repeat(64)] as const;

describe('evidence that was shown', () => {
  it('is the file of the matter that has its content, however its hash is written; a file that is sealed is none', () => {
    const files = [
      { id: 'sealed', sha256: null },
      { id: 'photo', sha256: HASH.toUpperCase() },
    ];
    expect(
      evidenceShown(
        [
          { number: 7, hash: HASH },
          { number: 8, hash: null },
          { number: 9, hash: OTHER },
        ],
        files,
      ),
    ).toEqual([
      { number: 7, hash: HASH, fileId: 'photo' },
      { number: 9, hash: OTHER, fileId: null },
    ]);
  });
});
