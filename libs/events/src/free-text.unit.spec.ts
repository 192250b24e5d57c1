import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { code, petitionNumber } from './code.js';
import { reading } from './growth.js';
import { Envelope, eventCatalogue } from './index.js';

/** Strings that may hold any words, each with the reason why no person's typing of a matter reaches it. */
const WORDS: Readonly<Record<string, string>> = {
  'Envelope.clocks[].source': 'the article, as the rule pack words it',
  'OpinionIssued.v1.number': 'number of the paper: the word of the organ, year and running number, made by the program',
  'ReviewOpinionIssued.v1.number': 'as of an opinion',
  'OrganSaved.v1.name': 'organs are public bodies; their names are no words about a matter',
  'OrganSaved.v1.address': 'the public address of an organ, as papers name it that petitioners may turn to',
  'OrganSaved.v1.contactPhone': 'the public telephone of an organ, as its papers bear it',
  'OrganSaved.v1.shortName': 'organs are public bodies; their names are no words about a matter',
  'RulePackPublished.v1.pack': 'the law itself, published by two administrators',
  'CalendarPublished.v1.calendar': 'days off with the notice that ordered them',
  'LawProposed.v1.packs[]': 'the law itself, as an administrator proposes it',
  'LawProposed.v1.calendars[]': 'days off with the notice that ordered them',
  'PetitionRouted.v1.reason': 'read from old topics alone, never sent: version 2 has no words',
};

const TYPED = ['张三丰（电话13900007777）反映欠薪', '13900007777 张三', 'Zhang San', '张三'];

interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** Where below `node` something typed by a person would pass. */
function wordsIn(node: Node, at: string): string[] {
  if (node.anyOf) return node.anyOf.flatMap((one) => wordsIn(one, at));
  if (node.enum || node.const !== undefined || ['null', 'boolean', 'integer', 'number'].includes(node.type ?? '')) return [];
  if (node.type === 'array' && node.items) return wordsIn(node.items, `${at}[]`);
  if (node.type === 'object' && node.properties && node.additionalProperties === false)
    return Object.entries(node.properties).flatMap(([name, child]) => wordsIn(child, `${at}.${name}`));
  if (node.type === 'string' && ['uuid', 'date', 'date-time'].includes(node.format ?? '')) return [];
  if (node.type === 'string' && node.pattern && !TYPED.some((text) => new RegExp(node.pattern!, 'u').test(text))) return [];
  return [at];
}

const wordsOf = (schema: z.ZodType, at: string): string[] => [...new Set(wordsIn(z.toJSONSchema(schema) as Node, at))];

describe('events', () => {
  it('carry no words that a person typed: ids, codes, days and instants, and what stands on the list with its reason', () => {
    const head = z.strictObject(Envelope.omit({ data: true }).shape);
    const found = [
      ...wordsOf(head, 'Envelope'),
      ...wordsOf(reading(head), 'Envelope'),
      ...[...eventCatalogue()].flatMap(([name, definition]) => [...wordsOf(definition.sent, name), ...wordsOf(definition.read, name)]),
    ];
    expect([...new Set(found)].sort()).toEqual(Object.keys(WORDS).sort());
  });

  it.each([
    ['a text', z.string()],
    ['a short text', z.string().max(20)],
    ['a text of a pattern that takes anything', z.string().regex(/^.{1,10}$/)],
    ['anything', z.unknown()],
    ['fields nobody declared', z.looseObject({})],
    ['a text in a list', z.array(z.object({ note: z.string() }))],
    ['a text that may be missing', z.string().nullish()],
    ['one of a code and a text', z.union([code, z.string()])],
  ])('are found out where a field would let pass %s', (_, field) => {
    expect(wordsOf(z.strictObject({ field }), 'Planted')).not.toEqual([]);
  });

  it.each(['handle_cap', '31-6', 'sha256:ab', 'CN-2022', 'visit:0190a0b0-0000-7000-8000-000000000001'])('take %s for a code', (text) => {
    expect(code.safeParse(text).success).toBe(true);
  });

  it.each([...TYPED, '', 'a b', '-x', 'x'.repeat(101)])('take %j for no code', (text) => {
    expect(code.safeParse(text).success).toBe(false);
    expect(petitionNumber.safeParse(text).success).toBe(false);
  });
});
