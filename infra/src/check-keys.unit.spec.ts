import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { checkKeys } from './check-keys.js';
import { isWithin } from './places.js';
import { DemoSecrets, refuseOtherKeys } from './secrets.js';

let dataDir: string;
let keys: string;
const faults = async (env: NodeJS.ProcessEnv = { SECRETS_DIR: keys }) =>
  Object.fromEntries((await checkKeys(dataDir, env)).flatMap(({ name, faults: found }) => (found.length > 0 ? [[name, found]] : [])));

beforeEach(async () => {
  [dataDir, keys] = [join(temporaryFolder(), 'data'), join(temporaryFolder(), 'keys')];
  await mkdir(dataDir);
});

describe('where keys lie', () => {
  it('is clean outside of the data, and told for each key with them', async () => {
    await DemoSecrets.of(keys);
    expect(await faults()).toEqual({});
    await cp(keys, join(dataDir, 'secrets'), { recursive: true });
    const found = Object.values(await faults({}));
    expect(found.length).toBeGreaterThan(6);
    expect(found.every((one) => String(one) === 'WITH_DATA')).toBe(true);
  });

  it('is not hidden by a link', async () => {
    await DemoSecrets.of(join(dataDir, 'secrets'));
    await symlink(join(dataDir, 'secrets'), keys);
    expect((await faults())['TOKEN_KEYS']).toEqual(['WITH_DATA']);
  });

  it('is asked of the password of the brokers where there is one', async () => {
    await DemoSecrets.of(keys);
    const env = { SECRETS_DIR: keys, KAFKA_SASL: 'scram-sha-512' };
    expect(await faults(env)).toEqual({ KAFKA_PASSWORD: ['MISSING'] });
    await writeFile(join(keys, 'KAFKA_PASSWORD'), 'secret', { mode: 0o600 });
    expect(await faults(env)).toEqual({});
    expect((await checkKeys(dataDir, env)).find(({ name }) => name === 'KAFKA_PASSWORD')?.demo).toBe(false);
    expect(await faults({ ...env, KAFKA_PASSWORD: 'k1=value:secret' })).toEqual({ KAFKA_PASSWORD: ['IN_CONFIGURATION'] });
  });

  it.each([
    ['readable by others', 'READABLE_BY_OTHERS', (file: string) => chmod(file, 0o644)],
    ['missing', 'MISSING', (file: string) => rm(file)],
  ])('is told of a key that is %s', async (_what, fault, spoil) => {
    await DemoSecrets.of(keys);
    await spoil(join(keys, 'INTAKE_REPORT_KEYS'));
    expect(await faults()).toEqual({ INTAKE_REPORT_KEYS: [fault] });
  });

  it('is that of the lists in the environment where they are given', async () => {
    await DemoSecrets.of(keys);
    const own = join(temporaryFolder(), 'master');
    await writeFile(own, 'x', { mode: 0o600 });
    const env = {
      SECRETS_DIR: keys,
      MASTER: 'secret',
      INTAKE_MASTER_KEYS: `m2=file:${own}, m1=env:MASTER`,
      INTAKE_REPORT_KEYS: 'r1=value:abc',
      INTAKE_CODE_KEYS: '[{',
      INTAKE_INDEX_KEYS: 'i1=env:NOWHERE',
    };
    expect(await faults(env)).toEqual({
      INTAKE_REPORT_KEYS: ['IN_CONFIGURATION'],
      INTAKE_CODE_KEYS: ['MALFORMED'],
      INTAKE_INDEX_KEYS: ['MISSING'],
    });
    const told = await checkKeys(dataDir, env);
    expect(told.filter(({ name }) => name === 'INTAKE_MASTER_KEYS').map(({ id, place, demo }) => [id, place, demo])).toEqual([
      ['m2', own, false],
      ['m1', 'env:MASTER', false],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/secret"|abc/);
  });

  it('within a folder means in it, not beside it', () => {
    for (const [path, within] of [
      ['/data', true],
      ['/data/secrets/x', true],
      ['/data.keys/x', false],
      ['/dat', false],
      ['/', false],
      ['/data/..x', true],
    ] as const)
      expect([path, isWithin(path, '/data')]).toEqual([path, within]);
  });

  it('ends the command with 1 or 0, the figures in its last line', async () => {
    await DemoSecrets.of(keys);
    const run = (env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, ['--no-warnings', fileURLToPath(new URL('../dist/check-keys.js', import.meta.url))], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ...env },
      });
    const clean = run({ SECRETS_DIR: keys });
    expect([clean.status, JSON.parse(clean.stdout.trimEnd().split('\n').at(-1)!)]).toMatchObject([0, { withData: 0, wrong: 0 }]);
    await rename(keys, join(dataDir, 'secrets'));
    const found = run({});
    expect([found.status, JSON.parse(found.stdout.trimEnd().split('\n').at(-1)!).withData]).toEqual([1, expect.any(Number)]);
    expect(found.stdout).toContain('与数据同在一个文件夹');
  });
});

describe('keys in another folder than before', () => {
  it('are not made anew where those of the data lie in it, or cannot be found', async () => {
    await refuseOtherKeys(dataDir, keys); // nothing there yet
    await DemoSecrets.of(join(dataDir, 'secrets'));
    await expect(refuseOtherKeys(dataDir, keys)).rejects.toThrow(`mv ${join(dataDir, 'secrets')}/*`);
    await rename(join(dataDir, 'secrets'), keys);
    await refuseOtherKeys(dataDir, keys);
    await mkdir(join(dataDir, 'postgres', 'cluster'), { recursive: true });
    await refuseOtherKeys(dataDir, keys);
    await expect(refuseOtherKeys(dataDir, join(dataDir, 'secrets'))).rejects.toMatchObject({ name: 'StartRefusal' });
    expect(await readFile(join(keys, 'TOKEN_KEYS'), 'utf8')).toContain('"d"');
  });
});
