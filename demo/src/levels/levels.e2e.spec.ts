import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { levelsTour, walkLevels } from '../tour/levels.js';
import { LEVEL_NAMES, LEVELS } from './levels.js';
import { linkLevels } from './link.js';
import { megabytesOf } from './memory.js';
import { startLevels, type Levels, type StartedLevels } from './running.js';

const LONG = 180_000;
const root = join(import.meta.dirname, '..', '..', '..');

let started: StartedLevels;
let levels: Levels;

interface Partner {
  readonly id: string;
  readonly endpoint: string;
  readonly state: string;
  readonly queue: number;
  readonly halted: number;
  readonly parked: number;
  readonly keys: readonly { readonly keyId: string }[];
  readonly organs: readonly { readonly id: string }[];
}
const partnersOf = async (name: (typeof LEVEL_NAMES)[number]): Promise<Partner[]> => {
  const { exchangePartners } = await levels[name].client.query<{ exchangePartners: Partner[] }>(
    LEVELS[name].operator,
    '{ exchangePartners { id endpoint state queue halted parked keys { keyId } organs { id } } }',
  );
  return exchangePartners;
};
/** Partners of all three once every message of theirs has its receipt. */
const settled = async (): Promise<Partner[][]> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const linked = await Promise.all(LEVEL_NAMES.map(partnersOf));
    if (linked.flat().every(({ queue }) => queue === 0)) return linked;
    await sleep(100);
  }
  throw new Error('messages of the three nodes have no receipt');
};

beforeAll(async () => {
  const env = { ...process.env, LOG_LEVEL: 'silent' };
  started = startLevels({ folder: temporaryFolder(), portOf: () => 0, petitions: false, safety: 'throwaway', env });
  levels = await started.ready;
  await linkLevels(levels);
}, LONG);
afterAll(() => started.close(), LONG);

describe('province, city and county on one machine', () => {
  it('share neither people nor keys nor processes', async () => {
    await expect(levels.province.client.query('registrar.city', '{ me { id } }')).rejects.toThrow(
      expect.objectContaining({ code: 'SIGN_IN_FAILED' }),
    );
    const pids = LEVEL_NAMES.flatMap((name) => levels[name].pids);
    expect(new Set(pids).size).toBe(6);
    for (const pid of pids) expect(megabytesOf([pid])).toBeGreaterThan(1);
    const [ofProvince] = await partnersOf('city').then((partners) => partners.filter(({ id }) => id === 'province.990000'));
    const [ofCity] = await partnersOf('county');
    expect(ofProvince?.keys.map(({ keyId }) => keyId)).not.toEqual(ofCity?.keys.map(({ keyId }) => keyId));
  });

  it(
    'hand one matter down, and hear of each step of its handling with a receipt',
    async () => {
      const lines: string[] = [];
      const { failed, numbers } = await walkLevels(levels, (line) => lines.push(line));
      expect({ failed, count: lines.length, wrong: lines.filter((line) => line.includes('失败')) }).toEqual({
        ...{ failed: 0, count: levelsTour.length, wrong: [] },
      });
      for (const number of Object.values(numbers)) expect(number).toMatch(/^99\d{4}-\d{8}-\d{6}$/);
      for (const partner of (await settled()).flat()) expect(partner).toMatchObject({ state: 'active', queue: 0, halted: 0, parked: 0 });
    },
    LONG,
  );

  it('are linked each with its neighbour alone; linking them again changes endpoints that are others now, and ends no suspension', async () => {
    const linked = await settled();
    expect(linked.map((partners) => partners.map(({ id }) => id))).toEqual([
      ['city.990100'],
      ['county.990123', 'province.990000'],
      ['city.990100'],
    ]);
    const suspend = 'mutation ($input: SuspendPartnerInput!) { suspendPartner(input: $input) { id } }';
    await levels.county.client.query(LEVELS.county.operator, suspend, { input: { node: LEVELS.city.node, reason: '检修' } });
    await linkLevels(levels);
    expect((await partnersOf('county')).map(({ state }) => state)).toEqual(['suspended']);
    expect((await settled()).slice(0, 2)).toEqual(linked.slice(0, 2));

    await linkLevels({ ...levels, city: { ...levels.city, url: 'http://127.0.0.1:9/graphql' } });
    const [[ofProvince], , [ofCounty]] = linked as [[Partner], Partner[], [Partner]];
    expect(await partnersOf('province')).toEqual([{ ...ofProvince, endpoint: 'http://127.0.0.1:9/exchange' }]);
    expect(await partnersOf('county')).toEqual([{ ...ofCounty, state: 'suspended' }]);
  });

  it('tell their launcher when one of them ends that nobody asked to', async () => {
    process.kill(levels.county.pids[0]!, 'SIGTERM');
    await expect(started.ended).rejects.toThrow('The node of 西岭县信访局 has ended');
  }, 60_000);
});

describe('npm run start:levels', () => {
  it('refuses what would make one of three', () => {
    const env = { ...process.env, SECRETS_DIR: '/nowhere', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', join(root, 'demo/dist/start-levels.js')], { env });
    expect(status).toBe(1);
    for (const name of ['SECRETS_DIR', 'DATABASE_URL']) expect(String(stderr)).toContain(`${name}: each of the three nodes has its own`);
  });
});
