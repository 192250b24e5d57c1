import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { lineOfPath } from './lines.js';
import { readPack } from './load.js';
import { lineNestedTooDeep } from './nesting.js';

describe('how deep a pack may nest', () => {
  it.each([
    ['50 lists in one another', `a: ${'['.repeat(50)}${']'.repeat(50)}`, null],
    ['51 lists in one another', `id: x\na: ${'['.repeat(51)}${']'.repeat(51)}`, 2],
    ['100 marks of a list in a line', `${'- '.repeat(100)}a`, null],
    ['101 marks of a list in a line', `${'- '.repeat(101)}a`, 1],
    ['101 marks of a key in a line', `${'? '.repeat(101)}a`, 1],
    ['200 columns of indentation', `a:\n${' '.repeat(200)}b: 1`, null],
    ['201 columns of indentation', `a:\n${' '.repeat(201)}b: 1`, 2],
    ['brackets in texts', `a: "${'['.repeat(1_000)}"\nb: |\n  ${'['.repeat(1_000)}\n`, null],
  ])('%s', (_, yaml, line) => {
    expect(lineNestedTooDeep(yaml)).toBe(line);
  });

  it('refuses what would cost the parser its stack, and names the line', () => {
    const yaml = `id: x\na: ${'['.repeat(100_000)}`;
    expect(() => readPack(yaml)).toThrow(expect.objectContaining({ code: 'PACK_MALFORMED' }));
    expect(lineOfPath(yaml, 'a')).toBe(2);
  });

  it('leaves the packs of this product alone', () => {
    const folder = fileURLToPath(new URL('../packs/', import.meta.url));
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml')))
      expect([name, lineNestedTooDeep(readFileSync(folder + name, 'utf8'))]).toEqual([name, null]);
  });
});
