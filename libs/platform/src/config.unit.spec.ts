import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { z } from 'zod';
import { loadConfig, secretList } from './config.js';

const folder = temporaryFolder();
writeFileSync(join(folder, 'key'), 'from a file\n');

const read = (env: NodeJS.ProcessEnv) => loadConfig(z.object({ PORT: z.coerce.number().int(), KEYS: secretList(env) }), env);
const demo = { SUNSHINE_MODE: 'demo', PORT: '1' };
const live = { PORT: '1' };

describe('configuration', () => {
  it('names everything that is wrong, and no value', () => {
    const bad = () => read({ PORT: 'many', KEYS: '' });
    expect(bad).toThrow(expect.objectContaining({ problems: [expect.stringContaining('PORT'), expect.stringContaining('KEYS')] }));
    expect(bad).not.toThrow(/many/);
  });
});

describe('secrets', () => {
  it('come from the environment, a file and, in a demo, the configuration itself; the first one is active', () => {
    expect(read({ ...demo, OTHER: 'x', KEYS: `a=env:OTHER, b=file:${join(folder, 'key')} c=value:z` }).KEYS).toEqual([
      { id: 'a', source: 'env:OTHER', value: 'x' },
      { id: 'b', source: `file:${join(folder, 'key')}`, value: 'from a file' },
      { id: 'c', source: 'value:z', value: 'z' },
    ]);
  });

  it('may be a JSON array', () => {
    expect(read({ ...demo, KEYS: '[{"id":"a","source":"value:{\\"kty\\":\\"OKP\\"}"}]' }).KEYS[0]?.value).toBe('{"kty":"OKP"}');
  });

  it.each([
    ['written in the configuration', { KEYS: 'a=value:x' }],
    ['with a demo name', { KEYS: 'demo-1=env:S', S: 'x' }],
    ['with a demo value', { KEYS: 'a=env:S', S: 'demo-x' }],
    ['that is not there', { KEYS: 'a=env:S' }],
    ['without a file', { KEYS: 'a=file:/nowhere/at/all' }],
    ['of no known source', { KEYS: 'a=vault:x' }],
    ['of broken JSON', { KEYS: '[{' }],
    ['missing altogether', { KEYS: ' ' }],
  ])('%s are refused in production', (_case, env) => {
    expect(() => read({ ...live, ...env })).toThrow(/KEYS/);
  });

  it('of a demo are fine in a demo', () => {
    expect(read({ ...demo, KEYS: 'demo-1=value:demo-x' }).KEYS).toHaveLength(1);
  });
});
