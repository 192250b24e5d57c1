import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { DemoSecrets } from './secrets.js';

const KEY = 'INTAKE_MASTER_KEYS';
let folder: string;
const key = () => readFile(join(folder, KEY), 'utf8');

beforeEach(() => {
  folder = join(temporaryFolder(), 'secrets');
});

describe('the keys of a node', () => {
  it('are made once, and the same afterwards', async () => {
    await DemoSecrets.of(folder);
    const made = await key();
    expect(made).toMatch(/^[\w-]{43}$/);
    await DemoSecrets.of(folder);
    expect(await key()).toBe(made);
  });

  it.each([
    ['a folder', async (file: string) => void (await mkdir(file))],
    ['a link in a ring', async (file: string) => symlink(file, file)],
    ['empty', async (file: string) => writeFile(file, '\n')],
  ])('are never made anew where the one that is there cannot be read: %s', async (_what, spoil) => {
    await DemoSecrets.of(folder);
    const file = join(folder, KEY);
    await rm(file);
    await spoil(file);
    await expect(DemoSecrets.of(folder)).rejects.toMatchObject({ name: 'StartRefusal', message: expect.stringContaining(file) });
  });

  it('are made where one does not exist yet, as after an upgrade', async () => {
    await DemoSecrets.of(folder);
    const other = await readFile(join(folder, 'TOKEN_KEYS'), 'utf8');
    await rm(join(folder, KEY));
    await DemoSecrets.of(folder);
    expect(await key()).toMatch(/^[\w-]{43}$/);
    expect(await readFile(join(folder, 'TOKEN_KEYS'), 'utf8')).toBe(other);
  });
});
