import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ofCase from '../services/case/acts.json' with { type: 'json' };
import ofDesk from '../services/intake/acts.json' with { type: 'json' };

/** The tables themselves, and indexes that a migration made, which services/case/src/acts-now/waiting.int.spec.ts compares with them. */
const TABLES = /^services\/(case\/src\/domain\/acts(\.routing)?|intake\/src\/domain\/desk-acts)\.ts$|\/migrations\//;

interface Row {
  readonly name: string;
  readonly confirms?: { readonly record: string; readonly state: string; readonly subject?: string };
}
const rows: Readonly<Record<string, Row>> = { ...ofCase.acts, ...ofDesk.acts };
const confirming = Object.entries(rows).flatMap(([act, { confirms }]) => (confirms ? [[act, confirms] as const] : []));
const waiting = new Set(Object.values(ofCase.records as Record<string, { waits: string[] }>).flatMap(({ waits }) => waits));

const root = join(import.meta.dirname, '..');
const sources = ['services/case/src', 'services/intake/src', 'web/client', 'web/src']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.spec.') && !file.endsWith('.d.ts'))
  .map((file) => [relative(root, file), readFileSync(file, 'utf8')] as const)
  .filter(([file]) => !TABLES.test(file));

/** Lists of strings in a source, however they are broken over lines. */
const listsIn = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/[[(]((?:\s*'[\w.]+',?)+)\s*[\])]/g)].map(([, list = '']) =>
    [...list.matchAll(/'([\w.]+)'/g)].map(([, one = '']) => one),
  );

describe('what stands about an act', () => {
  it('stands in its row alone: no other line says what it confirms or by which field it names that', () => {
    const again = sources.flatMap(([file, text]) =>
      text
        .split('\n')
        .flatMap((line) =>
          confirming
            .filter(
              ([act, { record, subject }]) =>
                new RegExp(`\\b${act}\\b`).test(line) &&
                (line.includes(`'${record}'`) || (subject !== undefined && line.includes(`'${subject}'`))),
            )
            .map(([act]) => `${file}: ${act}: ${line.trim()}`),
        ),
    );
    expect(again).toEqual([]);
  });

  it('bears one name, at the desk that does it and in the course that tells of it', () => {
    const desk: Readonly<Record<string, { readonly name: string }>> = ofDesk.acts;
    expect(Object.entries(ofCase.ofDesk).filter(([act, { name }]) => desk[act]?.name !== name)).toEqual([]);
  });

  it('is read from the table where what waits, or who is told, is listed', () => {
    const lists = sources.flatMap(([file, text]) => listsIn(text).map((list) => [file, list] as const));
    expect(
      lists.filter(([, list]) => list.filter((one) => waiting.has(one)).length > 3).map(([file, list]) => `${file}: ${list.join()}`),
    ).toEqual([]);
    expect(
      lists.filter(([, list]) => list.filter((one) => one in rows).length > 8).map(([file, list]) => `${file}: ${list.join()}`),
    ).toEqual([]);
  });
});
