import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BODIES, MATTER } from '../../test/bodies.js';
import { FENCED_FIELDS } from './fenced.js';
import { OWNERS, type Kind, type Owner, type Standing } from './kind.js';
import { MESSAGE_KINDS, type MessageKind } from './kinds.js';
import { placeInWords, readBody } from './read-body.js';

const ALL = ['registering', 'sender', 'in-charge'] as const satisfies readonly Standing[];
const kinds = Object.entries(MESSAGE_KINDS) as [MessageKind, Kind][];
const standings = fc.subarray([...ALL]);
const anyKind = fc.constantFrom(...kinds);
const codeOf = (read: () => unknown): string => {
  try {
    read();
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
/** Paths of every object in a body, lists by their places. */
const objectsIn = (value: unknown, path: string[] = []): string[][] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, of]) => objectsIn(of, [...path, name]));
  return Array.isArray(value) ? inner : [path, ...inner];
};
const plant = (body: object, path: readonly string[], name: string, value: unknown): unknown => {
  const copy = structuredClone(body);
  const at = path.reduce<unknown>((holder, part) => (holder as Record<string, unknown>)[part], copy);
  (at as Record<string, unknown>)[name] = value;
  return copy;
};

describe.each(kinds)('the body of %s', (name, { by, fields }) => {
  it('is read whole from a node that owns all of it', () => {
    expect(readBody(name, 1, BODIES[name], ALL)).toEqual({ value: BODIES[name], unknown: {}, dropped: [], ignored: [] });
  });

  it('keeps of each field what its owner says, and sets aside and tells what another says, whatever it is', () => {
    for (const missing of ALL) {
      const rest = ALL.filter((standing) => standing !== missing);
      if (by === missing) {
        expect(codeOf(() => readBody(name, 1, BODIES[name], rest))).toBe('KIND_OF_OTHER_SIDE');
        continue;
      }
      const foreign = Object.keys(fields[missing]?.shape ?? {});
      for (const strange of [BODIES[name], { ...BODIES[name], ...Object.fromEntries(foreign.map((field) => [field, { no: ['form'] }])) }]) {
        const { value, ignored, unknown } = readBody(name, 1, strange, rest);
        expect(ignored).toEqual(foreign.map((path) => ({ path, owner: missing })).sort(byPathOf(ignored)));
        expect(value).toEqual(Object.fromEntries(Object.entries(BODIES[name]).filter(([field]) => !foreign.includes(field))));
        expect(unknown).toEqual({});
      }
    }
  });

  it('refuses nothing for a fenced field at any place, and keeps nothing of it', () => {
    for (const path of objectsIn(BODIES[name])) {
      const read = readBody(name, 1, plant(BODIES[name], path, 'yybz', 'has made threats'), ALL);
      expect(read).toEqual({ value: BODIES[name], unknown: {}, dropped: [[...path, 'yybz'].join('.')], ignored: [] });
    }
  });

  it('of a later version tells at every place what this release does not know, and keeps it aside', () => {
    for (const path of objectsIn(BODIES[name])) {
      const read = readBody(name, 7, plant(BODIES[name], path, 'urgency', { grade: 2 }), ALL);
      expect(read).toEqual({ value: BODIES[name], unknown: { [[...path, 'urgency'].join('.')]: { grade: 2 } }, dropped: [], ignored: [] });
    }
  });

  it.each([null, 'text', 1, [], [{}], undefined])('that is %j is refused', (body) => {
    expect(codeOf(() => readBody(name, 1, body, ALL))).toBe('BODY_MALFORMED');
  });
});

function byPathOf(order: readonly { path: string }[]) {
  const at = (path: string) => order.findIndex((one) => one.path === path);
  return (one: { path: string }, other: { path: string }) => at(one.path) - at(other.path);
}

describe('reading bodies', () => {
  const fenced = FENCED_FIELDS.flatMap(({ abbreviations, chinese, english }) => [...abbreviations, ...chinese, ...english]);

  it('lets no fenced value into anything it answers', () => {
    fc.assert(
      fc.property(anyKind, standings, fc.constantFrom(...fenced), fc.nat(), fc.boolean(), ([kind], by, field, seed, inUnknown) => {
        const places = objectsIn(BODIES[kind]);
        const path = places[seed % places.length] ?? [];
        const value = inUnknown ? { deeper: [{ [field]: 'SECRET' }] } : 'SECRET';
        const body = plant(BODIES[kind], path, inUnknown ? 'unheardOf' : field, value);
        const owned = MESSAGE_KINDS[kind].by === 'either' ? by : [...by, MESSAGE_KINDS[kind].by];
        const read = readBody(kind, 1, body, owned);
        expect(JSON.stringify(read)).not.toContain('SECRET');
        expect(read.dropped).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses nothing for what it does not know, and never answers a field whose owner did not speak', () => {
    const strange = fc.dictionary(fc.stringMatching(/^x[a-zA-Z]{1,8}$/), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5 });
    fc.assert(
      fc.property(anyKind, standings, strange, ([kind, { by, fields }], spoken, more) => {
        const from = by === 'either' ? spoken : [...spoken, by];
        const read = readBody(kind, 1, { ...BODIES[kind], ...more }, from);
        expect(Object.keys(read.unknown).sort()).toEqual(Object.keys(more).sort());
        const owns = (owner: Owner) => owner === 'either' || from.includes(owner);
        const expected = OWNERS.filter(owns).flatMap((owner) => Object.keys(fields[owner]?.shape ?? {}));
        expect(Object.keys(read.value).sort()).toEqual(expected.sort());
        for (const { path, owner } of read.ignored) expect([owns(owner), path in read.value]).toEqual([false, false]);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses an unknown kind, a version that is none, and what is deeper than an envelope carries', () => {
    expect(codeOf(() => readBody('registration', 1, {}, ALL))).toBe('KIND_UNKNOWN');
    expect(codeOf(() => readBody('constructor', 1, {}, ALL))).toBe('KIND_UNKNOWN');
    for (const version of [0, -1, 1.5, NaN])
      expect(codeOf(() => readBody('recall', version, BODIES.recall, ALL))).toBe('BODY_VERSION_MALFORMED');
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(codeOf(() => readBody('recall', 1, { ...BODIES.recall, note: deep }, ALL))).toBe('ENVELOPE_TOO_DEEP');
  });

  it.each([
    ['receivedOn', { receivedOn: '2025-02-30' }, '报文内容格式不符：收到日期'],
    ['petitioners.1.name', { petitioners: [{ name: '周水生' }, { name: 7 }] }, '报文内容格式不符：信访人第2项的姓名或者名称'],
    ['summary', { summary: '  ' }, '报文内容格式不符：概况'],
    ['kind', { kind: 'RUMOUR' }, '报文内容格式不符：类别'],
  ])('says where the form is wrong: %s', (field, change, message) => {
    expect(() => readBody('transfer', 1, { ...BODIES.transfer, ...change }, ALL)).toThrow(
      expect.objectContaining({ code: 'BODY_MALFORMED', field, message }),
    );
  });

  it.each([
    ['assignment', { reportBy: undefined }, 'reportBy'],
    ['objection-decision', { newOrgan: undefined }, 'newOrgan'],
    ['extension', { newDue: '2025-05-08' }, 'newDue'],
    ['attachment', { part: 3 }, 'part'],
  ] as const)('refuses of %s what the law or the file does not allow: %j', (kind, change, field) => {
    expect(() => readBody(kind, 1, { ...BODIES[kind], ...change }, ALL)).toThrow(
      expect.objectContaining({ code: 'BODY_MALFORMED', field }),
    );
  });

  it('takes a code of a later release for the text it is', () => {
    const { value } = readBody('transfer', 1, { ...BODIES.transfer, channel: { code: 'VIDEO_CALL' } }, ALL);
    expect(value.channel).toEqual({ code: 'VIDEO_CALL' });
  });

  it('counts characters as people do: a rare one is one', () => {
    const name = '𠮷'.repeat(100);
    expect(codeOf(() => readBody('transfer', 1, { ...BODIES.transfer, petitioners: [{ name }] }, ALL))).toBe('read');
    expect(codeOf(() => readBody('transfer', 1, { ...BODIES.transfer, petitioners: [{ name: `${name}𠮷` }] }, ALL))).toBe('BODY_MALFORMED');
  });

  it('names a field that it has no word for by itself', () => {
    expect(placeInWords(['petitioners', 0, 'urgency'])).toBe('信访人第1项的urgency');
    expect(placeInWords([])).toBe('正文');
  });

  it('is the same for a matter that is handed on: who is not its registering node adds and changes nothing of it', () => {
    const { value, ignored } = readBody('assignment', 1, BODIES.assignment, ['sender']);
    expect(Object.keys(value).filter((field) => field in MATTER)).toEqual([]);
    expect(ignored).toHaveLength(Object.keys(MATTER).length);
  });
});
