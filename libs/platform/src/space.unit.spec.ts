import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { metricsText } from './metrics.js';
import { Space } from './space.js';

const MB = 1_048_576;
const volumes = [
  { name: 'data', path: '/data' },
  { name: 'files', path: '/files' },
];
const over = (free: Record<string, number>) => new Space(volumes, 100, async (path) => free[path] ?? 0);

describe('free space', () => {
  it('is enough down to the limit, on every volume', async () => {
    const space = over({ '/data': 100 * MB, '/files': 100 * MB });
    await expect(space.require()).resolves.toBeUndefined();
    expect(await space.check()).toBeNull();
  });

  it('below the limit refuses what is new, and tells the operator which volume', async () => {
    const space = over({ '/data': 500 * MB, '/files': 100 * MB - 1 });
    await expect(space.require()).rejects.toMatchObject({ code: 'STORAGE_LOW', kind: 'UNAVAILABLE' });
    expect(await space.check()).toBe('files: 99 MB free, filing and uploads are refused below 100 MB');
  });

  it('is shown to those who watch the node', async () => {
    const space = over({ '/data': 7, '/files': 9 });
    const text = await metricsText();
    expect(text).toContain('sunshine_space_free_bytes{volume="data"} 7');
    expect(text).toContain('sunshine_space_free_bytes{volume="files"} 9');
    space.close();
  });

  it('is read of the folder above where the folder is not made yet', async () => {
    const space = new Space([{ name: 'files', path: join(tmpdir(), 'not', 'made', 'yet') }], 0);
    expect((await space.free()).get('files')).toBeGreaterThan(0);
    space.close();
  });
});
