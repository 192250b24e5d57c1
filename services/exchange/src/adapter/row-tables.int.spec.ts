import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sealPart } from '@sunshine/envelope';
import {
  HandlingGiven,
  MatterGiven,
  OrganSaved,
  PetitionRegistered,
  PetitionRouted,
  RelationSet,
  type DataOf,
  type MatterWanted,
} from '@sunshine/events';
import { messagingMigrations } from '@sunshine/messaging';
import { Time } from '@sunshine/platform';
import { cleanUp, databases } from '@sunshine/testing';
import pg from 'pg';
import { BUREAU as OWN, LinkedNode, OPERATOR, settle, uuid } from '../../test/link.js';
import { AGREED, COUNTY, row } from '../../test/rows.js';
import { Receiver } from '../receiving/receiver.js';
import { RowTables } from './row.tables.js';

const [BUREAU, COUNTY_BUREAU, ABOVE] = [uuid(OWN), uuid(20), uuid(601)];
const NUMBER = '990100-20250304-000001';

describe('the intermediate tables of a county system', () => {
  const time = new Time();
  let city: LinkedNode;
  let county: pg.Client;
  const ofRole = (adminUrl: string, role: string): string => {
    const url = new URL(adminUrl);
    [url.username, url.password] = [role, 'rows'];
    return url.href;
  };
  const write = (kind: string, said: unknown) =>
    county.query('insert into exchange_adapter.rows_in (kind, row) values ($1, $2::jsonb)', [kind, JSON.stringify(said)]);
  const round = async () => {
    await city.get(RowTables).drain();
    await settle(city);
    await city.get(RowTables).drain();
  };
  const rowsIn = async () =>
    (
      await county.query<{ state: number; code: string; msg: string; row: Record<string, unknown> }>(
        'select state, code, msg, row from exchange_adapter.rows_in order by id',
      )
    ).rows;
  const rowsOut = async () =>
    (
      await county.query<{ id: string; kind: string; row: Record<string, string>; state: number; refusal: string | null }>(
        'select id, kind, row, state, refusal from exchange_adapter.rows_out order by place',
      )
    ).rows;
  const answer = (id: string, columns: object) =>
    county.query(
      `update exchange_adapter.rows_out set ${Object.keys(columns)
        .map((name, at) => `${name} = $${at + 2}`)
        .join(', ')} where id = $1`,
      [id, ...Object.values(columns)],
    );

  beforeAll(async () => {
    time.set(new Date('2025-03-04T01:00:00.000Z'));
    const { adminUrl } = await databases({ countyrows: { migrations: messagingMigrations, sources: [] } });
    const admin = new pg.Client(adminUrl);
    await admin.connect();
    await admin.query(readFileSync(new URL('../../adapter-tables.sql', import.meta.url), 'utf8'));
    await admin.query(`alter role exchange_rows password 'rows'; alter role county_rows password 'rows'`);
    const { database } = (await admin.query<{ database: string }>('select current_database() database')).rows[0]!;
    await admin.query(`grant connect on database "${database}" to exchange_rows, county_rows`);
    await admin.end();
    const more = { EXCHANGE_ROW_TABLES: `donghu=value:${ofRole(adminUrl, 'exchange_rows')}` };
    city = await LinkedNode.open({ time, more });
    county = new pg.Client(ofRole(adminUrl, 'county_rows'));
    await county.connect();
    cleanUp(() => county.end());
    const organ = {
      organId: COUNTY_BUREAU,
      parentId: BUREAU,
      kind: 'petition_bureau' as const,
      name: '乙县信访局',
      shortName: '乙县信访局',
    };
    await city.hear(COUNTY_BUREAU, OrganSaved.create({ ...organ, division: '990122', reviewedBy: null, closedOn: null }));
    await city.act(OPERATOR, 'registerForeignSystem', { ...AGREED, tables: 'donghu' });
    await city.act(OPERATOR, 'placePartner', { node: COUNTY, organIds: [COUNTY_BUREAU], receivedByOrganId: BUREAU });
  }, 120_000);

  it('are one system’s', async () => {
    expect(await city.act(OPERATOR, 'registerForeignSystem', { ...AGREED, node: 'county.990199', tables: 'donghu' })).toEqual({
      code: 'ROW_TABLES_TAKEN',
    });
  });

  it('bring rows, each answered beside it: two hundred with bad ones and doubled ones, and what nobody knows', async () => {
    for (let n = 200; n > 0; n -= 1) await write('transfer', n % 40 === 0 ? row(n, { xfrq: '昨天' }) : row(n));
    await write('transfer', row(7));
    await write('transfer', row(8, { gkxx: '另一件事' }));
    await write('supplement', row(9));
    await write('transfer', row(301, { xfxs: '777' }));
    await round();
    const rows = await rowsIn();
    expect(rows.slice(0, 200).filter(({ state }) => state === 20)).toHaveLength(195);
    expect(
      rows
        .slice(0, 200)
        .filter(({ state }) => state === 40)
        .map(({ code, msg }) => [code, msg.slice(0, 15)]),
    ).toEqual(Array.from({ length: 5 }, () => ['0404', '【ROW_MALFORMED】']));
    expect(rows.slice(200).map(({ state, code, msg }) => [state, code, /【([A-Z_]+)】/.exec(msg)?.[1]])).toEqual([
      [30, '0001', 'ROW_REPEATED'],
      [40, '0404', 'ROW_CHANGED'],
      [40, '0301', 'KIND_UNKNOWN'],
      [20, '0001', 'ROW_CODE_UNMAPPED'],
    ]);
    const [{ n }] = (await city.db.query(`select count(*)::int n from arrived_matter where state = 'waiting'`)) as [{ n: number }];
    expect(n).toBe(196);
  });

  it('answer a row as taken that was taken before its answer could be written', async () => {
    await write('transfer', row(401));
    await round();
    const [last] = (await county.query<{ id: string }>('select max(id) id from exchange_adapter.rows_in')).rows;
    const taken = (await city.db.query(`select place from row_taken where row_id = 'id-401'`)) as [{ place: string }];
    expect(taken[0].place).toBe(last!.id);
    // As after a crash between the two databases.
    await asExchange(`update exchange_adapter.rows_in set state = 0, code = null, msg = null where id = ${last!.id}`);
    await round();
    expect((await rowsIn()).at(-1)).toMatchObject({ state: 20, code: '0001' });
    const [{ n }] = (await city.db.query(`select count(*)::int n from arrived_matter where number = '乙信202500401'`)) as [{ n: number }];
    expect(n).toBe(1);
  });

  it('count the attempts at a row that a fault of this node keeps out, and give it up after nine', async () => {
    const receiver = city.get(Receiver);
    const takeOwn = receiver.takeOwn.bind(receiver);
    receiver.takeOwn = () => Promise.reject(new Error('disk full'));
    await write('transfer', row(451));
    await city.get(RowTables).run();
    expect((await rowsIn()).at(-1)).toMatchObject({ state: 1, code: '04' });
    for (let n = 0; n < 8; n += 1) await city.get(RowTables).run();
    expect((await rowsIn()).at(-1)).toMatchObject({ state: 9, code: '04' });
    await city.get(RowTables).run();
    receiver.takeOwn = takeOwn;
    await round();
    expect((await rowsIn()).at(-1)).toMatchObject({ state: 40, code: '0404', msg: expect.stringContaining('ROW_NOT_TAKEN') });
  });

  it('carry a matter to the county and what it does with it back, up to the closing', async () => {
    const registered = PetitionRegistered.create({
      ...{ petitionId: ABOVE, number: NUMBER, kind: 'CLAIM', channel: 'LETTER', division: '990122', receivedOn: '2025-03-04' },
      ...{ registeredOn: '2025-03-04', organId: BUREAU, organKind: 'petition_bureau', addressUnclear: false, anonymous: false },
      ...{ peopleCount: 1, requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
    });
    await city.hear(ABOVE, registered, 'intake');
    await city.hear(ABOVE, RelationSet.create({ petitionId: ABOVE, subject: BUREAU, relation: 'registering' }), 'intake');
    const routed = PetitionRouted.create({
      petitionId: ABOVE,
      kind: 'ASSIGNMENT',
      fromOrganId: BUREAU,
      toOrganId: COUNTY_BUREAU,
      reportBy: '2025-06-01',
    });
    const told = await city.hear(ABOVE, routed, 'case');
    const { wantId, key } = told[0]!.event.data as DataOf<typeof MatterWanted>;
    const matter = { number: NUMBER, kind: 'CLAIM', summary: '反映拖欠工资', receivedOn: '2025-03-03' };
    const handling = { reportRequired: true, reportBy: '2025-06-01' };
    await city.hear(
      ABOVE,
      MatterGiven.create({ petitionId: ABOVE, wantId, sealed: await sealPart(key, wantId, { division: '990122', matter }) }),
      'intake',
    );
    await city.hear(ABOVE, HandlingGiven.create({ petitionId: ABOVE, wantId, sealed: await sealPart(key, wantId, handling) }), 'case');
    await round();
    const given = (await rowsOut()).find(({ kind }) => kind === 'assignment');
    expect(given).toMatchObject({ row: { xfjbh: NUMBER, gkxx: '反映拖欠工资', xqhbsj: '2025-06-01' }, state: 0 });
    const { id } = given!;
    const standsAt = async () => {
      await round();
      return (await city.db.query('select state, partner_number number from matter where petition_id = $1', [ABOVE])) as unknown;
    };
    await answer(id, { state: 5 });
    expect(await standsAt()).toEqual([{ state: 'underway', number: null }]);
    // It could not take it; the operator sends it again, and the row stands there anew.
    await answer(id, { state: 40, reason: '磁盘已满' });
    expect(await standsAt()).toEqual([{ state: 'underway', number: null }]);
    expect(await city.states('message_out')).toContain(`${NUMBER} 1 refused ROW_SYSTEM_FAILED`);
    await city.act(OPERATOR, 'resendMessage', { messageId: id }, 'state');
    await round();
    expect((await rowsOut()).find((one) => one.id === id)).toMatchObject({ state: 0 });
    await answer(id, { state: 20 });
    expect(await standsAt()).toEqual([{ state: 'received', number: null }]);
    await answer(id, { code: '0001', number: '乙信9001' });
    expect(await standsAt()).toEqual([{ state: 'held', number: '乙信9001' }]);
    await write('acceptance', { blfsid: 'b-2', xfjbh: '乙信9001', blsj: '2025-03-10', xbjzsj: '2025-05-09' });
    await write('assigned-matter-report', { blfsid: 'b-4', xfjbh: '乙信9001', blsj: '2025-04-08', hfgznr: '已办结。' });
    await write('completion', { blfsid: 'b-5', xfjbh: NUMBER, blsj: '2025-04-10', bjly: 'opinion_final' });
    await round();
    const kinds = (await city.db.query('select kind from told where petition_id = $1 order by told_at, message_id', [ABOVE])) as {
      kind: string;
    }[];
    expect(kinds.map(({ kind }) => kind)).toEqual(['acceptance', 'assigned-matter-report', 'completion']);
    await round();
    expect((await rowsOut()).filter(({ kind }) => kind === 'receipt').map(({ row: said }) => [said['ywid'], said['code']])).toEqual(
      ['b-2', 'b-4', 'b-5'].map((one) => [one, '0001']),
    );
    for (const { id: receipt, kind } of await rowsOut()) if (kind === 'receipt') await answer(receipt, { state: 20 });
    await round();
  });

  it('tell the county beside a row what could not be followed', async () => {
    const [receipt] = (await rowsOut()).filter(({ kind }) => kind === 'receipt');
    await answer(receipt!.id, { code: '0001' });
    await round();
    expect((await rowsOut()).find(({ id }) => id === receipt!.id)?.refusal).toMatch(/^【ROW_NOT_HANDED_OVER】/);
  });

  it.each([
    ['what the exchange answers', `update exchange_adapter.rows_in set state = 20`],
    ['a row that it was given', `update exchange_adapter.rows_out set row = '{}'`],
    ['rows for itself', `insert into exchange_adapter.rows_out (id, kind, row) values ('${uuid(1)}', 'transfer', '{}')`],
  ])('let the county write no %s', async (_title, text) => {
    await expect(county.query(text)).rejects.toMatchObject({ code: '42501' });
  });

  it('are left alone while the system is suspended', async () => {
    await city.act(OPERATOR, 'suspendPartner', { node: COUNTY, reason: '系统升级' });
    await write('transfer', row(501));
    await round();
    expect((await rowsIn()).at(-1)).toMatchObject({ state: 0, code: null });
  });

  const asExchange = async (text: string): Promise<void> => {
    const pool = [...city.get(RowTables)['pools'].values()][0]!;
    await pool.query(text);
  };
});
