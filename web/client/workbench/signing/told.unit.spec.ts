import { describe, expect, it } from '@jest/globals';
import { says } from './told';

const expected = { section: 1, head: 'ab', signer: { id: 'p', name: '听证员甲', part: 'member' } };

describe('a text that is to be signed', () => {
  it('says what the page shows, whatever the order of its members', () => {
    expect(says('{"signer":{"part":"member","name":"听证员甲","id":"p"},"head":"ab","section":1}', expected)).toBe(true);
  });

  it.each([
    ['another head', { ...expected, head: 'ac' }],
    ['another signer', { ...expected, signer: { ...expected.signer, name: '听证员乙' } }],
    ['more than is shown', { ...expected, also: true }],
    ['less than is shown', { section: 1, head: 'ab' }],
  ])('is not signed where it says %s', (_what, text) => {
    expect(says(JSON.stringify(text), expected)).toBe(false);
  });

  it('is not signed where it is no such text at all', () => {
    for (const text of ['', 'null', '[]', '同意', '{"section":1']) expect(says(text, expected)).toBe(false);
  });
});
