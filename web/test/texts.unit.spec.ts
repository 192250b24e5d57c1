import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const CHINESE = /[\u4e00-\u9fff]/;
/** Stands for what a template puts in. */
const VALUE = '值';

/** A comma, colon, bracket, question mark or quotation mark of English beside a Chinese word or mark. */
const MIXED = /[\u4e00-\u9fff”》）〕、。，；：] ?[,;:?!()"]|[,;:?!()"] ?[\u4e00-\u9fff“《（〔]/;
/** Numbers of articles as the packs write them, and what stands between two sources. */
const NOTATION = /\d+\(\d+\)|(?<=\d)(; |-)/g;
/** English, SQL, styles: for machines and those who build them. */
const NOT_SAID = /[a-z]{2,} [a-z]{2,}|serif/i;
const EXPRESSION = /\(\?/;
/** Every file of a room is read by the compiler. */
const LONG = 120_000;

const filesIn = (folder: string, wanted: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => wanted.test(file) && !/\.spec\.|\/(migrations|node_modules|dist)\//.test(file));

/** Every text written in a file of code, templates with `VALUE` where something is put in. */
function textsOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node))
      found.push([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(VALUE));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

/** Every text of a file of data. */
function valuesOf(file: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(parse(readFileSync(join(root, file), 'utf8')));
  return found;
}

const saidIn = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => CHINESE.test(text.replaceAll(VALUE, '')) && !NOT_SAID.test(text));

const mixedIn = (files: readonly string[], read: (file: string) => readonly string[]): string[] =>
  files.flatMap((file) =>
    read(file)
      .filter((text) => MIXED.test(text.replace(NOTATION, '')) && !EXPRESSION.test(text))
      .map((text) => `${file}: ${text}`),
  );

describe('Chinese that people read bears Chinese marks', () => {
  it('in the texts of the pages, also where two values stand side by side', () => {
    expect(mixedIn(filesIn('web/src/texts', /\.ts$/), textsOf)).toEqual([]);
    const marks = filesIn('web/src/texts', /\.ts$/).flatMap((file) => textsOf(file).filter((text) => /^[,:;?!()]$/.test(text)));
    expect(marks).toEqual([]);
  });

  it.each(['libs', 'services', 'gateway'])(
    'in what %s say',
    (room) => {
      expect(mixedIn(filesIn(room, /\/src\/.*\.ts$/), (file) => saidIn(textsOf(file)))).toEqual([]);
    },
    LONG,
  );

  it('in the rule packs and calendars', () => {
    expect(mixedIn(filesIn('libs/procedure', /\.ya?ml$/), (file) => saidIn(valuesOf(file)))).toEqual([]);
  });
});
