import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { nationalPacks } from '@sunshine/procedure';
import ofCase from '../services/case/acts.json' with { type: 'json' };
import ofDesk from '../services/intake/acts.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const NOT_OURS = ['node_modules', 'dist', '.cache', '.data', '.nx'];
const pages = globSync('**/*.md', { cwd: root, exclude: (name) => NOT_OURS.includes(name) }).map(
  (name) => [name, readFileSync(join(root, name), 'utf8')] as const,
);

/** Scripts that a page tells its reader to run; flags of npm itself may stand before the name. */
const scriptsNamedIn = (text: string): string[] => [
  ...[...text.matchAll(/npm run (?:--\S+ )*([a-z][\w:-]*)/g)].map(([, name]) => name as string),
  ...[...text.matchAll(/npm (start|test)\b/g)].map(([, name]) => name as string),
];

/** Files of this repository that a page links to, without the place inside them. */
const linkedFrom = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target as string).filter((target) => !/^[a-z]+:/.test(target));

describe('the glossary', () => {
  const glossary = readFileSync(join(root, 'docs', 'glossary.md'), 'utf8');
  const named = (code: string): boolean => new RegExp(`[\`( ]${code}\\b`).test(glossary);
  const [national] = nationalPacks().filter(({ id }) => id === 'CN-2022');

  it.each<[string, readonly string[]]>([
    ['act', [...Object.keys(ofCase.acts), ...Object.keys(ofDesk.acts)]],
    ['record', Object.keys(ofCase.records)],
    ['term', Object.keys(national!.terms)],
    ['paper', Object.keys(national!.documents)],
  ])('has every %s, by the name that it has in code, events and graph', (_kind, codes) => {
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => !named(code))).toEqual([]);
  });
});

describe('what the documents tell a reader', () => {
  it('is in many places', () => expect(pages.flatMap(([, text]) => scriptsNamedIn(text)).length).toBeGreaterThan(100));

  it.each(pages)('%s names scripts that exist, and links to files that do', (name, text) => {
    expect(scriptsNamedIn(text).filter((script) => !(script in scripts))).toEqual([]);
    expect(linkedFrom(text).filter((target) => !existsSync(join(root, dirname(name), decodeURI(target))))).toEqual([]);
  });
});
