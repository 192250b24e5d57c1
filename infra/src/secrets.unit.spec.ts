import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig, secretList } from '@sunshine/platform';
import { temporaryFolder } from '@sunshine/testing';
import { z } from 'zod';
import { DemoSecrets, kafkaPassword } from './secrets.js';
import { startSettings } from './settings.js';

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

describe('the password of the brokers', () => {
  it('is read where it lies with the keys, only when it is asked for and nothing else names it', async () => {
    await mkdir(folder, { recursive: true });
    expect(await kafkaPassword(folder, { KAFKA_SASL: 'scram-sha-512' })).toEqual({}); // and never made
    await writeFile(join(folder, 'KAFKA_PASSWORD'), 'secret\n');
    const { KAFKA_PASSWORD } = await kafkaPassword(folder, { KAFKA_SASL: 'scram-sha-512' });
    const env = { KAFKA_BROKERS: 'a:1', KAFKA_TLS: 'on', KAFKA_SASL: 'scram-sha-512', KAFKA_USER: 'sunshine', KAFKA_PASSWORD };
    expect(loadConfig(z.object({ KAFKA_PASSWORD: secretList(env) }), env).KAFKA_PASSWORD[0]?.value).toBe('secret');
    expect(await kafkaPassword(folder, {})).toEqual({});
    expect(await kafkaPassword(folder, { KAFKA_SASL: 'scram-sha-512', KAFKA_PASSWORD: 'p=env:P' })).toEqual({});
  });
});

describe('what a start is told of TLS', () => {
  it.each([
    [{ KAFKA_TLS: 'on' }, 'KAFKA_BROKERS'],
    [{ KAFKA_SASL: 'scram-sha-512' }, 'KAFKA_BROKERS'],
    [{ DATABASE_TLS: 'verify-full' }, 'DATABASE_URL'],
  ])('is refused where it starts the server itself: %o', (env: NodeJS.ProcessEnv, of) => {
    expect(() => startSettings(env)).toThrow(`${Object.keys(env)[0]}: is about a server of yours, which ${of} names`);
  });

  it('is taken where the server is somebody else’s', () => {
    const env = { DATABASE_URL: 'postgres://a:b@db/postgres', DATABASE_TLS: 'verify-full', KAFKA_BROKERS: 'a:1', KAFKA_TLS: 'on' };
    expect(startSettings(env)).toMatchObject({ databaseUrl: 'postgres://a:b@db/postgres?sslmode=verify-full', brokers: 'a:1' });
  });
});
