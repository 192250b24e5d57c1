import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isAbstractType, parse, validate } from 'graphql';
import { CONDITIONS, DOCUMENTS, PLANS, PRODUCTS } from './documents.js';

/** `LIMITS.tokens` of the gateway. */
const TOKENS_MAX = 4_000;

const schema = buildSchema(readFileSync(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8'), {
  assumeValid: true,
  assumeValidSDL: true,
});

describe('documents of an account', () => {
  it('are other ones at every call, and none is refused for its length', () => {
    for (const document of DOCUMENTS) {
      expect(document()).not.toBe(document());
      expect(parse(document()).tokenCount).toBeLessThanOrEqual(TOKENS_MAX);
    }
  });

  it('fill caches with what is valid', () => {
    for (const document of DOCUMENTS.slice(2)) expect(validate(schema, parse(document())).map(({ message }) => message)).toEqual([]);
  });
});

describe('questions that are long to plan', () => {
  it.each([...PLANS.map((plan) => plan()), CONDITIONS])('are valid: %.60s', (text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    expect(parse(text).tokenCount).toBeLessThanOrEqual(TOKENS_MAX);
  });

  it('have no union and no interface to choose among, by which the ways of the planner would multiply: whoever adds one measures `plans` with it', () => {
    expect(Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type) && !type.name.startsWith('_'))).toEqual([]);
  });
});

describe('questions whose lists multiply', () => {
  it.each(PRODUCTS)('are valid, so that it is not their form that is refused: %s', (text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
