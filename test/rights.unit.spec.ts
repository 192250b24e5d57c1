import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { parse } from 'yaml';
import { unknownNames } from './leak-matrix.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const schema = buildSchema(read('../gateway/supergraph.graphql'), { assumeValidSDL: true });
const rights = parse(read('./rights.yaml')) as Record<string, Record<string, string[]>>;
const acts = Object.keys(parse(read('../libs/access/src/matrix.yaml')) as object);
const WORDS = ['open', 'tracker', 'follower', 'signedIn', 'self', 'administrator', 'office', 'parent'];

const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));
const lines = Object.entries(rights).flatMap(([type, rules]) =>
  Object.values(rules).flatMap((names) => names.map((name) => `${type}.${name}`)),
);

describe('rights of the graph', () => {
  it('has one line for each field of the graph, and no line without its field', () => {
    const without = fields.filter((field) => !lines.includes(field));
    const twice = lines.filter((line, index) => lines.indexOf(line) !== index);
    const gone = lines.filter((line) => !fields.includes(line));
    expect({ 'fields without a rights line in test/rights.yaml': without, twice, gone }).toEqual({
      'fields without a rights line in test/rights.yaml': [],
      twice: [],
      gone: [],
    });
  });

  it('has no line in leak-matrix.yaml for a field that a petition does not lead to', () => expect(unknownNames()).toEqual([]));

  it('speaks of rights that exist: an act of the matrix, or one of the words above', () => {
    const used = [...new Set(Object.values(rights).flatMap((rules) => Object.keys(rules)))];
    expect(used.filter((right) => !WORDS.includes(right) && !acts.includes(right))).toEqual([]);
  });

  it('lets nobody without a token do more than sign in, file, track, and read what is public', () => {
    expect(rights['Mutation']?.['open']?.toSorted()).toEqual(['refreshToken', 'signIn', 'submitPetition']);
    expect(rights['Query']?.['open']?.toSorted()).toEqual([
      'calendar',
      'calendars',
      'filingNotice',
      'organ',
      'organs',
      'publishedOpinion',
      'publishedOpinions',
      'rulePacks',
      'statutoryChannels',
      'trackPetition',
    ]);
    expect(rights['Query']?.['tracker']).toEqual(['trackedPetition']);
    expect(rights['Query']?.['follower']).toEqual(['followedHearing']);
    expect(Object.keys(rights['Petition'] ?? {}).toSorted()).toEqual(['readOpenings', 'readPetition']);
  });
});
