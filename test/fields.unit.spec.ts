import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '@sunshine/errors';
import { inputFields } from '@sunshine/testing';
import { readFileSync } from 'node:fs';
import { parse, Kind } from 'graphql';
// The definitions of codes come with the services.
import '@sunshine/case';
import '@sunshine/directory';
import '@sunshine/exchange';
import '@sunshine/hearing';
import '@sunshine/intake';

const files = ['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange'].map((service) =>
  join(import.meta.dirname, `../services/${service}/schema.graphql`),
);
const hasField = inputFields(...files);
const mutations = files.flatMap((file) =>
  parse(readFileSync(file, 'utf8')).definitions.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Mutation' ? (one.fields ?? []).map(({ name }) => name.value) : [],
  ),
);

describe('a code that is always about the same field', () => {
  const named = [...errorCatalogue()].flatMap(([code, { field }]) => (field === undefined ? [] : [[code, field] as const]));

  it.each(named)('%s names %s, which the input of an act has', (_, field) => {
    expect(mutations.some((mutation) => hasField(mutation, field))).toBe(true);
  });

  it('is one of many', () => {
    expect(named.length).toBeGreaterThan(150);
  });
});

describe('a path of an input', () => {
  it('enters lists by number and inputs by name, and nothing else', () => {
    const paths = ['requests', 'requests.1', 'requests.1.text', 'agent.name', 'attachments.0'];
    expect(paths.filter((path) => hasField('registerPetition', path))).toEqual(paths);
    for (const path of ['request', 'requests.text', 'requests.1.2', 'agent.0', 'agent.phone', 'summary.text', ''])
      expect(hasField('registerPetition', path)).toBe(false);
    expect(hasField('noSuchAct', 'text')).toBe(false);
  });
});
