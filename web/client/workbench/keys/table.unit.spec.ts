import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { keys } from '../../../src/texts/keys';
import { KEYS, namesOf, PAGE_KEYS } from './table';

const bench = join(import.meta.dirname, '..');
const sources = readdirSync(bench, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.spec.') && !file.startsWith('keys/'),
);

describe('the map of keys', () => {
  it('describes every key of the table, and no other', () => {
    const named = Object.fromEntries(Object.entries(KEYS).map(([place, keys]) => [place, Object.keys(keys)]));
    expect(Object.fromEntries(Object.entries(keys.acts).map(([place, words]) => [place, Object.keys(words)]))).toEqual(named);
    expect(Object.keys(keys.places)).toEqual(Object.keys(KEYS));
  });

  it('names keys as they are printed on keyboards', () => {
    expect(Object.values(KEYS).flatMap((keys) => Object.values(keys).map((key) => namesOf(key).join('+')))).toEqual([
      ...['?', '/', 'j', 'k', 'x', 'n', 'p', 'Ctrl+Enter', 'Alt+J', 'Alt+N'],
    ]);
  });

  it('uses no letter for two pages', () => {
    expect(new Set(Object.values(PAGE_KEYS)).size).toBe(Object.keys(PAGE_KEYS).length);
  });

  it.each(sources)('contains each key that %s listens to', (file) => {
    expect(readFileSync(join(bench, file), 'utf8')).not.toMatch(
      /addEventListener\('keydown'|\.altKey\b|'Key[A-Z]'|tinykeys|aria-keyshortcuts="/,
    );
  });
});
