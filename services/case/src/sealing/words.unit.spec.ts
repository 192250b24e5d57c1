import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DESTROYED, ReportWords, keepPlain, sealedBody } from './words.js';

const [ONE, OTHER] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];

/** Keys of two reports in memory. */
function store() {
  const keys = new Map<string, Buffer>();
  return {
    keys,
    openOrCreate: (id: string) => {
      const key = keys.get(id) ?? randomBytes(32);
      keys.set(id, key);
      return Promise.resolve(key);
    },
    openAll: (ids: readonly string[]) =>
      Promise.resolve(new Map(ids.flatMap((id) => (keys.has(id) ? [[id, keys.get(id)!] as const] : [])))),
  };
}

describe('words about a report', () => {
  it('are sealed wherever they stand in a value, and opened to the same value', async () => {
    const words = new ReportWords(store());
    const keep = await words.of(ONE);
    const row = {
      reason: '张某反映',
      list: ['甲', { code: 'refused', at: null, n: 3, yes: true }],
      organId: OTHER,
      on: '2025-03-03',
      none: '',
    };
    const kept = keep(row);
    expect(kept).toMatchObject({ organId: OTHER, on: '2025-03-03', none: '', list: [expect.any(String), { at: null, n: 3, yes: true }] });
    expect(JSON.stringify(kept)).not.toMatch(/张某|甲|refused/);
    expect(await words.opened([kept])).toEqual([row]);
  });

  it('come back as they were whatever they are', async () => {
    const words = new ReportWords(store());
    const keep = await words.of(ONE);
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => expect(await words.opened(keep(value))).toEqual(value)));
  });

  it('open with no other key, and not in the name of another report', async () => {
    const keys = store();
    const words = new ReportWords(keys);
    const kept = (await words.of(ONE))('密');
    await words.of(OTHER);
    await expect(words.opened([kept.replace(ONE, OTHER)])).rejects.toThrow();
    keys.keys.set(ONE, randomBytes(32));
    await expect(words.opened([kept])).rejects.toThrow();
  });

  it('are gone with their key: the rest of the row stays', async () => {
    const keys = store();
    const words = new ReportWords(keys);
    const keep = await words.of(ONE);
    const row = { on: '2025-03-03', reason: keep('密'), body: sealedBody(keep, '{"facts":"密","title":"移送函"}') };
    expect(row.body).toContain('移送函');
    expect((await words.opened([row]))[0]!.body).toBe('{"facts":"密","title":"移送函"}');
    keys.keys.clear();
    expect(await words.opened([row])).toEqual([{ on: '2025-03-03', reason: DESTROYED, body: JSON.stringify({ title: DESTROYED }) }]);
  });
});

describe('words about any other matter', () => {
  it('are kept as they are', () => {
    const row = { reason: '张某反映', answers: [{ text: '甲' }] };
    expect(keepPlain(row)).toBe(row);
  });

  it('are refused where somebody pasted the sealed words of a report', async () => {
    const words = new ReportWords(store());
    const pasted = (await words.of(ONE))('密');
    expect(() => keepPlain({ answers: [{ text: pasted }] })).toThrow(expect.objectContaining({ code: 'TEXT_MALFORMED' }));
  });

  it('pasted into another report open as what was pasted, not as what it hides', async () => {
    const words = new ReportWords(store());
    const pasted = (await words.of(ONE))('密');
    expect(await words.opened((await words.of(OTHER))({ text: pasted }))).toEqual({ text: pasted });
  });
});
