import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { BODIES } from '../../test/bodies.js';
import { head } from '../envelope.js';
import { isFenced } from './fenced.js';
import { OWNERS, type Kind, type Owner } from './kind.js';
import { isMessageKind, MESSAGE_KINDS } from './kinds.js';
import { FIELD_WORDS } from './words.js';

const kinds: [string, Kind][] = Object.entries(MESSAGE_KINDS);

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}
const namesIn = ({ properties = {}, items }: Node): string[] => [
  ...Object.entries(properties).flatMap(([name, node]) => [name, ...namesIn(node)]),
  ...(items ? namesIn(items) : []),
];
const requiredOf = (group: z.ZodObject | undefined): readonly string[] =>
  group ? (z.toJSONSchema(group, { io: 'input' }).required ?? []) : [];
const everyName = new Set(
  kinds.flatMap(([, { fields }]) => Object.values(fields).flatMap((schema) => namesIn(z.toJSONSchema(schema) as Node))),
);

describe.each(kinds)('the kind %s', (name, { by, handsOverTo, receipt, fields }) => {
  it('has a name that an envelope can bear', () => {
    expect(head.shape.kind.safeParse(name).success).toBe(true);
    expect(isMessageKind(name)).toBe(true);
  });

  it('has fields of whoever sends it, and requires none that is another’s word', () => {
    expect(Object.keys(fields[by]?.shape ?? {})).not.toEqual([]);
    // Who hands over a matter that the receiver does not know speaks for the node that registered it as well.
    const speaks: readonly Owner[] = handsOverTo === 'receiver' && by === 'sender' ? [by, 'registering'] : [by];
    const required = OWNERS.flatMap((owner) => requiredOf(fields[owner]).map((field) => ({ owner, field })));
    expect(required.filter(({ owner }) => !speaks.includes(owner))).toEqual([]);
  });

  it('names one owner of each field', () => {
    const names = OWNERS.flatMap((owner) => Object.keys(fields[owner]?.shape ?? {}));
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(BODIES[name as keyof typeof BODIES]).sort()).toEqual(names.sort());
  });

  it('moves no matter without a business receipt', () => {
    if (handsOverTo !== null) expect(receipt).toBe(true);
  });
});

describe('the kinds of messages', () => {
  it('by which another node comes to be in charge are these', () => {
    const moving = Object.fromEntries(kinds.flatMap(([name, { handsOverTo }]) => (handsOverTo === null ? [] : [[name, handsOverTo]])));
    expect(moving).toEqual({
      transfer: 'receiver',
      assignment: 'receiver',
      'political-legal-hand-over': 'receiver',
      'discipline-hand-over': 'receiver',
      recall: 'sender',
      return: 'receiver',
    });
  });

  it('have a word of an officer for every field at every depth, and no word too many', () => {
    expect(Object.keys(FIELD_WORDS).sort()).toEqual([...everyName].sort());
  });

  it('ask for nothing that is fenced off', () => {
    expect([...everyName].filter(isFenced)).toEqual([]);
  });
});
