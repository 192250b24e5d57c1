import { beforeAll, describe, expect, it } from '@jest/globals';
import { Time } from '@sunshine/platform';
import { LinkedNode, linked, settle } from '../test/link.js';
import { Upkeep } from './upkeep.js';

const DAY = 86_400_000;

describe('what the exchange keeps', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: LinkedNode;
  const upkeep = () => city.get(Upkeep).run();
  const partitions = async () =>
    (
      (await city.db.query(
        `select c.relname name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'proof_leaf'::regclass order by 1`,
      )) as { name: string }[]
    ).map(({ name }) => name);

  beforeAll(async () => {
    time.set(new Date('2026-03-15T02:00:00.000Z'));
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    county.hears();
    await city.say(county, 'x');
    await settle(city, county);
  });

  it('the proof log lies by months, those before the first round with them, and is found there', async () => {
    expect(await partitions()).toEqual(['proof_leaf_rest']);
    await upkeep();
    expect(await partitions()).toEqual(['proof_leaf_2026_03', 'proof_leaf_2026_04', 'proof_leaf_rest']);
    expect(await city.db.query('select count(*)::int n from proof_leaf_2026_03')).toEqual([{ n: 1 }]);
    time.set(new Date('2026-04-02T02:00:00.000Z'));
    await city.say(county, 'y');
    await settle(city, county);
    await upkeep();
    expect(await city.db.query('select count(*)::int n from proof_leaf_2026_04')).toEqual([{ n: 1 }]);
    expect(await partitions()).toContain('proof_leaf_2026_05');
    expect(await city.root()).toBe(false);
    expect(await city.db.query('select size from proof_root')).toEqual([{ size: 2 }]);
  });

  it('the text of a message is kept for 400 days after its end, its receipt longer', async () => {
    const kept = async () =>
      (await city.db.query('select wire is not null wire, receipt is not null receipt from message_out order by created_at')) as object[];
    const [{ ended }] = (await city.db.query('select min(ended_at) ended from message_out')) as [{ ended: Date }];
    time.set(new Date(ended.getTime() + 400 * DAY - 1_000));
    await upkeep();
    expect(await kept()).toEqual([
      { wire: true, receipt: true },
      { wire: true, receipt: true },
    ]);
    time.set(new Date(ended.getTime() + 400 * DAY + 2 * 3_600_000));
    await upkeep();
    expect(await kept()).toEqual([
      { wire: false, receipt: true },
      { wire: true, receipt: true },
    ]);
  });

  it('the proof log of a month is kept for thirty years', async () => {
    time.set(new Date('2056-03-20T00:00:00.000Z'));
    await upkeep();
    expect(await partitions()).toContain('proof_leaf_2026_03');
    time.set(new Date('2056-04-20T00:00:00.000Z'));
    await upkeep();
    expect(await partitions()).not.toContain('proof_leaf_2026_03');
    expect(await partitions()).toContain('proof_leaf_2026_04');
  });
});
