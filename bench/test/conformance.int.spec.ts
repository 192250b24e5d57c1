import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicOf, SUITES, type Suite } from '@sunshine/envelope';
import { temporaryFolder } from '@sunshine/testing';
import { Kit, newOwn, type Own, type UnderTest } from '../src/conformance/kit.js';
import { conformance, conforms, inWords, POINTS, type Report } from '../src/conformance/run.js';
import { openNode, type NodeUnderTest } from './node-under-test.js';
import { FAULTS, wrongPartner } from './wrong-partner.js';

const FORBIDDEN = 'opinion';
let under: NodeUnderTest;
let owns: Record<Suite, Own>;

const partner = (suite: Suite, endpoint = under.endpoint): UnderTest => ({
  ...{ endpoint, node: under.node, keys: publicOf(under.keys(suite)), division: under.division },
  ...{ forbiddenKind: FORBIDDEN, revoked: true },
});
const states = ({ points }: Report, state: string) =>
  points.filter((point) => point.state === state).map(({ id, found }) => `${id} ${found}`);
const named = (report: Report, state: string) => report.points.filter((point) => point.state === state).map(({ id }) => id);

beforeAll(async () => {
  under = await openNode();
  owns = { international: await newOwn('kit.international', 'international'), national: await newOwn('kit.national', 'national') };
  for (const suite of SUITES) await under.list(owns[suite]);
});

/** Points that stand on this one, directly or through others. */
function dependents(id: string): string[] {
  const on = new Set([id]);
  for (const { id: each, after } of POINTS) if (after.some((needed) => on.has(needed))) on.add(each);
  on.delete(id);
  return POINTS.map((point) => point.id).filter((each) => on.has(each));
}

describe('the conformance kit', () => {
  it.each(SUITES)('finds our own node right in every point (%s)', async (suite) => {
    const report = await conformance(new Kit(owns[suite], partner(suite)));
    expect([...states(report, 'failed'), ...states(report, 'skipped')]).toEqual([]);
    expect([report.passed, conforms(report)]).toEqual([POINTS.length, true]);
    expect(inWords(report)).toHaveLength(POINTS.length + 2);
  });

  it('says what it could not look at, and then does not say that the endpoint conforms', async () => {
    const report = await conformance(new Kit(owns.international, { ...partner('international'), forbiddenKind: null, revoked: false }));
    expect([named(report, 'failed'), named(report, 'skipped')]).toEqual([[], ['key-revoked', 'kind-not-allowed']]);
    expect(conforms(report)).toBe(false);
  });

  it('finds each point wrong where nobody answers, or skips it', async () => {
    const report = await conformance(new Kit(owns.international, partner('international', 'http://127.0.0.1:9/exchange')));
    expect(report.passed).toBe(0);
    expect(states(report, 'failed')[0]).toMatch(/^answered 没有应答/);
  });

  it('has a wrong partner for each of its points, and for nothing else', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(POINTS.map(({ id }) => id).sort());
    expect(Object.values(FAULTS).filter((ways) => Object.keys(ways).length === 0)).toEqual([]);
  });

  it.each(Object.entries(FAULTS).flatMap(([id, ways]) => Object.entries(ways).map(([way, fault]) => ({ id, way, fault }))))(
    'finds a partner wrong in $id that $way, and in nothing else',
    async ({ id, fault }) => {
      const endpoint = await wrongPartner(under, under.keys('international'), fault);
      const report = await conformance(new Kit(owns.international, partner('international', endpoint)));
      expect(states(report, 'failed').map((line) => line.split(' ')[0])).toEqual([id]);
      expect(named(report, 'skipped')).toEqual(dependents(id));
      expect(conforms(report)).toBe(false);
    },
  );
});

describe('npm run conformance', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const run = (args: readonly string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const program = join(root, 'bench/dist/conformance/main.js');
      execFile(process.execPath, ['--no-warnings', program, ...args], { env: { PATH: process.env['PATH'] } }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
      );
    });
  const folder = temporaryFolder();
  const [keysFile, ownFile, reportFile] = ['partner.json', 'own.json', 'report.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const required = () => ['--endpoint', under.endpoint, '--partner', under.node, '--keys', keysFile, '--own', ownFile];

  beforeAll(() => {
    expect(spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { encoding: 'utf8' })).toMatchObject({ status: 0 });
    writeFileSync(keysFile, JSON.stringify(SUITES.map((suite) => publicOf(under.keys(suite)))));
  }, 120_000);

  it('first makes its own keys, which nobody else reads, and prints what the partner enters', async () => {
    const { code, stdout } = await run(required());
    const { register, revoke } = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
      register: { node: string; keys: { keyId: string }[]; receives: { kinds: string[] } };
      revoke: string;
    };
    const own = JSON.parse(readFileSync(ownFile, 'utf8')) as Own;
    expect([code, register.node, register.receives.kinds, revoke]).toEqual([2, 'conformance.kit', ['*'], own.revoked.keyId]);
    expect(register.keys.map(({ keyId }) => keyId)).toEqual([own.keys.keyId, own.revoked.keyId]);
    expect(stdout).not.toContain(own.keys.signingSecret);
    expect(statSync(ownFile).mode & 0o077).toBe(0);
    await under.list(own);
  });

  it('then says that our own node conforms, in words and as JSON', async () => {
    const { code, stdout, stderr } = await run([...required(), '--revoked', '--forbidden-kind', FORBIDDEN, '--report', reportFile]);
    const report = JSON.parse(stdout.trim().split('\n').at(-1)!) as Report;
    expect([code, stderr, report.passed, report.failed, report.skipped]).toEqual([0, '', POINTS.length, 0, 0]);
    expect(JSON.parse(readFileSync(reportFile, 'utf8'))).toEqual(report);
    expect(stdout).toContain(`共${POINTS.length}项：符合${POINTS.length}项，不符0项，未验0项`);
  });

  it('fails where a point was not looked at, and refuses files that are of no use', async () => {
    expect((await run(required())).code).toBe(1);
    const national = await run([...required(), '--suite', 'national']);
    expect([national.code, national.stderr]).toEqual([1, expect.stringContaining('另一算法')]);
    const none = await run(['--endpoint', under.endpoint]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('npm run conformance')]);
    writeFileSync(keysFile, JSON.stringify({ ...publicOf(under.keys('international')), keyId: '0'.repeat(32) }));
    const other = await run(required());
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('格式不符')]);
  }, 120_000);
});

describe('the points of the kit', () => {
  it('name each a place of a printed document that is there', () => {
    for (const { id, source } of POINTS) {
      const [file, pointer = ''] = source.split('#') as [string, string?];
      const document: unknown = JSON.parse(readFileSync(new URL(`../../services/exchange/${file}`, import.meta.url), 'utf8'));
      const steps = pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/'));
      const there = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      expect([id, there]).toEqual([id, expect.anything()]);
    }
  });

  it('stand after those on which they depend', () => {
    for (const [place, { id, after }] of POINTS.entries()) {
      const before = POINTS.slice(0, place).map((point) => point.id);
      expect([id, after.filter((needed) => !before.includes(needed))]).toEqual([id, []]);
    }
  });

  it('are all in the guide for vendors, in their words', () => {
    const guide = readFileSync(new URL('../../docs/exchange-conformance.md', import.meta.url), 'utf8');
    const rows = [...guide.matchAll(/^\| `([a-z0-9-]+)` \| (.+) \| `(.+)` \|$/gm)].map(([, id, requires, source]) => [
      id,
      requires,
      source,
    ]);
    expect(rows).toEqual(POINTS.map(({ id, requires, source }) => [id, requires, source]));
  });

  it('rest on documents that anybody may read at the endpoint', async () => {
    const answer = await fetch(`${under.endpoint}/openapi.json`);
    const committed: unknown = JSON.parse(readFileSync(new URL('../../services/exchange/openapi.json', import.meta.url), 'utf8'));
    expect([answer.status, await answer.json()]).toEqual([200, committed]);
    expect((await fetch(`${under.endpoint}/else.json`)).status).toBe(404);
  });
});
