import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  Envelope,
  OpinionExecuted,
  PetitionAccepted,
  PetitionSplit,
  defineEvent,
  eventCatalogue,
  growing,
  isGrowing,
  parseEvent,
  subjectsOf,
} from './index.js';

const samples = new URL('../samples/', import.meta.url);
const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}.json`, samples), 'utf8')) as Record<string, unknown>;
const changed = (name: string, data: object, head: object = {}) => {
  const event = sample(name);
  return { ...event, ...head, data: { ...(event['data'] as object), ...data } };
};
const offSchema = expect.objectContaining({ code: 'EVENT_OFF_SCHEMA' });

describe('the event catalogue', () => {
  it('keeps one sample for each version of each event, and no other', () => {
    const kept = readdirSync(samples).map((file) => file.replace(/\.json$/, ''));
    expect(kept.sort()).toEqual([...eventCatalogue().keys()].sort());
  });

  it.each([...eventCatalogue().keys()])('reads the sample of %s, whole', (name) => {
    const [type, version] = name.split('.v');
    expect(parseEvent(sample(name))).toMatchObject({ type, version: Number(version), data: sample(name)['data'] as object });
  });

  it('leaves alone an event of a type or version it does not know', () => {
    expect(parseEvent({ ...sample('OpinionExecuted.v1'), version: 2 })).toBeUndefined();
  });
});

describe('sending', () => {
  const good = { petitionId: '0190a0b0-0000-7000-8000-000000000001', splitId: '0190a0b0-0000-7000-8000-000000000002' };
  const part = { petitionId: '0190a0b0-0000-7000-8000-000000000004', kind: 'CLAIM' as const };
  const split = { ...good, organId: '0190a0b0-0000-7000-8000-000000000003', parts: [part, part] };

  it('refuses what is off its schema', () => {
    expect(() => OpinionExecuted.create({ petitionId: 'no id', opinionId: 'no id', executedOn: '2025-13-01' })).toThrow(offSchema);
  });

  it('refuses a field nobody declared, at the top and below', () => {
    expect(PetitionSplit.create(split).data).toEqual(split);
    expect(() => PetitionSplit.create({ ...split, petitionerName: '某某' } as never)).toThrow(offSchema);
    expect(() => PetitionSplit.create({ ...split, parts: [part, { ...part, name: '某某' }] } as never)).toThrow(offSchema);
  });

  it('refuses an unknown member of an enumeration, whether it grows or not', () => {
    const accepted = sample('PetitionAccepted.v1')['data'] as never;
    expect(PetitionAccepted.create(accepted).data).toEqual(accepted);
    expect(() => PetitionAccepted.create({ ...(accepted as object), exit: '31(7)' } as never)).toThrow(offSchema);
    expect(() => PetitionSplit.create({ ...split, parts: [part, { ...part, kind: 'PRAISE' }] } as never)).toThrow(offSchema);
  });
});

describe('reading', () => {
  it('drops a field that only a later release knows, at every depth', () => {
    const name = 'PetitionSplit.v1';
    const { parts } = sample(name)['data'] as { parts: object[] };
    const actor = { ...(sample(name)['actor'] as object), post: '科长' };
    const more = changed(
      name,
      { hearing: { on: '2027-01-01' }, parts: parts.map((part) => ({ ...part, more: 1 })) },
      { actor, trace: 'x' },
    );
    expect(parseEvent(more)).toEqual(parseEvent(sample(name)));
  });

  it('keeps an unknown stage, exit, outcome, channel or role as the text it is', () => {
    const course = { stage: 'hearing', exit: '31(7)', outcome: 'heard', organId: '0190a0b0-0000-7000-8000-000000000003', closedOn: null };
    expect(parseEvent(changed('PetitionAccepted.v1', { exit: '31(7)' }, { course }))).toMatchObject({ course, data: { exit: '31(7)' } });
    expect(parseEvent(changed('PetitionRegistered.v1', { channel: 'MINI_PROGRAM', organKind: 'court' }))).toMatchObject({
      data: { channel: 'MINI_PROGRAM', organKind: 'court' },
    });
    expect(parseEvent(changed('RoleGranted.v1', { role: 'HEARING_OFFICER' }))).toMatchObject({ data: { role: 'HEARING_OFFICER' } });
  });

  it('never takes for a member what a person may have typed', () => {
    for (const exit of ['张三反映欠薪', 'Zhang San', '13900007777 张三', '', 'x'.repeat(101)])
      expect(() => parseEvent(changed('PetitionAccepted.v1', { exit }))).toThrow(offSchema);
  });

  it('does not go on with a kind of petition it does not know: who may see it depends on that', () => {
    expect(() => parseEvent(changed('PetitionRegistered.v1', { kind: 'PRAISE' }))).toThrow(offSchema);
    const told = subjectsOf(changed('PetitionRegistered.v1', { kind: 'PRAISE' }) as unknown as Envelope);
    expect(told).toEqual([sample('PetitionRegistered.v1')['key']]);
    expect(subjectsOf(sample('PetitionRegistered.v1') as unknown as Envelope)).toHaveLength(2);
  });

  it('refuses what is off its schema: a field missing, a day that is none, a number of before the first', () => {
    expect(() => parseEvent(changed('OpinionExecuted.v1', { opinionId: undefined }))).toThrow(offSchema);
    expect(() => parseEvent(changed('OpinionExecuted.v1', { executedOn: '2025-13-01' }))).toThrow(offSchema);
    expect(() => parseEvent({ ...sample('OpinionExecuted.v1'), seq: 0 })).toThrow(offSchema);
  });
});

describe('growth', () => {
  /** Enumerations that do not grow, by place, each with its reason. */
  const CLOSED: Readonly<Record<string, string>> = {
    'PetitionRegistered.v1.kind': 'who may see a petition depends on its kind',
    'PetitionReclassified.v1.kind': 'who may see a petition depends on its kind',
    'PetitionClassified.v1.kind': 'who may see a petition depends on its kind',
    'PetitionClassified.v1.formerKind': 'who may see a petition depends on its kind',
    'PetitionSplit.v1.parts[].kind': 'who may see a petition depends on its kind',
    'SplitPrepared.v1.kinds[]': 'who may see a petition depends on its kind',
  };
  const closedIn = (schema: z.ZodType, at: string): string[] => {
    if (schema instanceof z.ZodObject)
      return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => closedIn(field, `${at}.${name}`));
    if (schema instanceof z.ZodArray) return closedIn(schema.def.element as z.ZodType, `${at}[]`);
    if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return closedIn(schema.def.innerType as z.ZodType, at);
    return schema instanceof z.ZodEnum && !isGrowing(schema) ? [at] : [];
  };

  it('is the rule: every enumeration grows but those on the list', () => {
    const found = [
      ...closedIn(Envelope, 'Envelope'),
      ...[...eventCatalogue()].flatMap(([name, definition]) => closedIn(definition.sent, name)),
    ];
    expect(found.sort()).toEqual(Object.keys(CLOSED).sort());
    expect(closedIn(z.object({ a: z.enum(['X']), b: z.array(growing(z.enum(['X'])).nullable()) }), 'Planted')).toEqual(['Planted.a']);
  });

  it('is refused at the declaration where it could not be judged', () => {
    expect(() => defineEvent('Planted', 1, { either: z.union([z.string(), z.number()]) })).toThrow('union');
  });
});
