import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { DocumentNode } from 'graphql';
import { Documents } from './documents.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const every = (): Documents<{ document: DocumentNode }> => new Documents(10, (document) => ({ document }));
const refusing = (): Documents<{ document: DocumentNode }> =>
  new Documents<{ document: DocumentNode }>(10, () => {
    throw new Error('refused');
  });

const SHAPES: Record<string, (n: number) => string> = {
  'a list of numbers': (n) => `{ f(a: [${n} ${'1 '.repeat(3_900)}]) }`,
  'a list of texts': (n) => `{ f(a: [${n} ${'"" '.repeat(3_900)}]) }`,
  fields: (n) => `{ f${n} ${'b '.repeat(3_900)} }`,
  'fields with long names': (n) => `{ f${n} ${'bcdefghijklmnopqrst '.repeat(3_900)} }`,
  'nested fields': (n) => `{ f${n} ${'a{b}'.repeat(950)} }`,
  aliases: (n) => `{ f${n} ${'a:b '.repeat(1_300)} }`,
  fragments: (n) => `{ f${n} ${'...{b}'.repeat(950)} }`,
  directives: (n) => `{ f${n} ${'b @s '.repeat(1_300)} }`,
  variables: (n) => `query (${Array.from({ length: 950 }, (_, i) => `$v${i}x${n}: I`).join(' ')}) { f }`,
};

describe('kept documents', () => {
  it.each(Object.keys(SHAPES))('weigh at least what they take: %s', (name) => {
    const documents = every();
    const shape = SHAPES[name] as (n: number) => string;
    documents.read(shape(0), 4_000);
    collect();
    const [before, counted] = [process.memoryUsage().heapUsed, documents.bytes];
    for (let n = 1; n <= 15; n++) documents.read(shape(n), 4_000);
    collect();
    const taken = process.memoryUsage().heapUsed - before;
    expect(documents.bytes).toBeGreaterThan(counted);
    expect(taken).toBeLessThanOrEqual(documents.bytes - counted);
  });

  it('take 20 MB together, however many are sent', () => {
    const documents = every();
    for (let n = 0; n < 300; n++) {
      documents.read(`{ f(a: [${n} ${'1 '.repeat(3_900)}]) }`, 4_000);
      expect(documents.bytes).toBeLessThanOrEqual(20_000_000);
    }
    expect(documents.bytes).toBeGreaterThan(18_000_000);
  });

  it('are none that were refused', () => {
    const documents = refusing();
    for (const text of ['{ a }', '{ a', '{ a b c d e f }']) expect(() => documents.read(text, 5)).toThrow();
    expect(documents.bytes).toBe(0);
  });

  it('are read once', () => {
    let read = 0;
    const documents = new Documents(10, (document) => ({ document, read: ++read }));
    expect([documents.read('{ a }', 10).read, documents.read('{ a }', 10).read, documents.read('{ b }', 10).read]).toEqual([1, 1, 2]);
  });
});

describe('what a document cost', () => {
  const told = (documents: Documents<{ document: DocumentNode }>, text: string, maxTokens = 100): number[] => {
    const costs: number[] = [];
    try {
      documents.read(text, maxTokens, (tokens) => costs.push(tokens));
    } catch {
      // its cost is what is asked for
    }
    return costs;
  };

  it('is reported for an unknown document, also for a refused one', () => {
    const documents = every();
    expect(documents.knows('{ a b }')).toBe(false);
    expect(told(documents, '{ a b }')).toEqual([4]);
    expect(documents.knows('{ a b }')).toBe(true);
    expect(told(documents, '{ a b }')).toEqual([]);
    for (let n = 0; n < 2; n++) expect(told(refusing(), '{ a b }')).toEqual([4]);
  });

  it('is guessed from its length where it cannot be parsed, up to what may be sent', () => {
    expect(told(every(), '{ a b')).toEqual([3]);
    expect(told(every(), `{ ${'a '.repeat(200)}}`)).toEqual([100]);
  });
});

describe('a document', () => {
  it('has as many tokens as its sender may send, also where another was allowed more', () => {
    const documents = every();
    expect(() => documents.read('{ a }', 2)).toThrow(expect.objectContaining({ code: 'REQUEST_TOO_LONG', details: { limit: 2 } }));
    documents.read('{ a }', 3);
    expect(() => documents.read('{ a }', 2)).toThrow(expect.objectContaining({ code: 'REQUEST_TOO_LONG' }));
  });

  it.each(['{a', '[', '{a:'])('nested beyond the stack is too deep, not an internal error: %s', (open) => {
    const text = open === '{a' ? '{a'.repeat(50_000) : `{ f(a: ${open.repeat(50_000)}`;
    expect(() => every().read(text, 1_000_000)).toThrow(expect.objectContaining({ code: 'REQUEST_TOO_DEEP', details: { limit: 10 } }));
  });

  it('that cannot be parsed says so by its code', () => {
    expect(() => every().read('{ a', 10)).toThrow(expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }));
  });
});
