import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicOf, SUITES, type Suite } from '@sunshine/envelope';
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
