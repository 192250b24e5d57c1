import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, NoUnusedFragmentsRule, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';

const web = join(import.meta.dirname, '..');

/** The graph as a client sees it, for checking what pages ask. */
const schema: GraphQLSchema = buildSchema(readFileSync(join(web, '..', 'gateway', 'supergraph.graphql'), 'utf8'), { assumeValidSDL: true });

/** Operations of the workbench, `graphql(\`…\`)`: a field that the graph lacks is `unknown` to the types, and not refused by them. */
const operations = ['client/workbench']
  .flatMap((folder) => readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(web, folder, name)))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.spec.'))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bgraphql\(\s*`([^`]*)`/g)].map(([, text], at) => ({
      name: `${relative(web, file)} ${at + 1}`,
      text: text ?? '',
    })),
  );

/** Fragments of all pages stand beside each operation. */
const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
const fragments = operations.filter(({ text }) => /^\s*fragment /.test(text));

describe('what the workbench asks the graph', () => {
  it('is found', () => expect(operations.length).toBeGreaterThan(10));

  it.each(operations.filter((operation) => !fragments.includes(operation)))('$name', ({ text }) => {
    const document = parse([text, ...fragments.map((fragment) => fragment.text)].join('\n'));
    expect(validate(schema, document, rules).map(({ message }) => message)).toEqual([]);
  });
});
