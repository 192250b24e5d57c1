import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { bringDemo } from './bring.js';
import { petitions } from './petitions.js';
import { actsOf } from './script.js';

const TODAY = '2026-11-24';
let folder: string;
let asked: string[];
let moved: (string | null)[];

/** A graph that knows every request by its id, and dies after so many acts. */
const graph = (dieAfter = Infinity) => ({
  query<T>(_account: string | null, _document: string, variables: Record<string, unknown>): Promise<T> {
    const { requestId } = (variables['input'] ?? {}) as { requestId?: string };
    if (requestId) asked.push(JSON.stringify(variables['input']));
    if (asked.length > dieAfter) return Promise.reject(new Error('killed'));
    const petition = {
      id: requestId,
      requests: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      petitioners: Array.from({ length: 6 }, (_, n) => ({ id: `p${n}` })),
    };
    return Promise.resolve({
      act: { id: 'x', number: 'n', queryCode: 'q', secret: 's', petition: null, extension: { id: 'e' } },
      petitionByNumber: petition,
    } as T);
  },
});
const time = { set: (instant: Date | null) => void moved.push(instant?.toISOString() ?? null) };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  [asked, moved] = [[], []];
});

describe('bringing the demo', () => {
  it('does every act once, day by day, and gives the clock back', async () => {
    const played = await bringDemo(graph(), time, folder, TODAY);
    expect(asked).toHaveLength(petitions.flatMap((petition) => actsOf(petition, TODAY)).length);
    expect(played).toMatchObject({ petitions: petitions.length, acts: asked.length });
    const days = moved.filter((instant) => instant !== null);
    expect(days).toEqual(days.toSorted());
    expect(moved.at(-1)).toBeNull();
    expect(JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8'))).toEqual({ today: TODAY, done: true });
  });

  it('does nothing when it was done', async () => {
    await bringDemo(graph(), time, folder, TODAY);
    asked = [];
    expect(await bringDemo(graph(), time, folder, '2027-01-03')).toBeNull();
    expect(asked).toEqual([]);
  });

  it('goes on after a kill with the very same requests, on a later day too', async () => {
    await expect(bringDemo(graph(100), time, folder, TODAY)).rejects.toThrow('killed');
    expect(moved.at(-1)).toBeNull();
    const before = new Set(asked.slice(0, 100));
    asked = [];
    await bringDemo(graph(), time, folder, '2026-11-26');
    expect([...before].filter((request) => !asked.includes(request))).toEqual([]);
  });
});
