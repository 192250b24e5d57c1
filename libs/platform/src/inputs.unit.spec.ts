import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { checkLiterals, checkVariables, isText } from './inputs.js';

const schema = buildSchema(`
  scalar Day
  enum Way { POST VISIT }
  input Paper { number: String fileIds: [ID!] parts: [Paper!] way: Way on: Day }
  type Query { search(text: String, texts: [[String!]!], id: ID, ids: [ID!], paper: Paper, n: Int): String }
`);

const ID = '0190a0b0-0000-7000-8000-00000000ffff';

function codeOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    const { code, extensions } = error as { code?: string; extensions?: { code?: string } };
    return code ?? extensions?.code;
  }
  return null;
}

const literal = (args: string): unknown => codeOf(() => checkLiterals(schema, parse(`{ search(${args}) }`)));
const variable = (type: string, value: unknown): unknown => {
  const [operation] = parse(`query ($v: ${type}) { search(n: 1) }`).definitions;
  return codeOf(() => checkVariables(schema, operation as OperationDefinitionNode, { v: value }));
};

describe('text', () => {
  it('is all that can be stored and written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isText(text) === !text.includes('\0')));
    for (const unfit of ['\0', 'a\0b', '\ud83d', '\ude00', '\ude00\ud83d']) expect(isText(unfit)).toBe(false);
    for (const fit of ['', '信访', '😀', '\u0001', '\uffff']) expect(isText(fit)).toBe(true);
  });

  it.each([
    ['String', 'a\0'],
    ['[[String!]!]', [['a'], ['b', '\ud83d']]],
    ['Paper', { number: '\0' }],
    ['Paper', { parts: [{ number: 'a' }, { parts: [{ number: '\0' }] }] }],
  ])('that cannot be stored is refused wherever it stands in a variable: %s', (type, value) => {
    expect(variable(type, value)).toBe('TEXT_MALFORMED');
  });

  it.each(['text: "\\u0000"', 'texts: [["a"], ["\\u0000"]]', 'paper: { parts: [{ number: "\\u0000" }] }'])(
    'and in a literal: %s',
    (args) => {
      expect(literal(args)).toBe('TEXT_MALFORMED');
      expect(literal(args.replace('\\u0000', '信'))).toBeNull();
    },
  );

  it('of a default of a variable is refused too', () => {
    expect(codeOf(() => checkLiterals(schema, parse('query ($p: Paper = { number: "\\u0000" }) { search(paper: $p) }')))).toBe(
      'TEXT_MALFORMED',
    );
  });
});

describe('an id', () => {
  it.each([ID, ID.toUpperCase()])('is a UUID: %s', (id) => {
    expect([variable('ID', id), variable('[ID!]', [id]), variable('[ID!]', id), variable('Paper', { fileIds: [id] })]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([literal(`id: "${id}"`), literal(`ids: ["${id}"]`), literal(`ids: "${id}"`)]).toEqual([null, null, null]);
  });

  it.each(['', 'x', '1', `${ID} `, ID.slice(1), `{${ID}}`, ID.replaceAll('-', ''), `${ID}\0`])('is nothing else: %j', (id) => {
    expect([variable('ID', id), variable('[ID!]', [ID, id]), variable('[ID!]', id), variable('Paper', { fileIds: [id] })]).toEqual(
      Array(4).fill('ID_MALFORMED'),
    );
    const text = JSON.stringify(id);
    expect([
      literal(`id: ${text}`),
      literal(`ids: ["${ID}", ${text}]`),
      literal(`ids: ${text}`),
      literal(`paper: { fileIds: [${text}] }`),
    ]).toEqual(Array(4).fill('ID_MALFORMED'));
  });

  it('is no number', () => expect([variable('ID', 7), literal('id: 7')]).toEqual(['ID_MALFORMED', 'ID_MALFORMED']));
});

describe('a variable', () => {
  const said = (type: string, value: unknown): string => {
    const [operation] = parse(`query ($v: ${type}) { search(n: 1) }`).definitions;
    try {
      checkVariables(schema, operation as OperationDefinitionNode, { v: value });
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  it.each([
    ['Int', 2 ** 31, '$v', 'Int'],
    ['Int', 'geheim', '$v', 'Int'],
    ['String', { password: 'geheim' }, '$v', 'String'],
    ['Paper', 'geheim', '$v', 'Paper'],
    ['Paper', { way: 'geheim' }, '$v.way', 'Way'],
    ['Paper', { number: ['geheim'], x: 'geheim' }, '$v.number', 'String'],
    ['Paper', { parts: [{ size: 'geheim' }] }, '$v.parts.0', 'size'],
  ])('of another type is refused by its place and type, and not repeated: %s %j', (type, value, place, name) => {
    expect(variable(type, value)).toBe('BAD_USER_INPUT');
    expect(said(type, value)).toContain(place);
    expect(said(type, value)).toContain(name);
    expect(said(type, value)).not.toContain('geheim');
  });

  it('must be there where its type says so', () => {
    const missing = (text: string, variables = {}) =>
      codeOf(() => checkVariables(schema, parse(text).definitions[0] as OperationDefinitionNode, variables));
    expect(missing('query ($v: String!) { search(text: $v) }')).toBe('BAD_USER_INPUT');
    expect(missing('query ($v: String!) { search(text: $v) }', { v: null })).toBe('BAD_USER_INPUT');
    expect(missing('query ($v: String! = "a") { search(text: $v) }')).toBeNull();
    expect(missing('query ($v: String) { search(text: $v) }')).toBeNull();
    expect(missing('query ($constructor: String!) { search(text: $constructor) }')).toBe('BAD_USER_INPUT');
  });
});
