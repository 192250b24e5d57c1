import { beforeAll, describe, expect, it } from '@jest/globals';
import { chance } from '@sunshine/chance';
import { exchangePlan } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { LinkedNode, OPERATOR, OTHER, linked, settle, uuid as known } from '../../test/link.js';
import { differences, planted } from '../../test/planted.js';
import { Night } from './night.js';

const DAY = 86_400_000;
const KINDS = ['missing_here', 'missing_there', 'other_digest', 'other_sequence', 'receipt_only_there'] as const;

describe('two nodes compare what each has', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: LinkedNode;
  const yesterday = () => new Date(time.now().getTime() + 8 * 3_600_000 - DAY).toISOString().slice(0, 10);
  const ago = (n: number) => new Date(time.now().getTime() + 8 * 3_600_000 - n * DAY).toISOString().slice(0, 10);
  const compare = async (from = ago(30)) => {
    const answer = await city.act(OPERATOR, 'runReconciliation', { node: county.node, from, to: yesterday() }, 'id state');
    await settle(city, county);
    return answer;
  };

  beforeAll(async () => {
    time.set(new Date('2026-03-20T04:00:00.000Z'));
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    county.hears();
    city.hears();
  });

  it('500 planted differences of every kind among 4,000 messages are found on both sides, each once, and no other', async () => {
    const draw = chance(15);
    const day = (n: number) => new Date(time.now().getTime() - (1 + (n % 28)) * DAY).toISOString();
    const rows = (way: string) =>
      Array.from({ length: 2_000 }, (_of, n) => ({
        ...{ id: uuid(), conversation: `${way}-${n % 200}`, sequence: Math.floor(n / 200) + 1, at: day(n % 200) },
        digest: Math.floor(draw() * 2 ** 40)
          .toString(16)
          .padStart(64, '0'),
      }));
    const [down, up] = [rows('down'), rows('up')];
    await planted(city, county, down);
    await planted(county, city, up);
    const expected: Record<'city' | 'county', string[]> = { city: [], county: [] };
    const victims = [
      ...down.map((row) => ({ row, sender: city, receiver: county })),
      ...up.map((row) => ({ row, sender: county, receiver: city })),
    ]
      .map((victim) => ({ victim, order: draw() }))
      .toSorted((one, other) => one.order - other.order)
      .slice(0, 500)
      .map(({ victim }) => victim);
    for (const [n, { row, sender, receiver }] of victims.entries()) {
      const kind = KINDS[n % KINDS.length]!;
      const tell = (node: LinkedNode, line: string) => expected[node === city ? 'city' : 'county'].push(line);
      if (kind === 'missing_here') {
        await receiver.db.query('delete from message_in where id = $1', [row.id]);
        tell(receiver, `in missing_here ${row.id}`);
        tell(sender, `out missing_there ${row.id}`);
      } else if (kind === 'missing_there') {
        await sender.db.query('delete from message_out where id = $1', [row.id]);
        tell(receiver, `in missing_there ${row.id}`);
        tell(sender, `out missing_here ${row.id}`);
      } else if (kind === 'receipt_only_there') {
        await sender.db.query(`update message_out set state = 'failed', receipt = null, received_at = null where id = $1`, [row.id]);
        tell(receiver, `in receipt_only_here ${row.id}`);
        tell(sender, `out receipt_only_there ${row.id}`);
      } else {
        await receiver.db.query(
          kind === 'other_digest'
            ? `update message_in set digest = repeat('e', 64) where id = $1`
            : 'update message_in set sequence = sequence + 1000 where id = $1',
          [row.id],
        );
        tell(receiver, `in ${kind} ${row.id}`);
        tell(sender, `out ${kind} ${row.id}`);
      }
    }
    expect(await compare()).toMatchObject({ state: 'asked' });
    expect(await differences(city)).toEqual(expected.city.toSorted());
    expect(await differences(county)).toEqual(expected.county.toSorted());
    const { reconciliations } = (await city.ask(
      OPERATOR,
      '{ reconciliations { edges { node { node askedHere state conversations differences } } } }',
    )) as {
      reconciliations: { edges: { node: object }[] };
    };
    expect(reconciliations.edges.map(({ node }) => node)).toEqual([
      { node: county.node, askedHere: true, state: 'compared', conversations: 400, differences: 500 },
    ]);
    // The same days again: nothing new, nothing twice.
    await compare();
    expect(await differences(city)).toEqual(expected.city.toSorted());
    expect(await differences(county)).toEqual(expected.county.toSorted());
    const [{ organ, due }] = (await city.db.query('select distinct organ_id organ, due_on::text due from difference')) as [
      { organ: string; due: string },
    ];
    expect([organ, due]).toEqual([known(2), ago(-exchangePlan.differenceDays)]);
  });

  it('what sending again mends is mended, by either side; the rest is settled with a reason and found no more', async () => {
    const of = async (node: LinkedNode) => {
      const rows = (await node.db.query(`select id, direction, kind from difference where state = 'open' order by message_id`)) as {
        id: string;
        direction: string;
        kind: string;
      }[];
      const { differences } = (await node.ask(
        OPERATOR,
        '{ differences(filter: { states: [open] }, first: 100) { edges { node { id resendable } } pageInfo { hasNextPage } } }',
      )) as {
        differences: { edges: { node: { id: string; resendable: boolean } }[]; pageInfo: { hasNextPage: boolean } };
      };
      expect(differences.pageInfo.hasNextPage).toBe(rows.length > 100);
      for (const { node: one } of differences.edges) {
        const row = rows.find(({ id }) => id === one.id)!;
        const mended = row.direction === 'out' ? ['missing_there', 'receipt_only_there'] : ['missing_here', 'receipt_only_here'];
        expect([row.direction, row.kind, one.resendable]).toEqual([row.direction, row.kind, mended.includes(row.kind)]);
      }
      return rows;
    };
    // What was planted by hand stands on no wire: the texts of the messages are written anew, as they were.
    await resealed(city, county);
    await resealed(county, city);
    await compare();
    const standing = await of(city);
    let [repaired, settled] = [0, 0];
    for (const { id, direction, kind } of standing) {
      const mended = direction === 'out' ? ['missing_there', 'receipt_only_there'] : ['missing_here', 'receipt_only_here'];
      if (mended.includes(kind)) {
        expect(await city.act(OPERATOR, 'repairDifference', { differenceId: id }, 'state')).toEqual({ state: 'repairing' });
        repaired += 1;
      } else {
        expect(await city.act(OPERATOR, 'repairDifference', { differenceId: id })).toEqual({ code: 'DIFFERENCE_NOT_RESENT' });
        expect(await city.act(OPERATOR, 'settleDifference', { differenceId: id, reason: '双方核对，以对方登记为准' }, 'state')).toEqual({
          state: 'settled',
        });
        settled += 1;
      }
    }
    expect([repaired > 100, settled > 100]).toEqual([true, true]);
    await settle(city, county);
    await compare();
    expect(await differences(city, "'open', 'repairing'")).toEqual([]);
    // What the county has to settle is what the city has settled.
    const left = await of(county);
    expect(left).toHaveLength(settled);
    for (const { id, direction, kind } of left) {
      expect(
        direction === 'in' ? ['other_digest', 'other_sequence', 'missing_there'] : ['other_digest', 'other_sequence', 'missing_here'],
      ).toContain(kind);
      expect(await county.act(OPERATOR, 'settleDifference', { differenceId: id, reason: '双方核对' }, 'state')).toEqual({
        state: 'settled',
      });
    }
    await compare();
    for (const node of [city, county]) {
      expect(await differences(node, "'open', 'repairing'")).toEqual([]);
      expect(await differences(node, "'repaired'")).toHaveLength(repaired);
      expect(await differences(node, "'settled'")).toHaveLength(settled);
    }
    const [{ id }] = standing as unknown as [{ id: string }];
    expect(['DIFFERENCE_ENDED']).toContain((await city.act(OPERATOR, 'repairDifference', { differenceId: id }))['code']);
    expect(await city.act(OPERATOR, 'settleDifference', { differenceId: id, reason: '再次' })).toEqual({ code: 'DIFFERENCE_ENDED' });
  }, 120_000);

  it('what is on its way, was given up or never arrived is no difference', async () => {
    time.set(new Date(time.now().getTime() + 2 * DAY));
    await city.say(county, 'given up', { conversation: 'W-1', kind: 'unheard' });
    await city.say(county, 'applied', { conversation: 'W-2' });
    await settle(city, county);
    await city.say(county, 'lost receipt', { conversation: 'W-3' });
    await city.db.query(
      `update message_out set state = 'waiting', receipt = null, next_at = now() + interval '100 years' where conversation = 'W-2'`,
    );
    time.set(new Date(time.now().getTime() + 2 * DAY));
    await city.db.query(`update message_out set next_at = now() + interval '100 years' where conversation = 'W-3'`);
    const before = await differences(city);
    await compare(ago(3));
    expect(await differences(city)).toEqual(before);
  });

  it('only days that are over are compared, at most 31, by who may', async () => {
    const run = (from: string, to: string, who: number | null = OPERATOR, node = county.node) =>
      city.act(who, 'runReconciliation', { node, from, to });
    expect(await run(ago(0), ago(0))).toEqual({ code: 'RECONCILIATION_DAYS' });
    expect(await run(ago(1), ago(2))).toEqual({ code: 'RECONCILIATION_DAYS' });
    expect(await run(ago(32), ago(1))).toEqual({ code: 'RECONCILIATION_DAYS' });
    expect(await run(ago(31), ago(1))).toHaveProperty('id');
    expect(await run(ago(1), ago(1), OPERATOR, 'nobody.1')).toEqual({ code: 'PARTNER_UNKNOWN' });
    expect(await run(ago(1), ago(1), OTHER)).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await city.act(OPERATOR, 'repairDifference', { differenceId: known(1) })).toEqual({ code: 'DIFFERENCE_UNKNOWN' });
    expect(await city.ask(OTHER, '{ differences { edges { node { id } } } }')).toEqual({ code: 'ACT_NOT_YOURS' });
    await settle(city, county);
  });
});

describe('each night', () => {
  it('from two o’clock one of two nodes asks, for the days that were not compared, and a message that one side lost is told next morning', async () => {
    const time = new Time();
    time.set(new Date('2026-03-20T04:00:00.000Z'));
    const [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    await city.db.query(`update partner set registered_at = '2026-03-19T04:00:00.000Z'`);
    county.hears();
    const id = await city.say(county, 'x');
    await settle(city, county);
    await county.db.query(`delete from message_in where id = $1`, [id]);
    const nights = async () => {
      for (const node of [city, county]) await node.get(Night).run();
      await settle(city, county);
      return (
        (await city.db.query(`select from_day::text f, to_day::text t from reconciliation order by 1, 2`)) as { f: string; t: string }[]
      ).map(({ f, t }) => `${f} ${t}`);
    };
    time.set(new Date('2026-03-20T17:59:00.000Z'));
    expect(await nights()).toEqual([]);
    time.set(new Date('2026-03-20T18:01:00.000Z'));
    expect(await nights()).toEqual(['2026-03-19 2026-03-20']);
    time.set(new Date('2026-03-20T19:01:00.000Z'));
    expect(await nights()).toEqual(['2026-03-19 2026-03-20']);
    expect(await differences(city)).toEqual([`out missing_there ${id}`]);
    expect(await differences(county)).toEqual([`in missing_here ${id}`]);
    const [{ id: difference }] = (await county.db.query('select id from difference')) as [{ id: string }];
    await county.act(OPERATOR, 'repairDifference', { differenceId: difference });
    await settle(city, county);
    expect(await county.states('message_in')).toEqual(['A-1 1 applied']);
    time.set(new Date('2026-03-22T18:01:00.000Z'));
    expect(await nights()).toEqual(['2026-03-19 2026-03-20', '2026-03-20 2026-03-22']);
    expect(await differences(county, "'repairing'")).toEqual([]);
    expect(await differences(county, "'repaired'")).toEqual([`in missing_here ${id}`]);
  });
});

/** Writes the texts of planted messages as their sender would have, on both sides alike. */
async function resealed(from: LinkedNode, to: LinkedNode): Promise<void> {
  const rows = (await from.db.query(`select id, conversation, sequence, created_at at from message_out where wire = 'w' and partner = $1`, [
    to.node,
  ])) as {
    id: string;
    conversation: string;
    sequence: number;
    at: Date;
  }[];
  const texts = await from.written(to, rows);
  for (const { id, wire, digest } of texts) {
    await from.db.query('update message_out set wire = $2, digest = $3 where id = $1', [id, wire, digest]);
    await to.db.query(
      `update message_in set wire = $2, digest = case when digest = repeat('e', 64) then digest else $3 end where id = $1`,
      [id, wire, digest],
    );
    await to.db.query('update proof_leaf set message = $2 where message_id = $1', [id, digest]);
  }
  await to.db.query(
    `insert into conversation_in (partner, conversation, next, held, given_up) select $1, conversation, 100, '{}', '{}' from (select distinct conversation from json_to_recordset($2::json) r(conversation text)) c
      on conflict do nothing`,
    [from.node, JSON.stringify(rows)],
  );
}
