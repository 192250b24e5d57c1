import { expect, it } from '@jest/globals';
import type { LeakCity } from './leak-matrix.city.js';
import { fieldPaths, selectionOf } from './leak-matrix.js';

/** What a query code with its secret opens. */
export function holders(city: () => LeakCity): void {
  const TRACK = `query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { ${selectionOf(fieldPaths('TrackedPetition'))} } }`;
  const tracked = async (queryCode: string, secret: string) =>
    (JSON.parse(await city().raw(null, TRACK, { queryCode, secret })) as { data: { trackPetition: Record<string, unknown> } }).data
      .trackPetition;

  it('of a report sees received, handed over, answered or ended, and neither organ, person, matter nor date of a duty', async () => {
    const { rows } = await city().admin.query<{ number: string }>(`select number from intake.petition where kind = 'REPORT'`);
    const reports = city().played.receipts.filter((receipt) => rows.some((row) => row.number === receipt.number));
    expect(reports.length).toBeGreaterThan(0);
    for (const { queryCode, secret, number } of reports) {
      const { pass, registeredOn, receivedOn, stage, stageName, progress, outcome, partNumbers, takesPartCodes, ...rest } = await tracked(
        queryCode,
        secret,
      );
      expect([pass, registeredOn, receivedOn].every((value) => typeof value === 'string')).toBe(true);
      expect(['received', 'handed_over', 'answered', 'ended']).toContain(stage);
      expect(stage === 'ended' ? ['已撤回信访', '已分件', '已引导', '存', '不予受理'] : ['已收到', '已移送有权机关', '已答复']).toContain(
        stageName,
      );
      // A name was left.
      expect(takesPartCodes).toBe(false);
      expect([progress, outcome !== null, partNumbers !== null]).toEqual([stage, stage === 'ended', outcome === 'split']);
      const told = Object.entries(rest).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
      expect(told).toEqual([['number', number]]);
    }
  });

  it('of a claim sees its course, and no name of anybody', async () => {
    const names = (await city().admin.query<{ name: string }>('select name from directory.person')).rows.map(({ name }) => name);
    // The code of who died opens nothing any more.
    const live = (
      await city().admin.query<{ number: string }>('select p.number from intake.petition p join intake.query_code q on q.holder_id = p.id')
    ).rows;
    const numbers = new Set(live.map(({ number }) => number));
    for (const { queryCode, secret } of city()
      .played.receipts.filter(({ number }) => numbers.has(number))
      .slice(0, 20)) {
      const text = JSON.stringify(await tracked(queryCode, secret));
      expect(names.filter((name) => text.includes(name))).toEqual([]);
    }
  });

  it('opens no petition with the pass', async () => {
    const { queryCode, secret } = city().played.receipts[0]!;
    const { pass } = await tracked(queryCode, secret);
    const [{ id }] = (
      await city().admin.query<{ id: string }>('select id from intake.petition where number = $1', [city().played.receipts[0]!.number])
    ).rows as [{ id: string }];
    expect(await city().raw(pass as string, 'query ($id: ID!) { petition(id: $id) { id } }', { id })).toContain('SIGN_IN_REQUIRED');
  });
}
