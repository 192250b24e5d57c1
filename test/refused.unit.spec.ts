import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const ROOMS = ['services', 'libs', 'gateway', 'infra', 'test', 'demo', 'web'];
const files = globSync(
  ROOMS.map((room) => `${room}/**/*.{ts,tsx}`),
  { cwd: root, exclude: (name) => ['dist', 'node_modules'].includes(name) },
).map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const isTest = (name: string): boolean => name.startsWith('test/') || name.includes('/test/') || name.includes('.spec.');
const tests = files.filter(({ name }) => isTest(name) && !name.endsWith('refused.unit.spec.ts')).map(({ text }) => text);
const sources = files.filter(({ name }) => !isTest(name)).map(({ text }) => text);
const codes = sources.flatMap((text) =>
  [...text.matchAll(/defineErrors\(\{(.*?)\n\}\)/gs)].flatMap(([, table = '']) =>
    [...table.matchAll(/^ {2}([A-Z][A-Z0-9_]+): ?\{/gm)].map(([, code = '']) => code),
  ),
);

/** Codes that no test asserts: why not. */
const UNASKED: Readonly<Record<string, string>> = {
  EXTENSION_NOT_GIVEN: 'no pack forbids the extension',
  DOCUMENT_ORGAN_UNKNOWN: 'a copy of the directory that is behind; the next act finds it',
  ROLE_LAST_SECURITY_ADMIN: 'the last one may not end a role of their own: refused before, but for two at the same instant',
  SIGN_IN_BUSY: 'a hundred sign-ins at once; the gate has tests of its own',
};

it('no refusal stands in a table of errors that nothing refuses with', () => {
  expect(codes.length).toBeGreaterThan(500);
  expect(codes.filter((code) => !sources.some((text) => text.includes(`'${code}'`)))).toEqual([]);
});

it('every refusal is asserted by its code, in the table of refusals or beside its rule', () => {
  const asked = tests.join('\n');
  const named = new Set(asked.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g));
  expect(codes.filter((code) => !named.has(code)).toSorted()).toEqual(Object.keys(UNASKED).toSorted());
});

it.each([
  ['review', 'services/case/src/domain/acts.review.ts', ['test/refusals.reviews.ts', 'test/refusals.reviewing.ts']],
  ['hearings', 'services/hearing/src/domain/acts.ts', ['test/refusals.hearings.ts', 'test/refusals.sittings.ts']],
])('every act of %s is refused over the wire somewhere', (_room, rules, tables) => {
  const acts = [...readFileSync(join(root, rules), 'utf8').matchAll(/^ {2}([a-z]\w+): \{/gm)].map(([, name = '']) => name);
  const rows = tables.map((table) => readFileSync(join(root, table), 'utf8')).join('\n');
  expect(acts.length).toBeGreaterThan(15);
  expect(acts.filter((name) => !rows.includes(`'${name}'`))).toEqual([]);
});
