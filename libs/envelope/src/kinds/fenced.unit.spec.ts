import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEVELS_MAX } from '../signed.js';
import { FENCED_FIELDS, fenceOff, isFenced } from './fenced.js';

const everyName = FENCED_FIELDS.flatMap(({ abbreviations, chinese, english }) => [...abbreviations, ...chinese, ...english]);
const SECRET = 'a profile of somebody';

/** JSON with fenced fields planted at any depth. */
const planted = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>('x', 1, true, null),
    fc.array(tie('node'), { maxLength: 3 }),
    fc
      .array(
        fc.tuple(fc.oneof(fc.constantFrom(...everyName, '__proto__', 'name', 'constructor'), fc.string({ maxLength: 6 })), tie('node')),
        { maxLength: 4 },
      )
      .map((fields) => Object.fromEntries(fields.map(([name, value]) => [name, isFenced(name) ? { [SECRET]: [SECRET, value] } : value]))),
  ),
})).node;

const nested = (levels: number, inner = '1', list = false): unknown =>
  JSON.parse((list ? '[' : '{"a":').repeat(levels) + inner + (list ? ']' : '}').repeat(levels));

describe('fenced fields', () => {
  it.each(everyName)('%s is one, however it is written', (name) => {
    for (const written of [name, name.toUpperCase(), name.split('').join('_'), ` ${name} `]) {
      expect(fenceOff({ [written]: SECRET, petitioners: [{ [written]: SECRET }] })).toEqual({
        passed: { petitioners: [{}] },
        dropped: [written, `petitioners.0.${written}`].sort(),
      });
    }
  });

  it.each(['tsryyy', 'mzdm', 'mzmc', 'zydm', 'gzdwmc', 'hkszddm', 'political_status_code', 'Ｙｙｂｚ'])(
    '%s says the same of somebody',
    (name) => expect(isFenced(name)).toBe(true),
  );

  it.each(['xm', 'zz', 'zzdm', 'sjh', 'xfyydm', 'zyjh', '内容', 'name', 'address', 'djjgmc', 'constructor', '__proto__', ''])(
    '%j is none',
    (name) => expect(isFenced(name)).toBe(false),
  );

  it('never pass at any depth, all others do, and of the dropped ones the places are told and no values', () => {
    fc.assert(
      fc.property(planted, (body) => {
        const { passed, dropped } = fenceOff(body);
        expect(JSON.stringify(passed)).not.toContain(SECRET);
        expect(JSON.stringify(dropped)).not.toContain(SECRET);
        // Independent of the walk: JSON's own reviver leaves out what is fenced.
        const names: string[] = [];
        const expected: unknown = JSON.parse(JSON.stringify(body), function (this: unknown, name: string, value: unknown) {
          if (Array.isArray(this) || !isFenced(name)) return value;
          if (JSON.stringify(value).includes(SECRET)) names.push(name);
          return undefined;
        });
        expect(passed).toEqual(expected);
        expect(dropped.length).toBeLessThanOrEqual(names.length);
        expect(dropped.length === 0).toBe(names.length === 0);
        expect(fenceOff(passed)).toEqual({ passed, dropped: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('stand no deeper than an envelope carries, and what is deeper is refused without a stack for it', () => {
    expect(fenceOff(nested(LEVELS_MAX)).passed).toEqual(nested(LEVELS_MAX));
    for (const levels of [LEVELS_MAX + 1, 500_000])
      for (const list of [true, false])
        expect(() => fenceOff(nested(levels, '1', list))).toThrow(expect.objectContaining({ code: 'ENVELOPE_TOO_DEEP' }));
  });

  it('named __proto__ stay fields', () => {
    const { passed } = fenceOff(JSON.parse('{"__proto__":{"polluted":true,"yybz":1}}'));
    expect(Object.hasOwn(passed as object, '__proto__')).toBe(true);
    expect((passed as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
