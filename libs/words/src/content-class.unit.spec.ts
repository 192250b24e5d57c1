import { expect, it } from '@jest/globals';
import { contentClassName } from './content-class.js';

it('a class is called by its two levels, a code below them by the first, and none by what it is', () => {
  expect(contentClassName('010100')).toBe('城乡建设：住房保障与房地产');
  expect(contentClassName('010199')).toBe('城乡建设');
  expect(contentClassName('990000')).toBe('其他');
  expect(contentClassName(null)).toBe('未分类');
});
