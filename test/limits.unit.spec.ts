import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Kind, buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { LIMITS, checkCost, checkLists, checkShape, listSizes } from '../gateway/src/limits.js';

const root = join(import.meta.dirname, '..');
const supergraph = readFileSync(join(root, 'gateway', 'supergraph.graphql'), 'utf8');
const schema = buildSchema(supergraph, { assumeValidSDL: true });
const sizes = listSizes(parse(supergraph));

/** Most rows that a page asks for by a variable; all others offer up to 100. */
const MOST: Readonly<Record<string, number>> = { PendingConfirmations: 60 };

const documents = ['web/client', 'web/src', 'infra/src', 'demo/src', 'bench/src']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.spec.'))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/`([^`]*\{[^`]*)`/g)].map(([, text]) => [relative(root, file), text ?? ''] as const),
  )
  .flatMap(([file, text]) => {
    try {
      return [[file, parse(text)] as const];
    } catch {
      return []; // no document
    }
  });
const fragments = documents.flatMap(([, { definitions }]) => definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION));
const operations = documents.flatMap(([file, { definitions }]) =>
  definitions.flatMap((operation, n) =>
    operation.kind === Kind.OPERATION_DEFINITION ? [[`${file} ${operation.name?.value ?? n}`, operation] as const] : [],
  ),
);

describe('the limits of the graph', () => {
  it('know how long some lists are', () => expect(sizes.get('CaseRecord.details')).toBe(4));

  it('are asked of all that pages and tools ask', () => expect(operations.length).toBeGreaterThan(100));

  it.each(operations)('leave alone %s', (_name, operation: OperationDefinitionNode) => {
    const document = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] } as const;
    const rows = MOST[operation.name?.value ?? ''] ?? LIMITS.page;
    checkShape(document, false);
    checkLists(schema, document);
    checkCost(schema, sizes, document, operation, { first: rows });
  });
});
