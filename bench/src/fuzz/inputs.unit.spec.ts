import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, coerceInputValue, parse, validate, type GraphQLField } from 'graphql';
import { repeated } from './hostile.js';
import { Inputs } from './inputs.js';
import { Random } from './random.js';

const schema = buildSchema(readFileSync(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8'), {
  assumeValid: true,
  assumeValidSDL: true,
});
const fieldsOf = (kind: 'query' | 'mutation') =>
  Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}) as GraphQLField<
    unknown,
    unknown
  >[];
const all = (['query', 'mutation'] as const).flatMap((kind) => fieldsOf(kind).map((field) => [kind, field] as const));
const inputsOf = (seed: string, known: Record<string, unknown[]> = {}) =>
  new Inputs(new Random(seed), (name) => known[name] ?? [], '2026-11-30');

describe('inputs by the types of the supergraph', () => {
  it('are asked for every field by a document that is valid', () => {
    for (const [kind, field] of all)
      for (const seed of ['a', 'b', 'c']) {
        const { document } = inputsOf(seed).operation(kind, field);
        expect([document, validate(schema, parse(document)).map(({ message }) => message)]).toEqual([document, []]);
      }
  });

  it('are of the right shape before they are spoilt', () => {
    const wrong: string[] = [];
    for (const [kind, field] of all)
      for (const seed of ['a', 'b', 'c', 'd']) {
        const inputs = inputsOf(seed);
        for (const { argument } of inputs.operation(kind, field).slots)
          coerceInputValue(inputs.base(argument), argument.type, (path, _value, { message }) =>
            wrong.push(`${field.name} ${argument.name}.${path.join('.')}: ${message}`),
          );
      }
    expect(wrong).toEqual([]);
  });

  it('differ from what they were wherever they are told to be spoilt', () => {
    for (const [kind, field] of all) {
      const inputs = inputsOf('a');
      const { slots } = inputs.operation(kind, field);
      if (slots.length === 0) continue;
      const variables = Object.fromEntries(slots.map(({ variable, argument }) => [variable, inputs.base(argument)]));
      const before = JSON.stringify(variables);
      expect(inputs.spoil(slots, variables).length).toBeGreaterThan(0);
      expect(JSON.stringify(variables)).not.toBe(before);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const made = (seed: string) => {
      const inputs = inputsOf(seed);
      const { document, slots } = inputs.operation(
        'mutation',
        fieldsOf('mutation').find(({ name }) => name === 'registerPetition')!,
      );
      const variables = Object.fromEntries(slots.map(({ variable, argument }) => [variable, inputs.base(argument)]));
      return JSON.stringify([document, inputs.spoil(slots, variables), variables]);
    };
    expect(made('one')).toBe(made('one'));
    expect(made('one')).not.toBe(made('two'));
  });

  it('take ids that are known, and keep what was accepted but for ids and request ids', () => {
    const field = fieldsOf('mutation').find(({ name }) => name === 'routePetition')!;
    const inputs = inputsOf('a', { petitionId: ['p-now'], toOrganId: ['o-1', 'o-2'] });
    const former = { requestId: 'r', petitionId: 'p-former', kind: 'TRANSFER', toOrganId: 'o-2', reason: '属该部门职责' };
    const renewed = inputs.renewed(field.args[0]!, former) as typeof former;
    expect(renewed).toMatchObject({ petitionId: 'p-now', kind: 'TRANSFER', toOrganId: 'o-2', reason: '属该部门职责' });
    expect(renewed.requestId).not.toBe('r');
  });
});

describe('a value that is repeated', () => {
  it('stands as often as is said, and so often that the list says 24 MB where it is large', () => {
    expect(repeated('a', 2_000).value).toHaveLength(2_000);
    const long = '长'.repeat(100_000);
    const { name, value } = repeated(long, 2_000);
    expect([name, value]).toEqual(['83 times the same', Array.from({ length: 83 }, () => long)]);
    expect(repeated(undefined, 50).value).toHaveLength(50);
  });
});
