import { beforeEach, describe, expect, it } from '@jest/globals';
import { Time } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { LinkedNode, OPERATOR, OTHER, linked, settle, uuid as known } from '../../test/link.js';
import { differences, planted, type PlantedRow } from '../../test/planted.js';
import { partnerOf } from '../partners/partners.rows.js';
import { Handlers } from '../receiving/handlers.js';
import { Night } from './night.js';

const DAY = '2026-03-19';
const ON_DAY = '2026-03-19T04:00:00.000Z';
const NEXT_DAY = new Date('2026-03-20T04:00:00.000Z');
const STANDING = "'open', 'repairing'";

const rowsOf = (count: number, of: (n: number) => Pick<PlantedRow, 'conversation' | 'sequence'>): PlantedRow[] =>
  Array.from({ length: count }, (_, n) => ({ id: uuid(), ...of(n), digest: n.toString(16).padStart(64, '0'), at: ON_DAY }));

describe('a comparison on a link that moves', () => {
  let time: Time;
  let city: LinkedNode;
  let county: LinkedNode;
  const run = (node = city, from = DAY, to = DAY, who: number | null = OPERATOR) =>
    node.act(who, 'runReconciliation', { node: (node === city ? county : city).node, from, to });
  const hold = (node: LinkedNode, id: string) => node.db.query(`update message_out set next_at = '2100-01-01' where id = $1`, [id]);
  const letGo = (node: LinkedNode, id: string) => node.db.query(`update message_out set next_at = '2020-01-01' where id = $1`, [id]);
  const stateOf = async (node: LinkedNode, id: string) =>
    ((await node.db.query('select state, code from message_out where id = $1', [id])) as { state: string; code: string | null }[])[0];
  const differenceOn = async (node: LinkedNode, id: string) =>
    ((await node.db.query('select id, state from difference where message_id = $1', [id])) as { id: string; state: string }[])[0]!;
  const nights = async (node = city) =>
    (
      (await node.db.query('select from_day::text f, to_day::text t, state from reconciliation order by begun_at, from_day')) as Record<
        string,
        string
      >[]
    ).map(({ f, t, state }) => `${f} ${t} ${state}`);
  /** Said on the day that is compared; it stays here until it is let go. */
  const saidOnDay = async (from: LinkedNode, to: LinkedNode, conversation: string) => {
    const now = time.now();
    time.set(new Date(ON_DAY));
    const id = await from.say(to, 'x', { conversation });
    await hold(from, id);
    time.set(now);
    return id;
  };
  /** A message that the partner has receipted and lost. */
  const lost = async (from: LinkedNode, to: LinkedNode, conversation: string) => {
    const id = await saidOnDay(from, to, conversation);
    await letGo(from, id);
    await settle(city, county);
    await to.db.query('delete from message_in where id = $1', [id]);
    return id;
  };

  beforeEach(async () => {
    time = new Time();
    time.set(NEXT_DAY);
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    county.hears();
    city.hears();
    await Promise.all([city, county].map(({ db }) => db.query(`update partner set registered_at = '2026-03-18T04:00:00Z'`)));
  });

  it('tells the whole of a partner that has lost everything, however much that is, in parts that each fit an envelope', async () => {
    const rows = [
      ...rowsOf(9_000, (n) => ({ conversation: `990100-20260319-${String(n).padStart(6, '0')}`, sequence: 1 })),
      ...rowsOf(6_000, (n) => ({ conversation: 'LONG', sequence: n + 1 })),
    ];
    await planted(city, county, rows);
    await county.db.query('delete from message_in');
    await run();
    await settle(city, county);
    const line = (start: string) => rows.map(({ id }) => `${start} ${id}`).toSorted();
    expect(await differences(city)).toEqual(line('out missing_there'));
    expect(await differences(county)).toEqual(line('in missing_here'));
    for (const node of [city, county]) {
      const [link] = (await node.db.query(
        `select count(*)::int messages, count(*) filter (where state <> 'sent')::int left, max(bytes) bytes from message_out where conversation like 'link.%'`,
      )) as { messages: number; left: number; bytes: number }[];
      expect([link!.messages > (node === city ? 5 : 1), link!.left, link!.bytes < 1_500_000]).toEqual([true, 0, true]);
    }
  }, 120_000);

  it('takes for no difference what arrives while the two sides look', async () => {
    const gone = await lost(city, county, 'A');
    const back = await lost(county, city, 'B');
    const [down, up] = [await saidOnDay(city, county, 'A'), await saidOnDay(county, city, 'B')];
    await run();
    await city.send();
    await county.apply();
    // The county has looked; now both messages arrive, before the city looks.
    for (const [node, id] of [
      [city, down],
      [county, up],
    ] as const) {
      await letGo(node, id);
    }
    await settle(city, county);
    expect([(await stateOf(city, down))?.state, (await stateOf(county, up))?.state]).toEqual(['sent', 'sent']);
    expect(await differences(city)).toEqual([`in missing_here ${back}`, `out missing_there ${gone}`]);
    expect(await differences(county)).toEqual([`in missing_here ${gone}`, `out missing_there ${back}`]);
  });

  it('is made again on days whose messages came after it, so that what came late and was lost is found', async () => {
    const late = await saidOnDay(city, county, 'A');
    const night = async (at: string) => {
      time.set(new Date(at));
      for (const node of [city, county]) await node.get(Night).run();
      await settle(city, county);
    };
    await night('2026-03-20T18:01:00.000Z');
    await letGo(city, late);
    await settle(city, county);
    await county.db.query('delete from message_in where id = $1', [late]);
    await night('2026-03-21T18:01:00.000Z');
    expect(await nights()).toEqual(['2026-03-18 2026-03-20 compared', '2026-03-19 2026-03-19 compared', '2026-03-21 2026-03-21 compared']);
    expect(await differences(city)).toEqual([`out missing_there ${late}`]);
    expect(await differences(county)).toEqual([`in missing_here ${late}`]);
  });

  it('does not call mended what is being sent again, on either side, before it is there', async () => {
    const id = await lost(city, county, 'A');
    await run();
    await settle(city, county);
    for (const node of [city, county]) {
      const { id: differenceId } = await differenceOn(node, id);
      expect(await node.act(OPERATOR, 'repairDifference', { differenceId }, 'state')).toEqual({ state: 'repairing' });
    }
    await county.send();
    await city.apply();
    await hold(city, id);
    await run();
    await settle(city, county);
    expect([(await differenceOn(city, id)).state, (await differenceOn(county, id)).state]).toEqual(['repairing', 'repairing']);
    await letGo(city, id);
    await settle(city, county);
    expect(await county.states('message_in')).toEqual(['A 1 applied']);
    await run();
    await settle(city, county);
    expect([(await differenceOn(city, id)).state, (await differenceOn(county, id)).state]).toEqual(['repaired', 'repaired']);
  });

  it('a receipt that is still fetched is not there yet', async () => {
    const id = await saidOnDay(city, county, 'A');
    await letGo(city, id);
    await settle(city, county);
    await city.db.query(`update message_out set state = 'failed', receipt = null, received_at = null where id = $1`, [id]);
    await run();
    await settle(city, county);
    expect(await differences(county)).toEqual([`in receipt_only_here ${id}`]);
    const { id: differenceId } = await differenceOn(city, id);
    await city.act(OPERATOR, 'repairDifference', { differenceId });
    await hold(city, id);
    await run();
    await settle(city, county);
    expect([(await differenceOn(city, id)).state, (await differenceOn(county, id)).state]).toEqual(['repairing', 'open']);
    await letGo(city, id);
    await settle(city, county);
    await run();
    await settle(city, county);
    expect([(await differenceOn(city, id)).state, (await differenceOn(county, id)).state]).toEqual(['repaired', 'repaired']);
  });

  it('does not call mended what was sent again in vain: it is open again', async () => {
    const [refused, failed] = [await lost(city, county, 'A'), await lost(city, county, 'B')];
    await run();
    await settle(city, county);
    for (const id of [refused, failed]) await city.act(OPERATOR, 'repairDifference', { differenceId: (await differenceOn(city, id)).id });
    await hold(city, failed);
    // The county ends its side by a word, and so takes the message no more.
    const { id: there } = await differenceOn(county, refused);
    await county.act(OPERATOR, 'settleDifference', { differenceId: there, reason: '已经线下核对' });
    await settle(city, county);
    expect(await stateOf(city, refused)).toEqual({ state: 'refused', code: 'SEQUENCE_GIVEN_UP' });
    // The plan of the other one is used up; the receipt of before still says that the county had it.
    await city.db.query(`update message_out set state = 'failed', ended_at = $2 where id = $1`, [failed, ON_DAY]);
    await run();
    await settle(city, county);
    expect((await differenceOn(city, refused)).state).toBe('repairing');
    expect([(await differenceOn(city, failed)).state, (await differenceOn(county, failed)).state]).toEqual(['open', 'open']);
  });

  it('takes nothing at a place that was given up only because its partner says that it lay here', async () => {
    const now = time.now();
    time.set(new Date(ON_DAY));
    const id = await city.say(county, 'x', { conversation: 'A', kind: 'unheard' });
    time.set(now);
    await settle(city, county);
    await city.act(OPERATOR, 'dropParkedMessage', { messageId: id, reason: '不再需要' });
    await settle(city, county);
    county.hears('unheard');
    // The city claims a receipt that nobody gave.
    await city.db.query(`update message_out set state = 'sent', code = null, receipt = 'r', received_at = created_at where id = $1`, [id]);
    await run();
    await settle(city, county);
    expect(await differences(county)).toEqual([`in missing_here ${id}`]);
    await city.act(OPERATOR, 'repairDifference', { differenceId: (await differenceOn(city, id)).id });
    await settle(city, county);
    expect(await stateOf(city, id)).toEqual({ state: 'refused', code: 'SEQUENCE_GIVEN_UP' });
    expect(await county.states('message_in')).toEqual([]);
  });

  it('nor another text than the one that lay here', async () => {
    const id = await lost(city, county, 'A');
    await run();
    await settle(city, county);
    await county.db.query(`update proof_leaf set message = repeat('0', 64) where message_id = $1`, [id]);
    await city.act(OPERATOR, 'repairDifference', { differenceId: (await differenceOn(city, id)).id });
    await settle(city, county);
    expect(await stateOf(city, id)).toEqual({ state: 'refused', code: 'SEQUENCE_GIVEN_UP' });
  });

  it('on demand of one day leaves the other days to the night', async () => {
    await run(city, '2026-03-19', '2026-03-19');
    await settle(city, county);
    time.set(new Date('2026-03-20T18:01:00.000Z'));
    await city.get(Night).run();
    await settle(city, county);
    expect(await nights()).toEqual(['2026-03-19 2026-03-19 compared', '2026-03-18 2026-03-18 compared', '2026-03-20 2026-03-20 compared']);
  });

  it('that a partner sleeps through is asked for again; its late answer counts', async () => {
    const night = async (at: string) => {
      time.set(new Date(at));
      await city.get(Night).run();
    };
    await night('2026-03-20T18:02:00.000Z');
    await night('2026-03-21T18:01:00.000Z');
    await night('2026-03-22T18:03:00.000Z');
    expect(await nights()).toEqual(['2026-03-18 2026-03-20 failed', '2026-03-21 2026-03-21 failed', '2026-03-18 2026-03-22 asked']);
    await settle(city, county);
    expect(await nights()).toEqual(['2026-03-18 2026-03-20 compared', '2026-03-21 2026-03-21 compared', '2026-03-18 2026-03-22 compared']);
  });

  it('of one partner is no business of another, and one that is not known here is answered by nobody', async () => {
    const province = await LinkedNode.open({ node: 'province.990000', time });
    await city.list(province);
    const { id } = (await run()) as { id: string };
    const said = (node: string, body: object) =>
      city.db.transaction(async (tx) => {
        const partner = (await partnerOf(tx, node))!;
        const head = {
          id: uuid(),
          conversation: 'link.reconciliation',
          sequence: 1,
          kind: 'reconciliation',
          schemaVersion: 1,
          division: '000000',
          createdAt: ON_DAY,
        };
        await city.get(Handlers).of('reconciliation')!(tx, { head, partner, digest: 'd', receivedAt: NEXT_DAY, body });
      });
    const lined = async () => ((await city.db.query('select count(*)::int n from message_out')) as [{ n: number }])[0].n;
    const before = await lined();
    const lists = (of: string, by: string) => ({ type: 'lists', id: of, by, last: true, days: [] });
    await said(province.node, lists(id, 'asked'));
    await said(county.node, lists(uuid(), 'asked'));
    await said(county.node, lists(id, 'asker'));
    const sums = { type: 'sums', parts: 1, after: null, upTo: null, conversations: [] };
    await said(province.node, { ...sums, id, from: DAY, to: DAY });
    expect([await nights(), await lined()]).toEqual([['2026-03-19 2026-03-19 asked'], before]);
    await said(county.node, lists(id, 'asked'));
    expect([await nights(), await lined()]).toEqual([['2026-03-19 2026-03-19 compared'], before + 1]);
    const long = said(county.node, { ...sums, id: uuid(), from: '2026-01-01', to: '2026-02-01' });
    await expect(long).rejects.toMatchObject({ code: 'RECONCILIATION_DAYS' });
  });

  it('and its differences are worked on by who may, and with a reason', async () => {
    const id = await lost(city, county, 'A');
    await run();
    await settle(city, county);
    const { id: differenceId } = await differenceOn(city, id);
    const settleBy = (who: number | null, reason: string) => city.act(who, 'settleDifference', { differenceId, reason });
    expect(await settleBy(OPERATOR, '  ')).toEqual({ code: 'REASON_MISSING' });
    for (const [who, code] of [
      [OTHER, 'ACT_NOT_YOURS'],
      [null, 'SIGN_IN_REQUIRED'],
    ] as const) {
      expect(await settleBy(who, '核对')).toEqual({ code });
      expect(await city.act(who, 'repairDifference', { differenceId })).toEqual({ code });
      expect(await run(city, DAY, DAY, who)).toEqual({ code });
      for (const list of ['reconciliations', 'differences'])
        expect(await city.ask(who, `{ ${list} { edges { node { id } } } }`)).toEqual({ code });
    }
    expect(await city.act(OPERATOR, 'settleDifference', { differenceId: known(9), reason: '核对' })).toEqual({
      code: 'DIFFERENCE_UNKNOWN',
    });
    const of = async (filter: string) =>
      (await city.ask(OPERATOR, `{ differences(filter: ${filter}) { edges { node { messageId } } } }`)) as {
        differences: { edges: unknown[] };
      };
    expect((await of('{ kinds: [missing_there, other_digest], states: [open] }')).differences.edges).toEqual([{ node: { messageId: id } }]);
    expect((await of('{ kinds: [missing_here] }')).differences.edges).toEqual([]);
    expect((await of(`{ node: "nobody.1" }`)).differences.edges).toEqual([]);
    expect(await differences(city, STANDING)).toEqual([`out missing_there ${id}`]);
  });
});
